/**
 * value_list.h - every value in force in a filled scenario, one by one.
 */
#ifndef WORDS_VALUE_LIST_H
#define WORDS_VALUE_LIST_H

#include "format/field.h"
#include "format/json_tree.h"
#include "format/text_table.h"

/** Called for each value below an object, with the pointer to it. */
typedef void value_list_visit(
    void *self, const char *pointer, const struct field *field, const struct node *value);

/** Walks a filled and checked object; `pointer` leads to it. */
void value_list_for_each(const struct record *record, const struct node *object,
    const char *pointer, value_list_visit *visitor, void *self);

/** A table of all values of a scenario: who set it, what it is worth, over what to sweep it. */
enum status value_list_print(
    const struct node *root, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif

/**
 * value_list.h - lists every value of a scenario, defaults included.
 */
#ifndef WORDS_VALUE_LIST_H
#define WORDS_VALUE_LIST_H

#include "format/field.h"
#include "format/json_tree.h"
#include "format/text_table.h"

/** Called for each value in an object, with its JSON pointer. */
typedef void value_list_visit(
    void *self, const char *pointer, const struct field *field, const struct node *value);

/**
 * Visits each value of an object that is checked and has its defaults; `pointer` is its JSON
 * pointer.
 */
void value_list_for_each(const struct record *record, const struct node *object,
    const char *pointer, value_list_visit *visitor, void *self);

/** Adds a table of all values: set by the scenario or default, evidence, sweep range. */
enum status value_list_print(
    const struct node *root, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif

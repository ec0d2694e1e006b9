/**
 * value_list.h - lists every value of a scenario, including defaults.
 */
#ifndef WORDS_VALUE_LIST_H
#define WORDS_VALUE_LIST_H

#include "format/field.h"
#include "format/json_tree.h"
#include "format/text_table.h"

/**
 * The function that is called for each value in an object. `pointer` is the JSON pointer of the
 * value.
 */
typedef void value_list_visit(
    void *self, const char *pointer, const struct field *field, const struct node *value);

/**
 * Calls `visitor` for each value of an object. The object must be checked and have its defaults.
 * `pointer` is its JSON pointer.
 */
void value_list_for_each(const struct record *record, const struct node *object,
    const char *pointer, value_list_visit *visitor, void *self);

/**
 * Appends a table of all values to `b`: whether the scenario sets the value, its evidence, and its
 * range for sweeps.
 */
enum status value_list_print(
    const struct node *root, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif

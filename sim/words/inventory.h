/**
 * inventory.h - every value in force in a filled scenario, one by one.
 */
#ifndef WORDS_INVENTORY_H
#define WORDS_INVENTORY_H

#include "format/field.h"
#include "format/sheet.h"
#include "format/tree.h"

/** Called for each value below an object, with the pointer to it. */
typedef void inventory_visit(
    void *self, const char *pointer, const struct field *field, const struct node *value);

/** Walks a filled and checked object; `pointer` leads to it. */
void inventory_each(const struct record *record, const struct node *object, const char *pointer,
    inventory_visit *visitor, void *self);

/** A table of all values of a scenario: who set it, what it is worth, over what to sweep it. */
enum status inventory_print(
    const struct node *root, enum sheet_format format, struct buffer *b) MUST_CHECK;

#endif

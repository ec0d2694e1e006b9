/**
 * defaults.h - what nobody wrote: presets and catalogue rows become members of the tree.
 *
 * After filling, every number of a scenario stands in its tree, so that --set, a sweep and a
 * policy can address it, and the resolved scenario says all of it. Filled members are marked
 * (node.preset) and stand where the object stands that they complete. Filling again, after a
 * patch, replaces them: a measure that was moved to another catalogue row starts from that one.
 *
 * Members come out in the order of the tables, items of maps in byte order of their ids,
 * unknown keys last. What has the wrong type is left alone: decode.h complains.
 */
#ifndef FORMAT_DEFAULTS_H
#define FORMAT_DEFAULTS_H

#include "format/field.h"
#include "format/json_tree.h"

enum status defaults_fill_record(
    struct arena *a, struct node *object, const struct record *record) MUST_CHECK;

/** The row an item of a map starts from: named by its key or by its member; NULL: none. */
const void *defaults_fill_row(
    const struct field *map, const char *key, const struct node *item);

/**
 * A member of an item as its row has it: the same, but for the range to sweep it over where the
 * row says one. Returns `member` or `*changed`, which is filled in.
 */
const struct field *defaults_member_of_row(const struct field *map, const void *row,
    const struct field *member, struct field *changed);

/** The row of that id, NULL if there is none. */
const void *defaults_row_named(const struct field *map, const char *id);

#endif

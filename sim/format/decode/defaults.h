/**
 * defaults.h - fills omitted members of a JSON tree with defaults and with values of built-in rows.
 *
 * Afterwards the tree contains every number of a scenario, so --set, a sweep and a policy can
 * address each of them, and the resolved scenario is complete. A filled member is marked
 * (node.is_default) and has the location of the object that contains it. After a patch, the tree is
 * filled again, and the marked members are replaced: a measure that now names another catalogue row
 * gets the values of that row.
 *
 * Members are put in the order of the field tables, and unknown members last. The items of a map
 * are put in byte order of their ids. A value of the wrong type is left unchanged; the functions of
 * decode.h report it.
 */
#ifndef FORMAT_DECODE_DEFAULTS_H
#define FORMAT_DECODE_DEFAULTS_H

#include "base/text.h"
#include "format/field.h"
#include "format/json_tree.h"

/** Fills `object` and everything in it, as the fields of `record` describe. */
enum status defaults_fill_record(
    struct arena *a, struct node *object, const struct record *record) MUST_CHECK;

/**
 * Returns the built-in row that gives the defaults of a map's item, or NULL. The key of the item or
 * one of its members names the row.
 */
const void *defaults_fill_row(
    const struct field *map, const char *key, const struct node *item);

/**
 * Returns the field of a member of an item, with the sweep range of the item's built-in row. If the
 * row defines no range, the result is `member`. Otherwise the result is `changed`, which becomes a
 * copy of `member` with that range.
 */
const struct field *defaults_member_of_row(const struct field *map, const void *row,
    const struct field *member, struct field *changed);

/** Returns the built-in row with the id `id`, or NULL if there is none. */
const void *defaults_row_named(const struct field *map, const char *id);

/**
 * Returns the ids of all built-in rows, in the arena. Returns no ids if the arena has no memory
 * left.
 */
struct text_names defaults_row_ids(struct arena *a, const struct field *map);

#endif

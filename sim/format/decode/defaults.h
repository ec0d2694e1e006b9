/**
 * defaults.h - fills omitted members of a JSON tree with defaults and values of catalogue rows.
 *
 * Afterwards the tree contains every number of a scenario, so --set, a sweep and a policy can
 * address each of them, and the resolved scenario is complete. A filled member is marked
 * (node.is_default) and has the location of the object that contains it. Filling again, after a
 * patch, replaces the marked members: a measure that now names another catalogue row gets the
 * values of that row.
 *
 * The members are put in the order of the field tables, the items of a map in byte order of their
 * ids, unknown members last. A value of the wrong type is left unchanged: decode.h reports it.
 */
#ifndef FORMAT_DECODE_DEFAULTS_H
#define FORMAT_DECODE_DEFAULTS_H

#include "base/text.h"
#include "format/field.h"
#include "format/json_tree.h"

/** Fills `object` and everything in it by the fields of `record`. */
enum status defaults_fill_record(
    struct arena *a, struct node *object, const struct record *record) MUST_CHECK;

/** Built-in row with the defaults of a map's item, named by its key or a member; or NULL. */
const void *defaults_fill_row(
    const struct field *map, const char *key, const struct node *item);

/**
 * The field of a member of an item, with the sweep range that its built-in row defines, if any.
 * Returns `member`, or `changed`, a copy with that range.
 */
const struct field *defaults_member_of_row(const struct field *map, const void *row,
    const struct field *member, struct field *changed);

/** The built-in row with that id, NULL if there is none. */
const void *defaults_row_named(const struct field *map, const char *id);

/** The ids of all built-in rows, in the arena; empty if the arena has no memory left. */
struct text_names defaults_row_ids(struct arena *a, const struct field *map);

#endif

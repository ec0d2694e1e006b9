/**
 * override.h - sets single members of a JSON tree, for --set POINTER=VALUE and for the factors of a
 * design point.
 */
#ifndef FORMAT_DECODE_OVERRIDE_H
#define FORMAT_DECODE_OVERRIDE_H

#include "format/diagnostics.h"
#include "format/field.h"

/**
 * `count` texts "POINTER=VALUE", where VALUE is JSON. Their names in messages are "NAME no. 1",
 * "NAME no. 2" and so on.
 */
struct overrides {
    const char *name; /* NULL means "--set" */
    const char *const *texts;
    int32_t count;
    /**
     * The values, if `texts` contains only the pointers; otherwise NULL. Nothing is parsed then, so
     * several threads may share one struct.
     */
    const struct node *const *values;
};

/**
 * Sets members of a tree in which defaults are filled in. Each member must exist or be described by
 * the record. No two overrides may set the same member, and no override may set a part of a member
 * that another one sets. A step * in a pointer stands for every item of a map; each item must have
 * the member. All errors are reported.
 *
 * *gaps becomes true if the defaults of the tree must be filled in again. This is necessary unless
 * every new value is a number or flag, replaces a number or flag, and sets no defaults
 * (field.sets_defaults).
 */
enum status override_apply(struct arena *a, struct node *root, const struct record *record,
    const struct overrides *settings, struct diag *r, bool *gaps) MUST_CHECK;

#endif

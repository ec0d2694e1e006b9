/**
 * override.h - sets members of a tree: --set POINTER=VALUE, and the factors of a design point.
 */
#ifndef FORMAT_DECODE_OVERRIDE_H
#define FORMAT_DECODE_OVERRIDE_H

#include "format/diagnostics.h"
#include "format/field.h"

/** `count` texts "POINTER=VALUE" with a JSON value. Messages call them "NAME 1", "NAME 2" ... */
struct overrides {
    const char *name; /* NULL: "--set" */
    const char *const *texts;
    int32_t count;
    /**
     * If not NULL, the texts are pointers only, and these are the values: nothing is parsed, so
     * several threads may share one struct.
     */
    const struct node *const *values;
};

/**
 * Sets members of a tree with defaults filled in. Each member must exist or be described by the
 * record, and no two overrides may set the same member or a part of it. A step * in a pointer
 * is every item of a map; each must have the member. All errors are reported. *gaps becomes
 * true if defaults may now be missing, so that the tree must be filled again: always, unless
 * every new value is a number or flag that replaces a number or flag, and none sets defaults
 * (field.sets_defaults).
 */
enum status override_apply(struct arena *a, struct node *root, const struct record *record,
    const struct overrides *settings, struct diag *r, bool *gaps) MUST_CHECK;

#endif

/**
 * override.h - --set POINTER=VALUE, and what a sweep sets at a point.
 */
#ifndef FORMAT_OVERRIDE_H
#define FORMAT_OVERRIDE_H

#include "format/diagnostics.h"
#include "format/field.h"

/** `count` texts "POINTER=VALUE" with a JSON value; called "NAME 1", "NAME 2" ... in messages.
 */
struct overrides {
    const char *name; /* NULL: "--set" */
    const char *const *texts;
    int32_t count;
    /**
     * If given, the texts are pointers alone and these are their values: nothing is parsed, so
     * that any thread may do it.
     */
    const struct node *const *values;
};

/**
 * Replaces members of a filled tree. Each must be there or be described by the record, none may
 * be set twice, also not as a part of another. All errors are reported. *gaps says whether the tree
 * is to be filled again: unless numbers or flags took the place of such.
 */
enum status override_apply(struct arena *a, struct node *root, const struct record *record,
    const struct overrides *settings, struct diag *r, bool *gaps) MUST_CHECK;

#endif

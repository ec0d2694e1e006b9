/**
 * patch.h - JSON Merge Patch (RFC 7396): a member replaces a member, null removes it.
 */
#ifndef FORMAT_DECODE_PATCH_H
#define FORMAT_DECODE_PATCH_H

#include "format/json_tree.h"

enum patch_nulls {
    PATCH_APPLY, /* null removes the member */
    PATCH_KEEP,  /* null is kept: the result is one patch with the effect of both in sequence */
};

/**
 * Applies the patch to *target, in place. Values of the patch are copied with their locations.
 * *target may be NULL, which counts as an empty object.
 */
enum status patch_merge(struct arena *a, struct node **target, const struct node *patch,
    enum patch_nulls nulls) MUST_CHECK;

/** Removes every null from objects, at all depths. */
enum status patch_drop_nulls(struct arena *a, struct node *node) MUST_CHECK;

#endif

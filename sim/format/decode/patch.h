/**
 * patch.h - JSON Merge Patch (RFC 7396). A member of a patch replaces the member of the target;
 * null removes it.
 */
#ifndef FORMAT_DECODE_PATCH_H
#define FORMAT_DECODE_PATCH_H

#include "format/json_tree.h"

enum patch_nulls {
    PATCH_APPLY, /* null removes the member */
    /**
     * Null is kept, so that the result is one patch with the effect of both patches in sequence.
     */
    PATCH_KEEP,
};

/**
 * Applies the patch to *target in place. The copied values of the patch keep their locations.
 * *target may be NULL, which counts as an empty object.
 */
enum status patch_merge(struct arena *a, struct node **target, const struct node *patch,
    enum patch_nulls nulls) MUST_CHECK;

/** Removes every member with the value null from objects, at all depths. */
enum status patch_drop_nulls(struct arena *a, struct node *node) MUST_CHECK;

#endif

/**
 * patch.h - JSON Merge Patch (RFC 7396): members replace members, null removes.
 */
#ifndef FORMAT_PATCH_H
#define FORMAT_PATCH_H

#include "format/json_tree.h"

enum patch_nulls {
    PATCH_APPLY, /* null removes the member */
    PATCH_KEEP,  /* null stays: the result is itself a patch, of both one after the other */
};

/**
 * Changes *target by the patch, in place. What comes from the patch is copied with its places.
 * *target may be NULL: then it becomes what the patch makes of nothing.
 */
enum status patch_merge(struct arena *a, struct node **target, const struct node *patch,
    enum patch_nulls nulls) MUST_CHECK;

/** Takes every null out of objects, all the way down. */
enum status patch_drop_nulls(struct arena *a, struct node *node) MUST_CHECK;

#endif

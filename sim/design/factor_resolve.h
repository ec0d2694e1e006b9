/**
 * factor_resolve.h - finds the members of the scenario that the path of a factor leads to.
 */
#ifndef DESIGN_FACTOR_RESOLVE_H
#define DESIGN_FACTOR_RESOLVE_H

#include "design/factor_read.h"

/**
 * Sets the pointers of the factor, without wildcards, and their field: NULL, and reported, if the
 * path leads to no member. `node` is the factor in the file, at `path`.
 */
enum status factor_resolve(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

#endif

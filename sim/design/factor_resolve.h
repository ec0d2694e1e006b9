/**
 * factor_resolve.h - what the path of a factor leads to in the scenario.
 */
#ifndef DESIGN_FACTOR_RESOLVE_H
#define DESIGN_FACTOR_RESOLVE_H

#include "design/factor_read.h"

/**
 * Sets the pointers of the factor, without wildcards, and the field they lead to: NULL, and
 * reported, if they lead nowhere. `node` is the factor in the file, at `path`.
 */
enum status factor_resolve(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

#endif

/**
 * factor_resolve.h - finds the members of the scenario to which the path of a factor leads.
 */
#ifndef DESIGN_FACTOR_RESOLVE_H
#define DESIGN_FACTOR_RESOLVE_H

#include "design/factor_read.h"

/**
 * Finds the members of the scenario to which the path of the factor leads. Sets factor->pointers to
 * their pointers, without wildcards, and factor->field to their field. If the path leads to no
 * member, reports an error and sets factor->field to NULL. `node` is the factor in the experiment
 * file, at `path`.
 */
enum status factor_resolve(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

#endif

/**
 * factor_conflicts.h - finds members that two factors set, or that a factor and a policy set.
 *
 * Such a member would have the value that is set last, and design.csv would be wrong. So this is an
 * error. But a policy may remove an object that contains the member of a factor. For example, a
 * policy "no hotline" removes the hotline, and a factor sets the speed of the hotline. The factor
 * then has no effect under this policy.
 */
#ifndef DESIGN_FACTOR_CONFLICTS_H
#define DESIGN_FACTOR_CONFLICTS_H

#include "design/factor.h"
#include "scenario/policy.h"

/**
 * Reports members that two factors set. `factors` is the object in the file from which
 * items[0..n-1] were read.
 */
enum status factor_conflicts(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n) MUST_CHECK;

/** What the patch of a policy does to a member that a factor sets. */
enum factor_patch { FACTOR_UNTOUCHED, FACTOR_REMOVED, FACTOR_OVERWRITTEN };

/**
 * Returns the worst effect of a patch on the members of a factor; the enum lists effects from good
 * to bad. `patch` may be NULL.
 */
enum factor_patch factor_conflicts_patched(
    const struct factor *factor, const struct node *patch, struct arena *scratch);

/**
 * Reports factors whose members a policy overwrites. `policies` maps ids to objects {title, patch}.
 */
void factor_conflicts_policies(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n, const struct node *policies);

#endif

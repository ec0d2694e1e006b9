/**
 * factor_conflicts.h - finds members that two factors, or a factor and a policy, set.
 *
 * Such a member would have the value that is set last, and design.csv would be wrong, so this
 * is an error. A policy may remove the object whose member a factor sets (policy "no hotline"
 * and a factor for the speed of the hotline): then the factor has no effect under this policy.
 */
#ifndef DESIGN_FACTOR_CONFLICTS_H
#define DESIGN_FACTOR_CONFLICTS_H

#include "design/factor.h"
#include "scenario/policy.h"

/** Reports members that two factors set. `factors`: the object in the file with items[0..n-1]. */
enum status factor_conflicts(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n) MUST_CHECK;

/** What the patch of a policy does to a member that a factor sets. */
enum factor_patch { FACTOR_UNTOUCHED, FACTOR_REMOVED, FACTOR_OVERWRITTEN };

/** The worst effect of a patch (may be NULL) on the members of a factor, in order of the enum. */
enum factor_patch factor_conflicts_patched(
    const struct factor *factor, const struct node *patch, struct arena *scratch);

/** Reports factors that a policy overwrites; `policies` maps ids to {title, patch}. */
void factor_conflicts_policies(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n, const struct node *policies);

#endif

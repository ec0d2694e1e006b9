/**
 * factor_conflicts.h - who sets what: factors apart from one another, and from policies.
 *
 * A member that two factors set, or a factor and a policy, would have the value of whichever
 * comes last, and a table that says otherwise. A policy may take out the thing whose member a
 * factor sets ("no hotline" beside a factor of the hotline's speed): there the factor has
 * nothing to set, and the policy is the same at all its values.
 */
#ifndef DESIGN_FACTOR_CONFLICTS_H
#define DESIGN_FACTOR_CONFLICTS_H

#include "design/factor.h"
#include "scenario/policy.h"

/** `factors` is the object in the file, in which items[0..n-1] stand. */
enum status factor_conflicts(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n) MUST_CHECK;

/** What the patch of a policy does to a member that a factor sets. */
enum factor_patch { FACTOR_UNTOUCHED, FACTOR_TAKEN_OUT, FACTOR_OVERWRITTEN };

enum factor_patch factor_conflicts_patched(
    const struct factor *factor, const struct node *patch, struct arena *scratch);

/** Reports factors that a policy overwrites; `policies` maps ids to {title, patch}. */
void factor_conflicts_policies(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n, const struct node *policies);

#endif

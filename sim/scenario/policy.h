/**
 * policy.h - policies, the alternatives to compare: selects them and applies their patches.
 *
 * Runs of different policies use the same candidate incidents, so that a difference between them
 * is an effect of the policy. A patch of a member that determines the candidates
 * (field.affects_candidates) breaks this: it is allowed, with a warning.
 */
#ifndef SCENARIO_POLICY_H
#define SCENARIO_POLICY_H

#include "scenario/document.h"

enum { POLICY_MAX = 1000 };

struct policy {
    const char *id, *title;
    const struct node *patch; /* NULL: none */
    struct place at;
};

struct policies {
    struct policy *items;
    int32_t count;
    int32_t baseline;
};

/**
 * Selects the policies to run. `names` are ids of policies of the document, or names of files
 * {id, title, patch}. Ids select policies of the document; files add policies. Without ids all
 * policies of the document are selected. "base" is the scenario without a patch; it is selected
 * if it is named, or if the document has no policies and no id is named.
 */
enum status policy_choose(struct input_reader *r, const struct document *d,
    const char *const *names, int32_t count, struct policies *chosen) MUST_CHECK;

/**
 * Applies the patch of a policy to `tree`, a scenario with defaults, and fills the defaults of
 * members that it adds. Errors of the patch are reported; they are a failure only if the rest of
 * the patch cannot be applied. Adds a line to `warnings` for each change of the candidates.
 */
enum status policy_apply(struct input_reader *r, struct arena *scratch, struct node *tree,
    const struct policy *policy, struct failure *warnings) MUST_CHECK;

#endif

/**
 * policy.h - policies, which are the alternatives to compare. It selects them and applies their
 * patches.
 *
 * Runs of different policies use the same candidate incidents, so that a difference between them is
 * an effect of the policy. A patch of a member that determines the candidates
 * (field.affects_candidates) breaks this. It is allowed, but causes a warning.
 */
#ifndef SCENARIO_POLICY_H
#define SCENARIO_POLICY_H

#include "scenario/document.h"

enum { POLICY_MAX = 1000 };

struct policy {
    const char *id, *title;
    const struct node *patch; /* NULL: the policy has none */
    struct place at;
};

struct policies {
    struct policy *items;
    int32_t count;
    int32_t baseline;
};

/**
 * Selects the policies to run. `names` has `count` names. Each is the id of a policy of the
 * document, or the name of a file {id, title, patch}. Ids select policies of the document, and
 * files add policies. If no id is given, all policies of the document are selected. "base" stands
 * for the scenario without a patch. It is selected if it is named, or if the document has no
 * policies and no id is given.
 */
enum status policy_choose(struct input_reader *r, const struct document *d,
    const char *const *names, int32_t count, struct policies *chosen) MUST_CHECK;

/**
 * Applies the patch of a policy to `tree`, a scenario with defaults, and fills the defaults of the
 * members that the patch adds. Errors of the patch are reported. They are a failure only if the
 * rest of the patch cannot be applied. Each change of the candidates adds a line to `warnings`.
 */
enum status policy_apply(struct input_reader *r, struct arena *scratch, struct node *tree,
    const struct policy *policy, struct failure *warnings) MUST_CHECK;

#endif

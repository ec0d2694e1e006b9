/**
 * policy.h - selects policies, which are the alternatives to compare, and applies their patches.
 *
 * Runs of different policies use the same candidate incidents, so that a difference between them is
 * an effect of the policy. This is not so if a patch changes a member that determines the
 * candidates (field.affects_candidates). Such a patch is allowed, but causes a warning.
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
 * Selects the policies to run. `names` has `count` names. Each name is the id of a policy of the
 * document, or the name of a file {id, title, patch}. Ids select policies of the document, and
 * files add policies. If no id is given, all policies of the document are selected. The name "base"
 * stands for the scenario without a patch. "base" is selected if it is among the names, or if the
 * document has no policies and no id is given.
 */
enum status policy_choose(struct input_reader *r, const struct document *d,
    const char *const *names, int32_t count, struct policies *chosen) MUST_CHECK;

/**
 * Applies the patch of a policy to `tree`, a scenario with defaults, and fills in the defaults of
 * the members that the patch adds. Errors of the patch are reported. The function fails only if the
 * rest of the patch cannot be applied. Each change of the candidates adds a line to `warnings`.
 */
enum status policy_apply(struct input_reader *r, struct arena *scratch, struct node *tree,
    const struct policy *policy, struct failure *warnings) MUST_CHECK;

#endif

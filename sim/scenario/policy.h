/**
 * policy.h - alternatives to compare: what a policy changes in a scenario, and what to warn of.
 *
 * Runs of different policies meet the same candidates of incidents, so that their difference is
 * the policy's doing. A patch of what the candidates are made from (field.author_only) breaks
 * that, which is allowed but said.
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
 * Which policies to run. `names` are ids of the document's policies, or files {id, title,
 * patch}. Ids choose, files add; without ids all policies of the document are in, and "base",
 * the scenario as it stands, is if there are no others or it is named.
 */
enum status policy_choose(struct input_reader *r, const struct document *d,
    const char *const *names, int32_t count, struct policies *chosen) MUST_CHECK;

/**
 * Changes a filled tree by the policy, and fills in what is missing then. What is wrong with the
 * patch is reported, and a failure only if its rest cannot be applied.
 */
enum status policy_apply(struct input_reader *r, struct arena *scratch, struct node *tree,
    const struct policy *policy, struct failure *warnings) MUST_CHECK;

#endif

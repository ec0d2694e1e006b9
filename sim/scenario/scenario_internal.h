/**
 * scenario_internal.h - declarations that the files of scenario.h share.
 *
 * scenario.c makes the worlds of the policies from a document. scenario_world.c makes a world from
 * a tree. scenario_point.c makes the worlds of a design point. scenario_parties.c marks the states
 * that count as parties. scenario_resolve.c prints the resolved scenario as one document.
 */
#ifndef SCENARIO_SCENARIO_INTERNAL_H
#define SCENARIO_SCENARIO_INTERNAL_H

#include "scenario/policy.h"
#include "scenario/scenario.h"

/** The data for making the worlds of a scenario. */
struct scenario_maker {
    struct scenario *scenario;
    const struct document *document;
    struct input_reader reader; /* stores files in the arena of the scenario */
    struct node *root;          /* the scenario with defaults and overrides, without policies */
    struct policies chosen;
    /** Warnings with a place; a warning about several policies is added once. */
    struct diag warnings;
    /** The world of `root`; NULL after it became the world of a policy without a patch. */
    struct world *base;
    bool keep_described;
    /* copy of the described members of the last world; NULL: none was kept */
    const struct world *described;
};

/**
 * Returns the value in `patch` that changes the member at the pointer, or NULL if there is no such
 * value. `step` is the index of the first token that applies to `patch`: 0 for a whole patch.
 * Stores in *steps the number of tokens that lead to the value. Replaces a step "*" on the way by
 * the key of the item.
 */
const struct node *scenario_find_change(
    const struct node *patch, struct pointer *p, int32_t step, int32_t *steps);

/**
 * Makes a checked world from a tree with defaults. On failure *world may be set and must be freed.
 */
enum status scenario_make_world(
    struct scenario_maker *m, struct node *root, struct world **world) MUST_CHECK;

/**
 * Marks the states that count as parties. These are the states of /outputs/parties. Without that
 * member, they are the parties of every agreement in the scenario or in any of its policies,
 * whether the policy was selected or not.
 */
void scenario_mark_parties(const struct scenario_maker *m, struct world *world);

/** Prints the scenario as one document, which needs no other files except traces (input_file.h). */
enum status scenario_resolve(struct scenario_maker *m) MUST_CHECK;

/* Texts that may name states, in a scenario with invented names (alias.c). */

/** Whether the document requests invented names (`use_aliases`). */
bool alias_asked(const struct node *root);

/**
 * Whether the text at the place `at` is kept when names are invented. Only the texts of the file
 * that requests invented names are kept.
 */
bool alias_keeps(const struct node *root, struct place at);

/**
 * Hides texts that may name states, if `root` requests invented names. `tree` is `root` or a patch
 * of it. Names and titles are replaced by those in `aliases`, or by neutral ones. Notes, references
 * and the texts of outcomes are removed. Texts in the file that requests invented names are kept.
 * Texts of commitments and measures are also kept, because they do not name states. Fails only with
 * STATUS_NO_MEMORY.
 */
enum status alias_hide(struct arena *a, const struct node *root, struct node *tree) MUST_CHECK;

#endif

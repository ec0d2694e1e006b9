/**
 * scenario_internal.h - declarations shared by the files that implement scenario.h.
 *
 * scenario.c makes the worlds of the policies from a document. scenario_world.c makes a world
 * from a tree. scenario_parties.c marks the states that count as parties. scenario_resolve.c
 * prints the resolved scenario as one document.
 */
#ifndef SCENARIO_SCENARIO_INTERNAL_H
#define SCENARIO_SCENARIO_INTERNAL_H

#include "scenario/policy.h"
#include "scenario/scenario.h"

/** Context of making the worlds of a scenario. */
struct scenario_maker {
    struct scenario *scenario;
    const struct document *document;
    struct input_reader reader; /* stores files in the arena of the scenario */
    struct node *root;          /* with defaults and overrides, without policies */
    struct policies chosen;
    struct diag warnings; /* with a place; a warning for several policies is added once */
    struct world *base;   /* of `root`; NULL after a policy without a patch has taken it */
};

/** Makes a checked world from a tree with defaults. On failure *world may be set: free it. */
enum status scenario_make_world(
    struct scenario_maker *m, struct node *root, struct world **world) MUST_CHECK;

/**
 * Marks the states of /outputs/parties, or, without them, every state that is a party of an
 * agreement of the scenario or of any of its policies, chosen or not.
 */
void scenario_mark_parties(const struct scenario_maker *m, struct world *world);

/** Prints the scenario as one document, which needs no other files except traces
 * (input_file.h). */
enum status scenario_resolve(struct scenario_maker *m) MUST_CHECK;

/* Texts that may name states, in a scenario under invented names (alias.c). */

/** Whether the document requests invented names (use_aliases). */
bool alias_asked(const struct node *root);

/** Whether a text at that place is kept: true if it is in the file that requests invented
 * names. */
bool alias_keeps(const struct node *root, struct place at);

/**
 * If `root` requests invented names: hides the texts of a tree (`root` or a patch of it) that
 * may name states. Names and titles are replaced by those of `aliases`, or by neutral ones;
 * notes, references and the texts of outcomes are removed. Texts in the file that requests
 * invented names are kept, and so are texts of commitments and measures, which do not name
 * states. STATUS_NO_MEMORY.
 */
enum status alias_hide(struct arena *a, const struct node *root, struct node *tree) MUST_CHECK;

#endif

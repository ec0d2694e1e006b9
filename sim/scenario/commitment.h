/**
 * commitment.h - what stands in a scenario for the commitments of its agreements.
 *
 * A commitment names it by JSON pointers with blanks between: `/pairs/a:b/channels/technical`
 * begins at the scenario, `measures/hotline` at the agreement the commitment belongs to.
 */
#ifndef SCENARIO_COMMITMENT_H
#define SCENARIO_COMMITMENT_H

#include "format/json_tree.h"

/** Told of each pointer, complete, and what it leads to, NULL if to nothing. */
typedef void commitment_visit(void *self, const char *pointer, const struct node *found);

/** Visits what a commitment of `agreement` names. `root` is a filled scenario. */
void commitment_for_each(const struct node *root, const char *agreement,
    const struct node *commitment, commitment_visit *visitor, void *self);

/** The number people know it by: "c07" is 7; other ids are what they are. */
const char *commitment_number(const char *id);

/** Adds a line for every pointer of a filled scenario that leads to nothing. */
void commitment_check(const struct node *root, struct failure *warnings);

#endif

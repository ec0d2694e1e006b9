/**
 * commitment.h - the parts of a scenario that represent the commitments of its agreements.
 *
 * The member `represented_by` of a commitment is a list of JSON pointers, separated by blanks.
 * `/pairs/a:b/channels/technical` starts at the root of the scenario; `measures/hotline` starts at
 * the agreement that contains the commitment.
 */
#ifndef SCENARIO_COMMITMENT_H
#define SCENARIO_COMMITMENT_H

#include "format/json_tree.h"

/** Called with each pointer, made absolute, and its node; `found` is NULL if there is none. */
typedef void commitment_visit(void *self, const char *pointer, const struct node *found);

/** Visits the pointers of a commitment of `agreement`. `root` is a scenario with defaults. */
void commitment_for_each(const struct node *root, const char *agreement,
    const struct node *commitment, commitment_visit *visitor, void *self);

/** The number of a commitment in its document: "7" for the id "c07". Other ids are unchanged. */
const char *commitment_number(const char *id);

/** Adds a warning for every pointer that has no node. `root` is a scenario with defaults. */
void commitment_check(const struct node *root, struct failure *warnings);

#endif

/**
 * commitment.h - finds the parts of a scenario that represent the commitments of its agreements.
 *
 * The member `represented_by` of a commitment is a list of JSON pointers, separated by spaces. A
 * pointer such as `/pairs/a:b/channels/technical` starts at the root of the scenario. A pointer
 * such as `measures/hotline` starts at the agreement that contains the commitment.
 */
#ifndef SCENARIO_COMMITMENT_H
#define SCENARIO_COMMITMENT_H

#include "format/json_tree.h"

/**
 * Receives a pointer, written from the root of the scenario, and the node to which it leads.
 * `found` is NULL if there is no such node.
 */
typedef void commitment_visit(void *self, const char *pointer, const struct node *found);

/**
 * Calls `visitor` for each pointer of a commitment of `agreement`. `root` is a scenario with
 * defaults.
 */
void commitment_for_each(const struct node *root, const char *agreement,
    const struct node *commitment, commitment_visit *visitor, void *self);

/**
 * Returns the number of a commitment in its document: "7" for the id "c07". Returns any other id
 * unchanged.
 */
const char *commitment_number(const char *id);

/** Adds a warning for every pointer that leads to no node. `root` is a scenario with defaults. */
void commitment_check(const struct node *root, struct failure *warnings);

#endif

/**
 * review_cause.h - describes one incident or act in the tree of its causes and consequences.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_CAUSE_H
#define WORKSHOP_REVIEW_REVIEW_CAUSE_H

#include "words/narrative/narrative_cascade.h"
#include "workshop/review/review.h"

/** Who chose a response. */
enum review_chooser {
    REVIEW_CHOSEN_NOT,
    REVIEW_CHOSEN_MODEL,
    REVIEW_CHOSEN_TEAM,
    REVIEW_CHOSEN_HABIT
};

/**
 * These functions return the actor and the target of a node: a state, SUSPECT_NON_STATE or
 * SUSPECT_ACCIDENT.
 */
int32_t review_cause_actor(const struct narrative_node *n);
int32_t review_cause_target(const struct narrative_node *n);

/** Whether the node is a response to a state that was not responsible. */
bool review_cause_is_misdirected(const struct narrative_node *n);

/** Returns who chose the response of a node; REVIEW_CHOSEN_NOT if the node is not a response. */
enum review_chooser review_cause_chooser(
    const struct review *r, const struct narrative_cascade *c, const struct narrative_node *n);

#endif

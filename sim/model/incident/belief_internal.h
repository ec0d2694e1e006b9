/**
 * belief_internal.h - declarations shared by the files that implement belief.h.
 *
 *   belief_perception.c  severity and intent
 *   belief_prior.c       the prior
 *   belief.c             attribution, from its start to its last item of evidence
 *   belief_evidence.c    items of evidence and updates, for the victim and for partners
 *   belief_naming.c      patience, the named state, and the question to this state
 */
#ifndef MODEL_INCIDENT_BELIEF_INTERNAL_H
#define MODEL_INCIDENT_BELIEF_INTERNAL_H

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"

/**
 * Returns the actor that the victim would name if its patience were over now. The incident must
 * have a belief. MODEL.md (6.2)
 */
int32_t belief_would_name(const struct sim_context *s, const struct incident *i);

/** Multiplies the posteriors so that their sum is 1. If the sum is 0, makes them equal. */
void belief_normalise(struct belief *b);

/** Returns the index of a suspect in the belief, or NONE. */
int32_t belief_place(const struct belief *b, int32_t who);

/** The same as belief_may_be_told() for a suspect, given by its index in the belief. */
bool belief_may_tell_suspect(const struct sim_context *s, const struct incident *i,
    const struct belief *b, int32_t suspect);

/**
 * Sets *b to the prior of a state about an incident of that type. b->n must be 0. MODEL.md (5.1)
 */
void belief_prior(const struct sim_context *s, int32_t state, const struct incident_type *type,
    struct belief *b);

/**
 * Returns the probability that an item of evidence of the state points to the responsible actor.
 * MODEL.md (5.2)
 */
double belief_accuracy(const struct sim_context *s, int32_t state);

/** Whether evidence and patience have the longer times of stealthy incidents. */
bool belief_is_slow(const struct sim_context *s, const struct incident *i);

/** Returns the maximum time from detection to decision, in days. MODEL.md (6.1) */
double belief_patience_days(const struct sim_context *s, const struct incident *i);

/** Whether the most likely suspect has the confidence that ends attribution. */
bool belief_certain(const struct sim_context *s, const struct incident *i);

/** Cancels the next item of evidence and the end of patience. */
void belief_cancel_timers(struct sim_context *s, struct incident *i);

/** Ends attribution if the victim is certain. Call it during attribution. */
void belief_review(struct sim_context *s, int32_t incident);

/**
 * Returns the accuracy of one item of evidence. q is the accuracy of a typical item. The uniform
 * number u sets the quality of this item. MODEL.md (5.2)
 */
double belief_item_accuracy(const struct sim_context *s, double q, double u);

/**
 * Returns the index of the suspect to which an item points. Uses u[1], u[2] and u[3]. MODEL.md
 * (5.2)
 */
int32_t belief_draw_evidence(const struct sim_context *s, const struct incident *i,
    const struct belief *b, double q, struct stream_block u);

/**
 * Updates the posterior of `state` for an item of accuracy q that points to suspect `item` (index).
 * MODEL.md (5.3)
 */
void belief_update(
    const struct sim_context *s, int32_t state, struct belief *b, int32_t item, double q);

/**
 * Returns the number, at most 3, of recent hostile acts of the two states against each other that
 * the first state knows of, plus an amount that rises with tension: from 0 at the baseline to
 * `crisis_conduct` at the threshold of a crisis.
 */
double belief_hostility(const struct sim_context *s, struct dyad_direction direction);

#endif

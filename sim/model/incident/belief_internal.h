/**
 * belief_internal.h - declarations shared by the files that implement belief.h.
 *
 * belief_perception.c: severity and intent. belief_prior.c: the prior. belief.c: attribution, from
 * its start to its last item. belief_evidence.c: items and updates, for the victim and for
 * partners. belief_naming.c: patience, the named state, and the question to it.
 */
#ifndef MODEL_INCIDENT_BELIEF_INTERNAL_H
#define MODEL_INCIDENT_BELIEF_INTERNAL_H

#include "model/incident/belief.h"

/** The actor that the victim would name now if its patience were over; it has a belief. (6.2) */
int32_t belief_would_name(const struct sim_context *s, const struct incident *i);

/** Scales the posteriors to a sum of 1; makes them equal if the sum is 0. */
void belief_normalise(struct belief *b);

/** Index of a suspect in the belief, or NONE. */
int32_t belief_place(const struct belief *b, int32_t who);

/** Sets *b to the prior of a state about an incident of that type. *b must have n = 0. (5.1) */
void belief_prior(const struct sim_context *s, int32_t state, const struct incident_type *type,
    struct belief *b);

/** Probability that an item of evidence of the state points to the responsible actor. (5.2) */
double belief_accuracy(const struct sim_context *s, int32_t state);

/** Whether the longer times of stealthy incidents apply to evidence and patience. */
bool belief_is_slow(const struct sim_context *s, const struct incident *i);

/** Maximum time from detection to decision. (6.1) */
double belief_patience_days(const struct sim_context *s, const struct incident *i);

/** Whether the most likely suspect reaches the confidence that ends attribution. */
bool belief_certain(const struct sim_context *s, const struct incident *i);

/** Ends the search for evidence and the patience. */
void belief_cancel_timers(struct sim_context *s, struct incident *i);

/** During attribution: ends it if the victim is certain. */
void belief_review(struct sim_context *s, int32_t incident);

/** Accuracy of one item of evidence; q: accuracy of a typical item, u: uniform that sets the
 * quality of this one. (5.2) */
double belief_item_accuracy(const struct sim_context *s, double q, double u);

/** Index of the suspect that an item points to. Uses u[1], u[2] and u[3]. (5.2) */
int32_t belief_draw_evidence(const struct sim_context *s, const struct incident *i,
    const struct belief *b, double q, struct stream_block u);

/** Updates the posterior after an item of accuracy q that points to that index. (5.3) */
void belief_update(const struct sim_context *s, struct belief *b, int32_t item, double q);

#endif

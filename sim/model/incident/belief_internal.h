/**
 * belief_internal.h - declarations shared by the files of belief.h.
 *
 * belief.c: perception, attribution and its end. belief_evidence.c: the prior and its updates,
 * for the victim and for partners.
 */
#ifndef MODEL_INCIDENT_BELIEF_INTERNAL_H
#define MODEL_INCIDENT_BELIEF_INTERNAL_H

#include "model/incident/belief.h"

/** Scales the posteriors to a sum of 1; makes them equal if the sum is 0. */
void belief_normalise(struct belief *b);

/** Index of a suspect in the belief, or NONE. */
int32_t belief_place(const struct belief *b, int32_t who);

/** Sets *b to the prior of a state about an incident of that type. *b must have n = 0. (5.1) */
void belief_prior(const struct sim_context *s, int32_t state, const struct incident_type *type,
    struct belief *b);

/** Probability that an item of evidence of the state points to the responsible actor. (5.2) */
double belief_accuracy(const struct sim_context *s, int32_t state);

/** During attribution: ends it if the victim is certain. */
void belief_review(struct sim_context *s, int32_t incident);

/** Accuracy of one item, where q is that of a typical one; u: uniform of its quality. (5.2) */
double belief_item_accuracy(const struct sim_context *s, double q, double u);

/** Index of the suspect that an item points to. Uses u[1], u[2] and u[3]. (5.2) */
int32_t belief_draw_evidence(const struct sim_context *s, const struct incident *i,
    const struct belief *b, double q, struct stream_block u);

/** Updates the posterior after an item of accuracy q that points to that index. (5.3) */
void belief_update(const struct sim_context *s, struct belief *b, int32_t item, double q);

#endif

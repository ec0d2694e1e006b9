/**
 * belief_internal.h - what the files of belief.h share.
 *
 * belief.c: perception, attribution and its end. belief_evidence.c: the prior, and what an item of
 * evidence does to it; the same for whoever judges an incident.
 */
#ifndef MODEL_INCIDENT_BELIEF_INTERNAL_H
#define MODEL_INCIDENT_BELIEF_INTERNAL_H

#include "model/incident/belief.h"

/** Makes the sum 1; evenly if it is 0. */
void belief_normalise(struct belief *b);

/** Place of a hypothesis, NONE. */
int32_t belief_place(const struct belief *b, int32_t who);

/** Whom a state suspects of anything, before evidence; `slow`: of something hidden. (5.1) */
void belief_prior(const struct sim_context *s, int32_t state, bool slow, struct belief *b);

/** Probability that an item of the state's evidence points to the culprit. (5.2) */
double belief_accuracy(const struct sim_context *s, int32_t state);

/** Place of the hypothesis an item points to; u[1], u[2] and u[3] are spent. (5.2) */
int32_t belief_draw_evidence(const struct sim_context *s, const struct incident *i,
    const struct belief *b, double q, struct stream_block u);

/** An item that points to that place came in. (5.3) */
void belief_update(const struct sim_context *s, struct belief *b, int32_t item, double q);

#endif

/**
 * joint_attribution.h - who joins a public attribution, and what comes of it. MODEL.md (8.8)
 *
 * A victim that has decided to name a state in public sends its case to the partners with whom an
 * agreement foresees that. Each reads it when its desk gets there, and joins by what it believes
 * itself: its own suspicion, its own look at the campaign if it has indicators, and the victim's
 * word as far as it trusts the victim. A false accusation is joined for the same reasons. Who has
 * agreed by the day of the statement speaks with it; who agrees later follows.
 */
#ifndef MODEL_RESPONSE_JOINT_ATTRIBUTION_H
#define MODEL_RESPONSE_JOINT_ATTRIBUTION_H

#include "model/state/sim.h"

/** A public attribution was decided: the case goes to the partners. */
void joint_attribution_request(struct sim_context *s, int32_t incident);

/** A partner has read it: it joins, declines, or does not answer. */
void joint_attribution_consider(struct sim_context *s, int32_t message);

/** Its answer is back. */
void joint_attribution_on_reply(struct sim_context *s, int32_t message);

/** The victim speaks: so do those who have agreed. */
void joint_attribution_announce(struct sim_context *s, const struct order *order);

/** The truth is out, and the named state had not done it. */
void joint_attribution_retract(struct sim_context *s, const struct incident *i);

/** Number of partners expected to join `state` against `accused`: sum of probabilities. */
double joint_attribution_support(const struct sim_context *s, int32_t state, int32_t accused);

#endif

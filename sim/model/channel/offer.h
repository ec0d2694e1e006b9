/**
 * offer.h - off-ramp offers in a crisis. An offer arrives with the reach of the direct channel,
 * and is accepted with a probability that depends on trust. MODEL.md (9.3)
 */
#ifndef MODEL_CHANNEL_OFFER_H
#define MODEL_CHANNEL_OFFER_H

#include "model/state/sim.h"

/** Call when a crisis begins: schedules the first offer of each state, if a direct channel is open.
 * Draws one block per state. */
void offer_begin(struct sim_context *s, int32_t pair);

/* Events. */
void offer_on_offer(void *sim, const struct event *event);

#endif

/**
 * offer.h - a way out of a crisis: offered, reached on a channel, accepted by trust. MODEL.md (9.3)
 */
#ifndef MODEL_CHANNEL_OFFER_H
#define MODEL_CHANNEL_OFFER_H

#include "model/state/sim.h"

/** A crisis has begun between the two: schedules the first offer of each side, if they can talk. */
void offer_begin(struct sim_context *s, int32_t pair);

/* Events. */
void offer_on_offer(void *sim, const struct event *event);

#endif

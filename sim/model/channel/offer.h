/**
 * offer.h - off-ramp offers in a crisis.
 *
 * The probability that an offer arrives is the reach of the direct channel. After the usual reply
 * time of this channel, the offer is accepted or refused. The probability of acceptance depends on
 * trust. Acceptance ends the crisis. MODEL.md (9.3)
 */
#ifndef MODEL_CHANNEL_OFFER_H
#define MODEL_CHANNEL_OFFER_H

#include "model/dyad/dyad.h"

/** Whether an offer in this direction has no reply yet. */
bool offer_is_open(struct dyad_direction direction);

/**
 * Schedules the first offer of each state, if a direct channel is open. Call it when a crisis
 * begins. Draws one uniform number for each state.
 */
void offer_begin(struct sim_context *s, int32_t pair);

/**
 * Makes an offer now: the scheduled next offer, or an additional one if none is scheduled. Does
 * nothing while an offer is under way. The event of the offer draws its random numbers.
 */
void offer_make(struct sim_context *s, struct dyad_direction direction);

/**
 * Returns the choice of the model for the other state: whether it accepts at least one of the
 * waiting offers of direction `side` (dyad_direction.which). Draws nothing.
 */
bool offer_choice(const struct sim_context *s, int32_t pair, int32_t side);
/** The other state accepts or refuses the waiting offers of direction `side`. */
void offer_reply(struct sim_context *s, int32_t pair, int32_t side, bool accepted);

/**
 * The handler of an offer that is made and of a reply that is due. If the other state has a seat,
 * the offer then waits for the seat. Unless an earlier offer is waiting, the handler marks the
 * reply of the seat as due (sim_mark_step()).
 */
void offer_on_offer(void *sim, const struct event *event);

#endif

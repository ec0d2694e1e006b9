/**
 * offer.h - off-ramp offers in a crisis. The probability that an offer arrives is the reach of
 * the direct channel. After the usual reply time of that channel it is accepted, with a
 * probability that depends on trust, or refused. Acceptance ends the crisis. MODEL.md (9.3)
 */
#ifndef MODEL_CHANNEL_OFFER_H
#define MODEL_CHANNEL_OFFER_H

#include "model/dyad/dyad.h"

/** Whether an offer in this direction waits for its reply. */
bool offer_is_open(struct dyad_direction direction);

/** Call when a crisis begins: schedules the first offer of each state, if a direct channel is
 * open. Draws one block per state. */
void offer_begin(struct sim_context *s, int32_t pair);

/** Makes an offer now: the scheduled next one, or a further one if none is scheduled. Does
 * nothing while an offer is under way. The event of the offer draws its random numbers. */
void offer_make(struct sim_context *s, struct dyad_direction direction);

/** Whether the model, acting for the other state, accepts the waiting offers of `side`: it does
 * if it accepts at least one of them. Draws nothing. */
bool offer_choice(const struct sim_context *s, int32_t pair, int32_t side);
/** The other state accepts the waiting offers of `side`, or refuses them. */
void offer_reply(struct sim_context *s, int32_t pair, int32_t side, bool accepted);

/* Events: an offer is made, or its reply is due. If the other state has a seat, the offer then
 * waits for the seat: marks the step, unless an earlier offer waits. */
void offer_on_offer(void *sim, const struct event *event);

#endif

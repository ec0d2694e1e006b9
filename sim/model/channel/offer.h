/**
 * offer.h - off-ramp offers in a crisis. An offer arrives with the reach of the direct channel. After
 * the time of the channel for a reply it is accepted, with a probability that depends on trust, or
 * refused. Acceptance ends the crisis. MODEL.md (9.3)
 */
#ifndef MODEL_CHANNEL_OFFER_H
#define MODEL_CHANNEL_OFFER_H

#include "model/dyad/dyad.h"

/** Whether the direction has made an offer that has not been answered yet. */
bool offer_is_open(struct dyad_direction direction);

/** Call when a crisis begins: schedules the first offer of each state, if a direct channel is open.
 * Draws one block per state. */
void offer_begin(struct sim_context *s, int32_t pair);

/** A state makes an offer now: its next one, if one is scheduled; none while one is under way. Draws
 * what that offer draws. */
void offer_make(struct sim_context *s, struct dyad_direction direction);

/** Whether the other state accepts the offers of that side that wait for its reply, by the model: if
 * it accepts one of them. Draws nothing. */
bool offer_choice(const struct sim_context *s, int32_t pair, int32_t side);
/** The other state accepts the offers, or refuses them. */
void offer_reply(struct sim_context *s, int32_t pair, int32_t side, bool accepted);

/* Events: an offer is made, or its reply is due. One to a state with a seat then waits for it: marks
 * the step, unless an earlier one waits. */
void offer_on_offer(void *sim, const struct event *event);

#endif

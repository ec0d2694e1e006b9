/**
 * channel.h - the channels of a pair: whether they are open, and how well they reach.
 *
 * A channel is the pair's own, or an agreement in force opens it; use keeps it fresh. MODEL.md
 * (7.1)
 */
#ifndef MODEL_CHANNEL_CHANNEL_H
#define MODEL_CHANNEL_CHANNEL_H

#include "model/state/sim.h"

/**
 * The channel on which the two talk at the top, enum channel_kind: the political one, in a crisis
 * the defence one if they have it; NONE if they have neither.
 */
int32_t channel_direct(const struct sim_context *s, int32_t pair);

/** Whether the two can use a channel of that kind now: their own, or one an agreement opens. */
bool channel_open(const struct sim_context *s, int32_t pair, enum channel_kind kind);

/** Freshness of a channel in [0, 1]. */
double channel_freshness(const struct sim_context *s, int32_t pair, enum channel_kind kind);
void channel_contact(struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Probability that a message on it reaches a person, measures included. */
double channel_reach(const struct sim_context *s, int32_t pair, enum channel_kind kind);

/** Routine contacts on the political channel, at the pair's rate. */
void channel_schedule_routine(struct sim_context *s, int32_t pair);

/* Events. */
void channel_on_routine_contact(void *sim, const struct event *event);

#endif

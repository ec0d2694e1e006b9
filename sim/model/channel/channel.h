/**
 * channel.h - the channels of a pair: whether they are open, their freshness and reach.
 *
 * A channel belongs to the pair, or an agreement in force opens it. Freshness decays with time;
 * every use of the channel sets it to 1. Reach is the probability that a message reaches a person.
 * The functions for freshness, reach and times require that the pair has a channel of that kind
 * (world_channel()). MODEL.md (7.1)
 */
#ifndef MODEL_CHANNEL_CHANNEL_H
#define MODEL_CHANNEL_CHANNEL_H

#include "model/state/sim.h"

/**
 * Returns the channel for direct talks (enum channel_kind). In a crisis this is the defence channel
 * if it is open, otherwise the political one. Without a crisis it is the political channel if it is
 * open, otherwise the defence one. Returns NONE if neither is open.
 */
int32_t channel_direct(const struct sim_context *s, int32_t pair);

/** Whether the pair has an open channel of that kind now, of its own or opened by an agreement. */
bool channel_open(const struct sim_context *s, int32_t pair, enum channel_kind kind);

/** Returns the freshness of a channel of the pair, in [0, 1]. */
double channel_freshness(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Returns the freshness that the channel would have if its last use had been on that day. */
double channel_freshness_since(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double day);
/** Records a use of the channel now. Its freshness becomes 1. */
void channel_contact(struct sim_context *s, int32_t pair, enum channel_kind kind);
/**
 * Returns the probability that a message on the channel reaches a person, under all measures. It is
 * 1 if a measure keeps a hotline or a point of contact on the channel. MODEL.md (7.1)
 */
double channel_reach(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Like channel_reach(), for a channel with the freshness `fresh`. */
double channel_reach_at(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double fresh);

/**
 * Returns the median transit time of a message on the channel in one direction, in days, under all
 * measures.
 */
double channel_transit_days(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Returns the mean time to find the counterpart on the channel, in hours, under all measures. */
double channel_locating_hours(
    const struct sim_context *s, int32_t pair, enum channel_kind kind);
/**
 * Returns the usual time from a question on the channel to the reply, in days. It consists of
 * finding the counterpart, transit in both directions, and `desk_hours` at the desk of the other
 * state.
 */
double channel_usual_reply_days(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double desk_hours);

/**
 * Prepares the routine contacts of a pair at the start of a run. They are independent of everything
 * else. Their days are therefore drawn only when a rule needs the day of the last contact. They are
 * events if only an agreement opens the political channel, or if observers receive them. These
 * events are silent (kernel.h).
 */
void channel_begin(struct sim_context *s, int32_t pair);
/**
 * Returns the day of the last use of a channel of the pair; -INFINITY if there was none. Draws one
 * block of uniform numbers for every four new routine contacts.
 */
double channel_last_contact(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Schedules the next routine contact of the pair as an event, for observers. */
void channel_announce(struct sim_context *s, int32_t pair);

/* The handlers of events. */
void channel_on_routine_contact(void *sim, const struct event *event);

#endif

/**
 * channel.h - the channels of a pair: whether they are open, their freshness and reach.
 *
 * A channel belongs to the pair, or an agreement in force opens it. Every use makes it fresh.
 * MODEL.md (7.1)
 */
#ifndef MODEL_CHANNEL_CHANNEL_H
#define MODEL_CHANNEL_CHANNEL_H

#include "model/state/sim.h"

/**
 * The channel for direct talks (enum channel_kind): in a crisis the defence channel if it is open,
 * otherwise the political one, otherwise the defence one; NONE if neither is open.
 */
int32_t channel_direct(const struct sim_context *s, int32_t pair);

/** Whether a channel of that kind is open now: one of the pair, or one that an agreement opens. */
bool channel_open(const struct sim_context *s, int32_t pair, enum channel_kind kind);

/** Freshness, in [0, 1], of a channel of the pair. */
double channel_freshness(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** The freshness of such a channel if its last use was on that day. */
double channel_freshness_since(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double day);
/** Records a contact now: the channel is fresh. */
void channel_contact(struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Probability that a message on the channel reaches a person, under all measures; 1 if a
 * measure keeps a direct line or a point of contact on the channel. MODEL.md (7.1) */
double channel_reach(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** channel_reach() for a channel of that freshness. */
double channel_reach_at(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double fresh);

/** Median transit time of a message on the channel, one way, in days, under all measures. */
double channel_transit_days(const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Mean time to find the counterpart on the channel, in hours, under all measures. */
double channel_locating_hours(
    const struct sim_context *s, int32_t pair, enum channel_kind kind);
/** Usual time from a question on the channel to the reply, in days: finding the counterpart,
 * transit there and back, and `desk_hours` at the desk of the other side. */
double channel_usual_reply_days(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double desk_hours);

/** Schedules the next routine contact on the political channel, at the rate of the pair. */
void channel_schedule_routine(struct sim_context *s, int32_t pair);

/* Events. */
void channel_on_routine_contact(void *sim, const struct event *event);

#endif

/**
 * agreement.h - agreements in a run: status, parties and recurring events.
 *
 * The status goes from proposed to signed, ratified and in force. It may alternate between
 * suspended and in force, and at the end it is ended. The day of signature is given, or it is
 * random with a rate that depends on tension and consultations. Consultations recur. They are
 * skipped when tension is high, make channels fresh, and may lead to the signature of another
 * agreement. Exercises make all channels fresh. A crisis between parties may suspend the agreement.
 * Operations that break a pledge count as violations. Programmes deliver capacity. A party may join
 * later, leave, or suspend cooperation while the agreement continues for the others. MODEL.md,
 * submodel 11
 */
#ifndef MODEL_AGREEMENT_AGREEMENT_H
#define MODEL_AGREEMENT_AGREEMENT_H

#include "model/state/sim.h"

/**
 * Sets up the first day: sets the statuses, and schedules steps with a date and recurring events.
 */
void agreement_begin(struct sim_context *s);

/** Takes a step (enum agreement_step). Ignores a step that is impossible in the present status. */
void agreement_step(struct sim_context *s, int32_t agreement, int32_t step);

/**
 * Returns the money, in US$1m, that the capacity programme of the agreement has spent until now.
 * The efficiency of the programme does not matter.
 */
double agreement_spent(const struct run *r, const struct world *w, int32_t agreement);

/** Whether the agreement is in force and the two states are parties that cooperate under it. */
bool agreement_binds(
    const struct sim_context *s, int32_t agreement, int32_t state, int32_t other);
/** Whether the two states are allies: an agreement in force that is an alliance binds them. */
bool agreement_allies(const struct sim_context *s, int32_t pair);
/** Whether the state is a party now. The status of the agreement does not matter. */
bool agreement_is_member(const struct sim_context *s, int32_t agreement, int32_t state);
/** Whether the agreement is in force and the state is a party now. */
bool agreement_takes_part(const struct sim_context *s, int32_t agreement, int32_t state);
/**
 * Returns the next agreement in force between the two states that a party may suspend toward the
 * other (suspension.may_be_suspended). *at must be 0 before the first call. Returns NONE after the
 * last one.
 */
int32_t agreement_next_suspendable(const struct sim_context *s, int32_t pair, int32_t *at);
/** Whether the two states have an agreement that a party may suspend toward the other. */
bool agreement_may_suspend(const struct sim_context *s, int32_t pair);
/**
 * Suspends an agreement between the two states that a party may suspend, as a whole or only between
 * these two (suspension.between). If `agreement` is NONE, suspends all such agreements.
 */
void agreement_suspend(struct sim_context *s, int32_t pair, int32_t agreement);
/**
 * Returns the hub agreement that relays technical messages between the two states. A hub agreement
 * with serves_technical has priority. Returns NONE if there is no hub agreement, or if the two are
 * bound by an agreement that has serves_technical but no hub.
 */
int32_t agreement_hub_between(const struct sim_context *s, int32_t pair);

/**
 * agreement_can_meet(): whether consultations of the agreement are scheduled.
 * agreement_can_exercise(): whether an exercise would refresh a measure of the agreement.
 */
bool agreement_can_meet(const struct sim_context *s, int32_t agreement);
bool agreement_can_exercise(const struct sim_context *s, int32_t agreement);
/**
 * These functions hold the next consultations, or an exercise, as an event of this moment, and
 * schedule the later ones anew. Call them only if agreement_can_meet() or agreement_can_exercise()
 * is true.
 */
void agreement_call_meeting(struct sim_context *s, int32_t agreement);
void agreement_call_exercise(struct sim_context *s, int32_t agreement);

/** Refreshes the measures that are refreshed by use. Call it when a channel of the pair is used. */
void agreement_refresh_by_use(struct sim_context *s, int32_t pair, enum channel_kind channel);
/** Whether a use of that channel of the pair refreshes the measure. */
bool agreement_refreshes(
    const struct sim_context *s, int32_t measure, int32_t pair, enum channel_kind channel);

/**
 * Processes the pairs that sim_mark_crisis() has marked, because their crises have begun or ended.
 * Schedules off-ramp offers, suspensions and resumptions. Call it also before an agreement changes,
 * because the change may close the channel of an offer.
 */
void agreement_process_crises(struct sim_context *s);

/**
 * Records a violation in each agreement with a pledge that the incident breaks. `violator` is the
 * state that is regarded as responsible for the incident.
 */
void agreement_find_violation(struct sim_context *s, int32_t violator, int32_t incident);

/* The handlers of events. */
void agreement_on_step(void *sim, const struct event *event);
void agreement_on_hazard(void *sim, const struct event *event);
void agreement_on_meeting(void *sim, const struct event *event);
void agreement_on_exercise(void *sim, const struct event *event);
void agreement_on_suspension(void *sim, const struct event *event);
void agreement_on_tranche(void *sim, const struct event *event);
void agreement_on_capacity(void *sim, const struct event *event);
void agreement_on_membership(void *sim, const struct event *event);
void agreement_on_party_pair_suspension(void *sim, const struct event *event);
void agreement_on_stock_taking(void *sim, const struct event *event);

#endif

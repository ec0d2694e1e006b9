/**
 * agreement.h - agreements in a run: status, parties and recurring events.
 *
 * The status goes from proposed to signed, ratified and in force, may alternate between suspended
 * and in force, and becomes ended. Signature is dated, or random with a rate that depends on
 * tension and consultations. Consultations recur, are skipped under tension, refresh channels and
 * may lead to the signature of another agreement. Exercises refresh all channels. A crisis
 * between parties may suspend the agreement. Operations that break a pledge count as violations.
 * Programmes deliver capacity. Parties may join later, leave, and suspend cooperation while the
 * agreement continues for others. MODEL.md section 11
 */
#ifndef MODEL_AGREEMENT_AGREEMENT_H
#define MODEL_AGREEMENT_AGREEMENT_H

#include "model/state/sim.h"

/** On the first day: sets statuses, schedules dated steps and recurring events. */
void agreement_begin(struct sim_context *s);

/** Takes a step (enum agreement_step); ignores one that does not apply to the present status. */
void agreement_step(struct sim_context *s, int32_t agreement, int32_t step);

/** Money that the capacity programme of the agreement has spent until now, in US$1m, whatever
 * its efficiency. */
double agreement_spent(const struct run *r, const struct world *w, int32_t agreement);

/** Whether that agreement is in force and the two states are parties that cooperate under it. */
bool agreement_binds(
    const struct sim_context *s, int32_t agreement, int32_t state, int32_t other);
/** Whether an alliance (a member of the scenario) in force binds the two. */
bool agreement_allies(const struct sim_context *s, int32_t pair);
/** Whether the state is a party now, whatever the status of the agreement. */
bool agreement_is_member(const struct sim_context *s, int32_t agreement, int32_t state);
/** Whether that agreement is in force and the state is a party now. */
bool agreement_takes_part(const struct sim_context *s, int32_t agreement, int32_t state);
/**
 * The next agreement in force between the two that a party may suspend toward the other
 * (suspension.may_be_suspended); *at starts at 0. NONE after the last one.
 */
int32_t agreement_next_suspendable(const struct sim_context *s, int32_t pair, int32_t *at);
/** Whether there is such an agreement. */
bool agreement_may_suspend(const struct sim_context *s, int32_t pair);
/** Suspends such an agreement, as a whole or only between the two (suspension.between); NONE: all
 * of them. */
void agreement_suspend(struct sim_context *s, int32_t pair, int32_t agreement);
/**
 * The hub agreement that relays technical messages between the two; one with serves_technical has
 * priority. NONE if there is none, or if another agreement with serves_technical binds the two.
 */
int32_t agreement_hub_between(const struct sim_context *s, int32_t pair);

/** _can_meet: whether consultations of the agreement are scheduled. _can_exercise: whether an
 * exercise would refresh a measure of it. */
bool agreement_can_meet(const struct sim_context *s, int32_t agreement);
bool agreement_can_exercise(const struct sim_context *s, int32_t agreement);
/** Holds the next consultations, or an exercise, as an event at this moment, and schedules the
 * later ones anew. Call only if agreement_can_meet() or agreement_can_exercise() is true. */
void agreement_call_meeting(struct sim_context *s, int32_t agreement);
void agreement_call_exercise(struct sim_context *s, int32_t agreement);

/** Call when a channel of the pair is used: refreshes the measures that use refreshes. */
void agreement_refresh_by_use(struct sim_context *s, int32_t pair, enum channel_kind channel);
/** Whether a use of that channel of the pair refreshes the measure. */
bool agreement_refreshes(
    const struct sim_context *s, int32_t measure, int32_t pair, enum channel_kind channel);

/**
 * Processes the marked pairs, whose crises began or ended: schedules off-ramp offers, suspension
 * and resumption. Also called before an agreement changes, because the change may close the
 * channel of an offer.
 */
void agreement_process_crises(struct sim_context *s);

/** Records a violation in each agreement whose pledge the incident breaks, if `violator` is
 * regarded as responsible for it. */
void agreement_find_violation(struct sim_context *s, int32_t violator, int32_t incident);

/* Events. */
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

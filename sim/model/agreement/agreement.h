/**
 * agreement.h - the life of agreements in a run.
 *
 * proposed - signed - ratified - in force - suspended - in force - ... - ended. Entry is dated or
 * endogenous; consultations recur, are skipped under tension, refresh channels and may lead to
 * the next agreement; exercises refresh points of contact; a crisis between parties may suspend it;
 * operations that break a pledge go to its ledger; programmes deliver capacity. Parties may join
 * later, leave, and stop working together while the agreement goes on for the others.
 * MODEL.md section 11
 */
#ifndef MODEL_AGREEMENT_AGREEMENT_H
#define MODEL_AGREEMENT_AGREEMENT_H

#include "model/state/sim.h"

/** First day: statuses, dated steps, recurring events. */
void agreement_begin(struct sim_context *s);

/** A scripted or decided step, enum agreement_step; one that does not apply is ignored. */
void agreement_step(struct sim_context *s, int32_t agreement, int32_t step);

/** What its capacity programme has spent by now, US$1m, whatever of it arrives. */
double agreement_spent(const struct run *r, const struct world *w, int32_t agreement);

/** Whether an agreement is in force between the two. */
bool agreement_in_force(const struct sim_context *s, int32_t pair);
/** Whether that agreement is in force and the two are parties that work together under it. */
bool agreement_binds(
    const struct sim_context *s, int32_t agreement, int32_t state, int32_t other);
/** Whether that agreement is in force and the state is a party now. */
bool agreement_takes_part(const struct sim_context *s, int32_t agreement, int32_t state);
/** Suspends what is in force between the two: whole agreements, or between them alone. */
void agreement_suspend(struct sim_context *s, int32_t pair);
/**
 * The hub their technical messages pass through, one that serves technical channels before others;
 * NONE if an agreement that is no hub and serves them connects the two.
 */
int32_t agreement_hub_between(const struct sim_context *s, int32_t pair);

/** A channel of the pair was used: measures that use refreshes are fresh again. */
void agreement_refresh_by_use(struct sim_context *s, int32_t pair, enum channel_kind channel);

/**
 * Crises began or ended between marked pairs: offers of a way out, suspension and resumption are
 * scheduled. Before an agreement changes, too, since it may close the channel of an offer.
 */
void agreement_take_in_crises(struct sim_context *s);

/** `violator` is taken to have done the incident: enters the ledgers of pledges it breaks. */
void agreement_find_violation(struct sim_context *s, int32_t violator, int32_t incident);

/** Days in force up to now. */
double agreement_days_in_force(const struct sim_context *s, int32_t agreement);

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

#endif

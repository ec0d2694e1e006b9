/**
 * accord.h - the life of agreements in a run.
 *
 * proposed - signed - ratified - in force - suspended - in force - ... - ended. Entry is dated or
 * endogenous; consultations recur, are skipped under tension, refresh channels and may lead to
 * the next agreement; exercises refresh contact points; a crisis between parties may suspend it;
 * operations that break a pledge go to its ledger; programmes deliver capacity. Parties may join
 * later, leave, and stop working together while the agreement goes on for the others.
 * MODEL.md section 11
 */
#ifndef MODEL_AGREEMENT_ACCORD_H
#define MODEL_AGREEMENT_ACCORD_H

#include "model/state/sim.h"

/** First day: statuses, dated steps, recurring events. */
void accord_begin(struct sim *s);

/** A scripted or decided step, enum agreement_step; one that does not apply is ignored. */
void accord_step(struct sim *s, int32_t agreement, int32_t step);

/** What its capacity programme has spent by now, US$1m, whatever of it arrives. */
double accord_spent(const struct run *r, const struct world *w, int32_t agreement);

/** Whether an agreement is in force between the two. */
bool accord_in_force(const struct sim *s, int32_t pair);
/** Whether that agreement is in force and the two are parties that work together under it. */
bool accord_bound(const struct sim *s, int32_t agreement, int32_t state, int32_t other);
/** Whether that agreement is in force and the state is a party now. */
bool accord_takes_part(const struct sim *s, int32_t agreement, int32_t state);
/** Suspends what is in force between the two: whole agreements, or between them alone. */
void accord_suspend(struct sim *s, int32_t pair);
/**
 * The hub their technical messages pass through, one that serves technical channels before others;
 * NONE if an agreement that is no hub and serves them connects the two.
 */
int32_t accord_hub_between(const struct sim *s, int32_t pair);

/** A channel of the pair was used: measures that use refreshes are fresh again. */
void accord_used(struct sim *s, int32_t pair, enum channel_kind channel);

/**
 * Crises began or ended between marked pairs: offers of a way out, suspension and resumption are
 * scheduled. Before an agreement changes, too, since it may close the channel of an offer.
 */
void accord_take_in_crises(struct sim *s);

/** `violator` is taken to have done the incident: enters the ledgers of pledges it breaks. */
void accord_find_violation(struct sim *s, int32_t violator, int32_t incident);

/** Days in force up to now. */
double accord_days_in_force(const struct sim *s, int32_t agreement);

/* Events. */
void accord_on_step(void *sim, const struct event *event);
void accord_on_hazard(void *sim, const struct event *event);
void accord_on_meeting(void *sim, const struct event *event);
void accord_on_exercise(void *sim, const struct event *event);
void accord_on_suspension(void *sim, const struct event *event);
void accord_on_tranche(void *sim, const struct event *event);
void accord_on_capacity(void *sim, const struct event *event);
void accord_on_membership(void *sim, const struct event *event);
void accord_on_bond_suspension(void *sim, const struct event *event);

#endif

/**
 * accord_parts.h - what the files of accord.h share.
 *
 * accord.c: the way from entry into force to the end. accord_entry.c: the way there.
 * accord_member.c: who is a party, and who works with whom. accord_meeting.c: consultations and
 * exercises. accord_pair.c: what binds two states, and who breaks it. accord_programme.c:
 * capacity building.
 */
#ifndef MODEL_AGREEMENT_ACCORD_PARTS_H
#define MODEL_AGREEMENT_ACCORD_PARTS_H

#include "model/agreement/accord.h"
#include "model/state/effective.h"

const struct agreement *accord_row(const struct sim *s, int32_t agreement);

/** Whether the measure belongs to that agreement. */
bool accord_holds(const struct sim *s, int32_t measure, int32_t agreement);

/** Bonds of an agreement whose two are parties now and work together: indices into them. */
bool accord_next_bond(const struct sim *s, int32_t agreement, int32_t *at, int32_t *bond);

#define EACH_BOND(s, agreement, bond)                                                          \
    for (int32_t at_ = 0; accord_next_bond((s), (agreement), &at_, &(bond));)

/** Whether a party is one now; parties are counted over all agreements. */
bool accord_is_party(const struct sim *s, int32_t party);

/** The highest tension between any two parties. */
double accord_tension_among(const struct sim *s, int32_t agreement);
bool accord_crisis_among(const struct sim *s, int32_t agreement);

/** Schedules a step in place of the one that was scheduled. */
void accord_plan(struct sim *s, int32_t agreement, double day, enum agreement_step step);
void accord_set_status(struct sim *s, int32_t agreement, enum agreement_status status);
void accord_sign(struct sim *s, int32_t agreement);
void accord_ratify(struct sim *s, int32_t agreement);
/** What leads from proposed to signed. */
void accord_begin_entry(struct sim *s, int32_t agreement);

/** First day: who is a party; first entry into force: who follows when. */
void accord_begin_members(struct sim *s, int32_t agreement);
void accord_await_members(struct sim *s, int32_t agreement, double first_day);

/** Schedules suspension, or resumption, at that rate per day in place of what was scheduled. */
void accord_schedule_suspension(struct sim *s, int32_t agreement, double rate);
void accord_schedule_bond_suspension(struct sim *s, int32_t bond, double rate);
/** Whether the two of a bond work together from now on. */
void accord_tie(struct sim *s, int32_t bond, bool together);
/** Holds what is scheduled against who is in a crisis with whom now. */
void accord_review_crises(struct sim *s, int32_t agreement);
void accord_review_bond(struct sim *s, int32_t bond);

void accord_schedule_meeting(struct sim *s, int32_t agreement, double earliest);
void accord_schedule_exercise(struct sim *s, int32_t agreement);
void accord_schedule_tranche(struct sim *s, int32_t agreement);

#endif

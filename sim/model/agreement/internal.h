/**
 * internal.h - what the files of agreement.h share.
 *
 * agreement.c: the way from entry into force to the end. agreement_entry.c: the way there.
 * agreement_member.c: who is a party, and who works with whom. agreement_meeting.c:
 * consultations and exercises. agreement_pair.c: what binds two states, and who breaks it.
 * agreement_programme.c: capacity building.
 */
#ifndef MODEL_AGREEMENT_INTERNAL_H
#define MODEL_AGREEMENT_INTERNAL_H

#include "model/agreement/agreement.h"
#include "model/state/lever_effect.h"

const struct agreement *agreement_input(const struct sim_context *s, int32_t agreement);

/** Whether the measure belongs to that agreement. */
bool agreement_holds(const struct sim_context *s, int32_t measure, int32_t agreement);

/** Bonds of an agreement whose two are parties now and work together: indices into them. */
bool agreement_next_party_pair(
    const struct sim_context *s, int32_t agreement, int32_t *at, int32_t *party_pair);

#define EACH_PARTY_PAIR(s, agreement, party_pair)                                              \
    for (int32_t at_ = 0; agreement_next_party_pair((s), (agreement), &at_, &(party_pair));)

/** Whether a party is one now; parties are counted over all agreements. */
bool agreement_is_party(const struct sim_context *s, int32_t party);

/** The highest tension between any two parties. */
double agreement_tension_among(const struct sim_context *s, int32_t agreement);
bool agreement_crisis_among(const struct sim_context *s, int32_t agreement);

/** Schedules a step in place of the one that was scheduled. */
void agreement_schedule_step(
    struct sim_context *s, int32_t agreement, double day, enum agreement_step step);
void agreement_set_status(
    struct sim_context *s, int32_t agreement, enum agreement_status status);
void agreement_sign(struct sim_context *s, int32_t agreement);
void agreement_ratify(struct sim_context *s, int32_t agreement);
/** What leads from proposed to signed. */
void agreement_begin_entry(struct sim_context *s, int32_t agreement);

/** First day: who is a party; first entry into force: who follows when. */
void agreement_begin_members(struct sim_context *s, int32_t agreement);
void agreement_schedule_accessions(struct sim_context *s, int32_t agreement, double first_day);

/** Schedules suspension, or resumption, at that rate per day in place of what was scheduled. */
void agreement_schedule_suspension(struct sim_context *s, int32_t agreement, double rate);
void agreement_schedule_party_pair_suspension(
    struct sim_context *s, int32_t party_pair, double rate);
/** Whether the two of a bond work together from now on. */
void agreement_set_cooperation(struct sim_context *s, int32_t party_pair, bool together);
/** Holds what is scheduled against who is in a crisis with whom now. */
void agreement_review_crises(struct sim_context *s, int32_t agreement);
void agreement_review_party_pair(struct sim_context *s, int32_t party_pair);

void agreement_schedule_meeting(struct sim_context *s, int32_t agreement, double earliest);
void agreement_schedule_exercise(struct sim_context *s, int32_t agreement);
void agreement_schedule_tranche(struct sim_context *s, int32_t agreement);

#endif

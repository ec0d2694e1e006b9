/**
 * internal.h - declarations shared by the files that implement agreement.h.
 *
 *   agreement.c            entry into force, suspension and end
 *   agreement_entry.c      signature and ratification
 *   agreement_member.c     membership, and cooperation between parties
 *   agreement_meeting.c    consultations and exercises
 *   agreement_pair.c       agreements between two states, and violations
 *   agreement_pledge.c     the tests of pledges
 *   agreement_programme.c  capacity building
 */
#ifndef MODEL_AGREEMENT_INTERNAL_H
#define MODEL_AGREEMENT_INTERNAL_H

#include "model/agreement/agreement.h"
#include "model/state/lever_effect.h"

/** Returns the agreement as the scenario describes it. */
const struct agreement *agreement_input(const struct sim_context *s, int32_t agreement);

/** Whether the measure belongs to that agreement. */
bool agreement_holds(const struct sim_context *s, int32_t measure, int32_t agreement);

/**
 * Iterates over the party pairs of an agreement in which both states are parties now and cooperate.
 * *at must be 0 before the first call. Sets *party_pair. Returns false after the last one.
 * EACH_PARTY_PAIR is a loop with this function.
 */
bool agreement_next_party_pair(
    const struct sim_context *s, int32_t agreement, int32_t *at, int32_t *party_pair);

#define EACH_PARTY_PAIR(s, agreement, party_pair)                                              \
    for (int32_t at_ = 0; agreement_next_party_pair((s), (agreement), &at_, &(party_pair));)

/** Whether the party is a member now. `party` is an index into the parties of all agreements. */
bool agreement_is_party(const struct sim_context *s, int32_t party);

/**
 * agreement_tension_among() returns the highest tension between two cooperating parties.
 * agreement_crisis_among() returns whether any two of them are in a crisis.
 */
double agreement_tension_among(const struct sim_context *s, int32_t agreement);
bool agreement_crisis_among(const struct sim_context *s, int32_t agreement);

/**
 * Whether a crisis between any two cooperating parties, or between the states of one party pair,
 * justifies a suspension. The condition is that tension is high, or that one of the two has
 * recently acted openly against the other. MODEL.md (11.3)
 */
bool agreement_is_heated(const struct sim_context *s, int32_t agreement);
bool agreement_party_pair_is_heated(const struct sim_context *s, int32_t party_pair);

/** Schedules a step, in place of the step that is scheduled. */
void agreement_schedule_step(
    struct sim_context *s, int32_t agreement, double day, enum agreement_step step);
/** Sets the status, and notifies observers. */
void agreement_set_status(
    struct sim_context *s, int32_t agreement, enum agreement_status status);
/**
 * These functions set the status to signed or ratified, and schedule the next step.
 * agreement_sign() draws one block of uniform numbers.
 */
void agreement_sign(struct sim_context *s, int32_t agreement);
void agreement_ratify(struct sim_context *s, int32_t agreement);
/** Schedules the events that lead from the status proposed to signed. */
void agreement_begin_entry(struct sim_context *s, int32_t agreement);

/**
 * agreement_begin_members() sets the parties on the first day. agreement_schedule_accessions() is
 * called at the first entry into force.
 */
void agreement_begin_members(struct sim_context *s, int32_t agreement);
void agreement_schedule_accessions(struct sim_context *s, int32_t agreement, double first_day);

/**
 * These functions schedule a suspension or resumption at that rate per day, in place of the one
 * that is scheduled.
 */
void agreement_schedule_suspension(struct sim_context *s, int32_t agreement, double rate);
void agreement_schedule_party_pair_suspension(
    struct sim_context *s, int32_t party_pair, double rate);
/** Resumes or stops cooperation between the states of a party pair. */
void agreement_set_cooperation(struct sim_context *s, int32_t party_pair, bool cooperate);
/**
 * These functions schedule or cancel suspension and resumption, depending on the present crises.
 */
void agreement_review_crises(struct sim_context *s, int32_t agreement);
void agreement_review_party_pair(struct sim_context *s, int32_t party_pair);

/**
 * These functions schedule the next round of consultations, after the day `earliest`, and the next
 * exercise. Each draws one uniform number.
 */
void agreement_schedule_meeting(struct sim_context *s, int32_t agreement, double earliest);
void agreement_schedule_exercise(struct sim_context *s, int32_t agreement);

/**
 * Schedules the stock-takings of an agreement with a pledge. These are periodic tests of whether
 * the other party keeps the pledge.
 */
void agreement_begin_test(struct sim_context *s, int32_t agreement);
/** Returns the evidence, in nats (<= 0), about the state whose operation has broken a pledge. */
double agreement_violation_nats(
    const struct sim_context *s, int32_t pair, const struct incident *operation);

/** Schedules the next payment, if the agreement builds capacity. */
void agreement_schedule_tranche(struct sim_context *s, int32_t agreement);

#endif

/**
 * outcome_sums.h - what outcome.c counts while a run goes on and outcome_measure.c makes metrics
 * of at its end: pools inside the run.
 */
#ifndef OBSERVE_OUTCOME_SUMS_H
#define OBSERVE_OUTCOME_SUMS_H

#include "observe/outcome.h"

/** Sums of a run; its lists stand in the pools after it. */
struct outcome_sums {
    double by_class[CLASS_COUNT], public_by_class[CLASS_COUNT];
    double incidents, observed, by_states, by_others, counter, blocked, undetected;
    double harm, harm_observed, severity;
    double attributed, misattributed, misread, industry_named, industry_disagreed;
    double decisions, state_decisions, absorbed, cooperative, public_, covert, hostile,
        wrongful;
    double state_covert;
    double higher, same, lower;
    double days_at[RUNGS];
    double first[RUNGS], first_answer[RUNGS];
    double upward, inadvertent, crises, settlements, generation_max, chains, acts;
    double episodes, episode_days;
    double score;
    double concessions, by_objective[8];
    double trust_moves;
    double messages[MESSAGE_LATE + 1];
    double suspensions, consultations, violations, first_violation;
    int32_t max_rung;
};

/** A pair's place on the ladder, and its present episode of de-escalation. */
struct outcome_place {
    double since;
    int32_t rung, peak;
    double peak_day, below_since;
    bool answered; /* the last act of the pair answered another */
};

/** A public incident between two states, for retaliation in timing. */
struct outcome_dated {
    int32_t initiator, target;
    double day;
};

enum {
    OUTCOME_SUMS,
    OUTCOME_PLACES,
    OUTCOME_HARMS,
    OUTCOME_DETECTION,
    OUTCOME_ATTRIBUTION,
    OUTCOME_RESPONSE,
    OUTCOME_MESSAGES,
    OUTCOME_DATED,
    OUTCOME_PARENTS,
    OUTCOME_LAGS,
    OUTCOME_POOLS
};

/** Ends the stays on rungs and the episodes that are still open at day `now`. */
void outcome_sums_close(struct pool *pools, double now);

/** The four metrics of retaliation in timing, of struct outcome_dated in any order. */
void outcome_retaliate(struct metric_run *row, struct pool *dated, double horizon);

#endif

/**
 * outcome_sums.h - what outcome.c and outcome_rung.c count while a run goes on and
 * outcome_measure.c makes metrics of at its end: pools inside the run.
 */
#ifndef OBSERVE_OUTCOME_SUMS_H
#define OBSERVE_OUTCOME_SUMS_H

#include "observe/outcome.h"

/**
 * What a run has counted so far; its lists stand in the pools after it. Metrics are counted where
 * they are reported: outcome_measure() adds those that take the whole run, out of the other sums.
 */
struct outcome_sums {
    struct metric_values metric;
    double severity, state_decisions, state_covert, acts, chains, score, trust_moves;
    /* First days, plus one since a pool begins zeroed, 0 if none: of acts that reach the rung, of
       acts that answer another and reach it, of violations. */
    double first[RUNGS], first_answer[RUNGS], first_violation;
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

/** Adds x to a pool of doubles. */
static inline void
outcome_append(struct pool *pool, double x)
{
    *POOL_AT(double, pool, pool_add(pool)) = x;
}

/** Count a fact of kind FACT_RUNG and FACT_ACT. */
void outcome_note_rung(
    struct pool *pools, struct outcome_sums *sums, const struct run *r, const struct fact *f);
void outcome_note_act(
    struct pool *pools, struct outcome_sums *sums, const struct world *w, const struct fact *f);

/** Ends the stays on rungs and the episodes that are still open at day `now`. */
void outcome_sums_close(struct pool *pools, double now);

/** The four metrics of retaliation in timing, of struct outcome_dated in any order. */
void outcome_retaliate(struct metric_values *m, struct pool *dated, double horizon);

#endif

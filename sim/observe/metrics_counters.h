/**
 * metrics_counters.h - what metrics_observer.c and metrics_rung.c count while a run goes on and
 * metrics_finish.c makes metrics of at its end: pools inside the run.
 */
#ifndef OBSERVE_METRICS_COUNTERS_H
#define OBSERVE_METRICS_COUNTERS_H

#include "observe/metrics_observer.h"

/**
 * What a run has counted so far; its lists stand in the pools after it. Metrics are counted where
 * they are reported: metrics_measure() adds those that take the whole run, out of the other sums.
 */
struct metrics_counters {
    struct metric_values metric;
    double severity, state_decisions, state_covert, acts, chains, score, trust_moves;
    /* First days, plus one since a pool begins zeroed, 0 if none: of acts that reach the rung, of
       acts that answer another and reach it, of violations. */
    double first[RUNGS], first_answer[RUNGS], first_violation;
};

/** A pair's place on the ladder, and its present episode of de-escalation. */
struct metrics_place {
    double since;
    int32_t rung, peak;
    double peak_day, below_since;
    bool answered; /* the last act of the pair answered another */
};

/** A public incident between two states, for retaliation in timing. */
struct metrics_dated {
    int32_t initiator, target;
    double day;
};

enum {
    METRICS_SUMS,
    METRICS_PLACES,
    METRICS_HARMS,
    METRICS_DETECTION,
    METRICS_ATTRIBUTION,
    METRICS_RESPONSE,
    METRICS_MESSAGES,
    METRICS_DATED,
    METRICS_PARENTS,
    METRICS_LAGS,
    METRICS_ARRAYS
};

/** Adds x to a pool of doubles. */
static inline void
metrics_append(struct array *array, double x)
{
    *ARRAY_AT(double, array, array_add(array)) = x;
}

/** Count a fact of kind OBS_RUNG and OBS_ACT. */
void metrics_note_rung(struct array *arrays, struct metrics_counters *sums, const struct run *r,
    const struct observation *f);
void metrics_note_act(struct array *arrays, struct metrics_counters *sums,
    const struct world *w, const struct observation *f);

/** Ends the stays on rungs and the episodes that are still open at day `now`. */
void metrics_counters_close(struct array *arrays, double now);

/** The four metrics of retaliation in timing, of struct metrics_dated in any order. */
void metrics_retaliate(struct metric_values *m, struct array *dated, double horizon);

#endif

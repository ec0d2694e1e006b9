/**
 * metrics_counters.h - the counters of a run. metrics_observer.c, metrics_rung.c and
 * metrics_message.c count during the run; metrics_finish.c computes metrics at its end. The
 * counters are in the observer's arrays of the run.
 */
#ifndef OBSERVE_METRICS_COUNTERS_H
#define OBSERVE_METRICS_COUNTERS_H

#include "observe/metrics_observer.h"

/**
 * Sums over the run so far. Counts go directly into the member of their metric; metrics_measure()
 * adds the metrics of the whole run. Lists of values are in the other arrays.
 */
struct metrics_counters {
    struct metric_values metric;
    double severity, state_decisions, state_covert, acts, chains, score, trust_moves;
    /* Day + 1 of the first act that reaches a rung, of the first responding act that reaches it, of
       the first violation; 0: none yet, as arrays start zeroed. */
    double first[RUNGS], first_answer[RUNGS], first_violation;
};

/** The present rung of a pair, and its present episode of de-escalation. */
struct metrics_place {
    double since;
    int32_t rung, peak;
    double peak_day, below_since;
    bool answered; /* the last act of the pair was a response */
    bool lifted;   /* an act raised the pair to its rung; its observation follows */
};

/** A public incident between two states, for the retaliation metrics. */
struct metrics_dated {
    int32_t initiator, target;
    double day;
};

/* The arrays of the observer. */
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
    METRICS_REPRISALS, /* ids of incidents and acts that follow from a response of a party */
    METRICS_ARRAYS
};

/** Appends x to an array of doubles. */
static inline void
metrics_append(struct array *array, double x)
{
    *ARRAY_AT(double, array, array_add(array)) = x;
}

/** Count an observation of kind OBS_RUNG or OBS_ACT. */
void metrics_note_rung(struct array *arrays, struct metrics_counters *sums, const struct run *r,
    const struct observation *f);
void metrics_note_act(struct array *arrays, struct metrics_counters *sums,
    const struct world *w, const struct observation *f);

/** Counts a message at its end. */
void metrics_note_message(
    struct array *arrays, struct metric_values *metric, const struct message *m);

/** Adds the time on rungs, and closes the episodes, that are still open at day `now`. */
void metrics_counters_close(struct array *arrays, double now);

/**
 * Computes the four retaliation metrics from an array of struct metrics_dated, in any order; sorts
 * the array.
 */
void metrics_retaliate(struct metric_values *m, struct array *dated, double horizon);

#endif

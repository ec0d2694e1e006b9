/**
 * metrics_counters.h - the counters of a run. metrics_observer.c, metrics_rung.c and
 * metrics_message.c count during the run. metrics_finish.c computes metrics at its end. The
 * counters are stored in arrays inside the run, which belong to the observer.
 */
#ifndef OBSERVE_METRICS_COUNTERS_H
#define OBSERVE_METRICS_COUNTERS_H

#include "observe/metrics_observer.h"

/**
 * Sums over the run so far. A metric that is a count is counted in its own member of `metric`.
 * metrics_measure() computes the other metrics at the end of the run.
 */
struct metrics_counters {
    struct metric_values metric;
    /* Sums for severity_mean (severity), retaliation_coded (state_decisions, state_covert),
       cascade_mean (acts, chains), escalation_score (score) and trust_volatility (trust_moves). */
    double severity, state_decisions, state_covert, acts, chains, score, trust_moves;
    /* The day, plus 1, of the first act that reaches each rung, of the first response that reaches
       it, and of the first violation. 0 means that there has been none: arrays begin as zeros. */
    double first[RUNGS], first_answer[RUNGS], first_violation;
};

/**
 * The present rung of a pair, and the episode of de-escalation that is under way. An episode begins
 * when a response raises the pair to a new peak (metrics_rung.c). Each pair has its own sums of
 * days, because falls of the rungs of different pairs are observed in any order (observation.h).
 */
struct metrics_place {
    double since; /* day of the last change of the rung */
    /* Present rung, and highest rung of the episode; 0 if there is no episode. */
    int32_t rung, peak;
    /* Day of the peak, and the first day at half of the peak or below; 0 if the rung is higher. */
    double peak_day, below_since;
    double days_at[RUNGS];    /* on each rung or above; the first one is not used */
    double deescalation_days; /* in episodes that are over */
    bool answered;            /* the last act between the two states was a response */
    bool lifted; /* an act has just raised the pair; its observation OBS_ACT comes next */
};

/** A public incident between two states, for the retaliation metrics. */
struct metrics_dated {
    int32_t initiator, target;
    double day;
};

/* The arrays of the observer, by their index. */
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
    *ARRAY_AT(double, array, array_append(array)) = x;
}

/** Count an observation of the kind OBS_RUNG, and one of the kind OBS_ACT. */
void metrics_note_rung(struct array *arrays, struct metrics_counters *sums, const struct run *r,
    const struct observation *f);
void metrics_note_act(struct array *arrays, struct metrics_counters *sums,
    const struct world *w, const struct observation *f);

/** Counts a message by its outcome (m->end). */
void metrics_note_message(
    struct array *arrays, struct metric_values *metric, const struct message *m);

/** Adds the time on the present rungs up to day `now`, and ends the episodes that are under way. */
void metrics_counters_close(struct array *arrays, double now);

/**
 * Computes the four retaliation metrics from an array of struct metrics_dated, which may have any
 * order. Sorts the array.
 */
void metrics_retaliate(struct metric_values *m, struct array *dated, double horizon);

#endif

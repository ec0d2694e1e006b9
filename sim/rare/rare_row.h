/**
 * rare_row.h - the columns of rare.csv: the estimate of a rare event under a policy.
 */
#ifndef RARE_RARE_ROW_H
#define RARE_RARE_ROW_H

#include "format/field.h"
#include "rare/rare_estimate.h"

/**
 * Splitting is advised if its gain over crude simulation (rare_estimate.gain) is at least this
 * number.
 */
#define RARE_GAIN_MIN 2.0

/**
 * An event with a higher probability than this is not rare: a few hundred runs without splitting
 * are enough to estimate its probability.
 */
#define RARE_PROBABILITY_MAX 0.1

/** The advised method for the event under a policy. */
enum rare_advice {
    RARE_SPLITTING, /* splitting has a gain of at least RARE_GAIN_MIN */
    /* splitting has a smaller gain: the command `run` gives the same interval with about the same
       work, and makes more tables */
    RARE_CRUDE,
    RARE_UNKNOWN /* at most one repetition reached the event */
};

/** A row of rare.csv, for one policy. */
struct rare_row {
    const char *policy;
    double probability, ci_lo, ci_hi, relative_error;
    double confidence;
    int64_t repetitions, with_event, levels, effort;
    double events, crude_runs, gain;
    int32_t advice; /* enum rare_advice */
    const char *versus;
    double ratio, ratio_lo, ratio_hi;
};
extern const struct record rare_row_record;

/**
 * Fills the members from an estimate, except those of the policy and those that rare_row_compare()
 * fills. `steps_of_path` is the mean number of events of a run without splitting.
 */
void rare_row_set(struct rare_row *row, const struct rare_estimate *e, double confidence,
    double steps_of_path);

/**
 * Fills the members `versus` and `ratio`. `versus` is the id of the baseline policy; NULL: there is
 * none.
 */
void rare_row_compare(struct rare_row *row, const char *versus, const struct estimate *ratio);

#endif

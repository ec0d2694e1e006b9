/**
 * rare_row.h - the columns of rare.csv: the estimate of a rare event under a policy.
 */
#ifndef RARE_RARE_ROW_H
#define RARE_RARE_ROW_H

#include "format/field.h"
#include "rare/rare_estimate.h"

/** Smallest gain over crude simulation (rare_estimate.gain) for which splitting is advised. */
#define RARE_GAIN_MIN 2.0

/** An event with a higher probability is not rare: any usual number of runs shows it. */
#define RARE_PROBABILITY_MAX 0.1

/** The advised method for the event under a policy. */
enum rare_advice {
    RARE_SPLITTING, /* splitting gains at least RARE_GAIN_MIN */
    RARE_CRUDE, /* splitting gains less: `run` gives the same interval with about the same work,
                 * and more tables */
    RARE_UNKNOWN /* no repetition, or only one, reached the event */
};

/** A row of rare.csv: a policy. */
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

/** Fills the members from probability to confidence, and those of the repetitions and the work,
 * from an estimate and the mean number of events of a crude run. */
void rare_row_set(struct rare_row *row, const struct rare_estimate *e, double confidence,
    double steps_of_path);

/** Fills versus and ratio; versus NULL: none. */
void rare_row_compare(struct rare_row *row, const char *versus, const struct estimate *ratio);

#endif

/**
 * morris.h - which factors matter at all: elementary effects (Morris 1991, Campolongo 2007).
 *
 * A walk moves one factor at a time by the same share of its range. The change of the metric,
 * divided by that share, is an elementary effect: what the factor would do over its whole range
 * if it went on like that. mu is their mean, mu_star the mean of their sizes (0 only if the
 * factor does nothing), sigma their standard deviation (large if the factor's effect depends on
 * where the others are, or bends). The interval of mu_star draws whole walks anew.
 *
 * An analysis with a baseline asks the same of the difference that a policy makes to it, point
 * by point on paired replications: which factor decides how much the policy does.
 */
#ifndef ANALYSIS_MORRIS_H
#define ANALYSIS_MORRIS_H

#include "experiment/experiment.h"
#include "stats/summary.h"

/** A row of morris.csv. */
struct morris_row {
    int64_t set;                 /* from 1, see design.csv */
    const char *policy, *versus; /* NULL: of the policy itself */
    const char *metric, *factor;
    double mu, mu_star, mu_star_lo, mu_star_hi, sigma;
    double confidence;
    const char *method;
    int64_t n, replications;
    const char *warning;
};

extern const struct record morris_record;
extern const char *const morris_keys[];

/** The effects of one set. Zero is empty. */
struct morris {
    double *effects; /* [walk * n_factors + factor], NAN where a value is missing */
    int64_t n_walks;
    int32_t n_factors;
};

/** From values by point of the experiment. */
enum status morris_effects(
    struct morris *m, const struct experiment *e, int32_t set, const double *values) MUST_CHECK;
void morris_free(struct morris *m);

/** What the effects of a factor say; the texts and numbers of runs are the caller's. */
enum status morris_estimate(const struct morris *m, int32_t factor, double confidence,
    int64_t resamples, uint64_t seed, uint64_t address, struct morris_row *row) MUST_CHECK;

/** Gives every struct morris_row: by metric, policy, set and factor. */
enum status morris_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif

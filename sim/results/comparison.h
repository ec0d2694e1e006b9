/**
 * comparison.h - the rows of analysis/compare.csv: policies compared on the same worlds.
 *
 * Replication r under one policy and under the baseline meet the same world, so what is judged
 * is their difference, pair by pair: means and shares by Student's interval of the differences,
 * ratios by that of the differences of pseudo-values, times to an event by that of the days
 * without it, the whole run's where it did not come (restricted means): the pairs in which it
 * came both times would be a biased choice.
 *
 * Where a policy costs more than the baseline and both columns are asked for, a last metric weighs
 * them: harm_averted_per_musd, sums of differences of harm over sums of differences of
 * measure_cost, with a jackknife interval and without a p value (that of harm is its own).
 *
 * p_adjusted is Holm's over all policies and metrics of a point: of twenty tables in which
 * nothing differs, one shows a false alarm. Rows come by metric, in the order given, then point
 * and policy.
 */
#ifndef RESULTS_COMPARISON_H
#define RESULTS_COMPARISON_H

#include "results/summary.h"

struct comparison {
    int64_t point_id;
    const char *policy;
    const char *versus;
    const char *metric;
    double difference, ci_lo, ci_hi;
    double p_value, p_adjusted;
    const char *method;
    int64_t n_pairs;
    double correlation, variance_ratio, half_width_unpaired;
    double confidence;
};

extern const struct record comparison_record;
extern const char *const comparison_keys[];

/**
 * Gives a struct comparison for every policy other than the one of index `baseline`, at every
 * point where both were run. Reads each column twice, since p_adjusted needs all p values
 * first; holds 8 bytes per row and 48 per run of the largest group.
 */
enum status comparison_give(const struct replications *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline, double confidence,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif

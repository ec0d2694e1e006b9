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
#ifndef STATS_COMPARISON_H
#define STATS_COMPARISON_H

#include "stats/summary.h"

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

/** A comparison with `baseline`, metric by metric; p_adjusted takes two rounds over them. */
struct comparison_context {
    const struct run_table *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics, baseline;
    double confidence;
    double *p; /* by metric and group */
};

/** Holds 8 bytes per row. What is given must outlive *c, whose members are set here. */
enum status comparison_open(struct comparison_context *c, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline,
    double confidence) MUST_CHECK;
void comparison_close(struct comparison_context *c);

/**
 * First round: the p values of one metric. Different metrics in any order, on any threads, each
 * with a level (of the confidence) of its own; for the time 16 bytes per run are held, and 48 per
 * run of the largest group.
 */
enum status comparison_p_values(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, struct failure *f) MUST_CHECK;

/** Between the rounds. */
enum status comparison_adjust_holm(struct comparison_context *c) MUST_CHECK;

/**
 * Second round: gives the struct comparison of every policy other than the baseline, at every
 * point where both were run, in one metric, as comparison_p_values() works; metric n_metrics is
 * what more money buys.
 */
enum status comparison_rows(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/** All of it, in this thread. */
enum status comparison_write_rows(const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline, double confidence,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif

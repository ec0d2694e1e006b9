/**
 * comparison.h - the rows of analysis/compare.csv: paired comparisons of policies.
 *
 * Replication r of a policy and replication r of the baseline have common random numbers, so
 * the differences of the pairs are analysed: means with Student's interval of the differences;
 * ratios with Student's interval of the differences of pseudo-values; times to an event with
 * Student's interval of the differences of the days without the event, which are all days of
 * the run if the event did not occur (restricted means). The pairs in which the event occurred
 * in both runs would be a biased selection.
 *
 * Shares of runs have the interval of Agresti and Min and McNemar's p value (paired_share.h):
 * yes or no metrics; and the event of each day, in rows with the name of the metric and
 * COMPARISON_SHARE.
 *
 * If a policy costs more than the baseline and the metrics harm and measure_cost are requested,
 * one more metric follows: harm_averted_per_musd, the sum of differences of harm over the sum
 * of differences of cost, with a jackknife interval and without a p value (see that of harm).
 *
 * p_adjusted is Holm's adjustment over all policies and metrics of a point, without duplicates
 * (family.h): if no policy has an effect, one of twenty points has a false alarm at 0.05. The
 * shares form a separate family, because a share and the restricted mean of the same event
 * answer the same question. Rows are ordered by metric as given (the shares of a time follow
 * the time), then by point and policy.
 */
#ifndef STATS_COMPARISON_H
#define STATS_COMPARISON_H

#include "stats/summary.h"

/** Follows the name of a time in the name of the share of runs with its event. */
#define COMPARISON_SHARE "_share"

/** Metric of the rows with the harm averted per million US dollars. */
#define COMPARISON_EFFECTIVENESS "harm_averted_per_musd"

/** A row of compare.csv. */
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

/** A comparison with `baseline`, metric by metric, in two passes because of p_adjusted. */
struct comparison_context {
    const struct run_table *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics, baseline;
    double confidence;
    double *p; /* p values, n_metrics x n_groups, twice: of shares in the second half */
    double *signatures; /* of their tests, see family.h */
};

/** Starts a comparison; needs 32 bytes per metric, policy and point. The arguments must outlive *c. */
enum status comparison_open(struct comparison_context *c, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline,
    double confidence) MUST_CHECK;
void comparison_close(struct comparison_context *c);

/**
 * First pass: computes the p values of one metric. Several threads may work on different metrics,
 * in any order, each with its own `level` of the same confidence. Temporarily needs 32 bytes per
 * run of the largest group.
 */
enum status comparison_p_values(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, struct failure *f) MUST_CHECK;

/** Between the passes: adjusts the p values. */
enum status comparison_adjust_holm(struct comparison_context *c) MUST_CHECK;

/**
 * Second pass: passes a struct comparison to the sink for every policy except the baseline, at
 * every point with runs of both, for one metric; metric n_metrics is harm_averted_per_musd.
 * Threads and memory as in the first pass.
 */
enum status comparison_rows(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/** Does all passes in this thread. */
enum status comparison_write_rows(const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline, double confidence,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif

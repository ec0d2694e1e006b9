/**
 * comparison.h - computes the rows of analysis/compare.csv: paired comparisons of policies.
 *
 * Replication r of a policy and replication r of the baseline have common random numbers. They form
 * a pair, and the differences of the pairs are analysed:
 *
 * - Means: Student's interval of the differences.
 * - Ratios: Student's interval of the differences of pseudo-values.
 * - Times to an event: Student's interval of the differences of the days without the event
 *   (restricted means). If the event did not occur in a run, all days of the run count. The pairs
 *   in which the event occurred in both runs would be a biased selection.
 * - Shares of runs: the interval of Agresti and Min, and McNemar's p value (paired_share.h). Such
 *   shares are metrics with the values yes and no. A time to an event also has a row for the share
 *   of runs with the event. The name of this row is the name of the metric and COMPARISON_SHARE.
 *
 * If a policy costs more than the baseline and the metrics harm and measure_cost are requested, one
 * more metric follows: harm_averted_per_musd. It is the sum of the differences of harm, divided by
 * the sum of the differences of cost, with a jackknife interval. It has no p value; the p value of
 * harm answers the same question.
 *
 * p_adjusted is Holm's adjustment over all policies and metrics of a point; duplicates count once
 * (family.h). So if no policy has an effect, about one of twenty points has a false alarm at the
 * level 0.05. The shares form a separate family, because the share and the restricted mean of the
 * same event answer the same question. The rows are ordered by metric as given, then by point and
 * policy. The rows of the share of a time follow those of the time.
 */
#ifndef STATS_COMPARISON_H
#define STATS_COMPARISON_H

#include "stats/summary.h"

/**
 * Suffix of a name: NAME_share is the share of runs with the event to which the time NAME belongs.
 */
#define COMPARISON_SHARE "_share"

/** The metric of rows with the harm averted per million US dollars. */
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

/**
 * A comparison of all policies with `baseline`. It handles one metric after the other, in two
 * passes: p_adjusted needs the p values of all metrics.
 */
struct comparison_context {
    const struct run_table *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics, baseline;
    double confidence;
    /**
     * The p values, n_metrics x n_groups. A second half of the same size has the p values of
     * shares.
     */
    double *p;
    double *signatures; /* signatures of the tests of these p values (see family.h) */
};

/**
 * Starts a comparison, which needs 32 bytes for each metric, policy and point. The arguments must
 * outlive *c.
 */
enum status comparison_open(struct comparison_context *c, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline,
    double confidence) MUST_CHECK;
void comparison_close(struct comparison_context *c);

/**
 * First pass: computes the p values of one metric. Several threads may handle different metrics in
 * any order, each with its own `level` of the same confidence. A call temporarily needs 32 bytes
 * for each run of the largest group.
 */
enum status comparison_p_values(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, struct failure *f) MUST_CHECK;

/** Between the passes: computes the adjusted p values. */
enum status comparison_adjust_holm(struct comparison_context *c) MUST_CHECK;

/**
 * Second pass, for one metric: passes a struct comparison to the sink for every policy except the
 * baseline, at every point that has runs of both. The metric number n_metrics stands for
 * harm_averted_per_musd. As in the first pass, several threads may call the function, and a call
 * temporarily needs 32 bytes for each run of the largest group.
 */
enum status comparison_rows(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

/** Computes both passes for all metrics in the calling thread. */
enum status comparison_write_rows(const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline, double confidence,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif

/**
 * parallel_estimates.h - computes the rows of summary.csv and compare.csv on threads, one metric at
 * a time.
 *
 * The bytes do not depend on the number of threads: rows are in the order of the metrics (see
 * parallel.h). A thread needs memory for the values of one metric, which is 32 bytes for each run
 * of the largest point and policy. It also needs memory for the text of a few metrics, about 1000
 * bytes for each metric, point and policy. The number of threads is limited so that the sum stays
 * within PARALLEL_ESTIMATES_BYTES. A single thread writes its text in small parts.
 */
#ifndef STATS_PARALLEL_ESTIMATES_H
#define STATS_PARALLEL_ESTIMATES_H

#include "format/table.h"
#include "stats/comparison.h"
#include "stats/summary.h"

#define PARALLEL_ESTIMATES_BYTES (24e6)

struct parallel_estimates {
    const struct run_table *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics;
    int32_t threads; /* number of threads, at least 1 */
    const struct table *table;
    void *self;
    /** Receives the text of `rows` rows. Calls are in the order of the rows. */
    enum status (*write)(
        void *self, const char *bytes, size_t length, int64_t rows, struct failure *f);
};

/** Writes all rows of struct summary_row. `stopped_by` is described in struct summary_options. */
enum status parallel_estimates_summary(const struct parallel_estimates *m, double confidence,
    const char *const *stopped_by, struct failure *f) MUST_CHECK;

/** Writes all rows of struct comparison. `baseline` is the index of a policy. */
enum status parallel_estimates_comparison(const struct parallel_estimates *m, int32_t baseline,
    double confidence, struct failure *f) MUST_CHECK;

#endif

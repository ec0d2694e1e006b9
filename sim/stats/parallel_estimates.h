/**
 * parallel_estimates.h - the rows of summary.csv and compare.csv, made metric by metric on threads.
 *
 * The same bytes on any number of them: rows come in the order of the metrics (parallel.h). A
 * thread holds the columns of one metric, 16 bytes per run and 48 per run of the largest point and
 * policy, and the text of a few, some 1000 bytes each per point and policy. There are only as
 * many threads as keep that within PARALLEL_ESTIMATES_BYTES; one thread alone passes text on as
 * it comes.
 */
#ifndef STATS_PARALLEL_ESTIMATES_H
#define STATS_PARALLEL_ESTIMATES_H

#include "format/table.h"
#include "stats/comparison.h"
#include "stats/summary.h"

#define PARALLEL_ESTIMATES_BYTES (64e6)

struct parallel_estimates {
    const struct run_table *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics;
    int32_t threads; /* >= 1 */
    const struct table *table;
    void *self;
    /** Gets the text of rows, one after the other. */
    enum status (*write)(
        void *self, const char *bytes, size_t length, int64_t rows, struct failure *f);
};

/** Of struct summary_row; stopped_by as in struct summary_options. */
enum status parallel_estimates_summary(const struct parallel_estimates *m, double confidence,
    const char *const *stopped_by, struct failure *f) MUST_CHECK;

/** Of struct comparison, with the policy of index `baseline`. */
enum status parallel_estimates_comparison(const struct parallel_estimates *m, int32_t baseline,
    double confidence, struct failure *f) MUST_CHECK;

#endif

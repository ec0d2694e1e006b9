/**
 * metric_rows.h - the rows of summary.csv and compare.csv, made metric by metric on threads.
 *
 * The same bytes on any number of them: rows come in the order of the metrics (parallel.h). A
 * thread holds the columns of one metric, 16 bytes per run, and the text of a few, some 1000 bytes
 * each per point and policy. There are only as many threads as keep that within
 * METRIC_ROWS_BYTES; one thread alone passes text on as it comes.
 */
#ifndef STATS_METRIC_ROWS_H
#define STATS_METRIC_ROWS_H

#include "format/table.h"
#include "stats/comparison.h"
#include "stats/summary.h"

#define METRIC_ROWS_BYTES (512e6)

struct metric_rows {
    const struct replications *runs;
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
enum status metric_rows_summary(const struct metric_rows *m, double confidence,
    const char *const *stopped_by, struct failure *f) MUST_CHECK;

/** Of struct comparison, with the policy of index `baseline`. */
enum status metric_rows_comparison(const struct metric_rows *m, int32_t baseline,
    double confidence, struct failure *f) MUST_CHECK;

#endif

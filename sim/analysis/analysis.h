/**
 * analysis.h - makes the files of analysis/ from the rows of runs.csv alone.
 *
 * summary.csv is always made and, with two or more policies, also compare.csv. Both files have rows
 * for all metrics, or only for those in the outputs of the experiment. An experiment can request
 * further analyses. It can also request other confidence levels, baselines or metrics for these two
 * files. The name of each file is the id of its analysis.
 */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

#include "analysis/calibration/posterior.h"
#include "analysis/stopping.h"
#include "directory/atomic_dir.h"
#include "experiment/experiment.h"

/**
 * Receives files: begin() is called once for each file, then write() for groups of its rows.
 * `bytes` is the CSV text of `rows` whole rows, and `length` its length in bytes.
 */
struct analysis_sink {
    void *self;
    enum status (*begin)(void *self, const char *name, const struct table *table,
        const char *const *keys, struct failure *f);
    enum status (*write)(
        void *self, const char *bytes, size_t length, int64_t rows, struct failure *f);
};

/** Owns the tables and names that the sink receives. A zeroed struct is empty. */
struct analysis {
    const struct experiment *experiment;
    const char *baseline; /* id of the default baseline of comparisons */
    struct table runs;
    struct table tables[EXPERIMENT_ANALYSIS_KINDS]; /* one for each kind of analysis */
    struct stopping stopping;
    char (*names)[ATOMIC_DIR_NAME_BYTES];
    const struct run_table
        /** Input of calibrations in place of the runs; NULL: calibrations use the runs. */
        *statistics;
    /** One for each analysis. Only a calibration has a posterior; the other elements are zeroed. */
    struct posterior *posteriors;
};

/** Prepares to make the analyses of an experiment. `e` must outlive *a. */
enum status analysis_init(struct analysis *a, const struct experiment *e) MUST_CHECK;
void analysis_free(struct analysis *a);

/** Makes all files from the runs. Their bytes do not depend on the number of threads. */
enum status analysis_make(struct analysis *a, const struct run_table *runs, int32_t threads,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

/**
 * Returns the metrics of a file. These are the metrics that `request` names. If `request` is NULL
 * or names none, these are the metrics in the outputs of the experiment. If the outputs name none
 * either, these are all metrics. The caller frees *metrics, also on failure.
 */
enum status analysis_metrics(const struct experiment *e,
    const struct experiment_analysis *request, struct summary_metric **metrics,
    int32_t *n) MUST_CHECK;

#endif

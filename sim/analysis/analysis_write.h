/**
 * analysis_write.h - writes the files of analyses.
 *
 * Each kind of analysis has a row in experiment/analysis_list.h and a function
 * analysis_write_NAME() here.
 */
#ifndef ANALYSIS_ANALYSIS_WRITE_H
#define ANALYSIS_ANALYSIS_WRITE_H

#include "analysis/analysis.h"
#include "experiment/analysis_list.h"
#include "stats/parallel_estimates.h"

/** What is needed to write one file. */
struct analysis_writer {
    const struct experiment *experiment;
    const struct experiment_analysis *request;
    const char *baseline; /* id of the default baseline of comparisons */
    const struct run_table *runs;
    const char *const *stopped_by;  /* why the runs ended (see struct summary_options) */
    struct summary_metric *metrics; /* metrics of this file */
    int32_t n_metrics;
    int32_t threads;  /* at least 1 */
    const char *name; /* name of the file in the result directory */
    const struct table *table;
    const char *const *keys;
    const struct run_table *statistics; /* table from which a calibration reads statistics */
    const struct posterior *posterior;  /* describes the second file of a calibration */
    const struct analysis_sink *sink;
    struct buffer row;
};

/** A kind of analysis: what its file contains, and the function that writes it. */
struct analysis_kind {
    const char *name;
    const struct record *record; /* describes the rows of its file */
    const char *const *keys;     /* names of the key columns, NULL-terminated; NULL: no key */
    /** Writes the file. Omits it if the runs lack the data that it needs. */
    enum status (*write)(struct analysis_writer *w, struct failure *f);
};

/** Indexed by enum experiment_analysis_kind. */
extern const struct analysis_kind analysis_kinds[EXPERIMENT_ANALYSIS_KINDS];

#define ANALYSIS_DECLARE(name, ...)                                                            \
    enum status analysis_write_##name(struct analysis_writer *w, struct failure *f) MUST_CHECK;
ANALYSIS_ROWS(ANALYSIS_DECLARE)
#undef ANALYSIS_DECLARE

#endif

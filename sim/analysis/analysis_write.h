/**
 * analysis_write.h - how the file of an analysis is written.
 *
 * Each kind is a row of experiment/analysis_list.h and a function analysis_write_NAME() here.
 */
#ifndef ANALYSIS_ANALYSIS_WRITE_H
#define ANALYSIS_ANALYSIS_WRITE_H

#include "analysis/analysis.h"
#include "experiment/analysis_list.h"
#include "stats/parallel_estimates.h"

/** One file while it is made. */
struct analysis_writer {
    const struct experiment *experiment; /* NULL: of `cbmsim run` */
    const struct experiment_analysis *request;
    const char *baseline; /* policy of the result that others are compared with by default */
    const struct run_table *runs;
    const char *const *stopped_by;  /* as in struct summary_options */
    struct summary_metric *metrics; /* those of this file */
    int32_t n_metrics;
    int32_t threads;  /* >= 1 */
    const char *name; /* of the file, in the result directory */
    const struct table *table;
    const char *const *keys;
    const struct analysis_sink *sink;
    struct buffer row;
};

struct analysis_kind {
    const char *name;
    const struct record *record; /* of the rows of its file */
    const char *const *keys;     /* ended by NULL; NULL: none */
    /** Begins the file and gives its rows; without data that it needs it may leave it out. */
    enum status (*write)(struct analysis_writer *w, struct failure *f);
};

/** By enum experiment_analysis_kind. */
extern const struct analysis_kind analysis_kinds[EXPERIMENT_ANALYSIS_KINDS];

#define ANALYSIS_DECLARE(name, ...)                                                            \
    enum status analysis_write_##name(struct analysis_writer *w, struct failure *f) MUST_CHECK;
ANALYSIS_ROWS(ANALYSIS_DECLARE)
#undef ANALYSIS_DECLARE

#endif

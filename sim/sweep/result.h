/**
 * result.h - the files of an experiment's result directory.
 *
 * result_add_inputs() says what was asked for; with it a directory is begun, before the first
 * run. result_add_rows() takes from the journal the runs that count, in order of point, policy
 * and replication, and result_add_analysis() makes what follows from them. The bytes depend on
 * the experiment alone, not on the order in which blocks were finished, nor on the threads that
 * take them out. Memory is bounded by the text of a few blocks per thread, and by what
 * run_table.h keeps. Without a directory no file is written, and the runs are there to be
 * analysed.
 */
#ifndef SWEEP_RESULT_H
#define SWEEP_RESULT_H

#include "analysis/analysis.h"
#include "analysis/plots.h"
#include "directory/result_dir.h"
#include "sweep/sweep.h"

#define RESULT_JOURNAL "journal/blocks"

struct result {
    const struct layout *layout;
    struct result_dir *result_dir; /* NULL: there is no directory */
    struct analysis analysis;
    struct plots plots;
    struct run_table runs; /* what runs.csv holds */
    int64_t n_runs, n_failed;
};

/** `frame` and `p`, which may be NULL, must outlive *r. */
enum status result_init(
    struct result *r, const struct layout *layout, struct result_dir *p) MUST_CHECK;
void result_free(struct result *r);

/** scenario.json, experiment.json, the files they name, design.csv, policies.csv. */
enum status result_add_inputs(struct result *r, struct failure *f) MUST_CHECK;

/** runs.csv, failures.csv, traces, timing.csv; on the threads of the sweep's plan. */
enum status result_add_rows(
    struct result *r, const struct sweep *s, struct failure *f) MUST_CHECK;

/** analysis/, from the runs that were just added; nothing if there are none. */
enum status result_add_analysis(
    struct result *r, int32_t threads, struct failure *f) MUST_CHECK;

/** Its tables alone, to a sink. */
enum status result_print_analysis(struct result *r, int32_t threads,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif

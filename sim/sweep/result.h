/**
 * result.h - writes the files of an experiment's result directory.
 *
 * result_add_inputs() writes the inputs before the first run. result_add_rows() reads the runs that
 * belong to the result from the journal, in the order of point, policy and replication.
 * result_add_analysis() writes the analyses of these runs. The bytes depend only on the experiment.
 * They do not depend on the order in which blocks were finished or on the number of threads. The
 * functions need memory for the text of a few blocks for each thread, and for the table of
 * run_table.h. Without a directory, no files are written, but the runs can still be analysed.
 */
#ifndef SWEEP_RESULT_H
#define SWEEP_RESULT_H

#include "analysis/analysis.h"
#include "analysis/plots.h"
#include "directory/result_dir.h"
#include "sweep/sweep.h"

#define RESULT_JOURNAL "journal/blocks"

/** The result of an experiment while it is written. */
struct result {
    const struct layout *layout;
    struct result_dir *result_dir; /* NULL: there is no directory */
    struct analysis analysis;
    struct plots plots;
    struct run_table runs; /* the rows of runs.csv */
    int64_t n_runs, n_failed;
    const struct analysis_sink
        *runs_sink; /* receives runs.csv if there is no directory; may be NULL */
};

/** Prepares to write a result. `layout` and `p` must outlive *r. `p` may be NULL. */
enum status result_init(
    struct result *r, const struct layout *layout, struct result_dir *p) MUST_CHECK;
void result_free(struct result *r);

/**
 * Writes scenario.json, experiment.json, copies of the tables that they name, design.csv and
 * policies.csv.
 */
enum status result_add_inputs(struct result *r, struct failure *f) MUST_CHECK;

/**
 * Writes runs.csv, failures.csv, the traces and timing.csv, on as many threads as the plan of the
 * sweep has.
 */
enum status result_add_rows(
    struct result *r, const struct sweep *s, struct failure *f) MUST_CHECK;

/** Writes analysis/ from the runs of result_add_rows(). Writes nothing if there are no runs. */
enum status result_add_analysis(
    struct result *r, int32_t threads, struct failure *f) MUST_CHECK;

/** Adds a warning for each outcome that has no value in some of the runs of result_add_rows(). */
enum status result_warn_of_missing(
    const struct result *r, struct failure *warnings, struct failure *f) MUST_CHECK;

/** Writes only the tables of the analysis, and writes them to a sink. */
enum status result_print_analysis(struct result *r, int32_t threads,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif

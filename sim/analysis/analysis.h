/**
 * analysis.h - the files under analysis/, from what runs.csv holds alone.
 *
 * summary.csv and, with two policies or more, compare.csv are always made, of all metrics or of
 * those the experiment's outputs name. An experiment may ask for further ones, and for these
 * with another level, baseline or choice of metrics; each is in a file of its own id.
 */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

#include "analysis/stopping.h"
#include "directory/atomic_dir.h"
#include "experiment/experiment.h"

/** Files go to `begin` and then, some rows at a time, to `write`. */
struct analysis_sink {
    void *self;
    enum status (*begin)(void *self, const char *name, const struct table *table,
        const char *const *keys, struct failure *f);
    enum status (*write)(
        void *self, const char *bytes, size_t length, int64_t rows, struct failure *f);
};

/** Owns what the sink is given: tables and names live as long as it does. Zero is empty. */
struct analysis {
    const struct experiment *experiment;
    const char *baseline; /* policy that others are compared with */
    struct table runs;
    struct table tables[EXPERIMENT_ANALYSIS_KINDS]; /* by kind */
    struct stopping stopping;
    char (*names)[ATOMIC_DIR_NAME_BYTES];
};

/** `e` must outlive *a. */
enum status analysis_init(struct analysis *a, const struct experiment *e) MUST_CHECK;
void analysis_free(struct analysis *a);

/** Makes every file from the runs; the same bytes on any number of threads. */
enum status analysis_make(struct analysis *a, const struct run_table *runs, int32_t threads,
    const struct analysis_sink *sink, struct failure *f) MUST_CHECK;

#endif

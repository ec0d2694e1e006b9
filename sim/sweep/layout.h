/**
 * layout.h - the tables of an experiment's result, and the parts of a block of the journal
 * (journal.h) that contain their rows.
 *
 * Part 0 of a block contains rows of runs.csv as words (row.h). Part 1 contains rows of
 * failures.csv as text. Each trace file that the trace level of the experiment or a series of a
 * scenario requires has one further part, as text.
 */
#ifndef SWEEP_LAYOUT_H
#define SWEEP_LAYOUT_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "sweep/journal/journal.h"

enum {
    LAYOUT_RUNS,
    LAYOUT_FAILURES,
    LAYOUT_TRACES,
    LAYOUT_PARTS = LAYOUT_TRACES + RECORDER_FILES
};

/** A row of failures.csv. */
struct layout_failure {
    int64_t point_id;
    const char *policy;
    int64_t rep;
    const char *status;
    double end_day;
    const char *message;
    const char *replay;
};

/** A row of policies.csv. */
struct layout_policy {
    const char *policy, *title;
    bool baseline;
};

/** A row of timing.csv, which describes a block. */
struct layout_timing {
    int64_t point_id, first_rep, last_rep, runs;
    double seconds;
};

extern const struct record layout_failure_record, layout_policy_record, layout_timing_record;
extern const char *const layout_failure_keys[],
    *const layout_policy_keys[], *const layout_design_keys[], *const layout_timing_keys[];

/**
 * The tables of an experiment's result. After layout_init() the struct is constant, so threads can
 * share it. A zeroed struct is empty.
 */
struct layout {
    const struct experiment *experiment;
    struct table runs, failures, design, policies, timing;
    struct table *traces; /* [policy][recorder file]; an empty table is not written */
    /** Index of the part in a block; -1: the trace file is not written. */
    int32_t part[RECORDER_FILES];
    int32_t n_parts;
};

/** Makes the tables of the result of an experiment. `e` must outlive *layout. */
enum status layout_init(struct layout *layout, const struct experiment *e) MUST_CHECK;

/** Removes the traces, so that only rows of runs.csv and failures.csv are kept. */
void layout_drop_traces(struct layout *layout);

/** Frees the tables. *layout may be zeroed. */
void layout_free(struct layout *layout);

/**
 * Returns the table of a trace file under a policy, or NULL if the policy does not write this file.
 */
const struct table *layout_trace(
    const struct layout *layout, int32_t policy, enum recorder_file file);

/**
 * Returns the number of columns of runs.csv whose values are stored in blocks. These are the first
 * columns.
 */
int32_t layout_stored(const struct layout *layout);

/** Returns the name of a trace file: "incidents.csv", or "incidents.csv.gz" if it is compressed. */
const char *layout_trace_name(const struct layout *layout, enum recorder_file file);

/**
 * Computes the shape of the journals of this experiment. The shape identifies inputs, versions and
 * columns.
 */
enum status layout_shape(const struct layout *layout, struct journal_shape *shape) MUST_CHECK;

#endif

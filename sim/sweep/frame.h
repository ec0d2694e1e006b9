/**
 * frame.h - the tables of an experiment's result, and in which part of a block each has its text.
 *
 * Part 0 of a block holds rows of runs.csv, part 1 rows of failures.csv, and one part follows
 * for every trace file that the experiment's level or a scenario's series ask for.
 */
#ifndef SWEEP_FRAME_H
#define SWEEP_FRAME_H

#include "experiment/experiment.h"
#include "observe/metric.h"
#include "sweep/journal.h"

enum { FRAME_RUNS, FRAME_FAILURES, FRAME_TRACES, FRAME_PARTS = FRAME_TRACES + RECORDER_FILES };

/** A row of failures.csv. */
struct frame_failure {
    int64_t point_id;
    const char *policy;
    int64_t rep;
    const char *status;
    double end_day;
    const char *message;
    const char *replay;
};

/** A row of policies.csv. */
struct frame_policy {
    const char *policy, *title;
    bool baseline;
};

/** A row of timing.csv: a block. */
struct frame_timing {
    int64_t point_id, first_rep, last_rep, runs;
    double seconds;
};

extern const struct record frame_failure_record, frame_policy_record, frame_timing_record;
extern const char *const frame_failure_keys[],
    *const frame_policy_keys[], *const frame_design_keys[], *const frame_timing_keys[];

/** Constant once made: threads share it. Zero is empty. */
struct frame {
    const struct experiment *experiment;
    struct table runs, failures, design, policies, timing;
    struct table *traces;         /* [policy][recorder file]; empty: not written */
    int32_t part[RECORDER_FILES]; /* of a block, -1: not written */
    int32_t n_parts;
};

/** `e` must outlive *frame. */
enum status frame_init(struct frame *frame, const struct experiment *e) MUST_CHECK;

/** Safe on zero. */
void frame_free(struct frame *frame);

/** The table of a trace file under a policy, NULL if that policy does not write it. */
const struct table *frame_trace(
    const struct frame *frame, int32_t policy, enum recorder_file file);

/** What a journal of this experiment must be: the same inputs, versions and columns. */
enum status frame_shape(const struct frame *frame, struct journal_shape *shape) MUST_CHECK;

#endif

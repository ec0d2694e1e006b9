/**
 * sweep_session.h - an experiment and its result directory: what `run`, `sweep`, `merge` and
 * `status` share.
 */
#ifndef CLI_SWEEP_SESSION_H
#define CLI_SWEEP_SESSION_H

#include <time.h>

#include "cli/arguments.h"
#include "sweep/result.h"

struct sweep_session {
    const struct arguments *arguments;
    struct experiment experiment;
    struct layout layout;
    struct journal_shape shape;
    struct result_dir result_dir;
    struct journal journal;
    struct sweep sweep;
    struct result result;
    struct buffer path; /* of the journal */
    struct timespec started;
    struct manifest_old source;   /* of a result that was read */
    bool running;                 /* another process is writing that result */
    struct manifest_file *inputs; /* of the experiment, if no result was read */
    struct manifest_platform *platforms;
    int32_t n_platforms;
};

/** Nothing is open; `arguments` are named in the manifest. */
void sweep_session_init(struct sweep_session *s, const struct arguments *arguments);
void sweep_session_free(struct sweep_session *s);

/** Reads the experiment that a result was made from and prints its warnings. */
enum status sweep_session_read_result(
    struct sweep_session *s, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Takes the directory, says what will be in it, and opens its journal. STATUS_BAD_INPUT, and
 * nothing has changed, if it holds more replications than a fixed number that is asked for.
 * Without a directory (NULL) the journal is in memory.
 */
enum status sweep_session_open(
    struct sweep_session *s, const char *directory, bool fresh, struct failure *f) MUST_CHECK;

/** STATUS_BAD_INPUT if the sweep may need more runs than its budget allows. */
enum status sweep_session_check_budget(
    const struct experiment *e, struct failure *f) MUST_CHECK;

/** Whether a journal has no more replications than that. */
enum status sweep_session_fits(
    const struct sweep_session *s, const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Opens the journal of a directory that is only read, as one of `layout`. Unless it is `needed`,
 * one that is not there is empty.
 */
enum status sweep_session_open_readonly(struct sweep_session *s, const struct layout *layout,
    const char *directory, bool needed, struct failure *f) MUST_CHECK;

/** Lists in s->platforms what computed the runs of the journal. */
enum status sweep_session_list_platforms(struct sweep_session *s) MUST_CHECK;

/** Opens the sweep to count what its journal holds; nothing is run. */
enum status sweep_session_count_progress(struct sweep_session *s, struct failure *f) MUST_CHECK;

/** Points and runs of the sweep. */
struct sweep_session_count {
    int64_t points, whole;
    int64_t runs, wanted; /* that are there, of at most so many */
};

/** Counts the points of the sweep's plan, or those of all. */
struct sweep_session_count sweep_session_count(const struct sweep_session *s, bool all);

/** Writes every file from the journal and puts it in its place. */
enum status sweep_session_commit(struct sweep_session *s, struct failure *f) MUST_CHECK;

#endif

/**
 * sweep_session.h - an experiment and its result directory. The commands `run`, `sweep`, `merge`
 * and `status` share this code.
 */
#ifndef CLI_SWEEP_SESSION_H
#define CLI_SWEEP_SESSION_H

#include <time.h>

#include "cli/arguments.h"
#include "sweep/result.h"

/** All data of a command that executes, merges or counts the runs of an experiment. */
struct sweep_session {
    const struct arguments *arguments;
    struct experiment experiment;
    struct layout layout;
    struct journal_shape shape;
    struct result_dir result_dir;
    struct journal journal;
    struct sweep sweep;
    struct result result;
    struct buffer path; /* path of the journal */
    struct timespec started;
    /** The manifest of the result that was read, if one was read. */
    struct manifest_old source;
    bool running;                 /* another process writes this result at the same time */
    struct manifest_file *inputs; /* inputs of the experiment, if no result was read */
    struct manifest_platform *platforms;
    int32_t n_platforms;
};

/** Initialises an empty session. The manifest will record `arguments`. */
void sweep_session_init(struct sweep_session *s, const struct arguments *arguments);
void sweep_session_free(struct sweep_session *s);

/** Reads the experiment of the result in a directory and prints its warnings. */
enum status sweep_session_read_result(
    struct sweep_session *s, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Opens the directory, writes its manifest and its inputs, and opens its journal. If `directory` is
 * NULL, the journal is in memory. Returns STATUS_BAD_INPUT and does not change the directory if the
 * experiment requests a fixed number of replications and the journal has more.
 */
enum status sweep_session_open(
    struct sweep_session *s, const char *directory, bool fresh, struct failure *f) MUST_CHECK;

/** Returns STATUS_BAD_INPUT if the sweep may need more runs than its budget allows. */
enum status sweep_session_check_budget(
    const struct experiment *e, struct failure *f) MUST_CHECK;

/** Returns STATUS_BAD_INPUT if a journal has more replications than the experiment requests. */
enum status sweep_session_fits(
    const struct sweep_session *s, const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Opens the journal of a directory for reading. The journal must match `layout`. If there is no
 * journal, this is an error if `needed` is true; otherwise the journal is empty.
 */
enum status sweep_session_open_readonly(struct sweep_session *s, const struct layout *layout,
    const char *directory, bool needed, struct failure *f) MUST_CHECK;

/** Lists the platforms that computed the runs of the journal in s->platforms. */
enum status sweep_session_list_platforms(struct sweep_session *s) MUST_CHECK;

/** Opens the sweep only to count the runs in its journal. Executes no runs. */
enum status sweep_session_count_progress(struct sweep_session *s, struct failure *f) MUST_CHECK;

/** Numbers of points and runs of a sweep. */
struct sweep_session_count {
    int64_t points, whole; /* number of all points; number of points whose runs are complete */
    int64_t runs, wanted;  /* number of stored runs; maximum number of runs */
};

/**
 * Counts the points and runs of the sweep's plan. If `all` is true, counts the points and runs of
 * the whole design.
 */
struct sweep_session_count sweep_session_count(const struct sweep_session *s, bool all);

/**
 * Prints at how many points the targets were not reached. Prints nothing if they were reached
 * everywhere.
 */
void sweep_session_print_missed(const struct sweep_session *s);

/** Writes every file of the result from the journal and renames it to its final name. */
enum status sweep_session_commit(struct sweep_session *s, struct failure *f) MUST_CHECK;

#endif

/**
 * sweep_session.h - an experiment and its result directory: code shared by `run`, `sweep`,
 * `merge` and `status`.
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
    struct manifest_old source;   /* the manifest, if a result was read */
    bool running;                 /* another process is writing the result that was read */
    struct manifest_file *inputs; /* of the experiment, if no result was read */
    struct manifest_platform *platforms;
    int32_t n_platforms;
};

/** Initializes an empty session; the manifest records `arguments`. */
void sweep_session_init(struct sweep_session *s, const struct arguments *arguments);
void sweep_session_free(struct sweep_session *s);

/** Reads the experiment of a result and prints its warnings. */
enum status sweep_session_read_result(
    struct sweep_session *s, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Opens the directory, writes its manifest and its inputs, and opens its journal.
 * STATUS_BAD_INPUT, without a change to the directory, if the experiment requests a fixed
 * number of replications and the journal has more. Without a directory (NULL) the journal is in
 * memory.
 */
enum status sweep_session_open(
    struct sweep_session *s, const char *directory, bool fresh, struct failure *f) MUST_CHECK;

/** STATUS_BAD_INPUT if the sweep may need more runs than its budget allows. */
enum status sweep_session_check_budget(
    const struct experiment *e, struct failure *f) MUST_CHECK;

/** STATUS_BAD_INPUT if a journal has more replications than the experiment requests. */
enum status sweep_session_fits(
    const struct sweep_session *s, const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Opens the journal of a directory read-only; it must match `layout`. Without a journal: an error
 * if `needed`, otherwise an empty one.
 */
enum status sweep_session_open_readonly(struct sweep_session *s, const struct layout *layout,
    const char *directory, bool needed, struct failure *f) MUST_CHECK;

/** Lists the platforms that computed the runs of the journal in s->platforms. */
enum status sweep_session_list_platforms(struct sweep_session *s) MUST_CHECK;

/** Opens the sweep to count the runs in its journal; executes no runs. */
enum status sweep_session_count_progress(struct sweep_session *s, struct failure *f) MUST_CHECK;

/** Points and runs of the sweep. */
struct sweep_session_count {
    int64_t points, whole; /* all points; points whose runs are complete */
    int64_t runs, wanted;  /* stored runs; maximum number of runs */
};

/** Counts the points and runs of the sweep's plan or, if `all`, of the whole design. */
struct sweep_session_count sweep_session_count(const struct sweep_session *s, bool all);

/** Prints at how many points the targets were not reached; nothing if at none. */
void sweep_session_print_missed(const struct sweep_session *s);

/** Writes every file from the journal and renames it to its final name. */
enum status sweep_session_commit(struct sweep_session *s, struct failure *f) MUST_CHECK;

#endif

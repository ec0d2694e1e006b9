/**
 * finished_result.h - a finished result directory, of `run` or `sweep`: its contents, and its
 * runs made again.
 */
#ifndef CLI_FINISHED_RESULT_H
#define CLI_FINISHED_RESULT_H

#include <stdio.h>

#include "cli/run_key.h"
#include "directory/manifest.h"
#include "sweep/work_unit.h"

struct finished_result {
    const char *directory;
    struct atomic_dir dir;
    struct manifest_old manifest;
    struct experiment experiment;
    struct layout layout;
    struct work_unit_worlds worlds; /* of the last point */
};

/** Opens a directory and reads its manifest: STATUS_IO if it holds no result of ours. */
enum status finished_result_open_manifest(
    struct finished_result *a, const char *directory, struct failure *f) MUST_CHECK;

/** STATUS_IO if the tables were being replaced when their writer was interrupted. */
enum status finished_result_published(
    const struct finished_result *a, struct failure *f) MUST_CHECK;

/** Reads the experiment that the result was made from. In one thread only. */
enum status finished_result_experiment(
    const struct finished_result *a, struct experiment *e, struct failure *f) MUST_CHECK;

/** Both, into a->experiment. */
enum status finished_result_open(
    struct finished_result *a, const char *directory, struct failure *f) MUST_CHECK;
void finished_result_free(struct finished_result *a);

/** Whether the manifest describes runs.csv: false from the start of a command to its end. */
bool finished_result_has_rows(const struct finished_result *a);

/** STATUS_IO if a file of the directory that was read there is not as it was written. */
enum status finished_result_inputs_unchanged(const struct finished_result *a,
    const struct input_files *read, struct failure *f) MUST_CHECK;

/** The same of those that finished_result_open() read, and of `names`. */
enum status finished_result_unchanged(
    const struct finished_result *a, const char *const *names, struct failure *f) MUST_CHECK;

/** "DIR/NAME"; *path is to be freed. */
enum status finished_result_path(
    const struct finished_result *a, const char *name, struct buffer *path) MUST_CHECK;

/** Runs once more, in a->worlds, which are those of its point then; `recorder` may be NULL. */
enum status finished_result_run(struct finished_result *a, const struct run_key *key,
    struct recorder *recorder, struct metric_run *row, struct failure *f) MUST_CHECK;

/** Rows of runs.csv, as they stand there. */
struct finished_result_rows {
    FILE *file;
    char *line; /* with its new line */
    size_t length, capacity;
};

/** Opens the file; the line is its header. */
enum status finished_result_rows_open(struct finished_result_rows *rows,
    const struct finished_result *a, struct failure *f) MUST_CHECK;

/** Reads the next line; *more is false at the end. */
enum status finished_result_rows_next(
    struct finished_result_rows *rows, bool *more, struct failure *f) MUST_CHECK;
void finished_result_rows_close(struct finished_result_rows *rows);

/** Opens the file at the line of a run; *there is false if it has none. */
enum status finished_result_rows_find(struct finished_result_rows *rows,
    const struct finished_result *a, const struct run_key *wanted, bool *there,
    struct failure *f) MUST_CHECK;

/** Which run the line is. */
enum status finished_result_rows_key(const struct finished_result_rows *rows,
    const struct finished_result *a, struct run_key *key, struct failure *f) MUST_CHECK;

/**
 * Compares the line with the run made again. STATUS_MISMATCH and the first column that differs
 * if they are not the same.
 */
enum status finished_result_rows_compare(const struct finished_result_rows *rows,
    const struct finished_result *a, const struct metric_run *again,
    struct failure *f) MUST_CHECK;

#endif

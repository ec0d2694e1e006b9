/**
 * finished_result.h - reads a finished result directory of `run` or `sweep` and repeats its runs.
 */
#ifndef CLI_FINISHED_RESULT_H
#define CLI_FINISHED_RESULT_H

#include <stdio.h>

#include "cli/run_key.h"
#include "directory/manifest.h"
#include "sweep/work_unit.h"

/** A result directory that a command has opened. */
struct finished_result {
    const char *directory;
    struct atomic_dir dir;
    struct manifest_old manifest;
    struct experiment experiment;
    struct layout layout;
    struct work_unit_worlds worlds; /* worlds of the point of the last repeated run */
};

/**
 * Opens a directory and reads its manifest. Returns STATUS_IO if it does not contain a cbmsim
 * result.
 */
enum status finished_result_open_manifest(
    struct finished_result *a, const char *directory, struct failure *f) MUST_CHECK;

/** Returns STATUS_IO if cbmsim was interrupted while it replaced the tables of the result. */
enum status finished_result_published(
    const struct finished_result *a, struct failure *f) MUST_CHECK;

/** Whether `sweep` made the result, so that it has an experiment file. */
bool finished_result_is_sweep(const struct finished_result *a);

/** Reads the experiment of the result. Only one thread may call this function. */
enum status finished_result_experiment(
    const struct finished_result *a, struct experiment *e, struct failure *f) MUST_CHECK;

/**
 * Reads the experiment into a->experiment. finished_result_open_manifest() must be called first.
 */
enum status finished_result_read(struct finished_result *a, struct failure *f) MUST_CHECK;

/** Opens a directory, reads its manifest, and reads the experiment into a->experiment. */
enum status finished_result_open(
    struct finished_result *a, const char *directory, struct failure *f) MUST_CHECK;
void finished_result_free(struct finished_result *a);

/**
 * Whether the manifest describes runs.csv. While a command writes the result, the manifest does not
 * describe runs.csv.
 */
bool finished_result_has_rows(const struct finished_result *a);

/** Returns STATUS_IO if one of the files in `read` differs from its hash in the manifest. */
enum status finished_result_inputs_unchanged(const struct finished_result *a,
    const struct input_files *read, struct failure *f) MUST_CHECK;

/**
 * Like finished_result_inputs_unchanged(), for the files that finished_result_open() read and for
 * the files in `names`, which is NULL-terminated.
 */
enum status finished_result_unchanged(
    const struct finished_result *a, const char *const *names, struct failure *f) MUST_CHECK;

/** Writes the path "DIR/NAME" of a file of the result to *path. The caller frees *path. */
enum status finished_result_path(
    const struct finished_result *a, const char *name, struct buffer *path) MUST_CHECK;

/** Repeats a run. Afterwards a->worlds has the worlds of its point. `recorder` may be NULL. */
enum status finished_result_run(struct finished_result *a, const struct run_key *key,
    struct recorder *recorder, struct metric_run *row, struct failure *f) MUST_CHECK;

/** Reads runs.csv line by line. */
struct finished_result_rows {
    FILE *file;
    char *line; /* the current line, including its line feed */
    size_t length, capacity;
};

/** Opens the file and reads its header as the current line. */
enum status finished_result_rows_open(struct finished_result_rows *rows,
    const struct finished_result *a, struct failure *f) MUST_CHECK;

/** Reads the next line. Sets *more to false at the end of the file. */
enum status finished_result_rows_next(
    struct finished_result_rows *rows, bool *more, struct failure *f) MUST_CHECK;
void finished_result_rows_close(struct finished_result_rows *rows);

/**
 * Opens the file and finds the line of a run. Sets *there to false if the file has no such line.
 */
enum status finished_result_rows_find(struct finished_result_rows *rows,
    const struct finished_result *a, const struct run_key *wanted, bool *there,
    struct failure *f) MUST_CHECK;

/** Reads the key of the run in the current line. */
enum status finished_result_rows_key(const struct finished_result_rows *rows,
    const struct finished_result *a, struct run_key *key, struct failure *f) MUST_CHECK;

/**
 * Compares the current line with the repeated run. If they differ, reports the first column that
 * differs and returns STATUS_MISMATCH.
 */
enum status finished_result_rows_compare(const struct finished_result_rows *rows,
    const struct finished_result *a, const struct metric_run *again,
    struct failure *f) MUST_CHECK;

#endif

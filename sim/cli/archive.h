/**
 * archive.h - a finished result directory, of `run` or `sweep`: what it says, and its runs made
 * again.
 */
#ifndef CLI_ARCHIVE_H
#define CLI_ARCHIVE_H

#include <stdio.h>

#include "cli/address.h"
#include "directory/manifest.h"
#include "sweep/unit.h"

struct archive {
    const char *directory;
    struct disk disk;
    struct manifest_past past;
    bool swept; /* there is an experiment */
    struct experiment experiment;
    struct frame frame;
    struct scenario scenario;    /* of `run` */
    const struct scenario *base; /* of either: its policies */
    int64_t n_points;
    struct table runs;      /* of runs.csv */
    struct scenario worlds; /* of the last point */
    int64_t point;          /* -1: none yet */
};

/** Opens a directory and reads its manifest: STATUS_IO if it holds no result of ours. */
enum status archive_look(
    struct archive *a, const char *directory, struct failure *f) MUST_CHECK;

/** The same, and reads the scenario or the experiment. In one thread only. */
enum status archive_open(
    struct archive *a, const char *directory, struct failure *f) MUST_CHECK;
void archive_free(struct archive *a);

/** STATUS_IO if a file of the directory that was read there is not as it was written. */
enum status archive_inputs_unchanged(
    const struct archive *a, const struct inputs *read, struct failure *f) MUST_CHECK;

/** The same of those that archive_open() read, and of `names`. */
enum status archive_unchanged(
    const struct archive *a, const char *const *names, struct failure *f) MUST_CHECK;

/** "DIR/NAME"; *path is to be freed. */
enum status archive_path(
    const struct archive *a, const char *name, struct buffer *path) MUST_CHECK;

/** Makes the worlds of a point, unless they were made last. *worlds may have no policies. */
enum status archive_worlds(struct archive *a, int64_t point, const struct scenario **worlds,
    struct failure *f) MUST_CHECK;

/** Runs once more; `recorder` may be NULL. */
enum status archive_run(struct archive *a, const struct address *address,
    struct recorder *recorder, struct metric_run *row, struct failure *f) MUST_CHECK;

/** Rows of runs.csv, as they stand there. */
struct archive_rows {
    FILE *file;
    char *line; /* with its new line */
    size_t length, capacity;
};

/** Opens the file; the line is its header. */
enum status archive_rows_open(
    struct archive_rows *rows, const struct archive *a, struct failure *f) MUST_CHECK;

/** Reads the next line; false at the end. */
bool archive_rows_next(struct archive_rows *rows);
void archive_rows_close(struct archive_rows *rows);

/** Which run the line is. */
enum status archive_rows_address(const struct archive_rows *rows, const struct archive *a,
    struct address *address, struct failure *f) MUST_CHECK;

/**
 * Compares the line with the run made again. STATUS_MISMATCH and the first column that differs
 * if they are not the same.
 */
enum status archive_rows_compare(const struct archive_rows *rows, const struct archive *a,
    const struct metric_run *again, struct failure *f) MUST_CHECK;

#endif

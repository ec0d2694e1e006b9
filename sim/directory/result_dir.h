/**
 * result_dir.h - writes a result directory as a whole.
 *
 *     result_dir_open    checks the directory and takes the lock
 *     result_dir_add     for each file, then result_dir_write() for its rows
 *     result_dir_begin   for long work: publishes the files added so far
 *     result_dir_commit  publishes all files; writes datapackage.json, and manifest.json last
 *     result_dir_close   always; without a commit or begin the directory is unchanged
 *
 * To publish a file means to rename it to its final name. An empty or missing directory is
 * accepted. A directory written by cbmsim is replaced if it was made from the same inputs,
 * otherwise only with `fresh`. Any other directory is refused and not changed. While files are
 * published, the manifest has the status "partial", also names the old files and records no
 * hashes; so after an interruption the directory is still recognised, and the same command
 * completes it. Old files that are not part of the new result are removed at the end.
 */
#ifndef DIRECTORY_RESULT_DIR_H
#define DIRECTORY_RESULT_DIR_H

#include "base/sha256.h"
#include "directory/atomic_dir.h"
#include "directory/manifest.h"
#include "format/table.h"

enum { RESULT_DIR_FILES = 192 }; /* maximum number of files of a result */

/** Description of a file. Must outlive the result_dir. */
struct result_dir_entry {
    const char *name;          /* "runs.csv", "analysis/summary.csv" */
    const struct table *table; /* for a CSV file, whose header is then written; else NULL */
    const char *const *keys;   /* columns of the primary key, NULL-terminated; NULL: none */
    bool gzip;                 /* contains gzip members: see gzip.h */
    bool changeable;           /* may differ between equal runs: not in datapackage.json */
};

/** The report made from a result. A commit removes it, because it describes the old result. */
#define RESULT_DIR_REPORT "report.html"

/** Whether a result may have a file of this name. No other file is ever added or removed. */
bool result_dir_is_name(const char *name);

struct result_dir_file;

struct result_dir {
    struct atomic_dir dir;
    struct manifest_old old_manifest;
    struct manifest_origin origin;
    struct result_dir_file *files;
    int32_t n_files;
};

#define RESULT_DIR_CLOSED ((struct result_dir){.dir = ATOMIC_DIR_CLOSED})

/**
 * Opens the directory at `path` for a result of the given origin, whose texts must outlive *p.
 * STATUS_IO if cbmsim did not write it, or it has another identity, is locked or is not writable.
 */
enum status result_dir_open(struct result_dir *p, const char *path,
    const struct manifest_origin *origin, bool fresh, struct failure *f) MUST_CHECK;

/** Starts a file and stores its index in *file. */
enum status result_dir_add(struct result_dir *p, const struct result_dir_entry *entry,
    int32_t *file, struct failure *f) MUST_CHECK;

/** Appends bytes that contain the ends of `rows` rows. Any size; large pieces are faster. */
enum status result_dir_write(struct result_dir *p, int32_t file, const char *bytes,
    size_t length, int64_t rows, struct failure *f) MUST_CHECK;

/**
 * Adds a file that already exists under its final name, such as a journal, to the result.
 */
void result_dir_adopt(struct result_dir *p, const char *name);

/**
 * Publishes the files added so far, beside those of the old result, which stay until the commit,
 * and writes a manifest with the status "partial". From then on the same command can resume the
 * work. The list of files is then empty: all files, also the published ones, must be added again.
 */
enum status result_dir_begin(
    struct result_dir *p, const struct manifest *m, struct failure *f) MUST_CHECK;

/**
 * Publishes everything. The members origin and outputs of `m` are set by this function. `title`
 * is that of the data package, or NULL. Even on failure every file with a final name is
 * complete.
 */
enum status result_dir_commit(struct result_dir *p, const struct manifest *m, const char *title,
    struct failure *f) MUST_CHECK;

/** Safe at any time after RESULT_DIR_CLOSED. */
void result_dir_close(struct result_dir *p);

#endif

/**
 * result_dir.h - writes a result directory as a whole.
 *
 *   result_dir_open    checks the directory and takes the lock
 *   result_dir_add     starts a file; result_dir_write() then adds its rows
 *   result_dir_begin   for long work: publishes the files added so far
 *   result_dir_commit  publishes all files; writes datapackage.json, and manifest.json last
 *   result_dir_close   must always be called; without a commit or begin the directory is unchanged
 *
 * To publish a file means to rename it to its final name. The directory may be missing or empty. A
 * result of cbmsim is replaced if it was made from the same inputs. A result that was made from
 * other inputs is replaced only with `fresh`. Any other directory is refused and not changed.
 *
 * While files are published, the manifest has the status "partial". It then also names the files of
 * the old result, and it records no hashes. So after an interruption the directory is still
 * recognised, and the same command completes it. Old files that are not part of the new result are
 * removed at the end.
 */
#ifndef DIRECTORY_RESULT_DIR_H
#define DIRECTORY_RESULT_DIR_H

#include "base/sha256.h"
#include "directory/atomic_dir.h"
#include "directory/manifest.h"
#include "format/table.h"

enum { RESULT_DIR_FILES = 192 }; /* maximum number of files of a result */

/** Description of a file. The struct must outlive the result_dir. */
struct result_dir_entry {
    const char *name; /* for example "runs.csv" or "analysis/summary.csv" */
    /**
     * Describes the rows of a CSV file, so that its header can be written; NULL for other files.
     */
    const struct table *table;
    /** Names of the columns of the primary key, NULL-terminated; NULL: no key. */
    const char *const *keys;
    bool gzip; /* the file consists of gzip members (see gzip.h) */
    /**
     * The contents may differ if the same command runs twice, so datapackage.json omits the file.
     */
    bool changeable;
};

/**
 * Name of the report that was made from a result. A commit removes it, because it describes the old
 * result.
 */
#define RESULT_DIR_REPORT "report.html"

/**
 * Whether a result may contain a file of this name. Files with other names are never added or
 * removed.
 */
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
 * Opens the directory at `path` for a result of the given origin. The texts of the origin must
 * outlive *p. Returns STATUS_IO if the directory was not written by cbmsim, was made from other
 * inputs, is locked, or is not writable.
 */
enum status result_dir_open(struct result_dir *p, const char *path,
    const struct manifest_origin *origin, bool fresh, struct failure *f) MUST_CHECK;

/** Starts a file and stores its index in *file. */
enum status result_dir_add(struct result_dir *p, const struct result_dir_entry *entry,
    int32_t *file, struct failure *f) MUST_CHECK;

/**
 * Appends bytes that contain the ends of `rows` rows. A call may pass any number of bytes; few
 * calls with many bytes are faster.
 */
enum status result_dir_write(struct result_dir *p, int32_t file, const char *bytes,
    size_t length, int64_t rows, struct failure *f) MUST_CHECK;

/** Adds to the result a file that already exists under its final name, such as a journal. */
void result_dir_adopt(struct result_dir *p, const char *name);

/**
 * Publishes the files added so far and writes a manifest with the status "partial". From then on
 * the same command can resume the work. The files of the old result stay until the commit.
 * Afterwards the list of files is empty: all files, also the published ones, must be added again
 * before the commit.
 */
enum status result_dir_begin(
    struct result_dir *p, const struct manifest *m, struct failure *f) MUST_CHECK;

/**
 * Publishes everything. The function itself sets the members `origin` and `outputs` of its copy of
 * `m`. `title` is the title of the data package, or NULL. Even if the function fails, every file
 * with a final name is complete.
 */
enum status result_dir_commit(struct result_dir *p, const struct manifest *m, const char *title,
    struct failure *f) MUST_CHECK;

/**
 * Closes the directory. The call is allowed at any time after the struct was set to
 * RESULT_DIR_CLOSED.
 */
void result_dir_close(struct result_dir *p);

#endif

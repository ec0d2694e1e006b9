/**
 * result_dir.h - a result directory, written as one.
 *
 *     result_dir_open    refuses what is not ours, takes the lock
 *     result_dir_add     for each file, then result_dir_write as rows come
 *     result_dir_begin   for work that takes long: puts in place what there is so far
 *     result_dir_commit  flushes every file, puts all in place, writes datapackage.json and
 *                     manifest.json last
 *     result_dir_close   always; without a commit the directory is as it was
 *
 * A directory that is empty or does not exist is taken. One that cbmsim wrote is replaced if it
 * was made from the same inputs, and otherwise only if `fresh`. Anything else is refused and
 * not touched. While files are put in place the manifest says "writing" and names the old files
 * too, so that whatever interrupts that, the directory is still known as ours and the same
 * command completes it. Files of the former result that the new one has not are removed last.
 */
#ifndef DIRECTORY_RESULT_DIR_H
#define DIRECTORY_RESULT_DIR_H

#include "directory/atomic_dir.h"
#include "directory/manifest.h"
#include "directory/sha256.h"
#include "format/table.h"

/** Files of one result, at most. */
enum { RESULT_DIR_FILES = 192 };

/** What a file is. Must outlive the package. */
struct result_dir_entry {
    const char *name; /* "runs.csv", "analysis/summary.csv" */
    const struct table
        *table;              /* of a CSV file, NULL for others; its header is written at once */
    const char *const *keys; /* columns that tell rows apart, ended by NULL; NULL: none */
    bool changeable;         /* may differ between equal runs: not in datapackage.json */
};

/** A page made from a result afterwards; a commit removes it, since it tells of the former. */
#define RESULT_DIR_REPORT "report.html"

struct result_dir_file;

struct result_dir {
    struct atomic_dir dir;
    struct manifest_old old_manifest;
    char identity[SHA256_HEX_BYTES];
    struct result_dir_file *files;
    int32_t n_files;
};

#define RESULT_DIR_CLOSED ((struct result_dir){.dir = ATOMIC_DIR_CLOSED})

/**
 * Opens DIR at `path` for the inputs whose digest is `identity`. STATUS_IO if it is foreign,
 * changed, locked or not writable.
 */
enum status result_dir_open(struct result_dir *p, const char *path, const char *identity,
    bool fresh, struct failure *f) MUST_CHECK;

/** Starts a file; its index goes to *file. */
enum status result_dir_add(struct result_dir *p, const struct result_dir_entry *entry,
    int32_t *file, struct failure *f) MUST_CHECK;

/** Adds bytes, in pieces of any size (large ones are faster), of which `rows` rows end in them.
 */
enum status result_dir_write(struct result_dir *p, int32_t file, const char *bytes,
    size_t length, int64_t rows, struct failure *f) MUST_CHECK;

/**
 * Names a file that is in its place already and is not written here (a journal): it belongs to
 * the result.
 */
void result_dir_adopt(struct result_dir *p, const char *name);

/**
 * Puts the files added so far in place, beside those of the former result, which stay until the
 * commit, and says `m->status` of the whole. From here on the directory is ours, and the same
 * command may go on with it. All files, also these, are then to be added again.
 */
enum status result_dir_begin(
    struct result_dir *p, const struct manifest *m, struct failure *f) MUST_CHECK;

/**
 * Puts everything in place. `m` lacks identity and outputs, which are known here; `title` of
 * the data package may be NULL. On failure nothing that stands under a final name is half
 * written.
 */
enum status result_dir_commit(struct result_dir *p, const struct manifest *m, const char *title,
    struct failure *f) MUST_CHECK;

/** Safe at any time after RESULT_DIR_CLOSED. */
void result_dir_close(struct result_dir *p);

#endif

/**
 * manifest.h - manifest.json: where a result comes from, and the sign that a directory is ours.
 *
 * The only file of a result, with timing.csv and the journal, that two runs of one command may
 * write differently: it alone holds times and the host. With SOURCE_DATE_EPOCH in the
 * environment (reproducible-builds.org) it holds that time and no name of the host.
 *
 * `identity` says what the numbers follow from: a digest of the resolved scenario, the seed and
 * the versions of what computes them. How many runs there are is not part of it, so that a
 * result may grow.
 */
#ifndef DIRECTORY_MANIFEST_H
#define DIRECTORY_MANIFEST_H

#include <time.h>

#include "base/arena.h"
#include "directory/atomic_dir.h"
#include "directory/sha256.h"

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_PROGRAM "cbmsim" /* who wrote it */

/** A file read or written. */
struct manifest_file {
    const char *name;
    const char *sha256; /* hexadecimal, NULL if unknown */
    int64_t bytes;      /* -1 if unknown */
    int64_t rows;       /* -1 if it is no table */
};

struct manifest_count {
    const char *name; /* "runs", "failed_runs"; of a `run` "replications", as asked for */
    int64_t value;
};

struct manifest {
    /** "complete", "partial"; "running"; "writing" while files are put in place. */
    const char *status;
    const char *identity;
    uint64_t seed;
    int32_t n_arguments;
    const char *const *arguments; /* of the command, its name first */
    int32_t n_inputs, n_outputs, n_counts;
    const struct manifest_file *inputs;
    const struct manifest_file *outputs;
    const struct manifest_count *counts;
    struct timespec started; /* CLOCK_REALTIME */
};

/** Adds the whole file, with the present time as the end. Lack of memory shows in `out`. */
void manifest_print(const struct manifest *m, struct buffer *out);

/** What a directory says of itself. Texts are never NULL, unless the struct is zero. */
struct manifest_old {
    bool ours; /* there is a manifest that cbmsim wrote */
    const char *identity, *status, *version;
    const char *fingerprint; /* see fp_platform.h */
    uint64_t seed;
    struct manifest_file *outputs; /* what is not said of them is "" or -1 */
    int64_t replications;          /* that a `run` was asked for; -1: not said */
    int32_t n_outputs;
    /* how it was made */
    struct buffer command; /* as a shell takes it, of the program only its name */
    struct manifest_file *inputs;
    int32_t n_inputs;
    const char *finished; /* "": not said */
    struct arena arena;
};

/** A file that is there and is not ours is no failure: ours is false. */
enum status manifest_read(
    const struct atomic_dir *d, struct manifest_old *past, struct failure *f) MUST_CHECK;

/**
 * Whether an output of the result in `directory` is still the file that was written, as far as
 * the manifest says. STATUS_IO and a line if it is not. Tables of analysis/ that another version
 * or another C library may have made again are taken as they are.
 */
enum status manifest_unchanged(const struct manifest_old *past, const char *directory,
    const char *name, struct failure *f) MUST_CHECK;

/** Safe on zero. */
void manifest_old_free(struct manifest_old *past);

#endif

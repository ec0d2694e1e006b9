/**
 * manifest.h - reads and writes manifest.json.
 *
 * The manifest records the origin of a result and marks a directory as written by cbmsim. It
 * contains times and the name of the host. So two manifests of the same command may differ. Of the
 * other files, only timing.csv and the journal may differ. If SOURCE_DATE_EPOCH is set
 * (reproducible-builds.org), the manifest contains that time and no name of the host.
 *
 * `identity` is a hash of all inputs that determine the numbers: the resolved scenario, the tables
 * that it names, the points, the seed and the versions of the algorithms. The number of runs is not
 * part of it, so a result can be extended.
 */
#ifndef DIRECTORY_MANIFEST_H
#define DIRECTORY_MANIFEST_H

#include <time.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "directory/atomic_dir.h"

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_PROGRAM "cbmsim" /* value of the member "program" */

/** A file that was read or written. */
struct manifest_file {
    const char *name;
    const char *sha256; /* hash in hexadecimal; NULL if unknown */
    int64_t bytes;      /* -1 if unknown */
    int64_t rows;       /* number of rows of a table; -1 for another file */
};

struct manifest_count {
    /** For example "runs" or "failed_runs"; "replications" is the number requested from `run`. */
    const char *name;
    int64_t value;
};

/** The inputs from which a result is made. */
struct manifest_origin {
    const char *identity;
    const struct manifest_file *inputs;
    int32_t n_inputs;
};

/**
 * A version of the program and a floating-point environment that computed some runs of a result.
 */
struct manifest_platform {
    const char *cbmsim;      /* version with commit (see version.h) */
    const char *fingerprint; /* identifies the floating-point environment (see fp_platform.h) */
    int64_t runs;            /* number of runs in the journal that this platform computed */
};

struct manifest {
    struct manifest_origin origin;
    /** "complete" or "partial". Only the lock shows whether a process is writing. */
    const char *status;
    bool finished; /* all files have their final names; result_dir.c sets it */
    uint64_t seed;
    const char *trace_level; /* NULL: the manifest has no trace level */
    bool gzip;               /* trace files are compressed */
    int32_t n_arguments;
    /** Arguments of the command; the first is the name of the program. */
    const char *const *arguments;
    int32_t n_outputs, n_counts, n_platforms;
    const struct manifest_platform *platforms;
    const struct manifest_file *outputs;
    const struct manifest_count *counts;
    struct timespec started; /* time at which the command started (CLOCK_REALTIME) */
};

/**
 * If the runs come from more than one platform, adds to *out a line about the result, and a line
 * for each platform. `of` is the name of the result in messages.
 */
void manifest_mixture(
    const char *of, const struct manifest_platform *platforms, int32_t n, struct failure *out);

/**
 * Adds the text of the file. Its member "finished" is the current time. If memory is exhausted,
 * sets out->failed.
 */
void manifest_print(const struct manifest *m, struct buffer *out);

/**
 * The manifest of an existing directory. Texts that are absent are "". In a zeroed struct they are
 * NULL.
 */
struct manifest_old {
    bool ours; /* a manifest exists, and cbmsim wrote it */
    const char *identity, *status, *version, *trace_level;
    const char *fingerprint; /* identifies the floating-point environment (see fp_platform.h) */
    uint64_t seed;
    struct manifest_file *outputs; /* unknown members are "" or -1 */
    bool gzip;
    int64_t replications; /* number of replications requested from `run`; -1 if absent */
    int32_t n_outputs;
    /* The members below describe how the result was made. */
    struct buffer command; /* the command, quoted for a shell; the program has no path */
    struct manifest_file *inputs;
    int32_t n_inputs;
    struct manifest_platform *platforms;
    int32_t n_platforms;
    const char *finished; /* time at which the result was finished; "" if absent */
    struct arena arena;
};

/** Reads the manifest of a directory. `ours` is false if there is no valid manifest of cbmsim. */
enum status manifest_read(
    const struct atomic_dir *d, struct manifest_old *old, struct failure *f) MUST_CHECK;

/**
 * Adds the reason why the results of two origins have different identities. The reason is the list
 * of input files that differ or that only one origin has. If there are no such files, the reason is
 * the version or the options.
 */
void manifest_difference(
    const struct manifest_old *old, const struct manifest_origin *now, struct buffer *out);

/**
 * Checks that an output of the result in `directory` has the hash that the manifest records, if it
 * records one. Returns STATUS_IO if the hash differs. Tables in analysis/ are not checked if
 * another version or floating-point environment wrote the manifest, because that version may have
 * written the tables again.
 */
enum status manifest_unchanged(const struct manifest_old *old, const char *directory,
    const char *name, struct failure *f) MUST_CHECK;

/** Frees the memory. The call is also allowed for a zeroed struct. */
void manifest_old_free(struct manifest_old *old);

#endif

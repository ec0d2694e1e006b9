/**
 * manifest.h - manifest.json: the origin of a result; it also marks a directory written by cbmsim.
 *
 * The manifest contains times and the host. So it is the only file of a result, besides timing.csv
 * and the journal, that may differ if the same command runs twice. If SOURCE_DATE_EPOCH is set
 * (reproducible-builds.org), it contains that time and no name of the host.
 *
 * `identity` is a hash of all inputs that determine the numbers: the resolved scenario, the
 * tables that it names, the points, the seed and the versions of the algorithms. The number of
 * runs is not part of it, so a result can be extended.
 */
#ifndef DIRECTORY_MANIFEST_H
#define DIRECTORY_MANIFEST_H

#include <time.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "directory/atomic_dir.h"

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_PROGRAM "cbmsim" /* its member "program" */

/** A file read or written. */
struct manifest_file {
    const char *name;
    const char *sha256; /* hexadecimal, NULL if unknown */
    int64_t bytes;      /* -1 if unknown */
    int64_t rows;       /* -1 if it is not a table */
};

struct manifest_count {
    const char *name; /* "runs", "failed_runs"; "replications" requested from `run` */
    int64_t value;
};

/** The inputs that a result is made from. */
struct manifest_origin {
    const char *identity;
    const struct manifest_file *inputs;
    int32_t n_inputs;
};

/** A version of the program and a floating-point environment that computed runs of a result. */
struct manifest_platform {
    const char *cbmsim;      /* version with commit, see version.h */
    const char *fingerprint; /* see fp_platform.h */
    int64_t runs;            /* that it computed, in the journal */
};

struct manifest {
    struct manifest_origin origin;
    /** "complete" or "partial". Only the lock shows whether a process is writing. */
    const char *status;
    bool finished; /* all files have their final names; set by result_dir.c */
    uint64_t seed;
    const char *trace_level; /* NULL: none is recorded */
    bool gzip;               /* trace files are compressed */
    int32_t n_arguments;
    const char *const *arguments; /* of the command, program name first */
    int32_t n_outputs, n_counts, n_platforms;
    const struct manifest_platform *platforms;
    const struct manifest_file *outputs;
    const struct manifest_count *counts;
    struct timespec started; /* CLOCK_REALTIME */
};

/** If there are several platforms, adds to *out a line about the result `of`, and a line for
 * each platform. */
void manifest_mixture(
    const char *of, const struct manifest_platform *platforms, int32_t n, struct failure *out);

/** Adds the text of the file; `finished` is now. Lack of memory sets `failed` of `out`. */
void manifest_print(const struct manifest *m, struct buffer *out);

/** The manifest of an existing directory. Texts are "" if absent; NULL if the struct is zeroed. */
struct manifest_old {
    bool ours; /* a manifest exists and cbmsim wrote it */
    const char *identity, *status, *version, *trace_level;
    const char *fingerprint; /* see fp_platform.h */
    uint64_t seed;
    struct manifest_file *outputs; /* unknown members are "" or -1 */
    bool gzip;
    int64_t replications; /* requested from `run`; -1 if absent */
    int32_t n_outputs;
    /* how the result was made */
    struct buffer command; /* quoted for a shell; the program without its path */
    struct manifest_file *inputs;
    int32_t n_inputs;
    struct manifest_platform *platforms;
    int32_t n_platforms;
    const char *finished; /* "" if absent */
    struct arena arena;
};

/** Reads the manifest of a directory. Without a valid manifest of cbmsim `ours` is false. */
enum status manifest_read(
    const struct atomic_dir *d, struct manifest_old *old, struct failure *f) MUST_CHECK;

/**
 * Adds the reason why results of two origins have different identities: the input files that
 * differ or that only one of them has; if there are none, the version or the options.
 */
void manifest_difference(
    const struct manifest_old *old, const struct manifest_origin *now, struct buffer *out);

/**
 * Checks that an output of the result in `directory` has the hash that the manifest records, if
 * it records one: STATUS_IO if it differs. Tables of analysis/ are not checked if the manifest
 * is from another version or floating-point environment, which may have written them again.
 */
enum status manifest_unchanged(const struct manifest_old *old, const char *directory,
    const char *name, struct failure *f) MUST_CHECK;

/** Safe for a zeroed struct. */
void manifest_old_free(struct manifest_old *old);

#endif

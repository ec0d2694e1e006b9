/**
 * input_file.h - reads input files and keeps their bytes and hashes.
 *
 * Every input of a result is read by input_read(), the only place that opens one. So the
 * manifest and the identity of a result have the hash of exactly the bytes that were read, and
 * the result directory can contain a copy of a table.
 */
#ifndef FORMAT_INPUT_FILE_H
#define FORMAT_INPUT_FILE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "format/diagnostics.h"

enum input_role {
    INPUT_SCENARIO, /* the scenario, or one that it extends */
    INPUT_AGREEMENT,
    INPUT_POLICY,
    INPUT_TRACE,
    INPUT_EXPERIMENT,
    INPUT_POINTS,  /* a table of design points */
    INPUT_TARGETS, /* recorded figures for a calibration */
};

struct input_file {
    const char *path; /* as the user or another file writes it */
    enum input_role role;
    const char *copy_as; /* tables: name of the copy in the result; NULL for others */
    const char *bytes;   /* NUL-terminated */
    size_t size;
    char sha256[SHA256_HEX_BYTES]; /* of the bytes */
    dev_t device;
    ino_t number; /* inode; identifies the file together with `device` */
};

/** Files in the order of reading. A zeroed struct is empty. */
struct input_files {
    struct input_file *items;
    int32_t count, capacity;
    /**
     * A file that was already read, before its role was known: the first input_read() of its path
     * uses these bytes instead of opening the file again. Must outlive this struct; or NULL.
     */
    const struct input_file *given;
};

enum { INPUT_BYTES_MAX = 16 * 1024 * 1024, INPUT_FILES_MAX = 1000 };

enum { INPUT_WHY_BYTES = 160 };

/**
 * Reads a whole file into the arena and appends it to `inputs`; "-" is standard input. On failure
 * `why` is the reason, without the file name: "cannot be read: No such file or directory".
 */
enum status input_read(struct arena *a, struct input_files *inputs, const char *path,
    enum input_role role, char why[INPUT_WHY_BYTES]) MUST_CHECK;

/** The file that was read from that path in that role, NULL if there is none. */
const struct input_file *input_find(
    const struct input_files *inputs, const char *path, enum input_role role);

/** The file that input_read() read last. */
const struct input_file *input_last(const struct input_files *inputs);

/**
 * The path of a file that another file names: relative to the folder of `file`, or to the working
 * directory if `file` is standard input or a pipe of the shell (/dev/fd/63). Only these may name
 * absolute paths. Returns NULL and sets *why if the name is not allowed; returns NULL with *why
 * NULL if there is no memory.
 */
const char *input_beside(struct arena *a, const char *file, const char *name, const char **why);

/** State for reading a file and the files that it names. All data live in the arena. */
struct input_reader {
    struct arena *arena;
    struct input_files *inputs;
    struct diag *report;
};

/**
 * Reads one JSON object from a file. `named_at` is the place that names the file; its `file` is
 * NULL for the command line. The member "format", if present, must equal `format`; "format" and
 * "$schema" are removed from the object. An agreement that was read before is not read again.
 */
enum status input_read_object(struct input_reader *r, const char *path, enum input_role role,
    const char *format, struct place named_at, struct node **tree) MUST_CHECK;

/** The path in the text `name`, a member at path `at`; reports a name that is not allowed. */
enum status input_named_path(struct input_reader *r, const struct node *name,
    const struct path *at, const char **path) MUST_CHECK;

/**
 * Whether a JSON file has a format that begins with `format`, by its member "format"; without this
 * member, whether it has one of `members` (NULL-terminated; NULL: none). A file that is not JSON has
 * no format. STATUS_NO_MEMORY if it cannot be examined.
 */
enum status input_has_format(const struct input_file *input, const char *format,
    const char *const *members, bool *has) MUST_CHECK;

#endif

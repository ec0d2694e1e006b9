/**
 * input_file.h - reads input files and keeps their bytes and hashes.
 *
 * Only input_read() opens the input files of a result. So the hashes in the manifest of a result
 * are those of exactly the bytes that were read, and the result directory can contain a copy of an
 * input table.
 */
#ifndef FORMAT_INPUT_FILE_H
#define FORMAT_INPUT_FILE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "format/diagnostics.h"

enum input_role {
    INPUT_SCENARIO, /* the scenario, or a scenario that it extends */
    INPUT_AGREEMENT,
    INPUT_POLICY,
    INPUT_TRACE,
    INPUT_EXPERIMENT,
    INPUT_POINTS,  /* a table of design points */
    INPUT_TARGETS, /* recorded figures for a calibration */
};

struct input_file {
    const char *path; /* as written on the command line or in another file */
    enum input_role role;
    /** A table: name of its copy in the result directory; NULL for other files. */
    const char *copy_as;
    const char *bytes; /* contents of the file, followed by a NUL */
    size_t size;
    char sha256[SHA256_HEX_BYTES]; /* hash of `bytes` */
    dev_t device;
    ino_t number; /* inode number; together with `device` it identifies the file */
};

/** Files in the order in which they were read. A zeroed struct is empty. */
struct input_files {
    struct input_file *items;
    int32_t count, capacity;
    /**
     * A file that was read before its role was known, or NULL. The first input_read() of its path
     * uses the bytes of this file instead of opening it again. `given` must outlive this struct.
     */
    const struct input_file *given;
};

enum { INPUT_BYTES_MAX = 16 * 1024 * 1024, INPUT_FILES_MAX = 1000 };

enum { INPUT_WHY_BYTES = 160 };

/**
 * Reads a whole file into the arena and appends it to `inputs`. The path "-" is standard input. On
 * failure, writes the reason without the file name to `why`: "cannot be read: No such file or
 * directory".
 */
enum status input_read(struct arena *a, struct input_files *inputs, const char *path,
    enum input_role role, char why[INPUT_WHY_BYTES]) MUST_CHECK;

/** Returns the file that was read from `path` in the role `role`, or NULL. */
const struct input_file *input_find(
    const struct input_files *inputs, const char *path, enum input_role role);

/** The file that input_read() has read most recently. */
const struct input_file *input_last(const struct input_files *inputs);

/**
 * Returns the path of a file that another file names. A relative `name` starts at the folder of
 * `file`. If `file` is standard input or a pipe of the shell (/dev/fd/63), `name` starts at the
 * working directory and may also be absolute. Returns NULL and sets *why to the reason if the name
 * is not allowed. Returns NULL and sets *why to NULL if there is no memory.
 */
const char *input_beside(struct arena *a, const char *file, const char *name, const char **why);

/**
 * The data with which the functions below read a file and the files that it names. All data live in
 * the arena.
 */
struct input_reader {
    struct arena *arena;
    struct input_files *inputs;
    struct diag *report;
};

/**
 * Reads one JSON object from a file. `named_at` is the place that names the file; named_at.file is
 * NULL if the command line names it. If the object has a member "format", it must equal `format`.
 * The function removes "format" and "$schema" from the object. If the file of an agreement was read
 * before, the function uses the stored bytes.
 */
enum status input_read_object(struct input_reader *r, const char *path, enum input_role role,
    const char *format, struct place named_at, struct node **tree) MUST_CHECK;

/**
 * Stores in *path the path of the file that the text `name` names (input_beside()). `at` is the
 * path of this text in the document. Reports a name that is not allowed.
 */
enum status input_named_path(struct input_reader *r, const struct node *name,
    const struct path *at, const char **path) MUST_CHECK;

/**
 * Stores in *has whether a JSON file has a format that begins with `format`. The file's member
 * "format" decides. A file without this member has the format if one of its members has a name that
 * is in `members` (NULL-terminated; NULL: no names). A file that is not JSON has no format. Returns
 * STATUS_NO_MEMORY if the file cannot be examined.
 */
enum status input_has_format(const struct input_file *input, const char *format,
    const char *const *members, bool *has) MUST_CHECK;

#endif

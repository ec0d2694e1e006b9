/**
 * input_file.h - the files a scenario was read from, as bytes.
 *
 * All of them are kept, so that the manifest can hash exactly what was read, and the result
 * directory can hold a copy of a trace.
 */
#ifndef FORMAT_INPUT_FILE_H
#define FORMAT_INPUT_FILE_H

#include <sys/types.h>

#include "base/arena.h"
#include "format/diagnostics.h"

enum input_role {
    INPUT_SCENARIO, /* the scenario or one it extends */
    INPUT_AGREEMENT,
    INPUT_POLICY,
    INPUT_TRACE,
    INPUT_EXPERIMENT,
    INPUT_POINTS, /* a table of points of an experiment */
};

struct input_file {
    const char *path; /* as the user, or the file that names it, says it */
    enum input_role role;
    const char *copy_as; /* of a table: its name beside what was resolved, else NULL */
    const char *bytes;   /* and a NUL behind them */
    size_t size;
    dev_t device;
    ino_t number; /* with device: which file it is, however it is spelled */
};

/** In order of reading. Zero is empty. */
struct input_files {
    struct input_file *items;
    int32_t count, capacity;
    const struct input_file
        *given; /* read before it was known what it is, and not to be opened again
                                  by whoever first asks for its path; NULL: none. Outlives them */
};

enum { INPUT_BYTES_MAX = 16 * 1024 * 1024, INPUT_FILES_MAX = 1000 };

/**
 * Reads a file whole; "-" is standard input. The bytes live in the arena. On failure *why is a
 * sentence ("cannot be read: No such file or directory") of at most INPUT_WHY_BYTES.
 */
enum { INPUT_WHY_BYTES = 160 };
enum status input_read(struct arena *a, struct input_files *inputs, const char *path,
    enum input_role role, char why[INPUT_WHY_BYTES]) MUST_CHECK;

/** What was read under that path in that role, NULL if nothing was. */
const struct input_file *input_find(
    const struct input_files *inputs, const char *path, enum input_role role);

/** What input_read read last. */
const struct input_file *input_last(const struct input_files *inputs);

/**
 * The path of a file that is named in another one: relative to it, or to the working directory if
 * that is standard input or a pipe of the shell (/dev/fd/63). NULL, and a sentence in
 * *why, if the name cannot be used; NULL and no sentence if there is no memory.
 */
const char *input_beside(struct arena *a, const char *file, const char *name, const char **why);

/** What one reading needs to open further files. Places, texts and bytes live in the arena. */
struct input_reader {
    struct arena *arena;
    struct input_files *inputs;
    struct diag *report;
};

/**
 * Reads one JSON object from a file; `named_at` is where it is named, file NULL for the command
 * line. Its member `format` must be `format`, or absent if `may_lack_format`; it and `$schema`
 * are taken out.
 */
enum status input_read_object(struct input_reader *r, const char *path, enum input_role role,
    const char *format, struct place named_at, struct node **tree) MUST_CHECK;

/** The path that a member names, which stands at `at`; complains if it cannot be used. */
enum status input_named_path(struct input_reader *r, const struct node *name,
    const struct path *at, const char **path) MUST_CHECK;

#endif

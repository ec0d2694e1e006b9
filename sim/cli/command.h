/**
 * command.h - the subcommands. A row of command.c holds everything that describes one: main reads
 * the command line by it, and help, usage, completion and manual page are printed from it.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdatomic.h>

#include "base/status.h"
#include "cli/arguments.h"

enum { COMMAND_OPTIONS_MAX = 10 };

typedef enum status command_function(const struct arguments *arguments, struct failure *f);

struct command {
    const char *name;
    const char *operands; /* as in the synopsis, "" if it takes none */
    int32_t min, max;     /* number of operands */
    command_function *run;
    const char *summary;         /* a phrase without full stop, lower case */
    const char *notes;           /* sentences; NULL: none */
    const char *keyword;         /* the operand that is one of `keywords`; NULL: none */
    const char *const *keywords; /* ended by NULL */
    const char *example;         /* what follows "cbmsim " */
    struct option_row options[COMMAND_OPTIONS_MAX + 1]; /* ended by a row without a name */
};

extern const struct command command_rows[]; /* ended by a row without a name */

/** The row of that name, or NULL. */
const struct command *command_find(const char *name);

command_function command_analyze, command_bench, command_check, command_compare,
    command_describe, command_help, command_merge, command_new, command_plan, command_replay,
    command_report, command_run, command_schema, command_status, command_sweep, command_verify;

/** Kinds of files that have a schema, ended by NULL. */
extern const char *const command_schema_kinds[];

/** Set by the first SIGINT or SIGTERM; the second ends the program at once with 130. */
const atomic_int *command_stop(void);

/** Writes a text to stdout, checked: STATUS_IO if it does not all arrive. */
enum status command_print(const char *bytes, size_t length, struct failure *f);

/** Prints the help of a command to stdout, or the list of commands if it is NULL. */
enum status command_print_help(const struct command *c, struct failure *f);

/** Prints lines to stderr, each after a prefix, and how many more there were. */
void command_print_lines(const char *prefix, const struct failure *lines);

#endif

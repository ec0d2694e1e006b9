/**
 * command.h - the subcommands. One file each; a row of command.c makes one known to main.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdatomic.h>

#include "base/status.h"
#include "cli/arguments.h"

struct command {
    const char *name;
    const char *synopsis;             /* what follows the name */
    const char *summary;              /* a line */
    const char *help;                 /* options and an example */
    const struct option_row *options; /* ended by a row without a name */
    int32_t least, most;              /* operands */
    enum status (*run)(const struct arguments *arguments, struct failure *f);
};

extern const struct command command_rows[]; /* ended by a row without a name */

enum status command_analyze(const struct arguments *arguments, struct failure *f);
enum status command_bench(const struct arguments *arguments, struct failure *f);
enum status command_check(const struct arguments *arguments, struct failure *f);
enum status command_compare(const struct arguments *arguments, struct failure *f);
enum status command_describe(const struct arguments *arguments, struct failure *f);
enum status command_merge(const struct arguments *arguments, struct failure *f);
enum status command_new(const struct arguments *arguments, struct failure *f);
enum status command_plan(const struct arguments *arguments, struct failure *f);
enum status command_replay(const struct arguments *arguments, struct failure *f);
enum status command_report(const struct arguments *arguments, struct failure *f);
enum status command_run(const struct arguments *arguments, struct failure *f);
enum status command_schema(const struct arguments *arguments, struct failure *f);
enum status command_status(const struct arguments *arguments, struct failure *f);
enum status command_sweep(const struct arguments *arguments, struct failure *f);
enum status command_verify(const struct arguments *arguments, struct failure *f);

/** Set by the first SIGINT or SIGTERM; the second ends the program at once with 130. */
const atomic_int *command_stop(void);

/** Writes a text to stdout, checked: STATUS_IO if it does not all arrive. */
enum status command_print(const char *bytes, size_t length, struct failure *f);

#endif

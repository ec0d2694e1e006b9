/**
 * command.h - the subcommands.
 *
 * Each subcommand is one row of command.c. The row decides how main() parses the command line.
 * Help, usage, completion and manual page are printed from it.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdatomic.h>

#include "base/status.h"
#include "cli/arguments.h"

struct scenario;

extern const struct command command_rows[]; /* the last row has no name */

/** Returns the command with this name, or NULL if there is none. */
const struct command *command_find(const char *name);

/** Reports that a command of this name does not exist. */
void command_unknown(const char *name, struct failure *f);

command_function command_analyze, command_bench, command_check, command_compare,
    command_describe, command_handouts, command_help, command_merge, command_new, command_plan,
    command_rare, command_rehearse, command_replay, command_report, command_review, command_run,
    command_schema, command_status, command_sweep, command_verify, command_whatif,
    command_workshop;

/** Kinds of files that have a schema, NULL-terminated. */
extern const char *const command_schema_kinds[];

/**
 * Makes signals stop a command in an orderly way. Call it after the command has read its input.
 * Before the call, SIGINT, SIGTERM and SIGHUP end the program at once. After it, they set the
 * returned flag, and the command must end soon. A second SIGINT or SIGTERM then ends the program at
 * once with exit status 130. If SIGHUP was ignored before the call (nohup), it remains ignored.
 */
const atomic_int *command_stop_on_signals(void);

/** The kind of file that a command reads. */
enum command_reads { COMMAND_READS_SCENARIO, COMMAND_READS_EXPERIMENT };

/**
 * Improves the message about a file that could not be read. If the file is of the other kind, *f
 * becomes a single message that names this kind and the command for it. Returns `st`, which is the
 * status of the failure.
 */
enum status command_explain_kind(
    enum status st, const char *path, enum command_reads reads, struct failure *f);

/**
 * Reads the scenario that the first operand names, with the options --set and --policy. The caller
 * frees it with scenario_free(), also on failure.
 */
enum status command_read_scenario(
    const struct arguments *a, struct scenario *scenario, struct failure *f) MUST_CHECK;

/** Reads the option --seed. *seed keeps its value if the option is absent. */
enum status command_read_seed(
    const struct arguments *a, uint64_t *seed, struct failure *f) MUST_CHECK;

/** Prints the help of a command to stdout. If `c` is NULL, prints the list of commands. */
enum status command_print_help(const struct command *c, struct failure *f);

#endif

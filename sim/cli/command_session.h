/**
 * command_session.h - the part that `run` and `sweep` share: reads the options, executes the runs
 * and writes the result.
 */
#ifndef CLI_COMMAND_SESSION_H
#define CLI_COMMAND_SESSION_H

#include "cli/sweep_session.h"

/**
 * Calls `read` to fill s->experiment and s->layout, executes the missing runs, and writes the
 * result to the directory of --output. Prints the table that --print names. If there is neither
 * --print nor a directory, prints a default table. Every rank of an MPI job calls this function.
 */
enum status command_session(const struct arguments *arguments,
    enum status (*read)(struct sweep_session *s, struct failure *f),
    struct failure *f) MUST_CHECK;

/** The values of --print. */
enum { COMMAND_SESSION_SUMMARY, COMMAND_SESSION_COMPARE, COMMAND_SESSION_RUNS };
extern const char *const command_session_tables[];

#endif

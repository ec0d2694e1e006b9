/**
 * command_session.h - an experiment from its options to its result: what `run` and `sweep` share.
 */
#ifndef CLI_COMMAND_SESSION_H
#define CLI_COMMAND_SESSION_H

#include "cli/sweep_session.h"

/**
 * Has `read` fill s->experiment and s->layout, runs what is missing, and writes the result to the
 * directory of --output or, without one, prints its tables. On every rank of an MPI job.
 */
enum status command_session(const struct arguments *arguments,
    enum status (*read)(struct sweep_session *s, struct failure *f),
    struct failure *f) MUST_CHECK;

#endif

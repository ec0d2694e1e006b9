/**
 * manual.h - prints the help of a command from its row.
 *
 * manual.awk makes the manual page and cbmsim.bash the completion from this help. So the layout
 * must not change: terms are indented by 2 columns, their texts by 8. Callers check
 * buffer_status().
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/buffer.h"
#include "cli/arguments.h"

/** Adds the usage, "usage: cbmsim run SCENARIO [-o DIR] ...", in lines of 80 characters. */
void manual_usage(const struct command *c, struct buffer *b);

/** Adds every command of a table with its summary. The last row of the table has no name. */
void manual_overview(const struct command *rows, struct buffer *b);

/** Adds usage, purpose, operands, options and example of one command. */
void manual_help(const struct command *c, struct buffer *b);

#endif

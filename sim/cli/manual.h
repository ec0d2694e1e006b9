/**
 * manual.h - prints the help of a command from its row.
 *
 * manual.awk makes the manual page from this help and cbmsim.bash the completion, so keep the
 * layout: terms are indented by 2 columns, their texts by 8. Callers check buffer_status().
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/buffer.h"
#include "cli/arguments.h"

/** "usage: cbmsim run SCENARIO [-o DIR] ..." in lines of 80 characters. */
void manual_usage(const struct command *c, struct buffer *b);

/** Every command of a table with its summary; the table ends with a row without a name. */
void manual_overview(const struct command *rows, struct buffer *b);

/** Usage, purpose, operands, options and example of one command. */
void manual_help(const struct command *c, struct buffer *b);

#endif

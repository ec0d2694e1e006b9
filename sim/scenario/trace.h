/**
 * trace.h - reads recorded incidents from the CSV file that the member `trace` names.
 */
#ifndef SCENARIO_TRACE_H
#define SCENARIO_TRACE_H

#include "format/decode/decode_value.h"
#include "format/input_file.h"
#include "model/input/world.h"

/** Reads the file that `file` names. If several policies use the file, it is read only once. */
enum status trace_input(struct input_reader *r, const struct node *file,
    const struct input_file **input) MUST_CHECK;

/**
 * Reads the rows of the trace into the world, whose other members are already decoded. All errors
 * are reported with file and line. Rows after the horizon cause a warning.
 */
enum status trace_read(struct input_reader *r, struct diag *warnings,
    struct decode_value_context *context, struct world *world) MUST_CHECK;

#endif

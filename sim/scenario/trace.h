/**
 * trace.h - reads recorded incidents from the CSV file that `trace` names.
 */
#ifndef SCENARIO_TRACE_H
#define SCENARIO_TRACE_H

#include "format/decode/decode_value.h"
#include "format/input_file.h"
#include "model/input/world.h"

/** Reads the file of that name, only once if several policies use it. */
enum status trace_input(struct input_reader *r, const struct node *file,
    const struct input_file **input) MUST_CHECK;

/**
 * Stores the rows of the trace in the world, whose other members are decoded. All errors are
 * reported with file and line; rows after the horizon are a warning.
 */
enum status trace_read(struct input_reader *r, struct diag *warnings,
    struct decode_value_context *context, struct world *world) MUST_CHECK;

#endif

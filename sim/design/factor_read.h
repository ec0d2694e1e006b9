/**
 * factor_read.h - reads factors and checks them against the scenario.
 */
#ifndef DESIGN_FACTOR_READ_H
#define DESIGN_FACTOR_READ_H

#include "design/factor.h"
#include "format/decode/decode_value.h"

/** The data for reading factors. `scenario->root` is the scenario with defaults. */
struct factor_reader {
    struct decode_value_context *scenario;
    struct arena *arena;
    struct diag *diag;
};

/**
 * Finds the members to which the path of a factor leads, and reads the range, values or levels of
 * the factor. `node` is the factor in the file, at `path`. Reports all errors.
 */
enum status factor_read(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

/**
 * Reads one value of a factor into the form of the table of points (design.h). `node` is the value
 * in a file, at `path`. Reports a value that is not valid for the factor and returns false.
 */
bool factor_read_value(struct factor_reader *r, const struct path *path,
    const struct factor *factor, const struct node *node, double *value);

/** Whether a factor has a range, values or levels. If not, reports this at the place `at`. */
bool factor_read_spread(struct factor_reader *r, const struct path *path, struct place at,
    const struct factor *factor);

#endif

/**
 * factor_read.h - reads factors and checks them against the scenario.
 */
#ifndef DESIGN_FACTOR_READ_H
#define DESIGN_FACTOR_READ_H

#include "design/factor.h"
#include "format/decode/decode_value.h"

/** Context of reading factors. `scenario->root` is the scenario with defaults. */
struct factor_reader {
    struct decode_value_context *scenario;
    struct arena *arena;
    struct diag *diag;
};

/**
 * Finds the members that the factor's path leads to, and reads its range, values or levels. `node`
 * is the factor in the file, at `path`. Reports all errors.
 */
enum status factor_read(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

/**
 * Reads one value of a factor, from a file at `path`, as the table of points contains it. Returns
 * false, and reports, if the value is not valid for the factor.
 */
bool factor_read_value(struct factor_reader *r, const struct path *path,
    const struct factor *factor, const struct node *node, double *value);

/** Whether a factor has a range, values or levels; reported at `at` if not. */
bool factor_read_spread(struct factor_reader *r, const struct path *path, struct place at,
    const struct factor *factor);

#endif

/**
 * factor_read.h - factors checked against the scenario they vary.
 */
#ifndef DESIGN_FACTOR_READ_H
#define DESIGN_FACTOR_READ_H

#include "design/factor.h"
#include "format/decode_value.h"

/** What values of factors are checked with: the report, and the filled scenario as `root`. */
struct factor_reader {
    struct decode_value_context *scenario;
    struct arena *arena;
    struct diag *diag;
};

/**
 * Finds what the factor's path leads to and reads what it may be. `node` is the factor in the
 * file, at `path`. All errors are reported.
 */
enum status factor_read(struct factor_reader *r, const struct path *path,
    const struct node *node, struct factor *factor) MUST_CHECK;

/**
 * One value as it stands in a table, from a file at `path`. False, and reported, if the factor
 * cannot have it.
 */
bool factor_read_value(struct factor_reader *r, const struct path *path,
    const struct factor *factor, const struct node *node, double *value);

/** Whether designs can spread it, reported at `at` unless so. */
bool factor_read_spread(struct factor_reader *r, const struct path *path, struct place at,
    const struct factor *factor);

#endif

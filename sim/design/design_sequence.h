/**
 * design_sequence.h - low-discrepancy sequences of points in the unit cube.
 *
 * The sequences of GSL are not scrambled. A random shift modulo 1 makes averages over their points
 * unbiased, and several shifts give an estimate of the error.
 *
 * GSL omits the first point of the Sobol' sequence, the origin. Here the sequence begins with the
 * origin. So the first 2^m points have one point in each of 2^m equal slices of every dimension,
 * also after a shift. The Halton sequence begins at index 1, as in GSL: its first b^m points have
 * this property in base b without the origin.
 */
#ifndef DESIGN_DESIGN_SEQUENCE_H
#define DESIGN_DESIGN_SEQUENCE_H

#include <gsl/gsl_qrng.h>

#include "design/design_builder.h"

enum { DESIGN_SEQUENCE_SOBOL_MAX = 40 };

struct design_sequence {
    const struct design_builder *builder;
    gsl_qrng *generator;
    double *offsets; /* the random shift, one value for each dimension */
    int32_t dimensions;
    bool starts_at_origin; /* the sequence is a Sobol' sequence */
    bool at_origin;        /* the next point is the origin */
};

/**
 * Opens a sequence. `dimensions` is from 1 to the maximum of the sequence. design_sequence_close()
 * must be called, even after a failure.
 */
enum status design_sequence_open(struct design_sequence *s, const struct design_builder *m,
    bool halton, int32_t dimensions) MUST_CHECK;
void design_sequence_close(struct design_sequence *s);

/**
 * Restarts the sequence with the random shift number `shift`; 0 means no shift. Draws one uniform
 * for each dimension, or none without a shift.
 */
void design_sequence_shift(struct design_sequence *s, uint64_t address, int64_t shift);

/** Stores the next point, u[0..dimensions-1], in [0, 1). */
void design_sequence_next(struct design_sequence *s, double *u);

#endif

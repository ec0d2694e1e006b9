/**
 * design_sequence.h - low-discrepancy sequences of points in the unit cube.
 *
 * The sequences of GSL are not scrambled. A random shift modulo 1 makes averages over them
 * unbiased, and several shifts give an estimate of the error.
 *
 * GSL omits the first point of the Sobol' sequence, the origin. It belongs to the sequence
 * here: with it, the first 2^m points have one point in each of 2^m equal slices of every
 * dimension, also after a shift. Halton starts at index 1, as in GSL: its first b^m points have
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
    double *offsets; /* the shift, one value per dimension */
    int32_t dimensions;
    bool starts_at_origin; /* Sobol' */
    bool at_origin;        /* the next point is the origin */
};

/** `dimensions`: 1 to the maximum of the sequence. Call design_sequence_close() also on failure. */
enum status design_sequence_open(struct design_sequence *s, const struct design_builder *m,
    bool halton, int32_t dimensions) MUST_CHECK;
void design_sequence_close(struct design_sequence *s);

/** Restarts with a shift; 0: none. Draws: one uniform per dimension, none for shift 0. */
void design_sequence_shift(struct design_sequence *s, uint64_t address, int64_t shift);

/** The next point: u[0..dimensions-1], in [0, 1). */
void design_sequence_next(struct design_sequence *s, double *u);

#endif

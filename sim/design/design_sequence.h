/**
 * design_sequence.h - points that fill the unit cube evenly, one after the other.
 *
 * GSL's sequences are not scrambled; a random shift modulo 1 makes averages over them unbiased
 * and repeated shifts say how far off they are.
 */
#ifndef DESIGN_DESIGN_SEQUENCE_H
#define DESIGN_DESIGN_SEQUENCE_H

#include <gsl/gsl_qrng.h>

#include "design/design_builder.h"

enum { DESIGN_SEQUENCE_SOBOL_MAX = 40 };

struct design_sequence {
    const struct design_builder *builder;
    gsl_qrng *generator;
    double *offsets;
    int32_t dimensions;
};

/** The dimensions must be no more than the sequence has. Close it whatever happens. */
enum status design_sequence_open(struct design_sequence *s, const struct design_builder *m,
    bool halton, int32_t dimensions) MUST_CHECK;
void design_sequence_close(struct design_sequence *s);

/** Begins anew with that shift, 0: none. Draws: one uniform for each dimension. */
void design_sequence_shift(struct design_sequence *s, uint64_t address, int64_t shift);

/** The next point, in [0, 1). */
void design_sequence_next(struct design_sequence *s, double *u);

#endif

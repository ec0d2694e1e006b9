/**
 * design.h - the design points of an experiment: combinations of factor values.
 *
 * Designs are closed under composition: cross, zip, union and filter combine designs into one.
 * A point is a row of doubles, one per factor in byte order of their ids; NAN: the point does
 * not set the factor, and the value of the scenario applies. The address of each random number
 * is (master seed, purpose "design", family and factors of the design); it does not depend on
 * the number of points.
 */
#ifndef DESIGN_DESIGN_H
#define DESIGN_DESIGN_H

#include <stdint.h>

enum { DESIGN_POINTS_MAX = 10000000 };

/** The kind of design that made a point; it decides how the point is analysed. */
enum design_family {
    DESIGN_PLAIN,
    DESIGN_SHIFT,  /* part: number of the random shift, from 1 */
    DESIGN_MORRIS, /* part: trajectory, from 1; step: 0 at its start; moved: see below */
    /* part: 0: matrix A; 1: B; 2 + f: A with column f from B; -1 - f: B with column f from A;
     * step: row, from 1 */
    DESIGN_SALTELLI,
};

/** Columns of a point besides its factors: its position in the design. */
struct design_mark {
    int8_t family;  /* enum design_family */
    int16_t label;  /* index, -1: none */
    int16_t levels; /* Morris: of the grid; a step has the length levels/(2 (levels - 1)) */
    int32_t set; /* Morris, Saltelli: number of the set of points with equal values of all other
                  * factors, from 0 */
    int32_t part, step;
    /* Morris: 1 + the factor that the step changed, negative if it decreased; 0 at the start */
    int32_t moved;
};

/** The table of points: values[point * n_factors + factor]. */
struct design {
    double *values;
    struct design_mark *marks;
    int64_t n_points;
    int32_t n_factors, n_sets;
    const char **labels;
    int32_t n_labels;
};

#endif

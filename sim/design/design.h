/**
 * design.h - the design points of an experiment: combinations of factor values.
 *
 * The designs cross, zip, union and filter combine other designs into one. A point is a row of
 * doubles, one for each factor, in byte order of the ids of the factors. NAN means that the point
 * does not set the factor, so that the value of the scenario applies. The address of a random
 * number is (master seed, purpose "design", family and factors of the design). The address does not
 * depend on the number of points.
 */
#ifndef DESIGN_DESIGN_H
#define DESIGN_DESIGN_H

#include <stdint.h>

enum { DESIGN_POINTS_MAX = 10000000 };

/** The family of the design that made a point. The family decides how the point is analysed. */
enum design_family {
    DESIGN_PLAIN,
    DESIGN_SHIFT, /* a sequence with several random shifts */
    DESIGN_MORRIS,
    DESIGN_SALTELLI,
};

/**
 * The position of a point in its design. A family uses only the members whose comments name the
 * family.
 */
struct design_mark {
    int8_t family; /* an enum design_family */
    int16_t label; /* index of the label, -1: none */
    /** Morris: number of levels of the grid; a step has the length levels/(2 (levels - 1)). */
    int16_t levels;
    /**
     * Morris, Saltelli: number of the set, from 0. The points of a set have equal values of all
     * factors that the design does not vary.
     */
    int32_t set;
    /**
     * The part of the design that contains the point. Shift: number of the random shift, from 1.
     * Morris: number of the trajectory, from 1. Saltelli: the matrix, where 0 is A, 1 is B, 2 + f
     * is A with column f from B, and -1 - f is B with column f from A.
     */
    int32_t part;
    /** Morris: number of the step, 0 at the start of the trajectory. Saltelli: row, from 1. */
    int32_t step;
    /**
     * Morris: 1 + index of the factor that the step changed. The number is negative if the factor
     * decreased, and 0 at the start of the trajectory.
     */
    int32_t moved;
};

/**
 * The table of points: values[point * n_factors + factor]. A value is the number that the scenario
 * gets, not its logarithm, also if the factor has a logarithmic range. If the values of a factor
 * are texts or flags (factor.is_text), the table contains their indices in factor.choices.
 */
struct design {
    double *values;
    struct design_mark *marks;
    int64_t n_points;
    int32_t n_factors, n_sets;
    const char **labels;
    int32_t n_labels;
};

#endif

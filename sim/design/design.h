/**
 * design.h - the design points of an experiment: combinations of factor values.
 *
 * The designs cross, zip, union and filter combine other designs into one. A point is a row of
 * doubles, one for each factor, in byte order of the ids of the factors. NAN means that the point
 * does not set the factor, so that the value of the scenario applies. The address of a random
 * number is (master seed, purpose "design", family and factors of the design). It does not depend
 * on the number of points.
 */
#ifndef DESIGN_DESIGN_H
#define DESIGN_DESIGN_H

#include <stdint.h>

enum { DESIGN_POINTS_MAX = 10000000 };

/** The family of the design that made a point. It decides how the point is analysed. */
enum design_family {
    DESIGN_PLAIN,
    DESIGN_SHIFT,  /* part: number of the random shift, from 1 */
    DESIGN_MORRIS, /* part: trajectory, from 1; step: 0 at its start; moved: see below */
    /*
     * part: 0: matrix A; 1: matrix B; 2 + f: A with column f from B; -1 - f: B with column f from
     * A. step: row, from 1.
     */
    DESIGN_SALTELLI,
};

/** The position of a point in its design. */
struct design_mark {
    int8_t family; /* enum design_family */
    int16_t label; /* index of the label, -1: none */
    /** Morris: number of levels of the grid; a step has the length levels/(2 (levels - 1)). */
    int16_t levels;
    /**
     * Morris, Saltelli: number of the set, from 0. The points of a set have equal values of all
     * factors that the design does not vary.
     */
    int32_t set;
    int32_t part, step;
    /* Morris: 1 + index of the factor that the step changed; negative if the factor decreased; 0 at
       the start. */
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

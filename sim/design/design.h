/**
 * design.h - which points of the space of factors an experiment visits.
 *
 * Designs are closed under composition: cross, zip, union and filter take designs and give one.
 * A point is a row of doubles, one per factor in byte order of their ids, NAN for a factor the
 * point leaves as the scenario has it. All randomness is addressed by (master seed, purpose
 * "design", where the design stands in the file), never by how many points there are.
 */
#ifndef DESIGN_DESIGN_H
#define DESIGN_DESIGN_H

#include <stdint.h>

enum { DESIGN_POINTS_MAX = 10000000 };

/** What a design says of a point besides its values; it decides how points are analysed. */
enum design_family {
    DESIGN_PLAIN,
    DESIGN_SHIFT,  /* part: number of the shift, from 1 */
    DESIGN_MORRIS, /* part: trajectory, from 1; step: 0 is its start; moved: see below */
    /* part: 0 is A, 1 is B, 2 + f is A with column f from B, -1 - f is B with it from A;
     * step: row, from 1 */
    DESIGN_SALTELLI,
};

/** Hidden columns of a point. */
struct design_mark {
    int8_t family;  /* enum design_family */
    int16_t label;  /* index, -1: none */
    int16_t levels; /* of a Morris grid: its steps are levels/(2 (levels - 1)) long */
    int32_t set; /* points of one Morris or Saltelli design, apart by what it is crossed with */
    int32_t part, step;
    int32_t moved; /* of a Morris step: 1 + factor, negative if it went down; 0 at the start */
};

/** The factor table: values[point * n_factors + factor]. */
struct design {
    double *values;
    struct design_mark *marks;
    int64_t n_points;
    int32_t n_factors, n_sets;
    const char **labels;
    int32_t n_labels;
};

#endif

/**
 * climb.h - the rungs of each pair of states over time in the run shown.
 *
 * They include armed conflict (no act of one side) and accepted off-ramps, which credit quiet time
 * to both sides.
 */
#ifndef REPORT_CLIMB_H
#define REPORT_CLIMB_H

#include "report/shown.h"

/** From `day` on, the higher rung of the two directions is `rung`. */
struct climb_step {
    double day, rung;
};

/** At least one of the two is in a crisis toward the other. */
struct climb_crisis {
    double from, to;
};

struct climb {
    const char *a, *b; /* ids in their order */
    const struct climb_step *steps;
    const double *settled; /* days on which an off-ramp was accepted */
    const struct climb_crisis *crises;
    int64_t n_steps, n_settled, n_crises;
    double top, top_day; /* the peak, when it was first reached */
    double end;          /* on the last day */
    double crisis_days;
    int64_t n_acts, n_high; /* acts of rung 5 and above */
};

/** Zero is empty. */
struct climbs {
    struct climb *pairs; /* the highest first */
    int64_t n_pairs, n_settled;
    /* private */
    struct arena arena;
};

/** Fills *c for the run in `s`, which must outlive *c. */
enum status climb_make(struct climbs *c, const struct shown *s) MUST_CHECK;
void climb_free(struct climbs *c);

#endif

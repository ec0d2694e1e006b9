/**
 * climb.h - the rungs of each pair of states over time, in the run that a report shows in detail.
 *
 * A rung rises with acts of one state against the other and with armed conflict. It falls with
 * quiet time. An accepted off-ramp counts as quiet time for both states.
 */
#ifndef REPORT_CLIMB_H
#define REPORT_CLIMB_H

#include "report/shown.h"

/** From `day` on, `rung` is the higher rung of the two directions of the pair. */
struct climb_step {
    double day, rung;
};

/** A period in which the two states are in a crisis, in at least one direction. */
struct climb_crisis {
    double from, to;
};

/** The rungs of one pair over the whole run. */
struct climb {
    const char *a, *b; /* ids of the two states in byte order */
    const struct climb_step *steps;
    const double *settled; /* days on which an off-ramp was accepted */
    const struct climb_crisis *crises;
    int64_t n_steps, n_settled, n_crises;
    double top, top_day; /* the highest rung, and the day on which it was first reached */
    double end;          /* rung on the last day */
    double crisis_days;
    int64_t n_acts, n_high; /* number of all acts, and of acts of rung 5 and above */
};

/** The rungs of all pairs in a run. A zeroed struct is empty. */
struct climbs {
    struct climb *pairs; /* the pair with the highest rung comes first */
    int64_t n_pairs, n_settled;
    /* The member below is private. */
    struct arena arena;
};

/** Fills *c for the run in `s`. `s` must outlive *c. */
enum status climb_make(struct climbs *c, const struct shown *s) MUST_CHECK;
void climb_free(struct climbs *c);

#endif

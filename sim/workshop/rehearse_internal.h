/**
 * rehearse_internal.h - declarations shared by the files that implement rehearse.h.
 *
 * rehearse_play.c: plays one exercise and counts. rehearse.c: the rows.
 */
#ifndef WORKSHOP_REHEARSE_INTERNAL_H
#define WORKSHOP_REHEARSE_INTERNAL_H

#include "workshop/exercise/exercise.h"
#include "workshop/rehearse.h"

enum { REHEARSE_ITEMS = 16 /* counted; more count as that many */ };

/** Counts of one stop, over the exercises. */
struct rehearse_stop {
    int64_t items[WORKSHOP_SEATS_MAX][REHEARSE_ITEMS + 1]; /* exercises with that many items */
    int64_t crises; /* exercises with a crisis up to it */
};

struct rehearse_counts {
    struct rehearse_stop stops[PLAN_STOPS_MAX];
    int64_t decisions, suspected;       /* items that are decisions; with a suspect */
    int64_t compared, spread;           /* decisions whose families were compared; differ */
    int64_t forced[WORKSHOP_SEATS_MAX]; /* exercises in which the seat is hit by force */
    double *wrong[2]; /* misdirected acts of seats in each exercise: habit, asking */
};

struct rehearsal {
    const struct rehearse_options *options;
    const struct workshop *workshop;
    const struct world *world;
    struct plan plan;
    struct rehearse_counts counts;
    int32_t seat[WORKSHOP_SEATS_MAX]; /* states */
    int32_t n_seats;
    /* of the present exercise */
    bool crisis, forced[WORKSHOP_SEATS_MAX], over;
    double wrong;
    uint64_t fingerprint[PLAN_STOPS_MAX]; /* of the run when it reaches each stop */
};

/**
 * Plays replication `number` (from 0) in the run, which is zeroed or was used for the same
 * world: the stops of the exercise, at each of which the model settles all matters, as if no
 * team submitted anything. `column`: 0 habit, the only one that is counted stop by stop; 1 the
 * seats ask first.
 */
enum status rehearse_play(struct rehearsal *x, struct run *r, const struct world *w,
    int64_t number, int32_t column) MUST_CHECK;

#endif

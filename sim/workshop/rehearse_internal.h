/**
 * rehearse_internal.h - declarations shared by the files that implement rehearse.h.
 *
 *   rehearse_play.c  plays one exercise and counts
 *   rehearse.c       makes the rows
 */
#ifndef WORKSHOP_REHEARSE_INTERNAL_H
#define WORKSHOP_REHEARSE_INTERNAL_H

#include "workshop/exercise/exercise.h"
#include "workshop/rehearse.h"

/** A seat with more matters at a stop is counted as having this number. */
enum { REHEARSE_ITEMS = 16 };

/** Counts for one stop, over all exercises. */
struct rehearse_stop {
    /* number of exercises in which the seat had that many matters */
    int64_t items[WORKSHOP_SEATS_MAX][REHEARSE_ITEMS + 1];
    int64_t crises; /* number of exercises with a crisis before or at the stop */
};

struct rehearse_counts {
    struct rehearse_stop stops[PLAN_STOPS_MAX];
    int64_t decisions, suspected; /* matters that are decisions; decisions with a suspect */
    /* decisions whose families were compared; those whose families differ */
    int64_t compared, spread;
    /* number of exercises in which force is used against the seat */
    int64_t forced[WORKSHOP_SEATS_MAX];
    /* misdirected acts of seats in each exercise: by habit, and if seats ask first */
    double *wrong[2];
};

struct rehearsal {
    const struct rehearse_options *options;
    const struct workshop *workshop;
    const struct world *world;
    struct plan plan;
    struct rehearse_counts counts;
    int32_t seat[WORKSHOP_SEATS_MAX]; /* indices of states */
    int32_t n_seats;
    /* The next members are about the present exercise. */
    bool crisis, forced[WORKSHOP_SEATS_MAX], over;
    double wrong;
    uint64_t fingerprint[PLAN_STOPS_MAX]; /* fingerprint of the run when it reaches each stop */
};

/**
 * Plays replication `number` (from 0) in *r, which is zeroed or was used for the same world. At
 * each stop of the exercise the model settles all matters, as if no team submitted anything.
 * `column` 0: seats decide by habit, and the matters of each stop are counted. 1: seats ask first,
 * and only misdirected acts are counted.
 */
enum status rehearse_play(struct rehearsal *x, struct run *r, const struct world *w,
    int64_t number, int32_t column) MUST_CHECK;

#endif

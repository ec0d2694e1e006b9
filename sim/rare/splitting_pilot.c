/* Chooses the levels of multilevel splitting from paths that no estimate uses. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rare/splitting.h"
#include "rare/splitting_internal.h"

/* A level that fewer than HITS_MIN paths reach is not used, unless there is no other level. */
enum { HITS_MIN = 10 };

static int
downwards(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Returns how many of the values, sorted in descending order, are at least `level`. */
static int64_t
reached(const double *sorted, int64_t n, double level)
{
    int64_t k = 0;

    while (k < n && sorted[k] >= level) {
        k++;
    }
    return k;
}

/* Returns the smallest value above `level`; INFINITY if there is none. */
static double
value_above(const double *sorted, int64_t n, double level)
{
    int64_t k = n;

    while (k > 0 && sorted[k - 1] <= level) {
        k--;
    }
    return k > 0 ? sorted[k - 1] : INFINITY;
}

/* Returns the next level, which about SPLITTING_SHARE of the paths reach; INFINITY if no path has
   risen above the present level. */
static double
next_level(const double *sorted, int64_t n, double level)
{
    int64_t wanted = (int64_t)ceil(SPLITTING_SHARE * (double)n);
    double next = sorted[wanted - 1], above;

    if (reached(sorted, n, 1) >= wanted) {
        return 1;
    }
    if (next <= level) {
        return value_above(sorted, n, level);
    }
    above = value_above(sorted, n, next);
    if (reached(sorted, n, next) * 2 > n && reached(sorted, n, above) >= HITS_MIN) {
        return above; /* many paths share the value of `next` */
    }
    return next;
}

/* Follows all paths of a stage to their ends, or to the event, and stores their highest
   importance. */
static enum status
explore(struct splitting_room *room, struct splitting_run run, int32_t stage,
    struct splitting_pilot *pilot)
{
    int64_t effort = room->plan.effort;
    uint64_t sum = 0;
    enum status st = STATUS_OK;

    for (int64_t k = 0; k < effort; k++) {
        struct splitting_start start;
        uint64_t steps;

        TRY(splitting_start(room, run, stage, k, &start));
        TRY(splitting_go(room, 1, &room->highest[k], &steps));
        room->sorted[k] = room->highest[k];
        sum += steps;
    }
    qsort(room->sorted, (size_t)effort, sizeof(*room->sorted), downwards);
    pilot->highest = fmax(pilot->highest, room->sorted[0]);
    pilot->steps += sum;
    if (stage == 0) {
        pilot->steps_of_path = (double)sum / (double)effort;
    }
out:
    return st;
}

/* Repeats the paths that reach the level. Stores each in the state in which it reaches the
   level. */
static enum status
keep_hits(struct splitting_room *room, struct splitting_run run, int32_t stage, double level,
    int64_t *hits, struct splitting_pilot *pilot)
{
    enum status st = STATUS_OK;

    *hits = 0;
    for (int64_t k = 0; k < room->plan.effort; k++) {
        struct splitting_start start;
        double highest;
        uint64_t steps;

        if (room->highest[k] < level) {
            continue;
        }
        TRY(splitting_start(room, run, stage, k, &start));
        TRY(splitting_go(room, level, &highest, &steps));
        TRY(splitting_keep(room, stage, *hits, &start));
        pilot->steps += steps;
        ++*hits;
    }
    splitting_next_stage(room);
out:
    return st;
}

enum status
splitting_pilot(struct splitting_room *room, uint64_t number, struct splitting_pilot *pilot)
{
    struct splitting_run run = {SPLITTING_PILOT, number};
    struct splitting_levels *levels = &pilot->levels;
    int64_t effort = room->plan.effort, hits = 0;
    double level = 0;
    enum status st = STATUS_OK;

    memset(pilot, 0, sizeof(*pilot));
    pilot->guess = 1;
    while (level < 1 && !pilot->stuck) {
        if (levels->n > 0) {
            splitting_choose_parents(room, run, levels->n, hits);
        }
        TRY(explore(room, run, levels->n, pilot));
        level = next_level(room->sorted, effort, level);
        if (level > 1 || levels->n + 1 == SPLITTING_LEVELS_MAX) {
            pilot->stuck = true;
            level = 1;
            pilot->guess = 0;
        } else {
            pilot->guess *= (double)reached(room->sorted, effort, level) / (double)effort;
        }
        if (level < 1) {
            TRY(keep_hits(room, run, levels->n, level, &hits, pilot));
        }
        levels->at[levels->n++] = level;
    }
out:
    return st;
}

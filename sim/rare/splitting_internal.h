/**
 * splitting_internal.h - declarations shared by splitting.c and splitting_pilot.c.
 */
#ifndef RARE_SPLITTING_INTERNAL_H
#define RARE_SPLITTING_INTERNAL_H

#include "rare/splitting.h"

/** How a path of a stage began. This is enough to repeat the path. */
struct splitting_start {
    int64_t parent; /* index of the hit of the previous stage that was copied */
    uint64_t step;  /* number of steps of the path when this stage began */
    uint64_t reseed;
    uint64_t number; /* number of the new path; only in stage 1 */
};

struct splitting_room {
    struct splitting_plan plan;
    /* now: paths that were hits of the previous stage; next: hits of this stage */
    void **now, **next;
    void *path; /* the current path */
    /* index of the hit from which each path of the stage starts */
    int64_t *parents;
    double *highest; /* highest importance of each path of a pilot */
    double *sorted;  /* the same values in descending order */
    /** How the hits of each stage began. */
    struct splitting_start *starts[SPLITTING_LEVELS_MAX];
};

/** Distinguishes the random numbers of repetitions from those of pilots. */
enum splitting_use { SPLITTING_REPETITION, SPLITTING_PILOT };
struct splitting_run {
    enum splitting_use use;
    uint64_t number;
};

/**
 * Chooses, for each of `effort` new paths, the hit from which it starts. The expected number of
 * starts is the same for all hits.
 */
void splitting_choose_parents(
    struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t hits);

/** Starts path k of a stage in room->path. */
enum status splitting_start(struct splitting_room *room, struct splitting_run run,
    int32_t stage, int64_t k, struct splitting_start *start) MUST_CHECK;

/**
 * Continues until the importance is at least `level` or the path ends. Sets *highest to the largest
 * importance on the way, and *steps to the number of steps.
 */
enum status splitting_go(
    struct splitting_room *room, double level, double *highest, uint64_t *steps) MUST_CHECK;

/** Stores the path, which has reached its level, as hit number `hit` of the stage. */
enum status splitting_keep(struct splitting_room *room, int32_t stage, int64_t hit,
    const struct splitting_start *start) MUST_CHECK;

/** The hits of this stage become the starts of the next stage. */
void splitting_next_stage(struct splitting_room *room);

#endif

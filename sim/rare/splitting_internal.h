/**
 * splitting_internal.h - declarations shared by splitting.c and splitting_pilot.c.
 */
#ifndef RARE_SPLITTING_INTERNAL_H
#define RARE_SPLITTING_INTERNAL_H

#include "rare/splitting.h"

/** The record of a path that a stage has started: enough to repeat it. */
struct splitting_start {
    int64_t parent; /* hit of the stage before */
    uint64_t step;  /* steps at its start */
    uint64_t reseed;
    uint64_t number; /* stage 1: of the path */
};

struct splitting_room {
    struct splitting_plan plan;
    void **now, **next; /* paths that are hits of the last stage, and of this one */
    void *path;         /* the current path */
    int64_t *parents;   /* of the starts of a stage */
    double *highest;    /* importance of each path of a pilot */
    double *sorted;
    /** The records of the hits of each stage. */
    struct splitting_start *starts[SPLITTING_LEVELS_MAX];
};

/** Distinguishes the random numbers of repetitions from those of pilots. */
enum splitting_use { SPLITTING_REPETITION, SPLITTING_PILOT };
struct splitting_run {
    enum splitting_use use;
    uint64_t number;
};

/** Chooses the parents of `effort` starts among `hits` hits. The expected number of starts is
 * equal for all hits. */
void splitting_choose_parents(
    struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t hits);

/** Starts path k of a stage in room->path. */
enum status splitting_start(struct splitting_room *room, struct splitting_run run,
    int32_t stage, int64_t k, struct splitting_start *start) MUST_CHECK;

/** Continues until the importance is at least `level` or the path ends. *highest is the largest
 * importance on the way, *steps the number of steps. */
enum status splitting_go(
    struct splitting_room *room, double level, double *highest, uint64_t *steps) MUST_CHECK;

/** Keeps the path, which has reached its level, as a hit of the stage. */
enum status splitting_keep(struct splitting_room *room, int32_t stage, int64_t hit,
    const struct splitting_start *start) MUST_CHECK;

/** Makes the hits of this stage the starts of the next one. */
void splitting_next_stage(struct splitting_room *room);

#endif

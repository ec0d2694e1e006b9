/**
 * splitting_internal.h - shared by splitting.c and splitting_pilot.c.
 */
#ifndef RARE_SPLITTING_INTERNAL_H
#define RARE_SPLITTING_INTERNAL_H

#include "rare/splitting.h"

/** What is known about a start of a stage: enough to repeat its path. */
struct splitting_start {
    int64_t parent; /* hit of the stage before */
    uint64_t step;  /* steps at its start */
    uint64_t reseed;
    uint64_t number; /* stage 1: of the path */
};

struct splitting_room {
    struct splitting_plan plan;
    void **now, **next; /* paths at the hits of the last stage, and of this one */
    void *path;         /* that is going on */
    int64_t *parents;   /* of the starts of a stage */
    double *highest;    /* importance of each path of a pilot */
    double *sorted;
    /** Of the hits of each stage. */
    struct splitting_start *starts[SPLITTING_LEVELS_MAX];
};

/** What distinguishes the random numbers of repetitions and pilots. */
enum splitting_use { SPLITTING_REPETITION, SPLITTING_PILOT };
struct splitting_run {
    enum splitting_use use;
    uint64_t number;
};

/** Chooses the parents of `effort` starts among `hits` hits. Each has the same expectation. */
void splitting_choose_parents(
    struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t hits);

/** Starts path k of a stage in room->path. */
enum status splitting_start(struct splitting_room *room, struct splitting_run run,
    int32_t stage, int64_t k, struct splitting_start *start) MUST_CHECK;

/** Goes on until the importance is at least `level`, or the path is over; *highest is the largest
 * importance on the way, *steps the work. */
enum status splitting_go(
    struct splitting_room *room, double level, double *highest, uint64_t *steps) MUST_CHECK;

/** Keeps the path, which has reached its level, as a hit of the stage. */
enum status splitting_keep(struct splitting_room *room, int32_t stage, int64_t hit,
    const struct splitting_start *start) MUST_CHECK;

/** The hits of this stage are now those from which the next one starts. */
void splitting_next_stage(struct splitting_room *room);

#endif

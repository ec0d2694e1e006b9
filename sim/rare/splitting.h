/**
 * splitting.h - the probability of a rare event by multilevel splitting, for any model.
 *
 * A path of the model starts, changes step by step and ends. Each state of a path has an importance
 * in [0, 1]; the event has happened if the importance is 1. Levels 0 < L1 < ... < Lm = 1 divide the
 * way to the event into m stages. Stage 1 starts `effort` new paths and stops each when its
 * importance first reaches L1 (a hit) or when the path ends. Stage k starts `effort` copies of the
 * hits of stage k - 1, each with its own random numbers, and stops them at Lk in the same way. The
 * estimate of a repetition is the product of the shares of hits. The method is the variant with
 * fixed effort of Garvels, The Splitting Method in Rare Event Simulation (2000), chapter 2, and of
 * Rubino and Tuffin, Rare Event Simulation Using Monte Carlo Methods (2009), chapter 3. The older
 * RESTART of Villen-Altamirano and Villen-Altamirano (1991) starts a fixed number of copies of each
 * hit instead. The work of a stage is then random, and it grows without bound if the levels are too
 * close.
 *
 * The estimate is unbiased for every importance and for all levels that do not depend on the random
 * numbers of the repetition. Each hit gets effort / hits copies, rounded down. The remaining copies
 * go to hits chosen at random, so that the expected number of copies is equal for all hits. A step
 * of the model may cross several levels. The choice of the importance changes only the variance.
 *
 * splitting_pilot() chooses the levels with separate paths, which no estimate uses. The next level
 * is the importance that a share of about SPLITTING_SHARE of the paths from the present level
 * reaches. This is the method of Cerou and Guyader, Stochastic Analysis and Applications 25 (2007).
 * Their estimate is not used: it comes from the paths that set the levels, and has a bias of the
 * order 1 / effort.
 */
#ifndef RARE_SPLITTING_H
#define RARE_SPLITTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum { SPLITTING_LEVELS_MAX = 64, SPLITTING_TRACKS_MAX = 4 };

/** Share of the paths of a pilot that reach the next level. */
#define SPLITTING_SHARE 0.2

/**
 * The operations on the paths of a model. A path is a block of memory from make(). All threads use
 * the same `self`.
 */
struct splitting_model {
    const void *self;
    /** Returns memory for a path, or NULL. drop() frees it. */
    void *(*make)(const void *self);
    void (*drop)(const void *self, void *path);
    /** Sets the path to the start of the independent path `number`. */
    enum status (*begin)(const void *self, void *path, uint64_t number);
    /** Continues to the next change of the state. Sets *over if the path has ended. */
    enum status (*advance)(const void *self, void *path, bool *over);
    /**
     * Returns the importance of the present state, in [0, 1]. It is 1 if and only if the event has
     * happened.
     */
    double (*importance)(const void *self, const void *path);
    enum status (*copy)(const void *self, void *to, const void *from);
    /** From now on the path draws the random numbers of continuation `number`. */
    void (*reseed)(const void *self, void *path, uint64_t number);
    /**
     * Returns the number of steps from the start of the path until now. The number of steps
     * measures the work. In a struct splitting_track, it states when the path was reseeded.
     */
    uint64_t (*steps)(const void *self, const void *path);
};

/** The levels, in increasing order; the last is 1. */
struct splitting_levels {
    int32_t n;
    double at[SPLITTING_LEVELS_MAX];
};

struct splitting_plan {
    const struct splitting_model *model;
    uint64_t seed;  /* seed of the random choices of splitting; the model has its own seed */
    int64_t effort; /* paths that each stage starts, >= 1 */
    /* maximum number of hits of the last stage to record, from 0 to SPLITTING_TRACKS_MAX */
    int32_t max_tracks;
    /* Deliberate errors. Tests set them to show that the tests would detect such an error. */
    bool keep_numbers; /* copies keep the random numbers of the hit */
};

/** One stage of a repetition or pilot. */
struct splitting_stage {
    int64_t starts, hits;
    uint64_t steps;
};

/**
 * How to repeat a path that reached the event: call begin(number). Then, for each k, advance until
 * the path has taken step[k] steps, and call reseed(reseed[k]).
 */
struct splitting_track {
    uint64_t number;
    int32_t n_splits;
    uint64_t step[SPLITTING_LEVELS_MAX];   /* number of steps of the path before the reseed */
    uint64_t reseed[SPLITTING_LEVELS_MAX]; /* number of the continuation */
    uint64_t end;                          /* steps until the event */
};

struct splitting_repetition {
    double estimate; /* estimate of the probability; 0 if a stage has no hit */
    uint64_t steps;  /* number of steps in all stages */
    struct splitting_stage stage[SPLITTING_LEVELS_MAX];
    int32_t n_tracks;
    struct splitting_track track[SPLITTING_TRACKS_MAX]; /* the first hits of the last stage */
};

/** The memory that one thread needs: paths, and how each of them began. */
struct splitting_room;

/** Returns NULL if memory runs out. */
struct splitting_room *splitting_room_make(const struct splitting_plan *plan);
void splitting_room_drop(struct splitting_room *room);

/**
 * Makes repetition `number`, counted from 1. Its new paths have the numbers (number - 1) * effort +
 * 1 to number * effort. Apart from the draws of the model, each stage draws uniform numbers to
 * choose the hits that get one more copy than the others: at most one number for each hit.
 */
enum status splitting_repeat(struct splitting_room *room, const struct splitting_levels *levels,
    uint64_t number, struct splitting_repetition *r) MUST_CHECK;

/** The result of a pilot. */
struct splitting_pilot {
    struct splitting_levels levels;
    /* no path reached a level above the last one: increase the effort, or choose another
       importance */
    bool stuck;
    double highest; /* highest importance that a path reached */
    uint64_t steps; /* number of steps in all paths */
    /* mean number of steps of a complete path, to compute the work of crude simulation */
    double steps_of_path;
    /** Product of the shares of hits. It is biased: use it only to choose the effort. */
    double guess;
};

/**
 * Chooses the levels. Each level costs `effort` paths. `number` distinguishes several pilots of the
 * same plan. The pilot's paths have numbers that no repetition uses. A level that more than half of
 * the paths reach is left out if enough paths reach a higher level.
 */
enum status splitting_pilot(
    struct splitting_room *room, uint64_t number, struct splitting_pilot *pilot) MUST_CHECK;

#endif

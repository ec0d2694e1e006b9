/**
 * splitting.h - the probability of a rare event by multilevel splitting, for any model.
 *
 * A path of the model starts, changes step by step and ends. Each state of a path has an
 * importance in [0, 1]; the event has happened if the importance is 1. Levels 0 < L1 < ... < Lm
 * = 1 divide the way to the event into m stages. Stage 1 starts `effort` new paths and stops
 * each when its importance first reaches L1 (a hit) or when the path ends. Stage k starts
 * `effort` copies of the hits of stage k - 1, each with its own random numbers, and stops them
 * at Lk in the same way. The estimate of a repetition is the product of the shares of hits.
 * This is the variant with fixed effort of Garvels, The Splitting Method in Rare Event
 * Simulation (2000), chapter 2, and of Rubino and Tuffin, Rare Event Simulation Using Monte
 * Carlo Methods (2009), chapter 3. The older RESTART of Villen-Altamirano and Villen-Altamirano
 * (1991) starts a fixed number of copies of each hit instead; the work of a stage is then
 * random and grows without bound if the levels are too close.
 *
 * The estimate is unbiased for every importance and every set of levels that do not depend on
 * the random numbers of the repetition: each hit gets effort / hits copies, rounded down, and
 * the rest goes to hits chosen at random, so that the expected number of copies is equal. A
 * step of the model may cross several levels. The choice of the importance changes only the
 * variance.
 *
 * splitting_pilot() chooses the levels with separate paths: the next level is the importance
 * that a share of about SPLITTING_SHARE of the paths from the present level reaches (Cerou and
 * Guyader, Stochastic Analysis and Applications 25, 2007, without their estimate, which uses
 * the same paths and has a bias of the order 1 / effort). No estimate uses these paths.
 */
#ifndef RARE_SPLITTING_H
#define RARE_SPLITTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum { SPLITTING_LEVELS_MAX = 64, SPLITTING_TRACKS_MAX = 4 };

/** Share of the paths of a pilot that reach the next level. */
#define SPLITTING_SHARE 0.2

/** Operations on the paths of a model. A path is a block of memory from make(); threads share
 * `self`. */
struct splitting_model {
    const void *self;
    /** Memory for a path, or NULL; drop() frees it. */
    void *(*make)(const void *self);
    void (*drop)(const void *self, void *path);
    /** Sets the path to the start of the independent path `number`. */
    enum status (*begin)(const void *self, void *path, uint64_t number);
    /** Continues to the next change of the state; sets *over if the path has ended. */
    enum status (*advance)(const void *self, void *path, bool *over);
    /** The importance of the present state, in [0, 1]; 1 if and only if the event has
     * happened. */
    double (*importance)(const void *self, const void *path);
    enum status (*copy)(const void *self, void *to, const void *from);
    /** From now on the path draws the random numbers of continuation `number`. */
    void (*reseed)(const void *self, void *path, uint64_t number);
    /** Number of steps from the start of the path until now. It measures the work, and
     * identifies the moment of a reseed (struct splitting_track). */
    uint64_t (*steps)(const void *self, const void *path);
};

/** The levels, in increasing order; the last is 1. */
struct splitting_levels {
    int32_t n;
    double at[SPLITTING_LEVELS_MAX];
};

struct splitting_plan {
    const struct splitting_model *model;
    uint64_t seed;      /* for the random choices of splitting; the model has its own seed */
    int64_t effort;     /* paths that each stage starts, >= 1 */
    int32_t max_tracks; /* maximum number of hits of the last stage to record, 0 to
                         * SPLITTING_TRACKS_MAX */
    /* Deliberate errors, with which tests show that they would detect them. */
    bool keep_numbers; /* copies are not reseeded */
};

/** One stage of a repetition or pilot. */
struct splitting_stage {
    int64_t starts, hits;
    uint64_t steps;
};

/** How to repeat a path that reached the event: begin(number), then reseed() after each number
 * of steps in `step`. */
struct splitting_track {
    uint64_t number;
    int32_t n_splits;
    uint64_t step[SPLITTING_LEVELS_MAX];   /* steps of the path before the reseed */
    uint64_t reseed[SPLITTING_LEVELS_MAX]; /* number of the continuation */
    uint64_t end;                          /* steps until the event */
};

struct splitting_repetition {
    double estimate; /* of the probability; 0 if a stage has no hit */
    uint64_t steps;  /* of all stages */
    struct splitting_stage stage[SPLITTING_LEVELS_MAX];
    int32_t n_tracks;
    struct splitting_track
        track[SPLITTING_TRACKS_MAX]; /* of the first hits of the last stage */
};

/** Memory of one thread: paths and their records. */
struct splitting_room;

/** NULL: no memory. */
struct splitting_room *splitting_room_make(const struct splitting_plan *plan);
void splitting_room_drop(struct splitting_room *room);

/**
 * Makes repetition `number`, counted from 1. Its new paths have the numbers (number - 1) *
 * effort + 1 and so on. Draws, apart from those of the model: one uniform for each copy beyond
 * an equal share of the hits.
 */
enum status splitting_repeat(struct splitting_room *room, const struct splitting_levels *levels,
    uint64_t number, struct splitting_repetition *r) MUST_CHECK;

/** The result of a pilot. */
struct splitting_pilot {
    struct splitting_levels levels;
    bool stuck;           /* no path reached a level above the last one: increase the effort, or
                     * choose another importance */
    double highest;       /* highest importance that a path reached */
    uint64_t steps;       /* of all paths */
    double steps_of_path; /* mean steps of a complete path, for the work of crude simulation */
    /** Product of the shares of hits. Biased: use it only to choose the effort. */
    double guess;
};

/**
 * Chooses levels with `effort` paths for each. `number` distinguishes pilots of the same plan.
 * No repetition uses the numbers of its paths. A level that more than half of the paths reach
 * is omitted if enough paths reach a higher one.
 */
enum status splitting_pilot(
    struct splitting_room *room, uint64_t number, struct splitting_pilot *pilot) MUST_CHECK;

#endif

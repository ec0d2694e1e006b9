/**
 * rare.h - estimates the probability of a rare event under every policy of a scenario.
 *
 * Repetition k starts from the same replications under every policy, and its continuations use the
 * same random numbers under every policy. Policies can therefore be compared in pairs. The
 * repetitions are distributed over threads. The results do not depend on the number of threads.
 */
#ifndef RARE_RARE_H
#define RARE_RARE_H

#include <stdatomic.h>

#include "rare/rare_estimate.h"
#include "rare/rare_path.h"
#include "scenario/scenario.h"

struct rare_plan {
    const struct scenario *scenario;
    struct rare_texts texts;
    uint64_t seed;
    const uint64_t *world_hashes; /* one for each policy, as for run_init(); NULL: all are 0 */
    int64_t effort;      /* number of paths in each stage of a repetition, and of the pilot */
    int64_t repetitions; /* for each policy, >= 2; 0: the caller uses rare_repeat() only */
    int32_t threads;
    /**
     * Called for each finished repetition, in the order of policies and then of numbers; may be
     * NULL.
     */
    enum status (*note)(void *self, int32_t policy, int64_t number,
        const struct splitting_repetition *r, struct failure *f);
    void *self;
    /**
     * Fills *r with a repetition that an earlier execution finished. Returns false if there is
     * none. NULL: no repetition is finished.
     */
    bool (*recall)(void *self, int32_t policy, int64_t number, struct splitting_repetition *r);
    /* when it is not 0, rare_run() ends with STATUS_STOPPED; may be NULL */
    const atomic_int *stop;
};

/** The plan and the results of one policy. */
struct rare_policy {
    const struct scenario_policy *policy;
    struct rare_event event;
    struct rare_path_of of;
    struct splitting_model model;
    struct splitting_plan plan;
    struct splitting_pilot pilot;
    struct splitting_room *room; /* memory of rare_repeat(); NULL before its first call */
    struct splitting_repetition *repetitions; /* repetition 1 is the first element */
    double *estimates;                        /* one for each repetition */
    struct rare_estimate estimate;
    /** Probability divided by that of the baseline policy; NAN for the baseline. */
    struct estimate ratio;
};

struct rare {
    struct rare_policy *policies;
    int32_t n_policies;
    struct arena arena;
};

/**
 * Reads the event for every policy. Returns STATUS_USAGE if an option is wrong. Call rare_free() in
 * any case.
 */
enum status rare_init(
    struct rare *r, const struct rare_plan *plan, struct failure *f) MUST_CHECK;

/**
 * Finds the levels of each policy, makes the repetitions and estimates the probabilities. If the
 * pilot of a policy cannot find the next level (`stuck`), the repetitions use the levels found so
 * far, and probably none of them reaches the event. Returns STATUS_BAD_INPUT if a run reaches
 * max_events.
 */
enum status rare_run(
    struct rare *r, const struct rare_plan *plan, struct failure *f) MUST_CHECK;

/** The result of a single repetition. */
struct rare_one {
    double probability; /* unbiased estimate from this repetition */
    /* number of model events in the paths of this repetition; for repetition 1, also in those of
       the pilot */
    double steps;
    int32_t levels;
};

/**
 * Makes repetition `number`, counted from 1, under a policy. The first call for a policy also finds
 * its levels. Only one thread at a time may call this function for *r. Returns STATUS_BAD_INPUT if
 * a run reaches max_events.
 */
enum status rare_repeat(struct rare *r, int32_t policy, int64_t number, struct rare_one *one,
    struct failure *f) MUST_CHECK;

void rare_free(struct rare *r);

#endif

/**
 * rare.h - a rare event under every policy of a scenario.
 *
 * Repetition k begins with the same replications under every policy, and its continuations have
 * the same numbers under every policy, so that policies are compared in pairs. Threads share
 * the repetitions; the results do not depend on their number.
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
    const uint64_t *world_hashes; /* of the policies, as for run_init(); NULL: all are 0 */
    int64_t effort;               /* paths of a stage, of the repetitions and of the pilot */
    int64_t repetitions;          /* of each policy, >= 2; 0: only rare_repeat() is used */
    int32_t threads;
    /** Called for each repetition that is over, in order of policy and number; may be NULL. */
    enum status (*note)(void *self, int32_t policy, int64_t number,
        const struct splitting_repetition *r, struct failure *f);
    void *self;
    /** Fills a repetition that an earlier execution made; false: it is missing. NULL: all are. */
    bool (*recall)(void *self, int32_t policy, int64_t number, struct splitting_repetition *r);
    const atomic_int *stop; /* not 0: end with STATUS_STOPPED; NULL: never */
};

/** The plan and the results of one policy. */
struct rare_policy {
    const struct scenario_policy *policy;
    struct rare_event event;
    struct rare_path_of of;
    struct splitting_model model;
    struct splitting_plan plan;
    struct splitting_pilot pilot;
    struct splitting_room *room;              /* of rare_repeat(); NULL: no call yet */
    struct splitting_repetition *repetitions; /* number 1 first */
    double *estimates;                        /* of the repetitions */
    struct rare_estimate estimate;
    struct estimate
        ratio; /* to the probability under the baseline; of the baseline itself: NAN */
};

struct rare {
    struct rare_policy *policies;
    int32_t n_policies;
    struct arena arena;
};

/** Reads the event for every policy: STATUS_USAGE if an option is wrong. Free *r in any case. */
enum status rare_init(
    struct rare *r, const struct rare_plan *plan, struct failure *f) MUST_CHECK;

/**
 * Finds the levels, makes the repetitions and estimates. A policy whose pilot is stuck uses the
 * levels found so far; its repetitions will hardly reach the event. STATUS_BAD_INPUT if a run
 * reaches max_events.
 */
enum status rare_run(
    struct rare *r, const struct rare_plan *plan, struct failure *f) MUST_CHECK;

/** A repetition by itself. */
struct rare_one {
    double probability; /* unbiased estimate */
    double steps;       /* events of its paths; of repetition 1, also of those of the pilot */
    int32_t levels;
};

/**
 * Makes repetition `number`, from 1, under a policy. The first call for a policy finds the levels.
 * One thread at a time may call this function for *r. STATUS_BAD_INPUT if a run reaches max_events.
 */
enum status rare_repeat(struct rare *r, int32_t policy, int64_t number, struct rare_one *one,
    struct failure *f) MUST_CHECK;

void rare_free(struct rare *r);

#endif

/**
 * regret_states.h - the states of the world and the alternatives of a design; internal to
 * regret.h.
 */
#ifndef ANALYSIS_REGRET_REGRET_STATES_H
#define ANALYSIS_REGRET_REGRET_STATES_H

#include "experiment/experiment.h"
#include "stats/run_table.h"

/** The states of the world and the alternatives. A zeroed struct is empty. */
struct regret_states {
    /**
     * [state * n_sets + set]: index of the point; -1: there is none. A set is a combination of
     * levers.
     */
    int64_t *points;
    int64_t *of_set; /* [n_sets]: a point with the levers of the set */
    /**
     * If there are too many states to list, n_incomplete is their number, and n_states is 0.
     * Otherwise n_incomplete is 0.
     */
    int64_t n_states, n_incomplete;
    int32_t n_sets; /* number of combinations of levers */
    int32_t *levers;
    int32_t n_levers;
    /** For each run: true if an alternative of the same state lacks this replication. */
    bool *left_out;
};

/**
 * Finds the states and the combinations of levers, in the order of their values. A replication is
 * left out if it is not complete under all policies of the point. With common random numbers across
 * points, it must be complete at all points of the state. The caller frees the struct with
 * regret_states_free(), also after a failure.
 */
enum status regret_states_init(struct regret_states *s, const struct experiment *e,
    const struct run_table *runs) MUST_CHECK;
void regret_states_free(struct regret_states *s);

#endif

/**
 * regret_states.h - the states of the world and the alternatives of a design; internal to
 * regret.h.
 */
#ifndef ANALYSIS_REGRET_REGRET_STATES_H
#define ANALYSIS_REGRET_REGRET_STATES_H

#include "experiment/experiment.h"
#include "stats/run_table.h"

/** All zero: empty. */
struct regret_states {
    int64_t *points;                /* [state * n_sets + set]: the point; -1: none */
    int64_t *of_set;                /* [n_sets]: a point with these levers */
    int64_t n_states, n_incomplete; /* n_incomplete: if there are too many to list */
    int32_t n_sets;                 /* combinations of levers */
    int32_t *levers;
    int32_t n_levers;
    bool *left_out; /* by run: true if an alternative of the same state lacks this
                     * replication */
};

/**
 * Finds states and combinations of levers, in order of their values. The runs of a replication are
 * left out if it is not complete under all policies of the point and, with common random numbers
 * across points, of all points of the state. Free with regret_states_free(), also after failure.
 */
enum status regret_states_init(struct regret_states *s, const struct experiment *e,
    const struct run_table *runs) MUST_CHECK;
void regret_states_free(struct regret_states *s);

#endif

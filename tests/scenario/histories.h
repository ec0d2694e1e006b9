/**
 * histories.h - runs of a world, reduced to one number for comparison.
 */
#ifndef TESTS_SCENARIO_HISTORIES_H
#define TESTS_SCENARIO_HISTORIES_H

#include <math.h>

#include "model/run.h"

/* Returns the combined fingerprint of replications 1 to `n`. Each runs until `day` or the
   horizon. */
static inline uint64_t
histories(const struct world *w, uint64_t n, double day)
{
    uint64_t fingerprint = 0;

    for (uint64_t replication = 1; replication <= n; replication++) {
        struct run run;

        assert_ok(run_init(&run, w, 1, replication, 0, NULL), NULL);
        assert_int_equal(
            run_until(&run, w, fmin(day, w->horizon_days), NULL, NULL), RUN_REACHED);
        fingerprint = fingerprint * 3 + run.kernel.fingerprint;
        run_free(&run);
    }
    return fingerprint;
}

#endif

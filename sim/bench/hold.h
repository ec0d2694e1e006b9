/**
 * hold.h - the hold model, the standard benchmark of event lists (Vaucher and Duval 1975; Jones
 * 1986).
 *
 * A step removes the earliest of n pending events and schedules it again after an exponential time.
 * There are two variants. With increments from a table, the event list alone is measured. With
 * increments that are drawn, the cost in a simulation is measured. Each variant exists for the
 * kernel and for the textbook methods, which are a binary heap and gsl_ran_exponential() with
 * mt19937.
 */
#ifndef BENCH_HOLD_H
#define BENCH_HOLD_H

#include "bench/exponential_batch.h"
#include "bench/heap.h"
#include "kernel/queue.h"

#include <gsl/gsl_rng.h>

/**
 * Length of the table. A branch predictor cannot remember so many increments. With a short table it
 * could, and the heap would seem faster.
 */
enum { HOLD_TABLE = 65536 };

struct hold {
    struct queue queue;
    struct heap heap;
    struct exponential_batch batch;
    gsl_rng *mt19937;
    double *table; /* HOLD_TABLE exponential variates */
};

/** Fills both event lists with the same n pending events in the steady state. */
enum status hold_init(struct hold *h, int32_t n) MUST_CHECK;
void hold_free(struct hold *h);

/**
 * These functions do `steps` steps and return the last time. For equal increments, the time is
 * equal in both lists.
 */
double hold_queue_table(struct hold *h, int64_t steps);
double hold_heap_table(struct hold *h, int64_t steps);
double hold_queue_drawn(struct hold *h, int64_t steps);
double hold_heap_drawn(struct hold *h, int64_t steps);

#endif

/**
 * hold.h - the hold model: removes the earliest of n pending events and schedules it again
 * after an exponential time.
 *
 * The standard benchmark of event lists (Vaucher and Duval 1975; Jones 1986). There are two
 * variants: increments from a table measure the event list only; increments that are drawn measure
 * the cost in a simulation. Each exists for the kernel and for the textbook methods, a binary heap
 * and gsl_ran_exponential() with mt19937.
 */
#ifndef BENCH_HOLD_H
#define BENCH_HOLD_H

#include "bench/exponential_batch.h"
#include "bench/heap.h"
#include "kernel/queue.h"

#include <gsl/gsl_rng.h>

/** Length of the table, longer than the memory of a branch predictor: with a short table the
 * heap would seem faster. */
enum { HOLD_TABLE = 65536 };

struct hold {
    struct queue queue;
    struct heap heap;
    struct exponential_batch batch;
    gsl_rng *mt19937;
    double *table; /* HOLD_TABLE exponentials */
};

/** Fills both event lists with the same n pending events, in the steady state. */
enum status hold_init(struct hold *h, int32_t n) MUST_CHECK;
void hold_free(struct hold *h);

/** Do `steps` steps and return the last time, which is equal in both lists for equal increments. */
double hold_queue_table(struct hold *h, int64_t steps);
double hold_heap_table(struct hold *h, int64_t steps);
double hold_queue_drawn(struct hold *h, int64_t steps);
double hold_heap_drawn(struct hold *h, int64_t steps);

#endif

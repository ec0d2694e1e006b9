/**
 * hold.h - the hold model: take the soonest of n pending events out, schedule it again an
 * exponential time later.
 *
 * The classic measure of an event list (Vaucher and Duval 1975; Jones 1986). Twice over: with
 * increments read from a table, which is the event list alone, and with increments drawn, which
 * is what a simulation pays. And each on the kernel and on the textbook's means: a binary heap
 * and gsl_ran_exponential() of mt19937.
 */
#ifndef BENCH_HOLD_H
#define BENCH_HOLD_H

#include "bench/exponential_batch.h"
#include "bench/heap.h"
#include "kernel/queue.h"

#include <gsl/gsl_rng.h>

/** Longer than a branch predictor's memory: a short table would flatter the heap. */
enum { HOLD_TABLE = 65536 };

struct hold {
    struct queue queue;
    struct heap heap;
    struct exponential_batch batch;
    gsl_rng *mt19937;
    double *table; /* HOLD_TABLE exponentials */
};

/** Both event lists with the same n pending events at their steady state. */
enum status hold_init(struct hold *h, int32_t n) MUST_CHECK;
void hold_free(struct hold *h);

/** `steps` steps; return the last time, which for the same increments is the same in both. */
double hold_queue_table(struct hold *h, int64_t steps);
double hold_heap_table(struct hold *h, int64_t steps);
double hold_queue_drawn(struct hold *h, int64_t steps);
double hold_heap_drawn(struct hold *h, int64_t steps);

#endif

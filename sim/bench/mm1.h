/**
 * mm1.h - the M/M/1 queue with arrival rate 0.9 and service rate 1, as a test of the kernel.
 *
 * Each customer has two events, arrival and departure. The expected time in the system is
 * 1/(1 - 0.9) = 10.
 */
#ifndef BENCH_MM1_H
#define BENCH_MM1_H

#include "base/status.h"

#include <stdint.h>

/** Number of events, and mean time of a customer in the system. */
struct mm1_result {
    int64_t n_events;
    double mean_time_in_system;
};

/**
 * Simulates the queue with the kernel and exponentials in batches until `customers` customers have
 * left.
 */
enum status mm1_kernel(int64_t customers, uint64_t seed, struct mm1_result *result) MUST_CHECK;

/**
 * Like mm1_kernel(), but with a binary heap, and with the exponentials of gsl_ran_exponential()
 * from the generator mt19937 of GSL.
 */
enum status mm1_textbook(
    int64_t customers, uint64_t seed, struct mm1_result *result) MUST_CHECK;

#endif

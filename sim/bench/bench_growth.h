/**
 * bench_growth.h - counts the instructions of `cbmsim run` and `cbmsim sweep`, and fits how they
 * grow with the size of a world or of an experiment. Counts hardly depend on other processes.
 *
 * Rows for a scenario; the parameter is the number of replications:
 *
 *   program_instructions_run    the whole program, with metrics, runs.csv and analysis,
 *   program_instructions_event  per run and per event, without the start of the program: the count
 *                               for 2n replications minus the count for n. The ratio is the number
 *                               of events per run
 *
 * Rows of exponents; the parameter is the largest size n. The cost of three sizes, n/4, n/2 and n,
 * is counted. The exponent is the logarithm to base 2 of the ratio of the two increases, so that a
 * constant part of the cost has no influence. It is 1 for a linear cost and 2 for a quadratic one.
 *
 *   exponent_dyads      dyads of states that are all related, with almost no events
 *   exponent_parties    pairs of parties of one agreement
 *   exponent_states     states in a ring, with three incidents a year each
 *   exponent_incidents  incidents among ten states
 *   exponent_desk       incidents of three states whose desks are overloaded
 *   exponent_measures   agreements among four states, with two measures each
 *   exponent_policies   policies
 *   exponent_points     design points, with one replication each
 *   exponent_rows       replications
 *   exponent_control    states of a complete world: 2 is expected, because the cost per dyad
 *                       is constant
 */
#ifndef BENCH_BENCH_GROWTH_H
#define BENCH_BENCH_GROWTH_H

#include <stdio.h>

#include "base/status.h"

/**
 * Counts and prints the rows of instructions, for `replications` runs of each policy of the
 * scenario at `path`. `program` is the path of cbmsim. Uses a temporary directory in /tmp.
 */
enum status bench_growth_instructions(FILE *out, const char *program, const char *path,
    int32_t replications, struct failure *f) MUST_CHECK;

/** Counts and prints the rows of exponents: 30 runs of the program, about a minute. */
enum status bench_growth_exponents(
    FILE *out, const char *program, struct failure *f) MUST_CHECK;

#endif

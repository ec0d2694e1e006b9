/**
 * lean_tutorial.h - the second form of the model (sim/MODEL.md), in bare C for one scenario.
 *
 * A bound for the speed of sim/model: the rules of scenarios/two-states-tutorial.json under the
 * policy `without`, with its three states and eleven types of incidents as constants, on the same
 * kernel and with addressed random numbers. test_lean_tutorial.c compares its means with those of
 * the model. The program has no observers, rows or seats, and lacks the rules that this scenario
 * does not use: agreements and levers, partners, technical channels, crime and accidents.
 *
 * It computes runs with the same distribution in fewer steps:
 *
 * - the end of an operation is a number, and an event only if an operation team waits for it;
 * - the last routine contact of two states is drawn when a rule asks for it;
 * - the next item of evidence and the end of patience are one event;
 * - candidates that would be rejected (`headroom`) and the rungs of the ladder are left out, as are
 *   denials in public (9.13), which have no effect;
 * - a desk delays a job but has no queue, because only one run in 10^5 has a job that waits;
 * - one block of random numbers serves one step of an incident or order.
 */
#ifndef TESTS_BENCH_LEAN_TUTORIAL_H
#define TESTS_BENCH_LEAN_TUTORIAL_H

#include <stdint.h>

/** The outcomes, with the names and definitions of the metrics (`cbmsim describe metrics`). */
#define LEAN_OUTCOMES(X)                                                                       \
    X(incidents_true)                                                                          \
    X(incidents_observed)                                                                      \
    X(incidents_severity_5)                                                                    \
    X(incidents_undetected)                                                                    \
    X(counter_operations)                                                                      \
    X(harm)                                                                                    \
    X(misread)                                                                                 \
    X(industry_named)                                                                          \
    X(attributed)                                                                              \
    X(misattributed)                                                                           \
    X(decisions)                                                                               \
    X(cooperative_responses)                                                                   \
    X(public_responses)                                                                        \
    X(covert_responses)                                                                        \
    X(counter_espionage)                                                                       \
    X(hostile_responses)                                                                       \
    X(misdirected_responses)                                                                   \
    X(hostile_acts)                                                                            \
    X(orders_given)                                                                            \
    X(orders_withdrawn_truth)                                                                  \
    X(orders_withdrawn_named)                                                                  \
    X(orders_withdrawn_settled)                                                                \
    X(orders_lapsed)                                                                           \
    X(retractions)                                                                             \
    X(concessions)                                                                             \
    X(messages_sent)                                                                           \
    X(messages_answered)                                                                       \
    X(crises)                                                                                  \
    X(crisis_days)                                                                             \
    X(settlements)                                                                             \
    X(trust_final)

#define LEAN_MEMBER(name) double name;
struct lean_outcomes {
    LEAN_OUTCOMES(LEAN_MEMBER)
};
#undef LEAN_MEMBER

struct lean;

/** A program without runs; NULL if memory is short. */
struct lean *lean_new(void);
void lean_free(struct lean *m);

/** One run of ten years; replications count from 1. */
struct lean_outcomes lean_run(struct lean *m, uint64_t seed, uint64_t replication);

/** Events of the last run. */
uint64_t lean_events(const struct lean *m);

#endif

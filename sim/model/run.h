/**
 * run.h - simulating a world.
 *
 *   run_init       begins a run
 *   run_reset      begins a run in the memory of an earlier run
 *   run_until      fires events up to a day, or to a matter that a seat has to settle
 *   run_options    options of the waiting seat, with the terms of their utilities
 *   run_choose     enters the choice of the seat; run_until continues from there
 *   run_tabled.h   matters of seats: what they are, how seats settle them
 *   run_copy       copies a run (run_state.h)
 *   run_copy_into  the same in the memory of another run (run_state.h)
 *   run_fork       gives a run another future
 *
 * The world is passed to every call and never stored. A copy may continue in another world if
 * both worlds have the same states, pairs, sources and so on at the same indices.
 */
#ifndef MODEL_RUN_H
#define MODEL_RUN_H

#include "model/state/run_state.h"

enum run_stop {
    RUN_REACHED,    /* the day is reached; at the horizon the run is over */
    RUN_DECISION,   /* a seat has to settle a matter (run_tabled.h) */
    RUN_MAX_EVENTS, /* aborted: the run is over; do not use its metrics */
    RUN_PAUSED,     /* the given number of events has been fired */
    RUN_NO_MEMORY,
};

/**
 * Begins a replication: sets up its first day. `observers` (NULL: none) declare the arrays they
 * keep inside the run; pass the same observers to every later call. All random draws are
 * addressed (stream.h). STATUS_NO_MEMORY on failure; call run_free in any case.
 */
enum status run_init(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/**
 * Like run_init, in the memory of an earlier run, whatever its state. The observers
 * must be the same. No byte of the new run depends on the old one. Call run_free in any case.
 */
enum status run_reset(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/** Fires events until `day` or a stop. At the horizon open incidents are reported as censored. */
enum run_stop run_until(struct run *r, const struct world *w, double day,
    const struct observers *observers, const struct trace_sink *sink);

/** Like run_until, but pauses after `events` events. A pause does not change the run. */
enum run_stop run_for(struct run *r, const struct world *w, double day, uint64_t events,
    const struct observers *observers, const struct trace_sink *sink);

/**
 * From now on the run draws the random numbers of fork `number` (any value) instead of its own.
 * The history of the run does not change. Copies with different fork numbers are different
 * continuations of one history, and none of them is the continuation of the run without a fork.
 * Copies with equal fork numbers have common random numbers: they meet the same candidates,
 * whatever a seat chooses in each.
 *
 * Earlier draws stay: all scheduled events, the next item of evidence of each belief, and up to
 * three further candidates of each arrival process and up to three routine contacts of each
 * pair, because their gaps are drawn four at a time (purpose.h). The type and severity of these
 * candidates are drawn anew.
 */
void run_fork(struct run *r, uint64_t number);

/** Options of the waiting seat on that side (decision.h); returns their number. This function
 * and the next two need a run that is stopped at a decision: r->waiting is not NONE. */
int32_t run_options(const struct run *r, const struct world *w, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX]);

/** The response that the model would choose on that side. */
int32_t run_choice(const struct run *r, const struct world *w, int32_t side, int32_t covert);

/** Enters the choice of the waiting seat, as indices of responses. STATUS_BAD_INPUT if one of
 * the two is impossible; nothing changes then. */
enum status run_choose(struct run *r, const struct world *w, int32_t covert, int32_t overt,
    int32_t help, const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/** Integral of the tension of one direction of a pair, in tension times days, from the first day
 * until now. `side` 0: the first state of the pair toward the second; 1: the reverse. */
double run_tension_area(const struct run *r, const struct world *w, int32_t pair, int32_t side);

/** The present tension of one direction of a pair, >= 0. */
double run_tension(const struct run *r, const struct world *w, int32_t pair, int32_t side);
/** The present trust of one direction of a pair, in (0, 1). */
double run_trust(const struct run *r, const struct world *w, int32_t pair, int32_t side);
/** A present capacity of a state, in [0, 1]. */
double run_capacity(
    const struct run *r, const struct world *w, int32_t state, enum capacity capacity);
/** The present domestic pressure on a state, in [0, 1). */
double run_pressure(const struct run *r, const struct world *w, int32_t state);

#endif

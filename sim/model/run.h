/**
 * run.h - simulates a world.
 *
 *   run_init       begins a run
 *   run_reset      begins a run in the memory of an earlier run
 *   run_until      fires events up to a day, or until a seat has to settle a matter
 *   run_options    lists the options of the waiting seat, with the terms of their utilities
 *   run_choose     enters the choice of the waiting seat; then call run_until again
 *   run_copy       copies a run (run_state.h)
 *   run_copy_into  copies a run into the memory of another run (run_state.h)
 *   run_fork       gives a copy of a run other random numbers from now on
 *
 * run_tabled.h has all matters that seats settle; run_choose() is enough for decisions alone.
 *
 * The world is passed to every call and never stored in the run. A copy may continue in another
 * world if both worlds have the same states, pairs, sources and so on at the same indices.
 */
#ifndef MODEL_RUN_H
#define MODEL_RUN_H

#include "model/state/run_state.h"

enum run_stop {
    RUN_REACHED,    /* the day is reached; if it is the horizon, the run is over */
    RUN_DECISION,   /* a seat has to settle a matter (run_tabled.h) */
    RUN_MAX_EVENTS, /* the run has reached max_events and is over; do not use its metrics */
    RUN_PAUSED,     /* run_for() has fired the given number of events */
    RUN_NO_MEMORY,
};

/**
 * Begins a replication: sets up its first day. `seed`, `replication` and `world_hash` are parts of
 * the addresses of all random numbers (stream.h). `observers` (NULL: none) declare the arrays that
 * they keep inside the run. Pass the same observers to every later call. Returns STATUS_NO_MEMORY
 * if memory runs out. Call run_free() in any case.
 */
enum status run_init(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/**
 * Like run_init(), but uses the memory of an earlier run, which may be in any state. The observers
 * must be the same. The new run does not depend on the old one. Call run_free() in any case.
 */
enum status run_reset(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/**
 * Fires events until `day`, or until one of the other reasons of enum run_stop. At the horizon,
 * open incidents are reported as censored.
 */
enum run_stop run_until(struct run *r, const struct world *w, double day,
    const struct observers *observers, const struct trace_sink *sink);

/**
 * Like run_until(), but stops after `events` events at the latest. Stopping does not change the
 * run.
 */
enum run_stop run_for(struct run *r, const struct world *w, double day, uint64_t events,
    const struct observers *observers, const struct trace_sink *sink);

/**
 * From now on the run draws the random numbers of fork `number` (any value) instead of its own. Its
 * past does not change. Copies with different fork numbers continue differently, and none of them
 * continues like the run without a fork. Copies with equal fork numbers have common random numbers:
 * they have the same candidates, whatever a seat chooses in each copy.
 *
 * Draws that were made before the fork stay: those of all scheduled events and of the next item of
 * evidence of each belief. Up to three further candidates of each arrival process and up to three
 * routine contacts of each pair stay, too, because their gaps are drawn four at a time (purpose.h).
 * The type and severity of these candidates are drawn anew.
 */
void run_fork(struct run *r, uint64_t number);

/**
 * Lists the options of the waiting seat on one side (enum response_side), and returns their number.
 * For the overt side, `covert` is the covert response that the seat has chosen, or NONE
 * (decision.h). This function and the next two may be called only while the run is stopped at a
 * decision: r->waiting is not NONE.
 */
int32_t run_options(const struct run *r, const struct world *w, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX]);

/** Returns the response that the model would choose on that side (index). */
int32_t run_choice(const struct run *r, const struct world *w, int32_t side, int32_t covert);

/**
 * Enters the choice of the waiting seat: the indices of its three responses. Returns
 * STATUS_BAD_INPUT if one of them is impossible, or STATUS_NO_MEMORY. After an error nothing has
 * changed.
 */
enum status run_choose(struct run *r, const struct world *w, int32_t covert, int32_t overt,
    int32_t help, const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/**
 * Returns the integral of the tension of one direction of a pair over the days from the first day
 * until now. `side` 0 is the direction from the first state of the pair to the second; 1 is the
 * reverse.
 */
double run_tension_area(const struct run *r, const struct world *w, int32_t pair, int32_t side);

/** Returns the present tension of one direction of a pair, >= 0. */
double run_tension(const struct run *r, const struct world *w, int32_t pair, int32_t side);
/** Returns the present trust of one direction of a pair, in (0, 1). */
double run_trust(const struct run *r, const struct world *w, int32_t pair, int32_t side);
/** Returns the present rung of one direction of a pair. */
int32_t run_rung(const struct run *r, const struct world *w, int32_t pair, int32_t side);
/** Returns a present capacity of a state, in [0, 1]. */
double run_capacity(
    const struct run *r, const struct world *w, int32_t state, enum capacity capacity);
/** Returns the present domestic pressure on a state, in [0, 1). */
double run_pressure(const struct run *r, const struct world *w, int32_t state);

#endif

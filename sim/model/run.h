/**
 * run.h - simulating a world.
 *
 *   run_init       the first day
 *   run_reset      the same in the memory of a run that is over
 *   run_until      fires events up to a day, or to a decision of a chosen seat
 *   run_options    what the waiting seat may choose, and why each option is worth what it is
 *   run_choose     its choice; run_until goes on from there
 *   run_copy       an equal run (run_state.h)
 *   run_verify     invariants, for tests
 *
 * The world is passed to every call and never stored. A copy may go on in another world if both
 * index the same things.
 */
#ifndef MODEL_RUN_H
#define MODEL_RUN_H

#include "model/state/run_state.h"

enum run_stop {
    RUN_REACHED,    /* the day was reached; at the horizon the run is over */
    RUN_DECISION,   /* a seat has to decide: run_options, run_choose */
    RUN_MAX_EVENTS, /* given up: the run is over and its metrics are not to be used */
    RUN_PAUSED,     /* as many events as were asked for have been fired */
    RUN_NO_MEMORY,
};

/**
 * Makes the run of that replication, on its first day. `watchers` (NULL: none) declare the bytes
 * they keep inside the run and must be passed to every later call. Draws by address only.
 */
enum status run_init(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/**
 * run_init in the memory of a run of a like world and the same watchers, whatever became of it:
 * no byte of the new run depends on the old one. Free it in any case.
 */
enum status run_reset(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers) MUST_CHECK;

/** Fires events until `day` or a stop. At the horizon open matters are told as censored. */
enum run_stop run_until(struct run *r, const struct world *w, double day,
    const struct observers *observers, const struct trace_sink *sink);

/** The same, but pauses after so many events; a run that is paused goes on as if it were not. */
enum run_stop run_for(struct run *r, const struct world *w, double day, uint64_t events,
    const struct observers *observers, const struct trace_sink *sink);

/** Options of the waiting seat on that side (decision.h); returns how many. */
int32_t run_options(const struct run *r, const struct world *w, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX]);

/** What the model would choose there. */
int32_t run_choice(const struct run *r, const struct world *w, int32_t side, int32_t covert);

/** The waiting seat's choice, responses by index. STATUS_BAD_INPUT if one is impossible. */
enum status run_choose(struct run *r, const struct world *w, int32_t covert, int32_t overt,
    const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/** Broken invariants: NULL if sound, else what is wrong. */
const char *run_verify(const struct run *r, const struct world *w);

/** Integral of the tension of one side of a pair from the first day until now. */
double run_tension_area(const struct run *r, const struct world *w, int32_t pair, int32_t side);

/** What one side of a pair feels now; capacity and domestic pressure, in [0, 1), of a state. */
double run_tension(const struct run *r, const struct world *w, int32_t pair, int32_t side);
double run_capacity(
    const struct run *r, const struct world *w, int32_t state, enum capacity capacity);
double run_pressure(const struct run *r, const struct world *w, int32_t state);

#endif

/**
 * run_act.h - events that people start: initiatives of seats, and injects called by a
 * facilitator.
 *
 * Both are stored in the run, so that a copy of the run contains them. The same calls on the same
 * days give the same bytes.
 */
#ifndef MODEL_RUN_ACT_H
#define MODEL_RUN_ACT_H

#include "model/run.h"
#include "model/seat/initiative.h"

/**
 * Returns in words why a state cannot take an initiative now; NULL if it can. Does not change the
 * run.
 */
const char *run_why_not(const struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative);

/**
 * Lets a state take an initiative. The state need not have a seat. Returns STATUS_BAD_INPUT if it
 * cannot (see run_why_not()), or STATUS_NO_MEMORY. After an error nothing has changed. `observers`
 * and `sink` are those of run_until().
 */
enum status run_act(struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/**
 * Calls an inject that has no day in the scenario (member `called`). It happens on `day`, which is
 * between now and the horizon. The same inject may be called several times; each call makes another
 * incident. An inject that consists only of news does not change the run. Returns STATUS_BAD_INPUT
 * if the inject has a day of its own, or if `day` is before now or after the horizon. Returns
 * STATUS_NO_MEMORY if memory runs out. After an error nothing has changed.
 */
enum status run_call(
    struct run *r, const struct world *w, int32_t inject, double day) MUST_CHECK;

#endif

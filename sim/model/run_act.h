/**
 * run_act.h - events that people start: initiatives of seats, and injects called by a
 * facilitator.
 *
 * Both change the run, so a copy of the run contains them. The same calls on the same days give
 * the same bytes.
 */
#ifndef MODEL_RUN_ACT_H
#define MODEL_RUN_ACT_H

#include "model/run.h"
#include "model/seat/initiative.h"

/** Why a state cannot take an initiative now, in words; NULL: it can. Changes nothing. */
const char *run_why_not(const struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative);

/** A state takes an initiative, whether it has a seat or not. STATUS_BAD_INPUT: it cannot (see
 * run_why_not); STATUS_NO_MEMORY. Nothing has changed then. `observers` and `sink` as for
 * run_until. */
enum status run_act(struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/**
 * Calls an inject of the world that has no day (`called`): it happens on `day`, from now to the
 * horizon. One inject may be called several times; each call is another incident. An inject
 * that is only news does not change the run. STATUS_BAD_INPUT: the inject has a day of its own,
 * or `day` is before now or after the horizon; STATUS_NO_MEMORY. Nothing has changed then.
 */
enum status run_call(
    struct run *r, const struct world *w, int32_t inject, double day) MUST_CHECK;

#endif

/**
 * source.h - sources: the arrivals of operations.
 *
 * Each source and target has one arrival process of candidates. Its rate is a ceiling: the base
 * rate times the activity of the run, the maximum exposure and the headroom. A candidate is
 * accepted (it becomes an incident) if its uniform is below the ratio of the present rate to
 * the ceiling. So measures change which candidates are accepted, never the candidates. A
 * candidate that would happen at the rate of the scenario starts a campaign; the further
 * members of the campaign, each with its own target, delay and acceptance, share its
 * indicators. MODEL.md section 1
 */
#ifndef MODEL_INCIDENT_SOURCE_H
#define MODEL_INCIDENT_SOURCE_H

#include "model/state/sim.h"

/** Draws the activity of every arrival process; schedules first candidates, injects and the
 * trace. */
void source_begin(struct sim_context *s);

/**
 * Sets type (drawn from the mix of the source if NONE), severity, length, dwell share, target
 * class and blamed state of an incident whose id and source are set. Draws two blocks addressed
 * by its id.
 */
void source_draw_nature(struct sim_context *s, struct incident *i, int32_t type);

/** Takes down a source: the rates of all its arrival processes fall and then recover. (1.11) */
void source_take_down(struct sim_context *s, int32_t source);

/* Events. */
void source_on_candidate(void *sim, const struct event *event);
void source_on_member(void *sim, const struct event *event);
void source_on_inject(void *sim, const struct event *event);
void source_on_trace(void *sim, const struct event *event);

#endif

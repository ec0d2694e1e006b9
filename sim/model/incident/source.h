/**
 * source.h - how operations come about.
 *
 * One stream of candidates per source and target. Candidates come faster than operations, at the
 * base rate times the run's activity, the largest exposure and the headroom; a candidate happens
 * if its uniform falls below the rate in force over that. So a regime changes which candidates
 * happen and never the candidates. A candidate is a campaign; further members, each with target,
 * delay and acceptance of its own, share its indicators. MODEL.md section 1
 */
#ifndef MODEL_INCIDENT_SOURCE_H
#define MODEL_INCIDENT_SOURCE_H

#include "model/state/sim.h"

/** Draws the activity of every stream, and schedules first candidates, injects and the trace. */
void source_begin(struct sim_context *s);

/**
 * Type (drawn from the source's mix if NONE), severity, length, dwell, target class and false
 * flag of an incident with identity and source set. Draws two blocks addressed by its id.
 */
void source_draw_nature(struct sim_context *s, struct incident *i, int32_t type);

/* Events. */
void source_on_candidate(void *sim, const struct event *event);
void source_on_member(void *sim, const struct event *event);
void source_on_inject(void *sim, const struct event *event);
void source_on_trace(void *sim, const struct event *event);

#endif

/**
 * source.h - sources: how candidates arrive and become operations.
 *
 * Each source has one arrival process of candidates for each target. Its rate is a maximum: the
 * base rate times the activity of the run, the maximum exposure and the headroom. A candidate is
 * accepted, and becomes an incident, if its uniform number is below the ratio of the present rate
 * to the maximum. Measures therefore change which candidates are accepted, but never the
 * candidates. A candidate starts a campaign if it would be accepted at the rate of the scenario,
 * also if a measure blocks it (1.9). The further members of the campaign share its indicators. Each
 * has its own target, delay and acceptance. MODEL.md, submodel 1
 */
#ifndef MODEL_INCIDENT_SOURCE_H
#define MODEL_INCIDENT_SOURCE_H

#include "model/state/sim.h"

/**
 * Draws the activity of every arrival process. Schedules the first candidates, the injects and the
 * first incident of the scenario's `trace`, a list of recorded incidents.
 */
void source_begin(struct sim_context *s);

/**
 * Sets the type, severity, length, dwell share, target class and blamed state of an incident. Its
 * id and source must be set. If `type` is NONE, the type is drawn from the mix of the source. Draws
 * two blocks with the id as address.
 */
void source_draw_nature(struct sim_context *s, struct incident *i, int32_t type);

/**
 * Takes down a source: the rates of all its arrival processes fall, and then recover. MODEL.md
 * (1.11)
 */
void source_take_down(struct sim_context *s, int32_t source);

/* The handlers of events. */
void source_on_candidate(void *sim, const struct event *event);
void source_on_member(void *sim, const struct event *event);
void source_on_inject(void *sim, const struct event *event);
void source_on_trace(void *sim, const struct event *event);

#endif

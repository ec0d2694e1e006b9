/**
 * incident_internal.h - what the files of incident.h share.
 *
 * incident.c: being held, start, end and harm. incident_detection.c: detection and containment.
 * incident_known.c: publicity, industry's attribution and the truth.
 */
#ifndef MODEL_INCIDENT_INCIDENT_INTERNAL_H
#define MODEL_INCIDENT_INCIDENT_INTERNAL_H

#include "model/incident/incident.h"

/** It has begun and is not found yet: schedules when it is, and holds it till then. */
void incident_schedule_detection(struct sim_context *s, int32_t incident);

/** An operation that ends before it is found may be found afterwards. */
void incident_schedule_post_hoc(struct sim_context *s, int32_t incident);

/** It was found: schedules whether and when it becomes public. */
void incident_schedule_publication(struct sim_context *s, int32_t incident);

#endif

/**
 * incident_parts.h - what the files of incident.h share.
 *
 * incident.c: being held, start, end and harm. incident_detection.c: detection and containment.
 * incident_known.c: publicity, industry's attribution and the truth.
 */
#ifndef MODEL_INCIDENT_INCIDENT_PARTS_H
#define MODEL_INCIDENT_INCIDENT_PARTS_H

#include "model/incident/incident.h"

/** It has begun and is not found yet: schedules when it is, and holds it till then. */
void incident_await_detection(struct sim *s, int32_t incident);

/** An operation that ends before it is found may be found afterwards. */
void incident_look_back(struct sim *s, int32_t incident);

/** It was found: schedules whether and when it becomes public. */
void incident_schedule_publication(struct sim *s, int32_t incident);

#endif

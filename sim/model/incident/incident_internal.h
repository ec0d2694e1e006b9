/**
 * incident_internal.h - declarations shared by the files that implement incident.h.
 *
 *   incident.c            references, start, end and harm
 *   incident_detection.c  detection and containment
 *   incident_known.c      publicity, attribution by industry, and the truth
 */
#ifndef MODEL_INCIDENT_INCIDENT_INTERNAL_H
#define MODEL_INCIDENT_INCIDENT_INTERNAL_H

#include "model/incident/incident.h"

/** Schedules the detection of an incident that has begun, and adds a reference. */
void incident_schedule_detection(struct sim_context *s, int32_t incident);

/** Draws whether and when an operation that has ended undetected is detected afterwards. */
void incident_schedule_post_hoc(struct sim_context *s, int32_t incident);

/** Draws whether and when a detected incident becomes public. */
void incident_schedule_publication(struct sim_context *s, int32_t incident);

#endif

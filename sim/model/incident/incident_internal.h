/**
 * incident_internal.h - declarations shared by the files that implement incident.h.
 *
 * incident.c: references, start, end and harm. incident_detection.c: detection and containment.
 * incident_known.c: publicity, attribution by industry, and the truth.
 */
#ifndef MODEL_INCIDENT_INCIDENT_INTERNAL_H
#define MODEL_INCIDENT_INCIDENT_INTERNAL_H

#include "model/incident/incident.h"

/** Schedules the detection of an incident that has begun; adds a reference. */
void incident_schedule_detection(struct sim_context *s, int32_t incident);

/** For an operation that ends undetected: draws whether and when it is detected afterwards. */
void incident_schedule_post_hoc(struct sim_context *s, int32_t incident);

/** For a detected incident: draws whether and when it becomes public. */
void incident_schedule_publication(struct sim_context *s, int32_t incident);

#endif

/**
 * source_internal.h - declarations shared by the files of source.h.
 *
 * source.c: candidates, members, injects and traces. source_rate.c: the present rate, and
 * acceptance.
 */
#ifndef MODEL_INCIDENT_SOURCE_INTERNAL_H
#define MODEL_INCIDENT_SOURCE_INTERNAL_H

#include "model/incident/source.h"

/** Whether a candidate of that arrival process, given as an incident, is accepted by its uniform u.
 * Counts it, and notifies observers of a blocked attempt. */
bool source_accepts(struct sim_context *s, int32_t process, const struct incident *i, double u);

#endif

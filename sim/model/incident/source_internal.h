/**
 * source_internal.h - what the files of source.h share.
 *
 * source.c: candidates, members and what is scripted. source_rate.c: the rate in force, and
 * whether a candidate happens.
 */
#ifndef MODEL_INCIDENT_SOURCE_INTERNAL_H
#define MODEL_INCIDENT_SOURCE_INTERNAL_H

#include "model/incident/source.h"

/** Whether a candidate of that stream, drafted as an incident, happens by its uniform u. */
bool source_happens(struct sim_context *s, int32_t stream, const struct incident *i, double u);

#endif

/**
 * source_internal.h - declarations shared by the files that implement source.h.
 *
 * source.c: candidates, members, injects and traces. source_rate.c: the present rate, and
 * acceptance.
 */
#ifndef MODEL_INCIDENT_SOURCE_INTERNAL_H
#define MODEL_INCIDENT_SOURCE_INTERNAL_H

#include "model/incident/source.h"

/** Present rates of an arrival process, relative to its base rate, for operations with the
 * type, severity and target of that incident: the rate of attempts, and the rate of attempts
 * that the target does not block. */
struct source_rate {
    double attempted, happening;
};

struct source_rate source_rate(
    struct sim_context *s, int32_t process, const struct incident *i);

/** Whether a candidate with the uniform u happens: if u is below rate.happening / ceiling.
 * Counts it, and notifies observers of a blocked attempt. */
bool source_accepts(
    struct sim_context *s, int32_t process, struct source_rate rate, double ceiling, double u);

#endif

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

/** Factors that do not depend on the incident: exposure, tension, control, exploits, takedowns,
 * displacement, deterrence. Brings the stock of exploits up to date. */
double source_factor(struct sim_context *s, int32_t process);

/** `factor`: the value of source_factor() at this moment. */
struct source_rate source_rate(
    const struct sim_context *s, double factor, const struct incident *i);

/** Upper bound of both rates, whatever the nature of the incident; INFINITY if a measure may raise
 * them. Rounding keeps it a bound: every factor of a measure is at most 1. */
double source_rate_at_most(const struct sim_context *s, double factor, int32_t target);

/** Whether a candidate with the uniform u happens: if u is below rate.happening / ceiling.
 * Counts it, and notifies observers of a blocked attempt. */
bool source_accepts(
    struct sim_context *s, int32_t process, struct source_rate rate, double ceiling, double u);

#endif

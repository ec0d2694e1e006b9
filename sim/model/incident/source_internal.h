/**
 * source_internal.h - declarations shared by the files that implement source.h.
 *
 * source.c: candidates, members, injects and traces. source_rate.c: activity, the
 * present rate, and acceptance.
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

/** Activity of an arrival process in this run, or of a pair whose directions share one, > 0. Draws at
 * most a gamma and a beta variate. MODEL.md (1.1), (1.2) */
double source_activity(const struct sim_context *s, const struct arrival_process *row);

/** Factors that do not depend on the incident: exposure, tension, control, exploits, takedowns,
 * displacement, deterrence. Brings the stock of exploits up to date. */
double source_factor(struct sim_context *s, int32_t process);

/** `factor`: the value of source_factor() at this moment. */
struct source_rate source_rate(
    const struct sim_context *s, double factor, const struct incident *i);

/** Whether a candidate with the uniform u neither happens nor is a blocked attempt, whatever its
 * nature: then the nature need not be drawn, and the candidate is counted. Every factor of a measure
 * is at most 1, also after rounding, unless a measure raises rates: then this is false. */
bool source_is_hopeless(
    struct sim_context *s, double factor, int32_t target, double ceiling, double u);

/** Whether a candidate with the uniform u happens: if u is below rate.happening / ceiling.
 * Counts it, and notifies observers of a blocked attempt. */
bool source_accepts(
    struct sim_context *s, int32_t process, struct source_rate rate, double ceiling, double u);

#endif

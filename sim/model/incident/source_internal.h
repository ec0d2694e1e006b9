/**
 * source_internal.h - declarations shared by the files that implement source.h.
 *
 *   source.c       candidates, members of campaigns, injects and traces
 *   source_rate.c  activity, the present rate, and acceptance
 */
#ifndef MODEL_INCIDENT_SOURCE_INTERNAL_H
#define MODEL_INCIDENT_SOURCE_INTERNAL_H

#include "model/incident/source.h"

/**
 * The present rates of an arrival process, as multiples of its base rate, for operations with the
 * type, severity and target of an incident. `attempted` is the rate of attempts, `happening` the
 * rate of the attempts that the target does not block.
 */
struct source_rate {
    double attempted, happening;
};

/**
 * Returns the activity, > 0, of an arrival process in this run. It may be shared by the two
 * directions of a pair. Draws at most a gamma and a beta variate. MODEL.md (1.1), (1.2)
 */
double source_activity(const struct sim_context *s, const struct arrival_process *row);

/**
 * Returns the product of the factors that do not depend on the incident: exposure, tension,
 * control, exploits, takedowns, displacement, deterrence. Updates the stock of exploits.
 */
double source_factor(struct sim_context *s, int32_t process);

/** Returns the present rates for an incident. `factor` is the present value of source_factor(). */
struct source_rate source_rate(
    const struct sim_context *s, double factor, const struct incident *i);

/**
 * Whether a candidate with the uniform number u is certainly neither accepted nor a blocked
 * attempt, whatever its nature. Its nature is then not drawn, and the candidate is counted. This is
 * possible because every factor of a measure is at most 1, also after rounding. If a measure raises
 * rates, the function returns false.
 */
bool source_is_hopeless(
    struct sim_context *s, double factor, int32_t target, double ceiling, double u);

/**
 * Whether a candidate with the uniform number u is accepted: u is below rate.happening / ceiling.
 * Counts the candidate, and notifies observers of a blocked attempt.
 */
bool source_accepts(
    struct sim_context *s, int32_t process, struct source_rate rate, double ceiling, double u);

#endif

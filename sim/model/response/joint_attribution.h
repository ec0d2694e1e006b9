/**
 * joint_attribution.h - lets partners join a public attribution. MODEL.md (8.8)
 *
 * A victim that has decided to name a state in public sends its case to the partners with which an
 * agreement provides for joint attribution. Each partner handles the case at its political desk. It
 * joins if its own belief is strong enough. This belief follows from its prior and from the
 * statement of the victim, weighted by its trust in the victim. A partner that has indicators of
 * the campaign also uses one item of evidence. Partners may therefore also join a false accusation.
 * A partner that agrees before the day of the statement joins on that day, another one when its
 * reply arrives.
 */
#ifndef MODEL_RESPONSE_JOINT_ATTRIBUTION_H
#define MODEL_RESPONSE_JOINT_ATTRIBUTION_H

#include "model/state/sim.h"

/** Sends the case to the partners. Call it after the decision on a public attribution. */
void joint_attribution_request(struct sim_context *s, int32_t incident);

/**
 * Call it when a partner has read the case: the partner joins, declines or does not reply. Draws at
 * most three blocks of random numbers (stream.h). If the partner has a seat, the seat replies
 * later; then the function only marks this step as due (sim_mark_step()).
 */
void joint_attribution_consider(struct sim_context *s, int32_t message);

/**
 * Returns the reply that the model chooses for a partner that has read the case: REPLY_JOINS,
 * REPLY_REFUSAL or REPLY_NONE. Draws two blocks.
 */
int32_t joint_attribution_choice(const struct sim_context *s, int32_t message);
/** Carries out the reply of the partner. Draws one block if it joins. */
void joint_attribution_reply(struct sim_context *s, int32_t message, int32_t reply);

/** Processes the consent of a partner, which has arrived. */
void joint_attribution_on_reply(struct sim_context *s, int32_t message);

/**
 * Makes an order for the statement of each partner that has agreed. Call it when the victim makes
 * its statement.
 */
void joint_attribution_announce(struct sim_context *s, const struct order *order);

/**
 * Corrects what partners have recorded. Call it when the truth shows that the named state is not
 * responsible.
 */
void joint_attribution_retract(struct sim_context *s, const struct incident *i);

/**
 * Returns the expected number, >= 0, of partners that would join `state` against `accused`: a sum
 * of probabilities.
 */
double joint_attribution_support(const struct sim_context *s, int32_t state, int32_t accused);

#endif

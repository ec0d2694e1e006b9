/**
 * joint_attribution.h - partners join a public attribution. MODEL.md (8.8)
 *
 * A victim that has decided to name a state in public sends its case to the partners with which
 * an agreement provides for joint attribution. Each partner handles the case at its political
 * desk and joins according to its own belief: its prior, one item of evidence if it has
 * indicators of the campaign, and the statement of the victim, weighted by its trust in the
 * victim. So partners may also join a false accusation. Partners that agree before the day of the
 * statement join on that day; later ones join when their reply arrives.
 */
#ifndef MODEL_RESPONSE_JOINT_ATTRIBUTION_H
#define MODEL_RESPONSE_JOINT_ATTRIBUTION_H

#include "model/state/sim.h"

/** Sends the case to the partners, after the decision on a public attribution. */
void joint_attribution_request(struct sim_context *s, int32_t incident);

/** A partner has handled the case: it joins, declines or does not reply. Draws at most three
 * blocks. A partner with a seat replies later: marks the step. */
void joint_attribution_consider(struct sim_context *s, int32_t message);

/** The reply that the model chooses for a partner that has read the case: REPLY_JOINS,
 * REPLY_REFUSAL or REPLY_NONE. Draws two blocks. */
int32_t joint_attribution_choice(const struct sim_context *s, int32_t message);
/** Carries out the reply of the partner. Draws a block if it joins. */
void joint_attribution_reply(struct sim_context *s, int32_t message, int32_t reply);

/** Call when the consent of a partner has arrived. */
void joint_attribution_on_reply(struct sim_context *s, int32_t message);

/** Call when the victim makes its statement: orders the statements of the partners that have
 * agreed. */
void joint_attribution_announce(struct sim_context *s, const struct order *order);

/** Call when the truth shows that the named state is not responsible: partners correct their
 * records. */
void joint_attribution_retract(struct sim_context *s, const struct incident *i);

/** Expected number of partners that join `state` against `accused` (>= 0): a sum of
 * probabilities. */
double joint_attribution_support(const struct sim_context *s, int32_t state, int32_t accused);

#endif

/**
 * decision.h - the decision of a state on an incident or a received act.
 *
 * Multinomial logits at one moment: covert operations, then open acts. A request for help is
 * chosen once per incident, independently of both. Each option's utility is increased by its
 * own Gumbel variate, addressed by (incident, option, decision), and the largest sum wins. This
 * is the distribution of the logit, and a changed option changes only the decisions that it
 * wins or loses. MODEL.md section 8
 *
 * The decision is the last step of an event (model.c). So it is the same whether the model chooses
 * within the event or a seat chooses after it.
 */
#ifndef MODEL_RESPONSE_DECISION_H
#define MODEL_RESPONSE_DECISION_H

#include "model/state/sim.h"

/** Sets the options of that side (enum response_side), in order of id; returns their number.
 * For the overt side `covert` is the covert response already chosen, or NONE. */
int32_t decision_options(const struct sim_context *s, const struct incident *i, int32_t side,
    int32_t covert, struct option options[RESPONSE_MAX]);

/** Why the response is impossible now; OBSTACLE_NONE if it is possible. */
enum response_obstacle decision_obstacle(
    const struct sim_context *s, const struct incident *i, int32_t response);

/** Takes the decision of the state now, by the rules of the model. */
void decision_take(struct sim_context *s, int32_t incident);

/** Carries out the choice of the model or a seat, as indices of responses; `help` counts at the
 * first decision on an incident. */
void decision_carry_out(
    struct sim_context *s, int32_t incident, int32_t covert, int32_t overt, int32_t help);

/** The response that the model would choose on that side. */
int32_t decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert);

#endif

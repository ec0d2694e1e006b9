/**
 * decision.h - the decision of a state on an incident or a received act.
 *
 * A decision consists of two choices at one moment: first a covert operation, then an open act. At
 * the first decision on an incident, a request for help is chosen independently of both. Each
 * choice is a multinomial logit. The utility of each option is increased by a Gumbel variate of its
 * own, with the address (incident, option, decision), and the option with the largest sum is
 * chosen. If one option changes, only those decisions change in which this option wins or no longer
 * wins. MODEL.md, submodel 8
 *
 * The decision is the last step of an event (model.c). The result is therefore the same whether the
 * model chooses within the event or a seat chooses after it.
 */
#ifndef MODEL_RESPONSE_DECISION_H
#define MODEL_RESPONSE_DECISION_H

#include "model/state/sim.h"

/**
 * Fills options[] with the options of one side (enum response_side), in the order of their ids.
 * Returns their number. For the overt side, `covert` is the covert response that was chosen, or
 * NONE.
 */
int32_t decision_options(const struct sim_context *s, const struct incident *i, int32_t side,
    int32_t covert, struct option options[RESPONSE_MAX]);

/** Returns why the response is impossible now; OBSTACLE_NONE if it is possible. */
enum response_obstacle decision_obstacle(
    const struct sim_context *s, const struct incident *i, int32_t response);

/**
 * Decides for the state by the rules of the model, and carries out the choice. Draws the blocks of
 * the possible options.
 */
void decision_take(struct sim_context *s, int32_t incident);

/**
 * Carries out the choice of the model or a seat, given as indices of responses. `help` is used only
 * at the first decision on an incident.
 */
void decision_carry_out(
    struct sim_context *s, int32_t incident, int32_t covert, int32_t overt, int32_t help);

/**
 * Returns the response that the model would choose on that side. `covert` is as in
 * decision_options(). Draws the blocks of the possible options.
 */
int32_t decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert);

#endif

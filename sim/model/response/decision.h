/**
 * decision.h - what a state does about an incident, or about an act it received.
 *
 * Two multinomial logits at one moment: covert operations first, then open acts. Each option's
 * utility gets a Gumbel variate of its own, addressed by (incident, option, decision), and the
 * largest wins: the law of the logit, but a changed option changes only the decisions it wins or
 * loses. MODEL.md section 8
 *
 * Taking a decision is the last thing an event does (model.c): then it is the same whether the
 * model chooses within the event or a seat chooses after it.
 */
#ifndef MODEL_RESPONSE_DECISION_H
#define MODEL_RESPONSE_DECISION_H

#include "model/state/sim.h"

/** Options of that side (enum response_visibility), in order of id; returns how many. `covert` is
 * the covert option already taken, for the overt side; NONE before. */
int32_t decision_options(const struct sim_context *s, const struct incident *i, int32_t side,
    int32_t covert, struct option options[RESPONSE_MAX]);

/** The state decides now, or the run stops if its seat is taken. */
void decision_take(struct sim_context *s, int32_t incident);

/** Carries out what the model or a seat chose: responses by index. */
void decision_carry_out(struct sim_context *s, int32_t incident, int32_t covert, int32_t overt);

/** What the model itself would choose on that side. */
int32_t decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert);

#endif

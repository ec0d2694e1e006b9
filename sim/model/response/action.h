/**
 * action.h - executes responses, and creates received acts.
 *
 * The functions carry out the effects of responses (enum response_effect). An executed open act
 * raises the tension of its target. If the act is hostile (rung 2 or above), the target decides on
 * a response to it. A counter-operation is a new incident whose parent is the trigger. MODEL.md
 * (8.5)-(9.4)
 *
 *   action.c            orders and deferral
 *   action_withdraw.c   orders that wait for execution
 *   action_execute.c    acts and counter-operations
 *   action_reply.c      the type and severity of counter-operations
 *   action_statement.c  retractions and denials
 *   action_deception.c  the response to a deceiver
 *   action_reopen.c     new decisions after a statement of industry
 */
#ifndef MODEL_RESPONSE_ACTION_H
#define MODEL_RESPONSE_ACTION_H

#include "model/state/sim.h"

/**
 * Orders a response. Its effect is executed after a delay. Exceptions: an inquiry is sent at once,
 * and consultations and investigations take effect at the end of the deferral. Draws one uniform
 * number for the delay, and two for a counter-operation. For an inquiry, draws one block instead.
 */
void action_order(struct sim_context *s, int32_t incident, int32_t response);

/** Returns the length in days of the deferral by a response with defer_days > 0. */
double action_deferral_days(
    const struct sim_context *s, const struct incident *i, const struct response *r);
/**
 * Applies the result of consultations or of a joint investigation. Call it at the end of a
 * deferral. Draws one block.
 */
void action_finish_deferral(struct sim_context *s, int32_t incident);

/**
 * Call this function after the final decision on an incident. While a hostile order waits for its
 * execution, the state keeps its belief, and it may warn the accused state. Draws one uniform
 * number for the warning.
 */
void action_hold(struct sim_context *s, int32_t incident);

/**
 * Suspends an agreement toward one party, without an incident. This is an act of `actor` against
 * `target`. If the act is hostile, the target decides on a response to it. The actor must have the
 * right to suspend the agreement (agreement_may_suspend()).
 */
void action_suspend(struct sim_context *s, int32_t actor, int32_t target, int32_t agreement);

/**
 * Lets both states withdraw hostile orders that belong to the same chain of responses as the
 * incident or act `about`. Call it after consultations on this incident or act.
 */
void action_note_consultations(struct sim_context *s, const struct incident *about);

/** Whether a hostile order of the actor against the target waits for its execution. */
bool action_waits_against(const struct sim_context *s, int32_t actor, int32_t target);

/**
 * Withdraws the hostile orders of two states against each other after they have accepted an
 * off-ramp. Orders on a table are only marked.
 */
void action_withdraw_settled(struct sim_context *s);

/**
 * Makes due the hostile orders that waited because their author had made an off-ramp offer. Call it
 * when an offer was refused or has ended. MODEL.md (9.5)
 */
void action_release_held(struct sim_context *s);

/**
 * Returns why an order must not be executed now: the two states have settled the dispute, or the
 * order needs a crisis and the crisis is over. Otherwise returns ORDER_EXECUTED.
 */
enum order_end action_bar(const struct sim_context *s, const struct order *order);

/**
 * Returns how the model ends an order that is due. A state may withdraw a hostile order. Draws at
 * most three uniform numbers. MODEL.md (9.5)
 */
enum order_end action_review(const struct sim_context *s, const struct order *order);

/**
 * Whether the state has cause to review a hostile order. It has cause if it is less convinced of
 * the reason for the order than at the decision, or if it has held consultations since then.
 */
bool action_has_cause_for_review(const struct sim_context *s, const struct order *order);

/** Records the end of an order. Returns whether the order is executed. */
bool action_close_order(struct sim_context *s, const struct order *order, enum order_end end);

/** Ends an order that is due: executes or withdraws it, depending on `end`. */
void action_end_order(struct sim_context *s, int32_t order, enum order_end end);

/** The type and the severity of a counter-operation. */
struct action_reply {
    int32_t type, severity;
};

/**
 * Whether a counter-operation in response to the incident or act `trigger` would be espionage.
 * MODEL.md (8.6)
 */
bool action_replies_by_espionage(const struct world *w, const struct incident *trigger);

/**
 * Draws the type and severity of the counter-operation of an order. Uses two uniform numbers of the
 * block of its delay.
 */
struct action_reply action_reply(const struct sim_context *s, const struct incident *trigger,
    const struct response *r, uint64_t order);

/**
 * Returns the weight, in [0, 1], of the pledges of a pair that a counter-operation in response to
 * the trigger would break: the mean over its possible types.
 */
double action_reply_pledge(
    const struct sim_context *s, int32_t pair, const struct incident *trigger);

/**
 * The handler of an order that is due. If a state with a seat has cause to review the order, the
 * handler only marks the review by the seat as due (sim_mark_step()).
 */
void action_on_response(void *sim, const struct event *event);

/**
 * Marks the hostile orders of the victim against the named state in this matter as cleared. Their
 * review (action_review()) then withdraws them. Call it when the truth has cleared this state.
 * MODEL.md (9.5)
 */
void action_clear_orders(struct sim_context *s, int32_t incident);

/**
 * Makes the victim decide on a response to the state that had put the blame on the named state.
 * Call it when the truth has revealed the deception. Marks this decision as due (sim_mark_step()).
 * MODEL.md (9.11)
 */
void action_answer_deception(struct sim_context *s, int32_t incident);

/**
 * Call this function when industry has named an actor of the incident. A victim that has decided
 * may now name another actor, take back what it did to the state that it named before, and decide
 * again. May mark this decision as due (sim_mark_step()). MODEL.md (9.14)
 */
void action_reopen(struct sim_context *s, int32_t incident);

/**
 * Withdraws the hostile orders of the victim about the incident if the victim would no longer name
 * the state. The review before their execution would withdraw them, too. Call it when a late reply,
 * findings or a statement of industry have changed its belief. A seat reviews its orders when they
 * are due. Draws the same numbers as that review. MODEL.md (9.5 b)
 */
void action_reconsider_orders(struct sim_context *s, int32_t incident);

/**
 * Records that the actor orders or executes a response against the target, if this is more than a
 * statement. For some time the actor neither offers nor accepts a settlement. MODEL.md (9.3)
 */
void action_note_resolve(
    struct sim_context *s, const struct response *r, int32_t actor, int32_t target);

/**
 * Lets the target of a received act reject the public accusation that the act makes, if the target
 * makes no open response. The rejection is a public act of rung 0. Draws one uniform number if the
 * target is accused. MODEL.md (9.13)
 */
void action_deny(struct sim_context *s, int32_t received);

/**
 * Lets the target of a private protest about an incident reject the protest in private, with an act
 * of rung 0. Call it after the act of rung 1. Draws one uniform number. MODEL.md (9.13)
 */
void action_reject_protest(struct sim_context *s, const struct act *protest);

/**
 * Lets the victim retract its open acts against the named state, with an act of rung 0. Call it
 * when the truth or a changed belief has shown that this state is not responsible. This state
 * regains part of the trust in the victim that it had lost. `certain`: the victim retracts with
 * probability 1. Otherwise draws one uniform number, unless there is nothing to retract or the
 * victim was deceived. MODEL.md (9.8)
 */
void action_retract(struct sim_context *s, int32_t incident, bool certain);

/**
 * Takes back what the victim did to the state that it named, and withdraws its orders. Call it when
 * the victim has found that the incident was an accident or the work of criminals. Does nothing
 * before the final decision, or if no state is named. MODEL.md (9.8)
 */
void action_take_back(struct sim_context *s, int32_t incident);

#endif

/**
 * action.h - execution of responses, and received acts.
 *
 * The functions here are the effects of responses (enum response_effect). An executed open act
 * raises the tension of its target; the target decides on a response if the act is hostile (rung
 * 2 or higher). A counter-operation is a new incident whose parent is the trigger. MODEL.md
 * (8.5)-(9.4)
 *
 * action.c: orders and deferral. action_withdraw.c: orders that wait. action_execute.c: acts and
 * counter-operations. action_reply.c: the type and severity of these. action_statement.c: retractions
 * and denials. action_deception.c: the response to who has deceived.
 */
#ifndef MODEL_RESPONSE_ACTION_H
#define MODEL_RESPONSE_ACTION_H

#include "model/state/sim.h"

/** Orders a response. Its effect is executed after a delay; an inquiry is sent at once, and
 * consultations and investigations end with the deferral. Draws one uniform for the delay. */
void action_order(struct sim_context *s, int32_t incident, int32_t response);

/** Duration of the deferral by a response with defer_days > 0, in days. */
double action_deferral_days(
    const struct sim_context *s, const struct incident *i, const struct response *r);
/** Call at the end of a deferral: applies the result of consultations or of a joint
 * investigation. Draws one block. */
void action_finish_deferral(struct sim_context *s, int32_t incident);

/** After the final decision on an incident: the state keeps its belief while a hostile order waits
 * for its execution, and may warn the accused. Draws one uniform for the warning. */
void action_hold(struct sim_context *s, int32_t incident);

/** A state suspends an agreement toward one party, without an incident: an act on which that
 * party decides if it is hostile. The state must have the right to suspend the agreement
 * (agreement_may_suspend). */
void action_suspend(struct sim_context *s, int32_t actor, int32_t target, int32_t agreement);

/** Call after consultations on an incident or act: both states may withdraw hostile orders that
 * belong to the same chain of responses. */
void action_note_consultations(struct sim_context *s, const struct incident *about);

/** Whether a hostile order of the actor against the target waits for its execution. */
bool action_waits_against(const struct sim_context *s, int32_t actor, int32_t target);

/** After an accepted off-ramp: the hostile orders of the two against each other are withdrawn,
 * except those that lie on a table, which are marked. */
void action_withdraw_settled(struct sim_context *s);

/** Call after an off-ramp offer was refused or has ended: the hostile orders that the author of
 * the offer held back for it are due now. MODEL.md (9.5) */
void action_release_held(struct sim_context *s);

/** Why an order must not be executed now: the two have settled the dispute, or it is an order
 * of military means and the crisis is over; else ORDER_EXECUTED. */
enum order_end action_bar(const struct sim_context *s, const struct order *order);

/** How the model ends an order that is due: a state may withdraw a hostile one. Draws at most
 * three uniforms. MODEL.md (9.5) */
enum order_end action_review(const struct sim_context *s, const struct order *order);

/** Whether the state has cause to review a hostile order: it believes less in its reason than
 * at the decision, or held consultations since then. */
bool action_has_cause_for_review(const struct sim_context *s, const struct order *order);

/** Records the end of an order; returns whether it is executed. */
bool action_close_order(struct sim_context *s, const struct order *order, enum order_end end);

/** Ends an order that is due in that way: executes or withdraws it. */
void action_end_order(struct sim_context *s, int32_t order, enum order_end end);

/** The type and the severity of a counter-operation. */
struct action_reply {
    int32_t type, severity;
};

/** Whether a counter-operation in response to that incident or act would be espionage. MODEL.md (8.6) */
bool action_replies_by_espionage(const struct world *w, const struct incident *trigger);

/** Draws the counter-operation of an order: two uniforms of the block of its delay. */
struct action_reply action_reply(const struct sim_context *s, const struct incident *trigger,
    const struct response *r, uint64_t order);

/** Weight, in [0, 1], of the pledges of a pair that a counter-operation against the trigger
 * would break: the mean over its possible types. */
double action_reply_pledge(
    const struct sim_context *s, int32_t pair, const struct incident *trigger);

/* Events. An order of a state with a seat and with cause for review marks the step. */
void action_on_response(void *sim, const struct event *event);

/** Call when the truth has cleared the named state: no order of the victim against it because
 * of this incident is carried out. MODEL.md (9.5) */
void action_clear_orders(struct sim_context *s, int32_t incident);

/** Call when the truth has shown which state put the blame on the named state: the victim
 * decides on a response to the deceiver. Marks the step. MODEL.md (9.11) */
void action_answer_deception(struct sim_context *s, int32_t incident);

/** Call when industry has named an actor of the incident: a victim that has decided may now name
 * another actor, take back what it did to the state named before, and decide once more. May mark
 * the step. MODEL.md (9.14) */
void action_reopen(struct sim_context *s, int32_t incident);

/** The target of a received act that accuses it in public may reject the accusation in public,
 * which is an act of rung 0, if it makes no open response. Draws one uniform if it is accused.
 * MODEL.md (9.13) */
void action_deny(struct sim_context *s, int32_t received);

/**
 * The truth, or a changed belief, has shown that the named state is not responsible: the victim
 * may retract its open acts against that state, by an act of rung 0. The wronged state gets
 * back part of the trust that it lost. Draws one uniform if there is something to retract.
 * MODEL.md (9.8)
 */
void action_retract(struct sim_context *s, int32_t incident);

#endif

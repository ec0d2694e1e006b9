/**
 * action.h - execution of responses, and received acts.
 *
 * The functions here are the effects of responses (enum response_effect). An executed open act
 * raises the tension of its target; the target decides on a response if the act is hostile (rung
 * 2 or higher). A counter-operation is a new incident whose parent is the trigger. MODEL.md
 * (8.5)-(9.4)
 *
 * action.c: orders and deferral. action_withdraw.c: orders that wait. action_execute.c: acts and
 * counter-operations.
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
/** At the end of a deferral: the result of consultations or of a joint
 * investigation. Draws one block. */
void action_finish_deferral(struct sim_context *s, int32_t incident);

/** After the final decision on an incident: the state keeps its belief while a hostile order waits
 * for its execution, and may warn the accused. Draws one uniform for the warning. */
void action_hold(struct sim_context *s, int32_t incident);

/** A state suspends an agreement of its own accord: an act toward that party, on which the party
 * decides if it is hostile. The agreement must be one that it may suspend. */
void action_suspend(struct sim_context *s, int32_t actor, int32_t target, int32_t agreement);

/** Consultations were held on an incident or act: hostile orders of the two on its matter may be
 * withdrawn. */
void action_note_consultations(struct sim_context *s, const struct incident *about);

/** Whether a hostile order of the actor against the target waits for its execution. */
bool action_waits_against(const struct sim_context *s, int32_t actor, int32_t target);

/** After an accepted off-ramp: the hostile orders of the two against each other are withdrawn, except
 * those that lie on a table, which are marked. */
void action_withdraw_settled(struct sim_context *s);

/** After an offer of a way out has been refused or has ended: the hostile orders that its author held
 * back for it are due now. MODEL.md (9.5) */
void action_release_held(struct sim_context *s);

/** Why an order must not be executed now: the two have settled its matter, or it is one of military
 * means whose crisis is over; else ORDER_EXECUTED. */
enum order_end action_bar(const struct sim_context *s, const struct order *order);

/** How an order that is due ends by the model: a state may withdraw a hostile one. Draws at most
 * three uniforms. MODEL.md (9.5) */
enum order_end action_review(const struct sim_context *s, const struct order *order);

/** Whether the state has cause to review a hostile order: it believes less in its reason than at the
 * decision, or held consultations since then. */
bool action_has_cause_for_review(const struct sim_context *s, const struct order *order);

/** Records the end of an order; returns whether it is executed. */
bool action_close_order(struct sim_context *s, const struct order *order, enum order_end end);

/** An order that is due ends so: it is executed, or withdrawn. */
void action_end_order(struct sim_context *s, int32_t order, enum order_end end);

/** A counter-operation: its type and its severity. */
struct action_reply {
    int32_t type, severity;
};

/** Draws the counter-operation of an order: two uniforms of the block of its delay. */
struct action_reply action_reply(const struct sim_context *s, const struct incident *trigger,
    const struct response *r, uint64_t order);

/** Weight of the pledges of a pair that a counter-operation against the trigger would break, mean
 * over the types that it may have. */
double action_reply_pledge(
    const struct sim_context *s, int32_t pair, const struct incident *trigger);

/* Events. An order of a state with a seat and with cause for review marks the step. */
void action_on_response(void *sim, const struct event *event);

/** The truth has cleared the named state: no order of the victim against it in this matter is
 * carried out. MODEL.md (9.5) */
void action_clear_orders(struct sim_context *s, int32_t incident);

/** The truth has shown who put the blame on the named state: the victim decides on a response to the
 * deceiver. Marks the step. MODEL.md (9.11) */
void action_answer_deception(struct sim_context *s, int32_t incident);

/** The target of a received act that accuses it in public, and to which it makes no open response, may
 * reject the accusation in public: an act of rung 0. Draws one uniform if it is accused. MODEL.md (9.13) */
void action_deny(struct sim_context *s, int32_t received);

/**
 * The truth, or a changed belief, has shown that the named state is not responsible: the victim may take back what it did
 * against that state in the open, as an act of rung 0. The wronged state gets back part of the trust
 * that it lost. Draws one uniform if there is something to take back. MODEL.md (9.8)
 */
void action_retract(struct sim_context *s, int32_t incident);

#endif

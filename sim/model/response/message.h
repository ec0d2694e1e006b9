/**
 * message.h - messages between states, their transit and their replies.
 *
 * A message is lost, or it reaches its counterpart, travels, waits at the desk of the receiver and
 * is handled. The receiver replies, refuses or ignores it. The probability that a message arrives
 * depends on the freshness of the channel. The probability of a reply depends on the tension of the
 * receiver. The patience of the victim (the maximum time until its decision) decreases meanwhile.
 * MODEL.md, submodel 7
 */
#ifndef MODEL_RESPONSE_MESSAGE_H
#define MODEL_RESPONSE_MESSAGE_H

#include "model/state/sim.h"

/**
 * Sends an inquiry to the named state, or continues with the decision. Call it after attribution.
 */
void message_clarify(struct sim_context *s, int32_t incident);

/** Sends an inquiry about the incident to the named state, and waits for its reply. */
void message_inquire(struct sim_context *s, int32_t incident);

/**
 * Warns the named state and asks it, with a probability that measures determine, if it was not
 * asked before. Call it while an order for an open hostile act waits. The victim does not wait for
 * the reply. Returns whether it was warned. Draws one uniform number. MODEL.md (9.6)
 */
bool message_warn(struct sim_context *s, int32_t incident);

/**
 * Asks the named state about the incident, if the victim is in a crisis of which the named state
 * does not know. Asks nothing if the victim prepares a covert response, or if intruders are still
 * in its networks. The victim does not wait for the reply. Call it at the final decision. A
 * question draws one block for its transit. MODEL.md (10.4)
 */
void message_complain(struct sim_context *s, int32_t incident);

/**
 * Whether a reply or evidence about an incident still matters after the search for evidence. The
 * truth must not be known, and the decision must be on a table or a hostile order must wait for its
 * execution. MODEL.md (7.4)
 */
bool message_counts_late(const struct incident *i);

/**
 * Sends indicators to the partners that the victim may inform, with a probability that measures
 * determine. Sends nothing about an incident that belongs to no campaign. Call it after triage.
 * Draws one uniform number for each such partner, one block for each message, and one uniform
 * number for whether the indicators leak.
 */
void message_share_indicators(struct sim_context *s, int32_t incident);
/**
 * Asks one partner to investigate the incident with the victim, with a probability that measures
 * determine. Call it after triage. Draws one uniform number if there is such a partner, and may
 * send a message.
 */
void message_open_case(struct sim_context *s, int32_t incident);
/** Sends a technical notice to every partner with an open technical channel (partner_suits()). */
void message_notify(struct sim_context *s, int32_t incident);
/**
 * Like message_notify(), but started by the seat of the victim (initiative.h). The victim must have
 * a belief. message_can_tell_partners() returns whether there is a partner to inform.
 */
void message_tell_partners(struct sim_context *s, int32_t incident);
bool message_can_tell_partners(const struct sim_context *s, const struct incident *i);
/** Sends a request for assistance to one partner. */
void message_request_assistance(struct sim_context *s, int32_t incident, int32_t partner);

/**
 * Asks the state from whose territory a crime was committed for police action. Sends nothing if no
 * channel to it is open any more. Draws one block.
 */
void message_request_police(struct sim_context *s, int32_t incident, int32_t host);

/**
 * Sends a request for legal assistance to the named state on the law-enforcement channel. `days` is
 * the median time until the request is handled. A positive reply adds items of evidence. Draws one
 * block.
 */
void message_request_legal(struct sim_context *s, int32_t incident, double days);

/**
 * Ends the wait for the reply of the named state to a question (MESSAGE_INQUIRY) or to a request
 * for legal assistance (MESSAGE_LEGAL). The missing reply reduces trust in this state.
 */
void message_end_wait(struct sim_context *s, int32_t incident, enum message_kind kind);
/** Ends the wait for replies to requests for assistance. Call it when the incident ends. */
void message_end_requests(struct sim_context *s, int32_t incident);

/**
 * Returns the most trusted partner with an open technical channel (partner_suits()); NONE if there
 * is none.
 */
int32_t message_partner(const struct sim_context *s, const struct incident *i);

/**
 * Returns the probability that `to` replies to `from` on that channel at the present tension of
 * `to`.
 */
double message_answer_probability(
    const struct sim_context *s, int32_t from, int32_t to, enum channel_kind channel);

/**
 * Returns the probability that `state` refuses a request of the other state of the pair for legal
 * reasons.
 */
double message_refusal(const struct sim_context *s, int32_t pair, int32_t state);

/**
 * Returns the reply (enum reply) of a state that was asked about the incident, for the uniform
 * number u.
 */
int32_t message_content(
    const struct sim_context *s, const struct incident *i, int32_t asked, double u);
/**
 * Applies a reply to the belief, tension and trust of the victim. Draws one uniform number for an
 * admission, and one block for each item of evidence that the asked state hands over.
 */
void message_apply_reply(struct sim_context *s, struct incident *i, int32_t asked,
    int32_t reply, enum channel_kind channel);

/**
 * Concludes attribution, after which the victim decides. Call it after the last reply or at the end
 * of the wait.
 */
void message_reconsider(struct sim_context *s, int32_t incident);
/**
 * Raises the posterior of the asked state, which has not replied in time, and calls
 * message_reconsider().
 */
void message_missed(struct sim_context *s, int32_t incident);

/**
 * Makes the victim stop waiting for replies of the asked state. Call it after a severe act of this
 * state. MODEL.md (7.8)
 */
void message_cut_waits(struct sim_context *s, int32_t victim, int32_t asked);

/**
 * Continues after the desk of the receiver has handled a message (other than MESSAGE_CASE): the
 * receiver replies to it or uses it. Draws one block. If the receiver has a seat, the seat replies
 * later; then the function only marks this step as due (sim_mark_step()).
 */
void message_handled(struct sim_context *s, int32_t message);

/**
 * Returns the reply (enum reply) that the model chooses for the receiver of a question or a
 * request. REPLY_HELP grants a request, REPLY_REFUSAL refuses it, and REPLY_NONE is silence. Draws
 * one block.
 */
int32_t message_choice(const struct sim_context *s, int32_t message);
/** Carries out the reply of the receiver of a question or a request. Draws one block. */
void message_reply(struct sim_context *s, int32_t message, int32_t reply);

/** Whether the sender waits for the reply to this message before it decides. */
bool message_is_awaited(const struct sim_context *s, const struct message *m);

/** Asks a state during attribution. The search for evidence continues. Draws one block. */
void message_ask_early(struct sim_context *s, int32_t incident, int32_t to);

/** Ends attribution, and continues with the decision. Call it during attribution. */
void message_take_up(struct sim_context *s, int32_t incident);

/**
 * Returns the partner that message_open_case() would ask. Returns NONE if there is none, if the
 * attacker has stated a demand, or if the victim has no belief.
 */
int32_t message_case_partner(const struct sim_context *s, const struct incident *i);
/**
 * Asks the partner of message_case_partner(), which must exist, to investigate the incident with
 * the victim. Draws one block.
 */
void message_ask_case(struct sim_context *s, int32_t incident);
/**
 * Continues after the desk of a hub has handled a message: the message travels on to the receiver.
 */
void message_relayed(struct sim_context *s, int32_t message);

/** Notifies observers of the messages that are under way. Call it at the horizon. */
void message_close_all(struct sim_context *s);

/* The handlers of events. */
void message_on_arrival(void *sim, const struct event *event);
void message_on_relayed(void *sim, const struct event *event);
void message_on_reply(void *sim, const struct event *event);

#endif

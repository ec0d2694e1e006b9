/**
 * message.h - messages between states, their transit and their replies.
 *
 * A message is lost or reaches its counterpart, travels, waits at the desk of the receiver and
 * is handled; the receiver replies, refuses or ignores it. The freshness of the channel
 * determines the probability that a message arrives; the tension of the receiver determines the
 * probability of a reply. The patience of the victim continues to run. MODEL.md section 7
 */
#ifndef MODEL_RESPONSE_MESSAGE_H
#define MODEL_RESPONSE_MESSAGE_H

#include "model/state/sim.h"

/** After attribution: sends an inquiry to the named state, or continues with the decision. */
void message_clarify(struct sim_context *s, int32_t incident);

/** Sends an inquiry about the incident to the named state, and waits for its reply. */
void message_inquire(struct sim_context *s, int32_t incident);

/** While an order of an open hostile act waits: warns and asks the named state, with a
 * probability from measures, if it was not asked before. The state does not wait for the reply.
 * Draws one uniform. MODEL.md (9.6) */
void message_warn(struct sim_context *s, int32_t incident);

/** Whether a reply or evidence about an incident still counts after the search for evidence:
 * the decision lies on a table, or a hostile order waits for its execution, and the truth is
 * not known. MODEL.md (7.4) */
bool message_counts_late(const struct incident *i);

/**
 * After triage: sends indicators to partners that it may inform, with a probability from
 * measures, if there is a campaign whose other operations they could find. Draws one block for
 * each such partner, and one uniform: whether the indicators leak.
 */
void message_share_indicators(struct sim_context *s, int32_t incident);
/**
 * After triage: asks one partner to investigate the incident with the victim, with a probability
 * from measures. Draws one uniform if there is such a partner, and may send a message.
 */
void message_open_case(struct sim_context *s, int32_t incident);
/** Sends a technical notice to every partner with an open technical channel (partner_suits). */
void message_notify(struct sim_context *s, int32_t incident);
/** Before its decision and without a rule that asks for it, the victim sends a technical notice
 * to every partner with an open technical channel (partner_suits). Returns whether there is
 * such a partner. The victim must have a belief. */
void message_tell_partners(struct sim_context *s, int32_t incident);
bool message_can_tell_partners(const struct sim_context *s, const struct incident *i);
/** Sends a request for assistance to one partner. */
void message_request_assistance(struct sim_context *s, int32_t incident, int32_t partner);

/** Asks the state from whose territory a crime was committed for police action; nothing is sent
 * if no channel to it is open any more. Draws a block. */
void message_request_police(struct sim_context *s, int32_t incident, int32_t host);

/**
 * Sends a request for legal assistance to the named state on the law-enforcement channel; `days`
 * is the median time until it is handled. A positive reply adds items of evidence. Draws a block.
 */
void message_request_legal(struct sim_context *s, int32_t incident, double days);

/** Ends the wait for the reply of the named state: the missing reply reduces trust in it. */
void message_end_wait(struct sim_context *s, int32_t incident, enum message_kind kind);
/** Call when the incident ends: ends the wait for replies to requests for assistance. */
void message_end_requests(struct sim_context *s, int32_t incident);

/** The most trusted partner with an open technical channel (partner_suits); NONE if there is
 * none. */
int32_t message_partner(const struct sim_context *s, const struct incident *i);

/** Probability that `to` replies to `from` on that channel, at the present tension of `to`. */
double message_answer_probability(
    const struct sim_context *s, int32_t from, int32_t to, enum channel_kind channel);

/** Probability that `state` refuses a request of the other for legal reasons. */
double message_refusal(const struct sim_context *s, int32_t pair, int32_t state);

/** The reply of an asked state (enum reply), by the uniform u. */
int32_t message_content(
    const struct sim_context *s, const struct incident *i, int32_t asked, double u);
/** Applies a reply to belief, tension and trust of the victim. */
void message_apply_reply(struct sim_context *s, struct incident *i, int32_t asked,
    int32_t reply, enum channel_kind channel);

/**
 * After the last reply, or the end of the wait: the victim concludes attribution and decides.
 */
void message_reconsider(struct sim_context *s, int32_t incident);
/** The asked state has not replied in time: raises its posterior, then reconsiders. */
void message_missed(struct sim_context *s, int32_t incident);

/** Call after a severe act of the asked state: the victim stops waiting for its replies.
 * (7.8) */
void message_cut_waits(struct sim_context *s, int32_t victim, int32_t asked);

/** A desk has handled a message (except MESSAGE_CASE): the receiver replies or uses it. Draws a
 * block. A receiver with a seat replies later: marks the step. */
void message_handled(struct sim_context *s, int32_t message);

/** The reply (enum reply) that the model chooses for the receiver of a question or a request
 * that has been read. REPLY_HELP grants a request, REPLY_REFUSAL refuses it, REPLY_NONE is
 * silence. Draws a block. */
int32_t message_choice(const struct sim_context *s, int32_t message);
/** Carries out the reply of the receiver of a question or a request. Draws a block. */
void message_reply(struct sim_context *s, int32_t message, int32_t reply);

/** Whether the sender waits for the reply to this message before it decides. */
bool message_is_awaited(const struct sim_context *s, const struct message *m);

/** During attribution: asks a state, and continues the search for evidence. Draws a block. */
void message_ask_early(struct sim_context *s, int32_t incident, int32_t to);

/** During attribution: ends it, and continues with the decision. */
void message_take_up(struct sim_context *s, int32_t incident);

/** The partner that message_open_case() would ask; NONE if there is none, if the
 * author has stated a demand, or without a belief. */
int32_t message_case_partner(const struct sim_context *s, const struct incident *i);
/** Asks that partner, which exists, to investigate the incident with the victim. Draws a block. */
void message_ask_case(struct sim_context *s, int32_t incident);
/** The desk of a hub has handled a message: it travels on to the receiver. */
void message_relayed(struct sim_context *s, int32_t message);

/** Call at the horizon: notifies observers of the messages that are under way. */
void message_close_all(struct sim_context *s);

/* Events. */
void message_on_arrival(void *sim, const struct event *event);
void message_on_relayed(void *sim, const struct event *event);
void message_on_reply(void *sim, const struct event *event);

#endif

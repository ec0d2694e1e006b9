/**
 * message.h - what states say to each other, and how long it takes to arrive.
 *
 * A message finds its counterpart (or not), travels, waits at the other's desk, is handled, and
 * what was asked is answered, refused or left alone. Freshness of the channel decides how well it
 * reaches; tension of the other side decides whether it answers. The victim's patience runs on
 * meanwhile. MODEL.md section 7
 */
#ifndef MODEL_RESPONSE_MESSAGE_H
#define MODEL_RESPONSE_MESSAGE_H

#include "model/state/sim.h"

/** Attribution has named a suspect: asks it first, or goes on to the decision. */
void message_clarify(struct sim_context *s, int32_t incident);

/** Sends an inquiry about the incident to the named state; the reply changes the belief. */
void message_inquire(struct sim_context *s, int32_t incident);

/** After triage: indicators go to the partners with whom that was agreed. */
void message_share_indicators(struct sim_context *s, int32_t incident);
/** A technical notice to every state with a technical channel but the suspect. */
void message_notify(struct sim_context *s, int32_t incident);
/** A request for assistance to one partner. */
void message_request_assistance(struct sim_context *s, int32_t incident, int32_t partner);

/**
 * A request for legal assistance to the named state, on the channel of law enforcement; `days` is
 * the median time it takes. What comes back are items of evidence, if anything does.
 */
void message_request_legal(struct sim_context *s, int32_t incident, double days);

/** The most trusted state with a technical channel, but the suspect; NONE. */
int32_t message_partner(const struct sim_context *s, const struct incident *i);

/** Probability that `to` answers `from` on that channel, as tension stands with `to`. */
double message_answer_probability(
    const struct sim_context *s, int32_t from, int32_t to, enum channel_kind channel);

/** Probability that a request between the two is refused for legal reasons. */
double message_refusal(const struct sim_context *s, int32_t pair);

/** What an asked state says: enum reply; u[0] and u[1] are spent. */
int32_t message_content(
    const struct sim_context *s, const struct incident *i, int32_t asked, double u);
/** The victim hears it. */
void message_apply_reply(struct sim_context *s, struct incident *i, int32_t asked,
    int32_t reply, enum channel_kind channel);

/**
 * The last thing waited for is in: the victim names whom it still believes in, and is to
 * decide.
 */
void message_reconsider(struct sim_context *s, int32_t incident);
/** The asked state has not answered in time: its silence is weighed. */
void message_missed(struct sim_context *s, int32_t incident);

/** A desk has handled a message, other than a case for a coalition: it is answered or taken in. */
void message_handled(struct sim_context *s, int32_t message);
/** The desk of a hub is done with it. */
void message_relayed(struct sim_context *s, int32_t message);

/* Events. */
void message_on_arrival(void *sim, const struct event *event);
void message_on_relayed(void *sim, const struct event *event);
void message_on_reply(void *sim, const struct event *event);

#endif

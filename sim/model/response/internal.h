/**
 * internal.h - declarations shared by the files that implement message.h and
 * joint_attribution.h.
 *
 *   message.c          the transit of messages
 *   message_answer.c   the handling of messages by the receiver
 *   message_clarify.c  inquiries to a suspect
 *   message_legal.c    legal assistance
 *   message_case.c     cases investigated with a partner
 *   message_share.c    indicators, notices, requests for assistance and their escalation
 *   message_silence.c  trust after a wait without a reply
 */
#ifndef MODEL_RESPONSE_INTERNAL_H
#define MODEL_RESPONSE_INTERNAL_H

#include "model/dyad/dyad.h"
#include "model/response/message.h"

/**
 * Sends a message about the incident from its victim. The message may be lost at once. Returns its
 * id. Draws one block.
 */
uint64_t message_send(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, enum channel_kind channel);

/** Sends a message that the desk of an agreement relays. Draws one block. */
void message_send_through(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, int32_t agreement);

/**
 * Creates a message from the victim of the incident, but does not send it. Adds a reference to the
 * incident. Returns its index.
 */
int32_t message_create(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, enum channel_kind channel);
/** Returns the time to find the counterpart in days, for the uniform number u. */
double message_locating_days(const struct sim_context *s, int32_t pair, int32_t kind, double u);

/** Records that a message is handled now. Returns the block of uniform numbers for the reply. */
struct stream_block message_read(struct sim_context *s, int32_t message);

/**
 * message_legal_answer() carries out the reply (enum reply) of the receiver to a request for legal
 * assistance. message_legal_back() applies the assistance when it arrives.
 */
void message_legal_answer(struct sim_context *s, int32_t message, int32_t reply);
void message_legal_back(struct sim_context *s, int32_t message);

/**
 * message_case_answer() carries out the reply (enum reply) of the receiver to a request to
 * investigate a case; u are the uniform numbers of the reply. message_case_back() applies the
 * findings when they arrive.
 */
void message_case_answer(
    struct sim_context *s, int32_t message, int32_t reply, struct stream_block u);
void message_case_back(struct sim_context *s, int32_t message);

/**
 * Iterates over the states with which the victim of the incident has a relation. *at must be 0
 * before the first call. Sets *pair. Returns NONE after the last state.
 */
int32_t message_next_partner(
    const struct sim_context *s, const struct incident *i, int32_t *at, int32_t *pair);

/** Sends a failed request for assistance to an agreement of the next level, if there is one. */
void message_escalate(struct sim_context *s, const struct message *failed);

/**
 * Ends a message: notifies observers, releases the message, and removes its reference to the
 * incident.
 */
void message_finish(struct sim_context *s, int32_t message, enum message_end end);
/** Ends a failed message. A request for assistance is escalated. */
void message_fail(struct sim_context *s, int32_t message, enum message_end end);

/**
 * Returns the probability that the receiver replies to a message on that channel of the pair, if
 * its tension toward the sender is `tension`.
 */
double message_answers_at(
    const struct sim_context *s, int32_t pair, double tension, int32_t kind);

/**
 * Returns the probability of a reply as the sender estimates it: the sender assumes that the
 * tension of the receiver equals its own. Returns 0 if there is no channel.
 */
double message_expected_reply(
    const struct sim_context *s, struct dyad_direction direction, int32_t channel);

/** Ends a request that the receiver refuses, which reduces trust. */
void message_refuse(struct sim_context *s, int32_t message);

/**
 * Removes the bad experience that the sender has gained from waiting without a reply, as far as it
 * has not decayed. Call it at a reply or a refusal.
 */
void message_break_silence(struct sim_context *s, const struct message *m);

#endif

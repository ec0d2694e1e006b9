/**
 * internal.h - declarations shared by the files that implement message.h and
 * joint_attribution.h.
 *
 * message.c: transit. message_answer.c: handling by the receiver. message_clarify.c: inquiries
 * to a suspect. message_legal.c: legal assistance. message_case.c: cases investigated with a
 * partner. message_share.c: indicators, notices, requests for assistance and their escalation.
 * message_silence.c: trust after a wait without a reply.
 */
#ifndef MODEL_RESPONSE_INTERNAL_H
#define MODEL_RESPONSE_INTERNAL_H

#include "model/dyad/dyad.h"
#include "model/response/message.h"

/** Sends a message about the incident from its victim; it may be lost at once. Returns its
 * identity. Draws one block. */
uint64_t message_send(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, enum channel_kind channel);

/** Sends a message through the desk of an agreement. Draws one block. */
void message_send_through(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, int32_t agreement);

/** Creates a message from the victim of the incident, without sending it; adds a reference. */
int32_t message_create(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, enum channel_kind channel);
/** Time to find the counterpart in days, by the uniform u. */
double message_locating_days(const struct sim_context *s, int32_t pair, int32_t kind, double u);

/** Records that a message is handled now; returns the block of uniforms for the reply. */
struct stream_block message_read(struct sim_context *s, int32_t message);

/** Applies a reply (enum reply) to a request for legal assistance, when it arrives. */
void message_legal_answer(struct sim_context *s, int32_t message, int32_t reply);
void message_legal_back(struct sim_context *s, int32_t message);

/** Applies a reply (enum reply) to a request to investigate a case, and the findings drawn with
 * the uniforms u, when they arrive. */
void message_case_answer(
    struct sim_context *s, int32_t message, int32_t reply, struct stream_block u);
void message_case_back(struct sim_context *s, int32_t message);

/** Iterates over the states with which the victim of the incident has a relation; NONE after
 * the last one. *at starts at 0; sets *pair. */
int32_t message_next_partner(
    const struct sim_context *s, const struct incident *i, int32_t *at, int32_t *pair);

/** Sends a failed request for assistance to an agreement of the next level, if there is one. */
void message_escalate(struct sim_context *s, const struct message *failed);

/** Ends a message: notifies observers, releases it and removes its reference. */
void message_finish(struct sim_context *s, int32_t message, enum message_end end);
/** Ends a failed message; a request for assistance is escalated. */
void message_fail(struct sim_context *s, int32_t message, enum message_end end);

/** Probability that the receiver replies to a message on that channel of the pair, if its
 * tension toward the sender has that value. */
double message_answers_at(
    const struct sim_context *s, int32_t pair, double tension, int32_t kind);

/** The probability of a reply as the sender estimates it, which assumes that the receiver's
 * tension equals its own; 0 without a channel. */
double message_expected_reply(
    const struct sim_context *s, struct dyad_direction direction, int32_t channel);

/** Ends a request that the receiver refuses; this reduces trust. */
void message_refuse(struct sim_context *s, int32_t message);

/** Call at a reply or a refusal: removes the bad experience that the sender's wait without a
 * reply has added, as far as it has not decayed. */
void message_break_silence(struct sim_context *s, const struct message *m);

#endif

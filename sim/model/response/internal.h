/**
 * internal.h - what the files of message.h share, and what the coalition needs of them.
 *
 * message.c: the way. message_answer.c: what the receiver does with it. message_clarify.c: asking a
 * suspect. message_legal.c: legal assistance. message_share.c: indicators, notices, requests for
 * assistance and where they are brought.
 */
#ifndef MODEL_RESPONSE_INTERNAL_H
#define MODEL_RESPONSE_INTERNAL_H

#include "model/response/message.h"

/** Sends a message about the incident from its victim; it may be lost at once. */
void message_send(struct sim_context *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel);

/** The same, brought by the desk of an agreement. */
void message_send_through(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, int32_t agreement);

/** A message about the incident, not yet on its way. */
int32_t message_create(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, enum channel_kind channel);
/** Time to find the counterpart, by u. */
double message_locating_days(const struct sim_context *s, int32_t pair, int32_t kind, double u);

/** A message was handled now; returns the uniforms of the answer. */
struct stream_block message_read(struct sim_context *s, int32_t message);

/** A request for legal assistance was read; its answer is back. */
void message_legal_read(struct sim_context *s, int32_t message, struct stream_block u);
void message_legal_back(struct sim_context *s, int32_t message);

/** A request for assistance failed: brings it before an agreement of the next level. */
void message_escalate(struct sim_context *s, const struct message *failed);

/** The message has come to that end. */
void message_finish(struct sim_context *s, int32_t message, enum message_end end);
/** It has come to nothing: what was asked for may be brought before the next agreement. */
void message_fail(struct sim_context *s, int32_t message, enum message_end end);

/** Probability that a message on a channel of the pair is answered at that tension. */
double message_answers_at(
    const struct sim_context *s, int32_t pair, double tension, int32_t kind);

/** Refused or ignored, which costs trust. */
void message_refuse(struct sim_context *s, int32_t message, enum message_end end);

#endif

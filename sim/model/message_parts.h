/**
 * message_parts.h - what the files of message.h share, and what the coalition needs of them.
 *
 * message.c: the way, the answer, and asking a suspect. message_share.c: indicators, notices,
 * requests for assistance and where they are brought.
 */
#ifndef MODEL_MESSAGE_PARTS_H
#define MODEL_MESSAGE_PARTS_H

#include "model/message.h"

/** Sends a message about the incident from its victim; it may be lost at once. */
void message_send(struct sim *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel);

/** The same, brought by the desk of an agreement. */
void message_send_through(
    struct sim *s, enum message_kind kind, int32_t incident, int32_t to, int32_t agreement);

/** A request for assistance failed: brings it before an agreement of the next level. */
void message_bring(struct sim *s, const struct message *failed);

/** The message has come to that end. */
void message_finish(struct sim *s, int32_t message, enum message_end end);

/** Refused or ignored, which costs trust. */
void message_refuse(struct sim *s, int32_t message, enum message_end end);

#endif

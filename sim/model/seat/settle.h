/**
 * settle.h - how a seat, or the model in its place, settles a matter on its table.
 *
 * The options are those at the moment of settling. The choice of the model is computed by the
 * code that also serves states without a seat, with the same draws.
 */
#ifndef MODEL_SEAT_SETTLE_H
#define MODEL_SEAT_SETTLE_H

#include "model/seat/tabled.h"

/**
 * Answers to a matter that is not a decision.
 *
 *   question: SILENCE, DENIAL, HELP, EXPLANATION, ADMISSION. All are possible whatever is true,
 *             except EXPLANATION: only of an accident that began on the territory of the state
 *   request:  SILENCE, YES, NO. NO is a refusal, which reduces trust; the sender of the request
 *             does not learn of SILENCE
 *   case:     SILENCE, YES, NO. YES needs a relation with the accused
 *   offer:    YES, NO
 *   order:    YES executes it, NO withdraws it
 */
enum settlement_reply {
    SETTLEMENT_SILENCE,
    SETTLEMENT_YES,
    SETTLEMENT_NO,
    SETTLEMENT_DENIAL,
    SETTLEMENT_HELP,
    SETTLEMENT_EXPLANATION,
    SETTLEMENT_ADMISSION,
    SETTLEMENT_REPLIES
};

/** Their ids: silence, yes, no, denial, help, explanation, admission; ends with NULL. */
extern const char *const settlement_reply_names[SETTLEMENT_REPLIES + 1];

/** In settlement.help: the seat asks a partner to investigate the incident with it, the one that
 * message_open_case() would ask. */
enum { SETTLE_JOINT_CASE = -2 };

/** How a seat settles a matter. Only the members that its kind needs are read. */
struct settlement {
    int32_t overt, covert, help; /* decision: indices of responses. `help` counts at the first
                                    decision about the incident, and may be SETTLE_JOINT_CASE */
    int32_t named; /* decision: a state that it suspects with a posterior of at least
                * SETTLE_SUSPICION, or NONE: the actor that its belief names. Confidence is that
                * posterior */
    int32_t reply; /* other kinds: enum settlement_reply */
};

/** The smallest posterior of a state that a seat may name. */
#define SETTLE_SUSPICION 0.05

/** Whether the seat may name that state (NONE: always) in a decision about the incident. */
bool settle_may_name(const struct sim_context *s, const struct incident *i, int32_t named);

/** Whether the seat may open a joint case about the incident at its first decision. A measure
 * must provide for joint cases with a partner that the state may inform (MODEL.md 5.6). */
bool settle_may_open_case(const struct sim_context *s, const struct incident *i);

/** The incident as its victim sees it if it names that state (NONE: as it is). */
struct incident settle_as_named(
    const struct sim_context *s, const struct incident *i, int32_t named);

/** Whether the seat of the state may act on the incident before attribution ends. */
bool settle_is_early(const struct sim_context *s, int32_t state, int32_t incident);

/** Whether the seat may ask that state about the incident during attribution: one that it may
 * name, with an open direct channel, and no question to it about the incident is under way. */
bool settle_may_ask(const struct sim_context *s, int32_t incident, int32_t other);

/** Whether the matter may be settled in that way now. */
bool settle_is_possible(
    const struct sim_context *s, int32_t index, const struct settlement *settlement);

/** Settles the matter in that way; it must be possible. Call model_settle() afterwards. */
void settle_apply(struct sim_context *s, int32_t index, const struct settlement *settlement);

/** The choice of the model. Its draws are addressed, so that two calls give the same choice. */
struct settlement settle_choice(const struct sim_context *s, int32_t index);

/** Settles the matter as the model would. Call model_settle() afterwards. */
void settle_by_habit(struct sim_context *s, int32_t index);

#endif

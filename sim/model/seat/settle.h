/**
 * settle.h - settles a matter on the table of a seat, as the seat chooses or as the model would.
 *
 * `index` is the index of a matter in run.tabled. The options are those at the moment of settling.
 * The choice of the model comes from the code for states without a seat, with the same random
 * draws.
 */
#ifndef MODEL_SEAT_SETTLE_H
#define MODEL_SEAT_SETTLE_H

#include "model/seat/tabled.h"

/**
 * Replies to a matter that is not a decision. Possible replies are:
 *
 *   question: SILENCE, DENIAL, HELP, EXPLANATION, ADMISSION. They need not be true. Only
 *             EXPLANATION has a condition: the incident is an accident that began on the territory
 *             of the state
 *   request:  SILENCE, YES, NO. NO is a refusal, which reduces trust. The sender of the request
 *             does not learn of SILENCE
 *   case:     SILENCE, YES, NO. YES needs a relation with the accused state
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

/** The ids of the replies in JSON; the array ends with NULL. */
extern const char *const settlement_reply_names[SETTLEMENT_REPLIES + 1];

/**
 * Value of settlement.help: the seat asks a partner to investigate the incident together. The
 * partner is the one that message_open_case() would ask.
 */
enum { SETTLE_JOINT_CASE = -2 };

/** How a seat settles a matter. Only the members for the kind of matter are read. */
struct settlement {
    /* for a decision: indices of responses. `help` is read only at the first decision on the
       incident, and may be SETTLE_JOINT_CASE. */
    int32_t overt, covert, help;
    /* for a decision: a state that the seat names. The posterior of this state must be at least
       SETTLE_SUSPICION, and becomes the confidence. NONE: the actor that the belief names. */
    int32_t named;
    int32_t reply; /* for other kinds of matters: enum settlement_reply */
};

/**
 * The minimum posterior of a state that a seat may name in place of the actor that the belief
 * names.
 */
#define SETTLE_SUSPICION 0.05

/** Whether the seat may name that state in a decision on the incident. NONE is always allowed. */
bool settle_may_name(const struct sim_context *s, const struct incident *i, int32_t named);

/**
 * Whether the seat may open a joint case about the incident at its first decision. A measure must
 * provide for joint cases with a partner that the state may inform (MODEL.md 5.6).
 */
bool settle_may_open_case(const struct sim_context *s, const struct incident *i);

/** Returns the incident as it would be if its victim named that state. NONE: as it is. */
struct incident settle_as_named(
    const struct sim_context *s, const struct incident *i, int32_t named);

/** Whether the seat of the state may act on the incident before attribution ends. */
bool settle_is_early(const struct sim_context *s, int32_t state, int32_t incident);

/**
 * Whether the seat may ask that state about the incident during attribution. It must be a state
 * that the seat may name, with an open direct channel, and no question to it about the incident may
 * be under way.
 */
bool settle_may_ask(const struct sim_context *s, int32_t incident, int32_t other);

/** Whether the matter may be settled in that way now. */
bool settle_is_possible(
    const struct sim_context *s, int32_t index, const struct settlement *settlement);

/** Settles the matter in that way, which must be possible. Call model_settle() afterwards. */
void settle_apply(struct sim_context *s, int32_t index, const struct settlement *settlement);

/**
 * Returns the choice of the model. Its draws have addresses, so two calls return the same
 * choice.
 */
struct settlement settle_choice(const struct sim_context *s, int32_t index);

/** Settles the matter as the model would. Call model_settle() afterwards. */
void settle_by_habit(struct sim_context *s, int32_t index);

#endif

/**
 * run_tabled.h - matters: what people in the seats of states have to settle, and how they do it.
 *
 *   run_seat         gives a state a seat (run_state.h)
 *   run_table        opens or closes the table
 *   run_tabled       what lies on the table of a seat
 *   run_families     the responses to a decision, in families
 *   run_settle       a seat settles a matter
 *   run_habit        settles a matter as the model would
 *   run_habit_all    the same with every matter of one seat or of all seats
 *   run_keep         a seat puts a matter off to its next stop
 *   run_take_up      a seat decides about an incident before attribution ends
 *   run_ask          a seat asks a state during attribution, which goes on
 *
 * Six kinds of matters (enum tabled_kind) are laid on the table of a seat. If the table is
 * closed, as in a new run, the run stops at each of them at once: run_until returns
 * RUN_DECISION. If it is open, time continues, and matters lie on the table until they are
 * settled; the caller stops the run where it likes and settles what lies there, in the order of
 * run_tabled.
 *
 * If every matter is settled at once by run_habit, the run equals the run without seats, byte
 * for byte, with the table closed or open. With the table open, settling a matter later changes
 * the run, but little if stops are at most 15 days apart (MODEL.md section 17). Nothing is laid
 * on the table of a state without a seat.
 *
 * The table is part of the run: a copy has the same table and the same numbers. Settle every
 * matter of a seat (run_settle, run_habit) before run_seat() removes the seat. Matters that
 * still lie on a table at the horizon are never settled: their incidents are censored.
 */
#ifndef MODEL_RUN_TABLED_H
#define MODEL_RUN_TABLED_H

#include "model/run.h"
#include "model/seat/family.h"

/** Opens or closes the table for later matters. A run begins with the table closed. */
void run_table(struct run *r, bool open);

/**
 * Copies the matters on the table of a state, or of all states (NONE), in the order of
 * settling: by day, state and number. Copies at most TABLED_MAX matters, the first ones, and
 * returns their number. Settle the first matter of the list and then call this function again:
 * settling one matter may remove another one or add a new one.
 */
int32_t run_tabled(const struct run *r, int32_t state, struct tabled out[TABLED_MAX]);

/** The matter with that number of that state. STATUS_BAD_INPUT if it does not lie on its table. */
enum status run_tabled_find(
    const struct run *r, int32_t state, int32_t number, struct tabled *out) MUST_CHECK;

/**
 * Options of a tabled decision on one side (enum response_side), in order of id, with the terms
 * of their utilities (decision.h); returns their number. `named`: the actor that the seat would
 * name (struct settlement). 0 if the matter is not a decision of that state on its table, or if
 * the seat may not name that state.
 */
int32_t run_tabled_options(const struct run *r, const struct world *w, int32_t state,
    int32_t number, int32_t named, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX]);

/** The families of responses to a tabled decision, in their order, if the seat names `named`
 * (struct settlement). STATUS_BAD_INPUT: see run_tabled_options. */
enum status run_families(const struct run *r, const struct world *w, int32_t state,
    int32_t number, int32_t named, struct family out[RESPONSE_FAMILIES]) MUST_CHECK;

/**
 * Settles the matter with that number of that state. STATUS_BAD_INPUT: no such matter lies on its
 * table, or it cannot be settled so at this moment; nothing has changed then. STATUS_NO_MEMORY:
 * nothing has changed. `observers` and `sink` as for run_until.
 */
enum status run_settle(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct settlement *settlement, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/** What the model would do with the matter. Draws nothing that the run does not draw itself, and
 * changes nothing. STATUS_BAD_INPUT: no such matter. */
enum status run_would(const struct run *r, const struct world *w, int32_t state, int32_t number,
    struct settlement *out) MUST_CHECK;

/** Settles the matter as the model would, with the code that also serves states without a seat.
 * Errors: those of run_settle. */
enum status run_habit(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/** run_habit for everything on the table of a state, or of all states (NONE), until nothing lies
 * there. STATUS_NO_MEMORY: some matters still lie there. */
enum status run_habit_all(struct run *r, const struct world *w, int32_t state,
    const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/** The seat puts the matter off to its next stop ("not yet"). STATUS_BAD_INPUT: no such matter,
 * or it was put off before. A run that was stopped for the matter can then continue. */
enum status run_keep(struct run *r, int32_t state, int32_t number) MUST_CHECK;

/**
 * The state ends attribution of an incident against it now, and has to decide: lays the
 * decision on its table, where it is the matter `number`. The naming floor of MODEL.md (6.2)
 * decides which actor it names; run_settle can name another state. STATUS_BAD_INPUT: the
 * incident (an index) is not one of this state in attribution, or the state has no seat.
 * STATUS_NO_MEMORY. Nothing has changed then.
 */
enum status run_take_up(struct run *r, const struct world *w, int32_t state, int32_t incident,
    int32_t *number, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/**
 * The state asks another state about an incident against it during attribution, which
 * continues. The other state must be one that run_settle may name, with an open direct channel;
 * one question to it is under way at a time. The question raises no tension and is not
 * remembered, unlike a question after a decision that names the state. A reply changes the
 * belief and may end attribution; a missing reply does not. After such a question the model
 * sends no inquiry of its own before the decision. Errors: those of run_take_up.
 */
enum status run_ask(struct run *r, const struct world *w, int32_t state, int32_t incident,
    int32_t other, const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

#endif

/**
 * run_tabled.h - matters: what people in the seats of states have to settle, and how they settle
 * it.
 *
 *   run_seat         gives a state a seat (run_state.h)
 *   run_table        opens or closes the table
 *   run_tabled       lists the matters on the table of a seat
 *   run_families     lists the responses to a decision, in families
 *   run_settle       settles a matter as the seat chooses
 *   run_habit        settles a matter as the model would
 *   run_habit_all    settles every matter of one seat or of all seats as the model would
 *   run_keep         puts a matter off to the next stop
 *   run_take_up      lets a seat decide on an incident before attribution ends
 *   run_ask          lets a seat ask a state a question during attribution, which continues
 *
 * A matter is laid on the table of a seat (enum tabled_kind has the six kinds). In a new run the
 * table is closed: the run stops at each matter at once, and run_until() returns RUN_DECISION. If
 * the table is open, time continues, and matters lie on the table until they are settled. The
 * caller may stop the run at any time and settles the matters in the order of run_tabled().
 *
 * If run_habit() settles every matter at once, the run equals the run without seats, byte for byte,
 * with the table closed or open. With an open table, settling a matter later changes the run. The
 * change is small if stops are at most 15 days apart (MODEL.md, submodel 17). Nothing is laid on
 * the table of a state without a seat.
 *
 * The table is part of the run: a copy has the same matters with the same numbers. Before
 * run_seat() removes a seat, settle every matter of this seat (run_settle(), run_habit()). Matters
 * that lie on a table at the horizon are never settled, and their incidents are censored.
 */
#ifndef MODEL_RUN_TABLED_H
#define MODEL_RUN_TABLED_H

#include "model/run.h"
#include "model/seat/family.h"

/** Opens or closes the table for later matters. A run begins with the table closed. */
void run_table(struct run *r, bool open);

/**
 * Copies the matters on the table of a state, or of all states (NONE), in the order in which to
 * settle them: by day, state and number. Copies the first TABLED_MAX matters at most, and returns
 * how many it copied. Settle the first matter of the list, then call this function again: settling
 * one matter may remove another one or add a new one.
 */
int32_t run_tabled(const struct run *r, int32_t state, struct tabled out[TABLED_MAX]);

/**
 * Copies the matter `number` of `state`. Returns STATUS_BAD_INPUT if it is not on the table of the
 * state.
 */
enum status run_tabled_find(
    const struct run *r, int32_t state, int32_t number, struct tabled *out) MUST_CHECK;

/**
 * Lists the options of a tabled decision on one side (enum response_side), in the order of their
 * ids, with the terms of their utilities (decision.h). Returns their number. `named` is the actor
 * that the seat would name (struct settlement). `covert` is the covert response that it would
 * choose, for the overt side. Returns 0 if the matter is not a decision on the table of that state,
 * or if the seat may not name that actor.
 */
int32_t run_tabled_options(const struct run *r, const struct world *w, int32_t state,
    int32_t number, int32_t named, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX]);

/**
 * Lists the families of responses to a tabled decision, in their order, if the seat names the actor
 * `named` (struct settlement). Returns STATUS_BAD_INPUT where run_tabled_options() returns 0.
 */
enum status run_families(const struct run *r, const struct world *w, int32_t state,
    int32_t number, int32_t named, struct family out[RESPONSE_FAMILIES]) MUST_CHECK;

/**
 * Settles the matter `number` of `state`. Returns STATUS_BAD_INPUT if no such matter is on its
 * table, or if it cannot be settled in this way now; STATUS_NO_MEMORY if memory runs out. After an
 * error nothing has changed. `observers` and `sink` are those of run_until().
 */
enum status run_settle(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct settlement *settlement, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/**
 * Computes how the model would settle the matter. Changes nothing, and makes only draws that the
 * run would make itself. Returns STATUS_BAD_INPUT if there is no such matter.
 */
enum status run_would(const struct run *r, const struct world *w, int32_t state, int32_t number,
    struct settlement *out) MUST_CHECK;

/**
 * Settles the matter as the model would, with the code that is used for states without a seat.
 * Returns the errors of run_settle().
 */
enum status run_habit(struct run *r, const struct world *w, int32_t state, int32_t number,
    const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/**
 * Calls run_habit() for the matters of a state, or of all states (NONE), until none is left. If it
 * returns STATUS_NO_MEMORY, some matters are still on the table.
 */
enum status run_habit_all(struct run *r, const struct world *w, int32_t state,
    const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

/**
 * Puts the matter off to the next stop of its seat ("not yet"). A run that has stopped for the
 * matter can then continue. Returns STATUS_BAD_INPUT if there is no such matter, or if it was put
 * off before.
 */
enum status run_keep(struct run *r, int32_t state, int32_t number) MUST_CHECK;

/**
 * Ends the attribution of an incident against the state now. The state has to decide: the decision
 * is laid on its table as matter *number. The naming floor of MODEL.md (6.2) determines the actor
 * that is named at first; run_settle() can name another one. `incident` is an index. Returns
 * STATUS_BAD_INPUT if the incident is not an incident against this state in attribution, or if the
 * state has no seat. Returns STATUS_NO_MEMORY if memory runs out. After an error nothing has
 * changed.
 */
enum status run_take_up(struct run *r, const struct world *w, int32_t state, int32_t incident,
    int32_t *number, const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

/**
 * Lets the state ask another state about an incident against it. Attribution continues. The other
 * state must be one that run_settle() may name, and must have an open direct channel with this
 * state. Only one question to it may be under way. Unlike a question after a decision that names
 * the other state, this question raises no tension and has no later effect. A reply changes the
 * belief and may end attribution; a missing reply does not. After such a question the model sends
 * no inquiry of its own before the decision. Returns the errors of run_take_up().
 */
enum status run_ask(struct run *r, const struct world *w, int32_t state, int32_t incident,
    int32_t other, const struct observers *observers, const struct trace_sink *sink) MUST_CHECK;

#endif

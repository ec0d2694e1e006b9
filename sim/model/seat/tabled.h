/**
 * tabled.h - the table of matters that states with a seat have to settle.
 *
 * A matter is laid on the table as the last step of an event (model.c). In a new run, the table is
 * closed: the run then stops. If run_table() has opened the table, time continues, and the matter
 * stays on the table until the seat settles it (settle.h).
 *
 * An incident whose decision is on the table is in PHASE_TABLED. Evidence, patience and waits for
 * replies have stopped. Publication, attribution by industry, the end of the incident and replies
 * under way continue. Replies, findings and attribution by industry change the belief. While a
 * message is on the table, its sender does not stop waiting for the reply. An offer on the table
 * lapses when its crisis ends; further offers of the same state are merged with it. MODEL.md,
 * submodel 17
 */
#ifndef MODEL_SEAT_TABLED_H
#define MODEL_SEAT_TABLED_H

#include "model/state/sim.h"

enum { TABLED_MAX = 64 };

/**
 * Adds the matter of a due step (sim.h) to the table of the state that has to settle it. `subject`
 * is the subject of the step.
 */
void tabled_lay(struct sim_context *s, enum sim_due due, int32_t subject);

/**
 * Returns which state of the pair makes a tabled offer: 0 for the first state, 1 for the second.
 */
int32_t tabled_offering_side(const struct sim_context *s, const struct tabled *t);

/** Returns the index of the matter `number` of `state`, or NONE. */
int32_t tabled_find(const struct sim_context *s, int32_t state, int32_t number);

/**
 * Copies the matters of a state, or of all states (NONE), in the order in which to settle them:
 * day, state, number. Copies the first TABLED_MAX matters at most. Returns how many it copied.
 */
int32_t tabled_list(const struct sim_context *s, int32_t state, struct tabled out[TABLED_MAX]);

/**
 * Removes the offers whose crisis is over, and withdraws the orders that a settlement has ended.
 */
void tabled_lapse(struct sim_context *s);

/** Removes a matter from the table, so that it no longer stops the run. */
void tabled_remove(struct sim_context *s, int32_t index);

/**
 * Puts a matter off to the next stop, so that it no longer stops the run. Returns false if it was
 * put off before.
 */
bool tabled_keep(struct sim_context *s, int32_t index);

#endif

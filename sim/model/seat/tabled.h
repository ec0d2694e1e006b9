/**
 * tabled.h - the table of matters that states with a seat have to settle.
 *
 * A matter is laid on the table as the last step of an event (model.c). If the table is closed,
 * the run then stops at once. If it is open, time continues, and the matter lies there until
 * the seat settles it (settle.h). An incident whose decision lies on the table is in
 * PHASE_TABLED: evidence, patience and waits for replies have stopped. Publication, attribution
 * by industry, the end of the incident and replies under way continue; replies, findings and
 * the attribution by industry change the belief. While a message lies on the table, the wait of
 * its sender for the reply has stopped. An offer on the table lapses with its crisis; further
 * offers of that state join it. MODEL.md section 17
 */
#ifndef MODEL_SEAT_TABLED_H
#define MODEL_SEAT_TABLED_H

#include "model/state/sim.h"

enum { TABLED_MAX = 64 };

/** Lays the matter of a step that is due (sim.h) on the table of its state. */
void tabled_lay(struct sim_context *s, enum sim_due due, int32_t subject);

/** Which side of its pair makes a tabled offer: 0 the first state, 1 the second. */
int32_t tabled_offering_side(const struct sim_context *s, const struct tabled *t);

/** Index of the matter with that number of that state, or NONE. */
int32_t tabled_find(const struct sim_context *s, int32_t state, int32_t number);

/**
 * Copies the matters of a state (NONE: of all states) in the order of settling: day, state,
 * number. The first TABLED_MAX ones if there are more. Returns how many it has copied.
 */
int32_t tabled_list(const struct sim_context *s, int32_t state, struct tabled out[TABLED_MAX]);

/** Removes the offers that have lapsed because their crisis is over. */
void tabled_lapse(struct sim_context *s);

/** Removes a matter from the table. The run is no longer stopped for it. */
void tabled_remove(struct sim_context *s, int32_t index);

/** Puts a matter off to the next stop; the run is no longer stopped for it. False if it was put
 * off before. */
bool tabled_keep(struct sim_context *s, int32_t index);

#endif

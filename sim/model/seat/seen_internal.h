/**
 * seen_internal.h - declarations shared by the files that implement seen.h.
 *
 *   seen.c           the ledger and its numbers
 *   seen_item.c      the table of the states that learn of each kind of fact
 *   seen_incident.c  what states see of incidents
 *   seen_use.c       the uses of channels that a state knows of
 */
#ifndef MODEL_SEAT_SEEN_INTERNAL_H
#define MODEL_SEAT_SEEN_INTERNAL_H

#include "model/seat/seen.h"
#include "model/state/sim.h"

/** Returns a context for functions that do not change the run. */
struct sim_context seen_context(const struct run *r, const struct world *w);

/** Whether the ledger follows a state. */
bool seen_follows(const struct seen *seen, int32_t state);

/**
 * Returns the number of an incident or act for a state. An incident or act without a number gets
 * the next one. Returns 0 if memory runs out.
 */
int32_t seen_number_new(struct seen *seen, int32_t state, uint64_t id);

/**
 * Adds an item of the state with this kind and day, and returns it. The other members have no
 * value. Returns NULL if memory runs out.
 */
struct seen_item *seen_item_new(
    struct seen *seen, int32_t state, enum seen_kind kind, double day);

/** Adds an item for each followed state that learns of the fact. */
void seen_item_add(
    struct seen *seen, const struct sim_context *s, const struct observation *fact);

/**
 * Whether the incident is an operation of the services of the state, or one that it ordered.
 * Operations of proxies and criminals are not its own.
 */
bool seen_is_own(const struct world *w, const struct incident *i, int32_t state);

/** Returns the responsible actor if the truth about the incident is known; otherwise NONE. */
int32_t seen_truth(const struct world *w, const struct incident *i);

/**
 * Returns the state behind an incident if it has stated a demand to the victim; otherwise NONE. The
 * demand reveals this state to the victim.
 */
int32_t seen_demands(const struct incident *i);

/**
 * These functions fill *out with what the state knows of an incident that it has detected, of a
 * public incident of another state, and of an operation of its own. The incident must have a number
 * for the state.
 */
void seen_fill_incident(const struct seen *seen, const struct sim_context *s,
    const struct incident *i, struct seen_incident *out);
void seen_fill_public(const struct seen *seen, const struct sim_context *s, int32_t state,
    const struct incident *i, struct seen_public *out);
void seen_fill_operation(const struct seen *seen, int32_t state, const struct incident *i,
    struct seen_operation *out);

/**
 * These functions return whether the state has detected an incident against itself, and whether the
 * incident is a public incident of another state. The incident must have a number for the state.
 */
bool seen_has_detected(const struct incident *i, int32_t state);
bool seen_has_read_of(const struct incident *i, int32_t state);

/**
 * Sets the uses of channels that the state knows on the first day. Returns STATUS_NO_MEMORY if
 * memory runs out.
 */
enum status seen_use_begin(
    struct seen *seen, const struct sim_context *s, int32_t state) MUST_CHECK;

/** Records the use of a channel for each state that learns of the use from this fact. */
void seen_use_note(
    struct seen *seen, const struct sim_context *s, const struct observation *fact);

/**
 * Returns the day of the last use of the channel that the state knows of; -INFINITY if there is
 * none.
 */
double seen_use_day(const struct seen *seen, const struct sim_context *s, int32_t state,
    int32_t pair, enum channel_kind channel);

/** Returns the last day on which the measure was refreshed, as far as the state knows. */
double seen_use_refreshed(
    const struct seen *seen, const struct sim_context *s, int32_t state, int32_t measure);

#endif

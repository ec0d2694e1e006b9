/**
 * incident_list.h - lists of the incidents of one state, by index.
 *
 * An incident is in at most one list at a time: in `undetected` of its target while its detection is
 * scheduled, later in `attributed` while the target has a belief about it. Adding and removing take
 * constant time: a list is sorted only when it is read, by natural merge sort, and stays sorted. So
 * reading a list of n incidents, of which m are new, takes time proportional to n + m log m.
 */
#ifndef MODEL_STATE_INCIDENT_LIST_H
#define MODEL_STATE_INCIDENT_LIST_H

#include "model/state/sim.h"

/** Adds an incident to the list that begins at *first (1 + index, 0: empty). */
void incident_list_add(struct sim_context *s, int32_t *first, int32_t incident);

/** Removes an incident of the list. */
void incident_list_remove(struct sim_context *s, int32_t *first, int32_t incident);

enum incident_list { LIST_UNDETECTED, LIST_ATTRIBUTED };

/** The incidents to visit, in ascending order: those in one list of each marked state. */
struct incident_visit {
    const struct sim_context *s;
    const uint64_t *states; /* marked states, one bit each */
    enum incident_list list;
    int32_t next[2]; /* at most two marked states: the rest of their lists */
    int32_t slot;    /* more marked states: the last incident looked at; NONE: lists are used */
};

/** Sorts the lists of the marked states. No incident may be added or removed during the visit. */
struct incident_visit incident_list_visit(
    struct sim_context *s, const uint64_t states[SEATS_WORDS], enum incident_list list);

/** The next incident, or NONE. */
int32_t incident_list_next(struct incident_visit *v);

#endif

/**
 * incident_list.h - lists of the incidents of one state, by index.
 *
 * An incident is in at most one list at a time. It is in the list `undetected` of its target while
 * its detection is scheduled. Later it is in the list `attributed` while the target has a belief
 * about it. Adding and removing an incident take constant time. A list is sorted only when it is
 * read, by natural merge sort, and stays sorted. Reading a list of n incidents, of which m are new,
 * therefore takes time proportional to n + m log m.
 */
#ifndef MODEL_STATE_INCIDENT_LIST_H
#define MODEL_STATE_INCIDENT_LIST_H

#include "model/state/sim.h"

/**
 * Adds an incident to the list that begins at *first. *first is 1 + the index of the first
 * incident; 0 if the list is empty.
 */
void incident_list_add(struct sim_context *s, int32_t *first, int32_t incident);

/** Removes an incident from the list that begins at *first. */
void incident_list_remove(struct sim_context *s, int32_t *first, int32_t incident);

enum incident_list { LIST_UNDETECTED, LIST_ATTRIBUTED };

/**
 * A visit of the incidents in one list of each state whose bit is set in `states`. The incidents
 * are visited in ascending order of their indices.
 */
struct incident_visit {
    const struct sim_context *s;
    const uint64_t *states; /* bits of the states whose lists are visited */
    enum incident_list list;
    /* for at most two states: 1 + index of the next incident of each list; 0: none */
    int32_t next[2];
    /* for more than two states: index of the next incident to look at; otherwise NONE */
    int32_t slot;
};

/**
 * Begins a visit, and sorts the lists of the states. `states` must outlive the visit. Do not add or
 * remove any incident during the visit.
 */
struct incident_visit incident_list_visit(
    struct sim_context *s, const uint64_t states[SEATS_WORDS], enum incident_list list);

/** Returns the index of the next incident; NONE after the last one. */
int32_t incident_list_next(struct incident_visit *v);

#endif

/**
 * cascade.h - measures the consequences of one matter of a seat in each continuation of a run.
 */
#ifndef WORKSHOP_CASCADE_H
#define WORKSHOP_CASCADE_H

#include "scenario/workshop.h"
#include "workshop/continuation.h"

/**
 * Number of values that are measured. They have the order of enum workshop_measure:
 *
 *   WRONG_HIT    the seat acts against a state that is not the initiator: an act of rung 1 or
 *                above, or an operation
 *   STRUCK_BACK  another state responds to an act of the seat: rung 2 or above, or an operation
 *   HIGH         an act or operation of rung 5 or above happens
 *   CRISIS       a crisis begins between the seat and the state that it names; if it names none,
 *                between the seat and any state
 *   KNOWN        the seat names the initiator at its final decision
 *   DAYS         days to the final decision; NAN if there is none in the window
 */
enum { CASCADE_MEASURES = WORKSHOP_DAYS + 1 };

/** The matter whose consequences are measured, as it was at the stop. */
struct cascade_matter {
    uint64_t id;       /* id of the incident or act */
    int32_t seat;      /* state that decides */
    int32_t initiator; /* the responsible state, or NONE */
    /* state that the seat names; negative: none, and a crisis with any state counts */
    int32_t addressed;
};

/**
 * Returns a watcher that measures the consequences of a matter. The matter must exist as long as
 * the watcher is used.
 */
struct continuation_watcher cascade_watcher(const struct cascade_matter *matter);

#endif

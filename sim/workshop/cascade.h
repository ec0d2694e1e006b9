/**
 * cascade.h - measures the consequences of one matter of a seat in each continuation of a run.
 */
#ifndef WORKSHOP_CASCADE_H
#define WORKSHOP_CASCADE_H

#include "scenario/workshop.h"
#include "workshop/continuation.h"

/**
 * Number of values, in the order of enum workshop_measure:
 *
 *   WRONG_HIT    the seat acts (rung >= 1) or operates against a state that is not the initiator
 *   STRUCK_BACK  another state answers an act of the seat: rung >= 2, or an operation
 *   HIGH         an act or operation of rung >= 5
 *   CRISIS       a crisis begins between the seat and the state that it addresses, or any state
 *   KNOWN        the belief at the final decision names the initiator
 *   DAYS         days to the final decision; NAN: none in the window
 */
enum { CASCADE_MEASURES = WORKSHOP_DAYS + 1 };

/** The matter in its state at the stop. */
struct cascade_matter {
    uint64_t id;       /* of the incident or act */
    int32_t seat;      /* that decides */
    int32_t initiator; /* responsible state, or NONE */
    int32_t
        addressed; /* state that the seat names; negative: none, so that a crisis with any state
                    * counts */
};

/** A watcher of that matter, which must outlive it. */
struct continuation_watcher cascade_watcher(const struct cascade_matter *matter);

#endif

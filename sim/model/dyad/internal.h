/**
 * internal.h - declarations shared by the files that implement dyad.h.
 *
 * dyad.c: tension, trust, attributed incidents. dyad_crisis.c: crises and settlements.
 * dyad_rung.c: rungs.
 */
#ifndef MODEL_DYAD_INTERNAL_H
#define MODEL_DYAD_INTERNAL_H

#include "model/dyad/dyad.h"

/** Call after a change of tension in the direction: if tension rose to the threshold, begins a
 * crisis with that `cause`; schedules the end of the crisis. */
void dyad_crisis_review(
    struct sim_context *s, struct dyad_direction direction, bool rose, uint64_t cause);

#endif

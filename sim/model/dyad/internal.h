/**
 * internal.h - declarations shared by the files that implement dyad.h.
 *
 *   dyad.c         tension, trust and attributed incidents
 *   dyad_crisis.c  crises and settlements
 *   dyad_rung.c    rungs
 */
#ifndef MODEL_DYAD_INTERNAL_H
#define MODEL_DYAD_INTERNAL_H

#include "model/dyad/dyad.h"

/**
 * Begins a crisis because of `cause` if tension rose to the threshold, and schedules the end of a
 * crisis. Call it after a change of tension in the direction. `rose`: tension has risen.
 */
void dyad_crisis_review(
    struct sim_context *s, struct dyad_direction direction, bool rose, uint64_t cause);

#endif

/**
 * told_injects.h - the injects that tell something, with the numbers that the handouts print.
 */
#ifndef WORKSHOP_TOLD_INJECTS_H
#define WORKSHOP_TOLD_INJECTS_H

#include "model/input/world.h"

enum { TOLD_INJECTS_MAX = 1000 };

/**
 * Fills sorted[] in order of days, those that the facilitator calls last; returns their number.
 * The inject sorted[k] has the number k + 1.
 */
int32_t told_injects_of(const struct world *w, const struct inject *sorted[TOLD_INJECTS_MAX]);

#endif

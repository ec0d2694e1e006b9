/**
 * told_injects.h - lists the injects that have a text for teams, with their numbers on handouts.
 */
#ifndef WORKSHOP_TOLD_INJECTS_H
#define WORKSHOP_TOLD_INJECTS_H

#include "model/input/world.h"

enum { TOLD_INJECTS_MAX = 1000 };

/**
 * Fills sorted[] in the order of the days. The injects that the facilitator calls come last.
 * Returns the number of injects. The inject sorted[k] has the number k + 1 on handouts.
 */
int32_t told_injects_of(const struct world *w, const struct inject *sorted[TOLD_INJECTS_MAX]);

#endif

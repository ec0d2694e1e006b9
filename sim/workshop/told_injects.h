/**
 * told_injects.h - the injects that have a text for teams, with the numbers printed on
 * handouts.
 */
#ifndef WORKSHOP_TOLD_INJECTS_H
#define WORKSHOP_TOLD_INJECTS_H

#include "model/input/world.h"

enum { TOLD_INJECTS_MAX = 1000 };

/**
 * Fills sorted[] in order of their days, with the injects that the facilitator calls at the
 * end; returns the number of injects. The inject sorted[k] has the number k + 1.
 */
int32_t told_injects_of(const struct world *w, const struct inject *sorted[TOLD_INJECTS_MAX]);

#endif

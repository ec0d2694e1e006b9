#include "workshop/told_injects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Orders injects by day. Injects without a day, which the facilitator calls, come last. */
static int
by_day(const void *a, const void *b)
{
    const struct inject *x = *(const struct inject *const *)a;
    const struct inject *y = *(const struct inject *const *)b;
    double dx = isfinite(x->day) ? x->day : INFINITY;
    double dy = isfinite(y->day) ? y->day : INFINITY;

    return dx < dy ? -1 : dx > dy ? 1 : strcmp(x->key.id, y->key.id);
}

int32_t
told_injects_of(const struct world *w, const struct inject *sorted[TOLD_INJECTS_MAX])
{
    const struct inject *all = w->injects.items;
    int32_t count = 0;

    for (int32_t k = 0; k < w->injects.count && count < TOLD_INJECTS_MAX; k++) {
        if (all[k].told.count > 0) {
            sorted[count++] = &all[k];
        }
    }
    qsort(sorted, (size_t)count, sizeof(*sorted), by_day);
    return count;
}

#include "room/room_copy.h"

#include <stdlib.h>
#include <string.h>

bool
room_copy(struct exercise *to, const struct exercise *x)
{
    *to = *x;
    to->now = (struct exercise_now){.n_seats = x->now.n_seats};
    memcpy(to->now.seats, x->now.seats, sizeof(to->now.seats));
    to->words = NULL;
    to->watcher = NULL;
    to->capacity = 0;
    to->records = malloc(((size_t)x->n_records + 1) * sizeof(*to->records));
    if (to->records == NULL || array_copy(&to->now.settled, &x->now.settled) != STATUS_OK) {
        free(to->records);
        *to = (struct exercise){0};
        return false;
    }
    memcpy(to->records, x->records, (size_t)x->n_records * sizeof(*to->records));
    return true;
}

void
room_copy_free(struct exercise *x)
{
    free(x->records);
    array_free(&x->now.settled);
    *x = (struct exercise){0};
}

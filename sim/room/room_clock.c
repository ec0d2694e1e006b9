/* The real time that is left at a stop. When it is over, the stop stays open. */
#include "room/room_internal.h"

int64_t
room_left(const struct room *room)
{
    const struct room_clock *c = &room->clock;

    return !c->runs ? INT64_MIN : c->paused ? c->left : c->end - room->now;
}

void
room_clock_pause(struct room *room, bool pause)
{
    struct room_clock *c = &room->clock;

    if (c->paused == pause) {
        return;
    }
    if (pause) {
        c->left = c->end - room->now;
    } else {
        c->end = room->now + c->left;
    }
    c->paused = pause;
    c->version++;
}

void
room_clock_add(struct room *room, int64_t seconds)
{
    struct room_clock *c = &room->clock;
    int64_t left = c->runs ? room_left(room) : 0;

    left = (left < 0 ? 0 : left) + seconds * ROOM_SECOND;
    c->runs = true;
    c->left = left;
    c->end = room->now + left;
    c->version++;
}

/* Starts the time of a new stop. */
void
room_clock_set(struct room *room)
{
    const struct exercise *x = room_exercise(room);
    const struct plan_stop *stop = exercise_stop(x);
    struct room_clock *c = &room->clock;
    int64_t record = 0;

    for (int64_t i = x->now.n_standing - 1; i >= 0 && record == 0; i--) {
        const struct record_line *r = exercise_standing(x, i);

        record = r->kind == RECORD_go ? r->n : 0;
    }
    if (record != c->record || c->version == 0) {
        int64_t left = (int64_t)(stop->minutes * 60) * ROOM_SECOND;

        c->runs = stop->minutes > 0;
        c->left = left;
        c->end = room->now + left;
        c->record = record;
        c->version++;
    }
    room_clock_pause(room, x->now.paused);
}

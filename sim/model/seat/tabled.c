#include "model/seat/tabled.h"

/* An element that is not in use has state NONE. */

static struct tabled *
add(struct sim_context *s, enum tabled_kind kind, int32_t state)
{
    struct tabled *t = SIM_TABLED(s, sim_acquire(&s->run->tabled));

    *t = (struct tabled){.kind = (int32_t)kind,
        .state = state,
        .number = ++SIM_STATE(s, state)->n_tabled,
        .incident = NONE,
        .message = NONE,
        .order = NONE,
        .pair = NONE,
        .day = sim_now(s),
        .clock_day = NAN,
        .stops = !s->run->table_open};
    s->run->hold = s->run->hold || t->stops;
    return t;
}

static void
lay_decision(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    add(s, TABLED_DECISION, i->target)->incident = incident;
    i->phase_before = i->phase;
    i->phase = PHASE_TABLED;
    s->run->waiting = s->run->table_open ? NONE : incident;
}

void
tabled_lay(struct sim_context *s, enum sim_due due, int32_t subject)
{
    if (due == DUE_DECISION) {
        lay_decision(s, subject);
    }
}

int32_t
tabled_find(const struct sim_context *s, int32_t state, int32_t number)
{
    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        if (SIM_TABLED(s, k)->state == state && SIM_TABLED(s, k)->number == number) {
            return k;
        }
    }
    return NONE;
}

static bool
precedes(const struct tabled *a, const struct tabled *b)
{
    if (a->day != b->day) {
        return a->day < b->day;
    }
    return a->state != b->state ? a->state < b->state : a->number < b->number;
}

int32_t
tabled_list(const struct sim_context *s, int32_t state, struct tabled out[TABLED_MAX])
{
    int32_t n = 0;

    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(s, k);
        int32_t at = n;

        if (t->state == NONE || (state != NONE && t->state != state)) {
            continue;
        }
        while (at > 0 && precedes(t, &out[at - 1])) {
            if (at < TABLED_MAX) {
                out[at] = out[at - 1];
            }
            at--;
        }
        if (at < TABLED_MAX) {
            out[at] = *t;
            n += n < TABLED_MAX ? 1 : 0;
        }
    }
    return n;
}

/* The run goes on unless it is held for another matter. */
static void
release(struct sim_context *s, struct tabled *t)
{
    struct run *r = s->run;

    if (t->stops) {
        t->stops = false;
        r->waiting = NONE;
        r->hold = false;
        for (int32_t k = 0; k < r->tabled.items.count; k++) {
            r->hold = r->hold || SIM_TABLED(s, k)->stops;
        }
    }
}

void
tabled_remove(struct sim_context *s, int32_t index)
{
    release(s, SIM_TABLED(s, index));
    SIM_TABLED(s, index)->state = NONE;
    sim_release(&s->run->tabled, index);
}

bool
tabled_keep(struct sim_context *s, int32_t index)
{
    struct tabled *t = SIM_TABLED(s, index);

    if (t->kept) {
        return false;
    }
    t->kept = true;
    release(s, t);
    return true;
}

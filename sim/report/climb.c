#include "report/climb.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RUNG_MAX = 9, HIGH = 5 };

/* An act or operation between two states, or a change of the state of a pair. Acts are sorted
   before changes. */
struct move {
    const char *a, *b; /* ids of the two states in byte order */
    bool reversed;     /* the act goes from b to a */
    bool act;
    enum observation_kind kind; /* kind of the change */
    double day, value;
    int64_t order;
};

struct moves {
    struct move *at;
    int64_t n;
};

static int
compare_moves(const void *x, const void *y)
{
    const struct move *s = x, *t = y;
    int order = strcmp(s->a, t->a);

    order = order != 0 ? order : strcmp(s->b, t->b);
    if (order != 0) {
        return order;
    }
    if (s->act != t->act) {
        return s->act ? -1 : 1;
    }
    if (s->act && s->day != t->day) {
        return s->day < t->day ? -1 : 1;
    }
    return s->order < t->order ? -1 : s->order > t->order;
}

static int
compare_climbs(const void *x, const void *y)
{
    const struct climb *s = x, *t = y;
    int order;

    if (s->top != t->top) {
        return s->top > t->top ? -1 : 1;
    }
    if (s->n_high != t->n_high) {
        return s->n_high > t->n_high ? -1 : 1;
    }
    if (s->n_acts != t->n_acts) {
        return s->n_acts > t->n_acts ? -1 : 1;
    }
    order = strcmp(s->a, t->a);
    return order != 0 ? order : strcmp(s->b, t->b);
}

static void
add(struct moves *moves, const char *from, const char *to, struct move move)
{
    if (from != NULL && to != NULL && isfinite(move.day)) {
        move.reversed = strcmp(from, to) > 0;
        move.a = move.reversed ? to : from;
        move.b = move.reversed ? from : to;
        move.order = moves->n;
        moves->at[moves->n++] = move;
    }
}

static enum status
collect(struct moves *moves, const struct shown *s)
{
    int32_t n_acts = shown_count(s, RECORDER_FILE_ACTS);
    int32_t n_events = shown_count(s, RECORDER_FILE_EVENTS);

    moves->at = malloc(((size_t)n_acts + (size_t)n_events + 1) * sizeof(*moves->at));
    if (moves->at == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n_acts; k++) {
        const struct trace_rows_act *a =
            SHOWN_ROW(s, RECORDER_FILE_ACTS, struct trace_rows_act, k);

        if (a->rung >= 1 && a->rung <= RUNG_MAX) {
            add(moves, shown_state(s, a->actor), shown_state(s, a->target),
                (struct move){.act = true, .value = (double)a->rung, .day = a->day});
        }
    }
    for (int32_t k = 0; k < n_events; k++) {
        const struct trace_rows_event *e =
            SHOWN_ROW(s, RECORDER_FILE_EVENTS, struct trace_rows_event, k);

        if (e->event == OBS_RUNG || e->event == OBS_CRISIS || e->event == OBS_SETTLED) {
            add(moves, shown_state(s, e->actor), shown_state(s, e->target),
                (struct move){
                    .kind = (enum observation_kind)e->event, .value = e->value, .day = e->day});
        }
    }
    qsort(moves->at, (size_t)moves->n, sizeof(*moves->at), compare_moves);
    return STATUS_OK;
}

/* ---- one pair over time ---- */

/* Output arrays for a pair. Each has space for all moves of the pair. */
struct course_of_pair {
    struct climb_step *steps;
    double *settled;
    struct climb_crisis *crises;
};

static void
step(struct climb *c, struct climb_step *steps, double day, double rung)
{
    double before = c->n_steps == 0 ? 0 : steps[c->n_steps - 1].rung;

    if (rung != before) {
        steps[c->n_steps++] = (struct climb_step){day, rung};
    }
    if (rung > c->top) {
        c->top = rung;
        c->top_day = day;
    }
    c->end = rung;
}

static void
follow(struct climb *c, struct course_of_pair *to, const struct move *turns, int64_t n,
    double horizon)
{
    double rung[2] = {0};
    bool crisis[2] = {false, false};

    for (int64_t k = 0; k < n; k++) {
        const struct move *t = &turns[k];
        bool before = crisis[0] || crisis[1];

        if (t->kind == OBS_RUNG) {
            rung[t->reversed] = t->value >= 0 && t->value <= RUNG_MAX ? t->value : 0;
            step(c, to->steps, t->day, fmax(rung[0], rung[1]));
        } else if (t->kind == OBS_SETTLED) {
            to->settled[c->n_settled++] = t->day;
        } else {
            crisis[t->reversed] = t->value == 1;
        }
        if (!before && (crisis[0] || crisis[1])) {
            to->crises[c->n_crises++] = (struct climb_crisis){t->day, horizon};
        } else if (before && !crisis[0] && !crisis[1]) {
            to->crises[c->n_crises - 1].to = t->day;
        }
    }
    for (int64_t k = 0; k < c->n_crises; k++) {
        c->crisis_days += to->crises[k].to - to->crises[k].from;
    }
}

/* Makes the data of one pair from its n moves. */
static enum status
make_pair(struct climbs *all, struct climb *c, const struct move *moves, int64_t n,
    const struct world *w)
{
    struct course_of_pair to;
    int64_t n_turns;
    enum status st = STATUS_OK;

    *c = (struct climb){.a = moves[0].a, .b = moves[0].b};
    for (int64_t k = 0; k < n && moves[k].act; k++) {
        c->n_acts++;
        c->n_high += moves[k].value >= HIGH;
    }
    n_turns = n - c->n_acts;
    to.steps = arena_alloc(&all->arena, (size_t)(n_turns + 1) * sizeof(*to.steps));
    to.settled = arena_alloc(&all->arena, (size_t)(n_turns + 1) * sizeof(*to.settled));
    to.crises = arena_alloc(&all->arena, (size_t)(n_turns + 1) * sizeof(*to.crises));
    TRY(to.steps == NULL || to.settled == NULL || to.crises == NULL ? STATUS_NO_MEMORY
                                                                    : STATUS_OK);
    c->steps = to.steps;
    c->settled = to.settled;
    c->crises = to.crises;
    follow(c, &to, moves + c->n_acts, n_turns, w->horizon_days);
out:
    return st;
}

enum status
climb_make(struct climbs *c, const struct shown *s)
{
    struct moves moves = {0};
    int64_t end;
    enum status st;

    *c = (struct climbs){0};
    arena_init(&c->arena, 0);
    TRY(collect(&moves, s));
    c->pairs = malloc(((size_t)moves.n + 1) * sizeof(*c->pairs));
    TRY(c->pairs == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int64_t first = 0; first < moves.n; first = end) {
        struct climb *pair = &c->pairs[c->n_pairs];

        for (end = first + 1;
             end < moves.n && strcmp(moves.at[end].a, moves.at[first].a) == 0 &&
             strcmp(moves.at[end].b, moves.at[first].b) == 0;
             end++) {
        }
        TRY(make_pair(c, pair, &moves.at[first], end - first, s->world));
        if (pair->n_acts > 0 || pair->top > 0) {
            c->n_pairs++;
            c->n_settled += pair->n_settled;
        }
    }
    qsort(c->pairs, (size_t)c->n_pairs, sizeof(*c->pairs), compare_climbs);
out:
    free(moves.at);
    if (st != STATUS_OK) {
        climb_free(c);
    }
    return st;
}

void
climb_free(struct climbs *c)
{
    free(c->pairs);
    arena_free(&c->arena);
    *c = (struct climbs){0};
}

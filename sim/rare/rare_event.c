#include "rare/rare_event.h"

#include <math.h>

#include "rare/degree.h"

/* ---- what observers count ---- */

/**
 * Acts and operations of one pair: those of its first state against the second, and the reverse.
 */
struct counts {
    int64_t acts[2][RUNGS];
};

enum { ARRAY_COUNTS, ARRAY_CHANGES, ARRAYS };

static void
initial(const struct world *w, int32_t *counts)
{
    counts[ARRAY_COUNTS] = w->n_pairs;
    counts[ARRAY_CHANGES] = 1;
}

static void
note(struct array *arrays, const struct world *w, const struct run *r,
    const struct observation *o)
{
    (void)r;
    ++*ARRAY_AT(uint64_t, &arrays[ARRAY_CHANGES], 0);
    if (o->kind == OBS_ACT) {
        int32_t pair = world_pair(w, o->act->actor, o->act->target);

        if (pair != NONE) {
            int32_t side = WORLD_PAIR(w, pair)->first == o->act->actor ? 0 : 1;

            ARRAY_AT(struct counts, &arrays[ARRAY_COUNTS], pair)->acts[side][o->act->rung]++;
        }
    }
}

static const size_t sizes[ARRAYS] = {sizeof(struct counts), sizeof(uint64_t)};
static const struct observer observer = {.name = "rare event",
    .element_sizes = sizes,
    .n_arrays = ARRAYS,
    .wanted = UINT64_MAX,
    .initial = initial,
    .note = note};
static const struct observer *const list[] = {&observer};
const struct observers rare_event_observers = {list, 1};

uint64_t
rare_event_changes(const struct run *r)
{
    return *ARRAY_AT(uint64_t, &r->observer_arrays[ARRAY_CHANGES], 0);
}

/* ---- values ---- */

/* Returns the largest generation (distance from the first cause) among the hostile incidents and
   acts between the two states that still have pending events. */
static double
chain(const struct world *w, const struct run *r, int32_t pair)
{
    const struct pair *p = WORLD_PAIR(w, pair);
    int32_t longest = 0;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);

        if (i->n_pending > 0 && i->generation > longest && ladder_is_hostile(i->rung) &&
            ((i->initiator == p->first && i->target == p->second) ||
                (i->initiator == p->second && i->target == p->first))) {
            longest = i->generation;
        }
    }
    return longest;
}

static double
of_direction(const struct rare_name *name, const struct world *w, const struct run *r,
    int32_t pair, int32_t side)
{
    const struct pair_now *now = ARRAY_AT(struct pair_now, &r->pairs, pair);

    switch ((enum rare_quantity)name->quantity) {
    case RARE_RUNG:
        return run_rung(r, w, pair, side);
    case RARE_TENSION:
        return run_tension(r, w, pair, side);
    case RARE_TRUST:
        return run_trust(r, w, pair, side);
    case RARE_CRISIS:
        return now->crisis.holds;
    case RARE_CHAIN:
        return chain(w, r, pair);
    case RARE_ACTS:
        return (double)ARRAY_AT(struct counts, &r->observer_arrays[ARRAY_COUNTS], pair)
            ->acts[side][name->rung];
    case RARE_QUANTITIES:
        break;
    }
    return NAN;
}

static bool
is_of_pair(int32_t quantity)
{
    return quantity == RARE_CRISIS || quantity == RARE_CHAIN;
}

static double
join(int32_t quantity, double a, double b)
{
    return quantity == RARE_TRUST ? fmin(a, b) : quantity == RARE_ACTS ? a + b : fmax(a, b);
}

static double
value_of(const struct rare_event *e, const struct rare_name *name, const struct run *r)
{
    double value = name->quantity == RARE_TRUST ? INFINITY : 0;

    if (name->pair != NONE) {
        return of_direction(name, e->world, r, name->pair, name->side);
    }
    for (int32_t k = 0; k < e->n_pairs; k++) {
        for (int32_t side = 0; side < (is_of_pair(name->quantity) ? 1 : 2); side++) {
            value =
                join(name->quantity, value, of_direction(name, e->world, r, e->pairs[k], side));
        }
    }
    return value;
}

static void
values_of(const struct rare_event *e, const struct run *r, double *row)
{
    for (int32_t k = 0; k < e->n_names; k++) {
        row[k] = e->names[k].used ? value_of(e, &e->names[k], r) : NAN;
    }
}

void
rare_event_set_start(struct rare_event *e, const struct run *r)
{
    values_of(e, r, e->start);
}

/* ---- importance ---- */

static bool
is_unused(const struct object_pool *pool, int32_t index)
{
    for (int32_t k = 0; k < pool->unused.count; k++) {
        if (*ARRAY_AT(int32_t, &pool->unused, k) == index) {
            return true;
        }
    }
    return false;
}

static int32_t
rung_of(const struct world *w, const struct order *o)
{
    const struct response *r = WORLD_RESPONSE(w, o->response);

    return r->effect == EFFECT_OPERATION ? ladder_rung_of(WORLD_TYPE(w, o->type), o->severity)
                                         : (int32_t)r->rung;
}

/* Returns the highest rung of the hostile responses between the two states that are ordered and not
   executed yet; 0 if there are none. */
static int32_t
ordered(const struct world *w, const struct run *r, int32_t pair)
{
    int32_t highest = 0;

    for (int32_t k = 0; k < r->orders.items.count; k++) {
        const struct order *o = ARRAY_AT(struct order, &r->orders.items, k);

        if (o->hostile && o->agreement == NONE && world_pair(w, o->actor, o->target) == pair &&
            rung_of(w, o) > highest && !is_unused(&r->orders, k)) {
            highest = rung_of(w, o);
        }
    }
    return highest;
}

static double
heat(const struct rare_event *e, const struct run *r, int32_t pair)
{
    const struct world *w = e->world;
    const struct pair_now *now = ARRAY_AT(struct pair_now, &r->pairs, pair);
    double tension = fmax(run_tension(r, w, pair, 0), run_tension(r, w, pair, 1));
    double rung = fmax(now->direction[0].rung, now->direction[1].rung);
    double length = chain(w, r, pair);

    return (rung / (RUNGS - 1) + tension / (tension + w->parameters.tension.threshold) +
               length / (length + 2) + (double)ordered(w, r, pair) / (RUNGS - 1)) /
           4;
}

double
rare_event_importance(const struct rare_event *e, const struct run *r)
{
    double row[RARE_NAMES_MAX], hottest = 0, importance;

    values_of(e, r, row);
    if (expression_holds(&e->condition, row)) {
        return 1;
    }
    if (e->own_importance) {
        importance = expression_value(&e->importance, row);
        importance = isnan(importance) ? 0 : importance;
    } else {
        for (int32_t k = 0; k < e->n_near; k++) {
            hottest = fmax(hottest, heat(e, r, e->near[k]));
        }
        importance = (degree_of(&e->condition, row, e->start) + hottest) / 2;
    }
    return fmin(fmax(importance, 0), RARE_IMPORTANCE_MAX);
}

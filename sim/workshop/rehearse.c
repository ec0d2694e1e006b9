#include "workshop/rehearse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/summary.h"
#include "workshop/policy_world.h"
#include "workshop/rehearse_internal.h"

/* The limits for a world that suits an exercise. They are defaults without evidence. */
#define NOT_EMPTY_MIN .85
#define ITEMS_MAX 3
#define SUSPECT_MIN .7
#define SPREAD_MIN .6
#define CRISIS_MIN .2
#define CRISIS_MAX .6
#define FEWER_WRONG_MIN .25
#define FORCE_MAX .02
#define WORDS_MAX 300

enum { POLICY_BYTES_MAX = 1 << 24 };

/* ---- words ---- */

static int64_t
words_of(const char *text)
{
    int64_t n = 0;

    for (bool inside = false; text != NULL && *text != '\0'; text++) {
        bool blank = *text == ' ' || *text == '\n' || *text == '\t';

        n += !blank && !inside;
        inside = !blank;
    }
    return n;
}

/* Returns the number of words in the texts that a seat receives after day `from` and up to day
   `to`. */
static int64_t
words_told(const struct rehearsal *x, int32_t seat, double from, double to)
{
    const char *id = WORLD_STATE(x->world, x->seat[seat])->key.id;
    const struct inject *injects = x->world->injects.items;
    int64_t words = 0;

    for (int32_t k = 0; k < x->world->injects.count; k++) {
        const struct told *told = injects[k].told.items;

        for (int32_t t = 0;
             injects[k].day > from && injects[k].day <= to && t < injects[k].told.count; t++) {
            if (strcmp(told[t].key.id, id) == 0 || strcmp(told[t].key.id, "all") == 0) {
                words += words_of(told[t].text);
            }
        }
    }
    return words;
}

/* ---- rows ---- */

struct output {
    enum status (*take)(void *self, const struct rehearse_row *row);
    void *self;
};

bool
rehearse_is_met(const struct rehearse_row *row)
{
    return (isnan(row->minimum) || row->value.value >= row->minimum) &&
           (isnan(row->maximum) || row->value.value <= row->maximum);
}

static enum status
put_share(const struct output *o, struct rehearse_row row, int64_t k)
{
    row.value = row.n > 0 ? statistics_wilson(k, row.n, SUMMARY_CONFIDENCE)
                          : (struct estimate){NAN, NAN, NAN};
    return o->take(o->self, &row);
}

static enum status
put_value(const struct output *o, struct rehearse_row row, double value)
{
    row.value = (struct estimate){value, NAN, NAN};
    return o->take(o->self, &row);
}

/* Returns the smallest number of matters that 95 % of the exercises do not exceed. */
static int32_t
items_q95(const int64_t items[REHEARSE_ITEMS + 1], int64_t n)
{
    int64_t sum = 0;
    int32_t k = 0;

    for (; k < REHEARSE_ITEMS; k++) {
        sum += items[k];
        if ((double)sum >= .95 * (double)n) {
            break;
        }
    }
    return k;
}

static double
items_mean(const int64_t items[REHEARSE_ITEMS + 1], int64_t n)
{
    double sum = 0;

    for (int32_t k = 0; k <= REHEARSE_ITEMS; k++) {
        sum += (double)items[k] * k / (double)n;
    }
    return sum;
}

static enum status
put_stop(const struct rehearsal *x, const struct output *o, int32_t stop)
{
    const struct plan_stop *at = &x->plan.stops[stop];
    const struct rehearse_stop *c = &x->counts.stops[stop];
    double from = stop == 0 ? -INFINITY : x->plan.stops[stop - 1].day;
    bool decides = at->kind == PLAN_DECIDE;
    int64_t n = x->options->n;
    enum status st = STATUS_OK;

    for (int32_t seat = 0; seat < x->n_seats; seat++) {
        struct rehearse_row row = {.step = at->id,
            .seat = WORLD_STATE(x->world, x->seat[seat])->key.id,
            .n = n,
            .minimum = NAN,
            .maximum = NAN};

        row.measure = "not_empty";
        row.minimum = decides ? NOT_EMPTY_MIN : NAN;
        TRY(put_share(o, row, n - c->items[seat][0]));
        row.measure = "items";
        row.minimum = NAN;
        TRY(put_value(o, row, items_mean(c->items[seat], n)));
        row.measure = "items_q95";
        row.maximum = decides ? ITEMS_MAX : NAN;
        TRY(put_value(o, row, items_q95(c->items[seat], n)));
        row.measure = "words";
        row.maximum = WORDS_MAX;
        row.n = 1;
        TRY(put_value(o, row, (double)words_told(x, seat, from, at->day)));
    }
    TRY(put_share(o,
        (struct rehearse_row){
            .step = at->id, .measure = "crisis", .n = n, .minimum = NAN, .maximum = NAN},
        c->crises));
out:
    return st;
}

/* Computes the misdirected acts of the seats by habit and if the seats ask first, and the relative
   reduction. */
static enum status
put_wrong(const struct rehearsal *x, const struct output *o)
{
    struct confidence_cache level = {.confidence = SUMMARY_CONFIDENCE};
    struct rehearse_row row = {.n = x->options->n, .minimum = NAN, .maximum = NAN};
    enum status st;

    row.measure = "misdirected_habit";
    row.value = statistics_mean(x->counts.wrong[0], row.n, &level);
    TRY(o->take(o->self, &row));
    row.measure = "misdirected_ask_first";
    row.value = statistics_mean(x->counts.wrong[1], row.n, &level);
    TRY(o->take(o->self, &row));
    row.measure = "fewer_misdirected";
    row.minimum = FEWER_WRONG_MIN;
    row.value = statistics_ratio(
        x->counts.wrong[1], x->counts.wrong[0], row.n, &level, x->counts.wrong[1]);
    row.value = (struct estimate){1 - row.value.value, 1 - row.value.high, 1 - row.value.low};
    TRY(o->take(o->self, &row));
out:
    return st;
}

static enum status
put_whole(const struct rehearsal *x, const struct output *o)
{
    const struct rehearse_counts *c = &x->counts;
    struct rehearse_row row = {.minimum = NAN, .maximum = NAN};
    enum status st;

    row.measure = "suspect";
    row.n = c->decisions;
    row.minimum = SUSPECT_MIN;
    TRY(put_share(o, row, c->suspected));
    if (x->options->continuations > 0) {
        row.measure = "families_differ";
        row.n = c->compared;
        row.minimum = SPREAD_MIN;
        TRY(put_share(o, row, c->spread));
    }
    row.measure = "crisis_by_the_end";
    row.n = x->options->n;
    row.minimum = CRISIS_MIN;
    row.maximum = CRISIS_MAX;
    TRY(put_share(o, row, c->stops[x->plan.n_stops - 1].crises));
    row.measure = "hit_by_force";
    row.minimum = NAN;
    row.maximum = FORCE_MAX;
    for (int32_t k = 0; k < x->n_seats; k++) {
        row.seat = WORLD_STATE(x->world, x->seat[k])->key.id;
        TRY(put_share(o, row, c->forced[k]));
    }
    TRY(put_wrong(x, o));
out:
    return st;
}

/* ---- all rows ---- */

static enum status
play_all(struct rehearsal *x, const struct world *asking)
{
    struct run r[2];
    enum status st = STATUS_OK;

    memset(r, 0, sizeof(r));
    for (int64_t k = 0; k < x->options->n; k++) {
        TRY(rehearse_play(x, &r[0], x->world, k, 0));
        TRY(rehearse_play(x, &r[1], asking, k, 1));
    }
out:
    run_free(&r[0]);
    run_free(&r[1]);
    return st;
}

enum status
rehearse(const struct scenario *s, const struct rehearse_options *options,
    enum status (*take)(void *self, const struct rehearse_row *row), void *self)
{
    struct rehearsal *x = calloc(1, sizeof(*x));
    struct output o = {take, self};
    struct arena arena;
    const struct world *asking;
    enum status st = STATUS_NO_MEMORY;

    arena_init(&arena, POLICY_BYTES_MAX);
    if (x == NULL) {
        goto out;
    }
    x->options = options;
    x->workshop = s->workshop;
    x->world = s->policies[s->baseline].world;
    plan_of(s->workshop, &x->plan);
    for (int32_t k = 0; k < s->workshop->seats.count; k++) {
        x->seat[x->n_seats++] =
            ((const struct workshop_seat *)s->workshop->seats.items)[k].key.index;
    }
    x->counts.wrong[0] = calloc((size_t)options->n, sizeof(double));
    x->counts.wrong[1] = calloc((size_t)options->n, sizeof(double));
    asking = policy_world_asking(&arena, x->world, x->workshop);
    if (x->counts.wrong[0] == NULL || x->counts.wrong[1] == NULL || asking == NULL) {
        goto out;
    }
    TRY(play_all(x, asking));
    for (int32_t k = 0; k < x->plan.n_stops; k++) {
        if (x->plan.stops[k].step > 0) {
            TRY(put_stop(x, &o, k));
        }
    }
    TRY(put_whole(x, &o));
out:
    if (x != NULL) {
        free(x->counts.wrong[0]);
        free(x->counts.wrong[1]);
    }
    free(x);
    arena_free(&arena);
    return st;
}

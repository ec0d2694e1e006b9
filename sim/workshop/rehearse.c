#include "workshop/rehearse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/input/ladder.h"
#include "stats/summary.h"
#include "workshop/exercise/exercise.h"
#include "workshop/policy_world.h"
#include "workshop/whatif.h"

/* Thresholds of a world that is fit for an exercise: defaults, without evidence. */
#define NOT_EMPTY_MIN .85
#define ITEMS_MAX 3
#define SUSPECT .2
#define SUSPECT_MIN .7
#define SPREAD .15
#define SPREAD_MIN .6
#define CRISIS_MIN .2
#define CRISIS_MAX .6
#define FEWER_WRONG_MIN .25
#define FORCE_MAX .02
#define WORDS_MAX 300

/* Days after the last stop in which acts that were decided before are still counted. */
#define AFTERMATH_DAYS 60

enum { SEATS = WORKSHOP_SEATS_MAX, ITEMS_COUNTED = 16, POLICY_BYTES_MAX = 1 << 24 };

/** Counts of one stop, over the exercises. */
struct stop_counts {
    int64_t items[SEATS][ITEMS_COUNTED + 1]; /* exercises with that many items */
    int64_t crises;                          /* exercises with a crisis up to it */
};

struct counts {
    struct stop_counts stops[PLAN_STOPS_MAX];
    int64_t decisions, suspected; /* items that are decisions; with a suspect */
    int64_t compared, spread;     /* decisions whose families were compared; differ */
    int64_t forced[SEATS];        /* exercises in which the seat is hit by force */
    double *wrong[2]; /* misdirected acts of seats in each exercise: habit, asking */
};

struct rehearsal {
    const struct rehearse_options *options;
    const struct workshop *workshop;
    const struct world *world;
    struct plan plan;
    struct counts counts;
    int32_t seat[SEATS]; /* states */
    int32_t n_seats;
    /* of the present exercise */
    bool crisis, forced[SEATS], over;
    double wrong;
};

static int32_t
seat_of(const struct rehearsal *x, int32_t state)
{
    for (int32_t k = 0; k < x->n_seats; k++) {
        if (x->seat[k] == state) {
            return k;
        }
    }
    return NONE;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct rehearsal *x = self;

    (void)w;
    (void)r;
    if (o->kind == OBS_CRISIS && o->value > 0) {
        x->crisis = true;
    }
    if (o->kind == OBS_ACT) {
        int32_t actor = seat_of(x, o->act->actor), target = seat_of(x, o->act->target);

        x->wrong += actor != NONE && o->act->misdirected && o->act->parent_kind != PARENT_NONE;
        if (target != NONE && o->act->rung >= RUNG_LIMITED_FORCE && !x->over) {
            x->forced[target] = true;
        }
    }
}

/* ---- one exercise ---- */

static bool
has_suspect(const struct run *r, const struct tabled *matter)
{
    const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, matter->incident);
    const struct belief *b;

    if (i->trigger_kind == TRIGGER_ACT) {
        return true;
    }
    if (i->belief == NONE) {
        return false;
    }
    b = ARRAY_AT(struct belief, &r->beliefs.items, i->belief);
    for (int32_t k = 0; k < b->n; k++) {
        if (b->suspect[k] >= 0 && b->p[k] >= SUSPECT) {
            return true;
        }
    }
    return false;
}

/* Whether two families differ in a measure that is a share. */
static bool
families_differ(const struct whatif *found)
{
    for (int32_t m = 0; m < WORKSHOP_DAYS; m++) {
        double low = 1, high = 0;

        for (int32_t arm = 1; arm < found->n_arms; arm++) {
            low = fmin(low, found->arm[arm].result[m].own.value);
            high = fmax(high, found->arm[arm].result[m].own.value);
        }
        if (high - low >= SPREAD) {
            return true;
        }
    }
    return false;
}

static enum status
compare_families(struct rehearsal *x, const struct run *r, const struct tabled *matter)
{
    struct whatif_question question = {.stop = r,
        .world = x->world,
        .state = matter->state,
        .number = matter->number,
        .days = x->workshop->window_days,
        .n = x->options->continuations,
        .threads = x->options->threads};
    struct whatif found = {0};
    enum status st;

    TRY(whatif_run(&question, &found));
    x->counts.compared++;
    x->counts.spread += families_differ(&found);
out:
    whatif_free(&found);
    return st;
}

/* The matters of a state (NONE: of all) with which the stop deals. */
static int32_t
matters_of(const struct rehearsal *x, const struct run *r, int32_t stop, int32_t state,
    struct tabled out[TABLED_MAX])
{
    int32_t n = run_tabled(r, state, out), kept = 0;

    for (int32_t k = 0; k < n; k++) {
        if (exercise_takes(x->plan.stops[stop].kind, r, &out[k])) {
            out[kept++] = out[k];
        }
    }
    return kept;
}

static enum status
count_items(struct rehearsal *x, const struct run *r, int32_t stop)
{
    bool decides = x->plan.stops[stop].kind == PLAN_DECIDE;
    struct tabled tabled[TABLED_MAX];
    enum status st = STATUS_OK;

    for (int32_t seat = 0; seat < x->n_seats; seat++) {
        int32_t n = matters_of(x, r, stop, x->seat[seat], tabled);

        x->counts.stops[stop].items[seat][n < ITEMS_COUNTED ? n : ITEMS_COUNTED]++;
        for (int32_t k = 0; k < n; k++) {
            if (tabled[k].kind != TABLED_DECISION || !decides) {
                continue;
            }
            x->counts.decisions++;
            x->counts.suspected += has_suspect(r, &tabled[k]);
            if (x->options->continuations > 0 && x->counts.compared < x->options->compared) {
                TRY(compare_families(x, r, &tabled[k]));
            }
        }
    }
out:
    return st;
}

static enum status
go_to(struct run *r, const struct world *w, double day, const struct trace_sink *sink)
{
    enum run_stop stop = run_until(r, w, day, NULL, sink);

    return stop == RUN_REACHED     ? STATUS_OK
           : stop == RUN_NO_MEMORY ? STATUS_NO_MEMORY
                                   : STATUS_STOPPED;
}

/* Plays the stops; `measures`: counts what lies on the tables. */
static enum status
play_stops(
    struct rehearsal *x, struct run *r, const struct world *w, bool measures, double *wrong)
{
    struct trace_sink sink = {x, note};
    struct tabled tabled[TABLED_MAX];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < x->plan.n_stops; k++) {
        TRY(go_to(r, w, x->plan.stops[k].day, &sink));
        if (measures) {
            TRY(count_items(x, r, k));
            x->counts.stops[k].crises += x->crisis;
        }
        while (matters_of(x, r, k, NONE, tabled) > 0) {
            TRY(run_habit(r, w, tabled[0].state, tabled[0].number, NULL, &sink));
        }
    }
    TRY(run_habit_all(r, w, NONE, NULL, &sink));
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, false);
    }
    x->over = true;
    TRY(go_to(r, w, x->plan.end_day + AFTERMATH_DAYS, &sink));
    *wrong = x->wrong;
    for (int32_t k = 0; measures && k < x->n_seats; k++) {
        x->counts.forced[k] += x->forced[k];
    }
out:
    return st;
}

static enum status
play(struct rehearsal *x, struct run *r, const struct world *w, int64_t number, int32_t column)
{
    enum status st;

    x->crisis = x->over = false;
    x->wrong = 0;
    memset(x->forced, 0, sizeof(x->forced));
    TRY((r->n_arrays == 0 ? run_init : run_reset)(
        r, w, x->options->seed, (uint64_t)number + 1, 0, NULL));
    run_table(r, true);
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, seat_of(x, k) != NONE);
    }
    TRY(play_stops(x, r, w, column == 0, &x->counts.wrong[column][number]));
out:
    return st;
}

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

/* Words that a seat is told after the day `from`, up to the day `to`. */
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

/* The smallest number of items that 95 % of the exercises do not exceed. */
static int32_t
items_q95(const int64_t items[ITEMS_COUNTED + 1], int64_t n)
{
    int64_t sum = 0;
    int32_t k = 0;

    for (; k < ITEMS_COUNTED; k++) {
        sum += items[k];
        if ((double)sum >= .95 * (double)n) {
            break;
        }
    }
    return k;
}

static double
items_mean(const int64_t items[ITEMS_COUNTED + 1], int64_t n)
{
    double sum = 0;

    for (int32_t k = 0; k <= ITEMS_COUNTED; k++) {
        sum += (double)items[k] * k / (double)n;
    }
    return sum;
}

static enum status
put_stop(const struct rehearsal *x, const struct output *o, int32_t stop)
{
    const struct plan_stop *at = &x->plan.stops[stop];
    const struct stop_counts *c = &x->counts.stops[stop];
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

/* The share by which misdirected acts of the seats are fewer if the seats ask first. */
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
    const struct counts *c = &x->counts;
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

/* ---- all ---- */

static enum status
play_all(struct rehearsal *x, const struct world *asking)
{
    struct run r[2];
    enum status st = STATUS_OK;

    memset(r, 0, sizeof(r));
    for (int64_t k = 0; k < x->options->n; k++) {
        TRY(play(x, &r[0], x->world, k, 0));
        TRY(play(x, &r[1], asking, k, 1));
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
    x->world = s->policies[0].world;
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

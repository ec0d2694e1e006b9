/* Computes turning points: the effect of the decisions at each stop, compared in pairs with the
   case in which habit settles all matters. */
#include <math.h>
#include <stdlib.h>

#include "model/input/ladder.h"
#include "stats/summary.h"
#include "workshop/review/review.h"
#include "workshop/review/review_replay.h"

/* TURNS: number of turning points whose decisions are compared one by one. PARTS: maximum number of
   decisions of each. */
enum { ALL = -1, TURNS = 2, PARTS = 8 };

/* ---- the events that are counted ---- */

struct watch {
    bool happened[REVIEW_EVENTS];
};

static void
begin(void *watcher, const void *self, const struct world *w, const struct run *r)
{
    struct watch *x = watcher;

    (void)self;
    (void)w;
    for (int32_t k = 0; k < r->pairs.count; k++) {
        const struct pair_now *pair = ARRAY_AT(struct pair_now, &r->pairs, k);

        x->happened[REVIEW_CRISIS] = x->happened[REVIEW_CRISIS] || pair->crisis.holds;
    }
}

static void
note(void *watcher, const struct world *w, const struct run *r, const struct observation *o)
{
    bool *happened = ((struct watch *)watcher)->happened;

    (void)w;
    (void)r;
    if (o->kind == OBS_CRISIS) {
        happened[REVIEW_CRISIS] = happened[REVIEW_CRISIS] || o->value > 0;
    } else if (o->kind == OBS_ACT && o->act->parent_kind != PARENT_NONE &&
               ladder_is_hostile(o->act->rung)) {
        happened[REVIEW_WRONG_HIT] = happened[REVIEW_WRONG_HIT] || o->act->misdirected;
        happened[REVIEW_HIGH] = happened[REVIEW_HIGH] || o->act->rung >= RUNG_DISRUPTION;
    }
}

static void
read(const void *watcher, const struct world *w, const struct run *r, double *values)
{
    const struct watch *x = watcher;

    (void)w;
    (void)r;
    for (int32_t k = 0; k < REVIEW_EVENTS; k++) {
        values[k] = x->happened[k];
    }
}

static const struct continuation_watcher watcher = {
    sizeof(struct watch), REVIEW_EVENTS, begin, note, read, NULL};

/* ---- continuations from a stop ---- */

/** The matters of a stop, settled as in the exercise, except one. */
struct settled_stop {
    const struct review *review;
    const struct exercise *then; /* the exercise before the stop closed */
    int64_t before;
    /* index in exercise.now.settled of the matter that is settled by habit; ALL: none is */
    int32_t except;
};

static const struct exercise_settled *
find(const struct settled_stop *s, const struct tabled *matter)
{
    const struct exercise *x = s->review->exercise;

    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *at = review_settled(s->review, k);

        if (at->before == s->before && k != s->except && at->number == matter->number &&
            x->now.seats[at->seat].state == matter->state && at->by != SETTLED_BY_NOBODY) {
            return at;
        }
    }
    return NULL;
}

static enum status
settle_as_done(
    const void *self, struct run *r, const struct world *w, const struct trace_sink *sink)
{
    const struct settled_stop *s = self;
    struct tabled matters[TABLED_MAX];
    enum status st = STATUS_OK;

    while (run_tabled(r, NONE, matters) > 0) {
        const struct tabled *first = &matters[0];
        const struct exercise_settled *done = find(s, first);

        st = done == NULL
                 ? STATUS_BAD_INPUT
                 : run_settle(r, w, first->state, first->number, &done->settlement, NULL, sink);
        /* the matter was put off, or its settlement is impossible in this continuation */
        if (st == STATUS_BAD_INPUT) {
            st = run_habit(r, w, first->state, first->number, NULL, sink);
        }
        TRY(st);
    }
    TRY(exercise_initiatives(s->then, &s->then->now, r, sink));
    TRY(review_leave_to_habit(NULL, r, w, sink));
out:
    return st;
}

/* Continues a stop. values[(arm * n + k) * REVIEW_EVENTS + event] is the result. */
static enum status
continue_stop(const struct review *r, const struct exercise *then,
    const struct continuation_arm *arms, int32_t n_arms, double **values)
{
    const struct continuation_plan plan = {.from = &then->now.run,
        .arms = arms,
        .n_arms = n_arms,
        .watcher = &watcher,
        .days = r->exercise->workshop->window_days,
        .n = r->n,
        .threads = REVIEW_THREADS,
        .cancelled = r->exercise->cancelled};

    *values = malloc((size_t)(n_arms * r->n * REVIEW_EVENTS) * sizeof(**values));
    return *values == NULL ? STATUS_NO_MEMORY : continuation_run(&plan, *values);
}

/* Computes the shares of `y`, each with confidence 0.95, and their differences from `other` (NULL:
   none) with the confidence level of the review. */
static enum status
compare(const struct review *r, const double *y, const double *other,
    struct paired_result result[REVIEW_EVENTS])
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < REVIEW_EVENTS; k++) {
        struct paired_result own;

        TRY(paired_compare(
            PAIRED_SHARE, y + k, NULL, r->n, REVIEW_EVENTS, SUMMARY_CONFIDENCE, &own));
        TRY(paired_compare(PAIRED_SHARE, y + k, other == NULL ? NULL : other + k, r->n,
            REVIEW_EVENTS, r->turn_confidence, &result[k]));
        result[k].own = own.own;
    }
out:
    return st;
}

/* ---- stops ---- */

static int32_t
count_settled(const struct review *r, int64_t before, bool by_team)
{
    int32_t n = 0;

    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        n += s->before == before && s->by != SETTLED_BY_NOBODY &&
             (!by_team || s->by == SETTLED_BY_TEAM);
    }
    return n;
}

/* Adds a turn. *last has the values of the previous stop, with its matters settled as in the
   exercise (NULL: no previous stop). Replaces them with the values of this stop. */
static enum status
add_turn(struct review *r, int64_t before, double **last, struct failure *f)
{
    struct exercise then = {0};
    struct settled_stop done = {r, &then, before, ALL};
    double *values = NULL;
    struct review_turn *t;
    enum status st;

    TRY(exercise_at(r->exercise, before + 1, &then, f));
    const struct continuation_arm arms[] = {{"habit", then.world, review_leave_to_habit, NULL},
        {"done", then.world, settle_as_done, &done}};

    TRY(continue_stop(r, &then, arms, 2, &values));
    TRY(array_reserve(&r->turns, 1));
    t = ARRAY_AT(struct review_turn, &r->turns, array_add(&r->turns));
    *t = (struct review_turn){.stop = then.now.stop,
        .before = before,
        .day = then.now.run.kernel.now,
        .n_settled = count_settled(r, before, false),
        .n_team = count_settled(r, before, true)};
    TRY(compare(r, values, NULL, t->habit));
    TRY(compare(r, values + r->n * REVIEW_EVENTS, values, t->done));
    if (*last != NULL) {
        TRY(compare(r, values, *last + r->n * REVIEW_EVENTS, t->since));
    }
    free(*last);
    *last = values;
    values = NULL;
out:
    free(values);
    exercise_free(&then);
    return st;
}

static bool
is_compared(const struct review *r, int64_t place)
{
    const struct exercise *x = r->exercise;

    return exercise_standing(x, place)->kind == RECORD_close &&
           count_settled(r, x->now.standing[place - 1], false) > 0;
}

enum status
review_turning(struct review *r, struct failure *f)
{
    const struct exercise_now *now = &r->exercise->now;
    double *last = NULL;
    int32_t stops = 0;
    enum status st = STATUS_OK;

    for (int64_t k = 1; k < now->n_standing; k++) {
        stops += is_compared(r, k);
    }
    /* Bonferroni correction: there are two differences at each stop. */
    r->turn_confidence =
        stops == 0 ? SUMMARY_CONFIDENCE : 1 - (1 - SUMMARY_CONFIDENCE) / (2.0 * stops);
    for (int64_t k = 1; k < now->n_standing; k++) {
        if (is_compared(r, k)) {
            TRY(add_turn(r, now->standing[k - 1], &last, f));
        }
    }
out:
    free(last);
    return st;
}

static const struct estimate *
change_of(const struct review *r, int32_t turn)
{
    return &ARRAY_AT(struct review_turn, &r->turns, turn)->done[REVIEW_CRISIS].difference;
}

int32_t
review_turning_points(const struct review *r, int32_t n, int32_t *turns)
{
    int32_t found = 0;

    for (int32_t k = 0; k < r->turns.count; k++) {
        const struct estimate *e = change_of(r, k);
        int32_t at = found < n ? found : n;

        if (!(e->low > 0 || e->high < 0)) {
            continue;
        }
        for (; at > 0 && fabs(change_of(r, turns[at - 1])->value) < fabs(e->value); at--) {
            if (at < n) {
                turns[at] = turns[at - 1];
            }
        }
        if (at < n) {
            turns[at] = k;
            found += found < n;
        }
    }
    return found;
}

/* ---- single decisions ---- */

/* For each decision of a team at a turning point: compares the stop as settled with the stop in
   which habit settles this one matter. */
static enum status
add_parts(struct review *r, int32_t turn, struct failure *f)
{
    int64_t before = ARRAY_AT(struct review_turn, &r->turns, turn)->before;
    struct exercise then = {0};
    struct settled_stop stops[PARTS + 1] = {{r, &then, before, ALL}};
    struct continuation_arm arms[PARTS + 1];
    double *values = NULL;
    int32_t n = 1;
    enum status st;

    TRY(exercise_at(r->exercise, before + 1, &then, f));
    for (int32_t k = 0; k < r->exercise->now.settled.count && n <= PARTS; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        if (s->before == before && s->by == SETTLED_BY_TEAM) {
            stops[n++] = (struct settled_stop){r, &then, before, k};
        }
    }
    for (int32_t k = 0; k < n; k++) {
        arms[k] = (struct continuation_arm){"done", then.world, settle_as_done, &stops[k]};
    }
    TRY(continue_stop(r, &then, arms, n, &values));
    TRY(array_reserve(&r->parts, n));
    for (int32_t k = 1; k < n; k++) {
        struct review_part *part =
            ARRAY_AT(struct review_part, &r->parts, array_add(&r->parts));

        *part = (struct review_part){.turn = turn, .settled = stops[k].except};
        TRY(compare(r, values, values + k * r->n * REVIEW_EVENTS, part->done));
    }
out:
    free(values);
    exercise_free(&then);
    return st;
}

enum status
review_turning_parts(struct review *r, struct failure *f)
{
    int32_t turns[TURNS], n = review_turning_points(r, TURNS, turns);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < n; k++) {
        TRY(add_parts(r, turns[k], f));
    }
out:
    return st;
}

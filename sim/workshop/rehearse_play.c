/* Plays an exercise without people, and counts the matters on the tables. */
#include <math.h>
#include <string.h>

#include "model/input/ladder.h"
#include "workshop/rehearse_internal.h"
#include "workshop/whatif.h"

/* Minimum posterior of a suspect, and minimum difference between families. They are defaults
   without evidence. */
#define SUSPECT .2
#define SPREAD .15

/* Acts that were decided before the last stop are counted for this number of days after it. */
#define AFTERMATH_DAYS 60

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

/* Whether two families differ in one of the measures that are shares. */
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

static enum status
count_items(struct rehearsal *x, const struct run *r, int32_t stop)
{
    bool decides = x->plan.stops[stop].kind == PLAN_DECIDE;
    struct tabled tabled[TABLED_MAX];
    enum status st = STATUS_OK;

    for (int32_t seat = 0; seat < x->n_seats; seat++) {
        int32_t n = exercise_takes_of(x->plan.stops[stop].kind, r, x->seat[seat], tabled);

        x->counts.stops[stop].items[seat][n < REHEARSE_ITEMS ? n : REHEARSE_ITEMS]++;
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

/* Settles by habit the matters that are on the tables when the stop opens. Matters that come to the
   tables during these settlements belong to the next stop, as in an exercise. */
static enum status
settle(const struct rehearsal *x, struct run *r, const struct world *w, int32_t stop,
    const struct trace_sink *sink)
{
    struct tabled tabled[TABLED_MAX], there;
    int32_t n = exercise_takes_of(x->plan.stops[stop].kind, r, NONE, tabled);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < n; k++) {
        if (run_tabled_find(r, tabled[k].state, tabled[k].number, &there) == STATUS_OK) {
            TRY(run_habit(r, w, tabled[k].state, tabled[k].number, NULL, sink));
        }
    }
out:
    return st;
}

/* Plays the stops. If `measures` is true, counts the matters on the tables. */
static enum status
play_stops(
    struct rehearsal *x, struct run *r, const struct world *w, bool measures, double *wrong)
{
    struct trace_sink sink = {x, note};
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < x->plan.n_stops; k++) {
        TRY(go_to(r, w, x->plan.stops[k].day, &sink));
        x->fingerprint[k] = r->kernel.fingerprint;
        if (measures) {
            TRY(count_items(x, r, k));
            x->counts.stops[k].crises += x->crisis;
        }
        TRY(settle(x, r, w, k, &sink));
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

enum status
rehearse_play(
    struct rehearsal *x, struct run *r, const struct world *w, int64_t number, int32_t column)
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

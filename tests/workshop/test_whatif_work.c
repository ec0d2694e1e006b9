/* Tests that what if needs little work. In the exercise `strait`, 7 ways to decide with 1000
   continuations of 180 days each have at most a few million events. A processor computes about a
   million events or more per second. The page of a decision therefore takes at most two seconds on
   two processors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "applied.h"
#include "assert_ok.h"
#include "workshop/continuation.h"
#include "workshop/exercise/exercise_internal.h"

#define STRAIT SOURCE_DIR "/scenarios/workshop/strait.json"

enum { N = 20, PAGE = 7 * 1000, EVENTS_MAX = 4000000, ARENA_BYTES = 1 << 20 };

/** Events since the beginning of a continuation. */
struct work {
    uint64_t begun;
};

static void
begin(void *watcher, const void *self, const struct world *w, const struct run *r)
{
    struct work *x = watcher;

    (void)self;
    (void)w;
    x->begun = r->kernel.n_events;
}

static void
note(void *watcher, const struct world *w, const struct run *r, const struct observation *o)
{
    (void)watcher;
    (void)w;
    (void)r;
    (void)o;
}

static void
read(const void *watcher, const struct world *w, const struct run *r, double *values)
{
    const struct work *x = watcher;

    (void)w;
    values[0] = (double)(r->kernel.n_events - x->begun);
}

/* Settles all matters by habit, and removes the seats. */
static enum status
settle(const void *self, struct run *r, const struct world *w, const struct trace_sink *sink)
{
    enum status st = run_habit_all(r, w, NONE, NULL, sink);

    (void)self;
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, false);
    }
    run_table(r, false);
    return st;
}

static double
events_per_continuation(const struct exercise *x)
{
    const struct continuation_watcher watcher = {
        .size = sizeof(struct work), .n_values = 1, .begin = begin, .note = note, .read = read};
    const struct continuation_arm arm = {"habit", x->world, settle, NULL};
    const struct continuation_plan plan = {.from = &x->now.run,
        .arms = &arm,
        .n_arms = 1,
        .watcher = &watcher,
        .days = x->workshop->window_days,
        .n = N,
        .threads = 1};
    double values[N], sum = 0;

    assert_ok(continuation_run(&plan, values), NULL);
    for (int32_t k = 0; k < N; k++) {
        sum += values[k];
    }
    return sum / N;
}

static void
a_page_is_little_work(void **state)
{
    struct scenario s;
    struct exercise x;
    struct arena a = {0};
    struct failure f = {0};
    double most = 0;
    int32_t stops = 0;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    assert_ok(scenario_load(&s, STRAIT, NULL, &f), &f);
    assert_ok(exercise_begin(&x, &(struct exercise_setup){.scenario = &s, .seed = 5}, &f), &f);
    applied_record(&x, RECORD_begin, &a);
    while (exercise_stop(&x)->kind != PLAN_REVIEW) {
        applied_record(&x, RECORD_go, &a);
        if (exercise_stop(&x)->kind == PLAN_DECIDE) {
            double events = events_per_continuation(&x);

            most = events > most ? events : most;
            stops++;
        }
        if (exercise_is_settling(exercise_stop(&x)->kind)) {
            applied_record(&x, RECORD_close, &a);
        }
    }
    print_message("%.0f events per continuation\n", most);
    assert_int_equal(stops, x.plan.n_rounds);
    assert_true(most > 50); /* the run continues after the stop */
    assert_true(most * PAGE < EVENTS_MAX);
    exercise_free(&x);
    scenario_free(&s);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_page_is_little_work)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

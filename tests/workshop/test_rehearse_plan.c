/* Tests that a rehearsed exercise has the same run, stop by stop, as an exercise in which no
   team submits anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "applied.h"
#include "assert_ok.h"
#include "workshop/rehearse_internal.h"

enum { SEED = 5, ARENA_BYTES = 1 << 20 };

static const char *const files[] = {SOURCE_DIR "/tests/workshop/small.json",
    SOURCE_DIR "/scenarios/workshop/tutorial-call.json",
    SOURCE_DIR "/scenarios/workshop/strait.json"};

/* Plays with teams that submit nothing. Sets whether each stop is held, and the fingerprint at each
   held stop. */
static int32_t
play_silent(
    const struct scenario *s, uint64_t fingerprint[PLAN_STOPS_MAX], bool held[PLAN_STOPS_MAX])
{
    struct exercise x;
    struct arena a = {0};
    struct failure f = {0};
    int32_t settled;

    arena_init(&a, ARENA_BYTES);
    assert_ok(
        exercise_begin(&x, &(struct exercise_setup){.scenario = s, .seed = SEED}, &f), &f);
    applied_record(&x, RECORD_begin, &a);
    while (exercise_stop(&x)->kind != PLAN_REVIEW) {
        applied_record(&x, RECORD_go, &a);
        held[x.now.stop] = true;
        fingerprint[x.now.stop] = x.now.run.kernel.fingerprint;
        if (exercise_stop(&x)->kind == PLAN_DECIDE || exercise_stop(&x)->kind == PLAN_ANSWER ||
            exercise_stop(&x)->kind == PLAN_REACT) {
            applied_record(&x, RECORD_close, &a);
        }
    }
    settled = x.now.settled.count;
    exercise_free(&x);
    arena_free(&a);
    return settled;
}

/* Rehearses one exercise. Stops from number `from` on are `late` days later. */
static void
rehearse_one(
    const struct scenario *s, int32_t from, double late, uint64_t fingerprint[PLAN_STOPS_MAX])
{
    struct rehearse_options options = {.n = 2, .seed = SEED, .threads = 1};
    struct rehearsal *x = calloc(1, sizeof(*x));
    const struct workshop_seat *seats = s->workshop->seats.items;
    double wrong[2] = {0};
    struct run r = {0};

    assert_non_null(x);
    x->options = &options;
    x->workshop = s->workshop;
    x->world = s->policies[s->baseline].world;
    x->counts.wrong[0] = wrong;
    plan_of(s->workshop, &x->plan);
    for (int32_t k = from; k < x->plan.n_stops; k++) {
        x->plan.stops[k].day += late;
    }
    for (int32_t k = 0; k < s->workshop->seats.count; k++) {
        x->seat[x->n_seats++] = seats[k].key.index;
    }
    assert_ok(rehearse_play(x, &r, x->world, 0, 0), NULL);
    memcpy(fingerprint, x->fingerprint, sizeof(x->fingerprint));
    run_free(&r);
    free(x);
}

static int32_t
same_stops(const uint64_t *a, const uint64_t *b, const bool *held)
{
    int32_t same = 0;

    for (int32_t k = 0; k < PLAN_STOPS_MAX; k++) {
        same += held[k] && a[k] == b[k];
    }
    return same;
}

static void
a_rehearsal_is_a_silent_exercise(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++) {
        uint64_t played[PLAN_STOPS_MAX], rehearsed[PLAN_STOPS_MAX], late[PLAN_STOPS_MAX];
        bool held[PLAN_STOPS_MAX] = {false};
        struct scenario s;
        struct failure f = {0};
        int32_t n = 0;

        assert_ok(scenario_load(&s, files[k], NULL, &f), &f);
        assert_true(play_silent(&s, played, held) > 3);
        for (int32_t stop = 0; stop < PLAN_STOPS_MAX; stop++) {
            n += held[stop];
        }
        rehearse_one(&s, 0, 0, rehearsed);
        assert_true(n > 4);
        assert_int_equal(same_stops(played, rehearsed, held), n);
        /* the twin: stops on other days are another exercise */
        rehearse_one(&s, 4, 20, late);
        assert_true(same_stops(played, late, held) < n);
        scenario_free(&s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_rehearsal_is_a_silent_exercise)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

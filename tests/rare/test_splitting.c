/* Compares multilevel splitting with closed forms: estimates are unbiased, and intervals cover
   the true value. The twins must fail. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "closed_form.h"
#include "long_form.h"
#include "rare/rare_estimate.h"

static const struct closed models[] = {
    {.kind = CLOSED_CHAIN, .a = 0.02, .b = 0.05, .seed = 1},
    {.kind = CLOSED_QUEUE, .a = 0.5, .b = 1, .n = 14, .seed = 2},
    {.kind = CLOSED_BRANCHING, .a = 0.5, .n = 25, .seed = 3},
};
enum { MODELS = sizeof(models) / sizeof(models[0]) };

static struct splitting_levels
levels_of(const struct splitting_plan *plan, struct splitting_pilot *pilot)
{
    struct splitting_plan wide = *plan;
    struct splitting_room *room;

    wide.effort = 500;
    room = splitting_room_make(&wide);
    assert_non_null(room);
    assert_int_equal(STATUS_OK, splitting_pilot(room, 1, pilot));
    splitting_room_drop(room);
    assert_false(pilot->stuck);
    return pilot->levels;
}

/* Returns the distance of the mean of unbiased estimates from the true value, in standard
   errors. */
static double
distance(const double *x, int64_t n, double truth)
{
    struct moments m = statistics_moments(x, n);

    return (m.mean - truth) / (m.sd / sqrt((double)n));
}

/* Makes n repetitions. With `step` 0, makes the repetition of each number twice. */
static void
repeat(const struct splitting_plan *plan, const struct splitting_levels *levels, int64_t first,
    int64_t n, bool twice, double *x)
{
    struct splitting_room *room = splitting_room_make(plan);
    struct splitting_repetition *r = malloc(sizeof(*r));

    assert_non_null(room);
    assert_non_null(r);
    for (int64_t k = 0; k < n; k++) {
        assert_int_equal(STATUS_OK,
            splitting_repeat(room, levels, (uint64_t)(first + (twice ? k / 2 : k)), r));
        x[k] = r->estimate;
    }
    free(r);
    splitting_room_drop(room);
}

static void
is_unbiased(void **state)
{
    enum { N = 1500 };
    static double x[N];

    (void)state;
    for (int32_t m = 0; m < MODELS; m++) {
        struct splitting_model model = closed_model(&models[m]);
        struct splitting_plan plan = {.model = &model, .seed = 7, .effort = 20};
        struct splitting_pilot pilot;
        struct splitting_levels levels = levels_of(&plan, &pilot);
        double truth = closed_probability(&models[m]);

        repeat(&plan, &levels, 1, N, false, x);
        print_message("# model %d: p %.3g, %d levels, mean %.3g, distance %.2f\n", m, truth,
            levels.n, statistics_moments(x, N).mean, distance(x, N, truth));
        assert_true(fabs(distance(x, N, truth)) < 3.5);
    }
}

/* Splitting is also unbiased with levels that do not suit the model. */
static void
levels_do_not_matter(void **state)
{
    enum { N = 1500 };
    static double x[N];
    static const struct splitting_levels levels = {4, {0.11, 0.3, 0.61, 1}};

    (void)state;
    for (int32_t m = 1; m < MODELS; m++) {
        struct splitting_model model = closed_model(&models[m]);
        struct splitting_plan plan = {.model = &model, .seed = 8, .effort = 37};

        repeat(&plan, &levels, 1, N, false, x);
        assert_true(fabs(distance(x, N, closed_probability(&models[m]))) < 3.5);
    }
}

/* Twin: levels chosen from the paths that also give the estimate have a bias. */
static void
own_levels_are_biased(void **state)
{
    enum { N = 1500 };
    static double x[N];
    struct splitting_model model = closed_model(&models[1]);
    struct splitting_plan plan = {.model = &model, .seed = 9, .effort = 20};
    struct splitting_room *room = splitting_room_make(&plan);
    struct splitting_pilot pilot;

    (void)state;
    assert_non_null(room);
    for (int64_t k = 0; k < N; k++) {
        assert_int_equal(STATUS_OK, splitting_pilot(room, (uint64_t)k + 1, &pilot));
        x[k] = pilot.guess;
    }
    splitting_room_drop(room);
    print_message("# levels of the same paths: distance %.1f\n",
        distance(x, N, closed_probability(&models[1])));
    assert_true(fabs(distance(x, N, closed_probability(&models[1]))) > 5);
}

/* Returns the share of the intervals of 40 repetitions that cover the true value. */
static double
coverage(
    const struct closed *of, int64_t effort, int32_t experiments, bool twice, double *plain)
{
    enum { R = 40 };
    struct splitting_model model = closed_model(of);
    struct splitting_plan plan = {.model = &model, .seed = 11, .effort = effort};
    struct splitting_pilot pilot;
    struct splitting_levels levels = levels_of(&plan, &pilot);
    struct confidence_cache level = {.confidence = 0.95};
    double truth = closed_probability(of), x[R];
    int32_t covered = 0, covered_plain = 0;

    for (int32_t k = 0; k < experiments; k++) {
        struct estimate e;

        repeat(&plan, &levels, 1 + (int64_t)k * R, R, twice, x);
        e = rare_interval(x, R, &level);
        covered += e.low <= truth && truth <= e.high;
        e = statistics_mean(x, R, &level);
        covered_plain += e.low <= truth && truth <= e.high;
    }
    *plain = (double)covered_plain / experiments;
    return (double)covered / experiments;
}

static void
intervals_cover(void **state)
{
    int32_t experiments = long_form() ? 2000 : 200;
    /* allows 93 to 97 %, plus the error of a share from that many experiments */
    double margin = 0.02 + 3 * sqrt(0.95 * 0.05 / experiments), plain;

    (void)state;
    for (int32_t m = 0; m < MODELS; m++) {
        double share = coverage(&models[m], 100, experiments, false, &plain);

        print_message(
            "# model %d: the interval covers in %.3f, the symmetric one in %.3f of %d "
            "experiments\n",
            m, share, plain, experiments);
        assert_true(fabs(share - 0.95) <= margin);
    }
}

/* Twin: each repetition counted twice makes the intervals too short. */
static void
correlated_repetitions_do_not_cover(void **state)
{
    double plain, share = coverage(&models[0], 50, 300, true, &plain);

    (void)state;
    print_message("# repetitions in equal pairs: %.3f\n", share);
    assert_true(share < 0.90);
}

/* Twin: copies that keep the random numbers of their original all take the same path. */
static void
copies_need_numbers(void **state)
{
    enum { N = 300 };
    static double x[N], y[N];
    struct closed of = {.kind = CLOSED_QUEUE, .a = 0.5, .b = 1, .n = 6, .seed = 4};
    struct splitting_model model = closed_model(&of);
    struct splitting_plan plan = {.model = &model, .seed = 13, .effort = 100};
    struct splitting_plan same = plan;
    struct splitting_levels levels = {4, {2.0 / 6, 3.0 / 6, 4.0 / 6, 1}};

    (void)state;
    same.keep_numbers = true;
    repeat(&plan, &levels, 1, N, false, x);
    repeat(&same, &levels, 1, N, false, y);
    print_message("# standard deviation %.3g, of equal copies %.3g\n",
        statistics_moments(x, N).sd, statistics_moments(y, N).sd);
    assert_true(statistics_moments(y, N).sd > 1.4 * statistics_moments(x, N).sd);
}

/* The estimated gain over crude simulation is the gain that a comparison with crude repetitions of
   the same work gives. */
static void
gain_is_that_of_crude(void **state)
{
    enum { N = 400 };
    static struct splitting_repetition r[N];
    static double x[N];
    struct closed of = {.kind = CLOSED_QUEUE, .a = 0.5, .b = 1, .n = 8, .seed = 5};
    struct splitting_levels one = {1, {1}};
    struct confidence_cache level = {.confidence = 0.95};

    (void)state;
    for (int32_t crude = 0; crude < 2; crude++) {
        of.n = crude ? 8 : 14;
        struct splitting_model model = closed_model(&of);
        struct splitting_plan plan = {.model = &model, .seed = 17, .effort = 200};
        struct splitting_room *room = splitting_room_make(&plan);
        struct splitting_pilot pilot;
        struct rare_estimate e;
        double steps;

        assert_non_null(room);
        assert_int_equal(STATUS_OK, splitting_pilot(room, 1, &pilot));
        for (int64_t k = 0; k < N; k++) {
            assert_int_equal(STATUS_OK,
                splitting_repeat(room, crude ? &one : &pilot.levels, (uint64_t)k + 1, &r[k]));
            x[k] = r[k].estimate;
        }
        steps = (double)pilot.steps;
        splitting_room_drop(room);
        for (int64_t k = 0; k < N; k++) {
            steps += (double)r[k].steps;
        }
        e = rare_estimate_of(x, N, steps, pilot.steps_of_path, &level);
        print_message("# %s: gain %.3g\n", crude ? "crude" : "splitting", e.gain);
        if (crude) {
            assert_true(e.gain > 0.75 && e.gain < 1.3);
        } else {
            assert_true(e.gain > 8);
        }
    }
}

/* A track is enough to repeat its path, step by step. */
static void
tracks_repeat(void **state)
{
    struct splitting_model model = closed_model(&models[1]);
    struct splitting_plan plan = {
        .model = &model, .seed = 19, .effort = 100, .max_tracks = SPLITTING_TRACKS_MAX};
    struct splitting_room *room = splitting_room_make(&plan);
    struct splitting_pilot pilot;
    struct splitting_levels levels = levels_of(&plan, &pilot);
    struct splitting_repetition *r = malloc(sizeof(*r));
    void *path = closed_make(&models[1]);
    int32_t n = 0;

    (void)state;
    assert_non_null(room);
    assert_non_null(r);
    assert_non_null(path);
    for (uint64_t k = 1; k <= 20; k++) {
        assert_int_equal(STATUS_OK, splitting_repeat(room, &levels, k, r));
        for (int32_t i = 0; i < r->n_tracks; i++, n++) {
            const struct splitting_track *t = &r->track[i];
            bool over = false;

            assert_int_equal(t->n_splits, levels.n - 1);
            assert_int_equal(STATUS_OK, closed_begin(&models[1], path, t->number));
            for (int32_t j = 0; j <= t->n_splits; j++) {
                uint64_t until = j < t->n_splits ? t->step[j] : t->end;

                while (closed_steps(NULL, path) < until) {
                    assert_true(closed_importance(&models[1], path) < 1);
                    assert_int_equal(STATUS_OK, closed_advance(&models[1], path, &over));
                    assert_false(over);
                }
                if (j < t->n_splits) {
                    closed_reseed(&models[1], path, t->reseed[j]);
                }
            }
            assert_true(closed_importance(&models[1], path) >= 1);
        }
    }
    assert_true(n > 20);
    closed_drop(NULL, path);
    free(r);
    splitting_room_drop(room);
}

/* With a constant importance there is one level, the event. An impossible event gives the result
   "stuck". */
static void
pilot_ends(void **state)
{
    struct closed of = {.kind = CLOSED_CHAIN, .a = 0.5, .b = 0, .seed = 1};
    struct splitting_model model = closed_model(&of);
    struct splitting_plan plan = {.model = &model, .seed = 23, .effort = 50};
    struct splitting_room *room = splitting_room_make(&plan);
    struct splitting_pilot pilot;

    (void)state;
    assert_non_null(room);
    assert_int_equal(STATUS_OK, splitting_pilot(room, 1, &pilot));
    assert_true(pilot.stuck);
    assert_true(pilot.highest == 0.5);
    of.b = 0.5;
    assert_int_equal(STATUS_OK, splitting_pilot(room, 1, &pilot));
    assert_false(pilot.stuck);
    assert_int_equal(pilot.levels.n, 1); /* more than a fifth of the paths reach the event */
    splitting_room_drop(room);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_unbiased),
        cmocka_unit_test(levels_do_not_matter),
        cmocka_unit_test(own_levels_are_biased),
        cmocka_unit_test(intervals_cover),
        cmocka_unit_test(correlated_repetitions_do_not_cover),
        cmocka_unit_test(copies_need_numbers),
        cmocka_unit_test(gain_is_that_of_crude),
        cmocka_unit_test(tracks_repeat),
        cmocka_unit_test(pilot_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

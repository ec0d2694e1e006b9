/* Compares splitting of worlds with crude simulation of the same event at the same moments:
   splitting has no bias for any importance and any levels. The twin compares with a world that has
   more incidents. With CBMSIM_LONG=yes each comparison has 6000 repetitions of splitting and 300000
   crude runs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "long_form.h"
#include "rare/rare_event.h"
#include "rare/rare_path.h"
#include "scenario/scenario.h"
#include "stats/statistics.h"

#define TUTORIAL "scenarios/two-states-tutorial.json"
/** Incidents per year of one of the three sources, in the world of the twin. */
#define RATE "/sources/ardian_service/targets/borvia=1"
#define RATE_OF_TWIN "/sources/ardian_service/targets/borvia=2.5"

/** An event in a world, and how it is split. */
struct comparison {
    const char *policy, *event;
    const char *importance; /* NULL: the default */
    int64_t effort;
    struct splitting_levels levels; /* none: the levels of a pilot */
};

static const struct comparison comparisons[] = {
    {"without", "rung >= 6", NULL, 20, {0}},
    {"without", "rung >= 6", "rung / 9", 20, {0}},
    {"without", "rung >= 6", "tension / (tension + 2)", 20, {0}},
    {"without", "rung >= 6", NULL, 20, {4, {0.15, 0.2, 0.6, 1}}},
    {"without", "rung_ardia_borvia >= 6", NULL, 13, {0}},
    {"without", "chain >= 2", NULL, 20, {0}},
    {"without", "chain >= 3", NULL, 20, {0}},
    {"without", "chain >= 3", "chain / 3", 7, {3, {0.3, 0.6, 1}}},
    {"without", "tension >= 2", "tension / 2", 20, {3, {0.3, 0.6, 1}}},
    {"without", "acts_5 + acts_6 >= 2 and trust < 0.25", NULL, 20, {0}},
    {"hotline", "acts_6 >= 2", NULL, 20, {0}},
    {"unanswered", "crisis == 1 and tension >= 2", "tension / 4", 20, {3, {0.15, 0.3, 1}}},
};
enum { COMPARISONS = sizeof(comparisons) / sizeof(comparisons[0]) };

/** A world with one of its events. */
struct split_world {
    struct scenario scenario;
    struct rare_event event;
    struct rare_path_of path;
    struct splitting_model model;
    struct arena arena;
};

static void
make(struct split_world *a, const struct comparison *c, const char *rate)
{
    bool as_shipped = rate == NULL;
    /* other seeds, so that comparisons are independent */
    uint64_t seed = as_shipped ? 100 : 1 + (uint64_t)(c - comparisons);
    const char *sets[] = {
        "/horizon_days=180", rate, "/sources/borvian_service/targets/ardia=1"};
    struct scenario_options options = {
        .overrides = {.texts = sets, .count = as_shipped ? 1 : 3},
        .policies = &c->policy,
        .n_policies = 1};
    struct rare_texts texts = {
        .prefix = "", .condition = c->event, .importance = c->importance};
    struct run first = {0};
    struct failure f = {0};

    assert_ok(scenario_load(&a->scenario, TUTORIAL, &options, &f), &f);
    arena_init(&a->arena, 1 << 24);
    assert_ok(
        rare_event_read(&a->event, &texts, a->scenario.policies[0].world, &a->arena, &f), &f);
    a->path = (struct rare_path_of){a->scenario.policies[0].world, &a->event, seed, 0};
    a->model = rare_path_model(&a->path);
    assert_ok(run_init(&first, a->path.world, seed, 1, 0, &rare_event_observers), NULL);
    rare_event_set_start(&a->event, &first);
    run_free(&first);
}

static void
drop(struct split_world *a)
{
    arena_free(&a->arena);
    scenario_free(&a->scenario);
}

/* Returns the mean of n repetitions from number `first` on, and its standard error. */
static struct moments
repeat(const struct split_world *a, int64_t effort, const struct splitting_levels *levels,
    int64_t first, int64_t n, double *x)
{
    struct splitting_plan plan = {.model = &a->model, .seed = 1, .effort = effort};
    struct splitting_room *room = splitting_room_make(&plan);
    struct splitting_repetition *r = malloc(sizeof(*r));
    struct moments m;

    assert_non_null(room);
    assert_non_null(r);
    for (int64_t k = 0; k < n; k++) {
        assert_ok(splitting_repeat(room, levels, (uint64_t)(first + k), r), NULL);
        x[k] = r->estimate;
    }
    free(r);
    splitting_room_drop(room);
    m = statistics_moments(x, n);
    m.sd /= sqrt((double)n);
    return m;
}

static struct splitting_levels
levels_of(const struct split_world *a, const struct comparison *c)
{
    struct splitting_plan plan = {.model = &a->model, .seed = 1, .effort = 500};
    struct splitting_room *room;
    struct splitting_pilot pilot;

    if (c->levels.n > 0) {
        return c->levels;
    }
    room = splitting_room_make(&plan);
    assert_non_null(room);
    assert_ok(splitting_pilot(room, 1, &pilot), NULL);
    splitting_room_drop(room);
    assert_false(pilot.stuck);
    return pilot.levels;
}

/* Returns the difference of splitting and crude simulation in standard errors. The two use
   different random numbers. */
static double
distance(const struct comparison *c, const char *rate_of_crude, int64_t n)
{
    enum { MAX = 100000, BATCH = 100 };
    static double x[MAX];
    static const struct splitting_levels crude = {1, {1}};
    struct split_world a, b;
    struct splitting_levels levels;
    struct moments split, plain;
    double z;

    make(&a, c, RATE);
    make(&b, c, rate_of_crude);
    levels = levels_of(&a, c);
    assert_true(n * 2 <= MAX);
    split = repeat(&a, c->effort, &levels, 1, n, x);
    plain = repeat(&b, BATCH, &crude, 1000000000, n / 2, x);
    z = (split.mean - plain.mean) / hypot(split.sd, plain.sd);
    print_message("# %s, %s: %d levels, splitting %.3g +- %.1g, crude %.3g +- %.1g, z %.2f\n",
        c->policy, c->event, (int)levels.n, split.mean, split.sd, plain.mean, plain.sd, z);
    drop(&a);
    drop(&b);
    return z;
}

static int64_t
size(void)
{
    return long_form() ? 6000 : 600;
}

static void
splitting_is_unbiased(void **state)
{
    double sum = 0, squares = 0;

    (void)state;
    for (int32_t k = 0; k < COMPARISONS; k++) {
        double z = distance(&comparisons[k], RATE, size());

        sum += z;
        squares += z * z;
        assert_true(fabs(z) < 3.5);
    }
    print_message("# all: z %.2f, sum of squares %.1f of %d\n", sum / sqrt(COMPARISONS),
        squares, (int)COMPARISONS);
    assert_true(fabs(sum) < 3 * sqrt(COMPARISONS));
}

static void
another_world_is_noticed(void **state)
{
    (void)state;
    assert_true(fabs(distance(&comparisons[0], RATE_OF_TWIN, size())) > 4);
}

/*
 * 10^8 crude runs of the tutorial for each event, made once and counted by
 *
 *   cbmsim rare scenarios/two-states-tutorial.json --policy without --set /horizon_days=180 \
 *       --event "chain >= 3" --importance 0 --effort 50000 -n 2000 -s 7 -o DIR
 *
 * (columns `starts` and `hits` of levels.csv). If the rules of the model change, the counts must be
 * made again.
 */
static void
agrees_with_count(const struct comparison *c, double hits)
{
    enum { N = 200 };
    static double x[N];
    const double runs = 1e8, p = hits / runs, error = sqrt(p * (1 - p) / runs);
    struct split_world a;
    struct splitting_levels levels;
    struct moments m;

    make(&a, c, NULL);
    levels = levels_of(&a, c);
    m = repeat(&a, c->effort, &levels, 1, N, x);
    print_message("# splitting %.4g +- %.1g, crude %.4g +- %.1g, z %.2f\n", m.mean, m.sd, p,
        error, (m.mean - p) / hypot(m.sd, error));
    assert_true(fabs(m.mean - p) < 3.5 * hypot(m.sd, error));
    drop(&a);
}

static void
counts_of_the_tutorial_agree(void **state)
{
    static const struct comparison three = {"without", "chain >= 3", "chain / 3", 100, {0}};
    static const struct comparison four = {"without", "chain >= 4", "chain / 4", 100, {0}};

    (void)state;
    agrees_with_count(&three, 111128);
    agrees_with_count(&four, 8880);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splitting_is_unbiased),
        cmocka_unit_test(another_world_is_noticed),
        cmocka_unit_test(counts_of_the_tutorial_agree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

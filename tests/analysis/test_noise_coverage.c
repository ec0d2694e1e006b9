/* Tests the coverage of the intervals of Morris and Sobol' indices if every value is a mean over
   noisy replications. Prints the coverage in each case, and the coverage of intervals that
   ignore the noise. CBMSIM_LONG=yes tests all cases, with more repetitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/morris.h"
#include "analysis/sobol.h"
#include "assert_ok.h"
#include "long_form.h"
#include "noisy.h"
#include "screened.h"

enum { FACTORS = NOISY_INPUTS, INDICES = 2 * FACTORS, RESAMPLES = 200 };
static uint64_t state_of_noise = 1;

/* Sobol' (1993), with a = 0, 1, 9. */
static double
g_function(const double *u)
{
    return fabs(4 * u[0] - 2) * (fabs(4 * u[1] - 2) + 1) / 2 * (fabs(4 * u[2] - 2) + 9) / 10;
}

struct function {
    const char *name;
    double (*at)(const double *u);
    double sd;
    double indices[INDICES]; /* S1 and ST of each factor */
};

/* The indices of Sobol's function with v_i = 1/(3 (1 + a_i)^2): S1 is v_i / V with V = product of
   (1 + v_i), less 1. */
static const struct function functions[] = {
    {"Ishigami", noisy_ishigami, 3.7208,
        {.31390519, .55758886, .44241114, .44241114, 0, .24368366}},
    {"G", g_function, 0.67026805,
        {.74196208, .80647156, .18549052, .24814510, .00741962, .01071723}},
};

/** One case. */
struct noisy {
    const struct function *f;
    int replications;
    bool common;
    double size; /* standard deviation of a run, as a multiple of that of the function */
};

/* Sets the value and the deviations of a point, in up to POINT_BATCHES batches. */
static void
set_point(const struct noisy *c, const double *u, struct noisy_shared *shared,
    struct point_means *m, int64_t point)
{
    double *deviation = m->deviation + point * m->n_batches;

    memset(deviation, 0, (size_t)m->n_batches * sizeof(double));
    m->value[point] =
        c->f->at(u) + noisy_mean(u, c->size * c->f->sd, c->replications, c->common, shared,
                          deviation, m->n_batches, &state_of_noise);
}

static struct point_means
begin_means(const struct experiment *e, const struct noisy *c)
{
    size_t n = (size_t)e->n_points;
    struct point_means m = {.n_points = e->n_points,
        .value = calloc(n, sizeof(double)),
        .deviation = calloc(n * POINT_BATCHES, sizeof(double)),
        .n_batches = c->replications < POINT_BATCHES ? c->replications : POINT_BATCHES};

    assert_non_null(m.value);
    assert_non_null(m.deviation);
    return m;
}

/**
 * Number of intervals, and of intervals that cover, for each index; [1]: intervals that ignore the
 * noise.
 */
struct covered {
    int times, hits[2][INDICES];
    double mean[2][INDICES]; /* of the estimates */
};

static void
count(struct covered *k, int ignore, int index, double estimate, double lo, double hi,
    double known)
{
    k->hits[ignore][index] += lo <= known + 1e-12 && known - 1e-12 <= hi;
    k->mean[ignore][index] += (estimate - k->mean[ignore][index]) / k->times;
}

/* Analyses one set of matrices with independent rows, with and without attention to the noise. */
static void
repeat_sobol(const struct noisy *c, const struct experiment *e, struct covered *k)
{
    const struct experiment_analysis a = {.confidence = .95, .resamples = RESAMPLES};
    struct noisy_shared shared;
    double u[2][FACTORS] = {{0}};
    struct point_means m = begin_means(e, c);

    noisy_draw(&shared, NOISY_RUNS_MAX, &state_of_noise);
    for (int64_t i = 0; i < e->n_points; i++) { /* the points of a row follow each other */
        const struct design_mark *mark = &e->design.marks[i];
        double x[FACTORS];

        if (i == 0 || mark->step != mark[-1].step) {
            for (int j = 0; j < 2 * FACTORS; j++) {
                u[j / FACTORS][j % FACTORS] = splitmix_uniform(&state_of_noise);
            }
        }
        for (int j = 0; j < FACTORS; j++) {
            x[j] = u[mark->part == 1 || mark->part == j + 2][j];
        }
        set_point(c, x, &shared, &m, i);
    }
    k->times++;
    for (int ignore = 0; ignore < 2; ignore++) {
        struct sobol_row rows[INDICES + 1] = {{0}};
        struct sobol s;

        m.n_batches = ignore ? 0 : m.n_batches;
        assert_ok(sobol_collect(&s, e, 0, &m), NULL);
        assert_ok(sobol_estimate(&s, &a, (uint64_t)k->times, 7, rows), NULL);
        for (int i = 0; i < INDICES; i++) {
            count(
                k, ignore, i, rows[i].estimate, rows[i].ci_lo, rows[i].ci_hi, c->f->indices[i]);
        }
        sobol_free(&s);
    }
    free(m.value);
    free(m.deviation);
}

/* Returns the mean absolute effect of a factor over all steps on the grid of four levels. */
static double
known_effect(const struct function *f, int factor)
{
    double sum = 0;

    for (int cell = 0; cell < 64; cell++) {
        double x[FACTORS] = {cell % 4 / 3.0, cell / 4 % 4 / 3.0, cell / 16 / 3.0}, before;

        x[factor] = x[factor] < 0.5 ? x[factor] : x[factor] - 2 / 3.0;
        before = f->at(x);
        x[factor] += 2 / 3.0;
        sum += fabs(f->at(x) - before) * 1.5 / 64;
    }
    return sum;
}

static void
repeat_morris(const struct noisy *c, struct covered *k)
{
    struct noisy_shared shared;
    double x[FACTORS];
    struct experiment e;
    struct point_means m;

    k->times++;
    screened_read(&e, FACTORS, "{'morris': {'trajectories': 40}}", k->times);
    e.common_point = c->common;
    m = begin_means(&e, c);
    noisy_draw(&shared, NOISY_RUNS_MAX, &state_of_noise);
    for (int64_t i = 0; i < e.n_points; i++) {
        for (int32_t j = 0; j < FACTORS; j++) {
            x[j] = experiment_value(&e, i, j);
        }
        set_point(c, x, &shared, &m, i);
    }
    for (int ignore = 0; ignore < 2; ignore++) {
        struct morris morris;

        m.n_batches = ignore ? 0 : m.n_batches;
        assert_ok(morris_effects(&morris, &e, 0, &m), NULL);
        for (int j = 0; j < FACTORS; j++) {
            struct morris_row row = {0};

            assert_ok(morris_estimate(
                          &morris, j, .95, RESAMPLES, (uint64_t)k->times, (uint64_t)j, &row),
                NULL);
            count(k, ignore, j, row.mu_star, row.mu_star_lo, row.mu_star_hi,
                known_effect(c->f, j));
        }
        morris_free(&morris);
    }
    free(m.value);
    free(m.deviation);
    experiment_free(&e);
}

static void
print_case(const struct noisy *c, const char *what, const struct covered *k, int n)
{
    for (int ignore = 0; ignore < 2; ignore++) {
        char text[200] = "";

        for (int i = 0; i < n; i++) {
            snprintf(text + strlen(text), sizeof(text) - strlen(text), " %.0f (%.2f)",
                100.0 * k->hits[ignore][i] / k->times, k->mean[ignore][i]);
        }
        print_message("# %s of %s, %d replications, %s random numbers%s:%s\n", what, c->f->name,
            c->replications, c->common ? "common" : "independent",
            ignore ? ", noise ignored" : "", text);
    }
}

/* Returns the lowest share of intervals that cover, over all indices. */
static double
lowest(const struct covered *k, int ignore, int n)
{
    int hits = k->times;

    for (int i = 0; i < n; i++) {
        hits = k->hits[ignore][i] < hits ? k->hits[ignore][i] : hits;
    }
    return (double)hits / k->times;
}

static void
test_noise(void **state)
{
    static const int replications[] = {5, 10, 100};
    bool all = long_form();
    int times = all ? 400 : 60;
    struct experiment e;

    (void)state;
    screened_read(&e, FACTORS, "{'saltelli': {'base': 256}}", 1);
    for (int i = 0; i < 12; i++) {
        struct noisy c = {&functions[i % 2], replications[i / 4], i / 2 % 2 == 1, 1.5};
        struct covered sobol = {0}, morris = {0};

        if (!all && (c.replications == 100 || c.replications == 5 * (1 + i % 2))) {
            continue; /* 10 for Ishigami, 5 for G */
        }
        e.common_point = c.common;
        for (int t = 0; t < times; t++) {
            repeat_sobol(&c, &e, &sobol);
            repeat_morris(&c, &morris);
        }
        print_case(&c, "indices", &sobol, INDICES);
        print_case(&c, "effects", &morris, FACTORS);
        assert_true(lowest(&sobol, 0, INDICES) > 0.85 && lowest(&morris, 0, FACTORS) > 0.85);
        if (c.replications <= 10) { /* the twin */
            assert_true(
                lowest(&sobol, 1, INDICES) < 0.75 && lowest(&morris, 1, FACTORS) < 0.75);
        }
    }
    experiment_free(&e);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_noise)};

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

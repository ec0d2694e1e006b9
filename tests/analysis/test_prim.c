/* Tests boxes whose answer is known, their levels, and their p values in data without structure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prim.h"
#include "assert_ok.h"
#include "files.h"
#include "long_form.h"
#include "splitmix.h"

enum { FACTORS = 3, POINTS = 400 };
static uint64_t state_of_draws = 1;

/** Points and the work arrays of a search. */
struct data {
    double inputs[FACTORS * POINTS];
    size_t orders[FACTORS * POINTS], work[(FACTORS + 1) * POINTS];
    int32_t n_levels[FACTORS];
    bool used[POINTS], cases[POINTS];
};

static struct prim
draw(struct data *d, int n)
{
    memset(d, 0, sizeof(*d));
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < FACTORS; j++) {
            d->inputs[j * n + i] = splitmix_uniform(&state_of_draws);
        }
        d->used[i] = true;
    }
    return (struct prim){d->inputs, d->n_levels, d->orders, n, FACTORS};
}

static void
sort(struct data *d, const struct prim *m)
{
    for (int j = 0; j < m->n_factors; j++) {
        gsl_sort_index(d->orders + j * m->n, d->inputs + j * m->n, 1, (size_t)m->n);
    }
}

static bool
restricts(const struct prim_way *way, int32_t factor)
{
    struct prim_box box;

    prim_box_of(way, way->chosen, &box);
    for (int32_t s = 0; s < box.n; s++) {
        if (box.at[s]->factor == factor && isfinite(box.at[s]->bound)) {
            return true;
        }
    }
    return false;
}

/* The cases are exactly the points with x1 <= 0.5 and x2 >= 0.4. */
static void
test_known_box(void **state)
{
    static struct data d;
    static struct prim_way way;
    struct prim m = draw(&d, POINTS);
    double p, low = 0, high = 1;
    int64_t cases = 0;
    struct prim_box box;

    (void)state;
    for (int i = 0; i < POINTS; i++) {
        d.cases[i] = d.inputs[i] <= .5 && d.inputs[POINTS + i] >= .4;
        cases += d.cases[i];
    }
    sort(&d, &m);
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_int_equal(way.steps[0].n, POINTS);
    assert_int_equal(way.steps[0].n_cases, cases);
    prim_box_of(&way, way.chosen, &box);
    for (int32_t s = 0; s < box.n; s++) {
        high = box.at[s]->factor == 0 && box.at[s]->side > 0 ? box.at[s]->bound : high;
        low = box.at[s]->factor == 1 && box.at[s]->side < 0 ? box.at[s]->bound : low;
    }
    for (int32_t s = 1; s < way.n_peeled; s++) {
        assert_true(way.steps[s].n < way.steps[s - 1].n);
    }
    print_message(
        "# coverage times density %.3f, ends %.3f and %.3f\n", way.product, high, low);
    assert_true(way.product > .9 && fabs(high - .5) < .05 && fabs(low - .4) < .05);
    assert_true(!restricts(&way, 2));
    for (int i = 0; i < POINTS; i++) {
        bool holds = d.inputs[i] <= high && d.inputs[POINTS + i] >= low;

        assert_true(prim_inside(&m, &box, -1, i) == holds);
    }
    assert_ok(prim_test(&m, d.used, d.cases, &way, 99, 1, 1, &p), NULL);
    assert_true(p == .01);
    for (int i = 0; i < POINTS; i++) { /* the twin: the same number of cases anywhere */
        d.cases[i] = i < cases;
    }
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_ok(prim_test(&m, d.used, d.cases, &way, 99, 1, 1, &p), NULL);
    assert_true(way.product < .6 && p > .01);
}

/* Cases at level 1 of three, and equal values of a number. */
static void
test_levels(void **state)
{
    static struct data d;
    static struct prim_way way;
    struct prim m = draw(&d, 120);
    struct prim_box box;

    (void)state;
    d.n_levels[0] = 3;
    for (int i = 0; i < 120; i++) {
        d.inputs[i] = i % 3;
        d.inputs[120 + i] = i / 3 % 4;
        d.cases[i] = i % 3 == 1 && i / 3 % 4 == 2;
    }
    sort(&d, &m);
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_true(way.product == 1);
    assert_int_equal(way.steps[way.chosen].n, 10);
    prim_box_of(&way, way.chosen, &box);
    for (int i = 0; i < 120; i++) {
        assert_true(prim_inside(&m, &box, -1, i) == d.cases[i]);
    }
    for (int i = 0; i < 120; i++) { /* a second box would have nothing left */
        d.used[i] = !d.cases[i];
    }
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_true(isnan(way.product) && way.n_steps == 1);
}

/* Searches count the points and cases in their boxes. Pasting raises the product. With noise, some
   searches peel too much, so that pasting has an effect. */
static void
test_pasting(void **state)
{
    static struct data d;
    static struct prim_way way;
    int pasted = 0;

    (void)state;
    for (int t = 0; t < 60; t++) {
        struct prim m = draw(&d, 200);

        d.n_levels[2] = 4;
        for (int i = 0; i < 200; i++) {
            d.inputs[2 * 200 + i] = i % 4;
            d.cases[i] = splitmix_uniform(&state_of_draws) <
                         (d.inputs[i] < .6 && d.inputs[200 + i] > .3 && i % 4 > 0 ? .7 : .1);
        }
        sort(&d, &m);
        prim_find(&m, d.used, d.cases, d.work, &way);
        for (int32_t s = 0; s < way.n_steps; s++) {
            const struct prim_peel *at = &way.steps[s];
            int32_t last = s == way.n_peeled ? way.base : s - 1;
            const struct prim_peel *before = &way.steps[last > 0 ? last : 0];
            struct prim_box box;
            int64_t n = 0, cases = 0;

            prim_box_of(&way, s, &box);
            for (int i = 0; i < 200; i++) {
                n += prim_inside(&m, &box, -1, i);
                cases += prim_inside(&m, &box, -1, i) && d.cases[i];
            }
            assert_int_equal(n, at->n);
            assert_int_equal(cases, at->n_cases);
            if (s >= way.n_peeled) {
                assert_true(at->n > before->n);
                assert_true((double)(at->n_cases * at->n_cases) / (double)at->n >
                            (double)(before->n_cases * before->n_cases) / (double)before->n);
            }
        }
        pasted += way.n_steps > way.n_peeled;
        assert_int_equal(way.chosen, way.n_steps > way.n_peeled ? way.n_steps - 1 : way.base);
    }
    print_message("# pastes in %d of 60 searches\n", pasted);
    assert_true(pasted > 3 && pasted < 60);
}

static void
test_no_cases(void **state)
{
    static struct data d;
    static struct prim_way way;
    struct prim m = draw(&d, 50);
    double p;

    (void)state;
    sort(&d, &m);
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_ok(prim_test(&m, d.used, d.cases, &way, 99, 1, 1, &p), NULL);
    assert_true(isnan(way.product) && isnan(p));
    memset(d.cases, 1, sizeof(d.cases));
    prim_find(&m, d.used, d.cases, d.work, &way);
    assert_ok(prim_test(&m, d.used, d.cases, &way, 99, 1, 1, &p), NULL);
    assert_true(way.product == 1 && way.chosen == 0 && isnan(p));
}

/* Computes the shares of p values up to 0.05, 0.2 and 0.5, if the probability of a case depends on
   the first factor with the slope `slope`. */
static void
count_p_values(double slope, int times, double shares[3])
{
    static const double limits[3] = {.05, .2, .5};
    static struct data d;
    static struct prim_way way;

    memset(shares, 0, 3 * sizeof(*shares));
    for (int t = 0; t < times; t++) {
        struct prim m = draw(&d, 60);
        double p;

        for (int i = 0; i < 60; i++) {
            d.cases[i] = splitmix_uniform(&state_of_draws) < .3 + slope * (d.inputs[i] - .5);
        }
        sort(&d, &m);
        prim_find(&m, d.used, d.cases, d.work, &way);
        assert_ok(prim_test(&m, d.used, d.cases, &way, 99, 1, (uint64_t)t, &p), NULL);
        for (int k = 0; k < 3; k++) {
            shares[k] += (p <= limits[k] + 1e-9) / (double)times;
        }
    }
}

static void
test_p_values(void **state)
{
    int times = long_form() ? 2000 : 150;
    double shares[3], error = 4 / sqrt(times);

    (void)state;
    count_p_values(0, times, shares);
    print_message("# without a structure: %.3f up to 0.05, %.3f up to 0.2, %.3f up to 0.5\n",
        shares[0], shares[1], shares[2]);
    assert_true(fabs(shares[0] - .05) < error * sqrt(.05 * .95));
    assert_true(fabs(shares[1] - .2) < error * sqrt(.2 * .8));
    assert_true(fabs(shares[2] - .5) < error * .5);
    count_p_values(.6, times, shares); /* the twin */
    print_message("# with a structure: %.3f up to 0.05\n", shares[0]);
    assert_true(shares[0] > .3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_box),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_pasting),
        cmocka_unit_test(test_no_cases),
        cmocka_unit_test(test_p_values),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

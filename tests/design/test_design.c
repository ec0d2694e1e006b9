/* Tests designs: their points, their composition, and which changes of a design change its
   points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "experiment/experiment.h"
#include "screened.h"

static struct experiment e, other;

static void
make(int factors, const char *design)
{
    screened_read(&e, factors, design, 1);
}

static int
done(void **state)
{
    (void)state;
    experiment_free(&e);
    experiment_free(&other);
    return 0;
}

static double
at(int64_t point, int factor)
{
    return experiment_value(&e, point, factor);
}

static void
test_factorial(void **state)
{
    (void)state;
    make(2, "{'factorial': {'x01': 3, 'x02': [0.25, 0.75]}}");
    assert_int_equal(e.n_points, 6);
    for (int64_t i = 0; i < 6; i++) { /* the last varies fastest */
        assert_true(at(i, 0) == (double)(i / 2) / 2 && at(i, 1) == (i % 2 == 0 ? .25 : .75));
    }
}

static void
test_one_at_a_time(void **state)
{
    (void)state;
    make(3,
        "{'one_at_a_time': {'levels': 2, "
        "'factors': ['x03', 'x01'], "
        "'around': {'x01': 0.25}}}");
    assert_int_equal(e.n_points, 5);
    assert_true(e.common_point);
    assert_true(
        at(0, 0) == 0.25 && isnan(at(0, 1)) && at(0, 2) > 0); /* the value of the scenario */
    assert_true(at(1, 0) == 0 && at(2, 0) == 1 && at(1, 2) == at(0, 2));
    assert_true(at(3, 0) == 0.25 && at(3, 2) == 0 && at(4, 2) == 1);
}

/* Returns the minimum distance of two points in the first two factors. */
static double
closest(void)
{
    double minimum = INFINITY;

    for (int64_t a = 0; a < e.n_points; a++) {
        for (int64_t b = 0; b < a; b++) {
            double d = pow(at(a, 0) - at(b, 0), 2) + pow(at(a, 1) - at(b, 1), 2);

            minimum = d < minimum ? d : minimum;
        }
    }
    return minimum;
}

/* Every factor has one point in each of n equal intervals. More tries give a larger minimum
   distance. */
static void
test_hypercube(void **state)
{
    double one;

    (void)state;
    make(2, "{'lhs': {'samples': 40, 'criterion': 'none'}}");
    for (int j = 0; j < 2; j++) {
        bool seen[40] = {false};

        for (int64_t i = 0; i < 40; i++) {
            seen[(int)(at(i, j) * 40)] = true;
        }
        for (int i = 0; i < 40; i++) {
            assert_true(seen[i]);
        }
    }
    one = closest();
    experiment_free(&e);
    make(2, "{'lhs': {'samples': 40, 'tries': 200}}");
    assert_true(closest() > one);
}

/* More samples, labels, and other designs that contain or accompany a design do not change its
   first points. */
static void
test_what_changes_points(void **state)
{
    (void)state;
    make(2, "{'random': {'samples': 10}}");
    screened_read(&other, 2,
        "{'union': [{'points': [{'x01': 0.5}]}, "
        "{'random': {'samples': 20}, 'label': 'more'}]}",
        1);
    assert_int_equal(other.n_points, 21);
    for (int64_t i = 0; i < 10; i++) {
        assert_true(e.keys[i] == other.keys[i + 1]);
        assert_true(experiment_world(&e, i, 0) == experiment_world(&other, i + 1, 0));
    }
    assert_string_equal(experiment_label(&other, 5), "more");
    assert_null(experiment_label(&other, 0));
    experiment_free(&other);
    screened_read(&other, 2, "{'random': {'samples': 10}}", 2);
    assert_true(e.keys[0] != other.keys[0]); /* another seed */
    experiment_free(&other);
    /* two equal designs have different points */
    screened_read(
        &other, 2, "{'union': [{'random': {'samples': 10}}, {'random': {'samples': 10}}]}", 1);
    assert_int_equal(other.n_points, 20);
}

static void
test_sequences(void **state)
{
    double sum = 0;

    (void)state;
    make(2, "{'halton': {'samples': 4, 'shifts': 0}}");
    assert_true(at(0, 0) == .5 && fabs(at(0, 1) - 1. / 3) < 1e-12);
    experiment_free(&e);
    make(2, "{'sobol': {'samples': 64, 'shifts': 3}}");
    assert_int_equal(e.n_points, 192);
    for (int64_t i = 0; i < 192; i++) {
        assert_int_equal(e.design.marks[i].family, DESIGN_SHIFT);
        assert_int_equal(e.design.marks[i].part, 1 + i / 64);
        sum += at(i, 0);
    }
    assert_true(fabs(sum / 192 - .5) < .02);
    experiment_free(&e);
    make(12, "{'halton': {'samples': 4}}");
    assert_int_equal(e.warnings.count, 1);
}

/* The numbers of Bratley and Fox (1988), in the order of the Gray code. */
static void
test_sobol_table(void **state)
{
    static const double known[8][4] = {{0, 0, 0, 0}, {.5, .5, .5, .5}, {.75, .25, .75, .25},
        {.25, .75, .25, .75}, {.375, .375, .625, .125}, {.875, .875, .125, .625},
        {.625, .125, .375, .375}, {.125, .625, .875, .875}};

    (void)state;
    make(4, "{'sobol': {'samples': 8, 'shifts': 0}}");
    for (int64_t i = 0; i < 8; i++) {
        for (int j = 0; j < 4; j++) {
            assert_true(at(i, j) == known[i][j]);
        }
    }
}

/* Whether `samples` points, `stride` rows apart, have one in each of `samples` slices. */
static bool
one_per_slice(int factor, int64_t first, int64_t stride, int samples)
{
    bool seen[64] = {false};

    for (int64_t i = 0; i < samples; i++) {
        int slice = (int)(at(first + i * stride, factor) * samples);

        if (seen[slice]) {
            return false;
        }
        seen[slice] = true;
    }
    return true;
}

/* Tests Sobol' sequences with and without shifts, and the matrices A and B of `saltelli`. The twin
   lacks the origin. */
static void
test_sobol_slices(void **state)
{
    (void)state;
    make(6, "{'sobol': {'samples': 64, 'shifts': 0}}");
    for (int j = 0; j < 6; j++) {
        assert_true(one_per_slice(j, 0, 1, 64) && one_per_slice(j, 0, 1, 16));
        assert_false(one_per_slice(j, 1, 1, 32));
    }
    experiment_free(&e);
    make(6, "{'sobol': {'samples': 64, 'shifts': 3}}");
    for (int k = 0; k < 18; k++) {
        assert_true(one_per_slice(k % 6, 64 * (k / 6), 1, 64));
    }
    experiment_free(&e);
    make(4, "{'saltelli': {'base': 64}}");
    for (int j = 0; j < 4; j++) {
        assert_true(one_per_slice(j, 0, 6, 64) && one_per_slice(j, 1, 6, 64));
    }
}

static void
test_trajectories(void **state)
{
    (void)state;
    make(3, "{'morris': {'trajectories': 50, 'levels': 4}}");
    assert_int_equal(e.n_points, 200);
    for (int64_t i = 0; i < 200; i++) {
        const struct design_mark *mark = &e.design.marks[i];
        int moved = 0;

        assert_int_equal(mark->step, i % 4);
        for (int j = 0; j < 3; j++) {
            double grid = at(i, j) * 3;

            assert_true(fabs(grid - floor(grid + .5)) < 1e-12 && grid > -1e-12 && grid < 3.001);
            if (i % 4 > 0 && at(i, j) != at(i - 1, j)) {
                assert_true(fabs(fabs(at(i, j) - at(i - 1, j)) - 2. / 3) < 1e-12);
                assert_int_equal(mark->moved, at(i, j) > at(i - 1, j) ? j + 1 : -(j + 1));
                moved++;
            }
        }
        assert_int_equal(moved, i % 4 > 0);
    }
}

static void
test_matrices(void **state)
{
    (void)state;
    make(3, "{'saltelli': {'base': 16, 'factors': ['x01', 'x03']}}");
    assert_int_equal(e.n_points, 64);
    for (int64_t row = 0; row < 16; row++) {
        int64_t a = 4 * row, b = a + 1;

        assert_int_equal(e.design.marks[a + 3].part, 2 + 2);
        assert_true(at(a + 2, 0) == at(b, 0) && at(a + 2, 2) == at(a, 2));
        assert_true(at(a + 3, 0) == at(a, 0) && at(a + 3, 2) == at(b, 2));
        assert_true(isnan(at(a, 1)));
    }
    experiment_free(&e);
    make(3, "{'saltelli': {'base': 4, 'second_order': true, 'factors': ['x01', 'x03']}}");
    assert_int_equal(e.n_points, 24);
    for (int64_t row = 0; row < 4; row++) {
        int64_t a = 6 * row, b = a + 1;

        assert_int_equal(e.design.marks[a + 4].part, -1);
        assert_int_equal(e.design.marks[a + 5].part, -3);
        assert_true(at(a + 2, 0) == at(b, 0) && at(a + 2, 2) == at(a, 2));
        assert_true(at(a + 4, 0) == at(a, 0) && at(a + 4, 2) == at(b, 2));
        assert_true(at(a + 5, 0) == at(b, 0) && at(a + 5, 2) == at(a, 2));
    }
}

static void
test_composition(void **state)
{
    (void)state;
    make(3,
        "{'cross': [{'morris': {'trajectories': 2, 'factors': ['x01', 'x02']}}, "
        "{'factorial': {'x03': [0, 1]}, 'label': 'in'}], "
        "'label': 'out'}");
    assert_int_equal(e.n_points, 12);
    assert_int_equal(e.design.n_sets, 2);
    for (int64_t i = 0; i < 12; i++) {
        assert_int_equal(e.design.marks[i].set, at(i, 2) == 1);
        assert_string_equal(experiment_label(&e, i), "in");
    }
    experiment_free(&e);
    make(2, "{'zip': [{'factorial': {'x01': 3}}, {'factorial': {'x02': [1, 0, 1]}}]}");
    assert_int_equal(e.n_points, 3);
    assert_true(at(2, 0) == 1 && at(1, 1) == 0);
    experiment_free(&e);
    make(2, "{'union': [{'points': [{'x01': 0.5}]}, {'points': [{'x01': 0.5}, {}]}]}");
    assert_int_equal(e.n_points, 2); /* duplicate points are removed */
    assert_true(experiment_world(&e, 1, 0) == 0 && experiment_world(&e, 0, 0) != 0);
}

static void
test_filters(void **state)
{
    static const struct {
        const char *where;
        int n;
    } rows[] = {
        {"x01 < x02", 10},
        {"x01 <= x02", 15},
        {"x01 + x02 == 1", 5},
        {"not x01 < x02", 15},
        {"x01 < 0.5 and x02 > 0.5 or x01 == 1", 9},
        {"x01 < 0.5 and (x02 > 0.5 or x01 == 0)", 7},
        {"2 * x01 - x02 / 2 >= 1.75", 3},
        {"(-x01) != -x02", 20},
        {"x01 - 1 > -1e-3", 5},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        char design[300];

        (void)snprintf(design, sizeof(design),
            "{'filter': {'of': {'factorial': {'x01': 5, 'x02': 5}}, 'where': '%s'}}",
            rows[k].where);
        make(2, design);
        assert_int_equal(e.n_points, rows[k].n);
        experiment_free(&e);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_factorial, done),
        cmocka_unit_test_teardown(test_one_at_a_time, done),
        cmocka_unit_test_teardown(test_hypercube, done),
        cmocka_unit_test_teardown(test_what_changes_points, done),
        cmocka_unit_test_teardown(test_sequences, done),
        cmocka_unit_test_teardown(test_sobol_table, done),
        cmocka_unit_test_teardown(test_sobol_slices, done),
        cmocka_unit_test_teardown(test_trajectories, done),
        cmocka_unit_test_teardown(test_matrices, done),
        cmocka_unit_test_teardown(test_composition, done),
        cmocka_unit_test_teardown(test_filters, done),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

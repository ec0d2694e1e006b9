/* Makes each allocation of reading an experiment fail: that one alone, then that one and all
   later ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "analysis/morris.h"
#include "analysis/sobol.h"
#include "assert_ok.h"
#include "experiment/experiment.h"
#include "failing.h"
#include "files.h"

static enum status
read_all(void)
{
    static struct experiment e;
    static struct scenario worlds;
    static struct failure failure;
    enum status st = experiment_read(&e, "e.json", &failure);

    if (st == STATUS_OK) {
        st = experiment_make(&e, 1, &worlds, &failure);
        scenario_free(&worlds);
    }
    experiment_free(&e);
    return st;
}

static enum status
print_all(void)
{
    struct buffer b = {0};
    enum status st = experiment_schema(&b);

    buffer_free(&b);
    return st;
}

static struct experiment screened;

static enum status
estimate(void)
{
    static double y[100], deviations[300];
    const struct point_means means = {.value = y, .deviation = deviations, .n_batches = 3};
    struct experiment_analysis a = {.confidence = .9, .resamples = 100};
    struct morris_row row;
    struct sobol_row rows[20] = {{0}};
    struct morris m = {0};
    struct sobol s = {0};
    enum status st;

    TRY(morris_effects(&m, &screened, 0, &means));
    TRY(morris_estimate(&m, 0, .9, 100, 1, 1, &row));
    TRY(sobol_collect(&s, &screened, 1, &means));
    TRY(sobol_estimate(&s, &a, 1, 1, rows));
out:
    morris_free(&m);
    sobol_free(&s);
    return st;
}

static void
test_reading_without_memory(void **state)
{
    (void)state;
    files_json("s.json",
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}}");
    files_write("p.csv", "d,label\n0.25,low\n0.75,high\n");
    files_json("e.json",
        "{'scenario': 's.json', "
        "'factors': {'d': {'path': '/states/*/detection', 'range': [0.1, 0.9]}, "
        "'o': {'path': '/sources/s/kind', 'levels': ['state', 'criminal']}}, "
        "'policies': {'p': {'patch': {'horizon_days': 10}}}, "
        "'design': {'union': [{'csv': 'p.csv'}, "
        "{'cross': [{'lhs': {'samples': 3, 'factors': ['d'], 'tries': 2}}, "
        "{'factorial': {'o': 'all'}}]}, "
        "{'morris': {'trajectories': 2}}, "
        "{'saltelli': {'base': 2}}, "
        "{'filter': {'of': {'one_at_a_time': {'factors': ['d']}}, "
        "'where': 'd < 0.9'}}]}, "
        "'replications': {'max': 40, 'until': [{'metric': 'harm', 'half_width': 1}]}, "
        "'analyses': {'m': {'kind': 'morris', 'metrics': ['harm']}}}");
    assert_ok(read_all(), NULL);
    failing_everywhere(read_all, false);
    failing_everywhere(read_all, true);
}

static void
test_printing_without_memory(void **state)
{
    (void)state;
    failing_everywhere(print_all, false);
    failing_everywhere(print_all, true);
}

static void
test_estimates_without_memory(void **state)
{
    static struct failure failure;

    (void)state;
    files_json("f.json",
        "{'scenario': 's.json', "
        "'factors': {'d': {'path': '/states/*/detection', 'range': [0.1, 0.9]}}, "
        "'design': {'union': [{'morris': {'trajectories': 4}}, "
        "{'saltelli': {'base': 4}}]}}");
    assert_ok(experiment_read(&screened, "f.json", &failure), &failure);
    failing_everywhere(estimate, true);
    failing_everywhere(estimate, false);
    experiment_free(&screened);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading_without_memory),
        cmocka_unit_test(test_printing_without_memory),
        cmocka_unit_test(test_estimates_without_memory),
    };

    (void)gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

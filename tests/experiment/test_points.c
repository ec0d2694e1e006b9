/* Tests that the worlds of design points equal those that are made from the document with the same
   values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "experiment/experiment.h"
#include "files.h"
#include "scenario/world_hash.h"

/* The policies change nothing, change another member, remove the object of a member, and add an
   object. */
#define SCENARIO                                                                               \
    "{'start': '2021-01-01', 'states': {'a': {}, 'b': {'analysts': 7}, 'c': {}}, "             \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "                  \
    "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, 'measures': {'hotline': {}}}}, "     \
    "'policies': {'as_it_is': {}, 'slow': {'patch': {'states': {'a': {'detection': 0.3}}}}, "  \
    "'less': {'patch': {'agreements': {'ab': null}}}, "                                        \
    "'more': {'patch': {'agreements': {'bc': {'parties': {'b': {}, 'c': {}}, "                 \
    "'measures': {'malware': {}}}, 'ab': {'measures': {'contact_point': {}}}}}}}}"

static struct experiment e;
static struct failure failure;

static int
done(void **state)
{
    (void)state;
    experiment_free(&e);
    return 0;
}

static void
read_factors(const char *factors, const char *design)
{
    char text[1024];

    files_json("s.json", SCENARIO);
    (void)snprintf(text, sizeof(text),
        "{'scenario': 's.json', 'factors': {%s}, 'design': {'factorial': {%s}}}", factors,
        design);
    files_json("e.json", text);
    memset(&failure, 0, sizeof(failure));
    assert_ok(experiment_read(&e, "e.json", &failure), &failure);
}

/* Makes the worlds of a point from the document, as `cbmsim run --set` does. */
static void
make_from_document(int64_t point, struct scenario *s, enum status expected, struct failure *why)
{
    const char *texts[16];
    struct node nodes[16] = {{0}};
    const struct node *values[16];
    struct scenario_options options = {.worlds_only = true};
    int32_t n = 0;

    for (int32_t j = 0; j < e.n_factors; j++) {
        for (int32_t k = 0; k < e.factors[j].n_pointers; k++, n++) {
            double value = experiment_value(&e, point, j);

            texts[n] = e.factors[j].pointers[k];
            nodes[n] = (struct node){.kind = NODE_NUMBER, .number = value};
            values[n] = e.factors[j].is_text ? e.factors[j].choices[(int32_t)value] : &nodes[n];
        }
    }
    options.overrides = (struct overrides){"factor", texts, n, values};
    assert_int_equal(scenario_make(s, e.document, &options, why), expected);
}

/* Returns the number of worlds, over all points, that differ from those of the scenario. */
static int32_t
compare_all(void)
{
    int32_t changed = 0;

    for (int64_t point = 0; point < e.n_points; point++) {
        struct scenario fast, slow;

        assert_ok(experiment_make(&e, point, &fast, &failure), &failure);
        make_from_document(point, &slow, STATUS_OK, &failure);
        assert_int_equal(fast.n_policies, slow.n_policies);
        assert_int_equal(fast.baseline, slow.baseline);
        for (int32_t k = 0; k < fast.n_policies; k++) {
            const struct world *x = fast.policies[k].world, *y = slow.policies[k].world;

            assert_true(world_hash(x) == world_hash(y));
            assert_int_equal(x->n_links, y->n_links);
            assert_int_equal(x->n_arrival_processes, y->n_arrival_processes);
            for (int32_t i = 0; i < x->n_states; i++) {
                assert_int_equal(WORLD_STATE(x, i)->party, WORLD_STATE(y, i)->party);
            }
            changed += world_hash(x) != world_hash(e.base.policies[k].world);
        }
        scenario_free(&fast);
        scenario_free(&slow);
    }
    return changed;
}

static void
numbers_and_flags(void **state)
{
    (void)state;
    read_factors(
        "'seen': {'path': '/states/b/detection', 'range': [0.1, 0.9]}, "
        "'desk': {'path': '/states/*/analysts', 'range': [1, 9]}, "
        "'rate': {'path': '/sources/s/targets/b', 'range': [1, 5]}, "
        "'days': {'path': '/horizon_days', 'range': [100, 200]}",
        "'seen': 2, 'desk': 2, 'rate': 2, 'days': 2");
    assert_int_equal(compare_all(), 4 * 16);
}

/* Under `less` the agreement does not exist, and the factor has no effect. */
static void
member_that_a_policy_removes(void **state)
{
    (void)state;
    read_factors(
        "'i': {'path': '/agreements/ab/measures/hotline/implementation', "
        "'range': [0, 0.5]}",
        "'i': 2");
    assert_int_equal(compare_all(), 3 * 2);
}

/* A text may name a row of the catalogue, and a flag may change defaults. */
static void
values_on_which_defaults_depend(void **state)
{
    (void)state;
    read_factors(
        "'k': {'path': '/sources/s/kind', 'levels': ['state', 'criminal']}, "
        "'a': {'path': '/adaptive', 'levels': [false, true]}",
        "'k': ['criminal'], 'a': 'all'");
    assert_int_equal(compare_all(), 4 * 2);
}

/* Values that are invalid together have the same messages as with `--set`. */
static void
errors_of_a_point(void **state)
{
    static struct failure fast, slow;
    struct scenario s;

    (void)state;
    read_factors(
        "'rate': {'path': '/sources/s/targets/b', 'values': [3, 90000]}, "
        "'bound': {'path': '/max_events', 'values': [1000]}",
        "'rate': 'all', 'bound': 'all'");
    assert_int_equal(experiment_make(&e, 1, &s, &fast), STATUS_BAD_INPUT);
    make_from_document(1, &s, STATUS_BAD_INPUT, &slow);
    assert_true(fast.count > 0 && fast.count == slow.count);
    assert_string_equal(fast.line[0], slow.line[0]);
    assert_non_null(strstr(fast.line[0], "factor"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(numbers_and_flags, done),
        cmocka_unit_test_teardown(member_that_a_policy_removes, done),
        cmocka_unit_test_teardown(values_on_which_defaults_depend, done),
        cmocka_unit_test_teardown(errors_of_a_point, done),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

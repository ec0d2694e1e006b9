/* Tests experiments from files: members, error messages, and the worlds of a point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "assert_ok.h"
#include "experiment/duration.h"
#include "experiment/experiment.h"
#include "files.h"
#include "format/table.h"

#define SCENARIO                                                                               \
    "{'start': '2021-01-01', 'seed': '5', 'replications': 7, "                                 \
    "'states': {'a': {}, 'b': {'analysts': 7}}, "                                              \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "                  \
    "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "                                    \
    "'measures': {'hotline': {}}}}, "                                                          \
    "'policies': {'less': {'patch': {'agreements': {'ab': null}}}, 'with': {}}}"
#define DETECTION "'d': {'path': '/states/*/detection', 'range': [0.1, 0.9]}"

static struct experiment e;
static struct failure failure;

static enum status
read_text(const char *text)
{
    files_json("s.json", SCENARIO);
    files_json("e.json", text);
    memset(&failure, 0, sizeof(failure));
    return experiment_read(&e, "e.json", &failure);
}

static void
read_valid(const char *text)
{
    assert_ok(read_text(text), &failure);
}

static int
done(void **state)
{
    (void)state;
    experiment_free(&e);
    return 0;
}

static const struct state *
state_of(const struct scenario *s, int32_t policy, int32_t i)
{
    return WORLD_STATE(s->policies[policy].world, i);
}

/* The shortest experiment: one factor. */
static void
test_five_lines(void **state)
{
    struct scenario s;

    (void)state;
    read_valid(
        "{\n"
        "  'scenario': 's.json',\n"
        "  'factors': {'d': {'path': '/states/*/detection', 'values': [0.5, 0.25]}}\n"
        "}\n");
    assert_int_equal(e.n_points, 2);
    assert_int_equal(e.seed, 5);
    assert_int_equal(e.replications.min, 7);
    assert_int_equal(experiment_max_runs(&e), 2 * 2 * 7);
    assert_true(e.common_policy && !e.common_point);
    assert_true(experiment_value(&e, 1, 0) == 0.25);
    assert_ok(experiment_make(&e, 1, &s, &failure), &failure);
    assert_int_equal(s.n_policies, 2);
    for (int32_t k = 0; k < 4; k++) {
        assert_true(state_of(&s, k / 2, k % 2)->detection == 0.25);
    }
    scenario_free(&s);
}

static void
test_no_factors(void **state)
{
    (void)state;
    read_valid("{'scenario': 's.json', 'seed': '18446744073709551615'}");
    assert_int_equal(e.n_points, 1);
    assert_int_equal(experiment_world(&e, 0, 0), 0); /* the random numbers of `run` */
    assert_true(e.seed == UINT64_MAX);
}

static void
test_scales_and_kinds(void **state)
{
    struct scenario s;

    (void)state;
    read_valid(
        "{'scenario': 's.json', "
        "'factors': {'log': {'path': '/sources/s/targets/b', "
        "'range': [1, 100], 'scale': 'log', 'unit': 'per year', 'role': 'lever'},"
        "'logit': {'path': '/states/a/detection', 'range': [0.1, 0.9], 'scale': 'logit'},"
        "'o': {'path': '/states/b/analysts', 'range': [1, 9]},"
        "'is': {'path': '/sources/s/kind', 'levels': ['state', 'criminal']},"
        "'flag': {'path': '/sources/s/rates_as_observed', 'levels': [false, true]}},"
        "'design': {'factorial': {'log': 3, "
        "'logit': 3, 'o': 3, 'is': ['criminal'], 'flag': 'all'}}}");
    assert_int_equal(e.n_points, 3 * 3 * 3 * 2);
    /* in byte order: flag, is, log, logit, o; the last one in the file varies fastest */
    assert_true(fabs(experiment_value(&e, 18, 2) - 10) < 1e-12);
    assert_true(fabs(experiment_value(&e, 6, 3) - 0.5) < 1e-12);
    assert_true(experiment_value(&e, 2, 4) == 5 && experiment_value(&e, 4, 4) == 9);
    assert_ok(experiment_make(&e, 2, &s, &failure), &failure);
    assert_int_equal(WORLD_SOURCE(s.policies[0].world, 0)->kind, SOURCE_CRIMINAL);
    assert_int_equal(state_of(&s, 0, 1)->analysts, 5);
    scenario_free(&s);
}

/* The default range of an effect of a measure is the range in its row. There is none if several
   rows differ. */
static enum status
read_swept(const char *measures, const char *path)
{
    char text[512];

    (void)snprintf(text, sizeof(text),
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, %s}}}",
        measures);
    files_json("m.json", text);
    (void)snprintf(text, sizeof(text),
        "{'scenario': 'm.json', "
        "'factors': {'x': {'path': '/agreements/ab/measures/%s'}}, "
        "'design': {'factorial': {'x': 3}}}",
        path);
    return read_text(text);
}

static void
test_ranges_of_rows(void **state)
{
    static const char whole[] = "'catalogues': {'osce': {}}";

    (void)state;
    assert_ok(
        read_swept("'measures': {'line': {'measure': 'hotline'}}", "line/ask_gain"), &failure);
    assert_true(experiment_value(&e, 0, 0) == 0 && experiment_value(&e, 2, 0) == .8);
    experiment_free(&e);
    assert_ok(read_swept(whole, "*/implementation"), &failure);
    assert_true(experiment_value(&e, 0, 0) == 0 && experiment_value(&e, 2, 0) == 1);
    experiment_free(&e);
    assert_int_equal(read_swept(whole, "*/ask_gain"), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0],
        "this design needs a \"range\", \"values\" or \"levels\" in factor \"x\""));
    assert_int_equal(
        read_swept("'measures': {'hotline': {}}", "hotline/leak_gain"), STATUS_BAD_INPUT);
    assert_non_null(strstr(failure.line[0],
        "this design needs a \"range\", \"values\" or \"levels\" in factor \"x\""));
}

/* A key depends only on the names and values of the factors that are set. */
static void
test_keys(void **state)
{
    uint64_t half;

    (void)state;
    read_valid(
        "{'scenario': 's.json', "
        "'factors': {'d': {'path': '/states/*/detection', 'values': [0.5]}}}");
    half = e.keys[0];
    /* this key may never change: results contain it */
    assert_true(half == UINT64_C(0x0a8a38ec22bd1a17));
    experiment_free(&e);
    read_valid(
        "{'scenario': 's.json', 'title': 'T', 'seed': '9', "
        "'factors': {'d': {'path': '/states/*/detection', 'range': [0.1, 0.9]}, "
        "'other': {'path': '/states/b/analysts'}}, "
        "'design': {'points': [{'d': 0.25}, {'d': 0.5, 'other': 3}, {'d': 0.5}]}}");
    assert_true(e.keys[2] == half && e.keys[1] != half && e.keys[0] != half);
}

static void
test_common_random_numbers(void **state)
{
#define COMMON(list)                                                                           \
    "{'scenario': 's.json', "                                                                  \
    "'factors': {'d': {'path': '/states/*/detection', 'values': [0.5, 0.6]}}, "                \
    "'random': {'common_across': " list "}}"
    (void)state;
    read_valid(COMMON("['policy']"));
    assert_true(experiment_world(&e, 0, 0) == experiment_world(&e, 0, 1));
    assert_true(experiment_world(&e, 0, 0) != experiment_world(&e, 1, 0));
    experiment_free(&e);
    read_valid(COMMON("['point']"));
    assert_true(experiment_world(&e, 0, 0) != experiment_world(&e, 0, 1));
    assert_true(experiment_world(&e, 0, 1) == experiment_world(&e, 1, 1));
    experiment_free(&e);
    read_valid(COMMON("[]"));
    assert_true(experiment_world(&e, 0, 0) != experiment_world(&e, 0, 1));
    assert_true(experiment_world(&e, 0, 0) != experiment_world(&e, 1, 0));
    experiment_free(&e);
    read_valid(COMMON("['policy', 'point']"));
    assert_int_equal(experiment_world(&e, 1, 1), 0);
    assert_int_equal(e.warnings.count, 0);
}

/* Checks that the last experiment has one warning, which contains the text; NULL: that it has no
   warning. */
static void
expect_warning(const char *text)
{
    if (text == NULL ? e.warnings.count > 0
                     : e.warnings.count != 1 || strstr(e.warnings.line[0], text) == NULL) {
        fail_msg("%d warnings: %s", (int)e.warnings.count, e.warnings.line[0]);
    }
    experiment_free(&e);
}

#define OWN                                                                                    \
    "'policies': {'p': {'patch': {'agreements': {'ab': {'measures': {'own': {}}}}}}}, "        \
    "'scenario': 's.json'"

static void
test_members_without_effect(void **state)
{
    (void)state;
    read_valid("{" OWN "}");
    expect_warning("/agreements/ab/measures/own: has no effect");
    read_valid("{'scenario': 's.json', 'policies': {'p': {}, 'q': {}}}");
    expect_warning("policies \"p\" and \"q\" do not differ");
    files_json(
        "o.json", "{'extends': 's.json', 'agreements': {'ab': {'measures': {'own': {}}}}}");
    read_valid(
        "{'scenario': 'o.json', 'policies': {'p': {}}, 'replications': 2, 'factors': "
        "{'x': {'path': '/agreements/ab/measures/own/reach_gain', 'values': [0, 1]}}}");
    expect_warning(NULL);
    read_valid(
        "{'scenario': 'o.json', 'policies': {'p': {}}, 'replications': 2, 'factors': {'x': "
        "{'path': '/agreements/ab/measures/own/implementation', 'values': [0, 1]}}}");
    expect_warning("/agreements/ab/measures/own: has no effect");
}

static void
test_analyses_without_rows(void **state)
{
    (void)state;
    read_valid(
        "{'scenario': 's.json', 'outputs': {'metrics': ['harm']}, "
        "'analyses': {'v': {'kind': 'survival'}}}");
    expect_warning(
        "/analyses/v: its file will have no rows, because survival needs the day of an event");
    read_valid(
        "{'scenario': 's.json', 'analyses': {'v': {'kind': 'survival', "
        "'metrics': ['harm', 'crises']}}}");
    expect_warning("/analyses/v: its file will have no rows");
    read_valid(
        "{'scenario': 's.json', 'policies': {'p': {}}, "
        "'analyses': {'d': {'kind': 'compare'}}}");
    expect_warning(
        "/analyses/d: its file will have no rows, because compare needs two policies; add a "
        "policy to the scenario");
    read_valid(
        "{'scenario': 's.json', 'outputs': {'metrics': ['harm']}, 'analyses': "
        "{'v': {'kind': 'survival', 'metrics': ['first_rung_6_day']}}}");
    expect_warning(NULL);
    read_valid("{'scenario': 's.json', 'analyses': {'v': {'kind': 'survival'}}}");
    expect_warning(NULL);
}

/* The resolved experiment is the same experiment if it is read beside the resolved scenario and
   copies of the tables. */
static void
test_resolved(void **state)
{
    char identity[SHA256_HEX_BYTES];
    uint64_t keys[5];

    (void)state;
    files_write("points.txt", "d,label\n0.25,low\n\n0.75,\"hi,gh\"\n,none\n");
    read_valid("{'scenario': 's.json', 'factors': {" DETECTION
               "}, "
               "'policies': {'x': {'title': 'X'}, "
               "'z': {'patch': {'states': {'b': {'analysts': 3}}}}}, "
               "'baseline': 'z', "
               "'design': {'union': [{'csv': 'points.txt'}, {'lhs': {'samples': 2}}]}}");
    assert_int_equal(e.n_points, 5);
    assert_int_equal(e.base.baseline, 1);
    assert_string_equal(experiment_label(&e, 1), "hi,gh");
    assert_true(isnan(experiment_value(&e, 2, 0)));
    assert_string_equal(e.inputs.items[1].copy_as, "points.csv");
    memcpy(identity, e.identity, sizeof(identity));
    memcpy(keys, e.keys, sizeof(keys));
    files_write_bytes("points.csv", e.inputs.items[1].bytes, e.inputs.items[1].size);
    files_write_bytes("scenario.json", e.base.resolved, e.base.resolved_length);
    files_write_bytes("again.json", e.resolved, e.resolved_length);
    experiment_free(&e);
    assert_ok(experiment_read(&e, "again.json", &failure), &failure);
    assert_string_equal(e.identity, identity);
    assert_memory_equal(e.keys, keys, sizeof(keys));
}

static void
test_table(void **state)
{
    struct table t;
    struct buffer b = {0};
    char row[512];

    (void)state;
    read_valid("{'scenario': 's.json', 'factors': {" DETECTION
               ", 'k': {'path': '/sources/s/kind', 'levels': ['state', 'proxy']}}, "
               "'design': {'points': [{'d': 0.5, 'k': 'proxy'}, {}], 'label': 'here'}}");
    assert_ok(table_init(&t, &e.columns, TABLE_EXACT, NULL, 0), NULL);
    assert_true(e.columns.size <= sizeof(row));
    table_header(&t, &b);
    for (int64_t i = 0; i < 2; i++) {
        experiment_design_row(&e, i, row);
        table_row(&t, row, &b);
    }
    assert_non_null(strstr(b.at, "point_id,point_key,label,d,k\n1,"));
    assert_non_null(strstr(b.at, ",here,0.5,proxy\n2,e3b0c44298fc1c14,here,,\n"));
    table_free(&t);
    buffer_free(&b);
}

static void
test_adaptive(void **state)
{
    (void)state;
    read_valid(
        "{'scenario': 's.json', "
        "'replications': {'min': 30, "
        "'max': 90, 'batch': 10, "
        "'until': [{'metric': 'harm', 'half_width': 2}, "
        "{'metric': 'crises', 'statistic': 'difference', "
        "'versus': 'with', 'relative_half_width': 0.1, 'confidence': 0.9}]}, "
        "'budget': {'max_runs': 1000, 'max_wall': '1.5h'}, "
        "'outputs': {'metrics': ['harm'], "
        "'series': {'variables': {'tension': {}}, 'every_days': 30}}}");
    assert_int_equal(e.replications.n_targets, 2);
    assert_true(isnan(e.replications.targets[0].relative_half_width));
    assert_int_equal(e.replications.targets[1].versus_policy, 1);
    assert_int_equal(experiment_min_runs(&e), 60);
    assert_int_equal(experiment_max_runs(&e), 180);
    assert_true(e.budget.max_wall_seconds == 5400);
    assert_true(e.base.policies[0].world->outputs.series.every_days == 30);
    assert_int_equal(e.n_analyses, 2); /* summary and compare */
}

static void
test_durations(void **state)
{
    char out[DURATION_BYTES];
    double s;

    (void)state;
    assert_true(duration_read("90s", &s) && s == 90);
    assert_true(duration_read("0.5d", &s) && s == 43200);
    assert_true(duration_read("12", &s) && s == 12);
    assert_false(duration_read("", &s) || duration_read("h", &s) || duration_read("-1h", &s));
    assert_false(duration_read("2 years", &s) || duration_read("0s", &s));
    assert_string_equal(duration_print(out, 5400), "1.5 h");
    assert_string_equal(duration_print(out, 0.02), "0.0 s");
}

/* Members of an experiment file, and the message that reports their error. */
static const struct {
    const char *members, *message;
} errors[] = {
    {"'sede': '1'", "/sede: unknown member in experiment; did you mean \"seed\"?"},
    {"'seed': '1x'", "/seed: expected a whole number from 0 to 18446744073709551615, as text"},
    {"'factors': {'x': {'path': '/states/*/detecton'}}",
        "/factors/x/path: there is no \"detecton\" in /states/a of the scenario; did you mean "
        "\"detection\"?"},
    {"'factors': {'x': {'path': '/sources/s/bundle_mean'}}",
        "/factors/x/path: there is no \"bundle_mean\" in /sources/s of the scenario; renamed "
        "to \"campaign_size_mean\""},
    {"'factors': {'x': {'path': '/states/c/detection'}}",
        "/factors/x/path: there is no \"c\" in /states of the scenario"},
    {"'factors': {'x': {'path': '/sources/*/targets/a'}}",
        "/factors/x/path: there is no \"a\" in /sources/s/targets of the scenario, but * "
        "needs the member in every item; name the items"},
    {"'factors': {'x': {'path': '/pairs/*/trust_good'}}",
        "/factors/x/path: /pairs of the scenario is empty, so * selects nothing; add "
        "a member to it, or name another path"},
    {"'factors': {'x': {'path': '/states/a'}}",
        "/factors/x/path: /states/a is not a single value: name a member of it"},
    {"'factors': {'x': {'path': '/seed'}}",
        "/factors/x/path: cannot be a factor, because it is the same for all points; name "
        "another member"},
    {"'factors': {'x': {'path': 'states'}}", "/factors/x/path: a pointer begins with '/'"},
    {"'factors': {'x': {'path': '/states/a/detection', 'range': [0, 2]}}",
        "/factors/x/range/1: 2 is outside [0, 1] (capacity)"},
    {"'factors': {'x': {'path': '/states/a/detection', 'range': [0.5, 0.5]}}",
        "/factors/x/range: the first number must be below the second"},
    {"'factors': {'x': {'path': '/states/a/detection', "
     "'range': [0, 1], 'scale': 'log'}}",
        "/factors/x/scale: the range of a log scale must be above 0"},
    {"'factors': {'x': {'path': '/states/a/detection', 'unit': 'days'}}",
        "/factors/x/unit: /states/a/detection has the unit \"capacity\", not \"days\"; convert "
        "the values"},
    {"'factors': {'x': {'path': '/states/a/detection', 'values': [0.1, 'b']}}",
        "/factors/x/values/1: expected a number, found text"},
    {"'factors': {'x': {'path': '/states/a/detection', 'values': [0.1, 0.1]}}",
        "/factors/x/values/1: duplicate: the list already contains this value; remove one"},
    {"'factors': {'x': {'path': '/sources/s/kind', 'levels': ['stat']}}",
        "/factors/x/levels/0: \"stat\" is not one of \"state\", \"proxy\", \"criminal\", "
        "\"terrorist\", \"accident\"; did you mean \"state\"?"},
    {"'factors': {'x': {'path': '/states/a/detection', "
     "'range': [0, 1], 'values': [1]}}",
        "/factors/x: a factor takes only one of \"range\", \"values\" and \"levels\"; remove "
        "the "
        "others"},
    {"'factors': {" DETECTION ", 'x': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/x/path: factor \"d\" also sets /states/a/detection; remove one of the two "
        "factors"},
    {"'factors': {" DETECTION
     "}, 'policies': {'p': {'patch': {'states': {'b': {'detection': 1}}}}}",
        "/factors/d/path: policy \"p\" sets this member, too, and its patch would override the "
        "factor; remove the member from the patch or the factor"},
    {"'factors': {'row': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/row: is also the name of a column in design.csv; use another id, for example "
        "\"row_factor\""},
    {"'factors': {'harm': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/harm: is also the name of a column in runs.csv; use another id, for example "
        "\"harm_factor\""},
    {"'factors': {'severity': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/severity: is also the name of a column in incidents.csv; use another id"},
    {"'factors': {'p_value': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/p_value: is also the name of a column in analysis/compare.csv; use another "
        "id"},
    {"'factors': {'inf': {'path': '/states/a/detection', 'values': [1]}}",
        "/factors/inf: \"inf\" is not allowed: programs that read tables may read it as a "
        "number; use another id, for example \"inf_factor\""},
    {"'factors': {'x': {'path': '/states/a/name', 'levels': ['A', '2019-01-01']}}",
        "/factors/x/levels/1: programs that read tables may read \"2019-01-01\" as a date; "
        "use another text"},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'samples': 2}, 'label': 'N/A'}",
        "/design/label: programs that read tables may read \"N/A\" as a missing value; use "
        "another text"},
    {"'baseline': 'no'", "/baseline: there is no \"no\" in /policies"},
    {"'factors': {" DETECTION "}",
        "/factors/d: the experiment has no \"design\", so it takes all combinations of the "
        "values of "
        "its factors, but factor \"d\" has a range and no list of values; add \"values\" to "
        "the "
        "factor, or a \"design\""},
    {"'factors': {" DETECTION "}, 'design': {'factorial': {}}",
        "/design/factorial: factor \"d\" has a range and no list of values; give the number of "
        "values, for example {\"d\": 5}"},
    {"'factors': {" DETECTION "}, 'design': {}",
        "/design: a design must name its family, for example {\"factorial\": {}}"},
    {"'factors': {" DETECTION "}, 'design': {'lsh': {}}",
        "/design/lsh: there is no design \"lsh\"; did you mean \"lhs\"?"},
    {"'factors': {" DETECTION "}, 'design': {'type': 'lhs'}",
        "/design/type: there is no design \"type\"; valid: \"points\", \"csv\", \"factorial\", "
        "\"one_at_a_time\", \"lhs\", \"random\", \"sobol\", \"halton\", \"morris\", "
        "\"saltelli\", "
        "\"cross\", \"zip\", \"union\", \"filter\""},
    {"'factors': {" DETECTION ", 'y': {'path': '/states/a/detection', 'min': 0}}",
        "/factors/y/min: unknown member in factor; valid: \"path\", \"title\", \"unit\", "
        "\"notes\", "
        "\"scale\", "
        "\"integer\", \"role\", \"range\", \"values\", \"levels\""},
    {"'analyses': {'a': {'kind': 'compare', 'with': 1}}",
        "/analyses/a/with: unknown member in analysis; valid: \"kind\", \"baseline\", "
        "\"confidence\", \"resamples\", \"metrics\""},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'samples': 3}, 'random': {}}",
        "/design/random: a design has only one family, and this design already has \"lhs\"; "
        "combine several designs with cross, zip or union"},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'sample': 3}}",
        "/design/lhs/sample: unknown member in lhs design; did you mean \"samples\"?"},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'samples': 3, 'factors': ['dd']}}",
        "/design/lhs/factors: there is no factor \"dd\"; did you mean \"d\"?"},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'samples': 100000}}",
        "/design/lhs: maximin with this number of points and tries takes minutes; use fewer "
        "tries, or \"criterion\": \"none\""},
    {"'factors': {" DETECTION "}, 'design': {'points': [{'d': 0.95}]}",
        "/design/points/0/d: 0.95 is outside [0.1, 0.9], the range of factor \"d\""},
    {"'factors': {" DETECTION "}, 'design': {'morris': {'trajectories': 4, 'levels': 3}}",
        "/design/morris/levels: must be an even number; only then are all levels equally "
        "likely, "
        "because a step of a trajectory has the length levels/(2 (levels - 1))"},
    {"'factors': {" DETECTION
     "}, 'design': {'cross': [{'random': {'samples': 2}}, {'factorial': {'d': 2}}]}",
        "/design/cross: factor \"d\" is set by 2 of the designs; in each design, list the "
        "factors that it sets under \"factors\""},
    {"'factors': {" DETECTION
     "}, 'design': {'zip': [{'factorial': {'d': 2}}, {'points': [{}]}]}",
        "/design/zip: zip needs designs with equal numbers of points, but these have 2 and 1"},
    {"'factors': {" DETECTION
     "}, 'design': {'filter': {'of': {'factorial': {'d': 2}}, 'where': 'd < '}}",
        "/design/filter/where: at character 5: expected a number, a factor or \"(\""},
    {"'factors': {" DETECTION
     "}, 'design': {'filter': {'of': {'factorial': {'d': 2}}, 'where': 'e < 1'}}",
        "/design/filter/where: at character 1: unknown factor e; did you mean \"d\"?"},
    {"'factors': {" DETECTION
     "}, 'design': {'filter': {'of': {'factorial': {'d': 2}}, 'where': 'd > 1'}}",
        "/design/filter/where: no point of the design satisfies the condition; widen the "
        "condition or add points"},
    {"'factors': {" DETECTION "}, "
     "'design': {'filter': {'of': {'morris': {'trajectories': 2}}, "
     "'where': 'd > 0.5'}}",
        "/design/filter: a filter cannot be applied to morris or saltelli, because both need "
        "all of their points; remove the filter"},
    {"'factors': {" DETECTION "}, 'design': {'csv': 'none.csv'}",
        "/design/csv: \"none.csv\" cannot be read: No such file or directory"},
    {"'factors': {" DETECTION "}, 'design': {'factorial': {'d': 10000001}}",
        "/design/factorial/d: expected a list of values, or the number of values in the range"},
    {"'replications': 0",
        "/replications: expected a whole number from 1 to 1000000000, or an object {min, max, "
        "until}"},
    {"'replications': {'max': 50}",
        "/replications/until: missing; give at least one target, or write \"replications\" as "
        "a single number"},
    {"'replications': {'max': 50, 'until': [{'metric': 'ham', 'half_width': 1}]}",
        "/replications/until/0/metric: there is no metric \"ham\"; did you mean \"harm\"?"},
    {"'replications': {'max': 50, 'until': [{'metric': 'wrongful_responses', "
     "'half_width': 1}]}",
        "/replications/until/0/metric: there is no metric \"wrongful_responses\"; renamed to "
        "\"misdirected_responses\""},
    {"'replications': {'max': 50, 'until': [{'metric': 'harm'}]}",
        "/replications/until/0: a target needs a \"half_width\" or a \"relative_half_width\" "
        "above 0"},
    {"'random': {'common_across': ['policies']}",
        "/random/common_across/0: \"policies\" is not one of \"policy\", \"point\""},
    {"'random': {'common_across': ['point', 'point']}",
        "/random/common_across/1: duplicate: the list already contains this value; remove one"},
    {"'random': {'common_across': [1, 2, 3]}",
        "/random/common_across: expected a list of 0 to 2 items, found 3"},
    {"'outputs': {'metrics': []}",
        "/outputs/metrics: expected a list of 1 or more items, found 0"},
    {"'outputs': {'metrics': ['harm', 7]}",
        "/outputs/metrics/1: expected text, found a number; write \"7\""},
    {"'outputs': {'primary': ['harmm']}",
        "/outputs/primary/0: there is no metric \"harmm\"; did you mean \"harm\"?"},
    {"'outputs': {'primary': ['settlements']}",
        "/outputs/primary/0: \"settlements\" is a column of runs.csv, but not a metric; define "
        "an outcome: \"outcomes\": {\"my_settlements\": {\"expression\": \"settlements\"}}"},
    {"'outputs': {'metrics': ['harm'], 'primary': ['crises']}",
        "/outputs/primary: \"crises\" is not in \"metrics\": add it there"},
    {"'outputs': {'metrics': ['wrongful_responses']}",
        "/outputs/metrics/0: there is no metric \"wrongful_responses\"; renamed to "
        "\"misdirected_responses\""},
    {"'analyses': {'s': {'kind': 'summary', 'metrics': ['wrongful_responses']}}",
        "/analyses/s/metrics/0: there is no metric \"wrongful_responses\"; renamed to "
        "\"misdirected_responses\""},
    {"'analyses': {'s': {'kind': 'summary', 'metrics': ['ham']}}",
        "/analyses/s/metrics/0: there is no metric \"ham\"; did you mean \"harm\"?"},
    {"'replications': {'max': 50, 'until': 3}",
        "/replications/until: expected a list of 1 or more items, found a number"},
    {"'factors': {" DETECTION "}, 'design': {'lhs': {'samples': 3, 'factors': 'd'}}",
        "/design/lhs/factors: expected a list of 1 or more items, found text \"d\""},
    {"'factors': {" DETECTION "}, 'design': {'filter': {'where': 'd < 1'}}",
        "/design/filter/of: missing; add this required member of filter design"},
    {"'analyses': {'summary': {'kind': 'converge'}}",
        "/analyses/summary: is the name of another kind of analysis: use another id, for "
        "example \"summary_analysis\""},
    {"'analyses': {'plots': {'kind': 'converge'}}",
        "/analyses/plots: is the name of another file in the result: use another id, for "
        "example \"plots_analysis\""},
    {"'analyses': {'incidents': {'kind': 'converge'}}",
        "/analyses/incidents: is the name of another file in the result"},
    {"'analyses': {'m': {'kind': 'morris'}}",
        "/analyses/m: needs a morris design; add \"morris\" to \"design\""},
    {"'analyses': {'s': {'kind': 'summary', 'baseline': 'x'}}",
        "/analyses/s: this analysis has no \"baseline\"; only these have one: compare, morris, "
        "sobol"},
    {"'budget': {'max_wall': 'soon'}",
        "/budget/max_wall: expected a duration: 90s, 30m, 2h, 1d"},
};

static bool
was_reported(const char *text)
{
    for (int32_t i = 0; i < failure.count && i < FAILURE_LINES; i++) {
        if (strstr(failure.line[i], text) != NULL) {
            return true;
        }
    }
    return false;
}

/* An error of a factor is reported once, even if several designs need the factor. */
static void
test_an_error_of_a_factor_is_reported_once(void **state)
{
    static const char *const factors[] = {"{'path': '/states/a/detektion', 'values': [1]}",
        "{'path': '/states/a/detection', 'range': [0.5, 0.1]}",
        "{'path': '/states/a/detection', 'values': [0.1, 'b']}",
        "{'path': '/states/a/detection', 'values': []}",
        "{'path': '/sources/s/knd', 'levels': ['state']}",
        "{'path': '/sources/s/kind', 'levels': ['stat', 'proxy']}"};
    static const char *const designs[] = {"{'factorial': {}}", "{'factorial': {'x': 3}}",
        "{'factorial': {'x': 'all'}}", "{'points': [{'x': 0.5}]}", "{'one_at_a_time': {}}",
        "{'lhs': {'samples': 3}}", "{'morris': {'trajectories': 4}}",
        "{'filter': {'of': {'factorial': {}}, 'where': 'x == \\'state\\''}}"};

    (void)state;
    for (size_t f = 0; f < sizeof(factors) / sizeof(factors[0]); f++) {
        for (size_t d = 0; d < sizeof(designs) / sizeof(designs[0]); d++) {
            char text[512];

            (void)snprintf(text, sizeof(text),
                "{'scenario': 's.json', 'factors': {'x': %s}, 'design': %s}", factors[f],
                designs[d]);
            assert_int_equal(read_text(text), STATUS_BAD_INPUT);
            if (failure.count != 1 || strstr(failure.line[0], ": /factors/x/") == NULL) {
                fail_msg(
                    "%s: %d errors, the first: %s", text, (int)failure.count, failure.line[0]);
            }
        }
    }
}

static void
test_error_messages(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof(errors) / sizeof(errors[0]); k++) {
        char text[1200];

        (void)snprintf(text, sizeof(text), "{'scenario': 's.json', %s}", errors[k].members);
        if (read_text(text) != STATUS_BAD_INPUT || !was_reported(errors[k].message)) {
            fail_msg("%s\n   message: %s\n   expected: %s", errors[k].members,
                failure.count > 0 ? failure.line[0] : "nothing", errors[k].message);
        }
    }
}

static void
design_table_refused(const char *csv, const char *message)
{
    files_write("bad.csv", csv);
    assert_int_equal(read_text("{'scenario': 's.json', 'factors': {" DETECTION
                               "}, 'design': {'csv': 'bad.csv'}}"),
        STATUS_BAD_INPUT);
    assert_string_equal(failure.line[0], message);
}

static void
test_errors_of_a_design_table(void **state)
{
    (void)state;
    design_table_refused(
        "d,q\n0.5,1\n", "bad.csv:1:2: there is no factor \"q\"; did you mean \"d\"?");
    design_table_refused("d\n\n0.5\nx\n0.5,1,1\n",
        "bad.csv:4:1: /d: expected a number (capacity), found text \"x\"");
    assert_true(was_reported("bad.csv:5:1: the row has 3 cells, but the header has 1"));
    design_table_refused("d\nNA\n",
        "bad.csv:2:1: /d: \"NA\" is not a value; leave the cell empty (in R, na = \"\")");
    design_table_refused("d\n\"0,5\"\n",
        "bad.csv:2:1: /d: \"0,5\" contains a comma: write numbers with a decimal point");
    design_table_refused(",d\n1,0.5\n",
        "bad.csv:1:1: the first column has no name; name it in the first row; if the first "
        "cells are row names, export the table without them (in R, row.names = FALSE; in "
        "pandas, index=False)");
    design_table_refused("label;d\na;0,5\n",
        "bad.csv:1:1: cells are separated by semicolons: export them separated by commas, with "
        "decimal points (in R, write.csv and not write.csv2)");
}

/* Values that are valid alone but not together are reported when the worlds of the point are
   made. */
static void
test_values_that_are_invalid_together(void **state)
{
    struct scenario s;

    (void)state;
    read_valid(
        "{'scenario': 's.json', "
        "'factors': {'r': {'path': '/sources/s/targets/b', 'values': [3, 90000]}}}");
    assert_ok(experiment_make(&e, 0, &s, &failure), &failure);
    scenario_free(&s);
    memset(&failure, 0, sizeof(failure));
    if (experiment_make(&e, 1, &s, &failure) == STATUS_OK) {
        scenario_free(&s);
    } else {
        assert_true(failure.count > 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_five_lines, done),
        cmocka_unit_test_teardown(test_no_factors, done),
        cmocka_unit_test_teardown(test_scales_and_kinds, done),
        cmocka_unit_test_teardown(test_ranges_of_rows, done),
        cmocka_unit_test_teardown(test_keys, done),
        cmocka_unit_test_teardown(test_common_random_numbers, done),
        cmocka_unit_test_teardown(test_members_without_effect, done),
        cmocka_unit_test_teardown(test_analyses_without_rows, done),
        cmocka_unit_test_teardown(test_resolved, done),
        cmocka_unit_test_teardown(test_table, done),
        cmocka_unit_test_teardown(test_adaptive, done),
        cmocka_unit_test_teardown(test_durations, done),
        cmocka_unit_test_teardown(test_error_messages, done),
        cmocka_unit_test_teardown(test_errors_of_a_design_table, done),
        cmocka_unit_test_teardown(test_an_error_of_a_factor_is_reported_once, done),
        cmocka_unit_test_teardown(test_values_that_are_invalid_together, done),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

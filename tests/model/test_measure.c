/* Tests the catalogues of measures: they are complete and consistent, and each effect has its
   documented direction. */
#include "stage.h"

#include "base/text.h"
#include "model/catalogue/measure.h"
#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

static const struct measure *
row_at(int32_t k)
{
    return field_row(&measure_rows, sizeof(struct measure), k);
}

static const struct catalogue *
catalogue(const char *id)
{
    const struct catalogue *all = measure_catalogue_rows.at;

    for (int32_t k = 0; k < measure_catalogue_rows.count; k++) {
        if (strcmp(all[k].key.id, id) == 0) {
            return &all[k];
        }
    }
    fail_msg("there is no catalogue %s", id);
    return NULL;
}

/* ---- complete ---- */

/* Returns the number of rows of the catalogue with that id and number. */
static int
times(const char *in, const char *id, const char *number)
{
    const struct builtins *rows = catalogue(in)->measures;
    const struct measure *m = rows->at;
    int n = 0;

    for (int32_t k = 0; k < rows->count; k++) {
        n += strcmp(m[k].key.id, id) == 0 && strcmp(m[k].number, number) == 0;
    }
    return n;
}

/* Checks that a document has the numbers `first` to `last`. `letters`: a, b, c in place of 1, 2,
   3. */
static void
assert_numbers(const char *in, const char *mark, int first, int last, bool letters)
{
    for (int k = first; k <= last; k++) {
        char id[64], number[64];

        (void)snprintf(
            id, sizeof(id), letters ? "%s_%c" : "%s_%d", in, letters ? 'a' + k - 1 : k);
        (void)snprintf(
            number, sizeof(number), letters ? "%s%c" : "%s%d", mark, letters ? 'a' + k - 1 : k);
        assert_int_equal(times(in, id, number), 1);
    }
}

static void
test_each_number_occurs_once(void **state)
{
    (void)state;
    assert_numbers("osce", "OSCE ", 1, 16, false);
    assert_numbers("un", "UN G", 1, 8, false);
    assert_numbers("gge", "GGE ", 1, 11, true);
    assert_numbers("oas", "OAS ", 1, 11, false);
    assert_numbers("arf", "ARF ", 1, 5, false);
    assert_int_equal(catalogue("osce")->measures->count, 16);
    assert_int_equal(catalogue("un")->measures->count, 8);
    assert_int_equal(catalogue("gge")->measures->count, 11);
    assert_int_equal(catalogue("oas")->measures->count, 11);
    assert_int_equal(catalogue("us_russia_2013")->measures->count, 4);
    assert_int_equal(catalogue("us_china_2015")->measures->count, 2);
    assert_int_equal(times("osce", "osce_17", "OSCE 17"), 0); /* the twin */
}

/* Rows whose document was not available are marked, and only these. */
static void
test_unverified_rows_are_marked(void **state)
{
    const struct catalogue *all = measure_catalogue_rows.at;

    (void)state;
    for (int32_t c = 0; c < measure_catalogue_rows.count; c++) {
        const struct measure *m = all[c].measures->at;
        const char *id = all[c].key.id;

        for (int32_t k = 0; k < all[c].measures->count; k++) {
            int want = WORDING_CHECKED;

            if (strcmp(id, "family") == 0) {
                want = WORDING_OWN;
            } else if (strcmp(id, "un") == 0 || strcmp(id, "arf") == 0 ||
                       strcmp(id, "us_rok_2023") == 0 ||
                       (strcmp(id, "oas") == 0 && atoi(m[k].number + 4) >= 7) ||
                       strcmp(m[k].key.id, "sco_2009_positions") == 0 ||
                       strcmp(m[k].key.id, "sco_2009_authorities") == 0) {
                want = WORDING_UNVERIFIED;
            }
            if (m[k].wording != want) {
                fail_msg("%s: wording %d", m[k].key.id, m[k].wording);
            }
        }
    }
}

/* ---- sound ---- */

static const struct field *
field_named(const char *name)
{
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        if (strcmp(measure_record.fields[k].name, name) == 0) {
            return &measure_record.fields[k];
        }
    }
    return NULL;
}

/* Returns the member of a lever for that part of its effect; NULL if the kind of the lever has no
   such part. */
static const struct field *
member_of(int lever, bool down)
{
    static const char *const ends[] = {"_change", "_gain", "_shift"};
    char name[96];

    (void)snprintf(name, sizeof(name), "%s%s", lever_rows[lever].id,
        down ? "_reduction" : ends[lever_rows[lever].kind]);
    return field_named(name);
}

static bool
is_sound_effect(int lever, const struct effect *e)
{
    const struct field *up = member_of(lever, false), *down = member_of(lever, true);
    double value = e->up != 0 ? e->up : e->down;

    assert_non_null(up);
    if (e->up == 0 && e->down == 0) {
        return e->low == 0 && e->high == 0;
    }
    return (e->up == 0 || e->down == 0) && (e->down == 0 || down != NULL) && e->up >= up->min &&
           e->up <= up->max && e->down >= 0 && e->down <= 1 && e->low <= value &&
           value <= e->high && e->low < e->high && e->low >= (e->up != 0 ? up : down)->min &&
           e->high <= (e->up != 0 ? up : down)->max;
}

static bool
is_sound(const struct measure *m)
{
    bool sound = text_is_id(m->key.id) && m->title != NULL && m->references != NULL &&
                 m->mechanism != NULL && m->cost_per_year >= 0 && strlen(m->title) < 90 &&
                 m->mechanism[strlen(m->mechanism) - 1] == '.';

    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        sound = sound && is_sound_effect(lever, &m->effect[lever]);
    }
    /* a row without an effect states the reason and belongs to no family */
    if (!measure_has_effect(m)) {
        return sound && strncmp(m->mechanism, "No effect", 9) == 0 && m->family == NULL;
    }
    return sound && m->family != NULL && strstr(m->mechanism, "No effect") == NULL;
}

static void
test_rows_are_consistent(void **state)
{
    int32_t count = field_row_count(&measure_rows);
    struct measure bad = *row_at(0);

    (void)state;
    for (int32_t k = 0; k < count; k++) {
        if (!is_sound(row_at(k))) {
            fail_msg("%s is not sound", row_at(k)->key.id);
        }
        for (int32_t other = 0; other < k; other++) {
            assert_string_not_equal(row_at(k)->key.id, row_at(other)->key.id);
        }
    }
    /* the twins */
    bad.effect[LEVER_reach] = (struct effect){.up = .6, .low = .7, .high = .9};
    assert_false(is_sound(&bad));
    bad.effect[LEVER_reach] = (struct effect){.up = 1.6, .low = 0, .high = 2};
    assert_false(is_sound(&bad));
    bad = (struct measure){
        .key = row_at(0)->key, .title = "x", .references = "y", .mechanism = "Helps."};
    assert_false(is_sound(&bad));
}

static void
test_every_lever_is_used(void **state)
{
    (void)state;
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        int32_t rows = 0;

        if (lever == LEVER_evidence_accuracy || lever == LEVER_evidence_rate) {
            /* a permanent gain is only for measures of users, because no document promises one */
            continue;
        }
        for (int32_t k = 0; k < field_row_count(&measure_rows); k++) {
            rows += row_at(k)->effect[lever].up != 0 || row_at(k)->effect[lever].down != 0;
        }
        if (rows == 0) {
            fail_msg("no row changes %s", lever_rows[lever].id);
        }
    }
}

/* ---- directions ---- */

/* The intended direction of each lever; 2: depends on the row. */
static const struct {
    enum lever lever;
    int direction;
} meant[] = {
    {LEVER_accepted_rate, -1},
    {LEVER_acceptance_bonus, 1},
    {LEVER_answer, 1},
    {LEVER_ask, 1},
    {LEVER_assistance_bonus, 1},
    {LEVER_assistance_effect, 1},
    {LEVER_candour, 1},
    {LEVER_capacity_flow, 1},
    {LEVER_confidence_needed, 1},
    {LEVER_consultation_bonus, 1},
    {LEVER_consultation_time, -1},
    {LEVER_containment_speed, 1},
    {LEVER_credibility, 1},
    {LEVER_desk_speed, 1},
    {LEVER_detection_speed, 1},
    {LEVER_doctrinal_distance, -1},
    {LEVER_evidence_accuracy, 1},
    {LEVER_evidence_rate, 1},
    {LEVER_exploit_persistence, -1},
    {LEVER_false_origin, -1},
    {LEVER_hostility_cost, 1},
    {LEVER_indicator_effect, 1},
    {LEVER_indicator_sharing, 1},
    {LEVER_inquiry_bonus, 1},
    {LEVER_investigation_bonus, 1},
    {LEVER_investigation_time, -1},
    {LEVER_joining, 1},
    {LEVER_joint_case, 1},
    {LEVER_latency, -1},
    {LEVER_law_enforcement_delay, -1},
    {LEVER_leak, 1}, /* a cost of sharing */
    {LEVER_locate_time, -1},
    {LEVER_meeting_value, 1},
    {LEVER_message_load, 1}, /* a cost of sharing */
    {LEVER_misreading, -1},
    {LEVER_notice_bonus, 1},
    {LEVER_offer_rate, 1},
    {LEVER_proxy_control, 1},
    {LEVER_reach, 1},
    {LEVER_refusal, 2}, /* lower by legislation, higher by data protection */
    {LEVER_severity_noise, -1},
    {LEVER_vulnerability, -1},
    {LEVER_warning, 1},
};

/* Makes a small world with these measures, fully implemented, on that day. */
static void
enter(struct stage *t, const char *measures, double day)
{
    struct buffer json = {0};

    buffer_printf(&json,
        WORLD("'states': {'a': {}, 'b': {}}, "
              "'pairs': {'a:b': {'routine_contacts_per_year': 0}}, "
              "'horizon_days': 4000, "
              "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "
              "'consultations': {'interval_days': 0}, "
              "'measures': {%s}}}"),
        measures);
    stage_enter(t, json.at);
    buffer_free(&json);
    assert_int_equal(run_until(&t->run, t->w, day, NULL, NULL), RUN_REACHED);
}

static double
value_of(const struct stage *t, int lever, double base)
{
    return lever_rows[lever].scope == SCOPE_STATE
               ? lever_for_state(&t->s, (enum lever)lever, 0, base)
               : lever_for_pair(&t->s, (enum lever)lever, 0, base, &lever_filter_any);
}

/* Returns the value of a lever with base .5 under one effect of weight w. This calculation of (0.3)
   is independent of the model. */
static double
by_hand(int lever, const struct effect *e, double w)
{
    switch (lever_rows[lever].kind) {
    case LEVER_SCALE:
        return .5 + .5 * e->up * w;
    case LEVER_PROBABILITY:
        return e->up > 0 ? 1 - .5 * (1 - e->up * w) : .5 * (1 - e->down * w);
    case LEVER_SHIFT:
        return .5 + e->up * w;
    }
    return NAN;
}

static void
check_direction(const struct stage *t, const struct stage *idle, const struct measure *m, int k)
{
    int lever = (int)meant[k].lever;
    const struct effect *e = &m->effect[lever];
    double value = value_of(t, lever, .5);
    double weight = lever_measure_weight(&t->s, 0, -INFINITY);

    assert_true(value_of(idle, lever, .5) == .5); /* the twin: activity 0 */
    if (e->up == 0 && e->down == 0) {
        assert_true(value == .5);
        return;
    }
    assert_true(weight > .1 && weight <= 1);
    if (fabs(value - by_hand(lever, e, weight)) > 1e-12) {
        fail_msg("%s: %s is %.17g, not %.17g", m->key.id, lever_rows[lever].id, value,
            by_hand(lever, e, weight));
    }
    if (meant[k].direction != 2 && (value - .5) * meant[k].direction <= 0) {
        fail_msg("%s changes %s in the opposite direction", m->key.id, lever_rows[lever].id);
    }
}

static void
test_each_effect_has_its_direction(void **state)
{
    enum { MEANT = sizeof(meant) / sizeof(meant[0]) };

    (void)state;
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        int n = 0;

        for (int k = 0; k < MEANT; k++) {
            n += (int)meant[k].lever == lever;
        }
        if (n != 1) {
            fail_msg("the table `meant` has no single row for %s", lever_rows[lever].id);
        }
    }
    for (int32_t i = 0; i < field_row_count(&measure_rows); i++) {
        char measures[128];
        struct stage t, idle;

        (void)snprintf(measures, sizeof(measures), "'%s': {}", row_at(i)->key.id);
        enter(&t, measures, 300);
        (void)snprintf(measures, sizeof(measures), "'%s': {'activity': 0}", row_at(i)->key.id);
        enter(&idle, measures, 300);
        for (int k = 0; k < MEANT; k++) {
            check_direction(&t, &idle, row_at(i), k);
        }
        stage_leave(&t);
        stage_leave(&idle);
    }
}

/* ---- whole catalogues ---- */

/* Whole catalogues without lag and decay, so that every weight is 1. */
static void
write_whole(struct buffer *json, const char *const *ids)
{
    const char *comma = "";

    for (; *ids != NULL; ids++) {
        const struct builtins *rows = catalogue(*ids)->measures;

        for (int32_t k = 0; k < rows->count; k++) {
            buffer_printf(json, "%s'%s': {'adoption_lag_days': 0, 'half_life_days': 0}", comma,
                ((const struct measure *)rows->at)[k].key.id);
            comma = ", ";
        }
    }
}

static double
under(const char *const *ids, int lever, double base)
{
    struct buffer json = {0};
    struct stage t;
    double value;

    write_whole(&json, ids);
    enter(&t, json.at, 1);
    value = value_of(&t, lever, base);
    stage_leave(&t);
    buffer_free(&json);
    return value;
}

/* (0.3): only the strongest measure of a family has an effect: of consultations (OSCE 3, 11) and of
   doctrine (1, 7, 9). */
static void
test_one_measure_of_a_family_acts(void **state)
{
    static const char *const osce[] = {"osce", NULL};
    static const char *const three[] = {"osce", "un", "oas", NULL};

    (void)state;
    assert_true(fabs(under(osce, LEVER_misreading, 1) - .7 * .85) < 1e-12);
    assert_true(fabs(under(osce, LEVER_ask, 0) - (1 - .55 * .85)) < 1e-12);
    assert_true(fabs(under(osce, LEVER_locate_time, 1) - .25) < 1e-12);
    assert_true(fabs(under(osce, LEVER_latency, 1) - .1) < 1e-12);
    /* further rows of the same families add nothing */
    assert_true(fabs(under(three, LEVER_misreading, 1) - .7 * .85) < 1e-12);
    assert_true(fabs(under(three, LEVER_locate_time, 1) - .25) < 1e-12);
    /* a row of another family has an effect, too: the scale of severity (OAS 11) */
    assert_true(under(osce, LEVER_severity_noise, 1) == 1);
    assert_true(fabs(under(three, LEVER_severity_noise, 1) - .625) < 1e-12);
}

/* (11.2): money adds up within a family. */
static double
capacity_after(const char *measures)
{
    struct stage t;
    double capacity;

    enter(&t, measures, 3650);
    capacity = run_capacity(&t.run, t.s.world, 0, CAPACITY_DETECTION);
    stage_leave(&t);
    return capacity;
}

static void
test_money_adds_up(void **state)
{
    double training = capacity_after("'vietnam_russia_2017_training': {}");
    double technology = capacity_after("'vietnam_russia_2017_technology': {}");
    double both = capacity_after(
        "'vietnam_russia_2017_training': {}, 'vietnam_russia_2017_technology': {}");
    double sum = capacity_after("'capacity_building': {'capacity_flow_shift': 0.15}");

    (void)state;
    assert_true(training > .5 && technology > training && both > technology);
    assert_true(fabs(both - sum) < 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_number_occurs_once),
        cmocka_unit_test(test_unverified_rows_are_marked),
        cmocka_unit_test(test_rows_are_consistent),
        cmocka_unit_test(test_every_lever_is_used),
        cmocka_unit_test(test_each_effect_has_its_direction),
        cmocka_unit_test(test_one_measure_of_a_family_acts),
        cmocka_unit_test(test_money_adds_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the effect of measures, from JSON to counts, in runs with the same candidates. */
#include "worlds.h"

#include "model/input/incident_type.h"

/* Sums over several runs. */
struct sums {
    int64_t espionage, attacks, critical_attacks; /* begun */
    int64_t detected, decided, named, sure;
    /* odd_violations: those that are no attacks on critical targets */
    int64_t violations, odd_violations;
    double detection_days, decision_days;
};

static bool
is_attack(const struct world *w, const struct incident *i)
{
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    return class_ == CLASS_DISRUPTION || class_ == CLASS_DEGRADATION;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct sums *x = self;
    const struct incident *i = f->incident;

    (void)r;
    if (i == NULL || i->type == NONE || i->counter_operation) {
        return;
    }
    if (f->kind == OBS_STARTED) {
        x->espionage += WORLD_TYPE(w, i->type)->class_ == CLASS_ESPIONAGE;
        x->attacks += is_attack(w, i);
        x->critical_attacks += is_attack(w, i) && i->critical;
    } else if (f->kind == OBS_DETECTED) {
        x->detected++;
        x->detection_days += i->detected_day - i->start_day;
    } else if (f->kind == OBS_DECIDED && i->n_decisions == 1) {
        x->decided++;
        x->decision_days += i->decided_day - i->triaged_day;
        x->named += i->named >= 0;
        x->sure += i->named >= 0 && i->confidence >= .94;
    } else if (f->kind == OBS_VIOLATION) {
        x->violations++;
        x->odd_violations += !is_attack(w, i) || !i->critical;
    }
}

/* Ten runs of two rivals with an agreement that contains these measures. */
static struct sums
with(const char *measures)
{
    struct buffer json = {0};
    struct sums sums = {0};
    struct trace_sink sink = {&sums, note};

    buffer_printf(&json,
        WORLD(STATES_ABC ", " PAIRS_ABC ", "
                         "'sources': {'state_a': {'kind': 'state', "
                         "'home': 'a', 'targets': {'b': 40}, "
                         "'false_flag': {'share': 0.3, 'blames': 'c'}}}, "
                         "'horizon_days': 3000, "
                         "'parameters': {'tension': {'settled_rate': 1}}, "
                         "'agreements': {'pact': {'suspension': {'hazard_per_day': 0}, "
                         "'parties': {'a': {}, 'b': {}}, "
                         "'measures': {%s}}}"),
        measures);
    worlds_many(json.at, 10, &sink);
    buffer_free(&json);
    assert_true(sums.detected > 1000 && sums.attacks > 300);
    return sums;
}

static double
share(int64_t part, int64_t whole)
{
    return (double)part / (double)whole;
}

/* A measure whose id is not in the catalogue: the scenario defines it completely. */
static void
test_an_invented_measure_detects_sooner(void **state)
{
    struct sums none = with("");
    struct sums patrol = with(
        "'patrol': {'title': 'a joint patrol of networks', "
        "'detection_speed_change': 1, 'adoption_lag_days': 0}");
    struct sums idle = with("'patrol': {'detection_speed_change': 1, 'activity': 0}");
    double before = none.detection_days / (double)none.detected;

    (void)state;
    assert_true(patrol.detection_days / (double)patrol.detected < .75 * before);
    assert_true(patrol.detected > none.detected);
    /* the twin: the measure with activity 0 */
    assert_true(idle.detected == none.detected && idle.detection_days == none.detection_days);
}

/* Half of the espionage is prevented. The number of attacks does not change. */
static void
test_an_invented_measure_prevents_espionage(void **state)
{
    struct sums none = with("");
    struct sums truce = with(
        "'truce': {'accepted_rate_change': -0.5, "
        "'operation_class': 'espionage', 'adoption_lag_days': 0}");

    (void)state;
    assert_true(fabs(share(truce.espionage, none.espionage) - .5) < .06);
    assert_true(truce.attacks == none.attacks);
}

/* Norm b: decisions come later, and states are named with more certainty. (Attributions are
   hardly more often correct, because patience ends the search.) */
static void
test_evidence_before_response(void **state)
{
    static const char wants[] =
        "'gge_b': {'adoption_lag_days': 0, 'confidence_needed_gain': %s}";
    char much[128], none[128];
    struct sums b, bare;

    (void)state;
    (void)snprintf(much, sizeof(much), wants, "0.75");
    (void)snprintf(none, sizeof(none), wants, "0");
    b = with(much);
    bare = with(none);
    assert_true(
        b.decision_days / (double)b.decided > 1.05 * bare.decision_days / (double)bare.decided);
    print_message("sure of the name: %g with the norm, %g without\n", share(b.sure, b.named),
        share(bare.sure, bare.named));
    assert_true(share(b.sure, b.named) > 1.15 * share(bare.sure, bare.named));
    /* the twin: a norm without the effect gives the same result as no norm */
    assert_true(bare.decision_days == with("").decision_days);
}

/* Norm f with full effect: no attacks on critical infrastructure; others do not change. */
static void
test_a_pledge_for_some_targets(void **state)
{
    struct sums none = with("");
    struct sums kept = with("'gge_f': {'adoption_lag_days': 0, 'accepted_rate_change': -1}");
    struct sums other = with(
        "'gge_f': {'adoption_lag_days': 0, "
        "'accepted_rate_change': -1, 'target_class': 'private'}");

    (void)state;
    assert_true(none.critical_attacks > 30);
    assert_int_equal(kept.critical_attacks, 0);
    assert_int_equal(kept.attacks, none.attacks - none.critical_attacks);
    assert_int_equal(kept.espionage, none.espionage);
    assert_true(other.critical_attacks > 0);
}

/* Only attacks on critical infrastructure count as violations of norm f. */
static void
test_violations_depend_on_the_target(void **state)
{
    struct sums f = with("'gge_f': {'accepted_rate_change': 0}");
    struct sums any = with("'gge_f': {'accepted_rate_change': 0, 'target_class': 'any'}");

    (void)state;
    assert_true(f.violations > 0);
    assert_int_equal(f.odd_violations, 0);
    assert_true(any.violations > 3 * f.violations && any.odd_violations > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_invented_measure_detects_sooner),
        cmocka_unit_test(test_an_invented_measure_prevents_espionage),
        cmocka_unit_test(test_evidence_before_response),
        cmocka_unit_test(test_a_pledge_for_some_targets),
        cmocka_unit_test(test_violations_depend_on_the_target),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

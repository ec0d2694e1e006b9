/* Tests how a detected incident ends: the victim removes the intruder or repairs the damage, sooner
   if it mitigates or protests; intruders return; nuisances last for days. MODEL.md (3.1), (3.6),
   (3.8) */
#include "worlds.h"

#include "kernel/tally.h"

struct ends {
    struct tally days; /* from triage to the end, of incidents known before their end */
    struct tally planned;
    int known, late, long_, removed, returned, started;
    int accused;    /* the victim has protested or spoken in public before the end */
    double longest; /* longest time from the protest or statement until the end */
};

static void
note_end(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct ends *x = self;
    const struct incident *i = f->incident;

    (void)w;
    (void)r;
    if (f->kind == OBS_STARTED) {
        x->started++;
        tally_add(&x->planned, i->length_days);
        x->long_ += i->length_days > 30;
    }
    if (f->kind == OBS_ENDED && !isnan(i->triaged_day)) {
        x->known++;
        tally_add(&x->days, i->end_day - i->triaged_day);
        x->late += i->end_day - i->triaged_day > 180;
        x->removed += i->removed;
        x->returned += i->removed && i->n_returns > 0;
        x->accused += i->responded_day < i->end_day;
        x->longest =
            fmax(x->longest, i->responded_day < i->end_day ? i->end_day - i->responded_day : 0);
    }
}

#define SPIES(type, parameters, overt)                                                         \
    WORLD(                                                                                     \
        "'horizon_days': 7305, 'states': {'a': {}, 'b': {}}, "                                 \
        "'sources': {'spies': {'kind': 'state', 'home': 'b', 'targets': {'a': 12}, "           \
        "'mix': {'intrusion_long_espionage': 1}}}, "                                           \
        "'incident_types': {'intrusion_long_espionage': {" type                                \
        "}}, 'parameters': {'detection': {" parameters "}}, 'responses': {'" overt             \
        "': {'alpha': 20}, 'counter_operation': {'alpha': -20}, "                              \
        "'counter_operation_higher': {'alpha': -20}}")

static struct ends
ends_of(const char *name, const char *json)
{
    struct ends x = {.known = 0};
    struct trace_sink sink = {&x, note_end};

    worlds_many(json, 10, &sink);
    print_message(
        "%s: %d known, mean %.1f days after triage, %.3f after 180 days, %d removed, "
        "%d returned, planned %.1f\n",
        name, x.known, x.days.mean, (double)x.late / fmax(x.known, 1), x.removed, x.returned,
        x.planned.mean);
    return x;
}

static bool
is_soon_gone(const struct ends *x)
{
    return x->known > 300 && x->days.mean < 60 && x->late < 0.06 * x->known;
}

/* A known intruder is removed within weeks, and rarely after half a year. */
static void
test_known_intruders_are_removed(void **state)
{
    struct ends x = ends_of("removal", SPIES("", "", "absorb"));

    (void)state;
    assert_true(is_soon_gone(&x));
    assert_true(x.removed > x.known / 2);
    /* the twin: the victim knows of the intruder and does nothing */
    x = ends_of("twin", SPIES("'removal_days': 0", "", "absorb"));
    assert_false(is_soon_gone(&x));
    assert_int_equal(x.removed, 0);
}

/* The decision to mitigate ends the incident sooner. With `mitigation` 1 it has no effect. */
static void
test_mitigation_ends_an_incident_sooner(void **state)
{
    struct ends absorbed = ends_of("absorbed", SPIES("'removal_days': 400", "", "absorb"));
    struct ends mitigated = ends_of("mitigated", SPIES("'removal_days': 400", "", "mitigate"));
    struct ends twin =
        ends_of("twin", SPIES("'removal_days': 400", "'mitigation': 1", "mitigate"));

    (void)state;
    assert_true(mitigated.days.mean < 0.85 * absorbed.days.mean);
    assert_true(twin.days.mean == absorbed.days.mean);
}

static void
test_intruders_return(void **state)
{
    struct ends often = ends_of("often", SPIES("", "'p_return': 0.5", "absorb"));
    struct ends never = ends_of("never", SPIES("", "'p_return': 0", "absorb"));

    (void)state;
    assert_true(often.returned > 0.25 * often.removed); /* longer incidents end by themselves */
    assert_true(often.days.mean > 1.15 * never.days.mean);
    assert_int_equal(never.returned, 0);
}

/* Intruders are removed within a week of a protest or an accusation, because there is no longer a
   reason to watch them. (3.6) */
static void
test_the_accused_are_expelled(void **state)
{
#define ACCUSING(days, overt) SPIES("'removal_days': 400", "'expulsion_days': " days, overt)
    static const char *const overts[] = {"demarche", "public_attribution"};
    struct ends twin = ends_of("twin", ACCUSING("3650", "demarche"));

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct ends x = ends_of(overts[k],
            k == 0 ? ACCUSING("7", "demarche") : ACCUSING("7", "public_attribution"));

        print_message("%d accused, the longest remains for %g days\n", x.accused, x.longest);
        assert_true(x.accused > 50);
        assert_true(worlds_near(x.longest, 7, 1e-6));
    }
    print_message("twin: %d, %g days\n", twin.accused, twin.longest);
    assert_true(twin.accused > 50 && twin.longest > 365); /* the twin */
    /* a state that absorbs the incident expels nobody */
    assert_true(ends_of("absorbed", ACCUSING("7", "absorb")).days.mean ==
                ends_of("absorbed", ACCUSING("3650", "absorb")).days.mean);
}

#define NUISANCE(type, more)                                                                   \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}}, "                                        \
        "'sources': {'x': {'kind': 'criminal', 'targets': {'a': 40}, "                         \
        "'mix': {'" type "': 1}}}, 'incident_types': {'" type "': {" more "}}")

static bool
is_short(const struct ends *x)
{
    return x->started > 1000 && x->long_ < 0.01 * x->started;
}

/* Denial of service and defacement last for days, extortion for three weeks. */
static void
test_nuisances_last_days(void **state)
{
    struct ends x = ends_of("denial of service", NUISANCE("ddos_disruption", ""));

    (void)state;
    assert_true(is_short(&x));
    x = ends_of("defacement", NUISANCE("defacement", ""));
    assert_true(is_short(&x));
    x = ends_of("extortion", NUISANCE("ransomware", ""));
    assert_true(worlds_near(x.planned.mean, 22, 2));
    /* the twins: the spread of the recorded durations; the earlier duration of extortion */
    x = ends_of("twin", NUISANCE("ddos_disruption", "'duration_log_sd': 1.85"));
    assert_false(is_short(&x));
    x = ends_of(
        "twin", NUISANCE("ransomware", "'duration_log_mean': 1.8, 'duration_log_sd': 1.2"));
    assert_false(worlds_near(x.planned.mean, 22, 2));
}

#define TRIFLE(days)                                                                           \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}}, "                               \
        "'sources': {'x': {'kind': 'state', 'home': 'b', 'targets': {'a': 12}, "               \
        "'mix': {'intrusion_disruption': 1}}}, "                                               \
        "'incident_types': {'intrusion_disruption': {'severity': {'2': 1}}}, "                 \
        "'parameters': {'detection': {'nuisance_days': " days "}}")

/* (3.8) */
static void
test_a_nuisance_is_repaired_in_days(void **state)
{
    struct ends x = ends_of("nuisance", TRIFLE("4"));
    /* two weeks, as all incidents of the type */
    struct ends twin = ends_of("twin", TRIFLE("3650"));

    (void)state;
    assert_true(x.days.mean < 12);
    assert_false(twin.days.mean < 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known_intruders_are_removed),
        cmocka_unit_test(test_mitigation_ends_an_incident_sooner),
        cmocka_unit_test(test_intruders_return),
        cmocka_unit_test(test_the_accused_are_expelled),
        cmocka_unit_test(test_nuisances_last_days),
        cmocka_unit_test(test_a_nuisance_is_repaired_in_days)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

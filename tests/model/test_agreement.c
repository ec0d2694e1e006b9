/* Tests agreements: membership, cooperation, signature, suspension and end. */
#include "assert_ok.h"
#include "worlds.h"

#include "kernel/tally.h"
#include "model/state/lever_effect.h"
#include "model/state/sim.h"

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static double
median(double *values, int32_t n)
{
    assert_true(n > 0);
    qsort(values, (size_t)n, sizeof(*values), by_size);
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/* Late members have no effect before they join, and a ramp of their own afterwards. */

#define THREE "'states': {'a': {}, 'b': {}, 'c': {}}"
#define LATE(joined)                                                                           \
    WORLD(THREE                                                                                \
        ", 'parameters': {'capacity': {'lag_days': 0}}, "                                      \
        "'agreements': {'x': {'kind': 'multilateral', "                                        \
        "'parties': {'a': {}, 'b': {}, 'c': {" joined                                          \
        "}}, 'programme': {'budget_musd': 10, 'years': 10}, "                                  \
        "'measures': {'sensors': {'detection_speed_change': 1, "                               \
        "'adoption_lag_days': 365}}}}")

struct late {
    double capacity, speed, older_speed; /* older_speed: of a; the others: of c */
};

static struct late
late_at(const char *json, double day)
{
    struct scenario s;
    struct run r;
    struct sim_context sim;
    struct late x;

    worlds_load(&s, json);
    assert_ok(run_init(&r, worlds_first(&s), 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, worlds_first(&s), day, NULL, NULL), RUN_REACHED);
    sim = (struct sim_context){.run = &r, .world = worlds_first(&s)};
    r.kernel.now = day;
    x = (struct late){lever_state_capacity(&sim, 2, CAPACITY_DETECTION),
        lever_for_state(&sim, LEVER_detection_speed, 2, 1),
        lever_for_state(&sim, LEVER_detection_speed, 0, 1)};
    run_free(&r);
    scenario_free(&s);
    return x;
}

static void
test_late_members_have_their_own_ramp(void **state)
{
    const char *const late = LATE("'joined': '2024-01-01'"); /* day 1095 */
    struct late before = late_at(late, 1094), after = late_at(late, 1195);
    struct late founder = late_at(LATE(""), 1094);
    struct late gone = late_at(LATE("'left': '2024-01-01'"), 1195);

    (void)state;
    assert_true(before.capacity == 0.5 && before.speed == 1);
    assert_true(worlds_near(before.older_speed, 2 - exp(-1094.0 / 365), 1e-9));
    assert_true(after.capacity > 0.5 && worlds_near(after.speed, 2 - exp(-100.0 / 365), 1e-9));
    assert_true(worlds_near(after.older_speed, 2 - exp(-1195.0 / 365), 1e-9));
    assert_true(
        founder.capacity > 0.5 && worlds_near(founder.speed, 2 - exp(-1094.0 / 365), 1e-9));
    assert_true(gone.capacity > 0.5 && gone.speed == 1 && gone.older_speed > 1.9);
}

/* Times: accession after entry into force, ratification after signature. */

#define TIMES(accession, ratification)                                                         \
    WORLD(THREE                                                                                \
        ", "                                                                                   \
        "'agreements': {'x': {'kind': 'multilateral', "                                        \
        "'status': 'proposed', 'signed_on': '2021-01-01', "                                    \
        "'parties': {'a': {}, 'b': {}, 'c': {'accession_days': " accession                     \
        "}}, 'entry': {'ratification_days': " ratification ", 'into_force_days': 0}}}")

struct times {
    double entered[300], joined[300];
    int32_t n_entered, n_joined;
};

static void
note_times(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct times *t = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_AGREEMENT && f->b == AGREEMENT_IN_FORCE) {
        t->entered[t->n_entered++] = f->day;
    } else if (f->kind == OBS_MEMBER) {
        assert_true(f->b == 2 && f->value == 1);
        t->joined[t->n_joined++] = f->day - t->entered[t->n_entered - 1];
    }
}

static bool
times_are(const char *json, double ratification, double accession)
{
    struct times t = {.n_entered = 0};
    struct trace_sink sink = {&t, note_times};
    bool are;

    worlds_many(json, 300, &sink);
    /* log sd 0.5 each: the standard error of a median of 300 is 3.6 % */
    are = worlds_near(median(t.entered, t.n_entered), ratification, 0.11 * ratification);
    return worlds_near(median(t.joined, t.n_joined), accession, 0.11 * accession) && are;
}

static void
test_times_of_ratification_and_accession(void **state)
{
    (void)state;
    assert_true(times_are(TIMES("400", "300"), 300, 400));
    assert_false(times_are(TIMES("400", "240"), 300, 400));
    assert_false(times_are(TIMES("310", "300"), 300, 400));
}

/* The end at the end of the term, suspension because of violations, suspension between two parties
   only. */

struct life {
    int64_t status[AGREEMENT_ENDED + 1], parted, together, held, violations;
    double ended_day;
};

static void
note_life(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct life *l = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_AGREEMENT) {
        l->status[f->b]++;
        l->ended_day = f->b == AGREEMENT_ENDED ? f->day : l->ended_day;
    } else if (f->kind == OBS_COOPERATION) {
        assert_int_equal(
            l->status[AGREEMENT_ENDED], 0); /* no change of cooperation after the end */
        l->parted += f->value == 0;
        l->together += f->value == 1;
        assert_int_equal(f->a, 0);
    }
    l->violations += f->kind == OBS_VIOLATION;
    l->held += f->kind == OBS_CONTACT && f->b == CONTACT_CONSULTATION;
}

static struct life
life_of(const char *json, uint64_t runs)
{
    struct life l = {.parted = 0};
    struct trace_sink sink = {&l, note_life};

    worlds_many(json, runs, &sink);
    return l;
}

#define BOUND(agreement, more)                                                                 \
    WORLD(THREE                                                                                \
        ", "                                                                                   \
        "'agreements': {'x': {'kind': 'multilateral', "                                        \
        "'parties': {'a': {}, 'b': {}, 'c': {}}, " agreement "}}" more)

static void
test_a_term_ends_an_agreement(void **state)
{
    struct life l = life_of(BOUND("'term_days': 1000", ""), 1);

    (void)state;
    assert_int_equal(l.status[AGREEMENT_ENDED], 1);
    assert_true(l.ended_day == 1000);
    assert_int_equal(life_of(BOUND("'term_days': 4000", ""), 1).status[AGREEMENT_ENDED], 0);
}

#define SHOCK                                                                                  \
    ", "                                                                                       \
    "'injects': {'shock': {'kind': 'tension_shock', "                                          \
    "'day': '2022-01-01', 'actor': 'a', 'target': 'b', 'size': 4}}"
#define PARTS(between)                                                                         \
    BOUND(                                                                                     \
        "'suspension': {'hazard_per_day': 0.1, 'resumption_per_day': 0.1, 'between': "         \
        "'" between "'}, 'consultations': {'interval_days': 20}",                              \
        SHOCK ", 'parameters': {'tension': {'offer_days': 36525}}")

static void
test_suspension_between_two_parties(void **state)
{
    struct life two = life_of(PARTS("two"), 20), all = life_of(PARTS("all"), 20);

    (void)state;
    assert_int_equal(two.status[AGREEMENT_SUSPENDED], 0);
    assert_int_equal(two.parted, 20);
    assert_int_equal(two.together, 20);
    assert_int_equal(all.status[AGREEMENT_SUSPENDED], 20);
    assert_int_equal(all.parted, 0);
    assert_true(
        two.held > all.held); /* tension skips rounds in both worlds, suspension in one world */
}

#define BREACHES(after)                                                                        \
    BOUND(                                                                                     \
        "'measures': {'restraint_pledge': {'accepted_rate_change': 0}}, "                      \
        "'suspension': {'hazard_per_day': 0, "                                                 \
        "'resumption_per_day': 0, 'after_violations': " after "}",                             \
        ", 'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'b': 4}}}")

static void
test_violations_suspend_an_agreement(void **state)
{
    struct life never = life_of(BREACHES("0"), 10), third = life_of(BREACHES("3"), 10);

    (void)state;
    assert_int_equal(never.status[AGREEMENT_SUSPENDED], 0);
    assert_true(never.violations > 40);
    assert_int_equal(third.status[AGREEMENT_SUSPENDED], 10);
}

/* A crisis just before the end of the term: the end cancels the scheduled suspension. */
static void
test_the_end_cancels_a_scheduled_suspension(void **state)
{
    struct scenario s;
    struct run r;
    const struct world *w;

    (void)state;
    worlds_load(
        &s, BOUND("'term_days': 366, 'suspension': {'hazard_per_day': 0.01, 'between': 'two'}",
                SHOCK));
    w = worlds_first(&s);
    for (uint64_t k = 1; k <= 20; k++) {
        struct life l = {.parted = 0};
        struct trace_sink sink = {&l, note_life};

        assert_ok(run_init(&r, w, 1, k, 0, NULL), NULL);
        assert_int_equal(run_until(&r, w, 365.5, NULL, &sink), RUN_REACHED);
        assert_true(queue_pending(&r.kernel.queue,
                        ARRAY_AT(struct party_pair_now, &r.party_pairs, 0)->suspension) ||
                    l.parted == 1);
        assert_int_equal(run_until(&r, w, w->horizon_days, NULL, &sink), RUN_REACHED);
        assert_int_equal(l.status[AGREEMENT_ENDED], 1);
        run_free(&r);
    }
    scenario_free(&s);
}

/* Tension toward a state that is no party hastens signature, by `threat_weight`. */

#define THREATENED(weight)                                                                     \
    WORLD(THREE                                                                                \
        ", 'pairs': {'a:c': {'tension_baseline': 0.9, 'tension_start': 0.9}}, "                \
        "'agreements': {'x': {'status': 'proposed', "                                          \
        "'parties': {'a': {}, 'b': {}}, "                                                      \
        "'entry': {'hazard_per_year': 0.02, 'threat_weight': " weight                          \
        ", 'ratification_days': 1, 'into_force_days': 0}}}")

static void
test_a_threat_from_outside_hastens_signature(void **state)
{
    /* over ten years 1 - exp(-10 h): h = 0.02 e^0.05 gives .19, h = 0.02 e^(0.05 + 1.8) .72 */
    double calm = (double)life_of(THREATENED("0"), 400).status[AGREEMENT_SIGNED] / 400;
    double threatened = (double)life_of(THREATENED("2"), 400).status[AGREEMENT_SIGNED] / 400;

    (void)state;
    assert_true(worlds_near(calm, 1 - exp(-0.2 * exp(0.05)), 0.08));
    assert_true(worlds_near(threatened, 1 - exp(-0.2 * exp(1.85)), 0.08));
}

/* A round of one agreement may lead to the signature of another. With probability p per round and
   0.5 to 1.5 intervals between rounds, the mean time to signature is interval / p. */

#define PIPELINE(p)                                                                            \
    WORLD(THREE                                                                                \
        ", 'horizon_days': 40000, "                                                            \
        "'agreements': {'talks': {'parties': {'a': {}, 'b': {}}, "                             \
        "'consultations': {'interval_days': 180, 'skip_tension': 100}}, "                      \
        "'treaty': {'status': 'proposed', "                                                    \
        "'parties': {'a': {}, 'b': {}}, "                                                      \
        "'entry': {'follows': 'talks', 'signing_probability': " p "}}}")

static void
note_signed(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    if (f->kind == OBS_AGREEMENT && f->b == AGREEMENT_SIGNED) {
        tally_add(self, f->day);
    }
}

static double
mean_pipeline(const char *json)
{
    struct tally days = {0};
    struct trace_sink sink = {&days, note_signed};

    worlds_many(json, 200, &sink);
    assert_int_equal(days.n, 200);
    return days.mean;
}

static void
test_consultations_lead_to_the_next_agreement(void **state)
{
    (void)state;
    /* the tolerance is about 2.7 standard errors; skipped rounds are rarer than 1e-6 */
    assert_true(worlds_near(mean_pipeline(PIPELINE("0.2")), 900, 170));
    assert_false(worlds_near(mean_pipeline(PIPELINE("0.3")), 900, 170));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_late_members_have_their_own_ramp),
        cmocka_unit_test(test_times_of_ratification_and_accession),
        cmocka_unit_test(test_a_term_ends_an_agreement),
        cmocka_unit_test(test_suspension_between_two_parties),
        cmocka_unit_test(test_violations_suspend_an_agreement),
        cmocka_unit_test(test_the_end_cancels_a_scheduled_suspension),
        cmocka_unit_test(test_a_threat_from_outside_hastens_signature),
        cmocka_unit_test(test_consultations_lead_to_the_next_agreement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

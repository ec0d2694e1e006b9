/* Tests initiatives of seats, and injects that are called. */
#include "worlds.h"

#include "run_verify.h"

#include "model/run_act.h"
#include "model/seat/seen.h"

#define PACT                                                                                   \
    ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, 'suspension': {'rung': 3}, "     \
    "'measures': {'line': {'measure': 'hotline'}, 'poc': {'measure': 'contact_point'}}, "      \
    "'consultations': {'interval_days': 400}}, "                                               \
    "'plan': {'parties': {'b': {}, 'c': {}}, 'status': 'proposed'}}"
#define CALLED                                                                                 \
    ", 'injects': {'leak': {'called': true, 'source': 'state_b', 'target': 'a', 'type': "      \
    "'defacement', 'severity': 3}, 'heat': {'called': true, 'kind': 'tension_shock', "         \
    "'actor': 'a', 'target': 'b', 'size': 2}, 'dated': {'day': '2021-02-01', 'kind': "         \
    "'leadership_change', 'actor': 'a'}, 'news': {'called': true, 'kind': 'news', 'told': "    \
    "{'all': 'Cranes stand still.'}}}"

static struct scenario scenario;

static const struct world *
load(void)
{
    worlds_load(&scenario, WORLD(WORLD_ABC PACT CALLED ", 'horizon_days': 2000"));
    return worlds_first(&scenario);
}

/* Counts of the observations. */
struct counts {
    int acts, consultations, exercises, sent, read, replies, settled, started, decided;
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *c = self;

    (void)w;
    (void)r;
    c->acts += f->kind == OBS_ACT && f->act->agreement != NONE;
    c->consultations += f->kind == OBS_CONTACT && f->b == CONTACT_CONSULTATION;
    c->exercises += f->kind == OBS_CONTACT && f->b == CONTACT_EXERCISE;
    c->sent += f->kind == OBS_SENT;
    c->read += f->kind == OBS_READ;
    c->replies += f->kind == OBS_MESSAGE && !isnan(f->message->answered_day);
    c->settled += f->kind == OBS_SETTLED;
    c->started += f->kind == OBS_STARTED;
    c->decided += f->kind == OBS_DECIDED;
}

static int32_t
agreement_of(const struct world *w, const char *id)
{
    for (int32_t a = 0; a < w->n_agreements; a++) {
        if (strcmp(WORLD_AGREEMENT(w, a)->key.id, id) == 0) {
            return a;
        }
    }
    fail();
    return NONE;
}

static int32_t
inject_of(const struct world *w, const char *id)
{
    const struct inject *injects = w->injects.items;

    for (int32_t k = 0; k < w->injects.count; k++) {
        if (strcmp(injects[k].key.id, id) == 0) {
            return k;
        }
    }
    fail();
    return NONE;
}

static void
begin(struct run *r, const struct world *w, uint64_t replication, double day)
{
    assert_ok(run_init(r, w, 4, replication, 0, NULL), NULL);
    assert_int_equal(run_until(r, w, day, NULL, NULL), RUN_REACHED);
}

static void
assert_refused(
    struct run *r, const struct world *w, int32_t state, struct initiative x, const char *why)
{
    const char *given = run_why_not(r, w, state, &x);

    assert_non_null(given);
    assert_string_equal(given, why);
    assert_int_equal(run_act(r, w, state, &x, NULL, NULL), STATUS_BAD_INPUT);
}

/* Finds an incident of the state that is under attribution, and its first suspect state. NONE if
   there is none. */
static int32_t
attributed(const struct run *r, int32_t state, int32_t *suspect)
{
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);

        if (i->n_pending > 0 && i->target == state && i->phase == PHASE_ATTRIBUTION) {
            *suspect = ARRAY_AT(struct belief, &r->beliefs.items, i->belief)->suspect[0];
            return k;
        }
    }
    return NONE;
}

static void
test_reasons(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b"), c = worlds_state(w, "c");
    int32_t pact = agreement_of(w, "pact"), plan = agreement_of(w, "plan");
    struct run r, before;

    (void)state;
    begin(&r, w, 1, 0);
    assert_ok(run_copy(&before, &r), NULL);
    assert_refused(&r, w, a, (struct initiative){.kind = 99}, "there is no such initiative");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_PING, .agreement = 5},
        "there is no such agreement");
    assert_refused(&r, w, c, (struct initiative){INITIATIVE_PING, .agreement = pact},
        "the agreement is not in force, or this state is not a party");
    assert_refused(&r, w, b, (struct initiative){INITIATIVE_CONSULT, .agreement = plan},
        "the agreement is not in force, or this state is not a party");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_SUSPEND, pact, c, NONE},
        "this agreement cannot be suspended toward that state");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_SUSPEND, pact, NONE, NONE},
        "name another party of the agreement");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_ASK, NONE, b, 0},
        "the matter is not under attribution");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_OFFER, NONE, b, NONE},
        "there is no crisis with this state");
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_WARN, .about = NONE},
        "the matter is not judged yet, or it is settled");
    assert_int_equal(run_bytes(&r), run_bytes(&before));
    assert_int_equal(r.kernel.fingerprint, before.kernel.fingerprint);
    run_free(&before);
    run_free(&r);
    scenario_free(&scenario);
}

static void
test_agreements(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b"), pact = agreement_of(w, "pact");
    int32_t pair = world_pair(w, a, b);
    struct counts counts = {0};
    struct trace_sink sink = {&counts, note};
    struct run r;
    double tension;

    (void)state;
    begin(&r, w, 1, 90);
    assert_ok(run_act(&r, w, a, &(struct initiative){INITIATIVE_PING, .agreement = pact}, NULL,
                  &sink),
        NULL);
    assert_ok(run_act(&r, w, b, &(struct initiative){INITIATIVE_CONSULT, .agreement = pact},
                  NULL, &sink),
        NULL);
    assert_int_equal(counts.exercises + counts.consultations, 0);
    assert_int_equal(run_until(&r, w, 90, NULL, &sink), RUN_REACHED);
    assert_int_equal(counts.exercises, 1);
    assert_int_equal(counts.consultations, 1);
    assert_true(
        ARRAY_AT(struct pair_now, &r.pairs, pair)->contact_day[CHANNEL_TECHNICAL] == 90);
    tension = run_tension(&r, w, pair, 1);
    assert_ok(
        run_act(&r, w, a, &(struct initiative){INITIATIVE_SUSPEND, pact, b, NONE}, NULL, &sink),
        NULL);
    assert_int_equal(counts.acts, 1);
    assert_int_equal(counts.decided, 1); /* b decides on this act */
    assert_true(run_tension(&r, w, pair, 1) > tension);
    assert_int_equal(
        ARRAY_AT(struct agreement_now, &r.agreements, pact)->status, AGREEMENT_SUSPENDED);
    assert_refused(&r, w, a, (struct initiative){INITIATIVE_SUSPEND, pact, b, NONE},
        "the agreement is not in force, or this state is not a party");
    assert_null(run_verify(&r, w));
    run_free(&r);
    scenario_free(&scenario);
}

/* After a question because of a suspicion, tension does not jump, attribution continues, and a
   reply counts. */
static void
test_questions(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), asked = 0, replies = 0;

    (void)state;
    for (uint64_t k = 1; k <= 60; k++) {
        struct counts counts = {0};
        struct trace_sink sink = {&counts, note};
        int32_t suspect, about, pair;
        struct run r;
        double tension;

        begin(&r, w, k, 60);
        about = attributed(&r, a, &suspect);
        if (about != NONE) {
            pair = world_pair(w, a, suspect);
            tension = run_tension(&r, w, pair, WORLD_PAIR(w, pair)->first == a ? 0 : 1);
            assert_ok(
                run_act(&r, w, a, &(struct initiative){INITIATIVE_ASK, NONE, suspect, about},
                    NULL, &sink),
                NULL);
            assert_int_equal(counts.sent, 1);
            assert_int_equal(
                ARRAY_AT(struct incident, &r.incidents.items, about)->phase, PHASE_ATTRIBUTION);
            assert_true(
                tension == run_tension(&r, w, pair, WORLD_PAIR(w, pair)->first == a ? 0 : 1));
            while (r.kernel.now < 70 && counts.replies == 0) {
                assert_int_not_equal(run_for(&r, w, 70, 1, NULL, &sink), RUN_NO_MEMORY);
            }
            asked++;
            replies += counts.replies > 0;
            assert_null(run_verify(&r, w));
        }
        run_free(&r);
    }
    print_message("%d questions, %d runs with a reply in 10 days\n", asked, replies);
    assert_true(asked > 10 && replies > asked / 4);
    scenario_free(&scenario);
}

static void
test_warnings(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), warned = 0;

    (void)state;
    for (uint64_t k = 1; k <= 150; k++) {
        struct counts counts = {0};
        struct trace_sink sink = {&counts, note};
        int32_t suspect, about;
        struct run r;

        begin(&r, w, k, 60);
        about = attributed(&r, a, &suspect);
        if (about != NONE) {
            struct initiative warn = {INITIATIVE_WARN, NONE, NONE, about};
            const char *why = run_why_not(&r, w, a, &warn);

            if (why == NULL) {
                assert_ok(run_act(&r, w, a, &warn, NULL, &sink), NULL);
                assert_int_equal(counts.sent, 1); /* not to the suspect */
                warned++;
            } else {
                assert_string_equal(
                    why, "no technical channel is open to a partner that may be informed");
            }
        }
        run_free(&r);
    }
    print_message("%d states warned their partners\n", warned);
    assert_true(warned > 5);
    scenario_free(&scenario);
}

/* Returns the number of settlements within five days of a jump of tension, in 120 runs, with or
   without an offer by a. */
static int
settled_after(const struct world *w, bool offers)
{
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b");
    struct counts counts = {0};
    struct trace_sink sink = {&counts, note};

    for (uint64_t k = 1; k <= 120; k++) {
        struct run r;

        begin(&r, w, k, 20);
        assert_ok(run_call(&r, w, inject_of(w, "heat"), 20), NULL);
        assert_int_equal(run_until(&r, w, 20, NULL, NULL), RUN_REACHED);
        if (offers) {
            assert_ok(run_act(&r, w, a, &(struct initiative){INITIATIVE_OFFER, NONE, b, NONE},
                          NULL, &sink),
                NULL);
        }
        assert_int_equal(run_until(&r, w, 25, NULL, &sink), RUN_REACHED);
        run_free(&r);
    }
    return counts.settled;
}

static void
test_offers(void **state)
{
    const struct world *w = load();
    int with, without;

    (void)state;
    with = settled_after(w, true);
    without = settled_after(w, false);
    print_message("settled: %d of 120 with an offer, %d without\n", with, without);
    assert_true(with >= without + 5);
    scenario_free(&scenario);
}

static void
test_called_injects(void **state)
{
    const struct world *w = load();
    int32_t leak = inject_of(w, "leak"), started;
    struct counts counts = {0}, without = {0};
    struct trace_sink sink = {&counts, note}, sink_without = {&without, note};
    struct run r, other;

    (void)state;
    begin(&r, w, 1, 10);
    assert_ok(run_copy(&other, &r), NULL);
    assert_int_equal(run_call(&r, w, inject_of(w, "dated"), 20), STATUS_BAD_INPUT);
    assert_int_equal(run_call(&r, w, leak, 9), STATUS_BAD_INPUT);
    assert_int_equal(run_call(&r, w, leak, 2001), STATUS_BAD_INPUT);
    assert_int_equal(run_call(&r, w, leak, NAN), STATUS_BAD_INPUT);
    assert_int_equal(run_call(&r, w, 99, 20), STATUS_BAD_INPUT);
    assert_ok(run_call(&r, w, inject_of(w, "news"), 20), NULL);
    assert_int_equal(run_bytes(&r), run_bytes(&other));
    assert_ok(run_call(&r, w, leak, 10), NULL);
    assert_ok(run_call(&r, w, leak, 10.25), NULL);
    assert_int_equal(run_until(&r, w, 10.25, NULL, &sink), RUN_REACHED);
    assert_int_equal(run_until(&other, w, 10.25, NULL, &sink_without), RUN_REACHED);
    started = counts.started - without.started;
    assert_int_equal(started, 2);
    assert_null(run_verify(&r, w));
    run_free(&other);
    run_free(&r);
    scenario_free(&scenario);
}

/* Checks the invariants after initiatives of all kinds by all states, drawn at random. A copy of
   the run with the same initiatives is equal. */
static void
test_invariants(void **state)
{
    const struct world *w = load();
    uint64_t u = 1;
    int taken[INITIATIVE_KINDS] = {0};
    struct run r, copy;

    (void)state;
    begin(&r, w, 7, 5);
    assert_ok(run_copy(&copy, &r), NULL);
    for (int n = 0; n < 3000; n++) {
        struct initiative x;
        int32_t by;
        enum status st;

        u = hash_mix(u + 1);
        by = (int32_t)(u % 3);
        x = (struct initiative){(int32_t)((u >> 40) % INITIATIVE_KINDS), (int32_t)(u >> 16 & 1),
            (int32_t)(u >> 24 & 3) % 3, (int32_t)(u >> 32 & 15)};
        if (x.kind == INITIATIVE_SUSPEND && n < 60) {
            x.kind = INITIATIVE_CONSULT; /* a suspended agreement allows nothing else */
        }
        st = run_act(&r, w, by, &x, NULL, NULL);
        assert_int_equal(run_act(&copy, w, by, &x, NULL, NULL), st);
        taken[x.kind] += st == STATUS_OK;
        if (n % 100 == 0) {
            assert_ok(run_call(&r, w, inject_of(w, "heat"), r.kernel.now), NULL);
            assert_ok(run_call(&copy, w, inject_of(w, "heat"), copy.kernel.now), NULL);
        }
        if (n % 2 == 0) {
            assert_int_equal(run_until(&r, w, 5 + n / 3.0, NULL, NULL), RUN_REACHED);
            assert_int_equal(run_until(&copy, w, 5 + n / 3.0, NULL, NULL), RUN_REACHED);
        }
        if (n % 50 == 0) {
            assert_null(run_verify(&r, w));
        }
    }
    assert_int_equal(r.kernel.fingerprint, copy.kernel.fingerprint);
    for (int k = 0; k < INITIATIVE_KINDS; k++) {
        print_message("%s %d\n", initiative_names[k], taken[k]);
        assert_true(taken[k] > 0);
    }
    run_free(&copy);
    run_free(&r);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_agreements),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_offers),
        cmocka_unit_test(test_called_injects),
        cmocka_unit_test(test_invariants),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests runs: invariants after every event, copies, seats. */
#include "assert_ok.h"
#include "run_verify.h"
#include "worlds.h"

#include "kernel/stream.h"
#include "model/state/sim.h"

static void
set_up(struct scenario *s, const char *members)
{
    struct buffer json = {0};

    buffer_printf(&json, WORLD(WORLD_ABC ", 'horizon_days': 1500%s%s"),
        members[0] == '\0' ? "" : ", ", members);
    worlds_load(s, json.at);
    buffer_free(&json);
}

#define PACT                                                                                   \
    "'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "                                  \
    "'consultations': {'interval_days': 120}, "                                                \
    "'exercises': {'interval_days': 200}, "                                                    \
    "'programme': {'budget_musd': 5}, "                                                        \
    "'measures': {'hotline': {}, "                                                             \
    "'cert_exchange': {}, 'consultations': {}, 'restraint_pledge': {}, "                       \
    "'joint_investigation': {}, "                                                              \
    "'assistance': {}}}, "                                                                     \
    "'net': {'kind': 'hub', 'parties': {'a': {}, 'b': {}, 'c': {}}, "                          \
    "'hub': {'rotation_days': 300}, "                                                          \
    "'measures': {'cert_exchange': {}, 'contact_point': {}}}}"
#define BOUND ", 'max_events': 4000"
#define HOT                                                                                    \
    "'parameters': {'tension': {'jump': 0.8, 'p_war': 0.5, 'act_7': 2}, "                      \
    "'detection': {'message_work': 4}, "                                                       \
    "'truth': {'p_surfaces': 0.8}, "                                                           \
    "'clarification': {'p_ask': 0.7}}"

/* Fires the events time by time, and verifies the run after each time. Worlds that escalate without
   end stop at their maximum number of events. */
static void
run_verified(struct run *r, const struct world *w)
{
    enum run_stop stop = RUN_REACHED;

    while (stop == RUN_REACHED && queue_next(&r->kernel.queue) <= w->horizon_days) {
        const char *wrong;

        stop = run_until(r, w, queue_next(&r->kernel.queue), NULL, NULL);
        wrong = run_verify(r, w);
        if (wrong != NULL) {
            fail_msg("day %g: %s", r->kernel.now, wrong);
        }
    }
    assert_true(stop == RUN_REACHED || stop == RUN_MAX_EVENTS);
}

static void
test_invariants_after_every_event(void **state)
{
    const char *const worlds[] = {"", PACT, HOT BOUND, PACT ", " HOT BOUND};

    (void)state;
    for (size_t k = 0; k < sizeof(worlds) / sizeof(worlds[0]); k++) {
        struct scenario s;

        set_up(&s, worlds[k]);
        for (uint64_t replication = 1; replication <= 3; replication++) {
            const struct world *w = worlds_first(&s);
            struct run r;

            assert_ok(run_init(&r, w, 9, replication, 0, NULL), NULL);
            assert_null(run_verify(&r, w));
            run_verified(&r, w);
            assert_true(r.kernel.n_events > 500);
            run_free(&r);
        }
        scenario_free(&s);
    }
}

/* Pauses do not change a run. */
static void
test_pauses(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run whole, paused;

    (void)state;
    set_up(&s, PACT);
    w = worlds_first(&s);
    assert_ok(run_init(&whole, w, 9, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&whole, w, w->horizon_days, NULL, NULL), RUN_REACHED);
    for (uint64_t events = 1; events < 5000; events *= 7) {
        uint64_t pauses = 0;
        enum run_stop stop;

        assert_ok(run_init(&paused, w, 9, 1, 0, NULL), NULL);
        while (
            (stop = run_for(&paused, w, w->horizon_days, events, NULL, NULL)) == RUN_PAUSED) {
            assert_int_equal(paused.kernel.n_events, ++pauses * events);
        }
        assert_int_equal(stop, RUN_REACHED);
        assert_int_equal(pauses, whole.kernel.n_events / events);
        assert_true(paused.kernel.fingerprint == whole.kernel.fingerprint);
        run_free(&paused);
    }
    run_free(&whole);
    scenario_free(&s);
}

/* Writes a scenario with random rates, capacities, doctrines and agreements. */
static void
write_random(struct buffer *json, struct stream *u)
{
    static const char *const measures[] = {"hotline", "cert_exchange", "consultations",
        "restraint_pledge", "joint_investigation", "assistance", "exercises",
        "capacity_building", "contact_point", "vulnerability_reporting"};
    int32_t n = 2 + (int32_t)(stream_next(u) * 4);

    buffer_text(
        json, "{'start': '2021-01-01', 'horizon_days': 900, 'max_events': 3000, 'states': {");
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(json,
            "%s's%d': {'detection': %.3f, "
            "'resilience': %.3f, 'attribution': %.3f, 'retaliation': %.3f, 'inertia': %.3f, "
            "'analysts': %d}",
            k > 0 ? ", " : "", k, stream_next(u), stream_next(u), stream_next(u),
            4 * stream_next(u) - 2, 2 * stream_next(u) - 2, 1 + (int)(3 * stream_next(u)));
    }
    buffer_text(json, "}, 'sources': {");
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(json,
            "%s'o%d': {'kind': '%s', 'home': 's%d', 'sponsor': 's%d', "
            "'targets': {'s%d': %.3f}, "
            "'campaign_size_mean': %.3f, 'frailty_k': %.3f, 'tension_elasticity': %.3f, "
            "'exploit_stock': %s, 'spillover': {'probability': 0.1, 'to': 's%d'}, "
            "'false_flag': {'share': %.3f}}",
            k > 0 ? ", " : "", k, stream_next(u) < 0.6 ? "state" : "proxy", k, k, (k + 1) % n,
            12 * stream_next(u), 2 * stream_next(u), 0.2 + stream_next(u), stream_next(u),
            stream_next(u) < 0.5 ? "true" : "false",
            (k + 2) % n == k ? (k + 1) % n : (k + 2) % n, stream_next(u));
    }
    buffer_printf(json,
        "}, "
        "'pairs': {'s0:s1': {'tension_baseline': %.3f, "
        "'tension_start': %.3f, 'channels': {'technical': {'present': true}}}}, "
        "'parameters': {'tension': {'jump': %.3f, 'p_war': 0.5}, "
        "'rates': {'deterrence': %.3f}, "
        "'clarification': {'p_ask': %.3f}}, "
        "'agreements': {'x': {'parties': {'s0': {}, 's1': {}}, "
        "'status': '%s', 'kind': '%s', 'entry': {'hazard_per_year': 2}, "
        "'suspension': {'hazard_per_day': 0.1}, "
        "'consultations': {'interval_days': 60}, "
        "'exercises': {'interval_days': 90}, "
        "'measures': {",
        0.9 * stream_next(u), 2 * stream_next(u), 2 * stream_next(u), 3 * stream_next(u),
        stream_next(u), stream_next(u) < 0.5 ? "proposed" : "in_force",
        stream_next(u) < 0.5 ? "bilateral" : "hub");
    for (size_t k = 0; k < sizeof(measures) / sizeof(measures[0]); k++) {
        buffer_printf(json, "%s'%s': {}", k > 0 ? ", " : "", measures[k]);
    }
    buffer_printf(json,
        "}}, "
        "'z': {'kind': '%s', "
        "'opens': {'technical': {}, 'law_enforcement': {'latency_hours': 300}}, "
        "'requests': {'level': 1}, "
        "'term_days': %.3f, "
        "'suspension': {'between': 'two', 'hazard_per_day': 0.1, 'after_violations': 2}, "
        "'measures': {'coalition_attribution': {'adoption_lag_days': 0}, "
        "'restraint_pledge': {}}, "
        "'parties': {",
        stream_next(u) < 0.5 ? "multilateral" : "hub", 400 + 800 * stream_next(u));
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(json, "%s's%d': {'accession_days': %.3f}", k > 0 ? ", " : "", k,
            k == 0 ? 100 * stream_next(u) : 0);
    }
    buffer_text(json, "}}}}");
}

static void
test_invariants_in_random_worlds(void **state)
{
    struct stream_base base = {4, 1, 0};

    (void)state;
    for (uint64_t k = 0; k < 200; k++) {
        struct stream u = stream_at(&base, 1, k, 0);
        struct buffer json = {0};
        struct scenario s;
        struct run r;

        write_random(&json, &u);
        worlds_load(&s, json.at);
        assert_ok(run_init(&r, worlds_first(&s), 1, k + 1, 0, NULL), NULL);
        run_verified(&r, worlds_first(&s));
        run_free(&r);
        scenario_free(&s);
        buffer_free(&json);
    }
}

/* The twin of the invariants: run_verify() reports every kind of damage. */
static void
test_damage_is_reported(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    struct incident *i;

    (void)state;
    set_up(&s, PACT);
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 900, NULL, NULL), RUN_REACHED);
    assert_null(run_verify(&r, w));
    i = ARRAY_AT(struct incident, &r.incidents.items, 0);
    for (int32_t k = 0; i->n_pending == 0; i++, k++) {
        assert_true(k < r.incidents.items.count);
    }
    i->n_pending++;
    assert_string_equal(run_verify(&r, w), "an incident counts its pending references wrongly");
    i->n_pending--;
    ARRAY_AT(struct state_now, &r.states, 0)->open_incidents++;
    assert_string_equal(run_verify(&r, w), "a state counts its open incidents wrongly");
    ARRAY_AT(struct state_now, &r.states, 0)->open_incidents--;
    ARRAY_AT(struct state_now, &r.states, 0)->operations++;
    assert_string_equal(run_verify(&r, w), "a state counts its teams in use wrongly");
    ARRAY_AT(struct state_now, &r.states, 0)->operations--;
    i->n_hostile_orders++;
    assert_string_equal(run_verify(&r, w), "an incident counts its hostile orders wrongly");
    i->n_hostile_orders--;
    ARRAY_AT(struct pair_now, &r.pairs, 0)->direction[0].trust_good = -1;
    assert_string_equal(run_verify(&r, w), "trust is not positive");
    ARRAY_AT(struct pair_now, &r.pairs, 0)->direction[0].trust_good = 1;
    ARRAY_AT(struct pair_now, &r.pairs, 0)->direction[0].tension = 2;
    ARRAY_AT(struct pair_now, &r.pairs, 0)->direction[0].tension_day = 900;
    assert_non_null(run_verify(&r, w));
    run_free(&r);
    scenario_free(&s);
}

/* Copies made at many times continue exactly as the original, and do not change it. */
static void
test_copies_continue_equally(void **state)
{
    struct scenario s;
    const struct world *w;
    struct diary whole = {.messages = true, .trust = true};
    struct trace_sink whole_sink = diary_sink(&whole);
    struct run r;
    uint64_t fingerprint;

    (void)state;
    set_up(&s, PACT ", " HOT);
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 3, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 1500, NULL, &whole_sink), RUN_REACHED);
    fingerprint = r.kernel.fingerprint;
    run_free(&r);

    assert_ok(run_init(&r, w, 3, 1, 0, NULL), NULL);
    {
        struct diary first = {.messages = true, .trust = true};
        struct trace_sink first_sink = diary_sink(&first);

        for (double day = 3; day < 1500; day += 37) {
            struct diary d = {.messages = true, .trust = true};
            struct trace_sink sink = diary_sink(&d);
            struct run copy;

            assert_int_equal(run_until(&r, w, day, NULL, &first_sink), RUN_REACHED);
            assert_ok(run_copy(&copy, &r), NULL);
            buffer_add(&d.text, first.text.length > 0 ? first.text.at : "", first.text.length);
            assert_int_equal(run_until(&copy, w, 1500, NULL, &sink), RUN_REACHED);
            assert_int_equal(copy.kernel.fingerprint, fingerprint);
            assert_int_equal(d.text.length, whole.text.length);
            assert_memory_equal(d.text.at, whole.text.at, d.text.length);
            buffer_free(&d.text);
            run_free(&copy);
        }
        assert_int_equal(run_until(&r, w, 1500, NULL, &first_sink), RUN_REACHED);
        assert_int_equal(r.kernel.fingerprint, fingerprint);
        assert_true(diary_same(&first, &whole, true));
    }
    run_free(&r);
    scenario_free(&s);
}

/* The twin: a changed copy continues differently. */
static void
test_a_changed_copy_continues_differently(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r, copy;

    (void)state;
    set_up(&s, PACT);
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 3, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 400, NULL, NULL), RUN_REACHED);
    assert_ok(run_copy(&copy, &r), NULL);
    ARRAY_AT(struct pair_now, &copy.pairs, 0)->direction[0].tension += 3;
    ARRAY_AT(struct pair_now, &copy.pairs, 0)->direction[1].tension += 3;
    assert_int_equal(run_until(&r, w, 1500, NULL, NULL), RUN_REACHED);
    assert_int_equal(run_until(&copy, w, 1500, NULL, NULL), RUN_REACHED);
    assert_int_not_equal(r.kernel.fingerprint, copy.kernel.fingerprint);
    run_free(&r);
    run_free(&copy);
    scenario_free(&s);
}

/* Runs with seats (one bit per state) that choose as the model does. One of `other_every` choices
   differs (0: none). Returns the fingerprint. */
static uint64_t
run_seated(const struct world *w, struct diary *d, uint64_t seats, int other_every)
{
    struct trace_sink sink = diary_sink(d);
    struct run r;
    enum run_stop stop;
    int n = 0;

    assert_ok(run_init(&r, w, 5, 2, 0, NULL), NULL);
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(&r, k, (seats >> k & 1) != 0);
    }
    while ((stop = worlds_next_decision(&r, w, w->horizon_days, &sink)) == RUN_DECISION) {
        int32_t covert = run_choice(&r, w, SIDE_COVERT, NONE);
        int32_t overt = run_choice(&r, w, SIDE_OVERT, covert);

        assert_null(run_verify(&r, w));
        assert_int_equal(worlds_next_decision(&r, w, w->horizon_days, &sink), RUN_DECISION);
        if (other_every > 0 && ++n % other_every == 0) {
            overt = worlds_response(
                w, overt == worlds_response(w, "absorb") ? "mitigate" : "absorb");
        }
        assert_ok(
            run_choose(&r, w, covert, overt, run_choice(&r, w, SIDE_HELP, NONE), NULL, &sink),
            NULL);
    }
    assert_int_equal(stop, RUN_REACHED);
    seats = r.kernel.fingerprint;
    run_free(&r);
    return seats;
}

static void
test_seats_that_choose_as_the_model_change_nothing(void **state)
{
    const char *const worlds[] = {PACT, PACT ", " HOT};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct diary free_ = {.messages = true, .trust = true}, all = free_, one = free_,
                     other = free_;
        struct scenario s;
        const struct world *w;
        uint64_t fingerprint;

        set_up(&s, worlds[k]);
        w = worlds_first(&s);
        fingerprint = run_seated(w, &free_, 0, 0);
        assert_int_equal(run_seated(w, &all, 7, 0), fingerprint);
        assert_int_equal(run_seated(w, &one, 2, 0), fingerprint);
        assert_int_not_equal(run_seated(w, &other, 7, 5), fingerprint);
        assert_int_equal(all.text.length, free_.text.length);
        assert_memory_equal(all.text.at, free_.text.at, all.text.length);
        assert_true(diary_same(&free_, &one, true));
        assert_false(diary_same(&all, &other, false));
        scenario_free(&s);
    }
}

static void
test_impossible_choices_are_refused(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    struct option options[RESPONSE_MAX];
    int32_t none, absorb, alone, n;
    int refused = 0;

    (void)state;
    set_up(&s, "");
    w = worlds_first(&s);
    none = worlds_response(w, "none");
    absorb = worlds_response(w, "absorb");
    alone = worlds_response(w, "no_request");
    assert_ok(run_init(&r, w, 5, 2, 0, NULL), NULL);
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(&r, k, true);
    }
    for (int k = 0; k < 20; k++) {
        assert_int_equal(worlds_next_decision(&r, w, 1500, NULL), RUN_DECISION);
        n = run_options(&r, w, SIDE_OVERT, none, options);
        for (int32_t o = 0; o < n; o++) {
            if (options[o].utility == -INFINITY) {
                assert_int_equal(
                    run_choose(&r, w, none, options[o].response, alone, NULL, NULL),
                    STATUS_BAD_INPUT);
                refused++;
            }
        }
        assert_int_equal(
            run_choose(&r, w, absorb, absorb, alone, NULL, NULL), STATUS_BAD_INPUT);
        assert_int_equal(run_choose(&r, w, none, none, alone, NULL, NULL), STATUS_BAD_INPUT);
        assert_int_equal(run_choose(&r, w, none, 99, alone, NULL, NULL), STATUS_BAD_INPUT);
        assert_null(run_verify(&r, w));
        assert_ok(run_choose(&r, w, none, absorb, alone, NULL, NULL), NULL);
    }
    assert_true(refused > 20);
    run_free(&r);
    scenario_free(&s);
}

/* A run stops only at the decisions of states with a seat. */
static void
test_only_seats_stop_a_run(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    int32_t a;

    (void)state;
    set_up(&s, "");
    w = worlds_first(&s);
    a = worlds_state(w, "a");
    assert_ok(run_init(&r, w, 5, 2, 0, NULL), NULL);
    run_seat(&r, a, true);
    for (int k = 0; k < 10; k++) {
        assert_int_equal(worlds_next_decision(&r, w, 1500, NULL), RUN_DECISION);
        assert_int_equal(ARRAY_AT(struct incident, &r.incidents.items, r.waiting)->target, a);
        assert_ok(run_choose(&r, w, worlds_response(w, "none"), worlds_response(w, "absorb"),
                      worlds_response(w, "no_request"), NULL, NULL),
            NULL);
    }
    run_seat(&r, a, false);
    assert_int_equal(run_until(&r, w, 1500, NULL, NULL), RUN_REACHED);
    run_free(&r);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invariants_after_every_event),
        cmocka_unit_test(test_pauses),
        cmocka_unit_test(test_invariants_in_random_worlds),
        cmocka_unit_test(test_damage_is_reported),
        cmocka_unit_test(test_copies_continue_equally),
        cmocka_unit_test(test_a_changed_copy_continues_differently),
        cmocka_unit_test(test_seats_that_choose_as_the_model_change_nothing),
        cmocka_unit_test(test_impossible_choices_are_refused),
        cmocka_unit_test(test_only_seats_stop_a_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the view of a state: it shows what the state knows, and nothing that is hidden from the
   state. */
#include "worlds.h"

#include "seat_views.h"

#include "model/run_tabled.h"

#define PACT                                                                                   \
    ", "                                                                                       \
    "'agreements': {'pact': {'parties': {'a': {}, 'b': {'activity': 0.5}}, "                   \
    "'measures': {'line': {'measure': 'hotline'}}}, "                                          \
    "'other': {'parties': {'b': {}, 'c': {}}, 'status': 'proposed'}}"

static struct scenario scenario;

static const struct world *
load(void)
{
    worlds_load(&scenario, WORLD(WORLD_ABC PACT ", 'horizon_days': 3000"));
    return worlds_first(&scenario);
}

/* A run of the world and its ledger of all states. */
struct seats {
    struct run run;
    struct seen seen;
    struct trace_sink sink;
};

static void
begin(struct seats *x, const struct world *w, uint64_t seed, uint64_t replication)
{
    assert_ok(run_init(&x->run, w, seed, replication, 0, NULL), NULL);
    assert_ok(seen_init(&x->seen, &x->run, w, all_states), NULL);
    x->sink = seen_sink(&x->seen);
}

static void
end(struct seats *x)
{
    seen_free(&x->seen);
    run_free(&x->run);
}

static enum run_stop
go(struct seats *x, const struct world *w, double day)
{
    return run_until(&x->run, w, day, NULL, &x->sink);
}

/* Whether the view of the other run, with the same ledger, is the same. */
static bool
same_with(const struct seats *x, const struct run *other, const struct world *w, int32_t state)
{
    return same_view(&x->run, &x->seen, other, &x->seen, w, state);
}

/* Changes the type of an incident. Returns whether this changes the view of `state`, that is,
   whether the view shows the type. */
static bool
type_is_shown(const struct seats *x, const struct world *w, int32_t k, int32_t state)
{
    struct run other = {0};
    struct incident *i;
    bool shown;

    assert_ok(run_copy_into(&other, &x->run), NULL);
    i = incident_at(&other, k);
    for (int32_t t = 0, old = i->type; t < w->n_types; t++) {
        i->type = is_stealthy(w, t) == is_stealthy(w, old) && t != old ? t : i->type;
    }
    shown = !same_with(x, &other, w, state);
    run_free(&other);
    return shown;
}

/* Whether the state knows the type of the incident. It knows the types of its own operations, of
   detected incidents and of public ones. Other states learn a stealthy type only with the truth. */
static bool
knows_type(const struct world *w, const struct incident *i, int32_t state)
{
    bool sees = i->target == state ? !isnan(i->detected_day) : !isnan(i->public_day);

    return is_own(w, i, state) || (sees && (!is_stealthy(w, i->type) || !isnan(i->truth_day)));
}

static void
test_types_and_own_operations_are_shown(void **state)
{
    const struct world *w = load();
    int32_t shown = 0, own = 0, hidden = 0;
    struct seats x;

    (void)state;
    begin(&x, w, 1, 1);
    for (double day = 100; day < 1000; day += 50) {
        assert_int_equal(go(&x, w, day), RUN_REACHED);
        for (int32_t k = 0; k < 3 * x.run.incidents.items.count; k++) {
            const struct incident *i = incident_at(&x.run, k / 3);
            bool knows;

            if (i->n_pending == 0 || i->trigger_kind == TRIGGER_ACT) {
                continue;
            }
            knows = knows_type(w, i, k % 3);
            assert_true(type_is_shown(&x, w, k / 3, k % 3) == knows);
            *(is_own(w, i, k % 3) ? &own : knows ? &shown : &hidden) += 1;
        }
    }
    assert_true(shown > 10 && own > 10 && hidden > 10);
    end(&x);
    scenario_free(&scenario);
}

/* The twins: changes of perception, tension or belief change the view of this state only. */
static void
test_knowledge_is_shown(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b"), found = 0;
    struct seats x;
    struct run other = {0};

    (void)state;
    begin(&x, w, 1, 1);
    assert_int_equal(go(&x, w, 1000), RUN_REACHED);
    for (int32_t k = 0; k < x.run.incidents.items.count; k++) {
        const struct incident *i = incident_at(&x.run, k);

        if (i->n_pending > 0 && i->target == a && i->phase == PHASE_ATTRIBUTION) {
            assert_ok(run_copy_into(&other, &x.run), NULL);
            incident_at(&other, k)->perceived_severity += 0.1;
            assert_false(same_with(&x, &other, w, a));
            assert_true(same_with(&x, &other, w, b));
            incident_at(&other, k)->perceived_severity = i->perceived_severity;
            ARRAY_AT(struct belief, &other.beliefs.items, i->belief)->p[0] /= 2;
            assert_false(same_with(&x, &other, w, a));
            assert_true(same_with(&x, &other, w, b));
            found++;
        }
    }
    assert_true(found > 0);
    assert_ok(run_copy_into(&other, &x.run), NULL);
    ARRAY_AT(struct pair_now, &other.pairs, 0)->direction[0].tension += 0.1;
    assert_false(same_with(&x, &other, w, a));
    assert_true(same_with(&x, &other, w, b));
    run_free(&other);
    end(&x);
    scenario_free(&scenario);
}

static bool
is_in(const struct view *v, int32_t number)
{
    for (int32_t k = 0; k < v->n_incidents; k++) {
        if (v->incident[k].number == number) {
            return true;
        }
    }
    for (int32_t k = 0; k < v->n_public; k++) {
        if (v->public_[k].number == number) {
            return true;
        }
    }
    return false;
}

/* A view never contains hidden incidents. Incidents that it has shown stay in it, even after the
   run has closed them. */
static void
test_hidden_incidents_never_appear(void **state)
{
    const struct world *w = load();
    struct view *v = new_view();
    struct seats x;
    int hidden = 0, shown = 0, closed = 0;

    (void)state;
    begin(&x, w, 2, 1);
    for (double day = 10; day < 2000; day += 10) {
        assert_int_equal(go(&x, w, day), RUN_REACHED);
        for (int32_t k = 0; k < w->n_states; k++) {
            view(&x.run, w, &x.seen, k, v);
            for (int32_t n = 0; n < x.run.incidents.items.count; n++) {
                const struct incident *i = incident_at(&x.run, n);
                int32_t number = seen_number(&x.seen, k, i->id);

                if (i->n_pending > 0 &&
                    isnan(i->target == k ? i->detected_day : i->public_day)) {
                    assert_true(number == 0 || !is_in(v, number));
                    hidden++;
                } else if (i->n_pending > 0 && i->target == k &&
                           v->n_incidents < VIEW_INCIDENTS_MAX) {
                    assert_true(is_in(v, number));
                    shown++;
                }
            }
            for (int32_t n = 1; n < v->n_incidents; n++) {
                assert_true(v->incident[n].detected_day <= v->incident[n - 1].detected_day);
                assert_in_range(v->incident[n].number, 1, x.seen.seat[k].ids.count);
            }
            closed += x.seen.seat[k].incidents.count > 0 && v->n_incidents > 20;
        }
    }
    assert_true(hidden > 100 && shown > 100 && closed > 50);
    free(v);
    end(&x);
    scenario_free(&scenario);
}

/* Checks that a value is a multiple of the step, as the nearest double. */
static void
assert_rounded(double value, double step)
{
    assert_true(isnan(value) || value == round(value / step) * step);
}

static void
test_numbers_are_rounded(void **state)
{
    const struct world *w = load();
    struct view *v = new_view();
    struct seats x;
    int32_t n;
    const struct seen_item *items;

    (void)state;
    begin(&x, w, 1, 1);
    assert_int_equal(go(&x, w, 1500.123), RUN_REACHED);
    view(&x.run, w, &x.seen, 0, v);
    assert_true(v->day == seen_round(1500.12, 0.01) && v->n_incidents > 5);
    assert_rounded(v->pressure, SEEN_TENSION_STEP);
    for (int32_t k = 0; k < v->n_incidents; k++) {
        assert_rounded(v->incident[k].detected_day, SEEN_DAY_STEP);
        assert_rounded(v->incident[k].severity, SEEN_SEVERITY_STEP);
        assert_rounded(v->incident[k].intent, SEEN_PROBABILITY_STEP);
        for (int32_t s = 0; s < v->incident[k].n_suspects; s++) {
            assert_rounded(v->incident[k].posterior[s], SEEN_PROBABILITY_STEP);
        }
    }
    for (int32_t k = 0; k < v->n_dyads; k++) {
        assert_rounded(v->dyad[k].tension, SEEN_TENSION_STEP);
        assert_rounded(v->dyad[k].trust, SEEN_TENSION_STEP);
        assert_rounded(v->dyad[k].channel[0].reach, SEEN_PROBABILITY_STEP);
    }
    items = seen_items(&x.seen, 0, &n);
    assert_true(n > 50);
    for (int32_t k = 0; k < n; k++) {
        assert_rounded(items[k].day, SEEN_DAY_STEP);
        assert_rounded(items[k].confidence, SEEN_PROBABILITY_STEP);
        assert_true(k == 0 || items[k].day >= items[k - 1].day);
    }
    free(v);
    end(&x);
    scenario_free(&scenario);
}

/* The view of a seat shows the matters on its table, with the numbers of its ledger. */
static void
test_the_table(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b"), acts = 0, incidents = 0;
    struct view *v = new_view();
    struct seats x;

    (void)state;
    begin(&x, w, 1, 1);
    run_seat(&x.run, a, true);
    for (int n = 0; n < 60; n++) {
        const struct seen_incident *about = NULL;

        assert_int_equal(go(&x, w, 3000), RUN_DECISION);
        view(&x.run, w, &x.seen, b, v);
        assert_int_equal(v->n_tabled, 0);
        view(&x.run, w, &x.seen, a, v);
        assert_int_equal(v->n_tabled, 1);
        assert_int_equal(v->tabled[0].number, n + 1);
        for (int32_t k = 0; k < v->n_incidents; k++) {
            about = v->incident[k].number == v->tabled[0].about ? &v->incident[k] : about;
        }
        if (v->tabled[0].kind == TABLED_DECISION) {
            assert_non_null(about);
            assert_int_equal(about->phase, PHASE_TABLED);
            if (about->trigger_kind == TRIGGER_ACT) {
                assert_true(about->act_from != a && about->act_response != NONE);
                acts++;
            } else {
                incidents++;
            }
        } else {
            assert_true(v->tabled[0].from != a);
        }
        assert_ok(run_habit(&x.run, w, a, v->tabled[0].number, NULL, &x.sink), NULL);
    }
    assert_true(acts > 0 && incidents > 10);
    free(v);
    end(&x);
    scenario_free(&scenario);
}

static void
test_channels_and_agreements(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b");
    struct view *v = new_view();
    struct seats x;

    (void)state;
    begin(&x, w, 1, 1);
    view(&x.run, w, &x.seen, b, v);
    assert_int_equal(v->n_dyads, 2);
    assert_int_equal(v->dyad[0].other, a);
    assert_true(v->dyad[0].tension > 0.24 && v->dyad[0].trust < 0.31);
    assert_true(v->dyad[0].channel[CHANNEL_POLITICAL].present);
    assert_string_equal(
        v->dyad[0].channel[CHANNEL_DEFENCE].why, "the two states do not have this channel");
    assert_int_equal(v->n_agreements, 2);
    assert_string_equal(view_agreement_id(w, v->agreement[1].agreement), "pact");
    assert_int_equal(v->agreement[1].status, AGREEMENT_IN_FORCE);
    assert_true(v->agreement[1].party && v->agreement[1].activity == 0.5);
    assert_int_equal(v->agreement[1].parties[0], UINT64_C(1) << a | UINT64_C(1) << b);
    assert_int_equal(v->agreement[0].status, AGREEMENT_PROPOSED);
    view(&x.run, w, &x.seen, a, v);
    assert_int_equal(v->n_agreements, 2);
    assert_true(v->agreement[1].party && !v->agreement[0].party);
    assert_int_equal(v->n_measures, 1);
    assert_string_equal(view_measure_id(w, v->measure[0].measure), "line");
    assert_true(v->measure[0].active && v->measure[0].since == 0);
    free(v);
    end(&x);
    scenario_free(&scenario);
}

/* Twelve scripted incidents against v, of one source and one severity. */
static void
load_scripted(struct scenario *s, const char *culprit, int severity)
{
    static const char *const types[] = {
        "ddos_disruption", "intrusion_long_espionage", "defacement", "malware_degradation"};
    struct buffer json = {0};

    buffer_text(&json,
        "{'format': 'cbmsim-scenario-1', 'start': '2021-01-01', 'horizon_days': 400, 'states': "
        "{'b': {}, 'c': {}, 'v': {}}, "
        "'sources': {'x': {'kind': 'state', 'home': 'b', 'targets': {'v': 0}}, "
        "'z': {'kind': 'state', 'home': 'c', 'targets': {'v': 0}}}, "
        "'pairs': {'b:v': {'tension_baseline': 0.2}, 'c:v': {}}, 'injects': {");
    for (int k = 0; k < 12; k++) {
        buffer_printf(&json,
            "%s'i%d': {'kind': 'incident', 'day': '2021-%02d-05', 'type': '%s', 'source': "
            "'%s', "
            "'severity': %d, 'target': 'v'}",
            k > 0 ? ", " : "", k, k + 1, types[k % 4], culprit, severity);
    }
    buffer_text(&json, "}}");
    worlds_load(s, json.at);
    buffer_free(&json);
}

/* Whether an item of evidence has arrived about an incident. */
static bool
has_item(const struct run *r, const struct incident *i)
{
    return i->n_pending > 0 && i->belief != NONE &&
           ARRAY_AT(struct belief, &r->beliefs.items, i->belief)->items > 0;
}

static bool
has_evidence(const struct run *r)
{
    bool has = false;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        has = has || has_item(r, ARRAY_AT(struct incident, &r->incidents.items, k));
    }
    return has;
}

/* Sets *revealed if evidence ends an attribution, industry names an actor, or the truth
   surfaces. */
static void
note_revelation(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    bool *revealed = self;

    (void)w;
    *revealed = *revealed || f->kind == OBS_INDUSTRY || f->kind == OBS_TRUTH ||
                (f->kind == OBS_NAMED && has_item(r, f->incident));
}

/* An observer that adds to the ledger and finds revelations. */
struct looker {
    struct seen *seen;
    bool *revealed;
};

static void
look(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct looker *x = self;

    seen_note(x->seen, w, r, f);
    note_revelation(x->revealed, w, r, f);
}

/* Runs both worlds until the views or ledgers of v differ. Returns whether evidence, industry or
   truth had shown a culprit by then. *equal counts the equal views with suspects before. */
static bool
differ_after_evidence(
    const struct world *x, const struct world *y, uint64_t replication, int *equal)
{
    int32_t v = worlds_state(x, "v");
    struct view *now = new_view();
    struct seats a, b;
    bool same = true, evidence = false;
    struct looker of_a = {&a.seen, &evidence}, of_b = {&b.seen, &evidence};
    struct trace_sink sink_a = {&of_a, look}, sink_b = {&of_b, look};

    begin(&a, x, 3, replication);
    begin(&b, y, 3, replication);
    for (double day = 0.1; same && day < 400; day += 0.1) {
        assert_int_equal(run_until(&a.run, x, day, NULL, &sink_a), RUN_REACHED);
        assert_int_equal(run_until(&b.run, y, day, NULL, &sink_b), RUN_REACHED);
        same = same_view(&a.run, &a.seen, &b.run, &b.seen, x, v) &&
               same_items(&a.seen, &b.seen, v);
        view(&a.run, x, &a.seen, v, now);
        evidence = evidence || has_evidence(&a.run) || has_evidence(&b.run);
        *equal += same && now->n_incidents > 0 && now->incident[0].n_suspects > 0;
    }
    assert_false(same);
    free(now);
    end(&a);
    end(&b);
    return evidence;
}

/* Two worlds that differ only in the culprit of the same incidents look the same to their victim
   until there is evidence. The twin, in which the severity differs, does not. */
static void
test_culprits_show_only_in_evidence(void **state)
{
    struct scenario of_b, of_c, severe;
    int equal = 0, twin_equal = 0, without = 0;

    (void)state;
    load_scripted(&of_b, "x", 3);
    load_scripted(&of_c, "z", 3);
    load_scripted(&severe, "x", 5);
    for (uint64_t k = 1; k <= 30; k++) {
        assert_true(differ_after_evidence(worlds_first(&of_b), worlds_first(&of_c), k, &equal));
        without +=
            !differ_after_evidence(worlds_first(&of_b), worlds_first(&severe), k, &twin_equal);
    }
    assert_true(equal > 150);
    assert_true(without > 15);
    scenario_free(&severe);
    scenario_free(&of_c);
    scenario_free(&of_b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_and_own_operations_are_shown),
        cmocka_unit_test(test_knowledge_is_shown),
        cmocka_unit_test(test_hidden_incidents_never_appear),
        cmocka_unit_test(test_numbers_are_rounded),
        cmocka_unit_test(test_the_table),
        cmocka_unit_test(test_channels_and_agreements),
        cmocka_unit_test(test_culprits_show_only_in_evidence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The view of a state: it shows what the state knows, and nothing that is hidden from it. */
#include "assert_ok.h"
#include "worlds.h"

#include "model/view.h"

#define PACT                                                                                   \
    ", "                                                                                       \
    "'agreements': {'pact': {'parties': {'a': {}, 'b': {'activity': 0.5}}}, "                  \
    "'other': {'parties': {'b': {}, 'c': {}}, 'status': 'proposed'}}"

static struct scenario scenario;

static const struct world *
load(void)
{
    worlds_load(&scenario, WORLD(WORLD_ABC PACT ", 'horizon_days': 3000"));
    return worlds_first(&scenario);
}

static struct incident *
incident_at(struct run *r, int32_t k)
{
    return ARRAY_AT(struct incident, &r->incidents.items, k);
}

static struct view *
new_view(void)
{
    struct view *v = malloc(sizeof(*v));

    assert_non_null(v);
    return v;
}

static void
view(const struct run *r, const struct world *w, int32_t state, struct view_numbers *numbers,
    struct view *v)
{
    assert_ok(view_of(r, w, state, numbers, v), NULL);
}

/* Whether the two views are equal; each run has its own numbers. */
static bool
same_numbered(const struct run *x, struct view_numbers *of_x, const struct run *y,
    struct view_numbers *of_y, const struct world *w, int32_t state)
{
    struct view *a = new_view(), *b = new_view();
    bool same;

    view(x, w, state, of_x, a);
    view(y, w, state, of_y, b);
    same = memcmp(a, b, sizeof(*a)) == 0;
    free(a);
    free(b);
    return same;
}

static bool
same_view(const struct run *x, const struct run *y, const struct world *w, int32_t state)
{
    struct view_numbers of_x = {0}, of_y = {0};
    bool same = same_numbered(x, &of_x, y, &of_y, w, state);

    view_numbers_free(&of_x);
    view_numbers_free(&of_y);
    return same;
}

static bool
is_stealthy(const struct world *w, int32_t type)
{
    return type != NONE && incident_type_is_stealthy(WORLD_TYPE(w, type));
}

static bool
is_own(const struct world *w, const struct incident *i, int32_t state)
{
    return (i->counter_operation && i->initiator == state) ||
           (i->source != NONE && WORLD_SOURCE(w, i->source)->kind == SOURCE_STATE &&
               WORLD_SOURCE(w, i->source)->home == state);
}

/* Another culprit, who is not the viewer: another source, or the third state. */
static void
change_culprit(const struct world *w, struct incident *i, int32_t viewer)
{
    if (i->counter_operation) {
        i->initiator = 3 - viewer - i->initiator;
        i->home = i->initiator;
        return;
    }
    do {
        i->source = (i->source + 1) % w->sources.count;
    } while (is_own(w, i, viewer));
    i->initiator = WORLD_SOURCE(w, i->source)->kind == SOURCE_STATE
                       ? WORLD_SOURCE(w, i->source)->home
                       : NONE;
    i->home = WORLD_SOURCE(w, i->source)->home;
}

static void
change_identity(struct incident *i)
{
    i->id = hash_mix(i->id);
    i->parent_id = hash_mix(i->parent_id);
    i->campaign_id = hash_mix(i->campaign_id);
    i->matter = hash_mix(i->matter);
}

/* Changes only the truth behind the observations of one state: culprits, severities, false flags,
   stealthy types, identities, and what the others feel and did. */
static int
change_truth(struct run *r, const struct world *w, int32_t viewer)
{
    int n = 0;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        struct incident *i = incident_at(r, k);

        if (i->n_pending == 0) {
            continue;
        }
        change_identity(i);
        if (i->trigger_kind == TRIGGER_INCIDENT && !is_own(w, i, viewer)) {
            change_culprit(w, i, viewer);
            for (int32_t t = 0; is_stealthy(w, i->type) && t < w->n_types; t++) {
                i->type = is_stealthy(w, t) ? t : i->type;
            }
            i->blamed = i->blamed == NONE ? 0 : NONE;
            i->severity = 11 - i->severity;
            i->rung = 9;
            i->length_days *= 2;
            i->dwell_share = 1 - i->dwell_share;
            i->harm += 1;
            i->misdirected = !i->misdirected;
            n++;
        }
    }
    for (int32_t k = 0; k < r->pairs.count; k++) {
        struct pair_now *pair = ARRAY_AT(struct pair_now, &r->pairs, k);
        const struct pair *row = WORLD_PAIR(w, k);

        pair->rung = 0; /* no state knows it */
        for (int d = 0; d < 2; d++) {
            if ((d == 0 ? row->first : row->second) != viewer) {
                pair->direction[d].tension += 1;
                pair->direction[d].trust_good += 1;
                pair->direction[d].act_day[RUNG_MAJOR_HARM] = 0;
            }
        }
    }
    return n;
}

static void
test_truth_is_hidden(void **state)
{
    const struct world *w = load();
    struct view_numbers known[3] = {{{0}}}, changed[3] = {{{0}}};
    struct run r, other = {0};
    int n = 0;

    (void)state;
    assert_int_equal(w->n_states, 3);
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    for (double day = 50; day < 3000; day += 50) {
        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        for (int32_t k = 0; k < 3; k++) {
            assert_ok(run_copy_into(&other, &r), NULL);
            n += change_truth(&other, w, k);
            assert_true(same_numbered(&r, &known[k], &other, &changed[k], w, k));
        }
    }
    assert_true(n > 300);
    for (int32_t k = 0; k < 3; k++) {
        assert_true(known[k].ids.count > 20);
        view_numbers_free(&known[k]);
        view_numbers_free(&changed[k]);
    }
    run_free(&other);
    run_free(&r);
    scenario_free(&scenario);
}

/* The twins: a member that is shown changes the view. Returns whether it is shown to `state`. */
static bool
type_is_shown(const struct run *r, const struct world *w, int32_t k, int32_t state)
{
    struct run other = {0};
    struct incident *i;
    bool shown;

    assert_ok(run_copy_into(&other, r), NULL);
    i = incident_at(&other, k);
    for (int32_t t = 0, old = i->type; t < w->n_types; t++) {
        i->type = is_stealthy(w, t) == is_stealthy(w, old) && t != old ? t : i->type;
    }
    shown = !same_view(r, &other, w, state);
    run_free(&other);
    return shown;
}

/* The type of an incident is shown if it is not stealthy; an operation is shown to its state while
   it is under way. */
static void
test_types_and_own_operations_are_shown(void **state)
{
    const struct world *w = load();
    int32_t overt = 0, stealthy = 0, own = 0, hidden = 0;
    struct run r;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    for (double day = 100; day < 3000; day += 100) {
        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        for (int32_t k = 0; k < r.incidents.items.count; k++) {
            const struct incident *i = incident_at(&r, k);

            if (i->n_pending == 0 || i->trigger_kind == TRIGGER_ACT) {
                continue;
            }
            if (!isnan(i->detected_day) && !is_own(w, i, i->target)) {
                bool secret = is_stealthy(w, i->type);

                assert_true(type_is_shown(&r, w, k, i->target) == !secret);
                *(secret ? &stealthy : &overt) += 1;
            }
            for (int32_t m = 0; m < 3; m++) {
                if (m != i->target) {
                    bool knows = is_own(w, i, m) && !i->ended;

                    assert_true(type_is_shown(&r, w, k, m) == knows);
                    *(knows ? &own : &hidden) += 1;
                }
            }
        }
    }
    assert_true(overt > 10 && stealthy > 10 && own > 10 && hidden > 10);
    run_free(&r);
    scenario_free(&scenario);
}

/* The twins: changes of perception, tension or belief change the view of this state only. */
static void
test_knowledge_is_shown(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b"), found = 0;
    struct run r, other;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 1000, NULL, NULL), RUN_REACHED);
    for (int32_t k = 0; k < r.incidents.items.count; k++) {
        const struct incident *i = incident_at(&r, k);

        if (i->n_pending > 0 && i->target == a && i->phase == PHASE_ATTRIBUTION) {
            assert_ok(run_copy(&other, &r), NULL);
            incident_at(&other, k)->perceived_severity += 0.1;
            assert_false(same_view(&r, &other, w, a));
            assert_true(same_view(&r, &other, w, b));
            incident_at(&other, k)->perceived_severity = i->perceived_severity;
            ARRAY_AT(struct belief, &other.beliefs.items, i->belief)->p[0] *= 0.9;
            assert_false(same_view(&r, &other, w, a));
            assert_true(same_view(&r, &other, w, b));
            run_free(&other);
            found++;
        }
    }
    assert_true(found > 0);
    assert_ok(run_copy(&other, &r), NULL);
    ARRAY_AT(struct pair_now, &other.pairs, 0)->direction[0].tension += 0.1;
    assert_false(same_view(&r, &other, w, a));
    assert_true(same_view(&r, &other, w, b));
    run_free(&other);
    run_free(&r);
    scenario_free(&scenario);
}

static bool
is_in(const struct view *v, const struct view_numbers *numbers, uint64_t id)
{
    int32_t number = 0;

    for (int32_t k = 0; k < numbers->ids.count; k++) {
        number = *ARRAY_AT(uint64_t, &numbers->ids, k) == id ? k + 1 : number;
    }
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

static void
test_hidden_incidents_never_appear(void **state)
{
    const struct world *w = load();
    struct view *v = new_view();
    struct view_numbers numbers[3] = {{{0}}};
    struct run r;
    int hidden = 0, shown = 0;

    (void)state;
    assert_ok(run_init(&r, w, 2, 1, 0, NULL), NULL);
    for (double day = 10; day < 3000; day += 10) {
        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        for (int32_t k = 0; k < w->n_states; k++) {
            view(&r, w, k, &numbers[k], v);
            for (int32_t n = 0; n < r.incidents.items.count; n++) {
                const struct incident *i = incident_at(&r, n);

                if (i->n_pending > 0 && i->detected_day != i->detected_day) {
                    assert_false(is_in(v, &numbers[k], i->id));
                    hidden++;
                } else if (i->n_pending > 0 && i->target != k &&
                           i->public_day != i->public_day) {
                    assert_false(is_in(v, &numbers[k], i->id));
                } else if (i->n_pending > 0 && i->target == k && v->n_incidents < 32) {
                    assert_true(is_in(v, &numbers[k], i->id));
                    shown++;
                }
            }
            for (int32_t n = 1; n < v->n_incidents; n++) {
                assert_true(v->incident[n].detected_day <= v->incident[n - 1].detected_day);
            }
        }
    }
    assert_true(hidden > 100 && shown > 100);
    for (int32_t k = 0; k < 3; k++) {
        view_numbers_free(&numbers[k]);
    }
    free(v);
    run_free(&r);
    scenario_free(&scenario);
}

static void
test_a_pending_decision(void **state)
{
    const struct world *w = load();
    int32_t a = worlds_state(w, "a"), b = worlds_state(w, "b");
    struct view *v = new_view();
    struct view_numbers of_a = {0}, of_b = {0};
    struct run r;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    run_seat(&r, a, true);
    for (int n = 0; n < 30; n++) {
        assert_int_equal(run_until(&r, w, 3000, NULL, NULL), RUN_DECISION);
        view(&r, w, b, &of_b, v);
        assert_false(v->deciding);
        view(&r, w, a, &of_a, v);
        assert_true(v->deciding && v->deciding_number > 0);
        assert_in_range(v->n_overt, 2, VIEW_OPTIONS_MAX);
        assert_in_range(v->n_covert, 1, 3);
        for (int32_t k = 0; k < v->n_overt; k++) {
            double sum = 0;

            for (int32_t t = 0; t < TERM_COUNT; t++) {
                sum += v->overt[k].share[t];
            }
            assert_true(sum == 0 || (sum > 1 - 1e-12 && sum < 1 + 1e-12));
            assert_true(k == 0 || v->overt[k].utility <= v->overt[k - 1].utility);
        }
        assert_ok(run_choose(&r, w, v->covert[0].response, v->overt[0].response,
                      v->help[0].response, NULL, NULL),
            NULL);
    }
    view_numbers_free(&of_a);
    view_numbers_free(&of_b);
    free(v);
    run_free(&r);
    scenario_free(&scenario);
}

static void
test_channels_and_agreements(void **state)
{
    const struct world *w = load();
    struct view *v = new_view();
    struct view_numbers of_a = {0}, of_b = {0};
    struct run r;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    view(&r, w, worlds_state(w, "b"), &of_b, v);
    assert_int_equal(v->n_dyads, 2);
    assert_int_equal(v->dyad[0].other, worlds_state(w, "a"));
    assert_true(v->dyad[0].tension > 0.24 && v->dyad[0].trust < 0.31);
    assert_true(v->dyad[0].channel[CHANNEL_POLITICAL].present);
    assert_string_equal(
        v->dyad[0].channel[CHANNEL_DEFENCE].why, "the two states do not have this channel");
    assert_int_equal(v->n_agreements, 2);
    assert_int_equal(v->agreement[1].status, AGREEMENT_IN_FORCE);
    assert_true(v->agreement[1].activity == 0.5);
    assert_int_equal(v->agreement[0].status, AGREEMENT_PROPOSED);
    view(&r, w, worlds_state(w, "a"), &of_a, v);
    assert_int_equal(v->n_agreements, 1);
    view_numbers_free(&of_a);
    view_numbers_free(&of_b);
    free(v);
    run_free(&r);
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

/* Evidence ends an attribution, industry names an actor, or the truth surfaces. */
static void
note_revelation(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    bool *revealed = self;

    (void)w;
    *revealed = *revealed || f->kind == OBS_INDUSTRY || f->kind == OBS_TRUTH ||
                (f->kind == OBS_NAMED && has_item(r, f->incident));
}

/* Runs both worlds until the views of v differ. Returns whether evidence, industry or truth had
   shown a culprit by then, and counts the equal views with suspects before. */
static bool
differ_after_evidence(
    const struct world *x, const struct world *y, uint64_t replication, int *equal)
{
    int32_t v = worlds_state(x, "v");
    struct view_numbers of_x = {0}, of_y = {0};
    struct view *seen = new_view();
    struct run a, b;
    bool same = true, evidence = false;
    struct trace_sink sink = {&evidence, note_revelation};

    assert_ok(run_init(&a, x, 3, replication, 0, NULL), NULL);
    assert_ok(run_init(&b, y, 3, replication, 0, NULL), NULL);
    for (double day = 0.05; same && day < 400; day += 0.05) {
        assert_int_equal(run_until(&a, x, day, NULL, &sink), RUN_REACHED);
        assert_int_equal(run_until(&b, y, day, NULL, &sink), RUN_REACHED);
        same = same_numbered(&a, &of_x, &b, &of_y, x, v);
        view(&a, x, v, &of_x, seen);
        evidence = evidence || has_evidence(&a) || has_evidence(&b);
        *equal += same && seen->n_incidents > 0 && seen->incident[0].n_suspects > 0;
    }
    assert_false(same);
    view_numbers_free(&of_x);
    view_numbers_free(&of_y);
    free(seen);
    run_free(&a);
    run_free(&b);
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
    assert_true(equal > 300);
    assert_true(without > 15);
    scenario_free(&severe);
    scenario_free(&of_c);
    scenario_free(&of_b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_is_hidden),
        cmocka_unit_test(test_types_and_own_operations_are_shown),
        cmocka_unit_test(test_knowledge_is_shown),
        cmocka_unit_test(test_hidden_incidents_never_appear),
        cmocka_unit_test(test_a_pending_decision),
        cmocka_unit_test(test_channels_and_agreements),
        cmocka_unit_test(test_culprits_show_only_in_evidence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

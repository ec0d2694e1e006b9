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

static bool
same_view(const struct run *x, const struct run *y, const struct world *w, int32_t state)
{
    struct view *a = new_view(), *b = new_view();
    bool same;

    view_of(x, w, state, a);
    view_of(y, w, state, b);
    same = memcmp(a, b, sizeof(*a)) == 0;
    free(a);
    free(b);
    return same;
}

/* Changes only the truth behind the same observations: initiator, severity, false flag. */
static int
change_truth(struct run *r)
{
    int n = 0;

    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        struct incident *i = incident_at(r, k);

        if (i->n_pending > 0 && i->trigger_kind == TRIGGER_INCIDENT) {
            i->initiator = i->initiator == 2 ? NONE : 2;
            i->home = 2;
            i->source = i->source == 0 ? 1 : 0;
            i->blamed = i->blamed == NONE ? 0 : NONE;
            i->severity = 11 - i->severity;
            i->rung = 9;
            i->length_days *= 2;
            n++;
        }
    }
    for (int32_t k = 0; k < r->pairs.count; k++) {
        struct pair_now *pair = ARRAY_AT(struct pair_now, &r->pairs, k);

        pair->rung = 0; /* no state knows it */
    }
    return n;
}

static void
test_truth_is_hidden(void **state)
{
    const struct world *w = load();
    struct run r, other;
    int changed = 0;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    for (double day = 50; day < 3000; day += 50) {
        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        assert_ok(run_copy(&other, &r), NULL);
        changed += change_truth(&other);
        for (int32_t k = 0; k < w->n_states; k++) {
            assert_true(same_view(&r, &other, w, k));
        }
        run_free(&other);
    }
    assert_true(changed > 300);
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
is_in(const struct view *v, uint64_t id)
{
    for (int32_t k = 0; k < v->n_incidents; k++) {
        if (v->incident[k].id == id) {
            return true;
        }
    }
    for (int32_t k = 0; k < v->n_public; k++) {
        if (v->public_[k].id == id) {
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
    struct run r;
    int hidden = 0, shown = 0;

    (void)state;
    assert_ok(run_init(&r, w, 2, 1, 0, NULL), NULL);
    for (double day = 10; day < 3000; day += 10) {
        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        for (int32_t k = 0; k < w->n_states; k++) {
            view_of(&r, w, k, v);
            for (int32_t n = 0; n < r.incidents.items.count; n++) {
                const struct incident *i = incident_at(&r, n);

                if (i->n_pending > 0 && i->detected_day != i->detected_day) {
                    assert_false(is_in(v, i->id));
                    hidden++;
                } else if (i->n_pending > 0 && i->target != k &&
                           i->public_day != i->public_day) {
                    assert_false(is_in(v, i->id));
                } else if (i->n_pending > 0 && i->target == k && v->n_incidents < 32) {
                    assert_true(is_in(v, i->id));
                    shown++;
                }
            }
            for (int32_t n = 1; n < v->n_incidents; n++) {
                assert_true(v->incident[n].detected_day <= v->incident[n - 1].detected_day);
            }
        }
    }
    assert_true(hidden > 100 && shown > 100);
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
    struct run r;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    run_seat(&r, a, true);
    for (int n = 0; n < 30; n++) {
        assert_int_equal(run_until(&r, w, 3000, NULL, NULL), RUN_DECISION);
        view_of(&r, w, b, v);
        assert_false(v->deciding);
        view_of(&r, w, a, v);
        assert_true(v->deciding && is_in(v, v->deciding_incident_id));
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
    free(v);
    run_free(&r);
    scenario_free(&scenario);
}

static void
test_channels_and_agreements(void **state)
{
    const struct world *w = load();
    struct view *v = new_view();
    struct run r;

    (void)state;
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    view_of(&r, w, worlds_state(w, "b"), v);
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
    view_of(&r, w, worlds_state(w, "a"), v);
    assert_int_equal(v->n_agreements, 1);
    free(v);
    run_free(&r);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_is_hidden),
        cmocka_unit_test(test_knowledge_is_shown),
        cmocka_unit_test(test_hidden_incidents_never_appear),
        cmocka_unit_test(test_a_pending_decision),
        cmocka_unit_test(test_channels_and_agreements),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

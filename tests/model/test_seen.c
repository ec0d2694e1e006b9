/* Tests that ledgers and views depend on nothing that is hidden from a state, and on everything
   that they show. */
#include "worlds.h"

#include "seat_views.h"

#include "base/hash.h"

#define PACT                                                                                   \
    ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {'activity': 0.5}}, "                 \
    "'measures': {'line': {'measure': 'hotline'}, 'quiet': {'measure': 'restraint_pledge'}}}}"

/* Hidden members */

/* Exchanges the culprit for another one that is not the viewer: another source, or the third
   state. */
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
    i->initiator = world_responsible(w, i->source);
    i->home = WORLD_SOURCE(w, i->source)->home;
}

/* Changes the members that no state ever sees, not even of its own incidents. */
static void
change_inside(struct incident *i)
{
    i->id = hash_mix(i->id);
    i->parent_id = hash_mix(i->parent_id);
    i->campaign_id = hash_mix(i->campaign_id);
    i->matter = hash_mix(i->matter);
    i->parent_kind = PARENT_ACT;
    i->parent_rung = i->parent_severity = i->generation = 7;
    i->parent_day = 1;
    i->severity = 11 - i->severity;
    i->rung = i->trigger_kind == TRIGGER_ACT ? i->rung : 9;
    i->blamed = i->blamed == NONE ? 0 : NONE;
    i->length_days = 2 * i->length_days + 1;
    i->dwell_share = 1 - i->dwell_share;
    i->realised_share = 1 - i->realised_share;
    i->contained_day = i->least_days = i->harm = i->grievance.value = i->work_left = i->speed =
        77;
    i->speed_since = i->severity_error = i->intent_error = 0.77;
    i->pressure_at_detection = 0.77;
    i->misdirected = !i->misdirected;
    i->inadvertent = !i->inadvertent;
    i->violation_found = !i->violation_found;
    i->removed = !i->removed;
    i->n_returns += 3;
    i->answer_misdirected = !i->answer_misdirected;
}

static void
change_incident(const struct world *w, struct incident *i, int32_t viewer, bool told)
{
    bool sees = i->target == viewer ? !isnan(i->detected_day) : !isnan(i->public_day);

    change_inside(i);
    if (i->trigger_kind == TRIGGER_INCIDENT && !is_own(w, i, viewer) &&
        !(sees && !isnan(i->truth_day)) && !(i->target == viewer && !isnan(i->demand_day))) {
        change_culprit(w, i, viewer);
        for (int32_t t = 0; is_stealthy(w, i->type) && t < w->n_types; t++) {
            i->type = is_stealthy(w, t) ? t : i->type;
        }
    }
    if (!sees && !told &&
        !is_own(w, i, viewer)) { /* only another state knows of the incident, or nobody */
        i->type = i->type == NONE ? NONE : (i->type + 1) % w->n_types;
        i->critical = !i->critical;
        i->ended = !i->ended;
        i->start_day += 1;
        i->industry_named = 1;
        i->target_class = (i->target_class + 1) % 4;
    }
    if (i->target != viewer) { /* the judgement and the decisions of the victim */
        i->phase = PHASE_HIDDEN;
        i->named = isnan(i->statement_day) ? NONE : i->named;
        i->perceived_severity = isnan(i->public_day) ? 9 : i->perceived_severity;
        i->perceived_intent = i->confidence = 0.123;
        i->asked = !i->asked;
        i->reply = REPLY_ADMISSION;
        i->overt = i->covert = i->help = 1;
        if (!is_own(w, i, viewer)) {
            i->demand_day = i->concession_day = isnan(i->demand_day) ? 0.5 : NAN;
        }
        i->deadline_day += 100;
        memset(i->joined, 0xff, sizeof(i->joined));
    }
}

static void
change_beliefs(struct run *r, int32_t viewer)
{
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        struct incident *i = incident_at(r, k);

        if (i->n_pending > 0 && i->belief != NONE) {
            struct belief *b = ARRAY_AT(struct belief, &r->beliefs.items, i->belief);

            b->accuracy = 0.321;
            b->items += 5;
            for (int32_t n = 0; i->target != viewer && n < b->n; n++) {
                b->p[n] = 0.5;
            }
        }
    }
}

/* Changes the tension and trust of other states, and members that no state knows. */
static void
change_pairs(struct run *r, const struct world *w, int32_t viewer)
{
    for (int32_t k = 0; k < r->pairs.count; k++) {
        struct pair_now *pair = ARRAY_AT(struct pair_now, &r->pairs, k);

        pair->rung = 0;
        if (WORLD_PAIR(w, k)->first != viewer && WORLD_PAIR(w, k)->second != viewer) {
            pair->crisis.holds = false;
        }
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) { /* whether a message has arrived */
            pair->contact_day[c] -= pair->contact_day[c] == r->kernel.now ? 0 : 50;
        }
        for (int d = 0; d < 2; d++) {
            struct dyad_direction_now *side = &pair->direction[d];

            side->pledge_nats = side->pledge_rate = side->own.value = side->wronged.value = 3;
            if ((d == 0 ? WORLD_PAIR(w, k)->first : WORLD_PAIR(w, k)->second) != viewer) {
                side->tension += 1;
                side->trust_good += 1;
                side->act_day[RUNG_MAJOR_HARM] = 0;
            }
        }
    }
    for (int32_t m = 0; m < r->measures.count; m++) {
        ARRAY_AT(struct measure_now, &r->measures, m)->refreshed_day -= 30;
    }
}

static void
overwrite(struct array *a)
{
    if (a->count > 0) {
        memset(a->at, 0x5a, (size_t)a->count * a->size);
    }
}

/* Changes everything in a copy of a run that is hidden from one state. The state knows of the
   incidents with a number in `seen`. A message now informs it of the incident at index `told`. */
static void
change_hidden(
    struct run *r, const struct world *w, const struct seen *seen, int32_t viewer, int32_t told)
{
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        if (incident_at(r, k)->n_pending > 0) {
            change_incident(w, incident_at(r, k), viewer,
                k == told || seen_number(seen, viewer, incident_at(r, k)->id) > 0);
        }
    }
    for (int32_t k = 0; k < r->messages.items.count; k++) {
        struct message *m = ARRAY_AT(struct message, &r->messages.items, k);

        m->id = hash_mix(m->id);
        m->incident_id = hash_mix(m->incident_id);
    }
    for (int32_t k = 0; k < r->states.count; k++) {
        if (k != viewer) {
            ARRAY_AT(struct state_now, &r->states, k)->pressure.value += 2;
        }
    }
    change_beliefs(r, viewer);
    change_pairs(r, w, viewer);
    overwrite(&r->arrival_processes);
    overwrite(&r->desks);
    overwrite(&r->campaigns.items);
    overwrite(&r->jobs.items);
    overwrite(&r->orders.items);
    overwrite(&r->campaign_members.items);
    overwrite(&r->tranches.items);
}

/* The ledger of a run, and for each state the ledger of a changed run, in which everything is
   changed that is hidden from this state. */
struct changed {
    struct seen seen, of[3];
    struct run copy;
    int facts;
};

static void
change_fact(const struct run *r, struct run *copy, const struct observation *f,
    struct observation *out, struct act *act)
{
    *out = *f;
    if (f->incident != NULL) {
        out->incident = incident_at(
            copy, (int32_t)(f->incident - (const struct incident *)r->incidents.items.at));
    }
    if (f->message != NULL) {
        out->message = ARRAY_AT(struct message, &copy->messages.items,
            f->message - (const struct message *)r->messages.items.at);
    }
    if (f->act != NULL) {
        *act = *f->act;
        act->id = hash_mix(act->id);
        act->parent_id = hash_mix(act->parent_id);
        act->misdirected = !act->misdirected;
        act->inadvertent = !act->inadvertent;
        if (act->response == NONE && act->agreement == NONE) { /* an operation */
            act->actor = act->target;
            act->rung = 1;
        }
        out->act = act;
    }
}

/* Returns the index of the incident about which that observation informs the state; NONE if there
   is none. */
static int32_t
told(const struct observation *f, int32_t state)
{
    return f->kind == OBS_READ && f->message->to == state ? f->message->incident : NONE;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct changed *x = self;

    for (int32_t k = 0; k < 3; k++) {
        struct observation fact;
        struct act act;

        assert_ok(run_copy_into(&x->copy, r), NULL);
        if (f->kind == OBS_CLOSED) { /* a closed incident has no references left */
            incident_at(&x->copy, f->a)->n_pending = 1;
        }
        change_hidden(&x->copy, w, &x->seen, k, told(f, k));
        change_fact(r, &x->copy, f, &fact, &act);
        seen_note(&x->of[k], w, &x->copy, &fact);
    }
    seen_note(&x->seen, w, r, f);
    x->facts++;
}

static void
assert_equal(struct changed *x, const struct run *r, const struct world *w)
{
    for (int32_t k = 0; k < 3; k++) {
        assert_ok(run_copy_into(&x->copy, r), NULL);
        change_hidden(&x->copy, w, &x->seen, k, NONE);
        assert_true(same_items(&x->seen, &x->of[k], k));
        assert_true(same_view(r, &x->seen, &x->copy, &x->of[k], w, k));
    }
}

static void
test_nothing_hidden_is_seen(void **state)
{
    struct scenario scenario;
    struct changed x = {.facts = 0};
    struct trace_sink sink = {&x, note};
    const struct world *w;
    struct run r;
    int32_t n;

    (void)state;
    worlds_load(&scenario, WORLD(WORLD_ABC PACT ", 'horizon_days': 2000"));
    w = worlds_first(&scenario);
    assert_int_equal(w->n_states, 3);
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    assert_ok(seen_init(&x.seen, &r, w, all_states), NULL);
    for (int32_t k = 0; k < 3; k++) {
        assert_ok(seen_init(&x.of[k], &r, w, all_states), NULL);
    }
    for (double day = 40; day < 1500; day += 40) {
        assert_int_equal(run_until(&r, w, day, NULL, &sink), RUN_REACHED);
        assert_equal(&x, &r, w);
    }
    assert_true(x.facts > 500);
    for (int32_t k = 0; k < 3; k++) {
        (void)seen_items(&x.seen, k, &n);
        assert_true(n > 50);
        seen_free(&x.of[k]);
    }
    seen_free(&x.seen);
    run_free(&x.copy);
    run_free(&r);
    scenario_free(&scenario);
}

/* The twins: members that are shown */

enum type { INTEGER, REAL, FLAG, WORD };

struct shown {
    const char *name;
    size_t at;
    enum type type;
};

#define MEMBER(of, name, type)                                                                 \
    {                                                                                          \
#name, offsetof(struct of, name), type                                                 \
    }

static const struct shown of_detected[] = {
    MEMBER(incident, target_class, INTEGER),
    MEMBER(incident, critical, FLAG),
    MEMBER(incident, ended, FLAG),
    MEMBER(incident, detected_day, REAL),
    MEMBER(incident, phase, INTEGER),
    MEMBER(incident, perceived_severity, REAL),
    MEMBER(incident, perceived_intent, REAL),
    MEMBER(incident, public_day, REAL),
    MEMBER(incident, asked, FLAG),
    MEMBER(incident, reply, INTEGER),
    MEMBER(incident, reply_from, INTEGER),
    MEMBER(incident, named, INTEGER),
    MEMBER(incident, confidence, REAL),
    MEMBER(incident, industry_named, INTEGER),
    MEMBER(incident, statement_day, REAL),
    MEMBER(incident, truth_day, REAL),
    MEMBER(incident, demand_day, REAL),
    MEMBER(incident, concession_day, REAL),
    MEMBER(incident, joined, WORD),
    MEMBER(incident, overt, INTEGER),
    MEMBER(incident, covert, INTEGER),
    MEMBER(incident, help, INTEGER),
};

static const struct shown of_own[] = {
    MEMBER(incident, type, INTEGER),
    MEMBER(incident, target, INTEGER),
    MEMBER(incident, start_day, REAL),
    MEMBER(incident, ended, FLAG),
    MEMBER(incident, demand_day, REAL),
    MEMBER(incident, concession_day, REAL),
};

static const struct shown of_public[] = {
    MEMBER(incident, target_class, INTEGER),
    MEMBER(incident, public_day, REAL),
    MEMBER(incident, statement_day, REAL),
    MEMBER(incident, industry_named, INTEGER),
    MEMBER(incident, truth_day, REAL),
};

static void
change_member(void *of, const struct shown *m)
{
    char *at = (char *)of + m->at;

    switch (m->type) {
    case INTEGER:
        *(int32_t *)at = *(int32_t *)at == 1 ? 0 : 1;
        break;
    case REAL:
        *(double *)at = isnan(*(double *)at) ? 7 : *(double *)at - 7;
        break;
    case FLAG:
        *(bool *)at = !*(bool *)at;
        break;
    case WORD:
        *(uint64_t *)at ^= 4;
        break;
    }
}

struct twins {
    const struct run *run;
    const struct world *world;
    const struct seen *seen;
    struct run other;
    int32_t n;
};

/* Whether a change of that member does not change the view. The view shows of some days only
   whether they exist. It shows statement and demand only with the state that is named or that
   demands. */
static bool
shows_nothing(const struct incident *i, const char *member, int32_t state)
{
    return (strcmp(member, "statement_day") == 0 &&
               (!isnan(i->statement_day) || i->named == NONE)) ||
           (strcmp(member, "truth_day") == 0 && !isnan(i->truth_day)) ||
           (strcmp(member, "demand_day") == 0 &&
               (!isnan(i->demand_day) || i->initiator == NONE)) ||
           (strcmp(member, "concession_day") == 0 && !isnan(i->concession_day)) ||
           (strcmp(member, "public_day") == 0 && !isnan(i->public_day) && i->target == state);
}

/* Checks that a change of each of these members of an incident changes the view of that state. */
static void
assert_shown(
    struct twins *x, int32_t incident, int32_t state, const struct shown *members, size_t n)
{
    for (size_t m = 0; m < n; m++) {
        assert_ok(run_copy_into(&x->other, x->run), NULL);
        if (shows_nothing(incident_at(&x->other, incident), members[m].name, state)) {
            continue;
        }
        change_member(incident_at(&x->other, incident), &members[m]);
        if (same_view(x->run, x->seen, &x->other, x->seen, x->world, state)) {
            fail_msg("%s does not show", members[m].name);
        }
        x->n++;
    }
}

#define ASSERT_SHOWN(x, k, state, members)                                                     \
    assert_shown(x, k, state, members, sizeof(members) / sizeof(members[0]))

static void
assert_all_shown(struct twins *x, int32_t detected[3])
{
    for (int32_t k = 0; k < 3 * x->run->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &x->run->incidents.items, k / 3);
        int32_t state = k % 3;

        if (i->n_pending == 0 || i->trigger_kind == TRIGGER_ACT) {
            continue;
        }
        if (is_own(x->world, i, state)) {
            ASSERT_SHOWN(x, k / 3, state, of_own);
            detected[0]++;
        }
        if (i->target == state && !isnan(i->detected_day)) {
            ASSERT_SHOWN(x, k / 3, state, of_detected);
            detected[1]++;
        } else if (i->target != state && !isnan(i->public_day)) {
            ASSERT_SHOWN(x, k / 3, state, of_public);
            detected[2]++;
        }
    }
}

static void
test_what_is_known_is_seen(void **state)
{
    struct scenario scenario;
    struct twins x = {.n = 0};
    struct seen seen;
    struct trace_sink sink = seen_sink(&seen);
    int32_t found[3] = {0};
    struct run r;

    (void)state;
    worlds_load(&scenario, WORLD(WORLD_ABC PACT ", 'horizon_days': 2000"));
    x = (struct twins){.run = &r, .world = worlds_first(&scenario), .seen = &seen};
    assert_ok(run_init(&r, x.world, 1, 1, 0, NULL), NULL);
    assert_ok(seen_init(&seen, &r, x.world, all_states), NULL);
    for (double day = 60; day < 700; day += 80) {
        assert_int_equal(run_until(&r, x.world, day, NULL, &sink), RUN_REACHED);
        assert_all_shown(&x, found);
    }
    assert_true(found[0] > 3 && found[1] > 3 && found[2] > 3 && x.n > 100);
    run_free(&x.other);
    seen_free(&seen);
    run_free(&r);
    scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_hidden_is_seen),
        cmocka_unit_test(test_what_is_known_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

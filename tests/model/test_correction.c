/* Tests errors that states discover: a misreading, a wrong attribution, a deception. Tests which
   replies change a belief. MODEL.md (4.3), (6.3), (7.1), (7.4), (7.8), (9.8), (9.11), (9.12) */
#include "stage.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"
#include "model/incident/incident.h"
#include "model/state/incident_list.h"

struct counts {
    int misread, corrected, no_attack, acted_after; /* espionage taken for an attack */
    int struck_after; /* operations against a state that had not attacked */
    /* espionage that was detected after 90 days, and how much of it was misread */
    int old, misread_old;
    int asked, lost, late, answered;
    int idle; /* questions about espionage that was recognised, outside a crisis */
    int on_deceiver, struck_deceiver;
    double fell, rose; /* changes of posteriors by replies */
    double bad;        /* changes of a's trust in c */
};

static void
note_message(struct counts *x, const struct message *m)
{
    x->asked++;
    x->lost += m->end == MESSAGE_LOST;
    x->late += m->end == MESSAGE_LATE;
    x->answered += m->end == MESSAGE_ANSWERED;
    if (m->belief_after < m->belief_before) {
        x->fell += m->belief_before - m->belief_after;
    } else if (m->belief_after > m->belief_before) {
        x->rose += m->belief_after - m->belief_before;
    }
}

static bool
is_idle(const struct world *w, const struct run *r, const struct message *m)
{
    const struct incident *i =
        ARRAY_AT(const struct incident, &r->incidents.items, m->incident);

    return m->from + m->to == 1 && m->kind == MESSAGE_INQUIRY &&
           i->trigger_kind == TRIGGER_INCIDENT &&
           incident_type_is_stealthy(WORLD_TYPE(w, i->type)) && i->perceived_intent < 0.5 &&
           i->perceived_severity < 4 &&
           !ARRAY_AT(const struct pair_now, &r->pairs, world_pair(w, m->from, m->to))
                ->crisis.holds;
}

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;
    const struct incident *i = f->incident;

    (void)w;
    (void)r;
    if (f->kind == OBS_SENT) {
        x->idle += is_idle(w, r, f->message);
    }
    if (f->kind == OBS_TRIAGED) {
        bool misread =
            incident_type_is_stealthy(WORLD_TYPE(w, i->type)) && i->perceived_intent >= 0.5;
        bool old = i->detected_day - i->start_day > 90;

        x->misread += misread;
        x->old += old;
        x->misread_old += old && misread;
    } else if (f->kind == OBS_CORRECTED) {
        assert_true(i->perceived_intent == 0);
        x->corrected++;
    } else if (f->kind == OBS_ORDER_CLOSED) {
        bool after =
            f->value == ORDER_EXECUTED && f->day > i->corrected_day && !i->counter_espionage;

        x->no_attack += f->value == ORDER_NO_ATTACK;
        x->acted_after += after;
        x->struck_after += after && WORLD_RESPONSE(w, f->b)->effect == EFFECT_OPERATION;
    } else if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INQUIRY &&
               f->message->from + f->message->to == 1) {
        note_message(x, f->message);
    } else if (f->kind == OBS_DECIDED && i->trigger_kind == TRIGGER_ACT && i->named == 2 &&
               i->n_decisions > 100) {
        x->on_deceiver++;
    } else if (f->kind == OBS_ACT && f->act->actor == 0 && f->act->target == 2) {
        x->struck_deceiver += f->act->response != NONE;
    } else if (f->kind == OBS_TRUST && WORLD_PAIR(w, f->a)->first == 0 &&
               WORLD_PAIR(w, f->a)->second == 2 && f->b == 0) {
        x->bad += f->value;
    }
}

static struct counts
counts_of(const char *json, uint64_t runs)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note};

    worlds_many(json, runs, &sink);
    return x;
}

/* ---- espionage that was taken for an attack (4.3) ---- */

#define SPIES(days) READ_AFTER(days, "0")
#define READ_AFTER(days, misread) MISREAD(days, misread, "1")
#define MISREAD(days, misread, review)                                                         \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {'publicity': 3, 'retaliation': 2}, 'b': "    \
        "{}}, "                                                                                \
        "'pairs': {'a:b': {}}, 'sources': {'b': {'kind': 'state', 'home': 'b', 'targets': "    \
        "{'a': 8}, 'mix': {'intrusion_short_espionage': 1}}}, "                                \
        "'parameters': {'publicity': {'secrecy': 0}, 'truth': {'p_surfaces': 0}, "             \
        "'perception': {'misread_espionage': 0.5, 'misread_days': " misread                    \
        ", 'analysis_days': " days "}, 'decision': {'reviewed_orders': " review "}}")

static void
test_a_misreading_is_found(void **state)
{
    struct counts x = counts_of(SPIES("20"), 10), never = counts_of(SPIES("0"), 10);
    struct counts blind = counts_of(MISREAD("20", "0", "0"), 10);

    (void)state;
    print_message("misread %d, found %d, withdrawn %d, carried out later %d\n", x.misread,
        x.corrected, x.no_attack, x.acted_after);
    assert_true(x.misread > 100);
    assert_true(x.corrected > 0.9 * x.misread);
    assert_true(x.no_attack > 5);
    assert_int_equal(x.struck_after, 0); /* a counter-operation is always withdrawn */
    print_message(
        "struck after the correction %d, twin %d\n", x.struck_after, blind.struck_after);
    assert_true(blind.struck_after > 5); /* the twin: orders are not reviewed */
    /* the twin */
    assert_true(never.misread > 100);
    assert_int_equal(never.corrected + never.no_attack, 0);
}

/* Espionage that continued for months without harm is rarely taken for an attack. */
static void
test_old_espionage_is_not_misread(void **state)
{
    struct counts x = counts_of(READ_AFTER("20", "30"), 10), twin = counts_of(SPIES("20"), 10);
    double share = (double)x.misread_old / x.old, always = (double)twin.misread_old / twin.old;

    (void)state;
    print_message("of %d found after 90 days, %.3f are misread; whatever the time %.3f\n",
        x.old, share, always);
    assert_true(x.old > 50 && twin.old > 50);
    assert_true(share < 0.03 && x.misread > 50);
    assert_true(always > 0.4); /* the twin */
}

/* ---- deception (9.11) ---- */

#define BLAMED(deceived)                                                                       \
    WORLD(                                                                                     \
        "'horizon_days': 7305, 'states': {'a': {'publicity': 4}, 'b': {'inertia': 20}, 'c': "  \
        "{'inertia': 20}}, 'sources': {'third': {'kind': 'state', 'home': 'c', 'targets': "    \
        "{'a': 4}, 'mix': {'ddos_disruption': 1}, 'false_flag': {'share': 1, 'blames': "       \
        "'b'}}}, 'pairs': {'a:b': {'channels': {'political': {'present': false}}}, 'a:c': "    \
        "{'channels': {'political': {'present': false}}}}, 'parameters': {'attribution': "     \
        "{'false_flag_pull': 0.8}, 'publicity': {'secrecy': 0}, 'clarification': {'p_ask': "   \
        "0}, 'truth': {'p_surfaces': 1, 'delay_days': 100, 'deceived': " deceived "}}")

static void
test_the_deceiver_is_answered(void **state)
{
    struct counts x = counts_of(BLAMED("2"), 10), twin = counts_of(BLAMED("0"), 10);

    (void)state;
    print_message("decisions on the deceiver %d, acts %d (%d), trust %.2f (%.2f)\n",
        x.on_deceiver, x.struck_deceiver, twin.struck_deceiver, x.bad, twin.bad);
    assert_true(x.on_deceiver > 50);
    assert_true(x.struck_deceiver > twin.struck_deceiver);
    assert_int_equal(twin.on_deceiver, 0); /* the twin */
}

/* ---- caution (6.3) ---- */

/* Whether a names b with a posterior of 0.7 at the end of its patience, after n mistakes. */
static bool
names_after(const char *json, double mistakes)
{
    struct stage t;
    int32_t index;
    struct incident *i;
    bool named;

    stage_enter(&t, json);
    dyad_direction(&t.s, 0, 1).now->erred = (struct decaying){mistakes, 0};
    index = sim_acquire(&t.run.incidents);
    i = SIM_INCIDENT(&t.s, index);
    *i = (struct incident){.target = 0, .named = NONE, .n_pending = 1};
    i->belief = sim_acquire(&t.run.beliefs);
    *SIM_BELIEF(&t.s, i->belief) = (struct belief){
        .n = 3, .suspect = {1, SUSPECT_NON_STATE, SUSPECT_ACCIDENT}, .p = {0.7, 0.2, 0.1}};
    belief_conclude(&t.s, i, true);
    named = i->named == 1;
    stage_leave(&t);
    return named;
}

static void
test_a_mistake_makes_cautious(void **state)
{
    (void)state;
    assert_true(names_after(WORLD(WORLD_ABC), 0));
    assert_false(names_after(WORLD(WORLD_ABC), 1)); /* expit(logit .6 + .8) = .77 */
    /* the twin */
    assert_true(names_after(WORLD(WORLD_ABC ", 'parameters': {'truth': {'caution': 0}}"), 1));
}

/* ---- other incidents under the same flag (9.12) ---- */

/* Adds an incident against a by c under the flag of b. The belief of a in b is 0.9. */
static int32_t
framed(struct stage *t, int32_t blamed)
{
    int32_t index = stage_attack(t, hash_mix((uint64_t)blamed + 5), 1, 0.9);
    struct incident *i = SIM_INCIDENT(&t->s, index);

    i->blamed = blamed;
    i->start_day = 0;
    i->belief = sim_acquire(&t->run.beliefs);
    *SIM_BELIEF(&t->s, i->belief) = (struct belief){.n = 4,
        .suspect = {1, 2, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
        .p = {0.9, 0.04, 0.03, 0.03}};
    incident_list_add(&t->s, &SIM_STATE(&t->s, 0)->attributed, index);
    return index;
}

/* Whether a still names b for another incident, whose evidence pointed to `blamed`, after a has
   learned that c acts under the flag of b. */
static bool
names_still(const char *json, int32_t blamed)
{
    struct stage t;
    int32_t about, other;
    bool still;

    stage_enter(&t, json);
    about = framed(&t, 1);
    other = framed(&t, blamed);
    assert_true(belief_still_names(&t.s, SIM_INCIDENT(&t.s, other)));
    belief_reexamine(&t.s, about);
    assert_true(belief_of(&t.s, SIM_INCIDENT(&t.s, about), 1) == 0.9);
    still = belief_still_names(&t.s, SIM_INCIDENT(&t.s, other));
    stage_leave(&t);
    return still;
}

static void
test_the_same_flag_deceives_once(void **state)
{
    (void)state;
    assert_false(names_still(WORLD(WORLD_ABC), 1));
    /* the twins: no other incident is examined; the other incident has no false flag */
    assert_true(
        names_still(WORLD(WORLD_ABC ", 'parameters': {'truth': {'reexamine_days': 0}}"), 1));
    assert_true(names_still(WORLD(WORLD_ABC), NONE));
}

/* Two searches become certain at the same moment. Both continue, and no step is due. */
static void
test_reexamined_searches_go_on(void **state)
{
    struct stage t;
    int32_t about, other[2];

    (void)state;
    stage_enter(&t, WORLD(WORLD_ABC));
    about = framed(&t, 1);
    for (int k = 0; k < 2; k++) {
        struct incident *i;

        other[k] = framed(&t, 1);
        i = SIM_INCIDENT(&t.s, other[k]);
        i->phase = PHASE_ATTRIBUTION;
        *SIM_BELIEF(&t.s, i->belief) = (struct belief){.n = 4,
            .suspect = {1, 2, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
            .p = {0.9, 0.0998, 0.0001, 0.0001}};
    }
    belief_reexamine(&t.s, about);
    for (int k = 0; k < 2; k++) {
        const struct incident *i = SIM_INCIDENT(&t.s, other[k]);

        assert_true(belief_of(&t.s, i, 1) < 0.5);
        assert_true(belief_of(&t.s, i, 2) > 0.5);
        assert_int_equal(i->phase, PHASE_ATTRIBUTION);
    }
    assert_int_equal(t.s.marks.kinds & MARK_STEP, 0);
    stage_leave(&t);
}

/* ---- replies ---- */

#define ASKED(measure, more) ASKING(measure, "'ask_information': 0, 'ask_severity': 0, ", more)
#define ASKING(measure, worth, more)                                                           \
    WORLD(WORLD_ABC ", 'horizon_days': 3652.5, 'parameters': {'clarification': {" worth        \
                    "'p_ask': 1" more                                                          \
                    "}}, 'agreements': {'line': {'parties': {'a': {}, 'b': {}}, "              \
                    "'suspension': {'hazard_per_day': 0}, 'measures': {'line': "               \
                    "{'adoption_lag_days': 0, 'channel': 'political', " measure "}}}}")
#define LINE "'latency_change': -0.98"
#define SLOWER "'latency_change': -0.8"

static void
test_a_line_in_force_is_staffed(void **state)
{
    struct counts x = counts_of(ASKED(LINE, ""), 5), slower;

    (void)state;
    slower = counts_of(ASKED(SLOWER, ", 'late_days': 0"), 5);
    assert_true(x.asked > 100 && x.answered > 50);
    assert_int_equal(x.lost, 0);
    assert_true(slower.lost > 10); /* the twin: faster, but nobody is on duty */
}

/* If no channel has staff on duty, a question arrives later, but is not lost. */
static void
test_a_question_arrives_late(void **state)
{
    struct counts x = counts_of(ASKED(SLOWER, ""), 5);
    struct counts twin = counts_of(ASKED(SLOWER, ", 'late_days': 0"), 5);

    (void)state;
    assert_int_equal(x.lost, 0);
    assert_true(twin.lost > 10);
    assert_true(x.answered + x.late > twin.answered + twin.late);
}

/* A victim asks only if the answer can change its belief. */
static void
test_questions_follow_information(void **state)
{
    struct counts x = counts_of(ASKING(LINE, "", ""), 10),
                  twin = counts_of(ASKED(LINE, ""), 10);

    (void)state;
    print_message(
        "asked %d, %d idly; without the rule %d, %d\n", x.asked, x.idle, twin.asked, twin.idle);
    assert_true(x.asked > 30 && x.asked < 0.6 * twin.asked);
    assert_true(x.idle <= 0.02 * x.asked);
    assert_true(twin.idle > 0.1 * twin.asked);
}

/* The reach of the political channel of a and b after a long time without use. */
static double
reach_of(const char *json)
{
    struct stage t;
    double reach;

    stage_enter(&t, json);
    t.run.kernel.now = 3000;
    reach = channel_reach(&t.s, world_pair(t.s.world, 0, 1), CHANNEL_POLITICAL);
    stage_leave(&t);
    return reach;
}

static void
test_every_message_has_that_reach(void **state)
{
    (void)state;
    assert_true(reach_of(ASKED(LINE, "")) == 1);
    assert_true(reach_of(ASKED(SLOWER, "")) < 1); /* the twin */
}

static void
test_a_question_is_waited_for(void **state)
{
    struct counts x = counts_of(ASKED(SLOWER, ""), 5);
    struct counts twin = counts_of(ASKED(SLOWER, ", 'wait_turns': 0, 'wait_days': 0.2"), 5);

    (void)state;
    print_message("in time %d, late %d; with a short wait %d, %d\n", x.answered, x.late,
        twin.answered, twin.late);
    assert_true(x.late < 0.35 * (x.late + x.answered));
    assert_true(twin.late > 0.6 * (twin.late + twin.answered));
}

static void
test_replies_change_beliefs(void **state)
{
    struct counts x = counts_of(ASKED(LINE, ", 'help_items': 1"), 5);
    struct counts twin = counts_of(ASKED(LINE, ", 'help_items': 0"), 5);

    (void)state;
    print_message(
        "posteriors fall by %.2f, rise by %.2f in %d replies; without evidence %.2f, "
        "%.2f in %d\n",
        x.fell, x.rose, x.answered, twin.fell, twin.rose, twin.answered);
    assert_true(x.fell / x.answered > twin.fell / twin.answered);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_misreading_is_found),
        cmocka_unit_test(test_old_espionage_is_not_misread),
        cmocka_unit_test(test_the_deceiver_is_answered),
        cmocka_unit_test(test_the_same_flag_deceives_once),
        cmocka_unit_test(test_reexamined_searches_go_on),
        cmocka_unit_test(test_a_mistake_makes_cautious),
        cmocka_unit_test(test_a_line_in_force_is_staffed),
        cmocka_unit_test(test_a_question_arrives_late),
        cmocka_unit_test(test_questions_follow_information),
        cmocka_unit_test(test_every_message_has_that_reach),
        cmocka_unit_test(test_a_question_is_waited_for),
        cmocka_unit_test(test_replies_change_beliefs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests cases that are investigated with a partner, and takedowns. MODEL.md (5.6), (5.7), (1.11) */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"
#include "model/incident/campaign.h"
#include "model/response/message.h"
#include "model/state/lever_effect.h"

/* A victim v, suspects k and l, and a partner p that is related to v only by an agreement. No other
   rule turns to partners, so that the use of a channel has no other effect. There are no
   counter-operations. The targets are private, so that p, which is no ally, may see them (7.9). */
#define NO_HELP                                                                                \
    "'responses': {'technical_notice': {'offered': false}, 'assistance_request': {'offered': " \
    "false}, 'counter_operation': {'offered': false}, 'counter_operation_higher': "            \
    "{'offered': false}}"
#define SUSPECT(id)                                                                            \
    "'" id                                                                                     \
    ":v': {'tension_baseline': 0.3, 'tension_start': 0.3, 'trust_good': 1.2, "                 \
    "'trust_bad': 2.8}"
#define CASES(operator, measure, more)                                                         \
    WORLD(                                                                                     \
        "'horizon_days': 1500, 'states': {'k': {}, 'l': {}, 'p': {}, 'v': {}}, "               \
        "'sources': {'x': {'kind': 'state', 'home': '" operator                                \
        "', 'targets': {'v': 8}}}, 'pairs': {" SUSPECT("k") ", " SUSPECT(                      \
            "l") "}, "                                                                         \
                 "'agreements': {'a': {'parties': {'p': {}, 'v': {}}, "                        \
                 "'suspension': {'hazard_per_day': 0}, "                                       \
                 "'opens': {'technical': {}, 'law_enforcement': {}}, 'measures': {'m': "       \
                 "{'adoption_lag_days': 0, " measure "}}}}, " NO_HELP                          \
                 ", 'parameters': {'rates': {'target_private': 1, 'target_government': 0, "    \
                 "'target_military': 0}" more "}")

struct cases {
    int64_t asked, answered, in_time, ignored, of[4];
    int64_t hasty; /* findings within three days */
    double trust;
};

static void
note_cases(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct cases *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_JOINT_CASE) {
        x->asked++;
        x->answered += f->message->reply == REPLY_FINDINGS;
        x->in_time += f->message->end == MESSAGE_ANSWERED;
        x->ignored += f->message->end == MESSAGE_IGNORED;
        x->of[f->message->to]++;
        x->hasty += f->message->reply == REPLY_FINDINGS &&
                    f->message->answered_day - f->message->handled_day < 3;
    } else if (f->kind == OBS_TRUST) {
        x->trust += f->value;
    }
}

static struct cases
cases_in(const char *json, uint64_t runs)
{
    struct cases x = {.asked = 0};
    struct trace_sink sink = {&x, note_cases};

    worlds_many(json, runs, &sink);
    return x;
}

/* Whether two worlds have the same runs, except for messages, trust, and the days on which
   incidents are closed. */
static bool
same_course(const char *json, const char *other)
{
    struct diary d[2] = {{.no_inquiries = true}, {.no_inquiries = true}};
    struct trace_sink sinks[2] = {diary_sink(&d[0]), diary_sink(&d[1])};

    worlds_many(json, 5, &sinks[0]);
    worlds_many(other, 5, &sinks[1]);
    assert_true(d[0].text.length > 1000);
    return diary_same(&d[0], &d[1], false);
}

/* A request alone changes nothing. Only the findings of the partner change beliefs. */
static void
test_only_findings_count(void **state)
{
#define NO_TRUST ", 'trust': {'refused': 0}"
    static const char never[] = CASES("k", "'refusal_gain': 1", NO_TRUST);
    static const char refused[] =
        CASES("k", "'joint_case_gain': 1, 'refusal_gain': 1", NO_TRUST);
    static const char found[] = CASES("k", "'joint_case_gain': 1", NO_TRUST);
    struct cases x;

    (void)state;
    x = cases_in(never, 5);
    assert_int_equal(x.asked, 0);
    x = cases_in(refused, 9);
    assert_true(x.asked > 100 && x.answered == 0);
    x = cases_in(found, 9);
    assert_true(x.asked > 100 && x.answered > x.asked / 4 && x.in_time > x.answered / 4);
    assert_true(same_course(never, refused));
    assert_false(same_course(never, found));
}

/* No investigation ends within a day. (5.6) */
static void
test_a_case_takes_its_time(void **state)
{
#define LEAST(share) ", 'sharing': {'case_from': 0}, 'attribution': {'case_least': " share "}"
    struct cases x = cases_in(CASES("k", "'joint_case_gain': 1", LEAST("0.5")), 5);

    (void)state;
    print_message("findings: %d, %d of them in three days\n", (int)x.answered, (int)x.hasty);
    assert_true(x.answered > 50 && x.hasty == 0);
    x = cases_in(CASES("k", "'joint_case_gain': 1", LEAST("0")), 5); /* the twin */
    assert_true(x.hasty > x.answered / 20);
}

/* A partner that is itself responsible does not answer. Only trust changes. */
static void
test_a_culprit_does_not_answer(void **state)
{
#define TOLD(refused)                                                                          \
    ", 'sharing': {'case_from': 0, 'withhold': 32}, 'trust': {'refused': " refused "}"
    struct cases x = cases_in(CASES("p", "'joint_case_gain': 1", TOLD("0.25")), 7);

    (void)state;
    print_message("asked a culprit %d times, ignored %d\n", (int)x.asked, (int)x.ignored);
    assert_true(x.asked > 100 && x.answered == 0 && x.ignored > 50);
    assert_true(x.trust < -0.1);
    x = cases_in(CASES("p", "'joint_case_gain': 1", TOLD("0")), 7);
    assert_true(x.asked > 100 &&
                x.trust == cases_in(CASES("p", "'joint_case_gain': 0", TOLD("0")), 7).trust);
    assert_true(same_course(CASES("p", "'joint_case_gain': 0", TOLD("0")),
        CASES("p", "'joint_case_gain': 1", TOLD("0"))));
    /* the twin: an innocent partner answers */
    assert_true(cases_in(CASES("k", "'joint_case_gain': 1", TOLD("0")), 5).answered > 50);
}

/* There is no case if the only possible partner is the suspect. */
static void
test_two_that_suspect_each_other_have_no_case(void **state)
{
#define RIVALS(withhold)                                                                       \
    WORLD(                                                                                     \
        "'horizon_days': 3000, 'states': {'a': {}, 'b': {}}, "                                 \
        "'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'b': 8}}, "               \
        "'z': {'kind': 'criminal', 'targets': {'a': 4, 'b': 4}}}, 'pairs': {'a:b': "           \
        "{'channels': {'technical': {'present': true}, 'law_enforcement': {'present': "        \
        "true}}}}, 'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'measures': "           \
        "{'joint_investigation': {'adoption_lag_days': 0}}}}, "                                \
        "'parameters': {'sharing': {'case_from': 0, 'withhold': " withhold "}}")
    (void)state;
    assert_int_equal(cases_in(RIVALS("0.8"), 3).asked, 0);
    assert_true(cases_in(RIVALS("32"), 3).asked > 50);
}

/* One partner is asked: the most trusted one, or one that is a target of the same campaign. */
static void
test_one_partner_is_asked(void **state)
{
#define PARTNER(id, good, bad)                                                                 \
    "'" id ":v': {'trust_good': " good ", 'trust_bad': " bad                                   \
    ", 'channels': {'technical': {'present': true}}}"
#define CHOICE(size)                                                                           \
    WORLD(                                                                                     \
        "'horizon_days': 1500, 'states': {'p': {}, 'q': {}, 'r': {}, 'v': {}}, "               \
        "'sources': {'x': {'kind': 'criminal', 'mix': {'ddos_disruption': 1}, "                \
        "'bundle_lag_days': 5, 'campaign_size_mean': " size ", 'targets': {'q': 20, 'v': "     \
        "20}}}, 'pairs': {" PARTNER("p", "9", "1") ", " PARTNER("q", "5", "5") ", " PARTNER(   \
            "r", "1", "9") "}, "                                                               \
                           "'agreements': {'x': {'kind': 'multilateral', 'parties': {'p': {}, 'q': {}, 'r': {}, 'v': " \
                           "{}}, 'measures': {'m': {'adoption_lag_days': 0, "                  \
                           "'joint_case_gain': 1}}}}, 'parameters': {'sharing': "              \
                           "{'case_from': 0, 'withhold': 32}, 'trust': {'honoured': 0, 'refused': 0}}, " NO_HELP)
    struct cases alone = cases_in(CHOICE("0"), 3), met = cases_in(CHOICE("3"), 3);

    (void)state;
    assert_true(alone.of[0] > 100 && alone.of[1] == 0 && alone.of[2] == 0);
    assert_true(met.of[1] > 50 && met.of[0] > 50 && met.of[2] == 0);
}

/* (5.7) by hand: items of a partner, on a belief before and after them. */
static void
expect_items(struct stage *t, int32_t incident, double attribution, bool met, int32_t items)
{
    struct incident *i = SIM_INCIDENT(&t->s, incident);
    const struct parameters_attribution *a = &t->w->parameters.attribution;
    int32_t p = worlds_state(t->w, "p");
    struct belief b = *SIM_BELIEF(&t->s, i->belief);
    double mean = fmax(b.accuracy, portable_expit(portable_logit(a->accuracy) +
                                                  a->accuracy_slope * (2 * attribution - 1)));

    mean = met ? portable_expit(portable_logit(mean) + a->joint_accuracy) : mean;
    for (int32_t k = 0; k < items; k++) {
        struct stream_block u = sim_draw4(&t->s, PURPOSE_case_item, 77, (uint64_t)k);
        double q = belief_item_accuracy(&t->s, mean, u.u[0]);

        belief_update(&t->s, i->target, &b, belief_draw_evidence(&t->s, i, &b, q, u), q);
    }
    belief_add_findings(&t->s, incident, p, met, 77);
    for (int32_t k = 0; k < b.n; k++) {
        assert_true(worlds_near(SIM_BELIEF(&t->s, i->belief)->p[k], b.p[k], 1e-12));
    }
}

static void
test_findings_by_hand(void **state)
{
#define ONE(attribution)                                                                       \
    WORLD(                                                                                     \
        "'horizon_days': 300, 'states': {'k': {}, 'l': {}, 'p': {'attribution': " attribution  \
        "}, 'v': {'confidence_needed': 1, 'patience': 100}}, "                                 \
        "'sources': {'x': {'kind': 'state', 'home': 'k', 'targets': {'v': 0}}}, "              \
        "'pairs': {'k:v': {}, 'l:v': {}, 'p:v': {}}, 'injects': {'it': {'kind': "              \
        "'incident', 'day': '2021-01-01', 'type': 'ddos_disruption', 'source': 'x', "          \
        "'target': 'v'}}")
    static const char *const worlds[] = {ONE("0.5"), ONE("1"), ONE("0")};
    static const double attribution[] = {0.5, 1, 0};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct stage t;
        struct buffer json = {0};
        double before;

        buffer_text(&json, worlds[k]);
        stage_enter(&t, json.at);
        while (t.run.beliefs.items.count == 0) {
            assert_int_equal(
                run_until(&t.run, t.w, queue_next(&t.run.kernel.queue), NULL, NULL),
                RUN_REACHED);
        }
        before = belief_of(&t.s, SIM_INCIDENT(&t.s, 0), 0);
        expect_items(&t, 0, attribution[k], false, 1);
        assert_true(belief_of(&t.s, SIM_INCIDENT(&t.s, 0), 0) != before);
        expect_items(&t, 0, attribution[k], true, 3);
        belief_drop(&t.s, 0);
        belief_add_findings(&t.s, 0, 0, true, 77); /* no belief: no effect */
        stage_leave(&t);
        buffer_free(&json);
    }
}

/* The legal capacity of the asked state lowers the share of refusals and the time of the work. */
static void
test_legal_capacity(void **state)
{
    struct stage t;
    int32_t p, pair;
    double c;

    (void)state;
    stage_enter(&t, WORLD("'states': {'p': {}, 'v': {}}, 'pairs': {'p:v': {'legal_refusal': "
                          "0.6}}"));
    p = worlds_state(t.w, "p");
    pair = world_pair(t.w, p, worlds_state(t.w, "v"));
    assert_true(message_refusal(&t.s, pair, p) == 0.6);
    assert_true(lever_investigation_days(&t.s, pair, p, 14) == 14);
    SIM_STATE(&t.s, p)->built[CAPACITY_LEGAL] = (struct decaying){3, 0};
    c = 1 - exp(-0.2 * 3);
    assert_true(worlds_near(message_refusal(&t.s, pair, p), 0.6 * (1 - c), 1e-12));
    assert_true(worlds_near(lever_investigation_days(&t.s, pair, p, 14), 14 / (1 + c), 1e-12));
    assert_true(message_refusal(&t.s, pair, worlds_state(t.w, "v")) == 0.6); /* the twin */
    stage_leave(&t);
}

/* The share of wrong attributions among all attributions. */

struct names {
    double all, wrong;
};

static void
note_names(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct names *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_DECIDED && f->value == 1 &&
        f->incident->trigger_kind == TRIGGER_INCIDENT && f->incident->named >= 0) {
        x->all++;
        x->wrong += f->incident->named != f->incident->initiator;
    }
}

static double
wrong_share(const char *case_days, const char *joint_case)
{
    char text[2][100];
    const char *settings[] = {text[0], text[1],
        "/agreements/evidence/measures/pooled/evidence_accuracy_shift=0",
        "/agreements/evidence/measures/pooled/evidence_rate_change=0"};
    struct scenario_options options = {.overrides = {.texts = settings, .count = 4}};
    struct failure failure = {.count = 0};
    struct scenario s;
    struct names x = {0};
    struct trace_sink sink = {&x, note_names};
    int runs = long_form() ? 1500 : 500;

    (void)snprintf(text[0], sizeof(text[0]), "/parameters/attribution/case_days=%s", case_days);
    (void)snprintf(text[1], sizeof(text[1]),
        "/agreements/evidence/measures/pooled/joint_case_gain=%s", joint_case);
    assert_ok(scenario_load(&s, SOURCE_DIR "/tests/model/frozen/vietnam-russia-2017.json",
                  &options, &failure),
        &failure);
    for (int n = 1; n <= runs; n++) {
        worlds_run(s.policies[1].world, 1, (uint64_t)n, &sink);
    }
    scenario_free(&s);
    print_message("work of %s days, joint_case %s: wrong %.3f of %.1f names a run: %.4f\n",
        case_days, joint_case, x.wrong / runs, x.all / runs, x.wrong / x.all);
    return x.wrong / x.all;
}

static void
test_names_become_better(void **state)
{
    double alone = wrong_share("14", "0");

    (void)state;
    assert_true(wrong_share("14", "1") < 0.98 * alone);
    assert_true(wrong_share("36525", "0") == alone);
    assert_true(wrong_share("36525", "1") > 0.99 * alone); /* the twin: hardly any findings */
}

/* Takedowns. */

#define CRIME(kind, share, joint_case)                                                         \
    WORLD(                                                                                     \
        "'horizon_days': 7300, 'states': {'k': {}, 'p': {}, 'v': {}}, "                        \
        "'sources': {'x': {'kind': '" kind                                                     \
        "', 'home': 'k', 'mix': {'ransomware': 1}, "                                           \
        "'targets': {'p': 10, 'v': 10}}, 'z': {'kind': 'criminal', 'mix': "                    \
        "{'ddos_disruption': 1}, 'targets': {'v': 2}}}, 'agreements': {'x': "                  \
        "{'suspension': {'hazard_per_day': 0}, 'parties': {'p': {}, 'v': {}}, "                \
        "'opens': {'law_enforcement': {'latency_hours': 24}, 'technical': {}}, 'measures': "   \
        "{'m': {'adoption_lag_days': 0, 'joint_case_gain': " joint_case                        \
        "}}}}, 'parameters': {'sharing': {'withhold': 32}, 'rates': "                          \
        "{'takedown_probability': 0.2, 'takedown_share': " share "}}, " NO_HELP)

struct crime {
    int64_t crimes, takedowns;
    double disrupted; /* mean over days and arrival processes */
};

static void
note_crime(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct crime *x = self;

    (void)r;
    x->crimes +=
        f->kind == OBS_STARTED && WORLD_TYPE(w, f->incident->type)->class_ == CLASS_CRIME;
    x->takedowns += f->kind == OBS_MESSAGE && f->message->reply == REPLY_TAKEDOWN;
}

static struct crime
crime_in(const char *json)
{
    enum { RUNS = 3, STEP = 10 };
    struct crime x = {0};
    struct trace_sink sink = {&x, note_crime};
    struct scenario s;
    static struct run r;
    int n = 0;

    worlds_load(&s, json);
    for (uint64_t k = 1; k <= RUNS; k++) {
        const struct world *w = worlds_first(&s);
        struct sim_context sim = {.run = &r, .world = w};

        worlds_begin(&r, w, 1, k);
        for (double day = STEP; day <= w->horizon_days; day += STEP) {
            assert_int_equal(run_until(&r, w, day, NULL, &sink), RUN_REACHED);
            for (int32_t a = 0; a < w->n_arrival_processes; a++) {
                struct decaying d = SIM_ARRIVAL_PROCESS(&sim, a)->disrupted;
                double now =
                    sim_decay_value(d, w->parameters.rates.takedown_halflife_days, day);

                assert_true(now >= 0 && now < 1);
                if (w->arrival_processes[a].source == 0) {
                    x.disrupted += now;
                    n++;
                } else {
                    assert_true(now == 0); /* the other source is never disrupted */
                }
            }
        }
    }
    x.disrupted /= n;
    scenario_free(&s);
    return x;
}

static void
test_takedowns_lower_crime(void **state)
{
    struct crime none = crime_in(CRIME("criminal", "0.33", "0"));
    struct crime some = crime_in(CRIME("criminal", "0.33", "1"));
    struct crime strong = crime_in(CRIME("criminal", "0.9", "1"));
    struct crime zero = crime_in(CRIME("criminal", "0", "1"));
    struct crime by_state = crime_in(CRIME("state", "0.33", "1"));

    (void)state;
    print_message(
        "crimes %d without, %d with %d takedowns (mean %.3f), %d with %d (mean %.3f)\n",
        (int)none.crimes, (int)some.crimes, (int)some.takedowns, some.disrupted,
        (int)strong.crimes, (int)strong.takedowns, strong.disrupted);
    assert_true(none.takedowns == 0 && none.disrupted == 0 && some.takedowns > 50);
    assert_true(
        worlds_near((double)some.crimes / (double)none.crimes, 1 - some.disrupted, 0.05));
    assert_true(
        worlds_near((double)strong.crimes / (double)none.crimes, 1 - strong.disrupted, 0.05));
    assert_true(some.disrupted > 0.1 && strong.disrupted > 0.2);
    assert_true(zero.takedowns > 50 && zero.crimes == none.crimes); /* the twin */
    assert_true(by_state.takedowns == 0 && by_state.disrupted == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_findings_count),
        cmocka_unit_test(test_a_case_takes_its_time),
        cmocka_unit_test(test_a_culprit_does_not_answer),
        cmocka_unit_test(test_two_that_suspect_each_other_have_no_case),
        cmocka_unit_test(test_one_partner_is_asked),
        cmocka_unit_test(test_findings_by_hand),
        cmocka_unit_test(test_legal_capacity),
        cmocka_unit_test(test_names_become_better),
        cmocka_unit_test(test_takedowns_lower_crime),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests hostile orders that wait for their execution: when they are withdrawn, what the state
   learns until then, warnings, and which reply ends a wait. MODEL.md (7.4), (8.5), (9.5), (9.6) */
#include "run_verify.h"
#include "worlds.h"

#include "kernel/tally.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { STATISTICS = 0 };
#else
enum { STATISTICS = 1 };
#endif

/* Operations of c under the flag of b. The victim a imposes sanctions after 90 days, at any
   severity, or does nothing. */
#define NO_LINE "'political': {'present': false}"
#define FRAMED_BY(truth, review, clarification, line, more)                                    \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'a': {'retaliation': -20, 'publicity': 6, 'inertia': -6}, 'b': {}, "       \
        "'c': {}}, "                                                                           \
        "'sources': {'third': {'kind': 'state', 'home': 'c', 'targets': {'a': 6}, "            \
        "'mix': {'ddos_disruption': 1}, 'false_flag': {'share': 1, 'blames': 'b'}}}, "         \
        "'pairs': {'a:b': {'trust_good': 8, 'trust_bad': 2, 'channels': {" line                \
        "}}, "                                                                                 \
        "'a:c': {'channels': {" NO_LINE                                                        \
        "}}}, "                                                                                \
        "'responses': {'sanctions': {'alpha': 4, 'delay_log_sd': 0}, "                         \
        "'public_attribution': {'alpha': -20}, 'inquiry': {'alpha': -20}, 'legal_step': "      \
        "{'alpha': -20}, "                                                                     \
        "'military_display': {'alpha': -20}}, "                                                \
        "'parameters': {'attribution': {'false_flag_pull': 0.7}, "                             \
        "'publicity': {'industry_share': 0}, 'truth': " truth                                  \
        ", 'clarification': {" clarification "}, 'decision': {'coercion_from': 0" review       \
        "}}" more)
#define FRAMED(truth, review) FRAMED_BY(truth, review, "'p_ask': 0", NO_LINE, "")
#define NEXT_DAY "{'p_surfaces': 1, 'delay_days': 1, 'delay_log_sd': 0, 'mistake_doubt': 0}"
#define NEVER "{'p_surfaces': 0}"

struct counts {
    int statements, dropped, after_a_day; /* about open acts: made, lapsed, made after a day */
    int late; /* made after two weeks: an open off-ramp offer may delay a statement */
    int given, wrong_acts, answers_late, answers_early, warnings, warned_covertly;
    int closed[ORDER_NO_ATTACK + 1];
    uint64_t replied; /* incident about which the last reply has arrived */
    double replied_day;
};

static void
note_orders(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;

    (void)w;
    (void)r;
    x->given += f->kind == OBS_ORDERED;
    if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_WARNING) {
        const struct incident *i =
            ARRAY_AT(const struct incident, &r->incidents.items, f->message->incident);

        x->warnings++;
        x->warned_covertly += !response_is_hostile_act(WORLD_RESPONSE(w, i->overt)) &&
                              response_is_hostile(WORLD_RESPONSE(w, i->covert));
    }
    x->wrong_acts += f->kind == OBS_ACT && f->act->response != NONE && f->act->misdirected &&
                     ladder_is_hostile(f->act->rung);
    if (f->kind == OBS_ORDER_CLOSED && f->incident->trigger_kind == TRIGGER_ACT &&
        WORLD_RESPONSE(w, f->b)->rung == RUNG_PUBLIC_FRICTION) {
        double days = r->kernel.now - f->incident->settled_day;

        x->statements += f->value == ORDER_EXECUTED;
        x->dropped += f->value == ORDER_LAPSED;
        x->after_a_day += days > 1;
        x->late += days > 14;
    }
    if (f->kind == OBS_ORDER_CLOSED) {
        x->closed[(int)f->value]++;
    } else if (f->kind == OBS_MESSAGE && f->message->kind == MESSAGE_INQUIRY) {
        x->answers_late += f->message->end == MESSAGE_LATE;
        x->replied = f->message->incident_id;
        x->replied_day = f->day;
    }
}

static struct counts
orders_of(const char *json, uint64_t runs)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note_orders};

    worlds_many(json, runs, &sink);
    return x;
}

/* A denial follows within days, and every denial that was decided is made. (9.10) */
#define TALKING(days)                                                                          \
    WORLD(STATES_ABC ", " SOURCES_ABC ", " PAIRS_ABC                                           \
                     ", 'horizon_days': 3652.5, "                                              \
                     "'responses': {'public_attribution': {'alpha': 4, 'delay_log_sd': "       \
                     "3}}, 'parameters': {'publicity': {'secrecy': 0}, "                       \
                     "'clarification': {'reply_days': " days "}}")

static void
test_a_statement_comes_within_days_and_comes(void **state)
{
    struct counts x = orders_of(TALKING("14"), 10), twin = orders_of(TALKING("3650"), 10);

    (void)state;
    print_message("%d statements, %d after a day, %d late, %d dropped; twin %d of %d late\n",
        x.statements, x.after_a_day, x.late, x.dropped, twin.late, twin.statements);
    assert_true(x.statements > 100 && x.after_a_day > x.statements / 5);
    assert_int_equal(x.dropped, 0);
    assert_true(x.late < x.statements / 50);
    assert_true(twin.late > twin.statements / 10);
}

/* An order is not executed if the truth clears its target before the execution. */
static void
test_the_truth_stops_an_order(void **state)
{
    struct counts x = orders_of(FRAMED(NEXT_DAY, ""), 15);

    (void)state;
    print_message("truth: %d acts against the wrong state, %d orders withdrawn\n", x.wrong_acts,
        x.closed[ORDER_CLEARED]);
    assert_int_equal(x.wrong_acts, 0);
    /* later there are fewer, because a is cautious (6.3) */
    assert_true(x.closed[ORDER_CLEARED] > 20);
    assert_true(x.closed[ORDER_EXECUTED] > 10); /* those against c */
    assert_int_equal(x.closed[ORDER_NOT_NAMED] + x.closed[ORDER_SETTLED], 0);
    /* the twin: orders are not reviewed */
    x = orders_of(FRAMED(NEXT_DAY, ", 'reviewed_orders': 0"), 10);
    print_message("twin of truth: %d acts against the wrong state, %d orders withdrawn\n",
        x.wrong_acts, x.closed[ORDER_CLEARED]);
    assert_true(x.wrong_acts > 50);
    assert_int_equal(x.closed[ORDER_CLEARED], 0);
}

/* Without news no order changes. Without truth, hotline, industry and settlement, the review of
   orders changes no bit of a run. */
static void
test_without_news_nothing_is_withdrawn(void **state)
{
    static const char *const texts[][2] = {
        {FRAMED(NEVER, ", 'settled_orders': 0"),
            FRAMED(NEVER, ", 'settled_orders': 0, 'reviewed_orders': 0")},
        {FRAMED("{'p_surfaces': 1, 'delay_days': 60}", ", 'settled_orders': 0"),
            FRAMED("{'p_surfaces': 1, 'delay_days': 60}",
                ", 'settled_orders': 0, 'reviewed_orders': 0")}}; /* the twin */

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct diary d[2] = {
            {.messages = true, .trust = true}, {.messages = true, .trust = true}};

        for (int j = 0; j < 2; j++) {
            struct trace_sink sink = diary_sink(&d[j]);

            worlds_many(texts[k][j], 5, &sink);
            assert_true(d[j].text.length > 1000);
        }
        assert_true(diary_same(&d[0], &d[1], k == 0) == (k == 0));
    }
}

#define SEARCHING(share)                                                                       \
    FRAMED_BY(NEVER, "", "'p_ask': 0", NO_LINE, "")                                            \
    , "/parameters/attribution/evidence_after_decision=" share

static struct counts
orders_with(const char *json, const char *setting)
{
    const char *const settings[] = {setting, "/parameters/attribution/conduct_weight=0",
        /* earlier acts do not raise suspicion */
        "/parameters/attribution/motive_weight=0", NULL};
    struct counts x = {0};
    struct trace_sink sink = {&x, note_orders};
    struct scenario s;

    worlds_set(&s, json, settings);
    for (uint64_t k = 1; k <= 10; k++) {
        worlds_run(worlds_first(&s), 1, k, &sink);
    }
    scenario_free(&s);
    return x;
}

/* Evidence that arrives after the decision may clear the named state. */
static void
test_later_evidence_stops_an_order(void **state)
{
    struct counts none = orders_with(SEARCHING("0")), all = orders_with(SEARCHING("1"));
    struct counts industry =
        orders_with(FRAMED(NEVER, ""), "/parameters/publicity/industry_share=1");

    (void)state;
    assert_int_equal(none.closed[ORDER_NOT_NAMED], 0);
    assert_true(all.closed[ORDER_NOT_NAMED] > 10);
    assert_true(all.wrong_acts < none.wrong_acts);
    assert_true(industry.closed[ORDER_NOT_NAMED] > 0);
}

/* A line with replies that come too late for the decision. */
#define LINE(answer)                                                                           \
    "'political': {'answer_calm': " answer ", 'answer_tense': " answer                         \
    ", 'reach_stale': 1, 'reach_fresh': 1, 'latency_hours': 48, 'credibility': 1}"
#define LATE(answer, review)                                                                   \
    FRAMED_BY(NEVER, ", 'own_conduct': 0" review,                                              \
        "'ask_information': 0, 'ask_severity': 0, 'p_ask': 1, 'wait_days': 0.01",              \
        LINE(answer), "")

static void
test_late_replies_count_while_an_order_waits(void **state)
{
    struct counts x = orders_of(LATE("1", ""), 10);

    (void)state;
    assert_true(x.answers_late > 50);
    assert_true(x.closed[ORDER_NOT_NAMED] > 20);
    x = orders_of(LATE("1", ", 'reviewed_orders': 0"), 10); /* the twins */
    assert_true(x.answers_late > 50);
    assert_int_equal(x.closed[ORDER_NOT_NAMED], 0);
    x = orders_of(LATE("0", ""), 10);
    assert_int_equal(x.closed[ORDER_NOT_NAMED], 0);
}

#define WARNED(gain, answer)                                                                   \
    FRAMED_BY(NEVER, "", "'p_ask': 0", LINE(answer),                                           \
        ", 'agreements': {'line': {'parties': {'a': {}, 'b': {}}, 'suspension': "              \
        "{'hazard_per_day': 0}, 'measures': {'warning': {'adoption_lag_days': 0, "             \
        "'warning_gain': " gain "}}}}")

static void
test_a_warning_gives_the_accused_a_say(void **state)
{
    struct counts x = orders_of(WARNED("1", "1"), 10), twin = orders_of(WARNED("0", "1"), 10);

    (void)state;
    print_message("warned: %d orders withdrawn after a reply\nnot warned: %d\n",
        x.closed[ORDER_NOT_NAMED], twin.closed[ORDER_NOT_NAMED]);
    assert_true(x.closed[ORDER_NOT_NAMED] > 20);
    assert_int_equal(x.answers_late, 0); /* no inquiry is sent */
    /* the twins; in a crisis the victim states its complaint without the measure */
    assert_true(twin.closed[ORDER_NOT_NAMED] < 3);
    assert_int_equal(orders_of(WARNED("1", "0"), 10).closed[ORDER_NOT_NAMED], 0);
}

/* A covert response is never announced. The victim strikes back, with or without sanctions. */
#define STRIKES(sanctions)                                                                     \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}}, "                               \
        "'sources': {'b': {'kind': 'state', 'home': 'b', 'targets': {'a': 6}, "                \
        "'mix': {'ddos_disruption': 1}}}, 'pairs': {'a:b': {'channels': {" LINE("1")           \
        "}}}, 'responses': {'counter_operation': {'alpha': 20, 'delay_log_sd': 0}, "           \
        "'sanctions': {'alpha': " sanctions "}, 'public_attribution': {'alpha': -20}, "        \
        "'legal_step': {'alpha': -20}, 'military_display': {'alpha': -20}}, "                  \
        "'parameters': {'clarification': {'p_ask': 0}}, 'agreements': {'line': {'parties': "   \
        "{'a': {}, 'b': {}}, 'suspension': {'hazard_per_day': 0}, 'measures': {'warning': "    \
        "{'adoption_lag_days': 0, 'warning_gain': 1}}}}")

static void
test_no_warning_of_a_covert_response(void **state)
{
    struct counts open = orders_of(STRIKES("20"), 10), covert = orders_of(STRIKES("-20"), 10);

    (void)state;
    assert_true(covert.given > 50);
    assert_int_equal(covert.warned_covertly, 0);
    assert_true(covert.warnings < 5); /* complaints in a crisis, without a covert response */
    assert_true(open.warnings > 50);  /* the twin */
    assert_int_equal(open.warned_covertly, 0);
}

/* Two rivals in frequent crises. */
#define CRISES(rate, flags, review, more)                                                      \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {'doctrinal_position': -0.8}, "               \
        "'b': {'doctrinal_position': 0.8}, 'c': {}}, "                                         \
        "'sources': {'a': {'kind': 'state', 'home': 'a', 'targets': {'b': " rate               \
        "}}, "                                                                                 \
        "'b': {'kind': 'state', 'home': 'b', 'targets': {'a': " rate                           \
        "}}, "                                                                                 \
        "'third': {'kind': 'state', 'home': 'c', 'targets': {'a': 0.25}, "                     \
        "'false_flag': {'share': " flags                                                       \
        ", 'blames': 'b'}}, "                                                                  \
        "'accidents': {'kind': 'accident', 'home': 'a', 'targets': {'b': 0.6}}}, "             \
        "'pairs': {'a:b': {'tension_baseline': 0.6, 'tension_start': 0.6, "                    \
        "'trust_good': 1.2, 'trust_bad': 2.8, " CHANNELS                                       \
        "}}, "                                                                                 \
        "'parameters': {'perception': {'misread_espionage': 0.15}, 'decision': {" review       \
        "}" more "}")
#define NO_OFFERS ", 'tension': {'offer_days': 36525}"

static void
note_crisis_days(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    if (f->kind == OBS_OVER) {
        for (int32_t k = 0; k < r->pairs.count; k++) {
            *(double *)self +=
                dyad_crisis_days(ARRAY_AT(struct pair_now, &r->pairs, k), r->kernel.now);
        }
    }
}

/* Returns the relative reduction of crisis days. *error is its standard error. */
static double
fall(const char *name, const char *off, const char *on, uint64_t runs, double *error)
{
    const char *const texts[2] = {off, on};
    struct tally days[2] = {0}, difference = {0};
    struct scenario s[2];

    worlds_load(&s[0], texts[0]);
    worlds_load(&s[1], texts[1]);
    for (uint64_t n = 1; n <= (STATISTICS ? runs : 2); n++) {
        double sum[2] = {0, 0};

        for (int k = 0; k < 2; k++) {
            struct trace_sink sink = {&sum[k], note_crisis_days};

            worlds_run(worlds_first(&s[k]), 1, n, &sink);
            tally_add(&days[k], sum[k]);
        }
        tally_add(&difference, sum[0] - sum[1]);
    }
    scenario_free(&s[0]);
    scenario_free(&s[1]);
    *error = sqrt(tally_variance(&difference) / (double)difference.n) / days[0].mean;
    print_message("%s, crisis days %.1f, fall by %.3f +- %.3f\n", name, days[0].mean,
        difference.mean / days[0].mean, 1.96 * *error);
    return difference.mean / days[0].mean;
}

static void
test_a_way_out_shortens_crises(void **state)
{
    uint64_t runs = long_form() ? 4000 : 400;
    double error, share, twin;

    (void)state;
    share = fall("a way out", CRISES("2", "0.5", "", NO_OFFERS), CRISES("2", "0.5", "", ""),
        runs, &error);
    assert_true(!STATISTICS || share - 2 * error > 0.2);
    /* the twin: rare off-ramps that nobody accepts, so that hardly two of them cross */
    twin = fall("twin", CRISES("2", "0.5", "", NO_OFFERS),
        CRISES("2", "0.5", "", ", 'tension': {'offer_logit': -10, 'offer_days': 2000}"), runs,
        &error);
    assert_true(!STATISTICS || twin < 0.04);
}

/* Consultations on an act may stop the covert response of its actor to the same incident. */
#define CONSULTED(p)                                                                           \
    WORLD(WORLD_ABC                                                                            \
        ", 'horizon_days': 3652.5, 'responses': {'consultation': {'alpha': 2}, "               \
        "'public_attribution': {'alpha': 1}, 'counter_operation': {'alpha': 2}}, "             \
        "'parameters': {'tension': {'offer_days': 36525}, 'decision': "                        \
        "{'settled_orders': " p "}}")

static void
test_consultations_stop_orders_of_the_matter(void **state)
{
    struct counts always = orders_of(CONSULTED("1"), 10), never = orders_of(CONSULTED("0"), 10);

    (void)state;
    assert_true(always.closed[ORDER_CONSULTED] > 5);
    assert_true(always.closed[ORDER_CONSULTED] < always.given / 4);
    assert_int_equal(never.closed[ORDER_CONSULTED], 0);
}

/* The reply to an earlier question does not end the wait for an investigation. */
#define WAITING(inquiry, investigation)                                                        \
    WORLD(                                                                                     \
        "'horizon_days': 7305, "                                                               \
        "'states': {'k': {}, 'v': {}}, "                                                       \
        "'sources': {'x': {'kind': 'state', 'home': 'k', 'targets': {'v': 6}, "                \
        "'mix': {'malware_disruption': 1}}}, "                                                 \
        "'responses': {'inquiry': {'alpha': " inquiry                                          \
        "}, 'joint_investigation': {'alpha': " investigation                                   \
        "}}, "                                                                                 \
        "'pairs': {'k:v': {'channels': {'political': {'answer_calm': 1, 'answer_tense': 1, "   \
        "'reach_stale': 1, 'reach_fresh': 1, 'latency_hours': 72}, "                           \
        "'law_enforcement': {'present': true}}}}, "                                            \
        "'parameters': {'clarification': {'ask_information': 0, 'ask_severity': 0, 'p_ask': "  \
        "1, 'wait_days': 0.01}}")

static void
note_waits(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;

    note_orders(self, w, r, f);
    if (f->kind == OBS_DECIDED && f->value == 1 && f->incident->n_decisions > 1) {
        x->given++;
        x->answers_early += x->replied == f->incident->id && x->replied_day == f->day;
    }
}

static struct counts
waits_of(const char *json)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note_waits};

    worlds_many(json, 5, &sink);
    assert_true(x.given > 50);
    return x;
}

static void
test_only_the_awaited_reply_ends_a_wait(void **state)
{
    struct counts other = waits_of(WAITING("-20", "20"));
    /* the twin: the wait is for this reply */
    struct counts same = waits_of(WAITING("20", "-20"));

    (void)state;
    print_message(
        "late replies that end a wait for something else: %d of %d\n"
        "late replies that end the wait for them: %d of %d\n",
        other.answers_early, other.given, same.answers_early, same.given);
    assert_int_equal(other.answers_early, 0);
    assert_true(same.answers_early > 20);
}

/* The invariants of a run hold between all events. */
static void
test_invariants_hold(void **state)
{
    static const char *const settings[][3] = {
        {"/parameters/attribution/evidence_after_decision=1", "/parameters/truth/delay_days=9",
            NULL},
        {"/parameters/decision/settled_orders=1", "/parameters/decision/reviewed_orders=0.5",
            NULL}};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct scenario s;
        struct counts x = {0};
        struct trace_sink sink = {&x, note_orders};
        static struct run r;

        worlds_set(&s, CRISES("20", "0.5", "", ""), settings[k]);
        worlds_begin(&r, worlds_first(&s), 1, 1);
        while (run_for(&r, worlds_first(&s), 3000, 1, NULL, &sink) == RUN_PAUSED) {
            assert_null(run_verify(&r, worlds_first(&s)));
        }
        print_message("%d orders, %d executed\n", x.given, x.closed[ORDER_EXECUTED]);
        assert_true(x.given > 50 && x.closed[ORDER_EXECUTED] < x.given - 2);
        scenario_free(&s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_comes_within_days_and_comes),
        cmocka_unit_test(test_the_truth_stops_an_order),
        cmocka_unit_test(test_without_news_nothing_is_withdrawn),
        cmocka_unit_test(test_later_evidence_stops_an_order),
        cmocka_unit_test(test_late_replies_count_while_an_order_waits),
        cmocka_unit_test(test_a_warning_gives_the_accused_a_say),
        cmocka_unit_test(test_no_warning_of_a_covert_response),
        cmocka_unit_test(test_a_way_out_shortens_crises),
        cmocka_unit_test(test_consultations_stop_orders_of_the_matter),
        cmocka_unit_test(test_only_the_awaited_reply_ends_a_wait),
        cmocka_unit_test(test_invariants_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

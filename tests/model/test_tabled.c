/* Tests which matters are laid on the tables of seats, and that habit leaves a run as it is.
   CBMSIM_LONG=yes tests more runs. */
#include "assert_ok.h"
#include "run_verify.h"
#include "worlds.h"

#include "kernel/stream.h"
#include "model/state/sim.h"

enum { TABLED_KINDS = TABLED_ORDER + 1 };

/* Four states that have every kind of matter to settle. `tension`: of the rivals at the start. */
#define RIVALS(id, tension)                                                                    \
    "'" id "': {'tension_baseline': " tension ", 'tension_start': " tension                    \
    ", 'trust_good': 4, 'trust_bad': 4, 'legal_refusal': 0.3, " CHANNELS "}"
#define SOURCE(id, target, blames)                                                             \
    "'" id "': {'kind': 'state', 'home': '" id "', 'targets': {'" target                       \
    "': 7}, "                                                                                  \
    "'false_flag': {'share': 0.3, 'blames': '" blames "'}}"
#define BUSY(tension, days, more)                                                              \
    WORLD("'horizon_days': " days                                                              \
          ", 'states': {'a': {'publicity': 3, 'retaliation': 1}, 'b': {'publicity': 3}, "      \
          "'c': {'publicity': 3}, 'd': {}}, "                                                  \
          "'sources': {" SOURCE("a", "b", "c") ", " SOURCE("b", "a", "c") ", " SOURCE(         \
              "c", "a", "b") "}, "                                                             \
                             "'pairs': {" RIVALS("a:b", tension) ", " RIVALS(                  \
                                 "a:c", tension) ", " RIVALS("b:c", "0.2") "}, "               \
                                                                           "'agreements': "    \
                                                                           "{'x': {'kind': "   \
                                                                           "'multilateral', "  \
          "'parties': {'a': {}, 'b': {}, 'd': {}}, 'suspension': {'hazard_per_day': 0}, "      \
          "'opens': {'technical': {}, 'law_enforcement': {'latency_hours': 200}}, "            \
          "'measures': {'together': {'adoption_lag_days': 0, 'joining_gain': 0.7, "            \
          "'joint_case_gain': 0.7}, 'assistance': {}, 'consultations': {}}}}, "                \
          "'responses': {'joint_investigation': {'alpha': -1}, 'assistance_request': "         \
          "{'alpha': -1}}, "                                                                   \
          "'parameters': {'clarification': {'p_ask': 0.7}, "                                   \
          "'truth': {'p_surfaces': 0.8, 'delay_days': 5}, 'tension': {'offer_days': 10}, "     \
          "'attribution': {'evidence_after_decision': 1}}" more)

struct tally_of_kinds {
    int laid[TABLED_KINDS], other;
};

static void
seat_all(struct run *r, const struct world *w, bool seated)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, seated);
    }
}

static void
verify(const struct run *r, const struct world *w)
{
    const char *wrong = run_verify(r, w);

    if (wrong != NULL) {
        fail_msg("day %g: %s", r->kernel.now, wrong);
    }
}

/* Settles all matters in their order as the model would. One of `other_every` matters that are no
   decisions is settled in another way (0: none). */
static void
settle_all(struct run *r, const struct world *w, const struct trace_sink *sink,
    struct tally_of_kinds *n, int other_every)
{
    struct tabled tabled[TABLED_MAX];

    while (run_tabled(r, NONE, tabled) > 0) {
        const struct tabled *t = &tabled[0];
        struct settlement would;

        n->laid[t->kind]++;
        assert_ok(run_would(r, w, t->state, t->number, &would), NULL);
        if (other_every > 0 && t->kind != TABLED_DECISION && ++n->other % other_every == 0) {
            would.reply = would.reply == SETTLEMENT_NO ? SETTLEMENT_YES
                          : would.reply == SETTLEMENT_YES || t->kind != TABLED_QUESTION
                              ? SETTLEMENT_NO
                          : would.reply == SETTLEMENT_DENIAL ? SETTLEMENT_SILENCE
                                                             : SETTLEMENT_DENIAL;
        } else if (t->kind == TABLED_ORDER && would.reply == SETTLEMENT_NO) {
            assert_ok(run_habit(r, w, t->state, t->number, NULL, sink), NULL);
            continue; /* a settlement by a seat has no reason, unlike habit */
        }
        if (run_settle(r, w, t->state, t->number, &would, NULL, sink) != STATUS_OK) {
            /* a case of a state that is not related to the accused state */
            assert_int_equal(t->kind, TABLED_CASE);
            assert_ok(run_habit(r, w, t->state, t->number, NULL, sink), NULL);
        }
    }
}

/* Begins replication `rep` in which every state has a seat. */
static void
begin_seated(struct run *r, const struct world *w, uint64_t rep, bool open)
{
    assert_ok(run_init(r, w, 5, rep, 0, NULL), NULL);
    run_table(r, open);
    seat_all(r, w, true);
}

/* Runs a replication with all seats. Their matters are settled at once, with closed or open
   tables. */
static uint64_t
settled_at_once(const struct world *w, struct diary *d, bool open, int other_every,
    struct tally_of_kinds *n)
{
    struct trace_sink sink = diary_sink(d);
    enum run_stop stop;
    struct run r;
    uint64_t fingerprint;

    begin_seated(&r, w, 2, open);
    while ((stop = run_for(&r, w, w->horizon_days, open ? 1 : UINT64_MAX, NULL, &sink)) ==
               RUN_DECISION ||
           stop == RUN_PAUSED) {
        struct tabled tabled[TABLED_MAX];

        if (run_tabled(&r, NONE, tabled) > 0) {
            verify(&r, w);
            settle_all(&r, w, &sink, n, other_every);
            verify(&r, w);
        }
    }
    assert_int_equal(stop, RUN_REACHED);
    fingerprint = r.kernel.fingerprint;
    run_free(&r);
    return fingerprint;
}

static void
test_matters_settled_at_once_change_nothing(void **state)
{
    struct diary free_ = {.messages = true, .trust = true}, closed = free_, open = free_,
                 other = free_;
    struct trace_sink sink = diary_sink(&free_);
    struct tally_of_kinds n = {.other = 0}, twin = n;
    struct scenario s;
    struct run r;
    const struct world *w;

    (void)state;
    worlds_load(&s, BUSY("0.5", "1500", ""));
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 5, 2, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, &sink), RUN_REACHED);
    assert_true(settled_at_once(w, &closed, false, 0, &n) == r.kernel.fingerprint);
    for (int k = 0; k < TABLED_KINDS; k++) {
        assert_true(n.laid[k] > 0);
    }
    assert_true(settled_at_once(w, &open, true, 0, &n) == r.kernel.fingerprint);
    assert_true(settled_at_once(w, &other, true, 5, &twin) != r.kernel.fingerprint);
    assert_int_equal(closed.text.length, free_.text.length);
    assert_memory_equal(closed.text.at, free_.text.at, free_.text.length);
    assert_true(diary_same(&free_, &open, true));
    assert_false(diary_same(&closed, &other, false)); /* the twin */
    run_free(&r);
    scenario_free(&s);
}

/* Stops */

/* Three states, of which two have some tension. Their responses do not cause endless chains. */
#define CALM                                                                                   \
    WORLD(STATES_ABC ", " SOURCES_ABC                                                          \
                     ", 'horizon_days': 3652.5, "                                              \
                     "'pairs': {'a:b': {'tension_baseline': 0.1, 'tension_start': 0.1, "       \
                     "'trust_good': 3, 'trust_bad': 3, " CHANNELS "}, 'a:c': {" CHANNELS       \
                     "}, 'b:c': {" CHANNELS "}}")

enum { HOSTILE, WRONG, CRISES, TOTALS };

/* Sums over runs: of the counts with seats (x), of the counts without seats (y), and of their
   products. */
struct totals {
    double now[TOTALS], x[TOTALS], y[TOTALS], xx[TOTALS], xy[TOTALS], yy[TOTALS];
};

static void
note_totals(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct totals *x = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_ACT && f->act->parent_kind != PARENT_NONE && f->act->rung >= 2) {
        x->now[HOSTILE]++;
        x->now[WRONG] += f->act->misdirected;
    }
    x->now[CRISES] += f->kind == OBS_CRISIS && f->value == 1;
}

/* Runs one replication with all seats and a stop every `gap` days. At each stop habit settles all
   matters on the tables. INFINITY: runs without seats. */
static void
run_with_stops(const struct world *w, uint64_t replication, double gap, struct totals *x)
{
    struct trace_sink sink = {x, note_totals};
    static struct run r;

    memset(x->now, 0, sizeof(x->now));
    worlds_begin(&r, w, 1, replication);
    run_table(&r, true);
    seat_all(&r, w, gap < INFINITY);
    for (double day = gap; day < w->horizon_days; day += gap) {
        assert_int_equal(run_until(&r, w, day, NULL, &sink), RUN_REACHED);
        assert_ok(run_habit_all(&r, w, NONE, NULL, &sink), NULL);
    }
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, &sink), RUN_REACHED);
}

/* Whether no total changes by more than 6 % plus two standard errors of the paired ratio. Decisions
   that wait until a stop are taken at a lower tension, so that hostile acts become rarer. Prints
   the changes. */
static bool
changes_little(const char *what, const struct world *w, uint64_t n, double gap)
{
    struct totals x = {.now = {0}}, y = {.now = {0}};
    bool little = true;

    for (uint64_t k = 1; k <= n; k++) {
        run_with_stops(w, k, gap, &x);
        run_with_stops(w, k, INFINITY, &y);
        for (int i = 0; i < TOTALS; i++) {
            x.x[i] += x.now[i];
            x.y[i] += y.now[i];
            x.xx[i] += x.now[i] * x.now[i];
            x.xy[i] += x.now[i] * y.now[i];
            x.yy[i] += y.now[i] * y.now[i];
        }
    }
    for (int i = 0; i < TOTALS; i++) {
        double ratio = x.x[i] / x.y[i];
        double error =
            sqrt(fmax(x.xx[i] - 2 * ratio * x.xy[i] + ratio * ratio * x.yy[i], 0)) / x.y[i];

        print_message("%s: %g in place of %g, %+.2f %% +- %.2f\n", what, x.x[i], x.y[i],
            100 * (ratio - 1), 200 * error);
        little = little && fabs(ratio - 1) - 2 * error <= 0.06;
    }
    return little;
}

static void
test_stops_of_14_days_change_little(void **state)
{
    uint64_t n = long_form() ? 6000 : 400;
    struct scenario s;
    const struct world *w;

    (void)state;
    worlds_load(&s, CALM);
    w = worlds_first(&s);
    assert_true(changes_little("14 days", w, n, 14));
    if (long_form()) { /* the twins */
        assert_false(changes_little("90 days", w, n, 90));
    } else {
        assert_false(changes_little("400 days", w, n, 400));
    }
    scenario_free(&s);
}

/* Random exercises */

static int32_t
any_response(const struct world *w, struct stream *u, int32_t side)
{
    int32_t r;

    do {
        r = (int32_t)(stream_next(u) * w->n_responses);
    } while (WORLD_RESPONSE(w, r)->side != side);
    return r;
}

static struct settlement
any_settlement(const struct world *w, const struct tabled *t, struct stream *u)
{
    struct settlement any = {.reply = (int32_t)(stream_next(u) * SETTLEMENT_REPLIES)};

    if (t->kind == TABLED_DECISION) {
        any.overt = any_response(w, u, SIDE_OVERT);
        any.covert = any_response(w, u, SIDE_COVERT);
        any.help = stream_next(u) < 0.3 ? SETTLE_JOINT_CASE : any_response(w, u, SIDE_HELP);
        any.named = stream_next(u) < 0.5 ? NONE : (int32_t)(stream_next(u) * w->n_states);
    }
    return any;
}

/* A seat acts on incidents in attribution: asks somebody, or decides early. */
static void
act_early(struct run *r, const struct world *w, struct stream *u, int *asked, int *taken)
{
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);
        int32_t number;

        if (i->n_pending == 0 || i->phase != PHASE_ATTRIBUTION || stream_next(u) < 0.7) {
            continue;
        }
        if (stream_next(u) < 0.5) {
            *asked += run_ask(r, w, i->target, k, (int32_t)(stream_next(u) * w->n_states), NULL,
                          NULL) == STATUS_OK;
        } else if (run_take_up(r, w, i->target, k, &number, NULL, NULL) == STATUS_OK) {
            *taken += 1;
        }
    }
}

/* Plays one exercise with stops after random times. Each matter is settled at random, left to
   habit, put off, or left on the table. */
static void
exercise(const struct world *w, uint64_t replication, int laid[TABLED_KINDS], int *settled,
    int *asked, int *taken)
{
    struct stream_base base = {8, replication, 0};
    struct stream u = stream_at(&base, 1, 0, 0);
    struct run r;

    assert_ok(run_init(&r, w, 2, replication, 0, NULL), NULL);
    run_table(&r, true);
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(&r, k, stream_next(&u) < 0.8);
    }
    for (double day = 0; day < w->horizon_days; day += 30 * stream_next(&u)) {
        struct tabled tabled[TABLED_MAX];
        int32_t n;

        assert_int_equal(run_until(&r, w, day, NULL, NULL), RUN_REACHED);
        verify(&r, w);
        n = run_tabled(&r, NONE, tabled);
        for (int32_t k = 0; k < n; k++) {
            const struct tabled *t = &tabled[k];
            struct tabled there; /* settling one matter may have removed another one */
            struct settlement any = any_settlement(w, t, &u);
            enum status st = STATUS_OK;

            if (run_tabled_find(&r, t->state, t->number, &there) != STATUS_OK) {
                continue;
            }
            st = run_settle(&r, w, t->state, t->number, &any, NULL, NULL);
            laid[t->kind]++;
            *settled += st == STATUS_OK;
            if (st != STATUS_OK && stream_next(&u) < 0.7) {
                st = run_habit(&r, w, t->state, t->number, NULL, NULL);
            } else if (st != STATUS_OK) {
                st = run_keep(&r, t->state, t->number);
                assert_true(st == (t->kept ? STATUS_BAD_INPUT : STATUS_OK));
            }
            verify(&r, w);
        }
        act_early(&r, w, &u, asked, taken);
        verify(&r, w);
    }
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, NULL), RUN_REACHED);
    run_free(&r);
}

static void
test_invariants_in_random_exercises(void **state)
{
    uint64_t n = long_form() ? 1000 : 50;
    int laid[TABLED_KINDS] = {0}, settled = 0, asked = 0, taken = 0;
    struct scenario hot, calm;

    (void)state;
    worlds_load(&hot, BUSY("0.5", "500", ""));
    worlds_load(&calm, BUSY("0.1", "500", ""));
    for (uint64_t k = 1; k <= n; k++) {
        exercise(worlds_first(k % 2 == 0 ? &hot : &calm), k, laid, &settled, &asked, &taken);
    }
    for (int k = 0; k < TABLED_KINDS; k++) {
        assert_true(laid[k] > 5);
    }
    assert_true(settled > 100 && asked > 10 && taken > 10);
    scenario_free(&hot);
    scenario_free(&calm);
}

/* Copies */

static uint64_t
finish_by_habit(struct run *r, const struct world *w)
{
    while (r->kernel.now < w->horizon_days) {
        assert_ok(run_habit_all(r, w, NONE, NULL, NULL), NULL);
        assert_int_equal(run_until(r, w, r->kernel.now + 20, NULL, NULL), RUN_REACHED);
    }
    return r->kernel.fingerprint;
}

static void
test_copies_have_the_same_table(void **state)
{
    struct tabled a[TABLED_MAX], b[TABLED_MAX];
    struct run r, copy, fork;
    struct scenario s;
    const struct world *w;
    int32_t n;

    (void)state;
    worlds_load(&s, BUSY("0.5", "500", ""));
    w = worlds_first(&s);
    begin_seated(&r, w, 2, true);
    assert_int_equal(run_until(&r, w, 200, NULL, NULL), RUN_REACHED);
    n = run_tabled(&r, NONE, a);
    assert_true(n >= 3);
    assert_ok(run_copy(&copy, &r), NULL);
    assert_ok(run_copy(&fork, &r), NULL);
    run_fork(&fork, 1);
    assert_int_equal(run_tabled(&copy, NONE, b), n);
    assert_memory_equal(a, b, (size_t)n * sizeof(a[0]));
    assert_true(finish_by_habit(&copy, w) == finish_by_habit(&r, w));
    assert_true(finish_by_habit(&fork, w) != r.kernel.fingerprint); /* the twin */
    verify(&copy, w);
    run_free(&r);
    run_free(&copy);
    run_free(&fork);
    scenario_free(&s);
}

/* Suspicion */

/* Finds the first matter of a kind, with open tables, before the day `until`. */
static struct tabled
first_of(struct run *r, const struct world *w, enum tabled_kind kind, double until)
{
    struct tabled tabled[TABLED_MAX];

    while (r->kernel.now < until) {
        int32_t n;

        (void)run_for(r, w, until, 1, NULL, NULL);
        n = run_tabled(r, NONE, tabled);
        for (int32_t k = 0; k < n; k++) {
            if (tabled[k].kind == (int32_t)kind) {
                return tabled[k];
            }
            assert_ok(run_habit(r, w, tabled[k].state, tabled[k].number, NULL, NULL), NULL);
            n = run_tabled(r, NONE, tabled);
            k = -1;
        }
    }
    fail_msg("no matter of kind %d", (int)kind);
    return tabled[0];
}

static double
posterior(const struct run *r, const struct incident *i, int32_t state)
{
    const struct belief *b =
        i->belief == NONE ? NULL : ARRAY_AT(struct belief, &r->beliefs.items, i->belief);

    for (int32_t k = 0; b != NULL && k < b->n; k++) {
        if (b->suspect[k] == state) {
            return b->p[k];
        }
    }
    return 0;
}

/* A seat may name every state that it suspects enough, and no other one. The protest goes to the
   state that the seat names, with the confidence of the posterior. An inquiry because of a
   suspicion raises no tension. In the twin, the seat names the actor of its belief, and tension may
   rise. */
static void
test_a_seat_may_name_whom_it_suspects(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    int named = 0, refused = 0;

    (void)state;
    worlds_load(&s, BUSY("0.1", "1500", ""));
    w = worlds_first(&s);
    begin_seated(&r, w, 3, true);
    while (named < 10 || refused < 10) {
        struct tabled t = first_of(&r, w, TABLED_DECISION, 1400);
        const struct incident *i = ARRAY_AT(struct incident, &r.incidents.items, t.incident);

        for (int32_t k = 0; k < w->n_states; k++) {
            double p = posterior(&r, i, k), tension;
            int32_t pair = k == t.state ? NONE : world_pair(w, t.state, k);
            struct settlement demarche = {worlds_response(w, "demarche"),
                worlds_response(w, "none"), worlds_response(w, "no_request"), k, 0};
            struct run copy;
            bool may = k == i->named || (p >= SETTLE_SUSPICION && pair != NONE);
            const struct incident *after;

            assert_ok(run_copy(&copy, &r), NULL);
            assert_int_equal(run_settle(&copy, w, t.state, t.number, &demarche, NULL, NULL),
                may ? STATUS_OK : STATUS_BAD_INPUT);
            refused += !may;
            after = ARRAY_AT(struct incident, &copy.incidents.items, t.incident);
            if (may && k != i->named && isnan(i->decided_day)) {
                int32_t side = WORLD_PAIR(w, pair)->first == t.state ? 0 : 1;

                assert_int_equal(after->named, k);
                assert_true(after->confidence == p);
                tension = run_tension(&r, w, pair, side);
                assert_true(run_tension(&copy, w, pair, side) > tension);
                run_free(&copy);
                assert_ok(run_copy(&copy, &r), NULL);
                demarche.overt = worlds_response(w, "inquiry");
                if (run_settle(&copy, w, t.state, t.number, &demarche, NULL, NULL) ==
                    STATUS_OK) {
                    assert_true(run_tension(&copy, w, pair, side) == tension);
                    named++;
                }
            }
            run_free(&copy);
        }
        assert_ok(run_habit(&r, w, t.state, t.number, NULL, NULL), NULL);
    }
    run_free(&r);
    scenario_free(&s);
}

/* Questions */

/* While a question lies on a table, the clock of the state that waits for the reply is stopped.
   Afterwards the same time is left. */
static void
test_a_question_stops_the_clock_of_the_asker(void **state)
{
    const struct incident *i;
    struct scenario s;
    const struct world *w;
    struct run r;
    struct tabled t;
    double left;
    struct settlement silence = {.reply = SETTLEMENT_SILENCE};

    (void)state;
    worlds_load(&s, BUSY("0.1", "1500", ""));
    w = worlds_first(&s);
    begin_seated(&r, w, 3, true);
    do {
        t = first_of(&r, w, TABLED_QUESTION, 1400);
        if (isnan(t.clock_day)) {
            assert_ok(run_habit(&r, w, t.state, t.number, NULL, NULL), NULL);
        }
    } while (isnan(t.clock_day));
    left = t.clock_day - t.day;
    assert_true(left > 0);
    assert_int_equal(run_until(&r, w, t.day + 30, NULL, NULL), RUN_REACHED);
    i = ARRAY_AT(struct incident, &r.incidents.items, t.incident);
    assert_true(i->phase == PHASE_ASKING || i->phase == PHASE_DEFERRED);
    assert_int_equal(run_settle(&r, w, t.state, t.number,
                         &(struct settlement){.reply = SETTLEMENT_YES}, NULL, NULL),
        STATUS_BAD_INPUT); /* no answer to a question */
    assert_ok(run_settle(&r, w, t.state, t.number, &silence, NULL, NULL), NULL);
    assert_true(fabs(queue_time(&r.kernel.queue, i->waiting) - (t.day + 30 + left)) < 1e-9);
    assert_int_equal(
        run_settle(&r, w, t.state, t.number, &silence, NULL, NULL), STATUS_BAD_INPUT);
    verify(&r, w);
    run_free(&r);
    scenario_free(&s);
}

/* Families */

static void
test_families_are_fixed_and_give_reasons(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    int reasons[OBSTACLES] = {0};

    (void)state;
    worlds_load(&s, BUSY("0.3", "1500", ""));
    w = worlds_first(&s);
    begin_seated(&r, w, 3, true);
    for (int n = 0; n < 60; n++) {
        struct tabled t = first_of(&r, w, TABLED_DECISION, 1400);
        struct family family[RESPONSE_FAMILIES];

        assert_ok(run_families(&r, w, t.state, t.number, NONE, family), NULL);
        for (int32_t k = 0; k < RESPONSE_FAMILIES; k++) {
            int32_t possible = 0;

            for (int32_t j = 0; j < family[k].n; j++) {
                const struct family_row *row = &family[k].row[j];
                struct option options[RESPONSE_MAX];
                int32_t m = run_tabled_options(
                    &r, w, t.state, t.number, NONE, row->side, NONE, options);

                possible += row->obstacle == OBSTACLE_NONE;
                for (int32_t o = 0; o < m; o++) {
                    assert_true(
                        options[o].response != row->response ||
                        (options[o].utility > -INFINITY) == (row->obstacle == OBSTACLE_NONE));
                }
            }
            assert_int_equal(family[k].n_possible, possible);
            assert_true((family[k].obstacle == OBSTACLE_NONE) == (possible > 0));
            reasons[family[k].obstacle]++;
        }
        assert_int_equal(family[FAMILY_PASS].row[0].response, worlds_response(w, "absorb"));
        assert_int_equal(family[FAMILY_ASK].row[0].response, worlds_response(w, "inquiry"));
        assert_ok(run_habit(&r, w, t.state, t.number, NULL, NULL), NULL);
        assert_int_equal(
            run_families(&r, w, t.state, t.number, NONE, family), STATUS_BAD_INPUT);
    }
    assert_true(reasons[OBSTACLE_NONE] > 60 && reasons[OBSTACLE_NOBODY_NAMED] > 0);
    run_free(&r);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matters_settled_at_once_change_nothing),
        cmocka_unit_test(test_stops_of_14_days_change_little),
        cmocka_unit_test(test_invariants_in_random_exercises),
        cmocka_unit_test(test_copies_have_the_same_table),
        cmocka_unit_test(test_a_seat_may_name_whom_it_suspects),
        cmocka_unit_test(test_a_question_stops_the_clock_of_the_asker),
        cmocka_unit_test(test_families_are_fixed_and_give_reasons)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

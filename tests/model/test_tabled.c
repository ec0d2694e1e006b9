/* Seats: what is laid on their tables, and that habit leaves a run as it is. CBMSIM_LONG=yes: more
   runs. */
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

/* Settles all matters in their order as the model would; every `other_every`th one that is no
   decision the other way (0: none). */
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
            continue; /* a seat gives no reason */
        }
        if (run_settle(r, w, t->state, t->number, &would, NULL, sink) != STATUS_OK) {
            assert_int_equal(t->kind, TABLED_CASE); /* not related to the accused */
            assert_ok(run_habit(r, w, t->state, t->number, NULL, sink), NULL);
        }
    }
}

/* A run with all seats whose matters are settled at once, with the table closed or open. */
static uint64_t
settled_at_once(const struct world *w, struct diary *d, bool open, int other_every,
    struct tally_of_kinds *n)
{
    struct trace_sink sink = diary_sink(d);
    enum run_stop stop;
    struct run r;
    uint64_t fingerprint;

    assert_ok(run_init(&r, w, 5, 2, 0, NULL), NULL);
    run_table(&r, open);
    seat_all(&r, w, true);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matters_settled_at_once_change_nothing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the numbers of a review: beliefs and decisions, decisions in detail, predictions. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "played.h"
#include "workshop/review/review.h"
#include "workshop/review/review_replay.h"
#include "workshop/whatif_settled.h"

/* SEEDS: number of exercises, some with and some without a crisis of the two teams. */
enum { FORKS = 60, RECORDS = 600, SEEDS = 24 };

struct reviewed {
    struct played played;
    struct review review;
};

/* Whether a crisis of the two teams began on that day or later, according to their ledgers. */
static bool
had_crisis_since(const struct exercise *x, double day)
{
    bool crisis = false;

    for (int32_t k = 0; k < x->now.n_seats; k++) {
        int32_t n;
        const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[k].state, &n);

        for (int32_t i = 0; i < n; i++) {
            crisis = crisis ||
                     (items[i].kind == SEEN_CRISIS && items[i].begins && items[i].day >= day &&
                         items[i].target == x->now.seats[1 - k].state);
        }
    }
    return crisis;
}

static bool
had_crisis(const struct exercise *x)
{
    return had_crisis_since(x, 0);
}

static void
play(struct played *p, uint64_t seed)
{
    struct record_line r = record_empty(RECORD_predict);

    played_enter(p, seed, NULL);
    r.predict = (struct record_predict){.seat = "alpha", .question = "crisis", .percent = 20};
    for (int32_t k = 0; k < RECORDS && !p->session.exercise.now.review; k++) {
        enum plan_kind kind = exercise_stop(&p->session.exercise)->kind;

        /* the team corrects its answer more than once */
        if (kind == PLAN_BRIEF || kind == PLAN_TALKS) {
            r.predict.percent = k % 101;
            (void)played_do(p, &r);
            r.predict.percent = 20;
            (void)played_do(p, &r);
        }
        (void)played_step(p);
    }
    assert_true(p->session.exercise.now.review);
}

/* The time at which the two teams come to a crisis. */
enum when { NEVER, AT_SOME_TIME, BEFORE_TALKS_ONLY };

static bool
is_so(const struct exercise *x, enum when crisis)
{
    double talks = 0;

    for (int32_t k = 0; k < x->plan.n_stops; k++) {
        talks = x->plan.stops[k].kind == PLAN_TALKS ? x->plan.stops[k].day : talks;
    }
    return had_crisis(x) == (crisis != NEVER) &&
           (crisis != BEFORE_TALKS_ONLY || !had_crisis_since(x, talks));
}

/* Plays an exercise with or without a crisis to its review. */
static void
enter(struct reviewed *x, enum when crisis)
{
    struct failure f = {0};

    for (uint64_t seed = 7;; seed++) {
        assert_true(seed < 7 + SEEDS);
        play(&x->played, seed);
        if (is_so(&x->played.session.exercise, crisis)) {
            break;
        }
        played_leave(&x->played);
    }
    assert_ok(review_read(&x->review, &x->played.session.exercise, FORKS, &f), &f);
}

static void
leave(struct reviewed *x)
{
    review_free(&x->review);
    played_leave(&x->played);
}

static int
begin(void **state)
{
    static struct reviewed x;

    *state = &x;
    enter(&x, NEVER);
    return 0;
}

static int
end(void **state)
{
    leave(*state);
    return 0;
}

/* Every decision belongs to one matter, whose truth is that of the decision. */
static void
test_matters(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;

    assert_true(r->matters.count > 0);
    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        int32_t n = 0;

        for (int32_t m = 0; m < r->matters.count; m++) {
            if (review_is_about(r, k, m)) {
                assert_int_equal(ARRAY_AT(struct review_matter, &r->matters, m)->truth,
                    review_settled(r, k)->initiator);
                n++;
            }
        }
        assert_int_equal(n, review_settled(r, k)->kind == TABLED_DECISION);
    }
}

/* At the stop of a decision about an incident that was attributed, the highest posterior is that of
   the actor that the analysts name. */
static void
test_beliefs(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    int32_t found = 0;

    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        for (int32_t b = 0; b < r->beliefs.count; b++) {
            const struct review_belief *belief = ARRAY_AT(struct review_belief, &r->beliefs, b);

            if (belief->stop == s->stop && review_is_about(r, k, belief->matter) &&
                belief->suspect == s->named && s->named >= 0) {
                assert_true(fabs(belief->posterior - s->confidence) < 1e-12);
                found++;
            }
        }
    }
    assert_true(found > 0);
}

static void
test_honesty(void **state)
{
    (void)state;
    assert_int_equal(review_honesty_of(REPLY_DENIAL, 1, 1), REVIEW_LIE);
    assert_int_equal(review_honesty_of(REPLY_DENIAL, 1, 0), REVIEW_TRUE);
    assert_int_equal(review_honesty_of(REPLY_ADMISSION, 1, 1), REVIEW_TRUE);
    assert_int_equal(review_honesty_of(REPLY_ADMISSION, 1, 0), REVIEW_LIE);
    assert_int_equal(review_honesty_of(REPLY_HELP, 1, 1), REVIEW_NEITHER);
    assert_int_equal(review_honesty_of(REPLY_EXPLANATION, 1, SUSPECT_ACCIDENT), REVIEW_TRUE);
}

/* A decision in detail has the same counts as a new what-if question about it. The decisions in
   detail differ. */
static void
test_decisions(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    const struct review_decision *d = &r->decisions[0];
    struct whatif_settled settled = {0};
    struct whatif again = {0};
    struct failure f = {0};

    assert_true(r->n_decisions >= 1);
    assert_int_equal(review_settled(r, d->settled)->by, SETTLED_BY_TEAM);
    assert_ok(whatif_settled_open(&settled, r->exercise, d->settled, &f), &f);
    /* in two steps, with other numbers of threads: the numbers are those of the review */
    assert_int_equal(whatif_settled_run(&settled, FORKS / 3, 3, &again), STATUS_OK);
    assert_int_equal(whatif_settled_run(&settled, FORKS, 1, &again), STATUS_OK);
    assert_int_equal(again.n_arms, d->whatif.n_arms);
    for (int32_t arm = 0; arm < again.n_arms; arm++) {
        for (int32_t m = 0; m < WORKSHOP_DAYS; m++) {
            const struct paired_result *result = &d->whatif.arm[arm].result[m];

            assert_int_equal(result->count, again.arm[arm].result[m].count);
            assert_true(arm == 0 || result->gained - result->lost ==
                                        result->count - again.arm[0].result[m].count);
        }
    }
    whatif_free(&again);
    whatif_settled_free(&settled);
    for (int32_t k = 1; k < r->n_decisions; k++) {
        assert_int_not_equal(r->decisions[k].settled, d->settled);
    }
}

/* Only the last answer at a stop counts. Its outcome is a crisis from that stop on, according to
   the ledgers of the seats. Returns the number of answers whose outcome would differ if earlier
   crises counted. */
static int32_t
check_predictions(const struct review *r, bool expected)
{
    int32_t too_late = 0;

    assert_int_equal(had_crisis(r->exercise), expected);
    assert_int_equal(r->predictions.count, 2);
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *p =
            ARRAY_AT(struct review_prediction, &r->predictions, k);

        print_message("model %d of %d, outcome %d\n", (int)p->count, (int)p->n, p->outcome);
        assert_int_equal(
            r->exercise->plan.stops[p->stop].kind, k == 0 ? PLAN_BRIEF : PLAN_TALKS);
        assert_int_equal(p->percent, 20);
        assert_int_equal(p->n, FORKS);
        /* a crisis that was settled before the talks keeps both calm */
        assert_true(p->count < p->n && (p->count > 0 || k == 1));
        assert_int_equal(
            p->outcome, had_crisis_since(r->exercise, r->exercise->plan.stops[p->stop].day));
        too_late += p->outcome != had_crisis(r->exercise);
        assert_true(fabs(p->brier - pow((double)p->percent / 100 - p->outcome, 2)) < 1e-12);
    }
    return too_late;
}

static void
test_predictions(void **state)
{
    const struct reviewed *calm = *state;
    struct reviewed heated;

    assert_int_equal(check_predictions(&calm->review, false), 0);
    enter(&heated, AT_SOME_TIME);
    (void)check_predictions(&heated.review, true);
    leave(&heated);
    enter(&heated, BEFORE_TALKS_ONLY);
    assert_int_equal(check_predictions(&heated.review, true), 1);
    leave(&heated);
}

/* ---- turning points ---- */

/** Whether a continuation has had a crisis. */
struct crisis {
    bool happened;
};

static void
note_crisis(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct crisis *x = self;

    (void)w;
    (void)r;
    x->happened = x->happened || (o->kind == OBS_CRISIS && o->value > 0);
}

/* Counts the continuations with a crisis from a stop whose matters habit settles. Runs them one by
   one. */
static int64_t
count_by_hand(const struct review *r, const struct review_turn *t, uint64_t first)
{
    struct exercise then = {0};
    struct failure f = {0};
    int64_t n = 0;

    assert_ok(exercise_at(r->exercise, t->before + 1, &then, &f), &f);
    for (uint64_t k = 0; k < FORKS; k++) {
        struct crisis crisis = {false};
        struct trace_sink sink = {&crisis, note_crisis};
        struct run run = {.over = false};

        assert_ok(run_copy_into(&run, &then.now.run), NULL);
        run_fork(&run, first + k);
        for (int32_t pair = 0; pair < run.pairs.count; pair++) {
            const struct pair_now *now = ARRAY_AT(struct pair_now, &run.pairs, pair);

            crisis.happened = crisis.happened || now->crisis.holds;
        }
        assert_ok(review_leave_to_habit(NULL, &run, then.world, &sink), NULL);
        assert_int_equal(run_until(&run, then.world,
                             t->day + r->exercise->workshop->window_days, NULL, &sink),
            RUN_REACHED);
        n += crisis.happened;
        run_free(&run);
    }
    exercise_free(&then);
    return n;
}

static void
check_turns(const struct review *r)
{
    int32_t moved = 0, points[2], n = review_turning_points(r, 2, points);

    for (int32_t k = 0; k < r->turns.count; k++) {
        const struct review_turn *t = ARRAY_AT(struct review_turn, &r->turns, k);

        assert_true(t->n_settled >= t->n_team && t->n_settled > 0);
        for (int32_t e = 0; e < REVIEW_EVENTS; e++) {
            const struct paired_result *done = &t->done[e], *habit = &t->habit[e];

            assert_int_equal(done->gained - done->lost, done->count - habit->count);
            assert_int_equal(t->since[e].n_pairs, k == 0 ? 0 : FORKS);
            moved += k > 0 && t->since[e].gained + t->since[e].lost > 0;
        }
    }
    assert_true(moved > 0);
    for (int32_t k = 0; k < n; k++) {
        const struct estimate *e =
            &ARRAY_AT(struct review_turn, &r->turns, points[k])->done[REVIEW_CRISIS].difference;

        assert_true(e->low > 0 || e->high < 0);
    }
    for (int32_t k = 0; k < r->parts.count; k++) {
        const struct review_part *p = ARRAY_AT(struct review_part, &r->parts, k);

        assert_int_equal(review_settled(r, p->settled)->by, SETTLED_BY_TEAM);
        assert_int_equal(review_settled(r, p->settled)->before,
            ARRAY_AT(struct review_turn, &r->turns, p->turn)->before);
    }
}

/* The share at each stop equals the count one by one. Other forks give other numbers. */
static void
test_turning(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    int32_t others = 0;

    assert_true(r->turns.count >= 3);
    check_turns(r);
    for (int32_t k = 0; k < 3; k++) {
        const struct review_turn *t = ARRAY_AT(struct review_turn, &r->turns, k);

        assert_int_equal(t->habit[REVIEW_CRISIS].count, count_by_hand(r, t, 0));
        others += t->habit[REVIEW_CRISIS].count != count_by_hand(r, t, 1000);
    }
    assert_true(others > 0);
}

/* ---- signed or used ---- */

static const struct review_cell *
cell(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_cell, &r->cells, k);
}

/* One agreement is on offer, so that there are four cells. The effect of signing with `used` true
   is the difference of two cells. */
static void
test_use(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    int32_t by_signing = 0, by_use = 0;

    assert_int_equal(r->cells.count, 4);
    for (int32_t k = 0; k < 4; k++) {
        assert_int_equal(cell(r, k)->used, k % 2);
        assert_int_equal(
            cell(r, k)->signed_, k < 2 ? REVIEW_NOTHING_SIGNED : REVIEW_ALL_SIGNED);
    }
    for (int32_t m = 0; m < WINDOW_MEASURES; m++) {
        double base = cell(r, 0)->total[m].own.value, used = cell(r, 1)->total[m].own.value;
        double both = cell(r, 3)->total[m].own.value;

        assert_true(fabs(cell(r, 1)->total[m].difference.value - (used - base)) < 1e-9 ||
                    window_measures[m].kind == PAIRED_SHARE);
        assert_true(fabs(cell(r, 3)->signing[m].difference.value - (both - used)) < 1e-9 ||
                    window_measures[m].kind == PAIRED_SHARE);
        by_use += used != base;
        by_signing += both != used;
    }
    assert_true(by_signing > 0 && by_use > 0);
}

/* ---- the run ---- */

/* The rows contain every incident on which a seat decided. The last events are not after the end of
   the exercise. */
static void
test_trace(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    const struct array *rows = &r->trace.rows[RECORDER_FILE_INCIDENTS];
    int32_t found = 0, incidents = 0;

    for (int32_t m = 0; m < r->matters.count; m++) {
        const struct review_matter *matter = ARRAY_AT(struct review_matter, &r->matters, m);

        incidents += !matter->act;
        for (int32_t k = 0; k < rows->count && !matter->act; k++) {
            const struct trace_rows_incident *i = ARRAY_AT(struct trace_rows_incident, rows, k);

            if (i->incident_id == (int64_t)matter->incident_id) {
                assert_int_equal(i->target, r->exercise->now.seats[matter->seat].state);
                assert_int_equal(i->initiator, matter->truth < 0 ? NONE : matter->truth);
                found++;
            }
        }
    }
    assert_true(incidents > 0);
    assert_int_equal(found, incidents);
    assert_int_equal(r->trace.rows[RECORDER_FILE_STATES].count, r->exercise->world->n_states);
    for (int32_t k = 0; k < r->trace.rows[RECORDER_FILE_EVENTS].count; k++) {
        assert_true(
            ARRAY_AT(struct trace_rows_event, &r->trace.rows[RECORDER_FILE_EVENTS], k)->day <=
            r->exercise->plan.end_day);
    }
}

/* Tests how a decision in detail depends on uncertain parameters. With the unchanged parameters,
   the result is that of the same question with fewer continuations. */
static void
test_strip(void **state)
{
    const struct reviewed *x = *state;
    const struct review_decision *d = &x->review.decisions[0];
    struct whatif_settled settled = {0};
    struct whatif again = {0};
    struct failure f = {0};

    assert_non_null(d->chosen);
    assert_int_equal(d->strip_n, FORKS / 4);
    assert_ok(whatif_settled_open(&settled, x->review.exercise, d->settled, &f), &f);
    assert_int_equal(whatif_settled_run(&settled, d->strip_n, 1, &again), STATUS_OK);
    for (int32_t arm = 0; arm < again.n_arms; arm++) {
        for (int32_t factor = 0; again.arm[arm].chosen && factor < WHATIF_FACTORS; factor++) {
            assert_true(d->strip.difference[factor][1].value ==
                        again.arm[arm].result[WORKSHOP_WRONG_HIT].difference.value);
        }
    }
    whatif_free(&again);
    whatif_settled_free(&settled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matters),
        cmocka_unit_test(test_beliefs),
        cmocka_unit_test(test_honesty),
        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_predictions),
        cmocka_unit_test(test_turning),
        cmocka_unit_test(test_use),
        cmocka_unit_test(test_trace),
        cmocka_unit_test(test_strip),
    };

    return cmocka_run_group_tests(tests, begin, end);
}

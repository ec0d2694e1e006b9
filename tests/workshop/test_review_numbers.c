/* The numbers of a review: what was believed and done, decisions in full, predictions. */
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
#include "workshop/whatif_settled.h"

/* CALM: seed of an exercise without a crisis. HEATED: with one. */
enum { FORKS = 60, RECORDS = 600, CALM = 7, HEATED = 9 };

struct reviewed {
    struct played played;
    struct review review;
};

/* Plays an exercise to its review. */
static void
enter(struct reviewed *x, uint64_t seed)
{
    struct record_line r = record_empty(RECORD_predict);
    struct failure f = {0};

    played_enter(&x->played, seed, NULL);
    r.predict = (struct record_predict){"alpha", "crisis", 20};
    for (int32_t k = 0; k < RECORDS && !x->played.session.exercise.now.review; k++) {
        if (exercise_stop(&x->played.session.exercise)->kind == PLAN_BRIEF) {
            (void)played_do(&x->played, &r);
        }
        (void)played_step(&x->played);
    }
    assert_true(x->played.session.exercise.now.review);
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
    enter(&x, CALM);
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

/* A decision in full has the counts of a question asked anew; another decision has others. */
static void
test_decisions(void **state)
{
    const struct reviewed *x = *state;
    const struct review *r = &x->review;
    const struct review_decision *d = &r->decisions[0];
    struct whatif again = {0};
    struct failure f = {0};

    assert_true(r->n_decisions >= 1);
    assert_int_equal(review_settled(r, d->settled)->by, SETTLED_BY_TEAM);
    assert_ok(whatif_settled_run(r->exercise, d->settled, FORKS, 1, &again, &f), &f);
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
    for (int32_t k = 1; k < r->n_decisions; k++) {
        assert_int_not_equal(r->decisions[k].settled, d->settled);
    }
}

/* The prediction has the score of its answer; a crisis in the log of what the seats saw is the
   outcome. */
static void
check_predictions(const struct review *r, bool expected)
{
    const struct exercise_now *now = &r->exercise->now;
    bool crisis = false;

    for (int32_t k = 0; k < now->n_seats; k++) {
        int32_t n;
        const struct seen_item *items = seen_items(&now->seen, now->seats[k].state, &n);

        for (int32_t i = 0; i < n; i++) {
            int32_t other = items[i].target;

            crisis = crisis || (items[i].kind == SEEN_CRISIS && items[i].begins &&
                                   other != now->seats[k].state);
        }
    }
    assert_int_equal(crisis, expected);
    assert_true(r->predictions.count > 0);
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *p =
            ARRAY_AT(struct review_prediction, &r->predictions, k);

        print_message("model %d of %d, outcome %d\n", (int)p->count, (int)p->n, p->outcome);
        assert_int_equal(p->n, FORKS);
        assert_true(p->count > 0 && p->count < p->n);
        assert_int_equal(p->outcome, crisis);
        assert_true(fabs(p->brier - pow((double)p->percent / 100 - p->outcome, 2)) < 1e-12);
    }
}

static void
test_predictions(void **state)
{
    const struct reviewed *calm = *state;
    struct reviewed heated;

    check_predictions(&calm->review, false);
    enter(&heated, HEATED);
    check_predictions(&heated.review, true);
    leave(&heated);
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
    };

    return cmocka_run_group_tests(tests, begin, end);
}

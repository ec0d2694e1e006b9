/* Compares the order in which a desk serves its waiting jobs with a list that is searched from
   its start. */
#include "stage.h"

#include "model/incident/desk.h"
#include "model/state/run_pools.h"

enum { JOBS = 600, PRIORITIES = 5 };

/* The waiting jobs in a simple list. The subject of a job is the number of its arrival. */
struct textbook {
    int32_t subject[JOBS];
    double priority[JOBS];
    int32_t n;
};

/* Removes the job that is served next. `stack`: among equal priorities, the last job in place of
   the first. */
static int32_t
next_of(struct textbook *l, bool stack)
{
    int32_t best = 0, subject;

    for (int32_t k = 1; k < l->n; k++) {
        if (stack ? l->priority[k] >= l->priority[best] : l->priority[k] > l->priority[best]) {
            best = k;
        }
    }
    subject = l->subject[best];
    l->n--;
    for (int32_t k = best; k < l->n && k + 1 < JOBS; k++) {
        l->subject[k] = l->subject[k + 1];
        l->priority[k] = l->priority[k + 1];
    }
    return subject;
}

/* Ends the service that is under way. Returns the subject of the job. */
static int32_t
finish(struct sim_context *s)
{
    struct event e = queue_pop(&s->run->kernel.queue);

    assert_int_equal(e.kind, EVENT_desk_done);
    return desk_finish(s, &e).subject;
}

static void
arrive(struct stage *t, struct textbook *l, int32_t subject)
{
    struct stream_base base = {4, 1, 0};
    double priority =
        (double)(int)(PRIORITIES * stream_uniform(&base, 1, 1, (uint64_t)subject));

    assert_ok(run_pools_room(&t->run), NULL);
    desk_arrive(
        &t->s, desk_technical(0), JOB_TRIAGE, subject, (uint64_t)subject + 1, priority, 1);
    l->subject[l->n] = subject;
    l->priority[l->n++] = priority;
}

/* Returns the number of jobs that are served in another order than in the list. Three jobs arrive
   for every two that leave. */
static int32_t
differences(bool stack)
{
    static struct textbook waiting;
    struct stage t;
    int32_t serving = 0, wrong = 0;

    stage_enter(&t, WORLD("'states': {'a': {'analysts': 1}}"));
    waiting.n = 0;
    arrive(&t, &waiting, 0);
    waiting.n = 0; /* the first job is served at once */
    for (int32_t k = 1; k < JOBS || waiting.n > 0; k++) {
        if (k < JOBS) {
            arrive(&t, &waiting, k);
        }
        if (k % 3 != 0 || k >= JOBS) {
            assert_int_equal(desk_waiting(&t.s, desk_technical(0)), waiting.n);
            wrong += finish(&t.s) != serving;
            serving = next_of(&waiting, stack);
        }
    }
    wrong += finish(&t.s) != serving;
    assert_int_equal(desk_waiting(&t.s, desk_technical(0)), 0);
    assert_int_equal(SIM_DESK(&t.s, desk_technical(0))->n_served, JOBS);
    stage_leave(&t);
    return wrong;
}

static void
test_order_is_priority_then_arrival(void **state)
{
    (void)state;
    assert_int_equal(differences(false), 0);
    assert_true(
        differences(true) > JOBS / 10); /* the test sees the order of equal priorities */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order_is_priority_then_arrival)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests that marks are processed after the event, or before an agreement changes. */
#include "stage.h"

#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"
#include "model/model.h"

/* The agreement opens the only channel between the two states, and a crisis may suspend the
   agreement. */
#define TALKS                                                                                  \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, "                                                       \
        "'pairs': {'a:b': {}}, "                                                               \
        "'agreements': {'talks': {'parties': {'a': {}, 'b': {}}, "                             \
        "'in_force_on': '2020-01-01', "                                                        \
        "'opens': {'political': {}}, "                                                         \
        "'suspension': {'hazard_per_day': 0.01, 'may_be_suspended': 'yes'}}}")

static struct dyad_direction
begin_crisis(struct sim_context *s)
{
    struct dyad_direction direction = dyad_direction(s, 0, 1);

    dyad_tension_add(s, direction, 5, 0);
    assert_true(dyad_in_crisis(s, direction.pair));
    return direction;
}

static void
test_a_crisis_is_processed_after_the_event(void **state)
{
    struct stage t;
    struct dyad_direction direction;

    (void)state;
    stage_enter(&t, TALKS);
    direction = begin_crisis(&t.s);
    assert_true(t.s.marks.kinds != 0);
    assert_false(queue_pending(&t.run.kernel.queue, direction.now->offer));
    assert_int_equal(SIM_AGREEMENT(&t.s, 0)->n_suspensions, 0);
    model_settle(&t.s);
    assert_int_equal(t.s.marks.kinds, 0);
    assert_true(queue_pending(&t.run.kernel.queue, direction.now->offer));
    assert_true(queue_pending(&t.run.kernel.queue, SIM_AGREEMENT(&t.s, 0)->suspension));
    assert_int_equal(SIM_AGREEMENT(&t.s, 0)->n_suspensions, 1);
    stage_leave(&t);
}

/* The offer uses the channel of the agreement, which is open until the suspension. */
static void
test_a_crisis_is_processed_before_an_agreement_changes(void **state)
{
    struct stage t;
    struct dyad_direction direction;

    (void)state;
    stage_enter(&t, TALKS);
    direction = begin_crisis(&t.s);
    agreement_suspend(&t.s, direction.pair, NONE);
    assert_int_equal(SIM_AGREEMENT(&t.s, 0)->status, AGREEMENT_SUSPENDED);
    assert_true(queue_pending(&t.run.kernel.queue, direction.now->offer));
    assert_int_equal(SIM_AGREEMENT(&t.s, 0)->n_suspensions, 1);
    model_settle(&t.s);
    assert_int_equal(t.s.marks.kinds, 0);
    assert_int_equal(SIM_AGREEMENT(&t.s, 0)->n_suspensions, 1);
    assert_false(queue_pending(&t.run.kernel.queue, SIM_AGREEMENT(&t.s, 0)->suspension));
    stage_leave(&t);
}

static void
test_marks_of_states_and_pairs(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(&t, WORLD(WORLD_ABC));
    assert_int_equal(sim_next_crisis(&t.s), NONE);
    for (int32_t k = 0; k < t.w->n_pairs; k++) {
        sim_mark_crisis(&t.s, k);
    }
    for (int32_t k = t.w->n_pairs - 1; k >= 0; k--) {
        assert_int_equal(sim_next_crisis(&t.s), k);
    }
    assert_int_equal(sim_next_crisis(&t.s), NONE);
    assert_int_equal(t.s.marks.kinds, 0);

    sim_mark_detection(&t.s, WORLD_STATES_MAX - 1);
    assert_true(sim_is_marked(t.s.marks.detection, WORLD_STATES_MAX - 1));
    assert_false(sim_is_marked(t.s.marks.detection, WORLD_STATES_MAX - 2));
    sim_mark_detection(&t.s, NONE);
    for (int32_t k = 0; k < WORLD_STATES_MAX; k++) {
        assert_true(sim_is_marked(t.s.marks.detection, k));
        assert_false(sim_is_marked(t.s.marks.patience, k));
    }
    model_settle(&t.s);
    assert_false(sim_is_marked(t.s.marks.detection, 0));
    assert_int_equal(t.s.marks.kinds, 0);
    stage_leave(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_crisis_is_processed_after_the_event),
        cmocka_unit_test(test_a_crisis_is_processed_before_an_agreement_changes),
        cmocka_unit_test(test_marks_of_states_and_pairs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

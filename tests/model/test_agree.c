/* Tests that an agreement that teams sign enters into force at once for its signers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/agreement/agreement.h"
#include "model/run_agree.h"
#include "stage.h"

static const char world[] =
    "{'start':'2025-01-01','horizon_days':100,'states':{'a':{},'b':{},'c':{}},'agreements':{"
    "'two':{'status':'proposed','parties':{'a':{},'b':{}},'measures':{'hotline':{}}},"
    "'three':{'status':'proposed','kind':'multilateral','parties':{'a':{},'b':{},'c':{}},"
    "'measures':{'hotline':{}}}}}";

enum { TWO = 1, THREE = 0, A = 1, B = 2, C = 4 };

static enum status
agree(struct stage *t, int32_t agreement, uint64_t signers)
{
    uint64_t states[SEATS_WORDS] = {signers};

    return run_agree(&t->run, t->w, agreement, states, NULL, NULL);
}

static void
enters_into_force_now(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(&t, world);
    assert_int_equal(run_until(&t.run, t.w, 30, NULL, NULL), RUN_REACHED);
    assert_int_equal(agree(&t, TWO, A), STATUS_BAD_INPUT);
    assert_int_equal(SIM_AGREEMENT(&t.s, TWO)->status, AGREEMENT_PROPOSED);
    assert_ok(agree(&t, TWO, A | B), NULL);
    assert_int_equal(SIM_AGREEMENT(&t.s, TWO)->status, AGREEMENT_IN_FORCE);
    assert_true(SIM_AGREEMENT(&t.s, TWO)->since == 30);
    assert_int_equal(agree(&t, TWO, A | B), STATUS_BAD_INPUT);
    assert_int_equal(run_until(&t.run, t.w, 100, NULL, NULL), RUN_REACHED);
    stage_leave(&t);
}

static void
who_does_not_sign_stays_outside(void **state)
{
    struct stage t;

    (void)state;
    stage_enter(&t, world);
    assert_ok(agree(&t, THREE, A | C), NULL);
    assert_true(agreement_takes_part(&t.s, THREE, 0));
    assert_false(agreement_takes_part(&t.s, THREE, 1));
    assert_true(agreement_takes_part(&t.s, THREE, 2));
    assert_true(agreement_binds(&t.s, THREE, 0, 2));
    assert_false(agreement_binds(&t.s, THREE, 0, 1));
    stage_leave(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enters_into_force_now),
        cmocka_unit_test(who_does_not_sign_stays_outside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests intervals and p values of differences of shares. The expected values are from R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/paired_share.h"

enum { PAIRS_MAX = 1000 };

/*
 * The first `only_x` pairs have the event only in x, the next `only_y` pairs only in y. The first
 * half of the other pairs have it in both, the second half in neither.
 */
static struct pairing
compare(int32_t only_x, int32_t only_y, int32_t n, double confidence)
{
    double x[PAIRS_MAX] = {0}, y[PAIRS_MAX] = {0}, work[PAIRS_MAX];
    struct confidence_cache level = {.confidence = confidence};
    int32_t discordant = only_x + only_y;
    struct pairing p;

    for (int32_t i = 0; i < n; i++) {
        bool both = i >= discordant && i < discordant + (n - discordant) / 2;

        x[i] = both || i < only_x;
        y[i] = both || (i >= only_x && i < discordant);
    }
    p = paired_share(x, y, n, &level, work);
    assert_true(isnan(p.p_value) || p.p_value == paired_share_p(x, y, n));
    return p;
}

static bool
near(double a, double b)
{
    return fabs(a - b) <= 1e-12 * fabs(b);
}

/*
 * In R, with b = only_x and c = only_y: d <- (c - b)/(n + 2);
 * d + c(-1, 1) * qnorm(.975) * sqrt(b + c + 1 - (c - b)^2/(n + 2))/(n + 2)
 * and binom.test(b, b + c)$p.value, the exact form of mcnemar.test().
 */
static void
values_of_r(void **state)
{
    static const struct {
        int32_t only_x, only_y, n;
        double low, high, p;
    } rows[] = {
        {16, 4, 92, -0.21965830941098047, -0.035660839525189725, 0.011817932128906257},
        {0, 5, 20, 0.030798332952681251, 0.42374712159277328, 0.0625},
        {3, 3, 40, -0.12346612575562443, 0.12346612575562443, 1},
        {70, 117, 1000, 0.020243872389306281, 0.073568502860194715, 0.00072574961136000486},
        {12, 0, 12, -1, -0.62649584352032095, 0.00048828125000000011},
        {9, 1, 25, -0.50954205655006057, -0.083050536042532014, 0.021484375000000014},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        struct pairing p = compare(rows[k].only_x, rows[k].only_y, rows[k].n, 0.95);
        struct pairing turned = compare(rows[k].only_y, rows[k].only_x, rows[k].n, 0.95);

        assert_true(
            near(p.difference.value, (double)(rows[k].only_y - rows[k].only_x) / rows[k].n));
        assert_true(near(p.difference.low, rows[k].low));
        assert_true(near(p.difference.high, rows[k].high));
        assert_true(fabs(p.p_value - rows[k].p) <= 1e-10 * rows[k].p);
        assert_true(turned.difference.low == -p.difference.high);
        assert_true(turned.p_value == p.p_value);
    }
}

/* 16 - 4 of 92 pairs at 90 %: (12 +- 1.6448536 sqrt(21 - 144/94))/94 = 12/94 +- 7.25754/94. */
static void
by_hand(void **state)
{
    struct pairing p = compare(4, 16, 92, 0.90);

    (void)state;
    assert_true(fabs(p.difference.value - 12. / 92) < 1e-15);
    assert_true(fabs(p.difference.low - 0.0504516) < 1e-6);
    assert_true(fabs(p.difference.high - 0.2048675) < 1e-6);
}

/* If no pair differs, there is an interval, because further pairs may differ, but no p value. */
static void
equal_runs(void **state)
{
    struct pairing p = compare(0, 0, 30, 0.95), none = compare(0, 0, 0, 0.95);

    (void)state;
    assert_true(p.difference.value == 0);
    assert_true(near(p.difference.low, -0.061248874516876675));
    assert_true(near(p.difference.high, 0.061248874516876675));
    assert_true(isnan(p.p_value));
    assert_true(isnan(none.difference.value) && isnan(none.difference.low));
    assert_true(isnan(none.p_value));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_r),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(equal_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

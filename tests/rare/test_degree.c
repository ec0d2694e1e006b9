/* Tests the degree to which a condition holds, on which the default importance of a rare event
   is based. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rare/degree.h"

/* Returns the degree of a condition on x and y, which are 2 and 10 at the start. */
static double
degree(const char *text, double x, double y)
{
    static const struct expression_name ids[] = {{.id = "x"}, {.id = "y"}};
    struct expression_names names = {"name", ids, 2, true, NULL};
    struct arena arena = {0};
    struct expression e;
    char why[EXPRESSION_WHY_BYTES];
    double value;

    arena_init(&arena, 1 << 20);
    assert_int_equal(expression_read(&e, text, &names, &arena, why), STATUS_OK);
    value = degree_of(&e, (const double[]){x, y}, (const double[]){2, 10});
    /* the degree of a conjunction of comparisons is 1 if the conjunction holds */
    if (expression_holds(&e, (const double[]){x, y})) {
        assert_true(value == 1);
    }
    arena_free(&arena);
    return value;
}

static void
is_near(double value, double wanted)
{
    assert_true(fabs(value - wanted) < 1e-12);
}

static void
comparisons_count_from_the_start(void **state)
{
    (void)state;
    is_near(degree("x >= 6", 2, 10), 0);
    is_near(degree("x >= 6", 5, 10), 0.75);
    is_near(degree("x >= 6", 7, 10), 1);
    is_near(degree("x >= 6", 1, 10), 0); /* farther from 6 than at the start */
    is_near(degree("y < 5", 2, 6), 0.8);
    is_near(degree("x == 4", 3, 10), 0.5);
    is_near(degree("x + y > 20", 8, 10), 0.75);
    is_near(degree("x * 2 - y / 5 > 6", 3, 10), 0.5); /* from 2 to 4 */
}

static void
conditions_join(void **state)
{
    (void)state;
    is_near(degree("x >= 6 and y >= 20", 4, 10), 0.25);
    is_near(degree("x >= 6 and y >= 20", 4, 20), 0.75);
    is_near(degree("x >= 6 and y >= 20 and x >= 4", 4, 10), 0.5); /* the mean of 0.5, 0 and 1 */
    is_near(degree("x >= 6 or y >= 20", 4, 12), 0.5);
    is_near(degree("not x >= 6", 7, 10), 0);
    is_near(degree("missing(x) and y >= 20", NAN, 15), 0.75);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_count_from_the_start),
        cmocka_unit_test(conditions_join),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

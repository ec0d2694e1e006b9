/* Tests the conversion of numbers. CBMSIM_LONG=yes tests ten times as many numbers. */
#include <float.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "long_form.h"
#include "splitmix.h"

static void
check_prints(double x, const char *expected)
{
    char out[NUMBER_BYTES];

    assert_int_equal(number_print(out, x), strlen(expected));
    assert_string_equal(out, expected);
}

static void
check_rounds(double days, const char *expected)
{
    char out[NUMBER_BYTES];

    assert_int_equal(number_print_rounded(out, days), strlen(expected));
    assert_string_equal(out, expected);
}

static void
known_numbers(void **state)
{
    (void)state;
    check_prints(0, "0");
    check_prints(-0.0, "-0");
    check_prints(0.1, "0.1");
    check_prints(0.1 + 0.2, "0.30000000000000004");
    check_prints(12, "12");
    check_prints(100000, "100000");
    check_prints(-1e15, "-1000000000000000");
    check_prints(0x1p53, "9007199254740992");
    check_prints(1e16, "1e+16");
    check_prints(0.0001, "0.0001");
    check_prints(0.00001, "1e-05");
    check_prints(1e-7, "1e-07");
    check_prints(DBL_MAX, "1.7976931348623157e+308");
    check_prints(-DBL_TRUE_MIN, "-5e-324");
    check_prints(INFINITY, "inf");
}

static void
days_to_a_millionth(void **state)
{
    (void)state;
    check_rounds(0, "0");
    check_rounds(-1e-9, "0");
    check_rounds(3652, "3652");
    check_rounds(0.5, "0.5");
    check_rounds(1.0000004, "1");
    check_rounds(1.0000006, "1.000001");
    check_rounds(-0.25, "-0.25");
    check_rounds(12.340000, "12.34");
    check_rounds(0.000001, "0.000001");
    check_rounds(999999.9999996, "1000000");
    check_rounds(8999999999.5, "8999999999.5");
    check_rounds(1e300, "1e+300");
}

static void
whole_numbers(void **state)
{
    char out[NUMBER_BYTES];

    (void)state;
    number_print_integer(out, INT64_MIN);
    assert_string_equal(out, "-9223372036854775808");
    number_print_unsigned(out, UINT64_MAX);
    assert_string_equal(out, "18446744073709551615");
    assert_int_equal(number_print_hex(out, 0x00ab00000000cdefu), 16);
    assert_string_equal(out, "00ab00000000cdef");
}

static double
of_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Half of the numbers have any exponent, the others lie between 0 and 1000. */
static void
every_double_reads_back(void **state)
{
    int32_t n = long_form() ? 10000000 : 1000000;
    uint64_t random = 1;
    char out[NUMBER_BYTES];

    (void)state;
    for (int32_t i = 0; i < n; i++) {
        uint64_t bits = splitmix_next(&random);
        double x = i % 2 ? of_bits(bits) : (double)(bits >> 11) * 0x1p-53 * 1000;

        if (isfinite(x)) {
            int length = number_print(out, x);
            double back = strtod(out, NULL), own = 0;

            assert_in_range(length, 1, 24);
            assert_memory_equal(&back, &x, sizeof x);
            assert_true(number_read(out, (size_t)length, &own));
            assert_memory_equal(&own, &x, sizeof x);
        }
    }
}

/* Whole numbers of 1 to 16 digits: printed as by printf(), and read back. */
static void
whole_doubles_print_as_digits(void **state)
{
    uint64_t random = 3;
    char expected[64];

    (void)state;
    for (int32_t i = 0; i < 200000; i++) {
        uint64_t bits = splitmix_next(&random);
        double x = (double)(int64_t)(bits >> (10 + i % 54)) * (i % 2 ? 1 : -1), back = 0;

        (void)snprintf(expected, sizeof(expected), "%.0f", x);
        if (fabs(x) < 1e16) {
            check_prints(x, expected);
            assert_true(number_read(expected, strlen(expected), &back));
            assert_memory_equal(&back, &x, sizeof(x));
        }
    }
}

/* Prints x with one digit less and checks that the result is not x. */
static void
fewest_digits_are_printed(void **state)
{
    uint64_t random = 2;
    char out[NUMBER_BYTES], shorter[64];

    (void)state;
    for (int32_t i = 0; i < 100000; i++) {
        double x = (double)(splitmix_next(&random) >> 11) * 0x1p-53;
        int digits = number_print(out, x) - 2;
        double scaled = x;

        for (; scaled < 0.1 && digits > 1; scaled *= 10) {
            digits--;
        }
        if (out[1] == '.' && digits > 1) {
            (void)snprintf(shorter, sizeof shorter, "%.*e", digits - 2, x);
            assert_true(strtod(shorter, NULL) != x);
        }
    }
}

/* The largest error is at most half a millionth. It is also close to this bound, as numbers are
   rounded. */
static void
rounding_is_to_nearest(void **state)
{
    uint64_t random = 3;
    char out[NUMBER_BYTES];
    double worst = 0;

    (void)state;
    for (int32_t i = 0; i < 100000; i++) {
        double x = (double)(splitmix_next(&random) >> 11) * 0x1p-53 * 4000;

        number_print_rounded(out, x);
        worst = fmax(worst, fabs(strtod(out, NULL) - x));
    }
    assert_true(worst > 0.49e-6 && worst < 0.5001e-6);
}

static void
only_numbers_are_read(void **state)
{
    const char *bad[] = {
        "", " 1", "1 ", "1,5", "nan", "inf", "0x10", "1e999", "+1", "1e", "-", "a"};
    double x = 7;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(number_read(bad[i], strlen(bad[i]), &x));
        assert_true(x == 7);
    }
    assert_true(number_read("2.5e-1x", 6, &x));
    assert_true(x == 0.25);
}

static void
only_digits_are_read(void **state)
{
    const char *bad[] = {"", " 1", "1 ", "+1", "-1", "-0", "1.0", "0x1", "1e3", "a",
        "18446744073709551616", "99999999999999999999999"};
    uint64_t x = 3;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(number_read_unsigned(bad[i], &x));
        assert_true(x == 3);
    }
    assert_true(number_read_unsigned("18446744073709551615", &x));
    assert_true(x == UINT64_MAX);
    assert_true(number_read_unsigned("0000000000000000000000000042", &x));
    assert_true(x == 42);
}

static void
locale_has_no_effect(void **state)
{
    const char *comma[] = {"fr_FR.UTF-8", "de_DE.UTF-8", "fr_FR", "de_DE"};

    (void)state;
    for (size_t i = 0; i < sizeof comma / sizeof comma[0]; i++) {
        if (setlocale(LC_ALL, comma[i]) != NULL) {
            check_prints(1234567.5, "1234567.5");
            check_rounds(1234567.5, "1234567.5");
        }
    }
    setlocale(LC_ALL, "C");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_numbers),
        cmocka_unit_test(days_to_a_millionth),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(every_double_reads_back),
        cmocka_unit_test(whole_doubles_print_as_digits),
        cmocka_unit_test(fewest_digits_are_printed),
        cmocka_unit_test(rounding_is_to_nearest),
        cmocka_unit_test(only_numbers_are_read),
        cmocka_unit_test(only_digits_are_read),
        cmocka_unit_test(locale_has_no_effect),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests that stored numbers are read back with the same bits, on both sides of every block
   boundary. */
#define _GNU_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assert_ok.h"
#include "stats/column_store.h"

enum { COLUMNS = 7 };

static double
value(int64_t row, int32_t column)
{
    if (row % 5 == 3) {
        return column % 2 == 0 ? NAN : -INFINITY;
    }
    return 1 / (double)(1 + row * COLUMNS + column);
}

/* Reads rows from ... from + n - 1 with a reader that was used before. */
static void
check_part(const struct column_store *s, struct column_store_reader *r, int64_t from, int64_t n,
    double *values)
{
    n = n < s->n - from ? n : s->n - from;
    assert_ok(column_store_read(s, r, from, n, values, NULL), NULL);
    for (int64_t i = 0; i < n; i++) {
        double expected = value(from + i, r->column);

        assert_memory_equal(&values[i], &expected, sizeof(expected));
    }
}

static void
check(int64_t n)
{
    struct column_store s;
    double *values = calloc((size_t)n + 1, sizeof(*values));
    double row[COLUMNS];

    assert_non_null(values);
    assert_ok(column_store_open(&s, COLUMNS), NULL);
    for (int64_t i = 0; i < n; i++) {
        for (int32_t c = 0; c < COLUMNS; c++) {
            row[c] = value(i, c);
        }
        assert_ok(column_store_add(&s, row, NULL), NULL);
    }
    assert_int_equal(s.n, n);
    for (int32_t c = COLUMNS; c-- > 0;) {
        struct column_store_reader r;

        column_store_reader_init(&r, c);
        check_part(&s, &r, 0, n, values);
        for (int64_t from = 0; from < n; from += 171) {
            check_part(&s, &r, from, 171, values);
            check_part(&s, &r, 0, 3, values); /* the reader returns to the first block */
        }
        check_part(&s, &r, n / 2, n, values);
    }
    column_store_close(&s);
    free(values);
}

static void
columns_are_read_back(void **state)
{
    (void)state;
    check(0);
    check(1);
    check(COLUMN_STORE_ROWS - 1);
    check(COLUMN_STORE_ROWS);
    check(COLUMN_STORE_ROWS + 1);
    check(3 * COLUMN_STORE_ROWS);
    check(3 * COLUMN_STORE_ROWS + 11);
}

static void
no_place_for_the_file(void **state)
{
    struct failure f = {0};
    struct column_store s;
    double row[COLUMNS] = {0};
    enum status st = STATUS_OK;

    (void)state;
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_ok(column_store_open(&s, COLUMNS), NULL);
    for (int i = 0; i < COLUMN_STORE_ROWS; i++) {
        assert_ok(column_store_add(&s, row, &f), &f);
    }
    st = column_store_add(&s, row, &f);
    assert_int_equal(st, STATUS_IO);
    assert_non_null(strstr(f.line[0], "/nowhere/at/all: a temporary file cannot be created"));
    column_store_close(&s);
    assert_int_equal(unsetenv("TMPDIR"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_read_back),
        cmocka_unit_test(no_place_for_the_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests rows as words: they contain everything about a run, and equal rows have equal bytes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "base/buffer.h"
#include "format/table.h"
#include "sweep/row.h"

enum { METRICS = sizeof(struct metric_values) / sizeof(double) };

/* Returns values that would change as decimal text or as float. */
static struct metric_run
run_of(enum row_end end)
{
    struct metric_run row = {.point_id = 3,
        .policy = "with",
        .rep = 17,
        .end_day = 0x1.921fb54442d18p+1,
        .n_events = INT64_C(9007199254740993),
        .fingerprint = INT64_MIN + 5};
    double *metric = (double *)(void *)&row.metric;

    row_set_end(&row, end);
    for (int32_t k = 0; k < METRICS; k++) {
        metric[k] = k % 5 == 0   ? NAN
                    : k % 5 == 1 ? -0.0
                    : k % 5 == 2 ? 0x1p-1074 * k
                                 : ldexp(1 + k * 0x1p-52, k - 30);
    }
    return row;
}

static void
test_round_trip(void **state)
{
    struct table table;

    (void)state;
    assert_ok(table_init(&table, &metric_run_record, TABLE_EXACT, NULL, 0), NULL);
    for (int32_t end = 0; end < ROW_ENDS; end++) {
        struct metric_run row = run_of((enum row_end)end);
        struct metric_run back = {.point_id = row.point_id, .policy = "with", .rep = 17};
        struct buffer one = {0}, other = {0};
        char bytes[ROW_BYTES];

        row_pack(&row, 0, bytes);
        assert_true(row_unpack(bytes, 0, &back));
        assert_int_equal(row_end(&back), end);
        assert_memory_equal(&back.metric, &row.metric, sizeof(row.metric));
        table_row(&table, &row, &one);
        table_row(&table, &back, &other);
        assert_string_equal(one.at, other.at);
        buffer_free(&one);
        buffer_free(&other);
    }
    table_free(&table);
}

/* Every member has a word of its own, so that a change of any member changes the bytes. */
static void
test_every_member_counts(void **state)
{
    struct metric_run row = run_of(ROW_COMPLETE), changed;
    char bytes[ROW_BYTES], others[ROW_BYTES];

    (void)state;
    row_pack(&row, 0, bytes);
    for (int32_t k = 0; k < metric_run_record.n_fields; k++) {
        const struct field *field = &metric_run_record.fields[k];
        char *at = (char *)&changed + field->offset;
        double x;

        if (field->kind == FIELD_TEXT || field->offset < offsetof(struct metric_run, end_day)) {
            continue;
        }
        changed = row;
        if (field->kind == FIELD_COUNT) {
            at[0] ^= 1;
        } else {
            memcpy(&x, at, sizeof(x));
            x = isnan(x) || x == 0 ? 1 : -x;
            memcpy(at, &x, sizeof(x));
        }
        row_pack(&changed, 0, others);
        assert_true(memcmp(bytes, others, ROW_BYTES) != 0);
    }
}

/* All values without a text have the same word, for every sign and payload of NAN. */
static void
test_not_finite(void **state)
{
    static const uint64_t words[] = {UINT64_C(0x7ff8000000000000), UINT64_C(0xfff8000000000000),
        UINT64_C(0x7ff80000deadbeef), UINT64_C(0x7ff0000000000000),
        UINT64_C(0xfff0000000000000)};
    struct metric_run row = run_of(ROW_COMPLETE);
    char bytes[ROW_BYTES], others[ROW_BYTES];

    (void)state;
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        memcpy(&row.metric.harm, &words[k], sizeof(double));
        row_pack(&row, 0, k == 0 ? bytes : others);
        assert_memory_equal(bytes, k == 0 ? bytes : others, ROW_BYTES);
    }
}

static void
test_no_row(void **state)
{
    struct metric_run row = run_of(ROW_COMPLETE);
    char bytes[ROW_BYTES];

    (void)state;
    row_pack(&row, 0, bytes);
    bytes[0] = ROW_ENDS;
    assert_false(row_unpack(bytes, 0, &row));
    bytes[0] = 0;
    bytes[7] = 1;
    assert_false(row_unpack(bytes, 0, &row));
}

/* Tests values that no run can have: a negative count, a negative day, infinity. */
static void
test_impossible_numbers(void **state)
{
    static const struct {
        int32_t word;
        uint64_t bits;
    } wrong[] = {{1, UINT64_C(0xbff0000000000000)}, {1, UINT64_C(0x7ff0000000000000)},
        {2, UINT64_MAX}, {4, UINT64_C(0x7ff0000000000000)},
        {ROW_BYTES / 8 - 1, UINT64_C(0xfff0000000000000)}};

    (void)state;
    for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++) {
        struct metric_run row = run_of(ROW_COMPLETE);
        char bytes[ROW_BYTES];

        row_pack(&row, 0, bytes);
        assert_true(row_unpack(bytes, 0, &row));
        for (int i = 0; i < 8; i++) {
            bytes[8 * wrong[k].word + i] = (char)(wrong[k].bits >> 8 * i & 0xff);
        }
        assert_false(row_unpack(bytes, 0, &row));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_every_member_counts),
        cmocka_unit_test(test_not_finite),
        cmocka_unit_test(test_no_row),
        cmocka_unit_test(test_impossible_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

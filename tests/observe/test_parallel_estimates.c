/* Tests that rows of estimates are the same on any number of threads, from structs and from
   text. */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "kernel/stream.h"
#include "observe/metric.h"
#include "stats/parallel_estimates.h"

enum { POINTS = 30, POLICIES = 3, REPS = 20, METRICS = 4, RUNS = POINTS * POLICIES * REPS };

static const char *const policies[] = {"none", "pact", "hotline"};
static const struct summary_metric metrics[METRICS] = {
    {"harm", SUMMARY_MEAN, NULL, NULL},
    {"crises", SUMMARY_COUNT, NULL, NULL},
    {"first_rung_6_day", SUMMARY_TIME, NULL, NULL},
    {"measure_cost", SUMMARY_MEAN, NULL, NULL},
};
static struct table runs_table, summary_table, comparison_table;
static struct metric_run rows[RUNS];

static void
make_rows(void)
{
    struct stream s = stream_at(&(struct stream_base){.seed = 7}, 1, 2, 3);

    for (int32_t i = 0; i < RUNS; i++) {
        struct metric_run *row = &rows[i];

        metric_clear(row);
        row->point_id = i / (POLICIES * REPS) + 1;
        row->policy = policies[i / REPS % POLICIES];
        row->rep = i % REPS + 1;
        row->status = stream_next(&s) < 0.05 ? "max_events" : "ok";
        row->end_reason = "horizon";
        row->end_day = 1000;
        row->metric.harm = stream_next(&s) * 100;
        row->metric.crises = floor(stream_next(&s) * 4);
        row->metric.first_rung_6_day = stream_next(&s) < 0.5 ? NAN : 1000 * stream_next(&s);
        row->metric.measure_cost = i / REPS % POLICIES;
    }
}

static int
open_tables(void **state)
{
    (void)state;
    make_rows();
    return table_init(&runs_table, &metric_run_record, TABLE_EXACT, NULL, 0) != STATUS_OK ||
           table_init(&summary_table, &summary_record, TABLE_EXACT, NULL, 0) != STATUS_OK ||
           table_init(&comparison_table, &comparison_record, TABLE_EXACT, NULL, 0) != STATUS_OK;
}

static int
close_tables(void **state)
{
    (void)state;
    table_free(&runs_table);
    table_free(&summary_table);
    table_free(&comparison_table);
    return 0;
}

/* ---- runs ---- */

static void
of_file(struct run_table *r)
{
    static char path[32]; /* static, because *r keeps a pointer to it */
    int fd;
    struct buffer text = {0};

    (void)strcpy(path, "/tmp/cbmsim-runs-XXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    table_header(&runs_table, &text);
    for (int32_t i = 0; i < RUNS; i++) {
        table_row(&runs_table, &rows[i], &text);
    }
    assert_ok(buffer_status(&text), NULL);
    assert_int_equal(write(fd, text.at, text.length), text.length);
    assert_ok(run_table_of_file(r, path, NULL), NULL);
    assert_int_equal(unlink(path), 0);
    (void)close(fd);
    buffer_free(&text);
}

static void
text_and_structs_give_the_same_table(void **state)
{
    static double a[RUNS], b[RUNS];
    struct run_table structs, text;

    (void)state;
    assert_ok(run_table_of_rows(&structs, &runs_table, rows, sizeof(rows[0]), RUNS), NULL);
    of_file(&text);
    assert_int_equal(text.n, RUNS);
    assert_int_equal(text.n_groups, structs.n_groups);
    assert_memory_equal(text.complete, structs.complete, RUNS * sizeof(bool));
    assert_memory_equal(text.rep, structs.rep, RUNS * sizeof(int32_t));
    for (int32_t k = 0; k < METRICS; k++) {
        assert_ok(run_table_column(&structs, metrics[k].name, a, NULL), NULL);
        assert_ok(run_table_column(&text, metrics[k].name, b, NULL), NULL);
        for (int32_t i = 0; i < RUNS; i++) {
            assert_true(a[i] == b[i] || (isnan(a[i]) && isnan(b[i])));
        }
    }
    run_table_free(&structs);
    run_table_free(&text);
}

/* ---- rows ---- */

struct collected {
    struct buffer text;
    int64_t rows, fails_after; /* fails_after 0: never */
};

static enum status
collect(void *self, const char *bytes, size_t length, int64_t n, struct failure *f)
{
    struct collected *c = self;

    buffer_add(&c->text, bytes, length);
    c->rows += n;
    return c->fails_after > 0 && c->rows >= c->fails_after
               ? failure_of(STATUS_IO, f, "the disk is full")
               : STATUS_OK;
}

static enum status
make(const struct run_table *runs, bool compares, int32_t threads, struct collected *c,
    struct failure *f)
{
    struct parallel_estimates m = {runs, metrics, METRICS, threads,
        compares ? &comparison_table : &summary_table, c, collect};

    return compares ? parallel_estimates_comparison(&m, 0, 0.95, f)
                    : parallel_estimates_summary(&m, 0.95, NULL, f);
}

/* Prints rows one by one in this thread, for comparison. */
struct printer {
    const struct table *table;
    struct buffer text;
};

static enum status
print_row(void *self, const void *row, struct failure *f)
{
    struct printer *p = self;

    (void)f;
    table_row(p->table, row, &p->text);
    return buffer_status(&p->text);
}

static void
output_does_not_depend_on_threads(void **state)
{
    static const struct summary_options options = {.confidence = 0.95};
    struct run_table runs;

    (void)state;
    of_file(&runs);
    for (int compares = 0; compares < 2; compares++) {
        struct printer p = {.table = compares ? &comparison_table : &summary_table};
        struct summary_sink sink = {print_row, &p};

        assert_ok(compares
                      ? comparison_write_rows(&runs, metrics, METRICS, 0, 0.95, &sink, NULL)
                      : summary_estimate(&runs, metrics, METRICS, &options, &sink, NULL),
            NULL);
        assert_non_null(strstr(p.text.at, compares ? "harm_averted_per_musd" : "garwood"));
        for (int32_t threads = 1; threads <= 7; threads += 2) {
            struct collected c = {.rows = 0};

            assert_ok(make(&runs, compares, threads, &c, NULL), NULL);
            assert_int_equal(c.text.length, p.text.length);
            assert_memory_equal(c.text.at, p.text.at, p.text.length);
            buffer_free(&c.text);
        }
        buffer_free(&p.text);
    }
    run_table_free(&runs);
}

static void
an_error_of_the_writer_ends_it(void **state)
{
    static struct failure f;
    struct run_table runs;

    (void)state;
    of_file(&runs);
    for (int32_t threads = 1; threads <= 4; threads++) {
        struct collected c = {.fails_after = 1};

        f.count = 0;
        assert_int_equal(make(&runs, threads % 2, threads, &c, &f), STATUS_IO);
        assert_int_equal(f.count, 1);
        assert_string_equal(f.line[0], "the disk is full");
        buffer_free(&c.text);
    }
    run_table_free(&runs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_structs_give_the_same_table),
        cmocka_unit_test(output_does_not_depend_on_threads),
        cmocka_unit_test(an_error_of_the_writer_ends_it),
    };

    return cmocka_run_group_tests(tests, open_tables, close_tables);
}

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "run_rows.h"
#include "scratch.h"
#include "stats/comparison.h"
#include "stats/run_table.h"
#include "stats/summary.h"

struct run_row {
    RUN_ROW_KEY;
    double harm;
    int64_t misdirected, responses;
    bool crisis;
    double first_crisis_day;
    double end_day;
};

static const char *const policy_ids[] = {"base", "none", "hotline"};
static const struct table_ids ids = {"policies", policy_ids, 3};
static const char *const statuses[] = {"ok", "max_events", NULL};
static const struct field run_fields[] = {
    RUN_ROW_KEY_FIELDS,
    ROW(harm, .unit = "1"),
    ROW(misdirected, .unit = ""),
    ROW(responses, .unit = ""),
    ROW(crisis, .unit = ""),
    ROW(first_crisis_day, .unit = "days"),
    ROW(end_day, .unit = "days"),
};
static const struct record run_record = RUN_ROW_RECORD;

static const struct summary_metric metrics[] = {
    {"harm", SUMMARY_MEAN, NULL, NULL},
    {"crisis", SUMMARY_SHARE, NULL, NULL},
    {"wrongful_share", SUMMARY_RATIO, "misdirected", "responses"},
    {"first_crisis_day", SUMMARY_TIME, NULL, NULL},
};
enum { METRICS = 4 };
static const struct summary_options options = {.confidence = SUMMARY_CONFIDENCE};

/* ---- rows as text ---- */

struct text {
    struct table table;
    struct buffer out;
};

static enum status
take_row(void *self, const void *row, struct failure *f)
{
    struct text *text = (struct text *)self;

    (void)f;
    table_row(&text->table, row, &text->out);
    return buffer_status(&text->out);
}

static struct text
start_text(const struct record *record)
{
    struct text text = {0};

    assert_ok(table_init(&text.table, record, TABLE_EXACT, NULL, 0), NULL);
    return text;
}

static void
finish_text(struct text *text)
{
    table_free(&text->table);
    buffer_free(&text->out);
}

static struct table
run_table(void)
{
    struct table t;

    assert_ok(table_init(&t, &run_record, TABLE_EXACT, &ids, 1), NULL);
    return t;
}

static void
check_summary(const struct run_row *rows, int64_t n, const char *expected)
{
    struct table t = run_table();
    struct text text = start_text(&summary_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;

    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, n), NULL);
    assert_ok(summary_estimate(&runs, metrics, METRICS, &options, &sink, NULL), NULL);
    assert_string_equal(text.out.at, expected);
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

/* ---- summary ---- */

static void
every_kind_of_metric(void **state)
{
    /* Expected values from R: t.test, binom.test, prop.test, quantile, t.test of pseudo-values. */
    static const struct run_row rows[] = {
        {1, 0, 1, 0, 1, 1, 2, true, 10, 100},
        {1, 0, 2, 0, 2, 0, 0, false, NAN, 100},
        {1, 0, 3, 0, 3, 1, 4, false, NAN, 100},
        {1, 0, 4, 0, 6, 0, 2, true, 20, 100},
    };

    (void)state;
    check_summary(rows, 4,
        "1,base,harm,mean,3,-0.4374348818583158,6.437434881858316,0.95,t,4,0,replications,\n"
        "1,base,harm,sd,2.160246899469287,,,,none,4,0,replications,\n"
        "1,base,crisis,share,0.5,0.15003898915214958,0.8499610108478504,0.95,wilson,4,0,"
        "replications,\n"
        "1,base,crisis,share_exact,0.5,0.06758598648854303,0.9324140135114569,0.95,clopper-"
        "pearson,4,"
        "0,"
        "replications,\n"
        "1,base,wrongful_share,ratio,0.25,-0.07480706590627839,0.5748070659062784,0.95,"
        "jackknife,"
        "4,0,replications,\n"
        "1,base,first_crisis_day,share,0.5,0.15003898915214958,0.8499610108478504,0.95,wilson,"
        "4,0,"
        "replications,\n"
        "1,base,first_crisis_day,share_exact,0.5,0.06758598648854303,0.9324140135114569,0.95,"
        "clopper-pearson,4,0,replications,\n"
        "1,base,first_crisis_day,restricted_mean,57.5,-20.85865280647674,135.85865280647675,0."
        "95,t,"
        "4,0,replications,\n");
}

/* The rows of a metric: "mean 2,sd 1," with the estimates. */
static void
check_statistics(
    const struct run_row *rows, int64_t n, const char *metric, const char *expected)
{
    struct table t = run_table();
    struct text text = start_text(&summary_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;
    char list[512] = "";

    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, n), NULL);
    assert_ok(summary_estimate(&runs, metrics, METRICS, &options, &sink, NULL), NULL);
    for (char *line = strtok(text.out.at, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char name[32], statistic[32], low[32] = "";

        assert_true(sscanf(line, "1,base,%31[^,],%31[^,],%31[^\n]", name, statistic, low) >= 2);
        if (strcmp(name, metric) == 0) {
            (void)snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s %.*s,",
                statistic, (int)strcspn(low, ","), low);
        }
    }
    assert_string_equal(list, expected);
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

/* Quantiles from R: quantile. */
static void
few_runs_have_fewer_rows(void **state)
{
    static const struct run_row rows[] = {
        {1, 0, 1, 0, 2, 1, 2, true, 10, 100},
        {1, 0, 2, 0, 1, 0, 0, false, NAN, 100},
        {1, 0, 3, 0, 3, 1, 4, false, NAN, 100},
        {1, 0, 4, 1, 6, 0, 2, true, 20, 100},
        {1, 0, 5, 0, 8, 0, 2, true, 10, 100},
        {1, 0, 6, 0, 10, 0, 2, false, NAN, 100},
        {1, 0, 7, 0, 6, 0, 2, false, NAN, 100},
    };

    (void)state;
    check_statistics(rows, 1, "harm", "mean 2,");
    check_statistics(rows, 2, "harm", "mean 1.5,sd 0.7071067811865476,");
    check_statistics(rows, 5, "harm", "mean 3.5,sd 3.1091263510296048,"); /* one run failed */
    check_statistics(
        rows, 5, "first_crisis_day", "share 0.5,share_exact 0.5,restricted_mean 55,");
    check_statistics(rows, 7, "harm", "mean 5,sd 3.5777087639996634,q10 1.5,median 4.5,q90 9,");
    check_statistics(rows, 7, "first_crisis_day",
        "share 0.3333333333333333,share_exact 0.3333333333333333,restricted_mean "
        "70,q10 10,median ,q90 ,");
}

static struct run_row
random_run(gsl_rng *rng, int64_t point, int32_t policy, int64_t rep)
{
    struct run_row row = {point, policy, rep, 0, gsl_ran_exponential(rng, 3), 0,
        gsl_ran_poisson(rng, 4), gsl_rng_uniform(rng) < 0.3, NAN, 3650};

    row.misdirected = gsl_ran_binomial(rng, 0.2, (unsigned)row.responses);
    row.harm += policy;
    if (row.crisis) {
        row.first_crisis_day = 3650 * gsl_rng_uniform(rng);
    }
    return row;
}

enum { POINTS = 3, REPS = 80, RUNS = POINTS * 3 * REPS };

/* The rows contain a run that was aborted and a missing value. */
static void
random_runs(struct run_row *rows)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    int64_t n = 0;

    assert_non_null(rng);
    for (int64_t point = 1; point <= POINTS; point++) {
        for (int32_t policy = 0; policy < 3; policy++) {
            for (int64_t rep = 1; rep <= REPS; rep++) {
                rows[n++] = random_run(rng, point, policy, rep);
            }
        }
    }
    rows[3].harm = NAN;
    rows[REPS].status = 1;
    gsl_rng_free(rng);
}

static void
missing_values_are_counted_with_a_warning(void **state)
{
    struct run_row rows[RUNS];
    struct table t = run_table();
    struct text text = start_text(&summary_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;

    (void)state;
    random_runs(rows);
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, RUNS), NULL);
    assert_ok(summary_estimate(&runs, metrics, 1, &options, &sink, NULL), NULL);
    assert_non_null(strstr(text.out.at, ",t,79,1,replications,\n1,base,harm,sd,"));
    assert_non_null(strstr(text.out.at,
        ",t,79,1,replications,runs that did not reach their end are omitted and may differ "
        "from the others\n1,none,harm,sd,"));
    assert_non_null(strstr(text.out.at, ",t,80,0,replications,\n3,hotline,harm,sd,"));
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

static void
rare_events_have_a_rate(void **state)
{
    /* R: poisson.test(2, 1095.75/365.25), poisson.test(0, 3) */
    static const struct run_row rows[] = {
        {1, 0, 1, 0, 1, 0, 2, false, NAN, 365.25},
        {1, 0, 2, 0, 1, 2, 2, false, NAN, 365.25},
        {1, 0, 3, 0, 1, 0, 2, false, NAN, 365.25},
        {2, 0, 1, 0, 1, 0, 2, false, NAN, 365.25},
        {2, 0, 2, 0, 1, 0, 2, false, NAN, 365.25},
        {2, 0, 3, 0, 1, 0, 2, false, NAN, 365.25},
        {3, 0, 1, 0, 1, 0, 2, false, NAN, 365.25},
        {3, 0, 2, 0, 1, 30, 2, false, NAN, 365.25},
        {3, 0, 3, 0, 1, 0, 2, false, NAN, 365.25},
    };
    static const struct summary_metric misdirected = {"misdirected", SUMMARY_COUNT, NULL, NULL};
    struct table t = run_table();
    struct text text = start_text(&summary_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;

    (void)state;
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, 9), NULL);
    assert_ok(summary_estimate(&runs, &misdirected, 1, &options, &sink, NULL), NULL);
    assert_non_null(strstr(text.out.at,
        "\n1,base,misdirected,rate,0.6666666666666666,"
        "0.080736426181"));
    assert_non_null(strstr(text.out.at,
        "\n2,base,misdirected,mean,0,0,0,0.95,t,3,0,replications,"
        "all runs have the same value; further runs may differ\n"));
    assert_non_null(strstr(text.out.at, "\n2,base,misdirected,rate,0,0,1.22962648"));
    assert_non_null(strstr(text.out.at, ",0.95,garwood,3,0,replications,\n"));
    assert_non_null(strstr(text.out.at,
        ",0.95,garwood,3,0,replications,events occur in clusters: the interval is too narrow; "
        "use the interval of the mean\n"));
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

/* ---- from a file ---- */

static void
write_runs(const char *path, const struct table *t, const struct run_row *rows, int64_t n)
{
    struct buffer out = {0};
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    table_header(t, &out);
    for (int64_t i = 0; i < n; i++) {
        table_row(t, &rows[i], &out);
    }
    assert_int_equal(fwrite(out.at, 1, out.length, file), out.length);
    assert_int_equal(fclose(file), 0);
    buffer_free(&out);
}

static void
give_everything(const struct run_table *runs, struct text *estimates, struct text *differences)
{
    struct summary_sink to_estimates = {take_row, estimates};
    struct summary_sink to_differences = {take_row, differences};

    assert_ok(summary_estimate(runs, metrics, METRICS, &options, &to_estimates, NULL), NULL);
    assert_ok(comparison_write_rows(
                  runs, metrics, METRICS, 0, SUMMARY_CONFIDENCE, &to_differences, NULL),
        NULL);
}

static void
file_and_rows_give_the_same(void **state)
{
    struct run_row rows[RUNS];
    struct table t = run_table();
    struct text a = start_text(&summary_record), b = start_text(&comparison_record);
    struct text c = start_text(&summary_record), d = start_text(&comparison_record);
    struct run_table of_rows, of_file;
    struct failure f = {0};
    char path[SCRATCH_PATH];

    (void)state;
    random_runs(rows);
    assert_true(scratch_file(path));
    write_runs(path, &t, rows, RUNS);
    assert_ok(run_table_of_rows(&of_rows, &t, rows, sizeof *rows, RUNS), NULL);
    assert_ok(run_table_of_file(&of_file, path, &f), &f);
    assert_int_equal(of_file.n, RUNS);
    assert_int_equal(of_file.n_groups, POINTS * 3);
    assert_int_equal(run_table_policy(&of_file, "hotline"), 2);
    give_everything(&of_rows, &a, &b);
    give_everything(&of_file, &c, &d);
    assert_true(a.out.length > 1000 && b.out.length > 1000);
    assert_string_equal(a.out.at, c.out.at);
    assert_string_equal(b.out.at, d.out.at);
    assert_int_equal(unlink(path), 0);
    run_table_free(&of_rows);
    run_table_free(&of_file);
    finish_text(&a);
    finish_text(&b);
    finish_text(&c);
    finish_text(&d);
    table_free(&t);
}

static void
check_refused(const char *text, const char *column, const char *message)
{
    struct run_table runs = {0};
    struct failure f = {0};
    double values[8];
    char path[SCRATCH_PATH];
    FILE *file;

    assert_true(scratch_file(path));
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    enum status st = run_table_of_file(&runs, path, &f);
    if (st == STATUS_OK) {
        st = run_table_column(&runs, column, values, &f);
    }
    assert_int_equal(st, STATUS_BAD_INPUT);
    assert_string_equal(f.line[0] + strlen(path), message);
    run_table_free(&runs);
    assert_int_equal(unlink(path), 0);
}

static void
broken_runs_are_refused(void **state)
{
    (void)state;
    check_refused("point_id,policy,rep\n1,base,1\n", "x", ": there is no column status");
    check_refused("point_id,policy,rep,status,x\n1,base,2,ok,1\n1,base,1,ok,1\n", "x",
        ": run 2: sort the rows by point_id, policy and rep");
    check_refused("point_id,policy,rep,status,x\n1,base,1,ok,1\n1,none,1,ok,1\n1,base,2,ok,1\n",
        "x", ": run 3: sort the rows by point_id, policy and rep");
    check_refused("point_id,policy,rep,status,x\n1,base,1,ok,1\n1,base,1,ok,1\n", "x",
        ": run 2: sort the rows by point_id, policy and rep");
    check_refused("point_id,policy,rep,status,x\n1.5,base,1,ok,1\n", "x",
        ": run 1: point_id, policy or rep is invalid; restore the file");
    check_refused("point_id,policy,rep,status,x\n1,,1,ok,1\n", "x",
        ": run 1: point_id, policy or rep is invalid; restore the file");
    check_refused(
        "point_id,policy,rep,status,x\n1,base,1,ok,1e\n", "x", ": run 1: x is not a number");
    check_refused(
        "point_id,policy,rep,status,x\n1,base,1,ok,1\n", "y", ": there is no column y");
}

/* ---- comparison ---- */

static void
check_comparison(const struct run_row *rows, int64_t n, int32_t baseline, const char *expected)
{
    struct table t = run_table();
    struct text text = start_text(&comparison_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;

    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, n), NULL);
    assert_ok(comparison_write_rows(
                  &runs, metrics, METRICS, baseline, SUMMARY_CONFIDENCE, &sink, NULL),
        NULL);
    assert_string_equal(text.out.length == 0 ? "" : text.out.at, expected);
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

static void
policies_are_paired_by_replication(void **state)
{
    static const struct run_row rows[] = {
        {1, 0, 1, 0, 1, 0, 1, false, NAN, 100},
        {1, 0, 2, 0, 2, 0, 1, false, NAN, 100},
        {1, 0, 3, 0, 3, 0, 1, false, NAN, 100},
        {1, 0, 5, 0, 4, 0, 1, false, NAN, 100},
        {1, 1, 1, 0, 2, 1, 2, false, NAN, 100},
        {1, 1, 2, 0, 4, 1, 2, true, 5, 100},
        {1, 1, 3, 0, 3, 1, 2, false, NAN, 100},
        {1, 1, 4, 0, 100, 1, 2, false, NAN, 100},
        {1, 1, 5, 0, 7, 1, 2, false, NAN, 100},
    };

    (void)state;
    check_comparison(rows, 9, 0,
        "1,none,base,harm,1.5,-0.554260256760525,3.554260256760525,0.10272807885839959,"
        "0.20545615771679918,paired "
        "t,4,0.8366600265340756,3.8000000000000007,3.0789632256410626,0.95\n"
        "1,none,base,crisis,0.25,-0.2756339633918532,0.6089672967251866,1,1,agresti-min,4,,1,"
        "0.611727962786242,0.95\n"
        "1,none,base,wrongful_share,0.5,0.5,0.5,,,paired jackknife,4,,,0,0.95\n"
        "1,none,base,first_crisis_day,-23.75,-99.33309975048822,51.833099750488216,"
        "0.3910022189557679,0.3910022189557679,paired t,4,,1,58.11415646469299,0.95\n"
        "1,none,base,first_crisis_day_share,0.25,-0.2756339633918532,0.6089672967251866,1,1,"
        "agresti-min,4,,1,0.611727962786242,0.95\n");
    check_comparison(rows, 4, 1, "");
    check_comparison(rows, 9, 2, "");
}

/* The times and ratios of a point are one family of tests, its shares another one. */
static void
adjustment_spans_the_policies_and_metrics_of_a_point(void **state)
{
    struct run_row rows[RUNS];
    struct table t = run_table();
    struct text text = start_text(&comparison_record);
    struct summary_sink sink = {take_row, &text};
    struct run_table runs;

    (void)state;
    random_runs(rows);
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, RUNS), NULL);
    assert_ok(
        comparison_write_rows(&runs, metrics, METRICS, 0, SUMMARY_CONFIDENCE, &sink, NULL),
        NULL);
    double least_p[2][POINTS + 1], its_adjusted[2][POINTS + 1];
    int32_t n = 0;
    for (int32_t point = 0; point <= POINTS; point++) {
        least_p[0][point] = least_p[1][point] = 2;
    }
    for (char *line = strtok(text.out.at, "\n"); line != NULL; line = strtok(NULL, "\n"), n++) {
        bool share = strstr(line, "agresti-min") != NULL;
        int point;
        double p, adjusted;

        assert_int_equal(sscanf(line, "%d,%*[^,],%*[^,],%*[^,],%*[^,],%*[^,],%*[^,],%lf,%lf",
                             &point, &p, &adjusted),
            3);
        assert_true(adjusted >= p && adjusted <= 1);
        if (p < least_p[share][point]) {
            least_p[share][point] = p;
            its_adjusted[share][point] = adjusted;
        }
    }
    assert_int_equal(n, POINTS * 2 * 5);
    for (int32_t share = 0; share < 2; share++) {
        for (int32_t point = 1; point <= POINTS; point++) {
            double least = least_p[share][point], metrics_of_family = share ? 2 : 3;

            assert_true(fabs(its_adjusted[share][point] -
                             fmin(1, 2 * metrics_of_family * least)) < 1e-12 * least + 1e-15);
        }
    }
    run_table_free(&runs);
    finish_text(&text);
    table_free(&t);
}

/* Moves the lines with `word` to the front of a text and removes the others. */
static void
keep_lines(char *text, const char *word)
{
    char *end = text;

    for (char *line = text, *next; *line != '\0'; line = next) {
        char *found = strstr(line, word);

        next = strchr(line, '\n') + 1;
        if (found != NULL && found < next) {
            memmove(end, line, (size_t)(next - line));
            end += next - line;
        }
    }
    *end = '\0';
}

/* A metric of the kind EVENT has the shares of a time, and no other rows. */
static void
events_are_the_shares_of_times(void **state)
{
    static const struct summary_metric time = {"first_crisis_day", SUMMARY_TIME, NULL, NULL};
    static const struct summary_metric event = {"first_crisis_day", SUMMARY_EVENT, NULL, NULL};
    struct run_row rows[RUNS];
    struct table t = run_table();
    struct run_table runs;

    (void)state;
    random_runs(rows);
    rows[0].status = rows[RUNS / 2].status = 1;
    assert_ok(run_table_of_rows(&runs, &t, rows, sizeof *rows, RUNS), NULL);
    for (int32_t compares = 0; compares < 2; compares++) {
        const struct record *record = compares ? &comparison_record : &summary_record;
        struct text a = start_text(record), b = start_text(record);
        struct summary_sink of_time = {take_row, &a}, of_event = {take_row, &b};

        if (compares) {
            assert_ok(comparison_write_rows(&runs, &time, 1, 0, .95, &of_time, NULL), NULL);
            assert_ok(comparison_write_rows(&runs, &event, 1, 0, .95, &of_event, NULL), NULL);
        } else {
            assert_ok(summary_estimate(&runs, &time, 1, &options, &of_time, NULL), NULL);
            assert_ok(summary_estimate(&runs, &event, 1, &options, &of_event, NULL), NULL);
        }
        keep_lines(a.out.at, compares ? "_share," : ",share");
        assert_true(strlen(a.out.at) > 100);
        assert_string_equal(a.out.at, b.out.at);
        finish_text(&a);
        finish_text(&b);
    }
    run_table_free(&runs);
    table_free(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_metric),
        cmocka_unit_test(few_runs_have_fewer_rows),
        cmocka_unit_test(rare_events_have_a_rate),
        cmocka_unit_test(missing_values_are_counted_with_a_warning),
        cmocka_unit_test(file_and_rows_give_the_same),
        cmocka_unit_test(broken_runs_are_refused),
        cmocka_unit_test(policies_are_paired_by_replication),
        cmocka_unit_test(adjustment_spans_the_policies_and_metrics_of_a_point),
        cmocka_unit_test(events_are_the_shares_of_times),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

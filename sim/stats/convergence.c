#include "stats/convergence.h"

#include <math.h>
#include <stdlib.h>

#include "stats/statistics.h"

#define ROW(member, ...) FIELD(struct convergence_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Design point."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(statistic, .required = true, .unit = "", .doc = "Estimated statistic."),
    ROW(n, .min = 0, .max = 0x1p53, .required = true, .unit = "runs",
        .doc = "Number of runs in the estimate, counted from the first run."),
    ROW(estimate, .unit = "", .doc = "Estimate, in the unit of the metric."),
    ROW(ci_lo, .unit = "", .doc = "Lower end of the confidence interval."),
    ROW(ci_hi, .unit = "", .doc = "Upper end of the confidence interval."),
    ROW(confidence, .unit = "share",
        .doc = "Confidence level of the interval, valid for a single n."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
};
const struct record convergence_record = {.name = "converge",
    .doc = "Estimates from the first n replications, for increasing n.",
    FIELDS_OF(struct convergence_row, fields)};
const char *const convergence_keys[] = {"point_id", "policy", "metric", "n", NULL};

/** Values and denominators of one metric and group, and a work array. */
struct columns {
    double *x, *y, *work;
    struct confidence_cache level;
};

static void
estimate(enum summary_kind kind, int64_t n, struct columns *c, struct convergence_row *row)
{
    const double *x = c->x, *y = c->y;
    struct estimate e = {NAN, NAN, NAN};
    int64_t k = 0;

    switch (kind) {
    case SUMMARY_MEAN:
    case SUMMARY_COUNT:
    case SUMMARY_TIME:
        row->statistic = kind == SUMMARY_TIME ? "restricted_mean" : "mean";
        row->method = "t";
        e = statistics_mean(x, n, &c->level);
        break;
    case SUMMARY_SHARE:
    case SUMMARY_EVENT:
        for (int64_t i = 0; i < n; i++) {
            k += x[i] != 0;
        }
        row->statistic = "share";
        row->method = "wilson";
        e = statistics_wilson(k, n, row->confidence);
        break;
    case SUMMARY_RATIO:
        row->statistic = "ratio";
        row->method = "jackknife";
        e = statistics_ratio(x, y, n, &c->level, c->work);
        break;
    }
    row->n = n;
    row->estimate = e.value;
    row->ci_lo = e.low;
    row->ci_hi = e.high;
}

/* Moves the runs that have a value to the front of the columns and returns their number. */
static int64_t
gather(enum summary_kind kind, int64_t runs, struct columns *c)
{
    double *x = c->x, *y = c->y;
    bool two = kind == SUMMARY_RATIO || kind == SUMMARY_TIME;
    int64_t n = 0;

    for (int64_t i = 0; i < runs; i++) {
        double value = kind == SUMMARY_TIME && isnan(x[i]) ? y[i] : x[i];
        double denominator = two ? y[i] : 0;

        if (!isnan(value) && !isnan(denominator)) {
            x[n] = value;
            y[n++] = denominator;
        }
    }
    return n;
}

/* Returns the next number of the sequence 10, 20, 50, 100, 200, 500 ... */
static int64_t
next_count(int64_t n)
{
    int64_t tens = 10;

    while (tens * 10 <= n) {
        tens *= 10;
    }
    return n < 10 ? 10 : n < 2 * tens ? 2 * tens : n < 5 * tens ? 5 * tens : 10 * tens;
}

static enum status
write_group(enum summary_kind kind, int64_t runs, struct columns *c,
    struct convergence_row *row, const struct summary_sink *sink, struct failure *f)
{
    int64_t all = gather(kind, runs, c);
    enum status st = STATUS_OK;

    for (int64_t n = 0; n < all;) {
        n = next_count(n) < all ? next_count(n) : all;
        estimate(kind, n, c, row);
        TRY(sink->take(sink->self, row, f));
    }
out:
    return st;
}

enum status
convergence_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f)
{
    size_t maximum = (size_t)run_table_max_replications(runs) + 1;
    struct columns c = {malloc(maximum * sizeof(double)), malloc(maximum * sizeof(double)),
        malloc(maximum * sizeof(double)), {.confidence = confidence}};
    struct summary_reader reader;
    struct convergence_row row = {.confidence = confidence};
    enum status st = STATUS_NO_MEMORY;

    if (c.x == NULL || c.y == NULL || c.work == NULL) {
        goto out;
    }
    st = STATUS_OK;
    for (int32_t i = 0; i < n; i++) {
        row.metric = metrics[i].name;
        TRY(summary_reader_init(&reader, runs, &metrics[i], f));
        for (int64_t g = 0; g < runs->n_groups; g++) {
            row.point_id = runs->groups[g].point_id;
            row.policy = runs->policies[runs->groups[g].policy];
            TRY(summary_read(&reader, &runs->groups[g], c.x, c.y, f));
            TRY(write_group(metrics[i].kind, runs->groups[g].n, &c, &row, sink, f));
        }
    }
out:
    free(c.x);
    free(c.y);
    free(c.work);
    return st;
}

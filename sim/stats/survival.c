#include "stats/survival.h"

#include <math.h>
#include <stdlib.h>

#include "kernel/portable_math.h"

#define ROW(member, ...) FIELD(struct survival_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Design point."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric: the day of an event."),
    ROW(day, .min = 0, .max = 1e9, .required = true, .unit = "days",
        .doc = "First day of the step, which ends on the day of the next row."),
    ROW(at_risk, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Number of runs without the event just before the day; runs that had ended by "
               "then do not count."),
    ROW(events, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Number of events since the previous row."),
    ROW(survival, .min = 0, .max = 1, .unit = "share",
        .doc = "Estimated share of runs without the event."),
    ROW(ci_lo, .min = 0, .max = 1, .unit = "share",
        .doc = "Lower end of the confidence interval."),
    ROW(ci_hi, .min = 0, .max = 1, .unit = "share",
        .doc = "Upper end of the confidence interval."),
    ROW(confidence, .unit = "share",
        .doc = "Confidence level of the interval, valid for a single day."),
    ROW(method, .unit = "", .doc = "Methods of the estimate and the interval."),
};
const struct record survival_record = {.name = "survival",
    .doc = "The share of runs without an event, day by day.",
    FIELDS_OF(struct survival_row, fields)};
const char *const survival_keys[] = {"point_id", "policy", "metric", "day", NULL};

/* On the same day, events come before ends: a run that ends on that day was at risk. */
static int
compare(const void *a, const void *b)
{
    const struct survival_time *x = a, *y = b;

    return x->day != y->day ? (x->day > y->day) - (x->day < y->day) : y->event - x->event;
}

static int64_t
count_events(const struct survival_time *times, int64_t n)
{
    int64_t events = 0;

    for (int64_t i = 0; i < n; i++) {
        events += times[i].event;
    }
    return events;
}

/* Sets the ends of the interval to S^exp(-+ z sd/log S) with sd^2 = greenwood, or to NAN where S is
   0 or 1. */
static void
set_interval(struct survival_row *row, double greenwood, double z)
{
    double log_s = row->survival > 0 ? portable_log(row->survival) : 0;

    row->ci_lo = row->ci_hi = NAN;
    if (log_s < 0) {
        double spread = z * sqrt(greenwood) / -log_s;

        row->ci_lo = portable_exp(log_s * portable_exp(spread));
        row->ci_hi = portable_exp(log_s * portable_exp(-spread));
    }
}

enum status
survival_curve(struct survival_time *times, int64_t n, struct survival_row *row,
    const struct summary_sink *sink, struct failure *f)
{
    double z = portable_normal(0.5 + row->confidence / 2), greenwood = 0;
    int64_t left = count_events(times, n), every = left / SURVIVAL_STEPS + 1, i = 0;
    enum status st;

    qsort(times, (size_t)n, sizeof(*times), compare);
    row->day = 0;
    row->events = 0;
    row->at_risk = n;
    row->survival = 1;
    row->ci_lo = row->ci_hi = NAN;
    row->method = "kaplan-meier, greenwood on log(-log)";
    TRY(sink->take(sink->self, row, f));
    while (i < n) {
        double at_risk = (double)(n - i), events = 0;
        double day = times[i].day;

        for (; i < n && times[i].day == day; i++) {
            events += times[i].event;
        }
        if (events == 0) {
            continue;
        }
        row->survival *= 1 - events / at_risk;
        greenwood += events / (at_risk * (at_risk - events));
        row->events += (int64_t)events;
        left -= (int64_t)events;
        if (row->events >= every || left == 0) {
            row->day = day;
            row->at_risk = (int64_t)at_risk;
            set_interval(row, greenwood, z);
            TRY(sink->take(sink->self, row, f));
            row->events = 0;
        }
    }
out:
    return st;
}

static enum status
write_group(const struct run_table *runs, const struct run_table_group *group,
    const double *day, const double *end, struct survival_time *times, struct survival_row *row,
    const struct summary_sink *sink, struct failure *f)
{
    int64_t n = 0;

    for (int64_t i = 0; i < group->n; i++) {
        bool event = !isnan(day[i]);

        if (event || !isnan(end[i])) {
            times[n++] = (struct survival_time){event ? day[i] : end[i], event};
        }
    }
    row->point_id = group->point_id;
    row->policy = runs->policies[group->policy];
    return survival_curve(times, n, row, sink, f);
}

enum status
survival_write_rows(double confidence, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, const struct summary_sink *sink,
    struct failure *f)
{
    size_t maximum = (size_t)run_table_max_replications(runs) + 1;
    double *day = malloc(maximum * sizeof(*day)), *end = malloc(maximum * sizeof(*end));
    struct survival_time *times = malloc(maximum * sizeof(*times));
    struct summary_reader reader;
    struct survival_row row = {.confidence = confidence};
    enum status st = STATUS_NO_MEMORY;

    if (day == NULL || end == NULL || times == NULL) {
        goto out;
    }
    st = STATUS_OK;
    for (int32_t i = 0; i < n; i++) {
        if (metrics[i].kind != SUMMARY_TIME) {
            continue;
        }
        row.metric = metrics[i].name;
        TRY(summary_reader_init(&reader, runs, &metrics[i], f));
        for (int64_t g = 0; g < runs->n_groups; g++) {
            TRY(summary_read(&reader, &runs->groups[g], day, end, f));
            TRY(write_group(runs, &runs->groups[g], day, end, times, &row, sink, f));
        }
    }
out:
    free(day);
    free(end);
    free(times);
    return st;
}

#include "stats/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/units.h"

#define ROW(member, ...) FIELD(struct summary_row, member, __VA_ARGS__)

static const struct field row_fields[] = {
    ROW(point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Design point; 1 if there is only one."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric, as in runs.csv."),
    ROW(statistic, .required = true, .unit = "",
        .doc =
            "mean, sd (of two runs or more), q10, median, q90 (of six or more) of the runs; "
            "rate of events per simulated year; share "
            "of runs; share_exact, the same with an interval that is never too narrow; ratio "
            "of "
            "sums over runs; restricted_mean of the days until an event or the end of the "
            "run."),
    ROW(estimate, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Value of the statistic in the unit of the metric; empty if undefined."),
    ROW(ci_lo, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc =
            "Lower end of the confidence interval of the estimate (not a range of the runs)."),
    ROW(ci_hi, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc =
            "Upper end of the confidence interval of the estimate (not a range of the runs)."),
    ROW(confidence, .min = 0, .max = 1, .unit = "share",
        .doc = "Confidence level of the interval; empty if the statistic has none."),
    ROW(method, .required = true, .unit = "",
        .doc = "Method of the interval; none if the statistic has no interval."),
    ROW(n, .min = 0, .max = 0x1p53, .required = true, .unit = "runs", .doc = "Runs used."),
    ROW(n_missing, .min = 0, .max = 0x1p53, .required = true, .unit = "runs",
        .doc = "Number of runs without a value of the metric."),
    ROW(stopped_by, .unit = "",
        .doc =
            "Reason why no further replications were added; target: an interval was narrow "
            "enough. With this reason, the coverage of intervals is 1 or 2 percentage points "
            "below the confidence level, or 5 points if a few runs are far above the others."),
    ROW(warning, .unit = "", .doc = "Limitation of the estimate; empty if it has none."),
};

const struct record summary_record = {
    .name = "summary",
    .doc = "Estimates over the runs of a point and policy, with confidence intervals.",
    FIELDS_OF(struct summary_row, row_fields),
};

const char *const summary_keys[] = {
    "point_id", "policy", "metric", "statistic", "method", NULL};

/* The values of one metric, policy and point, without the missing ones. */
struct sample {
    double *values;      /* values of the runs; INFINITY if an event did not occur */
    double *denominator; /* the values of the second column (see summary_needs_two()) */
    int64_t n, n_missing;
    struct moments moments; /* moments of `values`, for SUMMARY_MEAN and SUMMARY_COUNT */
    bool cut_off;           /* some runs did not reach their end */
    int64_t n_runs;         /* of the group */
};

struct output {
    const struct summary_options *options;
    const struct summary_sink *sink;
    struct failure *f;
    struct confidence_cache *level;
    struct summary_row row; /* has the members that all rows share */
};

static const char *
warning_of(const struct sample *s, const struct summary_row *row)
{
    if (s->cut_off) {
        return "runs that did not reach their end are omitted and may differ from the others";
    }
    if (s->n == 0) {
        return "no run has a value";
    }
    if (isnan(row->confidence)) {
        return NULL;
    }
    return isnan(row->ci_lo) || isnan(row->ci_hi) ? "too few values for an interval"
           : row->ci_lo == row->ci_hi && strcmp(row->method, "t") == 0
               ? "all runs have the same value; further runs may differ"
           : strcmp(row->method, "garwood") == 0 && statistics_clusters(&s->moments)
               ? "events occur in clusters: the interval is too narrow; use the interval of "
                 "the mean"
               : NULL;
}

static enum status
write_row(struct output *o, const struct sample *s, const char *statistic, const char *method,
    struct estimate e)
{
    struct summary_row *row = &o->row;

    row->statistic = statistic;
    row->estimate = e.value;
    row->ci_lo = e.low;
    row->ci_hi = e.high;
    row->confidence = method == NULL ? NAN : o->options->confidence;
    row->method = method == NULL ? "none" : method;
    row->n = s->n;
    row->n_missing = s->n_missing;
    row->warning = warning_of(s, row);
    return o->sink->take(o->sink->self, row, o->f);
}

/* Writes the rows of the quantiles. Reorders the values. With fewer than six runs, no quantile has
   an interval of 95 %, and rows of quantiles would be more than half of the file. None is
   written. */
static enum status
write_quantiles(struct output *o, const struct sample *s)
{
    static const char *const names[] = {"q10", "median", "q90"};
    static const double q[] = {0.1, 0.5, 0.9};
    enum status st = STATUS_OK;

    if (s->n_runs < SUMMARY_QUANTILE_RUNS) {
        return STATUS_OK;
    }
    statistics_place(s->values, s->n, q, 3, o->level);
    for (size_t i = 0; i < 3; i++) {
        TRY(write_row(o, s, names[i], "order statistics",
            statistics_quantile(s->values, s->n, q[i], o->level)));
    }
out:
    return st;
}

static enum status
write_mean(struct output *o, const struct sample *s)
{
    enum status st = STATUS_OK;
    struct estimate sd = {s->moments.sd, NAN, NAN};

    TRY(write_row(o, s, "mean", "t", statistics_interval(&s->moments, o->level)));
    if (s->n_runs > 1) {
        TRY(write_row(o, s, "sd", NULL, sd));
    }
    TRY(write_quantiles(o, s));
out:
    return st;
}

static struct estimate
rate_of(const struct output *o, const struct sample *s)
{
    double events = 0, days = 0;
    struct estimate e = {NAN, NAN, NAN};

    for (int64_t i = 0; i < s->n; i++) {
        events += s->values[i];
        days += s->denominator[i];
    }
    if (days > 0) {
        e = statistics_rate((int64_t)events, days / DAYS_PER_YEAR, o->options->confidence);
    }
    return e;
}

static enum status
write_count(struct output *o, const struct sample *s)
{
    /* The rate is computed first, because write_mean() reorders the values. */
    struct estimate rate = rate_of(o, s);
    enum status st = STATUS_OK;

    TRY(write_mean(o, s));
    TRY(write_row(o, s, "rate", "garwood", rate));
out:
    return st;
}

static enum status
write_shares(struct output *o, const struct sample *s, int64_t k)
{
    enum status st = STATUS_OK;
    double confidence = o->options->confidence;

    TRY(write_row(o, s, "share", "wilson", statistics_wilson(k, s->n, confidence)));
    TRY(write_row(
        o, s, "share_exact", "clopper-pearson", statistics_exact(k, s->n, confidence)));
out:
    return st;
}

static enum status
write_share(struct output *o, const struct sample *s)
{
    int64_t k = 0;

    for (int64_t i = 0; i < s->n; i++) {
        k += s->values[i] != 0;
    }
    return write_shares(o, s, k);
}

static enum status
write_ratio(struct output *o, const struct sample *s)
{
    return write_row(o, s, "ratio", "jackknife",
        statistics_ratio(s->values, s->denominator, s->n, o->level, s->values));
}

static enum status
write_time(struct output *o, const struct sample *s)
{
    enum status st = STATUS_OK;
    int64_t k = 0;

    for (int64_t i = 0; i < s->n; i++) {
        k += isfinite(s->values[i]);
        s->denominator[i] = isfinite(s->values[i]) ? s->values[i] : s->denominator[i];
    }
    TRY(write_shares(o, s, k));
    TRY(write_row(
        o, s, "restricted_mean", "t", statistics_mean(s->denominator, s->n, o->level)));
    TRY(write_quantiles(o, s));
out:
    return st;
}

bool
summary_needs_two(const struct summary_metric *metric)
{
    return metric->kind == SUMMARY_RATIO || metric->kind == SUMMARY_TIME ||
           metric->kind == SUMMARY_COUNT || metric->kind == SUMMARY_EVENT;
}

double
summary_event(double day, double end)
{
    return isnan(end) ? (double)NAN : (double)!isnan(day);
}

/* Moves the values of the runs that have one to the front of `values` and `denominator`. */
static struct sample
sample_of(const struct run_table *runs, const struct run_table_group *group,
    const struct summary_metric *metric, double *values, double *denominator)
{
    bool two = summary_needs_two(metric);
    struct sample s = {.values = values, .denominator = denominator, .n_runs = group->n};

    for (int64_t i = 0; i < group->n; i++) {
        double x = values[i], y = two ? denominator[i] : 0;

        s.cut_off = s.cut_off || !runs->complete[group->first + i];
        if (metric->kind == SUMMARY_TIME && isnan(x)) {
            x = INFINITY;
        }
        if (!isnan(x) && !isnan(y)) {
            denominator[s.n] = y;
            values[s.n++] = x;
        }
    }
    s.n_missing = group->n - s.n;
    if (metric->kind == SUMMARY_MEAN || metric->kind == SUMMARY_COUNT) {
        s.moments = statistics_moments(s.values, s.n);
    }
    return s;
}

enum status
summary_reader_init(struct summary_reader *r, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f)
{
    const char *first = metric->numerator == NULL ? metric->name : metric->numerator;
    const char *second = metric->kind == SUMMARY_RATIO ? metric->denominator : RUN_TABLE_END;
    enum status st;

    r->two = summary_needs_two(metric);
    r->event = metric->kind == SUMMARY_EVENT;
    TRY(run_table_reader_init(&r->values, runs, first, f));
    if (r->two) {
        TRY(run_table_reader_init(&r->denominator, runs, second, f));
    }
out:
    return st;
}

enum status
summary_read(struct summary_reader *r, const struct run_table_group *group, double *values,
    double *denominator, struct failure *f)
{
    enum status st;

    TRY(run_table_read(&r->values, group->first, group->n, values, f));
    if (r->two) {
        TRY(run_table_read(&r->denominator, group->first, group->n, denominator, f));
    }
    for (int64_t i = 0; r->event && i < group->n; i++) {
        values[i] = summary_event(values[i], denominator[i]);
    }
out:
    return st;
}

enum status
summary_columns(const struct run_table *runs, const struct summary_metric *metric,
    double *values, double *denominator, struct failure *f)
{
    const struct run_table_group all = {.n = runs->n};
    struct summary_reader r;
    enum status st;

    TRY(summary_reader_init(&r, runs, metric, f));
    TRY(summary_read(&r, &all, values, denominator, f));
out:
    return st;
}

static enum status
write_metric(const struct run_table *runs, const struct summary_metric *metric,
    struct output *o, double *values, double *denominator)
{
    static enum status (*const write_kind[])(struct output *, const struct sample *) = {
        [SUMMARY_MEAN] = write_mean,
        [SUMMARY_COUNT] = write_count,
        [SUMMARY_SHARE] = write_share,
        [SUMMARY_RATIO] = write_ratio,
        [SUMMARY_TIME] = write_time,
        [SUMMARY_EVENT] = write_share,
    };
    struct summary_reader reader;
    enum status st;

    TRY(summary_reader_init(&reader, runs, metric, o->f));
    for (int64_t g = 0; g < runs->n_groups; g++) {
        const struct run_table_group *group = &runs->groups[g];
        struct sample s;

        TRY(summary_read(&reader, group, values, denominator, o->f));
        s = sample_of(runs, group, metric, values, denominator);
        o->row = (struct summary_row){
            .point_id = group->point_id,
            .policy = runs->policies[group->policy],
            .metric = metric->name,
            .stopped_by =
                o->options->stopped_by == NULL ? "replications" : o->options->stopped_by[g],
        };
        TRY(write_kind[metric->kind](o, &s));
    }
out:
    return st;
}

enum status
summary_estimate(const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_options *options, const struct summary_sink *sink, struct failure *f)
{
    struct confidence_cache level = {.confidence = options->confidence};
    struct output o = {.options = options,
        .sink = sink,
        .f = f,
        .level = options->level == NULL ? &level : options->level};
    size_t maximum = (size_t)run_table_max_replications(runs) + 1;
    double *columns = (double *)malloc(2 * maximum * sizeof *columns);
    enum status st = columns == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    for (int32_t i = 0; i < n && st == STATUS_OK; i++) {
        st = write_metric(runs, &metrics[i], &o, columns, columns + maximum);
    }
    free(columns);
    return st;
}

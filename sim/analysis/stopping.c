#include "analysis/stopping.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment_outcomes.h"
#include "stats/cdf.h"
#include "stats/paired_share.h"
#include "stats/statistics.h"

static void
find_columns(struct stopping *s, int32_t target, const struct table *runs)
{
    const struct summary_metric *m = &s->metrics[target];
    const char *below = m->kind == SUMMARY_RATIO ? m->denominator : RUN_TABLE_END;

    s->numerator[target] = table_find(runs, m->numerator == NULL ? m->name : m->numerator);
    s->denominator[target] = summary_needs_two(m) ? table_find(runs, below) : -1;
    BUG_UNLESS(s->numerator[target] >= 0); /* experiment_read() checks the name */
}

enum status
stopping_init(struct stopping *s, const struct experiment *e, const struct table *runs)
{
    int32_t n = e->replications.n_targets;
    size_t maximum = n > 0 ? (size_t)n : 1;

    *s = (struct stopping){.experiment = e,
        .metrics = calloc(maximum, sizeof(*s->metrics)),
        .numerator = calloc(maximum, sizeof(*s->numerator)),
        .denominator = calloc(maximum, sizeof(*s->denominator)),
        .runs = runs,
        .n_targets = n,
        .n_policies = e->base.n_policies};
    if (s->metrics == NULL || s->numerator == NULL || s->denominator == NULL) {
        stopping_free(s);
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        s->metrics[k] = experiment_outcomes_metric(e, e->replications.targets[k].metric);
        find_columns(s, k, runs);
    }
    return STATUS_OK;
}

void
stopping_free(struct stopping *s)
{
    free(s->metrics);
    free(s->numerator);
    free(s->denominator);
    *s = (struct stopping){0};
}

int64_t
stopping_next(const struct experiment *e, int64_t n)
{
    const struct experiment_replications *r = &e->replications;
    int64_t batches = n < r->min || r->batch < 1 ? 0 : (n - r->min) / r->batch + 1;
    int64_t next = r->n_targets == 0 ? r->max : r->min + batches * r->batch;

    return next < r->max ? next : r->max;
}

int32_t
stopping_moments(const struct stopping *s)
{
    return s->n_targets * s->n_policies;
}

/* ---- values ---- */

static bool
has_value(struct stopping_value v)
{
    return !isnan(v.x) && !isnan(v.y);
}

static struct stopping_value
value_of(enum summary_kind kind, int32_t statistic, double above, double below)
{
    bool proportion = statistic == EXPERIMENT_PROPORTION;

    if (kind == SUMMARY_TIME) {
        bool occurred = !isnan(above);
        double missing = isnan(below) ? NAN : 0; /* NAN if the run did not reach its end */

        return proportion ? (struct stopping_value){occurred + missing, 1}
                          : (struct stopping_value){(occurred ? above : below) + missing, 1};
    }
    if (proportion && !isnan(above)) {
        above = above > 0;
    }
    return (struct stopping_value){above, kind == SUMMARY_RATIO && !proportion ? below : 1};
}

/* Adds one value to the moments (West 1979). */
static void
add_value(struct stopping_moments *m, struct stopping_value v)
{
    double n = (double)++m->n, dx = v.x - m->x, dy = v.y - m->y;

    m->x += dx / n;
    m->y += dy / n;
    m->xx += dx * (v.x - m->x);
    m->xy += dx * (v.y - m->y);
    m->yy += dy * (v.y - m->y);
}

/* Adds the values of one target in one replication, values[policy]. */
static void
add_target(const struct stopping *s, int32_t target, struct stopping_moments *moments,
    const struct stopping_value *values)
{
    const struct experiment_target *t = &s->experiment->replications.targets[target];

    for (int32_t p = 0; p < s->n_policies; p++) {
        struct stopping_value v = values[p];

        if (t->statistic == EXPERIMENT_DIFFERENCE) {
            v = (struct stopping_value){
                v.x / v.y - values[t->versus_policy].x / values[t->versus_policy].y, 1};
        }
        if (has_value(v) && isfinite(v.x)) {
            add_value(&moments[target * s->n_policies + p], v);
        }
    }
}

/* Returns the number in a column of a row. Metrics, outcomes and end_day are doubles. */
static double
cell(const struct stopping *s, const struct metric_run *row, int32_t column)
{
    return *(const double *)(const void *)((const char *)row + s->runs->columns[column].offset);
}

void
stopping_read(
    const struct stopping *s, const struct metric_run *row, struct stopping_value *values)
{
    bool complete = strcmp(row->status, RUN_TABLE_COMPLETE) == 0;

    for (int32_t k = 0; k < s->n_targets; k++) {
        enum summary_kind kind = s->metrics[k].kind;
        double above = cell(s, row, s->numerator[k]);
        double below = s->denominator[k] < 0 ? (double)NAN : cell(s, row, s->denominator[k]);

        above = kind == SUMMARY_EVENT ? summary_event(above, below) : above;
        values[k * s->n_policies] =
            complete
                ? value_of(kind, s->experiment->replications.targets[k].statistic, above, below)
                : (struct stopping_value){NAN, NAN};
    }
}

void
stopping_add(const struct stopping *s, struct stopping_moments *moments,
    const struct stopping_value *values)
{
    for (int32_t k = 0; k < s->n_targets; k++) {
        add_target(s, k, moments, values + k * s->n_policies);
    }
}

/* ---- evaluation ---- */

static double
half_width(const struct experiment_target *t, enum summary_kind kind,
    const struct stopping_moments *m, double *of)
{
    bool share = kind == SUMMARY_SHARE || kind == SUMMARY_EVENT;
    double n = (double)m->n, ratio = m->x / m->y;

    *of = ratio;
    if (m->n < 2 || m->y == 0) {
        return NAN;
    }
    if (share && t->statistic == EXPERIMENT_DIFFERENCE) {
        double squares = m->xx + n * m->x * m->x; /* number of pairs with different values */
        struct estimate e = paired_share_interval((int64_t)((squares - n * m->x) / 2 + 0.5),
            (int64_t)((squares + n * m->x) / 2 + 0.5), m->n, t->confidence);

        return (e.high - e.low) / 2;
    }
    if (share || t->statistic == EXPERIMENT_PROPORTION) {
        struct estimate e = statistics_wilson((int64_t)(m->x * n + 0.5), m->n, t->confidence);

        return (e.high - e.low) / 2;
    }
    double squares = m->xx - 2 * ratio * m->xy + ratio * ratio * m->yy;

    return cdf_t_within(t->confidence, n - 1) *
           sqrt((squares > 0 ? squares : 0) / (n - 1) / n) / fabs(m->y);
}

static bool
is_met(
    const struct experiment_target *t, enum summary_kind kind, const struct stopping_moments *m)
{
    double value, half = half_width(t, kind, m, &value);

    return !isnan(half) && !(half > t->half_width) &&
           !(half > t->relative_half_width * fabs(value));
}

static bool
target_is_met(const struct stopping *s, int32_t target, const struct stopping_moments *moments)
{
    const struct experiment_target *t = &s->experiment->replications.targets[target];

    for (int32_t p = 0; p < s->n_policies; p++) {
        if (t->statistic == EXPERIMENT_DIFFERENCE && p == t->versus_policy) {
            continue;
        }
        if (!is_met(t, s->metrics[target].kind, &moments[target * s->n_policies + p])) {
            return false;
        }
    }
    return true;
}

bool
stopping_targets_met(const struct stopping *s, const struct stopping_moments *moments)
{
    for (int32_t target = 0; target < s->n_targets; target++) {
        if (!target_is_met(s, target, moments)) {
            return false;
        }
    }
    return s->n_targets > 0;
}

/* Fills *to with the moments that n values with the means and variances of `from` have. */
static void
extend(const struct stopping_moments *from, int64_t n, struct stopping_moments *to)
{
    double share = ((double)n - 1) / ((double)from->n - 1);

    *to = (struct stopping_moments){
        n, from->x, from->y, from->xx * share, from->xy * share, from->yy * share};
}

static bool
is_met_after(const struct experiment_target *t, enum summary_kind kind,
    const struct stopping_moments *m, int64_t n)
{
    struct stopping_moments extended;

    extend(m, n, &extended);
    return is_met(t, kind, &extended);
}

int64_t
stopping_needed(
    const struct experiment_target *t, enum summary_kind kind, const struct stopping_moments *m)
{
    int64_t low = 1, high = 2; /* the target is missed after `low` values, met after `high` */

    if (m->n < 2) {
        return STOPPING_NEVER;
    }
    for (; !is_met_after(t, kind, m, high); high *= 2) {
        low = high;
        if (high > STOPPING_NEVER / 2) {
            return STOPPING_NEVER;
        }
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (is_met_after(t, kind, m, middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* ---- reasons ---- */

/* The groups of one point. */
struct point {
    const struct run_table_group *groups;
    int64_t n_groups;
};

static bool
has_all_policies(const struct stopping *s, struct point p)
{
    bool equal = p.n_groups == s->n_policies;

    for (int64_t k = 0; k < p.n_groups; k++) {
        equal = equal && p.groups[k].n == p.groups[0].n;
    }
    return equal;
}

/* Stores whether a target is met at a point. `above` and `below` are its columns for all runs. */
static enum status
is_met_at(const struct stopping *s, int32_t target, struct point p, const double *above,
    const double *below, bool *met)
{
    const struct experiment_target *t = &s->experiment->replications.targets[target];
    enum summary_kind kind = s->metrics[target].kind;
    struct stopping_moments *moments =
        calloc((size_t)(s->n_targets * s->n_policies), sizeof(*moments));
    struct stopping_value *values = calloc((size_t)s->n_policies, sizeof(*values));
    enum status st = moments == NULL || values == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    for (int64_t i = 0; i < p.groups[0].n && st == STATUS_OK; i++) {
        for (int32_t k = 0; k < s->n_policies; k++) {
            int64_t run = p.groups[k].first + i;

            /* A run that did not reach its end has no value of any metric. */
            values[k] = value_of(
                kind, t->statistic, above[run], s->denominator[target] < 0 ? NAN : below[run]);
        }
        add_target(s, target, moments, values);
    }
    *met = st == STATUS_OK && target_is_met(s, target, moments);
    free(moments);
    free(values);
    return st;
}

static struct point
next_point(const struct run_table *runs, int64_t first)
{
    struct point p = {runs->groups + first, 0};

    while (first + p.n_groups < runs->n_groups &&
           p.groups[p.n_groups].point_id == p.groups[0].point_id) {
        p.n_groups++;
    }
    return p;
}

/* Removes the reason "target" from the groups of points at which the target is not met. */
static enum status
check_target(const struct stopping *s, int32_t target, const struct run_table *runs,
    double *columns[2], const char **reasons, struct failure *f)
{
    enum status st;

    TRY(summary_columns(runs, &s->metrics[target], columns[0], columns[1], f));
    for (int64_t g = 0; g < runs->n_groups;) {
        struct point p = next_point(runs, g);
        bool met = false;

        if (reasons[g] != NULL && has_all_policies(s, p)) {
            TRY(is_met_at(s, target, p, columns[0], columns[1], &met));
        }
        for (int64_t end = g + p.n_groups; g < end; g++) {
            reasons[g] = met ? reasons[g] : NULL;
        }
    }
out:
    return st;
}

enum status
stopping_reasons(const struct stopping *s, const struct run_table *runs, const char ***reasons,
    struct failure *f)
{
    const struct experiment_replications *r = &s->experiment->replications;
    size_t groups = (size_t)runs->n_groups + 1;
    size_t bytes = s->n_targets > 0 ? ((size_t)runs->n + 1) * sizeof(double) : 1;
    double *columns[2] = {malloc(bytes), malloc(bytes)};
    enum status st;

    *reasons = calloc(groups, sizeof(**reasons));
    if (*reasons == NULL || columns[0] == NULL || columns[1] == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    for (int64_t g = 0; g < runs->n_groups; g++) {
        (*reasons)[g] = s->n_targets > 0 ? "target" : NULL;
    }
    for (int32_t target = 0; target < s->n_targets; target++) {
        TRY(check_target(s, target, runs, columns, *reasons, f));
    }
    for (int64_t g = 0; g < runs->n_groups; g++) {
        bool all = runs->groups[g].n >= r->max;

        if ((*reasons)[g] == NULL) {
            (*reasons)[g] = !all ? "budget" : s->n_targets > 0 ? "max" : "replications";
        }
    }
    st = STATUS_OK;
out:
    free(columns[0]);
    free(columns[1]);
    if (st != STATUS_OK) {
        free(*reasons);
        *reasons = NULL;
    }
    return st;
}

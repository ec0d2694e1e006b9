/* Compares the policies in one metric. */
#include "stats/comparison.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/family.h"
#include "stats/paired_share.h"

enum { NAME_BYTES = 256 };

/*
 * The values of the baseline (x) and of the policy (y) for the replications in which both have a
 * value. The functions of statistics.h overwrite them.
 */
struct pairs {
    double *x, *y, *x_denominator, *y_denominator;
    int64_t n;
};

/* State of the comparison of one metric. */
struct pairing_context {
    const struct comparison_context *all;
    struct summary_metric metric; /* its kind is SUMMARY_EVENT for the share of a time */
    double *p;                    /* p value of each group */
    double *signatures;           /* signature of the test of each group */
    struct confidence_cache *level;
    struct summary_reader reader;
    struct pairs pairs;
};

static bool
is_share(enum summary_kind kind)
{
    return kind == SUMMARY_SHARE || kind == SUMMARY_EVENT;
}

/* Moves the value and the denominator of run i to position n. Returns false if the run has no
   value. */
static bool
move(
    const struct pairing_context *m, double *values, double *denominators, int64_t i, int64_t n)
{
    double value = values[i], denominator = m->reader.two ? denominators[i] : 0;

    if (m->metric.kind == SUMMARY_TIME && isnan(value)) {
        value = denominator; /* without an event, the days up to the end of the run count */
    } else if (m->metric.kind == SUMMARY_SHARE && !isnan(value)) {
        value = value != 0;
    }
    values[n] = value;
    denominators[n] = denominator;
    return !isnan(value) && !isnan(denominator);
}

static void
add_pair(struct pairing_context *m, int64_t x, int64_t y)
{
    struct pairs *p = &m->pairs;

    p->n +=
        move(m, p->x, p->x_denominator, x, p->n) && move(m, p->y, p->y_denominator, y, p->n);
}

/*
 * Reads the runs of two groups and moves the runs with equal replications to the front. Both groups
 * are in the order of replications.
 */
static enum status
match(struct pairing_context *m, const struct run_table_group *x_group,
    const struct run_table_group *y_group, struct failure *f)
{
    const int32_t *x_rep = m->all->runs->rep + x_group->first;
    const int32_t *y_rep = m->all->runs->rep + y_group->first;
    struct pairs *p = &m->pairs;
    enum status st;

    p->n = 0;
    TRY(summary_read(&m->reader, x_group, p->x, p->x_denominator, f));
    TRY(summary_read(&m->reader, y_group, p->y, p->y_denominator, f));
    for (int64_t x = 0, y = 0; x < x_group->n && y < y_group->n;) {
        if (x_rep[x] == y_rep[y]) {
            add_pair(m, x++, y++);
        } else if (x_rep[x] < y_rep[y]) {
            x++;
        } else {
            y++;
        }
    }
out:
    return st;
}

/* Compares two ratios. The interval and the p value come from the pseudo-values, and the estimate
   is the difference of the ratios themselves. */
static struct pairing
compare_ratios(struct pairs *p, struct confidence_cache *level)
{
    double x, y;
    bool x_defined = statistics_pseudo(p->x, p->x_denominator, p->n, &x, p->x);
    bool y_defined = statistics_pseudo(p->y, p->y_denominator, p->n, &y, p->y);
    struct pairing result = {{y - x, NAN, NAN}, NAN, NAN, NAN, NAN};

    if (x_defined && y_defined) {
        result = statistics_paired(p->x, p->y, p->n, level, p->x_denominator);
        result.difference.value = y - x;
    }
    return result;
}

/* Returns the group of the baseline at the point of `group`. Returns NULL if the point has no such
   group, or if `group` itself belongs to the baseline. */
static const struct run_table_group *
baseline_of(const struct comparison_context *c, const struct run_table_group *group)
{
    const struct run_table *runs = c->runs;
    const struct run_table_group *end = runs->groups + runs->n_groups, *at = group;

    while (at > runs->groups && at[-1].point_id == group->point_id) {
        at--;
    }
    while (at < end && at->point_id == group->point_id && at->policy != c->baseline) {
        at++;
    }
    return at < end && at->point_id == group->point_id && at != group ? at : NULL;
}

/* Pairs the runs of group g with those of the baseline. *paired becomes false if the point has no
   runs of the baseline. */
static enum status
pair_up(struct pairing_context *m, int64_t g, bool *paired, struct failure *f)
{
    const struct run_table_group *group = &m->all->runs->groups[g];
    const struct run_table_group *base = baseline_of(m->all, group);

    *paired = base != NULL;
    return *paired ? match(m, base, group, f) : STATUS_OK;
}

static struct pairing
compare_pairs(struct pairing_context *m)
{
    struct pairs *p = &m->pairs;

    return m->metric.kind == SUMMARY_RATIO ? compare_ratios(p, m->level)
           : is_share(m->metric.kind)
               ? paired_share(p->x, p->y, p->n, m->level, p->x_denominator)
               : statistics_paired(p->x, p->y, p->n, m->level, p->x_denominator);
}

static enum status
write_row(
    struct pairing_context *m, int64_t g, const struct summary_sink *sink, struct failure *f)
{
    const struct comparison_context *c = m->all;
    const struct run_table_group *group = &c->runs->groups[g];
    struct pairing p = compare_pairs(m);
    char name[NAME_BYTES];

    (void)snprintf(name, sizeof(name), "%s%s", m->metric.name,
        m->metric.kind == SUMMARY_EVENT ? COMPARISON_SHARE : "");

    struct comparison row = {
        .point_id = group->point_id,
        .policy = c->runs->policies[group->policy],
        .versus = c->runs->policies[c->baseline],
        .metric = name,
        .difference = p.difference.value,
        .ci_lo = p.difference.low,
        .ci_hi = p.difference.high,
        .p_value = p.p_value,
        .p_adjusted = m->p[g],
        .method = m->metric.kind == SUMMARY_RATIO ? "paired jackknife"
                  : is_share(m->metric.kind)      ? "agresti-min"
                                                  : "paired t",
        .n_pairs = m->pairs.n,
        .correlation = p.correlation,
        .variance_ratio = p.variance_ratio,
        .half_width_unpaired = p.half_width_unpaired,
        .confidence = c->confidence,
    };

    return sink->take(sink->self, &row, f);
}

/* The cost-effectiveness: the sum of the differences of harm, divided by the sum of the differences
   of cost. */
static const struct summary_metric effectiveness = {
    COMPARISON_EFFECTIVENESS, SUMMARY_RATIO, "harm", "measure_cost"};

static bool
is_requested(const struct comparison_context *c, const char *column)
{
    for (int32_t i = 0; i < c->n_metrics; i++) {
        if (strcmp(c->metrics[i].name, column) == 0) {
            return true;
        }
    }
    return false;
}

/* Writes the cost-effectiveness of group g if its policy costs more than the baseline. */
static enum status
write_effectiveness(
    struct pairing_context *m, int64_t g, const struct summary_sink *sink, struct failure *f)
{
    const struct comparison_context *c = m->all;
    const struct run_table_group *group = &c->runs->groups[g];
    struct pairs *p = &m->pairs;
    struct estimate e;
    double cost = 0;

    for (int64_t i = 0; i < p->n; i++) {
        p->x[i] -= p->y[i];
        p->x_denominator[i] = p->y_denominator[i] - p->x_denominator[i];
        cost += p->x_denominator[i];
    }
    if (!(cost > 0)) {
        return STATUS_OK;
    }
    e = statistics_ratio(p->x, p->x_denominator, p->n, m->level, p->x);

    struct comparison row = {
        .point_id = group->point_id,
        .policy = c->runs->policies[group->policy],
        .versus = c->runs->policies[c->baseline],
        .metric = effectiveness.name,
        .difference = e.value,
        .ci_lo = e.low,
        .ci_hi = e.high,
        .p_value = NAN,
        .p_adjusted = NAN,
        .method = "paired jackknife",
        .n_pairs = p->n,
        .correlation = NAN,
        .variance_ratio = NAN,
        .half_width_unpaired = NAN,
        .confidence = c->confidence,
    };

    return sink->take(sink->self, &row, f);
}

/* ---- one metric ---- */

/* Processes group g after pair_up() has paired it with the baseline. */
typedef enum status take_group(
    struct pairing_context *m, int64_t g, const struct summary_sink *sink, struct failure *f);

/* Prepares the comparison of one metric. Allocates the four arrays of pairs as one block. */
static enum status
open_metric(struct pairing_context *m, const struct comparison_context *c, int32_t metric,
    enum summary_kind kind, struct confidence_cache *level, struct failure *f)
{
    int32_t family = is_share(kind) ? c->n_metrics : 0;
    size_t group = (size_t)run_table_max_replications(c->runs) + 1;
    double *block = (double *)malloc(4 * group * sizeof *block);

    if (block == NULL) {
        return STATUS_NO_MEMORY;
    }
    *m = (struct pairing_context){.all = c,
        .metric = metric < c->n_metrics ? c->metrics[metric] : effectiveness,
        .p = &c->p[(metric + family) * c->runs->n_groups],
        .signatures = &c->signatures[(metric + family) * c->runs->n_groups],
        .level = level,
        .pairs = {block, block + group, block + 2 * group, block + 3 * group, 0}};
    m->metric.kind = kind;
    return summary_reader_init(&m->reader, c->runs, &m->metric, f);
}

static double
p_value(struct pairing_context *m)
{
    struct pairs *p = &m->pairs;

    return m->metric.kind == SUMMARY_RATIO ? compare_ratios(p, m->level).p_value
           : is_share(m->metric.kind)      ? paired_share_p(p->x, p->y, p->n)
                                      : statistics_paired_p(p->x, p->y, p->n, p->x_denominator);
}

static enum status
keep_p_value(
    struct pairing_context *m, int64_t g, const struct summary_sink *sink, struct failure *f)
{
    (void)sink;
    (void)f;
    m->p[g] = p_value(m);
    m->signatures[g] =
        isnan(m->p[g]) ? NAN : family_signature(m->pairs.x, m->pairs.y, m->pairs.n);
    return STATUS_OK;
}

/* Pairs each group with the baseline and calls `take` for it. */
static enum status
each_group(const struct comparison_context *c, int32_t metric, enum summary_kind kind,
    struct confidence_cache *level, take_group *take, const struct summary_sink *sink,
    struct failure *f)
{
    struct pairing_context m = {0};
    bool paired;
    enum status st;

    TRY(open_metric(&m, c, metric, kind, level, f));
    for (int64_t g = 0; g < c->runs->n_groups; g++) {
        TRY(pair_up(&m, g, &paired, f));
        if (paired) {
            TRY(take(&m, g, sink, f));
        }
    }
out:
    free(m.pairs.x);
    return st;
}

/* Calls each_group() for the metric and, if it is a time to an event, for the share of runs with
   the event. */
static enum status
each_part(const struct comparison_context *c, int32_t metric, struct confidence_cache *level,
    take_group *take, const struct summary_sink *sink, struct failure *f)
{
    enum summary_kind kind = c->metrics[metric].kind;
    enum status st;

    TRY(each_group(c, metric, kind, level, take, sink, f));
    if (kind == SUMMARY_TIME) {
        TRY(each_group(c, metric, SUMMARY_EVENT, level, take, sink, f));
    }
out:
    return st;
}

enum status
comparison_p_values(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, struct failure *f)
{
    return each_part(c, metric, level, keep_p_value, NULL, f);
}

enum status
comparison_rows(const struct comparison_context *c, int32_t metric,
    struct confidence_cache *level, const struct summary_sink *sink, struct failure *f)
{
    if (metric < c->n_metrics) {
        return each_part(c, metric, level, write_row, sink, f);
    }
    return is_requested(c, effectiveness.numerator) &&
                   is_requested(c, effectiveness.denominator)
               ? each_group(c, metric, effectiveness.kind, level, write_effectiveness, sink, f)
               : STATUS_OK;
}

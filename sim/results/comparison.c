#include "results/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "results/statistics.h"

#define ROW(member, ...) FIELD(struct comparison, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Point of the design; 1 if there is only one."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy that is compared."),
    ROW(versus, .required = true, .unit = "", .doc = "Policy it is compared with."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric, see runs.csv."),
    ROW(difference, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Policy minus versus, in the metric's unit, of means, shares, ratios or, for "
               "times, restricted means; empty if undefined. Of harm_averted_per_musd: harm "
               "under versus less harm under the policy, for each US$1m that the policy costs "
               "more."),
    ROW(ci_lo, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Lower end of the confidence interval of the difference."),
    ROW(ci_hi, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Upper end of the confidence interval of the difference."),
    ROW(p_value, .min = 0, .max = 1, .unit = "share",
        .doc = "Two-sided p value of no difference; empty if all pairs differ alike."),
    ROW(p_adjusted, .min = 0, .max = 1, .unit = "share",
        .doc = "p value adjusted by Holm for all policies and metrics of the point."),
    ROW(method, .unit = "", .doc = "How the interval was made."),
    ROW(n_pairs, .min = 0, .max = 0x1p53, .required = true, .unit = "pairs",
        .doc = "Replications in which both policies have a value."),
    ROW(correlation, .min = -1, .max = 1, .unit = "1",
        .doc = "Correlation of the two policies over replications."),
    ROW(variance_ratio, .min = 0, .max = INFINITY, .unit = "1",
        .doc =
            "Variance of the difference were runs not paired, over its variance as they are."),
    ROW(half_width_unpaired, .min = 0, .max = INFINITY, .unit = "",
        .doc = "Half the length of the interval, were runs not paired."),
    ROW(confidence, .min = 0, .max = 1, .unit = "share", .doc = "Confidence of the interval."),
};

const struct record comparison_record = {
    .name = "comparison",
    .doc = "Differences between policies on the same worlds, with confidence intervals.",
    .size = sizeof(struct comparison),
    .fields = fields,
    .n_fields = FIELD_COUNT_OF(fields),
};

const char *const comparison_keys[] = {"point_id", "policy", "versus", "metric", NULL};

/* The baseline's (x) and the policy's (y) values of the replications that have both. */
struct pairs {
    double *x, *y, *x_below, *y_below, *work, *work_2;
    int64_t n;
};

struct comparing {
    const struct replications *runs;
    const struct summary_metric *metrics;
    int32_t n_metrics, baseline;
    struct level level;
    double *values, *below; /* the columns of one metric */
    struct pairs pairs;
    double *p; /* by metric and group */
};

/* The two numbers of run i in this metric; false if it has none. */
static bool
value_of(const struct comparing *c, const struct summary_metric *metric, int64_t i,
    double *above, double *below)
{
    *above = c->values[i];
    *below = summary_needs_two(metric) ? c->below[i] : 0;
    if (metric->kind == SUMMARY_TIME && isnan(*above)) {
        *above = *below;
    }
    return !isnan(*above) && !isnan(*below);
}

static void
add_pair(struct comparing *c, const struct summary_metric *metric, int64_t x, int64_t y)
{
    struct pairs *p = &c->pairs;
    int64_t n = p->n;

    p->n += value_of(c, metric, x, &p->x[n], &p->x_below[n]) &&
            value_of(c, metric, y, &p->y[n], &p->y_below[n]);
}

/* Both groups are in order of replication. */
static void
match(struct comparing *c, const struct replications_group *x_group,
    const struct replications_group *y_group, const struct summary_metric *metric)
{
    const int32_t *rep = c->runs->rep;
    int64_t x = x_group->first, x_end = x + x_group->n;
    int64_t y = y_group->first, y_end = y + y_group->n;

    c->pairs.n = 0;
    while (x < x_end && y < y_end) {
        if (rep[x] == rep[y]) {
            add_pair(c, metric, x++, y++);
        } else if (rep[x] < rep[y]) {
            x++;
        } else {
            y++;
        }
    }
}

/* Pseudo-values take the place of values; the estimate is that of the ratios themselves. */
static struct pairing
compare_ratios(struct pairs *p, struct level *level)
{
    double difference = statistics_ratio(p->y, p->y_below, p->n, level, p->work).value -
                        statistics_ratio(p->x, p->x_below, p->n, level, p->work_2).value;
    bool defined = statistics_pseudo(p->y, p->y_below, p->n, p->work) &&
                   statistics_pseudo(p->x, p->x_below, p->n, p->work_2);
    struct pairing result = {{difference, NAN, NAN}, NAN, NAN, NAN, NAN};

    if (defined) {
        result = statistics_paired(p->work_2, p->work, p->n, level, p->x);
        result.difference.value = difference;
    }
    return result;
}

static const struct replications_group *
baseline_of(const struct comparing *c, const struct replications_group *group)
{
    const struct replications *runs = c->runs;
    const struct replications_group *end = runs->groups + runs->n_groups, *at = group;

    while (at > runs->groups && at[-1].point_id == group->point_id) {
        at--;
    }
    while (at < end && at->point_id == group->point_id && at->policy != c->baseline) {
        at++;
    }
    return at < end && at->point_id == group->point_id && at != group ? at : NULL;
}

/* The comparison of group g in a metric whose columns are read; false if there is none. */
static bool
compare_group(struct comparing *c, int32_t metric, int64_t g, struct comparison *row)
{
    const struct replications *runs = c->runs;
    const struct replications_group *group = &runs->groups[g], *base = baseline_of(c, group);
    bool ratio = c->metrics[metric].kind == SUMMARY_RATIO;

    if (base == NULL) {
        return false;
    }
    match(c, base, group, &c->metrics[metric]);
    struct pairing p =
        ratio ? compare_ratios(&c->pairs, &c->level)
              : statistics_paired(c->pairs.x, c->pairs.y, c->pairs.n, &c->level, c->pairs.work);

    *row = (struct comparison){
        .point_id = group->point_id,
        .policy = runs->policies[group->policy],
        .versus = runs->policies[c->baseline],
        .metric = c->metrics[metric].name,
        .difference = p.difference.value,
        .ci_lo = p.difference.low,
        .ci_hi = p.difference.high,
        .p_value = p.p_value,
        .p_adjusted = c->p[metric * runs->n_groups + g],
        .method = ratio ? "paired jackknife" : "paired t",
        .n_pairs = c->pairs.n,
        .correlation = p.correlation,
        .variance_ratio = p.variance_ratio,
        .half_width_unpaired = p.half_width_unpaired,
        .confidence = c->level.confidence,
    };
    return true;
}

/* With a sink it gives the rows, without one it keeps their p values. */
static enum status
compare_all(struct comparing *c, const struct summary_sink *sink, struct failure *f)
{
    enum status st = STATUS_OK;
    struct comparison row;

    for (int32_t i = 0; i < c->n_metrics; i++) {
        TRY(summary_columns(c->runs, &c->metrics[i], c->values, c->below, f));
        for (int64_t g = 0; g < c->runs->n_groups; g++) {
            if (!compare_group(c, i, g, &row)) {
                continue;
            }
            if (sink != NULL) {
                TRY(sink->take(sink->self, &row, f));
            } else {
                c->p[i * c->runs->n_groups + g] = row.p_value;
            }
        }
    }
out:
    return st;
}

/* What more money buys: differences of the one over differences of the other, in sums. */
static const struct summary_metric worth = {
    "harm_averted_per_musd", SUMMARY_RATIO, "harm", "measure_cost"};

static bool
is_asked_for(const struct comparing *c, const char *column)
{
    for (int32_t i = 0; i < c->n_metrics; i++) {
        if (strcmp(c->metrics[i].name, column) == 0) {
            return true;
        }
    }
    return false;
}

/* The worth of group g; false if it costs no more than the baseline. */
static bool
weigh_group(struct comparing *c, int64_t g, struct comparison *row)
{
    const struct replications *runs = c->runs;
    const struct replications_group *group = &runs->groups[g], *base = baseline_of(c, group);
    struct pairs *p = &c->pairs;
    struct estimate e;
    double paid = 0;

    if (base == NULL) {
        return false;
    }
    match(c, base, group, &worth);
    for (int64_t i = 0; i < p->n; i++) {
        p->work[i] = p->x[i] - p->y[i];
        p->work_2[i] = p->y_below[i] - p->x_below[i];
        paid += p->work_2[i];
    }
    if (!(paid > 0)) {
        return false;
    }
    e = statistics_ratio(p->work, p->work_2, p->n, &c->level, p->x);
    *row = (struct comparison){
        .point_id = group->point_id,
        .policy = runs->policies[group->policy],
        .versus = runs->policies[c->baseline],
        .metric = worth.name,
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
        .confidence = c->level.confidence,
    };
    return true;
}

static enum status
weigh(struct comparing *c, const struct summary_sink *sink, struct failure *f)
{
    enum status st = STATUS_OK;
    struct comparison row;

    if (!is_asked_for(c, worth.above) || !is_asked_for(c, worth.below)) {
        return STATUS_OK;
    }
    TRY(summary_columns(c->runs, &worth, c->values, c->below, f));
    for (int64_t g = 0; g < c->runs->n_groups; g++) {
        if (weigh_group(c, g, &row)) {
            TRY(sink->take(sink->self, &row, f));
        }
    }
out:
    return st;
}

/* The p values of the groups first..end-1, all of one point, over all metrics. */
static void
adjust_point(struct comparing *c, int64_t first, int64_t end, double *family, size_t *order)
{
    int64_t n = 0, stride = c->runs->n_groups;

    for (int32_t i = 0; i < c->n_metrics; i++) {
        for (int64_t g = first; g < end; g++) {
            family[n++] = c->p[i * stride + g];
        }
    }
    statistics_holm(family, n, order);
    n = 0;
    for (int32_t i = 0; i < c->n_metrics; i++) {
        for (int64_t g = first; g < end; g++) {
            c->p[i * stride + g] = family[n++];
        }
    }
}

static enum status
adjust(struct comparing *c)
{
    const struct replications *runs = c->runs;
    size_t most = (size_t)c->n_metrics * (size_t)runs->n_policies + 1;
    double *family = (double *)malloc(most * sizeof *family);
    size_t *order = (size_t *)malloc(most * sizeof *order);

    if (family != NULL && order != NULL) {
        for (int64_t first = 0, end; first < runs->n_groups; first = end) {
            int64_t point = runs->groups[first].point_id;

            for (end = first; end < runs->n_groups && runs->groups[end].point_id == point;) {
                end++;
            }
            adjust_point(c, first, end, family, order);
        }
    }
    enum status st = family == NULL || order == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    free(family);
    free(order);
    return st;
}

/* Everything in one block: two columns, six arrays of pairs, the p values. */
static double *
allocate(struct comparing *c)
{
    size_t runs = (size_t)c->runs->n + 1, group = (size_t)replications_most(c->runs) + 1;
    size_t cells = (size_t)c->n_metrics * (size_t)c->runs->n_groups;
    double *block = (double *)malloc((2 * runs + 6 * group + cells) * sizeof *block);

    if (block != NULL) {
        double *pairs = block + 2 * runs;

        c->values = block;
        c->below = block + runs;
        c->pairs = (struct pairs){pairs, pairs + group, pairs + 2 * group, pairs + 3 * group,
            pairs + 4 * group, pairs + 5 * group, 0};
        c->p = pairs + 6 * group;
        for (size_t i = 0; i < cells; i++) {
            c->p[i] = NAN;
        }
    }
    return block;
}

enum status
comparison_give(const struct replications *runs, const struct summary_metric *metrics,
    int32_t n, int32_t baseline, double confidence, const struct summary_sink *sink,
    struct failure *f)
{
    enum status st = STATUS_OK;
    struct comparing c = {.runs = runs,
        .metrics = metrics,
        .n_metrics = n,
        .baseline = baseline,
        .level = {.confidence = confidence}};
    double *block = allocate(&c);

    if (block == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(compare_all(&c, NULL, f));
    TRY(adjust(&c));
    TRY(compare_all(&c, sink, f));
    TRY(weigh(&c, sink, f));
out:
    free(block);
    return st;
}

#include "experiment/sobol.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/point_means.h"
#include "experiment/resample.h"
#include "kernel/stream.h"

#define ROW(member, ...) FIELD(struct sobol_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(set, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Set of rows that agree in everything they do not vary; see design.csv."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "",
        .doc = "Policy whose paired difference is looked at; empty: the metric itself."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(index, .required = true, .unit = "",
        .doc = "S1: the factor's own share of the variance; ST: with its interactions; noise: "
               "of replications, that may be."),
    ROW(factor, .unit = "", .doc = "Factor; empty for noise."),
    ROW(estimate, .unit = "share", .doc = "Estimate."),
    ROW(ci_lo, .unit = "share", .doc = "Lower end of its interval."),
    ROW(ci_hi, .unit = "share", .doc = "Upper end of its interval."),
    ROW(confidence, .unit = "share", .doc = "Level of the interval."),
    ROW(method, .unit = "", .doc = "Estimator, and how the interval was made."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Rows of the matrices."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Runs behind the value of a point, at least."),
    ROW(warning, .unit = "", .doc = "What stands against taking it at its word."),
};
const struct record sobol_record = {.name = "sobol",
    .doc = "Sobol' indices of factors.",
    .size = sizeof(struct sobol_row),
    .fields = fields,
    .n_fields = FIELD_COUNT_OF(fields)};
const char *const sobol_keys[] = {"set", "policy", "metric", "index", "factor", NULL};

void
sobol_free(struct sobol *s)
{
    free(s->values);
    free(s->factors);
    memset(s, 0, sizeof(*s));
}

static bool
is_member(const struct design_mark *mark, int32_t set)
{
    return mark->family == DESIGN_SALTELLI && mark->set == set;
}

/* Factors whose columns are exchanged, in order, and how many rows there are. */
static enum status
survey(struct sobol *s, const struct experiment *e, int32_t set)
{
    s->factors = calloc((size_t)e->n_factors + 1, sizeof(*s->factors));
    if (s->factors == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            s->n_rows = mark->step > s->n_rows ? mark->step : s->n_rows;
            if (mark->step == 1 && mark->part >= 2) {
                s->factors[s->n_factors++] = mark->part - 2;
            }
        }
    }
    return STATUS_OK;
}

static int32_t
column_of(const struct sobol *s, int32_t part)
{
    for (int32_t j = 0; j < s->n_factors; j++) {
        if (s->factors[j] == part - 2) {
            return 2 + j;
        }
    }
    return part;
}

/* Rows without a missing value, less the mean of A and B. */
static void
tidy(struct sobol *s)
{
    int64_t kept = 0, width = s->n_factors + 2;
    double mean = 0;

    for (int64_t row = 0; row < s->n_rows; row++) {
        bool whole = true;

        for (int64_t k = 0; k < width; k++) {
            whole = whole && !isnan(s->values[row * width + k]);
        }
        if (whole) {
            memmove(s->values + kept * width, s->values + row * width,
                (size_t)width * sizeof(double));
            kept++;
        }
    }
    s->n_rows = kept;
    for (int64_t row = 0; row < kept; row++) {
        mean += (s->values[row * width] + s->values[row * width + 1] - 2 * mean) /
                (2 * (double)(row + 1));
    }
    for (int64_t i = 0; i < kept * width; i++) {
        s->values[i] -= mean;
    }
}

enum status
sobol_collect(struct sobol *s, const struct experiment *e, int32_t set, const double *values)
{
    int64_t width;
    enum status st;

    memset(s, 0, sizeof(*s));
    TRY(survey(s, e, set));
    width = s->n_factors + 2;
    s->values = malloc((size_t)(s->n_rows * width + 1) * sizeof(*s->values));
    if (s->values == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < s->n_rows * width; i++) {
        s->values[i] = NAN;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            s->values[(mark->step - 1) * width + column_of(s, mark->part)] = values[i];
        }
    }
    tidy(s);
out:
    return st;
}

/* Over A and B. */
static double
variance(const struct sobol *s, const int32_t *which)
{
    int64_t width = s->n_factors + 2;
    double sum = 0, squares = 0, n = 2 * (double)s->n_rows;

    for (int64_t i = 0; i < s->n_rows; i++) {
        const double *row = s->values + (which == NULL ? i : which[i]) * width;

        sum += row[0] + row[1];
        squares += row[0] * row[0] + row[1] * row[1];
    }
    return n > 0 ? (squares - sum * sum / n) / n : NAN;
}

void
sobol_indices(
    const struct sobol *s, int32_t j, const int32_t *which, double *first, double *total)
{
    int64_t width = s->n_factors + 2;
    double v = variance(s, which), own = 0, all = 0;

    for (int64_t i = 0; i < s->n_rows; i++) {
        const double *row = s->values + (which == NULL ? i : which[i]) * width;
        double change = row[2 + j] - row[0];

        own += row[1] * change;
        all += change * change;
    }
    *first = v > 0 ? own / ((double)s->n_rows * v) : NAN;
    *total = v > 0 ? all / (2 * (double)s->n_rows * v) : NAN;
}

static void
judge(struct sobol_row *row)
{
    row->warning = isnan(row->estimate)                  ? "nothing varies"
                   : row->estimate < 0                   ? "below 0: near 0, of too few rows"
                   : row->ci_hi - row->ci_lo > 0.2       ? "wide: take more rows"
                   : row->replications < 2 && row->n > 0 ? "one run at each point"
                                                         : NULL;
}

enum status
sobol_estimate(const struct sobol *s, int32_t j, const struct experiment_analysis *a,
    uint64_t seed, uint64_t address, struct sobol_row *first, struct sobol_row *total)
{
    double *own = calloc((size_t)a->resamples, sizeof(*own));
    double *all = calloc((size_t)a->resamples, sizeof(*all));
    int32_t *which = calloc((size_t)s->n_rows + 1, sizeof(*which));
    enum status st = STATUS_NO_MEMORY;

    if (own == NULL || all == NULL || which == NULL) {
        goto out;
    }
    sobol_indices(s, j, NULL, &first->estimate, &total->estimate);
    for (int64_t round = 0; round < a->resamples; round++) {
        resample_draw(seed, address, round, which, s->n_rows);
        sobol_indices(s, j, which, &own[round], &all[round]);
    }
    resample_interval(own, a->resamples, a->confidence, &first->ci_lo, &first->ci_hi);
    resample_interval(all, a->resamples, a->confidence, &total->ci_lo, &total->ci_hi);
    first->method = "saltelli 2010, percentile bootstrap of rows";
    total->method = "jansen 1999, percentile bootstrap of rows";
    judge(first);
    judge(total);
    st = STATUS_OK;
out:
    free(own);
    free(all);
    free(which);
    return st;
}

/** What the rows of one metric and policy have in common. */
struct giving {
    const struct experiment *e;
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
    const struct point_means *means;
    struct sobol_row row;
    struct failure *f;
};

/* The mean variance of the values of points over replications, as a share of V. */
static double
noise_share(const struct giving *g, const struct sobol *s, int32_t set)
{
    double sum = 0, v = variance(s, NULL);
    int64_t n = 0;

    for (int64_t i = 0; i < g->e->n_points; i++) {
        const struct design_mark *mark = &g->e->design.marks[i];

        if (is_member(mark, set) && mark->part < 2 && !isnan(g->means->noise[i])) {
            sum += g->means->noise[i];
            n++;
        }
    }
    return n > 0 && v > 0 ? sum / (double)n / v : NAN;
}

static enum status
give_noise(struct giving *g, const struct sobol *s, int32_t set)
{
    struct sobol_row row = g->row;

    row.index = "noise";
    row.estimate = noise_share(g, s, set);
    row.ci_lo = row.ci_hi = row.confidence = NAN;
    row.method = "variance over replications";
    row.warning = row.estimate > 0.1 ? "large: take more replications" : NULL;
    return g->sink->take(g->sink->self, &row, g->f);
}

static enum status
give_set(struct giving *g, int32_t set)
{
    uint64_t address = stream_child(stream_hash("sobol"), (uint64_t)set,
        stream_child(stream_hash(g->row.metric), 0, stream_hash(g->row.policy)));
    struct sobol s = {NULL, NULL, 0, 0};
    enum status st;

    TRY(sobol_collect(&s, g->e, set, g->means->value));
    g->row.set = set + 1;
    g->row.n = s.n_rows;
    for (int32_t j = 0; j < s.n_factors; j++) {
        struct sobol_row first = g->row, total = g->row;

        first.factor = total.factor = g->e->factors[s.factors[j]].key.id;
        first.index = "S1";
        total.index = "ST";
        TRY(sobol_estimate(&s, j, g->a, g->e->seed, address, &first, &total));
        TRY(g->sink->take(g->sink->self, &first, g->f));
        TRY(g->sink->take(g->sink->self, &total, g->f));
    }
    TRY(give_noise(g, &s, set));
out:
    sobol_free(&s);
    return st;
}

static bool
has_set(const struct experiment *e, int32_t set)
{
    for (int64_t i = 0; i < e->n_points; i++) {
        if (is_member(&e->design.marks[i], set)) {
            return true;
        }
    }
    return false;
}

enum status
sobol_give(const struct experiment *e, const struct experiment_analysis *a,
    const struct replications *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct point_means means = {0};
    struct giving g = {.e = e, .a = a, .sink = sink, .means = &means, .f = f};
    enum status st;

    TRY(point_means_init(&means, e->n_points, runs));
    for (int32_t i = 0; i < n; i++) {
        TRY(point_means_load(&means, runs, &metrics[i], f));
        for (int32_t policy = 0; policy < runs->n_policies; policy++) {
            if (!point_means_take(&means, runs, &metrics[i], policy, a->baseline)) {
                continue;
            }
            g.row = (struct sobol_row){.metric = metrics[i].name,
                .policy = runs->policies[policy],
                .versus = a->baseline,
                .confidence = a->confidence,
                .replications = means.least};
            for (int32_t set = 0; set < e->design.n_sets; set++) {
                if (has_set(e, set)) {
                    TRY(give_set(&g, set));
                }
            }
        }
    }
out:
    point_means_free(&means);
    return st;
}

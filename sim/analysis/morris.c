#include "analysis/morris.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "kernel/stream.h"
#include "stats/bootstrap.h"
#include "stats/statistics.h"

#define ROW(member, ...) FIELD(struct morris_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(set, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Number of a set of trajectories: the factors that the trajectories do not vary "
               "have the same values in the whole set; see design.csv."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "", .doc = POINT_MEANS_VERSUS),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(factor, .required = true, .unit = "", .doc = "Factor."),
    ROW(mu, .unit = "",
        .doc = "Mean elementary effect over the whole range, in the unit of the metric."),
    ROW(mu_star, .unit = "",
        .doc = "Mean absolute elementary effect, with the replication noise removed."),
    ROW(mu_star_lo, .unit = "", .doc = "Lower bound of the confidence interval of mu_star."),
    ROW(mu_star_hi, .unit = "", .doc = "Upper bound of the confidence interval of mu_star."),
    ROW(mu_star_uncorrected, .unit = "",
        .doc = "Mean absolute value of the estimated effects, which noise raises."),
    ROW(sigma, .unit = "",
        .doc =
            "Standard deviation of the elementary effects, with the replication noise removed; "
            "it shows interaction or nonlinearity."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
    ROW(noise, .unit = "share",
        .doc =
            "Variance of the replication noise in the estimated effects, as a share of their "
            "mean square; above 0.1, `warning` states it."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of elementary effects."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs", .doc = POINT_MEANS_REPLICATIONS),
    ROW(warning, .unit = "", .doc = "Caveat about the row; otherwise empty."),
};
const struct record morris_record = {.name = "morris",
    .doc = "Elementary effects of factors.",
    FIELDS_OF(struct morris_row, fields)};
const char *const morris_keys[] = {"set", "policy", "metric", "factor", NULL};

void
morris_free(struct morris *m)
{
    free(m->effects);
    free(m->deviations);
    memset(m, 0, sizeof(*m));
}

static bool
is_member(const struct design_mark *mark, int32_t set)
{
    return mark->family == DESIGN_MORRIS && mark->set == set;
}

/* Finds the point of each step of each trajectory of a set. A missing point is -1. */
static enum status
index_points(const struct experiment *e, int32_t set, int64_t n_trajectories, int64_t **points)
{
    size_t steps = (size_t)e->n_factors + 1;

    *points = malloc(((size_t)n_trajectories * steps + 1) * sizeof(**points));
    if (*points == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < (size_t)n_trajectories * steps; i++) {
        (*points)[i] = -1;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set)) {
            (*points)[(size_t)(mark->part - 1) * steps + (size_t)mark->step] = i;
        }
    }
    return STATUS_OK;
}

/* Sets the effect of a factor on a trajectory from the points before and after its step. */
static void
set_effect(struct morris *m, const struct point_means *means, double step, int64_t before,
    int64_t after, int64_t cell)
{
    const double *first = means->deviation + before * m->n_batches;
    const double *second = means->deviation + after * m->n_batches;

    m->effects[cell] = (means->value[after] - means->value[before]) / step;
    for (int32_t b = 0; b < m->n_batches; b++) {
        m->deviations[cell * m->n_batches + b] = (second[b] - first[b]) / step;
    }
}

enum status
morris_effects(
    struct morris *m, const struct experiment *e, int32_t set, const struct point_means *means)
{
    size_t k = (size_t)e->n_factors, cells;
    int64_t *points = NULL;
    enum status st;

    *m = (struct morris){
        .n_factors = e->n_factors, .n_batches = means->n_batches, .common = e->common_point};
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set) && mark->part > m->n_trajectories) {
            m->n_trajectories = mark->part;
        }
    }
    cells = (size_t)m->n_trajectories * k;
    m->effects = malloc((cells + 1) * sizeof(*m->effects));
    m->deviations = calloc(cells * (size_t)m->n_batches + 1, sizeof(*m->deviations));
    if (m->effects == NULL || m->deviations == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < cells; i++) {
        m->effects[i] = NAN;
    }
    TRY(index_points(e, set, m->n_trajectories, &points));
    for (size_t i = 0; i < (size_t)m->n_trajectories * (k + 1); i++) {
        if (points[i] >= 0 && i % (k + 1) > 0 && points[i - 1] >= 0) {
            const struct design_mark *mark = &e->design.marks[points[i]];
            double step = mark->levels / (2.0 * (mark->levels - 1));
            size_t factor = (size_t)(mark->moved < 0 ? -mark->moved : mark->moved) - 1;

            set_effect(m, means, mark->moved < 0 ? -step : step, points[i - 1], points[i],
                (int64_t)(i / (k + 1) * k + factor));
        }
    }
out:
    free(points);
    return st;
}

/** The effects of one factor that are not missing, and means over these effects. */
struct present {
    int64_t n;
    double *effect; /* [n]: the effects */
    /* n numbers each. `upper` has the absolute value of each effect. `lower` has each effect with
       the sign that the other batches give. */
    double *upper, *lower;
    double variance; /* mean variance of the errors of the effects */
    /* The part of `variance` from errors that are not common to all effects. */
    double differing;
    double square; /* mean square of the effects */
    /* With common random numbers, the larger of the standard errors of the mean effect and of the
       mean absolute effect. Otherwise 0. */
    double shift;
};

static void
free_present(struct present *p)
{
    free(p->effect);
    free(p->upper);
    free(p->lower);
}

/*
 * Returns the mean over batches of the effect in the batch, with the sign of the effect in the
 * other batches. If the others have no effect (except by rounding), the sign is unknown, and the
 * batch counts as 0.
 */
static double
cross_signed(double effect, const double *deviation, int32_t n)
{
    double sum = 0;

    for (int32_t b = 0; b < n; b++) {
        double others = effect - deviation[b] / (n - 1);

        if (fabs(others) > 1e-9 * fabs(effect)) {
            sum += copysign(1, others) * (effect + deviation[b]);
        }
    }
    return sum / n;
}

static enum status
collect_present(const struct morris *m, int32_t factor, struct present *p)
{
    size_t size = (size_t)m->n_trajectories + 1;
    double mean[POINT_BATCHES] = {0}, absolute[POINT_BATCHES] = {0};
    double squares[2] = {0}, per_batch = 0;
    int32_t n = m->n_batches;

    *p = (struct present){0, calloc(size, sizeof(double)), calloc(size, sizeof(double)),
        calloc(size, sizeof(double)), 0, 0, 0, 0};
    if (p->effect == NULL || p->upper == NULL || p->lower == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t t = 0; t < m->n_trajectories; t++) {
        int64_t cell = t * m->n_factors + factor;
        double effect = m->effects[cell];

        if (isnan(effect)) {
            continue;
        }
        p->effect[p->n] = effect;
        p->upper[p->n] = p->lower[p->n] = fabs(effect);
        if (n >= 2) {
            p->lower[p->n] = cross_signed(effect, m->deviations + cell * n, n);
        }
        p->n++;
        p->square += (effect * effect - p->square) / (double)p->n;
        for (int32_t b = 0; b < n; b++) {
            double deviation = m->deviations[cell * n + b];

            p->variance += deviation * deviation;
            mean[b] += deviation;
            absolute[b] += effect < 0 ? -deviation : deviation;
        }
    }
    if (n >= 2 && p->n >= 1) {
        per_batch = 1 / ((double)n * (n - 1));
    }
    for (int32_t b = 0; b < n; b++) {
        squares[0] += mean[b] * mean[b] * per_batch / ((double)p->n * (double)p->n);
        squares[1] += absolute[b] * absolute[b] * per_batch / ((double)p->n * (double)p->n);
    }
    p->variance *= per_batch / fmax(1, (double)p->n);
    p->differing =
        p->n < 2 ? 0 : (p->variance - squares[0]) * (double)p->n / (double)(p->n - 1);
    p->shift = m->common ? sqrt(fmax(squares[0], squares[1])) : 0;
    return STATUS_OK;
}

static double
mean_of(const double *values, const int32_t *which, int64_t n)
{
    double sum = 0;

    for (int64_t i = 0; i < n; i++) {
        sum += values[which == NULL ? i : which[i]];
    }
    return sum / (double)n;
}

static enum status
interval(const struct morris *m, const struct present *p, int64_t resamples, uint64_t seed,
    uint64_t address, struct morris_row *row)
{
    double *lower = calloc((size_t)resamples, sizeof(*lower));
    double *upper = calloc((size_t)resamples, sizeof(*upper)), other;
    int32_t *which = calloc((size_t)p->n + 1, sizeof(*which));
    enum status st = STATUS_NO_MEMORY;

    if (lower != NULL && upper != NULL && which != NULL) {
        for (int64_t round = 0; round < resamples; round++) {
            double t = 0;

            bootstrap_draw(seed, address, round, which, p->n);
            if (p->shift > 0) {
                (void)bootstrap_t(seed, address, round, m->n_batches - 1, &t, 1);
            }
            lower[round] = mean_of(p->lower, which, p->n) + t * p->shift;
            upper[round] = mean_of(p->upper, which, p->n) + t * p->shift;
        }
        bootstrap_interval(lower, resamples, row->confidence, &row->mu_star_lo, &other);
        bootstrap_interval(upper, resamples, row->confidence, &other, &row->mu_star_hi);
        row->mu_star_lo = fmax(0, row->mu_star_lo);
        st = STATUS_OK;
    }
    free(lower);
    free(upper);
    free(which);
    return st;
}

enum status
morris_estimate(const struct morris *m, int32_t factor, double confidence, int64_t resamples,
    uint64_t seed, uint64_t address, struct morris_row *row)
{
    struct moments of_effects;
    struct present p;
    enum status st;

    TRY(collect_present(m, factor, &p));
    of_effects = statistics_moments(p.effect, p.n);
    row->n = p.n;
    row->confidence = confidence;
    row->method = p.shift > 0 ? "bootstrap of trajectories and replications"
                              : "percentile bootstrap of trajectories";
    row->mu = of_effects.mean;
    row->sigma = sqrt(fmax(0, of_effects.sd * of_effects.sd - p.differing));
    row->mu_star_uncorrected = p.n > 0 ? mean_of(p.upper, NULL, p.n) : NAN;
    row->mu_star =
        p.n > 0 ? fmax(0, (row->mu_star_uncorrected + mean_of(p.lower, NULL, p.n)) / 2) : NAN;
    row->mu_star_lo = row->mu_star_hi = NAN;
    row->noise = m->n_batches < 2 ? NAN : p.square > 0 ? fmin(1, p.variance / p.square) : 0;
    if (p.n >= 2) {
        TRY(interval(m, &p, resamples, seed, address, row));
    }
    row->warning = row->n < 4 ? "fewer than 4 effects"
                   : row->mu_star_lo <= 0 && row->noise > 0
                       ? "not more than replication noise: use more replications"
                   : row->noise > 0.1      ? "much replication noise: use more replications"
                   : row->replications < 2 ? "a point with fewer than 2 replications"
                                           : NULL;
out:
    free_present(&p);
    return st;
}

struct write_context {
    const struct experiment *e;
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
};

static enum status
write_set(void *self, const struct point_set *of, struct failure *f)
{
    const struct write_context *g = self;
    uint64_t address = stream_child(hash_text("morris"), (uint64_t)of->set,
        stream_child(hash_text(of->metric), 0, hash_text(of->policy)));
    struct morris_row row = {.set = of->set + 1,
        .policy = of->policy,
        .versus = of->versus,
        .metric = of->metric,
        .replications = of->min_replications};
    char warning[POINT_SET_WARNING_BYTES];
    struct morris m = {0};
    enum status st;

    TRY(morris_effects(&m, g->e, of->set, of->means));
    for (int32_t j = 0; j < m.n_factors; j++) {
        row.factor = g->e->factors[j].key.id;
        TRY(morris_estimate(
            &m, j, g->a->confidence, g->a->resamples, g->e->seed, address, &row));
        if (row.n > 0) { /* n is 0 if the trajectories do not vary this factor */
            row.warning = point_set_warning(of, row.warning, row.noise, warning);
            TRY(g->sink->take(g->sink->self, &row, f));
        }
    }
out:
    morris_free(&m);
    return st;
}

enum status
morris_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct write_context g = {e, a, sink};

    return point_means_for_each(e, a, DESIGN_MORRIS, runs, metrics, n, write_set, &g, f);
}

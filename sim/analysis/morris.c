#include "analysis/morris.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/point_means.h"
#include "base/hash.h"
#include "kernel/stream.h"
#include "stats/bootstrap.h"
#include "stats/statistics.h"

#define ROW(member, ...) FIELD(struct morris_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(set, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc =
            "Set of trajectories with equal values of all factors that they do not vary; see "
            "design.csv."),
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "",
        .doc = "Baseline, if the analysis is of paired differences from it; else empty."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(factor, .required = true, .unit = "", .doc = "Factor."),
    ROW(mu, .unit = "",
        .doc = "Mean elementary effect over the whole range, in the unit of the metric."),
    ROW(mu_star, .unit = "", .doc = "Mean absolute elementary effect."),
    ROW(mu_star_lo, .unit = "", .doc = "Lower bound of the confidence interval of mu_star."),
    ROW(mu_star_hi, .unit = "", .doc = "Upper bound of the confidence interval of mu_star."),
    ROW(sigma, .unit = "",
        .doc = "Standard deviation of the elementary effects: interaction or nonlinearity."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of elementary effects."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Minimum number of replications in the value of a point."),
    ROW(warning, .unit = "", .doc = "Caveat; empty if there is none."),
};
const struct record morris_record = {.name = "morris",
    .doc = "Elementary effects of factors.",
    FIELDS_OF(struct morris_row, fields)};
const char *const morris_keys[] = {"set", "policy", "metric", "factor", NULL};

void
morris_free(struct morris *m)
{
    free(m->effects);
    memset(m, 0, sizeof(*m));
}

static bool
is_member(const struct design_mark *mark, int32_t set)
{
    return mark->family == DESIGN_MORRIS && mark->set == set;
}

/* Finds the point of each trajectory and step of a set; -1 if it is missing. */
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

enum status
morris_effects(struct morris *m, const struct experiment *e, int32_t set, const double *values)
{
    size_t k = (size_t)e->n_factors, cells;
    int64_t *points = NULL;
    enum status st;

    *m = (struct morris){.n_factors = e->n_factors};
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (is_member(mark, set) && mark->part > m->n_trajectories) {
            m->n_trajectories = mark->part;
        }
    }
    cells = (size_t)m->n_trajectories * k;
    m->effects = malloc((cells + 1) * sizeof(*m->effects));
    if (m->effects == NULL) {
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
            double change = values[points[i]] - values[points[i - 1]];

            m->effects[i / (k + 1) * k + factor] = change / (mark->moved < 0 ? -step : step);
        }
    }
out:
    free(points);
    return st;
}

/* Mean absolute effect over the trajectories in `which`; NULL: all trajectories. */
static double
mean_absolute(const struct morris *m, int32_t factor, const int32_t *which)
{
    double sum = 0;
    int64_t n = 0;

    for (int64_t t = 0; t < m->n_trajectories; t++) {
        int64_t trajectory = which == NULL ? t : which[t];
        double effect = m->effects[trajectory * m->n_factors + factor];

        if (!isnan(effect)) {
            sum += fabs(effect);
            n++;
        }
    }
    return n > 0 ? sum / (double)n : NAN;
}

/* Percentile bootstrap: each round draws n trajectories with replacement. */
static enum status
interval(const struct morris *m, int32_t factor, int64_t resamples, uint64_t seed,
    uint64_t address, struct morris_row *row)
{
    double *estimates = calloc((size_t)resamples, sizeof(*estimates));
    int32_t *which = calloc((size_t)m->n_trajectories + 1, sizeof(*which));
    enum status st = STATUS_NO_MEMORY;

    if (estimates != NULL && which != NULL) {
        for (int64_t round = 0; round < resamples; round++) {
            bootstrap_draw(seed, address, round, which, m->n_trajectories);
            estimates[round] = mean_absolute(m, factor, which);
        }
        bootstrap_interval(
            estimates, resamples, row->confidence, &row->mu_star_lo, &row->mu_star_hi);
        st = STATUS_OK;
    }
    free(estimates);
    free(which);
    return st;
}

enum status
morris_estimate(const struct morris *m, int32_t factor, double confidence, int64_t resamples,
    uint64_t seed, uint64_t address, struct morris_row *row)
{
    double *present = malloc(((size_t)m->n_trajectories + 1) * sizeof(*present));
    struct moments of_effects;
    enum status st = STATUS_OK;

    if (present == NULL) {
        return STATUS_NO_MEMORY;
    }
    row->n = 0;
    for (int64_t t = 0; t < m->n_trajectories; t++) {
        double effect = m->effects[t * m->n_factors + factor];

        if (!isnan(effect)) {
            present[row->n++] = effect;
        }
    }
    row->confidence = confidence;
    row->method = "percentile bootstrap of trajectories";
    of_effects = statistics_moments(present, row->n);
    row->mu = of_effects.mean;
    row->sigma = of_effects.sd;
    row->mu_star = mean_absolute(m, factor, NULL);
    row->mu_star_lo = row->mu_star_hi = NAN;
    row->warning = row->n < 4 ? "fewer than 4 effects" : NULL;
    if (row->n >= 2) {
        st = interval(m, factor, resamples, seed, address, row);
    }
    free(present);
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
    struct morris m = {NULL, 0, 0};
    enum status st;

    TRY(morris_effects(&m, g->e, of->set, of->means->value));
    for (int32_t j = 0; j < m.n_factors; j++) {
        row.factor = g->e->factors[j].key.id;
        TRY(morris_estimate(
            &m, j, g->a->confidence, g->a->resamples, g->e->seed, address, &row));
        if (row.n > 0) { /* the trajectories vary this factor */
            row.warning = point_set_warning(of, row.warning, warning);
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

/* Writes the rows of a calibration, and the draws of its posterior. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/calibration/calibration_data.h"
#include "analysis/calibration/posterior.h"
#include "base/hash.h"

/* A posterior is at an end of the range if the outer twentieth of the range there has more than
   edge_weight of the weight. A factor is not identified if its standard deviation is more than
   least_shrinking times the standard deviation of its prior. */
static const double edge_width = 0.05, edge_weight = 0.1, least_shrinking = 0.9;
enum { LEAST_EFFECTIVE = 50 };

struct write_context {
    const struct calibration_sinks *sinks;
    struct calibration_data d;
    struct calibration_fit fit;
    struct calibration_number *work; /* [d.fit.n]: a work array */
    double *equal;                   /* [d.fit.n]: weights that are all 1 */
    /* [d.fit.n]: weight of the other runs at the same point, if that point is accepted. */
    double *of_points;
    struct buffer warning;
    struct calibration_row row; /* has the members that all rows share */
};

static void
warn(struct write_context *g, bool condition, const char *text)
{
    if (condition) {
        buffer_printf(&g->warning, "%s%s", g->warning.length > 0 ? "; " : "", text);
    }
}

/* Begins a row and collects the warnings that concern all rows. */
static void
begin_row(struct write_context *g, struct calibration_row *row, const char *role)
{
    const struct calibration *c = &g->d.fit;

    *row = g->row;
    row->role = role;
    row->value = row->tolerance = row->weight = row->p_value = NAN;
    buffer_clear(&g->warning);
    warn(g, c->n == 0, "no run has a value of every fitted statistic");
    warn(g, c->n > 0 && 10 * g->d.n_missing > c->n + g->d.n_missing,
        "more than a tenth of the runs have no value of a fitted statistic and are left out");
    warn(g, c->n > 0 && g->fit.effective < LEAST_EFFECTIVE,
        "fewer than 50 effective points: use more points");
    warn(g, c->accept < 1 && g->fit.distance > 1,
        "the accepted runs are outside the tolerances: use more points, or narrower ranges");
}

static enum status
write_row(struct write_context *g, struct calibration_row *row, struct failure *f)
{
    row->warning = g->warning.length > 0 ? buffer_string(&g->warning) : NULL;
    return buffer_status(&g->warning) != STATUS_OK
               ? STATUS_NO_MEMORY
               : g->sinks->rows->take(g->sinks->rows->self, row, f);
}

static void
set_summary(const struct write_context *g, struct calibration_row *row,
    const struct calibration_summary *s, double prior_sd)
{
    row->estimate = s->mean;
    row->sd = s->sd;
    row->ci_lo = s->low;
    row->ci_hi = s->high;
    row->mc_error = g->fit.effective > 1 ? s->sd / sqrt(g->fit.effective) : (double)NAN;
    row->sd_ratio = prior_sd > 0 ? s->sd / prior_sd : (double)NAN;
}

/* ---- parameters ---- */

/* Moves a share of the range that is below 0 or above 1 back into the range by reflection at the
   end, so that different values remain different. */
static double
inside(double share)
{
    share = share < 0 ? -share : share > 1 ? 2 - share : share;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Returns the value of a factor in an accepted row, in the form of the table of points
   (design.h). */
static double
value_of(const struct write_context *g, int32_t q, int64_t k)
{
    const struct calibration_quantity *kind = &g->d.kinds[q];

    return g->d.fit.adjustable[q] && g->fit.adjusted
               ? factor_at(calibration_data_factor(&g->d, kind->factor),
                     inside(g->fit.values[q * g->fit.n + k]))
               : space_value(&g->d.space, g->d.places[g->fit.rows[k]], kind->factor);
}

/* Whether the outer part of the range has more of the posterior than expected. */
static bool
is_at_edge(const struct write_context *g, int32_t q)
{
    double low = 0, high = 0;

    for (int64_t k = 0; k < g->fit.n && g->d.fit.adjustable[q]; k++) {
        double share = g->fit.values[q * g->fit.n + k];

        low += share < edge_width ? g->fit.weights[k] : 0;
        high += share > 1 - edge_width ? g->fit.weights[k] : 0;
    }
    return low > edge_weight || high > edge_weight;
}

static enum status
write_parameter(struct write_context *g, int32_t q, double *values, struct failure *f)
{
    const struct calibration_data *d = &g->d;
    const struct calibration_quantity *kind = &d->kinds[q];
    const struct factor *factor = calibration_data_factor(d, kind->factor);
    struct calibration_summary s, prior;
    struct calibration_row row;

    begin_row(g, &row, "parameter");
    for (int64_t i = 0; i < d->fit.n; i++) {
        double value = space_value(&d->space, d->places[i], kind->factor);

        values[i] = kind->level >= 0 ? value == kind->level : value;
    }
    prior = calibration_summarise(values, g->equal, d->fit.n, d->a->confidence, g->work);
    for (int64_t k = 0; k < g->fit.n; k++) {
        double value = value_of(g, q, k);

        values[k] = kind->level >= 0 ? value == kind->level : value;
    }
    s = calibration_summarise(values, g->fit.weights, g->fit.n, d->a->confidence, g->work);
    set_summary(g, &row, &s, prior.sd);
    row.name = factor->key.id;
    row.unit = kind->level >= 0 ? "share" : factor->field->unit;
    row.prior_lo = kind->level >= 0 ? 0 : factor->low;
    row.prior_hi = kind->level >= 0 ? 1 : factor->high;
    if (kind->level >= 0) {
        row.level = factor_level(factor, kind->level);
        row.ci_lo = row.ci_hi = row.prior_lo = row.prior_hi = NAN;
    } else if (factor->choices != NULL) {
        row.prior_lo = row.prior_hi = NAN;
    }
    warn(g, is_at_edge(g, q), "the posterior is at an end of the range: extend the range");
    warn(g, d->a->accept < 1 && row.sd_ratio > least_shrinking,
        "the targets hardly restrict this factor");
    return write_row(g, &row, f);
}

/* ---- targets ---- */

static void
describe_target(const struct write_context *g, int32_t target, struct calibration_row *row)
{
    const struct experiment_calibration_target *t = &g->d.targets[target];

    row->name = t->key.id;
    row->statistic = t->statistic;
    row->unit = t->unit;
    row->value = t->value;
    row->tolerance = t->tolerance;
    row->weight = t->held_out ? 0 : t->weight;
    row->source = t->source;
}

/* Sets the members of a row that describe the statistic in all rows: its range, and whether it
   reaches the value of the target in any row. */
static double
set_prior(struct write_context *g, int32_t target, struct calibration_row *row)
{
    const struct calibration_data *d = &g->d;
    const double *all = d->statistics + target * d->fit.n;
    struct calibration_summary prior =
        calibration_summarise(all, g->equal, d->fit.n, d->a->confidence, g->work);
    double low = INFINITY, high = -INFINITY;

    for (int64_t i = 0; i < d->fit.n; i++) {
        low = all[i] < low ? all[i] : low; /* the comparison is false for NAN */
        high = all[i] > high ? all[i] : high;
    }
    row->prior_lo = prior.low;
    row->prior_hi = prior.high;
    warn(g, low <= high && (row->value < low || row->value > high),
        "no run reaches the recorded value: within these ranges the model cannot produce it");
    return prior.sd;
}

/* Writes a row about a target from n weighted values of its statistic. */
static enum status
write_target(struct write_context *g, const char *role, int32_t target, const double *values,
    const double *weights, int64_t n, struct failure *f)
{
    struct calibration_summary s;
    struct calibration_row row;
    double prior_sd;

    begin_row(g, &row, role);
    describe_target(g, target, &row);
    prior_sd = set_prior(g, target, &row);
    s = calibration_summarise(values, weights, n, g->d.a->confidence, g->work);
    set_summary(g, &row, &s, prior_sd);
    if (strcmp(role, "fitted") != 0) {
        row.p_value = calibration_p_value(values, weights, n, row.value);
        warn(g, row.p_value < 1 - g->d.a->confidence,
            "the recorded value is outside the interval of the prediction");
    }
    return write_row(g, &row, f);
}

static enum status
write_fitted(struct write_context *g, int32_t target, double *values, struct failure *f)
{
    const struct calibration_data *d = &g->d;

    for (int64_t k = 0; k < g->fit.n; k++) {
        values[k] = d->statistics[target * d->fit.n + g->fit.rows[k]];
    }
    return write_target(g, "fitted", target, values, g->fit.weights, g->fit.n, f);
}

/* Sets of_points[i] to the mean weight of the other runs at the point of run i. Returns false if no
   accepted point has two runs; then nothing can be checked. */
static bool
set_other_runs(struct write_context *g)
{
    const struct calibration_data *d = &g->d;
    int64_t k = 0, end;
    bool any = false;

    for (int64_t first = 0; first < d->fit.n; first = end) {
        double all = 0;

        for (end = first; end < d->fit.n && d->places[end] == d->places[first]; end++) {
            bool accepted = k < g->fit.n && g->fit.rows[k] == end;

            g->of_points[end] = accepted ? g->fit.weights[k++] : 0;
            all += g->of_points[end];
        }
        for (int64_t i = first; i < end; i++) {
            g->of_points[i] =
                end - first < 2 ? 0 : (all - g->of_points[i]) / (double)(end - first - 1);
            any = any || g->of_points[i] > 0;
        }
    }
    return any;
}

static enum status
write_targets(struct write_context *g, double *values, struct failure *f)
{
    const struct calibration_data *d = &g->d;
    bool checks = d->a->compare == EXPERIMENT_COMPARE_RUNS && set_other_runs(g);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < d->n_targets; k++) {
        bool fitted = true;

        for (int32_t q = 0; q < d->fit.n_quantities; q++) {
            if (d->kinds[q].target == k) {
                fitted = false;
                TRY(write_target(g, "held_out", k, g->fit.values + q * g->fit.n, g->fit.weights,
                    g->fit.n, f));
            }
        }
        if (fitted) {
            TRY(write_fitted(g, k, values, f));
        }
        if (fitted && checks) {
            TRY(write_target(
                g, "check", k, d->statistics + k * d->fit.n, g->of_points, d->fit.n, f));
        }
    }
out:
    return st;
}

/* ---- draws ---- */

/* Returns the quantity of a factor or, if the factor has levels, the quantity of its first
   level. */
static int32_t
quantity_of(const struct write_context *g, int32_t factor)
{
    int32_t q = 0;

    while (g->d.kinds[q].factor != factor) {
        q++;
    }
    return q;
}

static enum status
write_draws(struct write_context *g, uint64_t address, struct failure *f)
{
    const struct calibration_data *d = &g->d;
    int64_t n = calibration_distinct(&g->fit);
    int64_t *which = calloc((size_t)d->a->draws + 1, sizeof(*which));
    double *row = calloc((size_t)d->space.n_factors + 1, sizeof(*row));
    enum status st = STATUS_NO_MEMORY;

    if (which == NULL || row == NULL) {
        goto out;
    }
    n = n < d->a->draws ? n : d->a->draws;
    calibration_draw(&g->fit, d->experiment->seed, address, n, which);
    st = STATUS_OK;
    for (int64_t i = 0; i < n; i++) {
        for (int32_t j = 0; j < d->space.n_factors; j++) {
            posterior_set(&d->space, j, value_of(g, quantity_of(g, j), which[i]), row);
        }
        TRY(g->sinks->draws->take(g->sinks->draws->self, row, f));
    }
out:
    free(which);
    free(row);
    return st;
}

/* ---- analysis ---- */

static enum status
begin(struct write_context *g)
{
    const struct calibration_data *d = &g->d;
    size_t n = (size_t)d->fit.n + 1;

    g->work = calloc(n, sizeof(*g->work));
    g->equal = calloc(n, sizeof(*g->equal));
    g->of_points = calloc(n, sizeof(*g->of_points));
    if (g->work == NULL || g->equal == NULL || g->of_points == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < d->fit.n; i++) {
        g->equal[i] = 1;
    }
    g->row.confidence = d->a->confidence;
    g->row.n = d->fit.n;
    g->row.accepted = g->fit.n;
    g->row.effective = g->fit.effective;
    g->row.distance = g->fit.distance;
    g->row.within = g->fit.within;
    g->row.adjusted = g->fit.adjusted;
    return STATUS_OK;
}

static enum status
write_all(struct write_context *g, struct failure *f)
{
    const struct calibration_data *d = &g->d;
    double *values = calloc((size_t)d->fit.n + 1, sizeof(*values));
    uint64_t address = hash_text(d->a->key.id);
    enum status st = STATUS_NO_MEMORY;

    if (values == NULL) {
        goto out;
    }
    for (int32_t q = 0; q < d->fit.n_quantities; q++) {
        if (d->kinds[q].factor >= 0) {
            TRY(write_parameter(g, q, values, f));
        }
    }
    TRY(write_targets(g, values, f));
    TRY(g->sinks->begin_draws(g->sinks->draws->self, f));
    TRY(write_draws(g, address, f));
out:
    free(values);
    return st;
}

enum status
calibration_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct calibration_sinks *sinks, struct failure *f)
{
    const char *policy = a->policy != NULL ? a->policy : e->base.policies[e->base.baseline].id;
    struct write_context g = {.sinks = sinks, .row.policy = policy};
    enum status st;

    TRY(calibration_data_init(&g.d, e, a, runs, run_table_policy(runs, policy), f));
    TRY(calibration_fit(&g.fit, &g.d.fit));
    TRY(begin(&g));
    TRY(write_all(&g, f));
out:
    calibration_data_free(&g.d);
    calibration_fit_free(&g.fit);
    free(g.work);
    free(g.equal);
    free(g.of_points);
    buffer_free(&g.warning);
    return st;
}

/* Collects the points and the cases, and writes the rows of boxes. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prim.h"
#include "base/hash.h"
#include "experiment/experiment_cases.h"
#include "kernel/stream.h"

#define ROW(member, ...) FIELD(struct prim_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(versus, .unit = "", .doc = POINT_MEANS_VERSUS),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(cases, .required = true, .unit = "",
        .doc = "Condition on the value of the metric at a point: such points are the cases."),
    ROW(box, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Number of the box, from 1; each box is found among the points outside the "
               "boxes before it."),
    ROW(step, .min = 0, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Number of the step: 0 is the box of all points; the peels follow, then the "
               "pastes."),
    ROW(pasted, .unit = "",
        .doc = "Whether the step is a paste, which widens the best box of the peels again."),
    ROW(chosen, .unit = "",
        .doc =
            "Whether the box at this step is the one with the largest product of coverage and "
            "density."),
    ROW(factor, .unit = "",
        .doc = "Factor that the box restricts, one row for each; empty if the box restricts "
               "none."),
    ROW(low, .unit = "",
        .doc = "Lower end of the box, in the unit of the factor; empty if there is none."),
    ROW(high, .unit = "",
        .doc = "Upper end of the box, in the unit of the factor; empty if there is none."),
    ROW(levels, .unit = "",
        .doc = "Levels in the box, separated by |, of a factor whose values are texts."),
    ROW(quasi_p, .unit = "1",
        .doc = "Binomial probability of as many cases or more if this restriction had no "
               "effect; a guide only, because it ignores that many boxes were tried."),
    ROW(coverage, .unit = "share", .doc = "Cases in the box, as a share of all cases."),
    ROW(density, .unit = "share",
        .doc = "Cases in the box, as a share of its points; too high on average, since the box "
               "was chosen with these points."),
    ROW(mass, .unit = "share", .doc = "Points in the box, as a share of all points."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of points in the box."),
    ROW(n_cases, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of cases in the box."),
    ROW(p_value, .unit = "1",
        .doc =
            "p value of the chosen box: share of searches, after the cases were exchanged at "
            "random between points, that find a box at least as good."),
    ROW(doubtful, .unit = "share",
        .doc = "Share of all points whose value is less than two standard errors from the "
               "limit of the condition; above 0.1, `warning` states it."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs", .doc = POINT_MEANS_REPLICATIONS),
    ROW(warning, .unit = "", .doc = "Caveat about the row; otherwise empty."),
};
const struct record prim_record = {.name = "prim",
    .doc = "Boxes in the factor space in which cases of interest are frequent.",
    FIELDS_OF(struct prim_row, fields)};

struct write_context {
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
    struct space space;
    int32_t *n_levels;
    /* The members below belong to one metric and policy. */
    double *inputs;
    size_t *orders, *work;
    bool *cases, *used;
    struct prim m;
    double doubtful;
    struct buffer levels;
};

static const struct factor *
factor_of(const struct write_context *g, int32_t factor)
{
    return &g->space.experiment->factors[g->space.factors[factor]];
}

static enum status
begin(struct write_context *g, const struct experiment *e)
{
    size_t n, k;
    enum status st;

    TRY(space_init(&g->space, e));
    n = (size_t)g->space.n + 1;
    k = (size_t)g->space.n_factors + 1;
    g->n_levels = calloc(k, sizeof(*g->n_levels));
    g->inputs = calloc(k * n, sizeof(*g->inputs));
    g->orders = calloc(k * n, sizeof(*g->orders));
    g->work = calloc(k * n, sizeof(*g->work));
    g->cases = calloc(n, sizeof(*g->cases));
    g->used = calloc(n, sizeof(*g->used));
    if (g->n_levels == NULL || g->inputs == NULL || g->orders == NULL || g->work == NULL ||
        g->cases == NULL || g->used == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    for (int32_t j = 0; j < g->space.n_factors; j++) {
        const struct factor *factor = factor_of(g, j);

        g->n_levels[j] = factor->is_text ? factor->n_choices : 0;
    }
out:
    return st;
}

static void
end(struct write_context *g)
{
    space_free(&g->space);
    free(g->n_levels);
    free(g->inputs);
    free(g->orders);
    free(g->work);
    free(g->cases);
    free(g->used);
    buffer_free(&g->levels);
}

/* Whether the value of a point is less than two standard errors from the limit of the condition. */
static bool
is_doubtful(const struct write_context *g, const struct point_means *means, int64_t point)
{
    const double *deviation = means->deviation + point * means->n_batches;
    double square = 0, b = means->n_batches;

    for (int32_t k = 0; k < means->n_batches; k++) {
        square += deviation[k] * deviation[k];
    }
    return b >= 2 && square > 0 &&
           fabs(means->value[point] - g->a->condition.limit) < 2 * sqrt(square / (b * (b - 1)));
}

/* Collects the points that have a value. */
static void
collect(struct write_context *g, const struct point_means *means)
{
    const struct space *s = &g->space;
    int64_t doubtful = 0, n = 0;

    for (int64_t i = 0; i < s->n; i++) {
        n += !isnan(means->value[s->points[i]]);
    }
    g->m = (struct prim){g->inputs, g->n_levels, g->orders, n, s->n_factors};
    n = 0;
    for (int64_t i = 0; i < s->n; i++) {
        int64_t point = s->points[i];

        if (isnan(means->value[point])) {
            continue;
        }
        for (int32_t j = 0; j < s->n_factors; j++) {
            g->inputs[j * g->m.n + n] = space_value(s, i, j);
        }
        g->used[n] = true;
        g->cases[n] = experiment_cases_holds(&g->a->condition, means->value[point]);
        doubtful += is_doubtful(g, means, point);
        n++;
    }
    g->doubtful = n > 0 ? (double)doubtful / (double)n : 0;
    for (int32_t j = 0; j < s->n_factors && n > 0; j++) {
        gsl_sort_index(g->orders + j * n, g->inputs + j * n, 1, (size_t)n);
    }
}

/* Sets the limits of a factor in the box after `step` steps. Returns false if the factor is not
   restricted. */
static bool
set_limits(struct write_context *g, const struct prim_way *way, int32_t step, int32_t factor,
    struct prim_row *row)
{
    const struct factor *of = factor_of(g, factor);
    bool restricted = false;
    struct prim_box box;

    prim_box_of(way, step, &box);
    row->low = row->high = NAN;
    row->levels = NULL;
    for (int32_t s = 0; s < box.n; s++) {
        const struct prim_peel *peel = box.at[s];

        if (peel->factor == factor && isfinite(peel->bound) && !peel->restored) {
            restricted = true;
            row->low = peel->side < 0 ? peel->bound : row->low;
            row->high = peel->side > 0 ? peel->bound : row->high;
        }
    }
    buffer_clear(&g->levels);
    for (int32_t k = 0; restricted && of->is_text && k < of->n_choices; k++) {
        bool cut = false;

        for (int32_t s = 0; s < box.n; s++) {
            const struct prim_peel *peel = box.at[s];

            cut = cut || (peel->factor == factor && peel->bound == k && !peel->restored);
        }
        if (!cut) {
            buffer_text(&g->levels, g->levels.length > 0 ? "|" : "");
            buffer_text(&g->levels, factor_level(of, k));
        }
    }
    if (restricted && of->is_text) {
        row->levels = buffer_string(&g->levels);
    }
    row->factor = of->key.id;
    return restricted;
}

static double
quasi_p(const struct write_context *g, const struct prim_way *way, int32_t step, int32_t factor)
{
    int64_t n = 0, cases = 0, inside = way->steps[step].n_cases;
    struct prim_box box;

    prim_box_of(way, step, &box);
    for (int64_t i = 0; i < g->m.n; i++) {
        if (g->used[i] && prim_inside(&g->m, &box, factor, i)) {
            n++;
            cases += g->cases[i];
        }
    }
    return inside == 0 ? 1
                       : gsl_cdf_binomial_Q((unsigned)(inside - 1), (double)cases / (double)n,
                             (unsigned)way->steps[step].n);
}

/* Writes the rows of the box after one step. */
static enum status
write_step(struct write_context *g, const struct prim_way *way, int32_t step,
    struct prim_row *row, struct failure *f)
{
    const struct prim_peel *at = &way->steps[step];
    enum status st = STATUS_OK;

    row->step = step;
    row->pasted = step >= way->n_peeled;
    row->chosen = step == way->chosen && !isnan(way->product);
    row->n = at->n;
    row->n_cases = at->n_cases;
    row->coverage = (double)at->n_cases / (double)way->steps[0].n_cases;
    row->density = (double)at->n_cases / (double)at->n;
    row->mass = (double)at->n / (double)way->steps[0].n;
    row->factor = row->levels = NULL;
    row->low = row->high = row->quasi_p = NAN;
    if (step == 0) {
        return g->sink->take(g->sink->self, row, f);
    }
    for (int32_t j = 0; j < g->m.n_factors; j++) {
        if (set_limits(g, way, step, j, row)) {
            TRY(buffer_status(&g->levels));
            row->quasi_p = quasi_p(g, way, step, j);
            TRY(g->sink->take(g->sink->self, row, f));
        }
    }
out:
    return st;
}

static const char *
warning_of(const struct write_context *g, const struct prim_way *way, double p_value)
{
    const struct prim_peel *all = &way->steps[0];

    return all->n == 0                  ? "no point has a value"
           : all->n_cases == 0          ? "no point is a case: change the condition"
           : all->n_cases == all->n     ? "every point is a case: change the condition"
           : all->n_cases < 10          ? "fewer than 10 cases"
           : all->n - all->n_cases < 10 ? "fewer than 10 points are not cases"
           : g->doubtful > 0.1
               ? "the noise can change which points are cases: use more replications"
           : p_value > 0.05 ? "chance alone can give such a box: p_value above 0.05"
                            : NULL;
}

/* Writes one box. *left becomes false if no further box can be found. */
static enum status
write_box(struct write_context *g, const struct point_set *of, uint64_t address,
    struct prim_row *row, bool *left, struct failure *f)
{
    struct prim_way *way = calloc(1, sizeof(*way));
    struct prim_box box;
    char warning[POINT_SET_WARNING_BYTES];
    enum status st = STATUS_NO_MEMORY;

    if (way == NULL) {
        goto out;
    }
    prim_find(&g->m, g->used, g->cases, g->work, way);
    TRY(prim_test(&g->m, g->used, g->cases, way, g->a->resamples, g->space.experiment->seed,
        stream_child(address, 0, (uint64_t)row->box), &row->p_value));
    row->warning = point_set_warning(of, warning_of(g, way, row->p_value), NAN, warning);
    for (int32_t s = 0; s < way->n_steps; s++) {
        TRY(write_step(g, way, s, row, f));
    }
    *left = !isnan(row->p_value) && way->chosen > 0;
    prim_box_of(way, way->chosen, &box);
    for (int64_t i = 0; i < g->m.n && *left; i++) {
        g->used[i] = g->used[i] && !prim_inside(&g->m, &box, -1, i);
    }
out:
    free(way);
    return st;
}

static enum status
write_values(void *self, const struct point_set *of, struct failure *f)
{
    struct write_context *g = self;
    uint64_t address = stream_child(
        hash_text("prim"), 0, stream_child(hash_text(of->metric), 0, hash_text(of->policy)));
    struct prim_row row = {.policy = of->policy,
        .versus = of->versus,
        .metric = of->metric,
        .cases = g->a->cases,
        .replications = of->min_replications};
    bool left = true;
    enum status st = STATUS_OK;

    collect(g, of->means);
    row.doubtful = g->doubtful;
    for (row.box = 1; row.box <= g->a->boxes && left; row.box++) {
        TRY(write_box(g, of, address, &row, &left, f));
    }
out:
    return st;
}

enum status
prim_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct write_context g = {.a = a, .sink = sink};
    enum status st;

    TRY(begin(&g, e));
    if (g.space.n_factors > 0) {
        TRY(space_for_each(&g.space, a, runs, metrics, n, write_values, &g, f));
    }
out:
    end(&g);
    return st;
}

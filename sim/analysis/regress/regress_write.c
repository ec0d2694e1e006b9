/* Collects the inputs of regressions, and writes their rows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/regress/regress.h"
#include "base/hash.h"
#include "format/json_tree.h"
#include "kernel/stream.h"

/** An input of the regression: a factor, or one of its levels. */
struct input {
    int32_t factor; /* index of the factor in the space */
    int32_t level;  /* number of the level, from 1; 0: the values of the factor are numbers */
};

struct write_context {
    const struct experiment_analysis *a;
    const struct summary_sink *sink;
    struct space space;
    struct input *inputs;
    /* [n_inputs]: index of each input in the current regression; -1: it is constant there. */
    int32_t *places;
    int32_t n_inputs;
};

static const struct factor *
factor_of(const struct space *s, int32_t factor)
{
    return &s->experiment->factors[s->factors[factor]];
}

static bool
has_level(const struct space *s, int32_t factor, int32_t level)
{
    for (int64_t i = 0; i < s->n; i++) {
        if (space_value(s, i, factor) == level) {
            return true;
        }
    }
    return false;
}

/* Lists the inputs. A factor whose values are texts has one input for each level that occurs,
   except the first such level. */
static enum status
find_inputs(struct write_context *g)
{
    size_t n = 0;

    for (int32_t j = 0; j < g->space.n_factors; j++) {
        const struct factor *factor = factor_of(&g->space, j);

        n += factor->is_text ? (size_t)factor->n_choices : 1;
    }
    g->inputs = calloc(n + 1, sizeof(*g->inputs));
    g->places = calloc(n + 1, sizeof(*g->places));
    if (g->inputs == NULL || g->places == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < g->space.n_factors; j++) {
        const struct factor *factor = factor_of(&g->space, j);
        bool first = true;

        if (!factor->is_text) {
            g->inputs[g->n_inputs++] = (struct input){j, 0};
        }
        for (int32_t k = 0; factor->is_text && k < factor->n_choices; k++) {
            if (has_level(&g->space, j, k) && !first) {
                g->inputs[g->n_inputs++] = (struct input){j, k};
            }
            first = first && !has_level(&g->space, j, k);
        }
    }
    return STATUS_OK;
}

/* Returns the value of an input at a point. For a level of a factor, the value is 1 at the points
   with this level and 0 elsewhere. For a factor whose values are numbers, the value is on the scale
   of the factor. */
static double
input_at(const struct write_context *g, const struct input *input, int64_t i)
{
    const struct factor *factor = factor_of(&g->space, input->factor);
    double value = space_value(&g->space, i, input->factor);

    return factor->is_text           ? value == input->level
           : factor->choices == NULL ? factor_share(factor, value)
                                     : value;
}

/* Fills an input at the points that have a value. Returns false if the input is constant at these
   points. */
static bool
fill_input(const struct write_context *g, const struct point_means *means,
    const struct input *input, double *out)
{
    const struct space *s = &g->space;
    int64_t kept = 0;
    bool differs = false;

    for (int64_t i = 0; i < s->n; i++) {
        if (!isnan(means->value[s->points[i]])) {
            out[kept] = input_at(g, input, i);
            differs = differs || out[kept] != out[0];
            kept++;
        }
    }
    return differs;
}

static enum status
collect(const struct write_context *g, const struct point_means *means, struct regress *r)
{
    const struct space *s = &g->space;
    size_t n = (size_t)s->n + 1, batches = (size_t)means->n_batches;

    *r = (struct regress){.n_batches = means->n_batches, .common = s->experiment->common_point};
    r->inputs = calloc(n * (size_t)(g->n_inputs + 1), sizeof(double));
    r->values = calloc(n, sizeof(double));
    r->deviations = calloc(n * batches + 1, sizeof(double));
    if (r->inputs == NULL || r->values == NULL || r->deviations == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < s->n; i++) {
        int64_t point = s->points[i];

        if (!isnan(means->value[point])) {
            r->values[r->n] = means->value[point];
            memcpy(r->deviations + r->n * r->n_batches, means->deviation + point * r->n_batches,
                batches * sizeof(double));
            r->n++;
        }
    }
    for (int32_t j = 0; j < g->n_inputs; j++) {
        double *at = r->inputs + r->n_inputs * r->n;

        g->places[j] = fill_input(g, means, &g->inputs[j], at) ? r->n_inputs++ : -1;
    }
    return STATUS_OK;
}

static void
regress_free(struct regress *r)
{
    free(r->inputs);
    free(r->values);
    free(r->deviations);
}

static void
name_input(const struct write_context *g, int32_t j, struct regress_row *row)
{
    const struct factor *factor = factor_of(&g->space, g->inputs[j].factor);

    row->factor = factor->key.id;
    if (factor->is_text) {
        row->level = factor_level(factor, g->inputs[j].level);
    }
}

/* Writes the row of an index. `j` is the number of its input, or -1 for R2. */
static enum status
write_row(const struct write_context *g, const struct point_set *of, int32_t j,
    struct regress_row row, struct failure *f)
{
    char warning[POINT_SET_WARNING_BYTES];

    row.policy = of->policy;
    row.versus = of->versus;
    row.metric = of->metric;
    row.replications = of->min_replications;
    row.warning = point_set_warning(of, row.warning, row.noise, warning);
    if (j >= 0) {
        name_input(g, j, &row);
    }
    return g->sink->take(g->sink->self, &row, f);
}

static enum status
write_constant(const struct write_context *g, const struct point_set *of, int32_t j, int64_t n,
    struct failure *f)
{
    struct regress_row row = {.index = "PRCC",
        .estimate = NAN,
        .ci_lo = NAN,
        .ci_hi = NAN,
        .uncorrected = NAN,
        .confidence = NAN,
        .noise = NAN,
        .n = n,
        .warning = "the factor or level is the same at all points with a value"};
    enum status st;

    TRY(write_row(g, of, j, row, f));
    row.index = "SRC";
    TRY(write_row(g, of, j, row, f));
out:
    return st;
}

static enum status
write_values(void *self, const struct point_set *of, struct failure *f)
{
    const struct write_context *g = self;
    uint64_t address = stream_child(
        hash_text("regress"), 0, stream_child(hash_text(of->metric), 0, hash_text(of->policy)));
    struct regress_row *rows = calloc(2 * (size_t)g->n_inputs + 1, sizeof(*rows));
    struct regress r = {0};
    enum status st = STATUS_NO_MEMORY;

    if (rows == NULL) {
        goto out;
    }
    TRY(collect(g, of->means, &r));
    for (int32_t k = 0; k <= 2 * r.n_inputs; k++) {
        rows[k].replications = of->min_replications;
    }
    if (r.n_inputs > 0) {
        TRY(regress_estimate(&r, g->a, g->space.experiment->seed, address, rows));
    }
    for (int32_t j = 0; j < g->n_inputs; j++) {
        int32_t place = g->places[j];

        if (place < 0) {
            TRY(write_constant(g, of, j, r.n, f));
        } else {
            TRY(write_row(g, of, j, rows[2 * place], f));
            TRY(write_row(g, of, j, rows[2 * place + 1], f));
        }
    }
    if (r.n_inputs > 0) {
        TRY(write_row(g, of, -1, rows[2 * r.n_inputs], f));
    }
    st = STATUS_OK;
out:
    regress_free(&r);
    free(rows);
    return st;
}

enum status
regress_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct write_context g = {.a = a, .sink = sink};
    enum status st;

    TRY(space_init(&g.space, e));
    TRY(find_inputs(&g));
    if (g.n_inputs > 0) {
        TRY(space_for_each(&g.space, a, runs, metrics, n, write_values, &g, f));
    }
out:
    space_free(&g.space);
    free(g.inputs);
    free(g.places);
    return st;
}

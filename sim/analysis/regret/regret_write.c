/* Collects the costs of the alternatives, and writes the rows of regrets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/regret/regret.h"
#include "analysis/regret/regret_states.h"
#include "base/number.h"
#include "format/table.h"

#define ROW(member, ...) FIELD(struct regret_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the alternative."),
    ROW(levers, .unit = "",
        .doc = "Values that the alternative gives to the factors with the role lever; empty if "
               "there are no such factors."),
    ROW(metric, .required = true, .unit = "", .doc = "Metric."),
    ROW(better, .required = true, .unit = "", .doc = "Which values are better: low or high."),
    ROW(statistic, .required = true, .unit = "",
        .doc =
            "max, mean, q90: of the regret over the states of the world; share_best: share of "
            "states of the world in which no alternative is better."),
    ROW(estimate, .unit = "",
        .doc =
            "Estimate, in the unit of the metric, with the replication noise removed; a share "
            "for share_best."),
    ROW(ci_lo, .unit = "", .doc = "Lower bound of the confidence interval."),
    ROW(ci_hi, .unit = "", .doc = "Upper bound of the confidence interval."),
    ROW(uncorrected, .unit = "",
        .doc = "Estimate from the means over replications as they are, whose noise raises "
               "regrets."),
    ROW(confidence, .unit = "share", .doc = "Confidence level of the interval."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
    ROW(worst_point, .min = 0, .max = 0x1p53, .unit = "",
        .doc = "Point with the largest regret, for max; otherwise empty."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1",
        .doc = "Number of states of the world: combinations of values of the factors with the "
               "role uncertainty."),
    ROW(n_left_out, .min = 0, .max = 0x1p53, .unit = "1",
        .doc =
            "Number of further states of the world, which lack an alternative or its value."),
    ROW(replications, .min = 0, .max = 0x1p53, .unit = "runs",
        .doc = "Minimum, over points and policies, of the number of replications in a value."),
    ROW(warning, .unit = "", .doc = "Caveat about the row; otherwise empty."),
};
const struct record regret_record = {.name = "regret",
    .doc = "Regret of policies over uncertain points.",
    FIELDS_OF(struct regret_row, fields)};

/** What the rows of all metrics need. */
struct write_context {
    const struct experiment *e;
    const struct experiment_analysis *a;
    const struct run_table *runs;
    const struct summary_sink *sink;
    struct regret_states states;
    struct point_means means;
    struct buffer levers;
    int64_t *used; /* [n_states]: indices of the states with all alternatives */
};

/** Values of all alternatives in all states. */
struct values {
    struct regret r;
    int64_t min_replications, max_replications;
};

static int64_t
point_of(const struct regret_states *s, int64_t state, int32_t set)
{
    return s->points[state * s->n_sets + set];
}

/* Stores the values of one policy and, for each value, the deviations of the batches. */
static void
take_policy(const struct write_context *g, int32_t policy, struct values *v)
{
    const struct regret_states *s = &g->states;
    const struct point_means *m = &g->means;
    double sign = g->a->better == EXPERIMENT_BETTER_HIGH ? -1 : 1;

    for (int64_t state = 0; state < s->n_states; state++) {
        for (int32_t set = 0; set < s->n_sets; set++) {
            int64_t point = point_of(s, state, set);
            int64_t cell = state * v->r.n_alternatives + set * g->runs->n_policies + policy;

            v->r.costs[cell] = point < 0 ? NAN : sign * m->value[point];
            for (int32_t b = 0; point >= 0 && b < v->r.n_batches; b++) {
                v->r.deviations[cell * v->r.n_batches + b] =
                    sign * m->deviation[point * m->n_batches + b];
            }
            if (point >= 0 && !isnan(m->value[point])) {
                int64_t n = m->replications[point];

                v->min_replications = n < v->min_replications ? n : v->min_replications;
                v->max_replications = n > v->max_replications ? n : v->max_replications;
            }
        }
    }
}

/* Returns the number of batches that the values of all policies have. */
static int32_t
batches_of(struct write_context *g, const struct summary_metric *metric)
{
    int32_t n = POINT_BATCHES;

    g->means.max_batches = POINT_BATCHES;
    for (int32_t policy = 0; policy < g->runs->n_policies; policy++) {
        point_means_of(&g->means, g->runs, metric, policy);
        n = g->means.n_batches < n ? g->means.n_batches : n;
    }
    return n;
}

/* Keeps the states in which every alternative has a value. */
static void
keep_complete(struct write_context *g, struct regret *r)
{
    int64_t kept = 0, width = r->n_alternatives;
    size_t numbers = (size_t)width * (size_t)r->n_batches;

    for (int64_t state = 0; state < r->n_states; state++) {
        bool complete = true;

        for (int32_t k = 0; k < r->n_alternatives; k++) {
            complete = complete && !isnan(r->costs[state * width + k]);
        }
        if (complete) {
            memmove(r->costs + kept * width, r->costs + state * width,
                (size_t)width * sizeof(double));
            memmove(r->deviations + kept * (int64_t)numbers,
                r->deviations + state * (int64_t)numbers, numbers * sizeof(double));
            g->used[kept++] = state;
        }
    }
    r->n_states = kept;
}

static enum status
collect(struct write_context *g, const struct summary_metric *metric, struct values *v)
{
    const struct regret_states *s = &g->states;
    size_t cells;

    *v = (struct values){.min_replications = INT64_MAX,
        .r = {.n_states = s->n_states,
            .n_alternatives = s->n_sets * g->runs->n_policies,
            .n_batches = batches_of(g, metric)}};
    cells = (size_t)s->n_states * (size_t)v->r.n_alternatives + 1;
    v->r.costs = calloc(cells, sizeof(double));
    v->r.deviations = calloc(cells * (size_t)(v->r.n_batches + 1), sizeof(double));
    if (v->r.costs == NULL || v->r.deviations == NULL) {
        return STATUS_NO_MEMORY;
    }
    g->means.max_batches = v->r.n_batches;
    for (int32_t policy = 0; policy < g->runs->n_policies; policy++) {
        point_means_of(&g->means, g->runs, metric, policy);
        take_policy(g, policy, v);
    }
    keep_complete(g, &v->r);
    v->min_replications = v->max_replications == 0 ? 0 : v->min_replications;
    return STATUS_OK;
}

/* Returns the values of the levers in a set as text, for example "a=1; b=high". */
static const char *
name_levers(struct write_context *g, int32_t set)
{
    const struct regret_states *s = &g->states;

    if (s->n_levers == 0) {
        return NULL;
    }
    buffer_clear(&g->levers);
    for (int32_t j = 0; j < s->n_levers; j++) {
        const struct factor *factor = &g->e->factors[s->levers[j]];
        double value = experiment_value(g->e, s->of_set[set], s->levers[j]);

        buffer_printf(&g->levers, "%s%s=", j > 0 ? "; " : "", factor->key.id);
        if (!isnan(value)) {
            factor_print(factor, value, &g->levers);
        }
    }
    return buffer_string(&g->levers);
}

static const char *
warning_of(const struct values *v, int64_t n_left_out, const struct regret_row *row)
{
    return v->r.n_states == 0
               ? "no state of the world has all alternatives: combine the levers with the "
                 "uncertain factors by a cross design"
           : v->r.n_batches < 2 ? "a point with fewer than 2 replications"
           : row->ci_hi - row->ci_lo > .5 && strcmp(row->statistic, "share_best") == 0
               ? "wide interval: use more replications"
           : n_left_out > 0 ? "states that lack an alternative are left out"
                            : NULL;
}

static enum status
write_alternative(struct write_context *g, const struct values *v, int32_t alternative,
    struct regret_row row, struct failure *f)
{
    int32_t set = alternative / g->runs->n_policies;
    struct regret_row rows[REGRET_STATISTICS];
    char warning[POINT_SET_WARNING_BYTES];
    struct point_set of = {.min_replications = v->min_replications,
        .max_replications = v->max_replications,
        .planned = run_table_max_replications(g->runs)};
    int64_t worst;
    enum status st;

    row.policy = g->runs->policies[alternative % g->runs->n_policies];
    row.levers = name_levers(g, set);
    TRY(buffer_status(&g->levers));
    for (int k = 0; k < REGRET_STATISTICS; k++) {
        rows[k] = row;
    }
    TRY(regret_estimate(&v->r, alternative, g->a->confidence, rows, &worst));
    for (int k = 0; k < REGRET_STATISTICS; k++) {
        rows[k].worst_point = k == REGRET_MAX && worst >= 0
                                  ? point_of(&g->states, g->used[worst], set) + 1
                                  : TABLE_NO_COUNT;
        rows[k].warning =
            point_set_warning(&of, warning_of(v, row.n_left_out, &rows[k]), NAN, warning);
        TRY(g->sink->take(g->sink->self, &rows[k], f));
    }
out:
    return st;
}

static enum status
write_metric(struct write_context *g, const struct summary_metric *metric, struct failure *f)
{
    static const char *const better[] = {"low", "high"};
    struct regret_row row = {.metric = metric->name, .better = better[g->a->better]};
    struct values v = {0};
    enum status st;

    TRY(point_means_load(&g->means, g->runs, metric, f));
    TRY(collect(g, metric, &v));
    row.n = v.r.n_states;
    row.n_left_out = g->states.n_states + g->states.n_incomplete - v.r.n_states;
    row.replications = v.min_replications;
    for (int32_t k = 0; k < v.r.n_alternatives; k++) {
        TRY(write_alternative(g, &v, k, row, f));
    }
out:
    free(v.r.costs);
    free(v.r.deviations);
    return st;
}

enum status
regret_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f)
{
    struct write_context g = {.e = e, .a = a, .runs = runs, .sink = sink};
    enum status st;

    TRY(regret_states_init(&g.states, e, runs));
    TRY(point_means_init(&g.means, e->n_points, runs));
    g.means.left_out = g.states.left_out;
    g.used = calloc((size_t)g.states.n_states + 1, sizeof(*g.used));
    TRY(g.used == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t i = 0; i < n && g.states.n_sets * runs->n_policies > 1; i++) {
        TRY(write_metric(&g, &metrics[i], f));
    }
out:
    regret_states_free(&g.states);
    point_means_free(&g.means);
    buffer_free(&g.levers);
    free(g.used);
    return st;
}

#include "report/effects.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/label.h"
#include "report/number_text.h"

/* ---- values by point and replication ---- */

static void
choose_policies(struct effects *e)
{
    const struct scenario *s = e->material->source.scenario;

    e->differences = s->n_policies > 1;
    for (int32_t k = e->differences; k < s->n_policies && e->n_policies < EFFECTS_POLICIES;
         k++) {
        e->policies[e->n_policies++] = label_ordered(e->material, k);
    }
}

static void
put_group(double *to, const struct effects *e, const struct report_data_group *g, bool subtract)
{
    const struct report_data *m = e->material;
    double *row = to + (g->point - 1) * (int64_t)e->reps;

    for (int64_t i = 0; i < g->n; i++) {
        int32_t rep = m->runs[g->first + i].rep;
        double x = report_data_value(m, e->headline, g->first + i);

        if (rep <= e->reps) {
            row[rep - 1] = subtract ? row[rep - 1] - x : x;
        }
    }
}

/* The number of replications that all groups have; more replications of some points are not
   used. */
static int32_t
common_reps(const struct report_data *m)
{
    int64_t minimum = m->n_groups == 0 ? 0 : INT32_MAX;

    for (int64_t g = 0; g < m->n_groups; g++) {
        const struct report_data_group *group = &m->groups[g];
        int32_t last = m->runs[group->first + group->n - 1].rep;

        minimum = last < minimum ? last : minimum;
    }
    return (int32_t)minimum;
}

static enum status
fill(struct effects *e)
{
    const struct report_data *m = e->material;
    size_t n = (size_t)e->n_points * (size_t)e->reps;

    for (int32_t k = 0; k < e->n_policies; k++) {
        e->values[k] = malloc((n + 1) * sizeof(double));
        if (e->values[k] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (size_t i = 0; i < n; i++) {
            e->values[k][i] = NAN;
        }
        for (int64_t g = 0; g < m->n_groups; g++) {
            const struct report_data_group *group = &m->groups[g];

            if (group->point <= e->n_points && group->policy == e->policies[k]) {
                put_group(e->values[k], e, group, false);
            }
        }
        for (int64_t p = 1; p <= e->n_points && e->differences; p++) {
            const struct report_data_group *base =
                report_data_find(m, (int32_t)p, m->source.scenario->baseline);

            if (base != NULL) {
                put_group(e->values[k], e, base, true);
            }
        }
    }
    return STATUS_OK;
}

/*
 * For each replication r, work[] gets the mean of values[k][p][r] over the points p that count.
 * Points that share random numbers are correlated, so the points of one replication give one
 * observation; the interval comes from the replications, which are independent.
 */
struct estimate
effects_mean(const struct effects *e, int32_t k, int32_t reps,
    bool (*has)(const void *context, int64_t point), const void *context)
{
    int64_t n = 0;

    for (int32_t r = 0; r < reps; r++) {
        double sum = 0;
        int64_t points = 0;

        for (int64_t p = 0; p < e->n_points; p++) {
            double x = e->values[k][p * e->reps + r];

            if (isfinite(x) && (has == NULL || has(context, p))) {
                sum += x;
                points++;
            }
        }
        if (points > 0) {
            e->work[n++] = sum / (double)points;
        }
    }
    return n == 0 ? (struct estimate){NAN, NAN, NAN} : statistics_mean(e->work, n, e->level);
}

/* Levels that should be equal may differ in their last digits. */
static bool
is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

/* Finds the values of a factor, sorted. Returns how many; it stops at EFFECTS_LEVELS + 1. */
static int32_t
distinct(const struct effects *e, int32_t factor, double found[EFFECTS_LEVELS + 1])
{
    int32_t n = 0;

    for (int64_t p = 0; p < e->n_points; p++) {
        double x = experiment_value(e->material->source.experiment, p, factor);
        bool is_new = isfinite(x);

        for (int32_t k = 0; k < n; k++) {
            is_new = is_new && !is_same(found[k], x);
        }
        if (is_new && n <= EFFECTS_LEVELS) {
            found[n++] = x;
        }
    }
    statistics_sort(found, n);
    return n;
}

/* The label of a level: a number as number_text.h prints it, a text without quotes. */
static void
label_value(char out[EFFECTS_LABEL], const struct factor *factor, double value)
{
    char number[NUMBER_TEXT_BYTES];
    struct buffer b = {0};

    if (!factor->is_text) {
        (void)snprintf(out, EFFECTS_LABEL, "%s", number_text_real(number, value));
        return;
    }
    factor_print(factor, value, &b);
    if (buffer_status(&b) == STATUS_OK && b.length > 0) {
        bool quoted = b.at[0] == '"' && b.length > 1;

        (void)snprintf(
            out, EFFECTS_LABEL, "%.*s", (int)(b.length - 2U * quoted), b.at + quoted);
    }
    buffer_free(&b);
}

static void
put_values(struct effects_factor *f, const struct effects *e, const struct factor *factor,
    const double *found, int32_t n)
{
    f->n_levels = n;
    for (int32_t k = 0; k < n; k++) {
        label_value(f->label[k], factor, found[k]);
    }
    for (int64_t p = 0; p < e->n_points; p++) {
        double x = experiment_value(e->material->source.experiment, p, f->factor);

        f->level[p] = -1;
        for (int32_t k = 0; k < n; k++) {
            f->level[p] = is_same(found[k], x) ? (signed char)k : f->level[p];
        }
    }
}

static void
put_bins(struct effects_factor *f, const struct effects *e, const struct factor *factor)
{
    f->n_levels = EFFECTS_BINS;
    for (int32_t k = 0; k < EFFECTS_BINS; k++) {
        char low[EFFECTS_LABEL], high[EFFECTS_LABEL];

        label_value(low, factor, factor_at(factor, (double)k / EFFECTS_BINS));
        label_value(high, factor, factor_at(factor, (k + 1.0) / EFFECTS_BINS));
        (void)snprintf(f->label[k], EFFECTS_LABEL, "%.40s to %.40s", low, high);
    }
    for (int64_t p = 0; p < e->n_points; p++) {
        double x = experiment_value(e->material->source.experiment, p, f->factor);
        int32_t k = isfinite(x) ? (int32_t)(factor_share(factor, x) * EFFECTS_BINS) : -1;

        f->level[p] = (signed char)(k < EFFECTS_BINS ? k : EFFECTS_BINS - 1);
    }
}

struct at_level {
    const struct effects_factor *factor;
    int32_t level;
};

static bool
is_at_level(const void *context, int64_t point)
{
    const struct at_level *at = context;

    return at->factor->level[point] == at->level;
}

static void
estimate_levels(struct effects_factor *f, const struct effects *e)
{
    for (int32_t k = 0; k < e->n_policies; k++) {
        double low = INFINITY, high = -INFINITY;

        for (int32_t i = 0; i < f->n_levels; i++) {
            struct at_level at = {f, i};

            f->at[k][i] = effects_mean(e, k, e->reps, is_at_level, &at);
            if (isfinite(f->at[k][i].value)) {
                low = fmin(low, f->at[k][i].value);
                high = fmax(high, f->at[k][i].value);
            }
        }
        f->spread = fmax(f->spread, high >= low ? high - low : 0);
    }
}

static int
compare_spreads(const void *a, const void *b)
{
    const struct effects_factor *x = a, *y = b;

    if (x->spread != y->spread) {
        return x->spread > y->spread ? -1 : 1;
    }
    return x->factor < y->factor ? -1 : x->factor > y->factor;
}

static enum status
make_factors(struct effects *e)
{
    const struct experiment *x = e->material->source.experiment;

    e->factors = calloc((size_t)x->n_factors + 1, sizeof(*e->factors));
    if (e->factors == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < x->n_factors; i++) {
        struct effects_factor *f = &e->factors[e->n_factors];
        double found[EFFECTS_LEVELS + 1];
        int32_t n = distinct(e, i, found);

        if (n < 2) {
            continue; /* it does not vary */
        }
        f->factor = i;
        f->level = malloc((size_t)e->n_points);
        if (f->level == NULL) {
            return STATUS_NO_MEMORY;
        }
        e->n_factors++;
        if (n <= EFFECTS_LEVELS) {
            put_values(f, e, &x->factors[i], found, n);
        } else {
            put_bins(f, e, &x->factors[i]);
        }
        estimate_levels(f, e);
    }
    qsort(e->factors, (size_t)e->n_factors, sizeof(*e->factors), compare_spreads);
    return STATUS_OK;
}

/* ---- the whole ---- */

enum status
effects_make_means(struct effects *e, const struct report_data *m, int32_t headline)
{
    enum status st;

    *e = (struct effects){.material = m,
        .headline = headline,
        .n_points = m->source.experiment->n_points,
        .reps = common_reps(m)};
    choose_policies(e);
    e->work = malloc(((size_t)e->reps + 1) * sizeof(*e->work));
    e->level = calloc(1, sizeof(*e->level));
    TRY(e->work == NULL || e->level == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    e->level->confidence = m->confidence;
    TRY(fill(e));
out:
    if (st != STATUS_OK) {
        effects_free(e);
    }
    return st;
}

enum status
effects_make(struct effects *e, const struct report_data *m, int32_t headline)
{
    enum status st;

    TRY(effects_make_means(e, m, headline));
    TRY(make_factors(e));
out:
    if (st != STATUS_OK) {
        effects_free(e);
    }
    return st;
}

void
effects_free(struct effects *e)
{
    for (int32_t k = 0; k < EFFECTS_POLICIES; k++) {
        free(e->values[k]);
    }
    for (int32_t i = 0; i < e->n_factors; i++) {
        free(e->factors[i].level);
    }
    free(e->factors);
    free(e->work);
    free(e->level);
    *e = (struct effects){0};
}

void
effects_words(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;

    if (e->differences) {
        buffer_text(b, "the difference from ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, " in ");
    }
    headline_words(b, &m->headlines[e->headline]);
}

void
effects_limit(struct buffer *b, const struct effects *e)
{
    int32_t n = e->material->source.scenario->n_policies - e->differences;

    buffer_text(b, n > EFFECTS_POLICIES ? " Only the first three policies are shown." : "");
}

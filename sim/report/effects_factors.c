/* Finds the levels of the factors of a sweep and computes the mean at each level. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/effects.h"
#include "report/number_text.h"

/* Whether two levels are equal. Levels that should be equal may differ in their last digits. */
static bool
is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

/* Finds the different values of a factor, sorted. Returns their number. Stops after EFFECTS_LEVELS
   + 1 values. */
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

/* Writes the label of a level: a number in the form of number_text.h, or a text without quotes. */
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
            continue; /* the factor does not vary */
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

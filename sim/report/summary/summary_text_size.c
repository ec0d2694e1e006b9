#include "report/summary/summary_text_size.h"

#include <math.h>
#include <stdlib.h>

#include "report/label.h"
#include "report/number_text.h"

static bool
has_interval(struct estimate at)
{
    return isfinite(at.low) && isfinite(at.high);
}

static bool
excludes_zero(struct estimate at)
{
    return has_interval(at) && (at.low > 0 || at.high < 0);
}

bool
summary_text_size_found(const struct report_data *m, const struct report_data_difference *d)
{
    bool primary = d->headline < m->n_primary;

    return excludes_zero(d->at) &&
           (primary || isnan(d->p_adjusted) || d->p_adjusted <= 1 - m->confidence + 1e-12);
}

static void
put_interval(struct buffer *b, const struct report_data *m, struct estimate at)
{
    if (has_interval(at)) {
        buffer_printf(b, "%.0f&nbsp;%% interval ", 100 * m->confidence);
        number_text_add_signed(b, at.low);
        buffer_text(b, " to ");
        number_text_add_signed(b, at.high);
    } else {
        buffer_text(b, "too few runs for an interval");
    }
}

void
summary_text_size_short(struct buffer *b, const struct report_data_difference *d)
{
    number_text_add_difference(b, d->at);
    if (isfinite(d->p_adjusted)) {
        buffer_text(b, ", ");
        number_text_add_p(b, d->p_adjusted);
    }
}

/* Adds "+0.1 (95 % interval +0.05 to +0.15; adjusted p = 0.003)". */
static void
put_numbers(
    struct buffer *b, const struct report_data *m, const struct report_data_difference *d)
{
    number_text_add_signed(b, d->at.value);
    buffer_text(b, " (");
    put_interval(b, m, d->at);
    if (isfinite(d->p_adjusted)) {
        buffer_text(b, "; adjusted ");
        number_text_add_p(b, d->p_adjusted);
    }
    buffer_text(b, ")");
}

/* Adds "With X, harm ". */
static void
put_subject(struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    buffer_text(b, "With ");
    label_quoted(b, m, policy);
    buffer_text(b, ", ");
    headline_words(b, &m->headlines[headline]);
    buffer_text(b, " ");
}

static void
put_versus(struct buffer *b, const struct report_data *m)
{
    buffer_text(b, " compared with ");
    label_quoted(b, m, m->source.scenario->baseline);
}

/* Adds "harm is lower with X than with Y". */
static void
put_side(
    struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline, bool lower)
{
    headline_words(b, &m->headlines[headline]);
    buffer_text(b, lower ? " is lower with " : " is higher with ");
    label_quoted(b, m, policy);
    buffer_text(b, " than with ");
    label_quoted(b, m, m->source.scenario->baseline);
}

/* Adds "In 71 of 100 runs harm is lower with X than with Y; it is higher in 20 and the same in
   9." */
static void
put_pairs(struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    struct report_data_pairs pairs = report_data_pairs(m, 1, policy, headline);
    bool lower = pairs.lower >= pairs.higher;

    if (pairs.n == 0) {
        buffer_text(b, "No run with ");
        label_quoted(b, m, policy);
        buffer_text(b, " has a matching run with ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, ".");
        return;
    }
    buffer_text(b, "In ");
    label_share(b, lower ? pairs.lower : pairs.higher, pairs.n);
    buffer_text(b, pairs.n == 1 ? " run " : " runs ");
    put_side(b, m, policy, headline, lower);
    buffer_text(b, "; it is ");
    buffer_text(b, lower ? "higher in " : "lower in ");
    number_text_add_count(b, lower ? pairs.higher : pairs.lower);
    if (pairs.same > 0) {
        buffer_text(b, " and the same in ");
        number_text_add_count(b, pairs.same);
    }
    buffer_text(b, ".");
}

/* Returns the sum of the differences as a share of the sum of the baseline, or NAN if this share
   has no meaning. */
static struct estimate
relative(struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    const struct report_data_group *a = report_data_find(m, 1, m->source.scenario->baseline);
    const struct report_data_group *y = report_data_find(m, 1, policy);
    struct estimate share = {NAN, NAN, NAN};
    struct confidence_cache level = {.confidence = m->confidence};
    double *work, sum = 0;
    int64_t n = 0;

    if (a == NULL || y == NULL || m->headlines[headline].definition.kind == SUMMARY_RATIO) {
        return share;
    }
    work = malloc((size_t)(2 * a->n) * sizeof(*work));
    for (int64_t i = 0, k = 0; work != NULL && i < a->n && k < y->n;) {
        int32_t first = report_data_rep(m, a->first + i),
                second = report_data_rep(m, y->first + k);
        double base = report_data_value(m, headline, a->first + i),
               other = report_data_value(m, headline, y->first + k);

        if (first == second && isfinite(base) && isfinite(other)) {
            work[n] = other - base;
            work[a->n + n++] = base;
            sum += base;
        }
        i += first <= second;
        k += second <= first;
    }
    if (work != NULL && n > 1 && sum > 0) {
        share = statistics_ratio(work, work + a->n, n, &level, work);
    }
    b->failed = b->failed || work == NULL;
    free(work);
    return share;
}

static void
put_percent(struct buffer *b, double share)
{
    number_text_add_signed(b, 100 * share);
    buffer_text(b, "&nbsp;%");
}

/* Adds "With X, harm changes by -7 (...) compared with Y, or by -5 % (-8 % to -2 %) of its mean.
   " */
static void
put_change(struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    const struct report_data_difference *d = report_data_difference(m, 1, policy, headline);
    struct estimate share;

    if (d == NULL || !isfinite(d->at.value)) {
        return;
    }
    put_subject(b, m, policy, headline);
    if (d->at.value == 0 && d->at.low == 0 && d->at.high == 0) {
        buffer_text(b, "does not change in any run");
        put_versus(b, m);
        buffer_text(b, ". ");
        return;
    }
    buffer_text(b, "changes by ");
    put_numbers(b, m, d);
    put_versus(b, m);
    share = relative(b, m, policy, headline);
    if (isfinite(share.value)) {
        buffer_text(b, ", or by ");
        put_percent(b, share.value);
        if (has_interval(share)) {
            buffer_text(b, " (");
            put_percent(b, share.low);
            buffer_text(b, " to ");
            put_percent(b, share.high);
            buffer_text(b, ")");
        }
        buffer_text(b, " of its mean");
    }
    buffer_text(b, has_interval(d->at) && !excludes_zero(d->at)
                       ? ". The interval contains 0: no difference was found. "
                       : ". ");
}

void
summary_text_size_run(
    struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    put_change(b, m, policy, headline);
    put_pairs(b, m, policy, headline);
}

/* ---- a sweep ---- */

/* Returns the index of a policy in the effects, or -1. Only the first policies have effects. */
static int32_t
effect_of(const struct effects *e, int32_t policy)
{
    for (int32_t k = 0; k < e->n_policies; k++) {
        if (e->policies[k] == policy) {
            return k;
        }
    }
    return -1;
}

static struct estimate
mean_of(const struct effects *e, int32_t policy)
{
    int32_t k = effect_of(e, policy);

    return k < 0 ? (struct estimate){NAN, NAN, NAN} : effects_mean(e, k, e->reps, NULL, NULL);
}

bool
summary_text_size_found_points(const struct effects *e, int32_t policy)
{
    struct report_data_count_signs signs =
        report_data_count_signs(e->material, policy, e->headline);

    return excludes_zero(mean_of(e, policy)) || signs.lower + signs.higher > 0;
}

/* Finds the lowest and the highest difference at a point. *low is NAN if there are no
   differences. */
static void
find_range(const struct effects *e, int32_t policy, double *low, double *high)
{
    *low = *high = NAN;
    for (int64_t p = 1; p <= e->n_points; p++) {
        const struct report_data_difference *d =
            report_data_difference(e->material, (int32_t)p, policy, e->headline);

        if (d != NULL && isfinite(d->at.value)) {
            *low = fmin(*low, d->at.value);
            *high = fmax(*high, d->at.value);
        }
    }
}

static void
put_points_left(struct buffer *b, int64_t n, const char *word)
{
    buffer_text(b, ", at ");
    if (n == 0) {
        buffer_text(b, "none");
    } else {
        number_text_add_count(b, n);
    }
    buffer_printf(b, " it is %s", word);
}

/* Adds "At 3 of 36 points harm is lower with X than with Y, at none it is higher, at 33 ..." */
static void
put_points(struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline)
{
    struct report_data_count_signs signs = report_data_count_signs(m, policy, headline);
    bool lower = signs.lower >= signs.higher;

    if (signs.n == 0) {
        buffer_text(b, "There are too few runs at each point to compare ");
        label_quoted(b, m, policy);
        buffer_text(b, " with ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, ".");
        return;
    }
    if (signs.neither == signs.n) {
        buffer_text(b, "No difference in ");
        headline_words(b, &m->headlines[headline]);
        buffer_text(b, " was found between ");
        label_quoted(b, m, policy);
        buffer_text(b, " and ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, " at any of the ");
        label_count(b, signs.n, "point", "points");
        buffer_text(b, ".");
        return;
    }
    buffer_text(b, "At ");
    label_share(b, lower ? signs.lower : signs.higher, signs.n);
    buffer_text(b, signs.n == 1 ? " point " : " points ");
    put_side(b, m, policy, headline, lower);
    put_points_left(b, lower ? signs.higher : signs.lower, lower ? "higher" : "lower");
    buffer_text(b, ", at ");
    if (signs.neither == 0) {
        buffer_text(b, "none");
    } else {
        number_text_add_count(b, signs.neither);
    }
    buffer_text(b, " no difference was found.");
}

/* Adds the mean of a difference over points, and its range over points. */
static void
put_mean_change(struct buffer *b, const struct effects *e, int32_t policy)
{
    const struct report_data *m = e->material;
    struct estimate mean = mean_of(e, policy);
    double low, high;

    find_range(e, policy, &low, &high);
    if (!isfinite(mean.value) && !isfinite(low)) {
        return;
    }
    put_subject(b, m, policy, e->headline);
    buffer_text(b, "changes ");
    if (isfinite(mean.value)) {
        buffer_text(b, "by ");
        number_text_add_signed(b, mean.value);
        buffer_text(b, " (");
        put_interval(b, m, mean);
        buffer_text(b, ") in the mean over ");
        label_count(b, e->n_points, "point", "points");
    }
    put_versus(b, m);
    if (isfinite(low)) {
        buffer_text(b, isfinite(mean.value) ? "; at single points by " : " by ");
        number_text_add_signed(b, low);
        buffer_text(b, " to ");
        number_text_add_signed(b, high);
    }
    buffer_text(b, ". ");
}

void
summary_text_size_points(struct buffer *b, const struct effects *e, int32_t policy)
{
    put_mean_change(b, e, policy);
    put_points(b, e->material, policy, e->headline);
}

/* ---- many policies ---- */

void
summary_text_size_largest(struct buffer *b, const struct report_data *m, int32_t headline)
{
    const struct report_data_difference *largest = NULL;

    for (int32_t k = 1; k < m->source.scenario->n_policies; k++) {
        const struct report_data_difference *d =
            report_data_difference(m, 1, label_ordered(m, k), headline);

        if (d != NULL && isfinite(d->at.value) &&
            (largest == NULL || fabs(d->at.value) > fabs(largest->at.value))) {
            largest = d;
        }
    }
    if (largest != NULL) {
        put_subject(b, m, largest->policy, headline);
        buffer_text(b, "changes by ");
        put_numbers(b, m, largest);
        put_versus(b, m);
        buffer_text(b, ", the largest difference. ");
    }
}

#include "stats/statistics.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

#include "base/status.h"
#include "kernel/portable_math.h"
#include "kernel/tally.h"
#include "stats/cdf.h"

static struct estimate
without_interval(double value)
{
    return (struct estimate){value, NAN, NAN};
}

double
statistics_student(struct confidence_cache *level, int64_t n)
{
    int64_t slot = n % CONFIDENCE_CACHE_SLOTS;

    if (level->student[slot].n != n) {
        level->student[slot].n = n;
        level->student[slot].t = cdf_t_within(level->confidence, (double)(n - 1));
    }
    return level->student[slot].t;
}

/* Neumaier's compensated sum. `lost` collects the rounding errors; it is added at the end. */
struct sum {
    double total, lost;
};

static void
sum_add(struct sum *s, double x)
{
    double next = s->total + x;

    s->lost += fabs(s->total) >= fabs(x) ? (s->total - next) + x : (x - next) + s->total;
    s->total = next;
}

struct moments
statistics_moments(const double *x, int64_t n)
{
    struct moments m = {n, NAN, NAN};
    struct sum first = {0, 0};
    double squares = 0, rest = 0;

    if (n == 0) {
        return m;
    }
    for (int64_t i = 0; i < n; i++) {
        sum_add(
            /* The terms are relative to x[0], so that the mean of equal values is exact. */
            &first, x[i] - x[0]);
    }
    m.mean = x[0] + (first.total + first.lost) / (double)n;
    for (int64_t i = 0; i < n; i++) {
        double deviation = x[i] - m.mean;

        squares += deviation * deviation;
        rest += deviation;
    }
    if (n >= 2) {
        squares -= rest * rest / (double)n;
        m.sd = sqrt((squares > 0 ? squares : 0) / (double)(n - 1));
    }
    return m;
}

struct estimate
statistics_interval(const struct moments *m, struct confidence_cache *level)
{
    if (m->n < 2) {
        return without_interval(m->mean);
    }
    double error = m->sd / sqrt((double)m->n);
    double half = error > 0 ? statistics_student(level, m->n) * error : 0;

    return (struct estimate){m->mean, m->mean - half, m->mean + half};
}

struct estimate
statistics_mean(const double *x, int64_t n, struct confidence_cache *level)
{
    struct moments m = statistics_moments(x, n);

    return statistics_interval(&m, level);
}

static double
or_missing(double x)
{
    return isfinite(x) ? x : NAN;
}

/* Returns the smallest k in [0, n] with P(X <= k) >= p, where X is binomial with n trials of
   probability q. */
static int64_t
binomial_quantile(int64_t n, double q, double p)
{
    int64_t low = -1, high = n;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (cdf_binomial(middle, n, q) < p) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* Quantile of type 7. (GSL's function multiplies an infinite neighbour by 0, which gives NAN.) */
static double
quantile(const double *sorted, int64_t n, double q)
{
    double at = q * (double)(n - 1);
    int64_t below = (int64_t)at;
    double rest = at - (double)below;

    if (rest == 0 || below + 1 >= n) {
        return or_missing(sorted[below]);
    }
    return or_missing(sorted[below] + rest * (sorted[below + 1] - sorted[below]));
}

/*
 * Computes the ranks, counted from 1, of the order statistics that bound the interval of quantile
 * q. With a binomial X, *low is the largest l with P(X <= l - 1) <= tail, and *high is the smallest
 * u with P(X <= u - 1) >= 1 - tail.
 */
static void
ranks(struct confidence_cache *level, int64_t n, double q, int64_t *low, int64_t *high)
{
    int64_t slot = (4 * n + (int64_t)(4 * q)) % CONFIDENCE_CACHE_SLOTS;
    double tail = (1 - level->confidence) / 2;

    if (level->ranks[slot].n != n || level->ranks[slot].q != q) {
        level->ranks[slot].n = n;
        level->ranks[slot].q = q;
        level->ranks[slot].low = binomial_quantile(n, q, tail);
        level->ranks[slot].high = binomial_quantile(n, q, 1 - tail) + 1;
    }
    *low = level->ranks[slot].low;
    *high = level->ranks[slot].high;
}

void
statistics_sort(double *x, int64_t n)
{
    gsl_sort(x, 1, (size_t)n);
}

/* Adds a rank to a list in ascending order, unless it is not in [0, n - 1]. */
static void
add_rank(int64_t *list, int32_t *count, int64_t rank, int64_t n)
{
    int32_t at = *count;

    if (rank < 0 || rank >= n) {
        return;
    }
    for (; at > 0 && list[at - 1] > rank; at--) {
        list[at] = list[at - 1];
    }
    list[at] = rank;
    ++*count;
}

void
statistics_place(
    double *x, int64_t n, const double *q, int32_t n_q, struct confidence_cache *level)
{
    int64_t list[4 * PLACED_QUANTILES];
    int32_t count = 0;

    BUG_UNLESS(n_q <= PLACED_QUANTILES);
    for (int32_t k = 0; k < n_q && n > 0; k++) {
        int64_t low, high, below = (int64_t)(q[k] * (double)(n - 1));

        ranks(level, n, q[k], &low, &high);
        add_rank(list, &count, low - 1, n);
        add_rank(list, &count, below, n);
        add_rank(list, &count, below + 1, n);
        add_rank(list, &count, high - 1, n);
    }
    tally_select(x, n, list, count);
}

struct estimate
statistics_quantile(const double *sorted, int64_t n, double q, struct confidence_cache *level)
{
    int64_t low, high;

    if (n == 0) {
        return without_interval(NAN);
    }
    struct estimate e = without_interval(quantile(sorted, n, q));

    ranks(level, n, q, &low, &high);
    if (low >= 1 && high <= n) {
        e.low = or_missing(sorted[low - 1]);
        e.high = or_missing(sorted[high - 1]);
    }
    return e;
}

struct estimate
statistics_wilson(int64_t k, int64_t n, double confidence)
{
    if (n == 0) {
        return without_interval(NAN);
    }
    double z = portable_normal(0.5 + confidence / 2), runs = (double)n;
    double share = (double)k / runs, scale = 1 + z * z / runs;
    double centre = (share + z * z / (2 * runs)) / scale;
    double half = z * sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs)) / scale;

    return (struct estimate){
        share, k == 0 ? 0 : fmax(0, centre - half), k == n ? 1 : fmin(1, centre + half)};
}

struct estimate
statistics_exact(int64_t k, int64_t n, double confidence)
{
    if (n == 0) {
        return without_interval(NAN);
    }
    double tail = (1 - confidence) / 2, yes = (double)k, no = (double)(n - k);

    return (struct estimate){yes / (double)n, k == 0 ? 0 : cdf_beta_quantile(yes, no + 1, tail),
        k == n ? 1 : cdf_beta_quantile(yes + 1, no, 1 - tail)};
}

struct estimate
statistics_rate(int64_t k, double time, double confidence)
{
    double tail = (1 - confidence) / 2, events = (double)k;

    return (struct estimate){events / time,
        k == 0 ? 0 : cdf_gamma_quantile(events, tail) / time,
        cdf_gamma_quantile(events + 1, 1 - tail) / time};
}

bool
statistics_clusters(const struct moments *counts)
{
    double degrees = (double)(counts->n - 1);

    /* (n - 1) var/mean has a chi-square distribution with n - 1 degrees of freedom, which is 2
       gamma((n - 1)/2). */
    return counts->n >= 2 && counts->mean > 0 &&
           cdf_gamma(degrees / 2, degrees * counts->sd * counts->sd / counts->mean / 2) > 0.999;
}

/* Returns a compensated sum, because statistics_pseudo() subtracts single values from it. */
static double
sum(const double *x, int64_t n)
{
    struct sum s = {0, 0};

    for (int64_t i = 0; i < n; i++) {
        sum_add(&s, x[i]);
    }
    return s.total + s.lost;
}

bool
statistics_pseudo(const double *a, const double *b, int64_t n, double *ratio, double *pseudo)
{
    double numerator = sum(a, n), denominator = sum(b, n);
    bool defined = n >= 2 && denominator != 0;

    *ratio = denominator != 0 ? numerator / denominator : NAN;
    for (int64_t i = 0; i < n; i++) {
        double rest = denominator - b[i];

        defined = defined && rest != 0;
        pseudo[i] = (double)n * (numerator / denominator) -
                    (double)(n - 1) * ((numerator - a[i]) / rest);
    }
    for (int64_t i = 0; i < n && !defined; i++) {
        pseudo[i] = NAN;
    }
    return defined;
}

struct estimate
statistics_ratio(
    const double *a, const double *b, int64_t n, struct confidence_cache *level, double *pseudo)
{
    double ratio;

    if (!statistics_pseudo(a, b, n, &ratio, pseudo)) {
        return without_interval(ratio);
    }
    struct estimate e = statistics_mean(pseudo, n, level);

    e.value = ratio;
    return e;
}

/* Whether the values differ. An sd that is only the rounding error of equal values counts as 0. */
static bool
varies(const struct moments *m)
{
    return m->n >= 2 && m->sd > 1e-14 * fabs(m->mean);
}

static struct moments
differences(const double *x, const double *y, int64_t n, double *work)
{
    for (int64_t i = 0; i < n; i++) {
        work[i] = y[i] - x[i];
    }
    return statistics_moments(work, n);
}

static double
p_value(const struct moments *m)
{
    double n = (double)m->n;

    return varies(m) ? cdf_t_tails(m->mean / (m->sd / sqrt(n)), n - 1) : NAN;
}

double
statistics_paired_p(const double *x, const double *y, int64_t n, double *work)
{
    struct moments m = differences(x, y, n, work);

    return p_value(&m);
}

struct pairing
statistics_paired(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work)
{
    struct moments between = differences(x, y, n, work);
    struct pairing p = {statistics_interval(&between, level), p_value(&between), NAN, NAN, NAN};

    if (n < 2) {
        return p;
    }
    struct moments of_x = statistics_moments(x, n), of_y = statistics_moments(y, n);
    double unpaired = of_x.sd * of_x.sd + of_y.sd * of_y.sd;

    p.half_width_unpaired = statistics_student(level, 2 * n - 1) * sqrt(unpaired / (double)n);
    if (varies(&between)) {
        p.variance_ratio = unpaired / (between.sd * between.sd);
    }
    if (of_x.sd > 0 && of_y.sd > 0) {
        /* For equal columns, rounding would give 1.0000000000000002. */
        p.correlation = fmin(fmax(gsl_stats_correlation(x, 1, y, 1, (size_t)n), -1), 1);
    }
    return p;
}

void
statistics_holm(double *p, int64_t n, size_t *order)
{
    double minimum = 0;
    int64_t m = 0;

    for (int64_t i = 0; i < n; i++) {
        m += !isnan(p[i]);
        p[i] = isnan(p[i]) ? INFINITY : p[i]; /* NAN is sorted to the end */
    }
    gsl_sort_index(order, p, 1, (size_t)n);
    for (int64_t i = 0; i < n; i++) {
        double *value = &p[order[i]];

        minimum = fmax(minimum, fmin(1, (double)(m - i) * *value));
        *value = i < m ? minimum : NAN;
    }
}

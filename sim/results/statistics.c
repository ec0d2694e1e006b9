#include "results/statistics.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

#include "kernel/real.h"
#include "results/special.h"

static struct estimate
without_interval(double value)
{
    return (struct estimate){value, NAN, NAN};
}

double
statistics_student(struct level *level, int64_t n)
{
    int64_t slot = n % LEVEL_SLOTS;

    if (level->student[slot].n != n) {
        level->student[slot].n = n;
        level->student[slot].t = special_t_within(level->confidence, (double)(n - 1));
    }
    return level->student[slot].t;
}

struct estimate
statistics_mean(const double *x, int64_t n, struct level *level)
{
    if (n < 2) {
        return without_interval(n == 1 ? x[0] : NAN);
    }
    double mean = gsl_stats_mean(x, 1, (size_t)n);
    double error = gsl_stats_sd_m(x, 1, (size_t)n, mean) / sqrt((double)n);
    double half = error > 0 ? statistics_student(level, n) * error : 0;

    return (struct estimate){mean, mean - half, mean + half};
}

double
statistics_sd(const double *x, int64_t n)
{
    return n < 2 ? NAN : gsl_stats_sd(x, 1, (size_t)n);
}

static double
or_missing(double x)
{
    return isfinite(x) ? x : NAN;
}

/* The least k in [0, n] with P(X <= k) >= p of a binomial law of n trials. */
static int64_t
binomial_quantile(int64_t n, double q, double p)
{
    int64_t low = -1, high = n;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (special_binomial(middle, n, q) < p) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* Type 7, written out because GSL's multiplies an infinite neighbour by 0. */
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
 * The lower is the largest l with P(X <= l - 1) <= tail, the upper the least u with
 * P(X <= u - 1) >= 1 - tail; both count from 1.
 */
static void
ranks(struct level *level, int64_t n, double q, int64_t *low, int64_t *high)
{
    int64_t slot = (4 * n + (int64_t)(4 * q)) % LEVEL_SLOTS;
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

struct estimate
statistics_quantile(const double *sorted, int64_t n, double q, struct level *level)
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
    double z = real_normal(0.5 + confidence / 2), runs = (double)n;
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

    return (struct estimate){yes / (double)n,
        k == 0 ? 0 : special_beta_quantile(yes, no + 1, tail),
        k == n ? 1 : special_beta_quantile(yes + 1, no, 1 - tail)};
}

struct estimate
statistics_rate(int64_t k, double time, double confidence)
{
    double tail = (1 - confidence) / 2, events = (double)k;

    return (struct estimate){events / time,
        k == 0 ? 0 : special_gamma_quantile(events, tail) / time,
        special_gamma_quantile(events + 1, 1 - tail) / time};
}

bool
statistics_clusters(const double *counts, int64_t n)
{
    if (n < 2) {
        return false;
    }
    double mean = gsl_stats_mean(counts, 1, (size_t)n);
    double sd = gsl_stats_sd_m(counts, 1, (size_t)n, mean);
    double degrees = (double)(n - 1);

    /* (n - 1) var/mean is chi-square with n - 1 degrees of freedom, twice a gamma of half. */
    return mean > 0 && special_gamma(degrees / 2, degrees * sd * sd / mean / 2) > 0.999;
}

static double
sum(const double *x, int64_t n)
{
    double total = 0, lost = 0; /* Neumaier: the sums of the rest below differ by one value */

    for (int64_t i = 0; i < n; i++) {
        double next = total + x[i];

        lost += fabs(total) >= fabs(x[i]) ? (total - next) + x[i] : (x[i] - next) + total;
        total = next;
    }
    return total + lost;
}

bool
statistics_pseudo(const double *a, const double *b, int64_t n, double *pseudo)
{
    double above = sum(a, n), below = sum(b, n);
    bool defined = n >= 2 && below != 0;

    for (int64_t i = 0; i < n; i++) {
        double rest = below - b[i];

        defined = defined && rest != 0;
        pseudo[i] = (double)n * (above / below) - (double)(n - 1) * ((above - a[i]) / rest);
    }
    for (int64_t i = 0; i < n && !defined; i++) {
        pseudo[i] = NAN;
    }
    return defined;
}

struct estimate
statistics_ratio(
    const double *a, const double *b, int64_t n, struct level *level, double *pseudo)
{
    double below = sum(b, n);
    double ratio = below != 0 ? sum(a, n) / below : NAN;

    if (!statistics_pseudo(a, b, n, pseudo)) {
        return without_interval(ratio);
    }
    struct estimate e = statistics_mean(pseudo, n, level);

    e.value = ratio;
    return e;
}

/* sd that is only the rounding of equal values is none. */
static bool
varies(double sd, double mean)
{
    return sd > 1e-14 * fabs(mean);
}

struct pairing
statistics_paired(
    const double *x, const double *y, int64_t n, struct level *level, double *work)
{
    struct pairing p = {{NAN, NAN, NAN}, NAN, NAN, NAN, NAN};

    for (int64_t i = 0; i < n; i++) {
        work[i] = y[i] - x[i];
    }
    p.difference = statistics_mean(work, n, level);
    if (n < 2) {
        return p;
    }
    double sd = statistics_sd(work, n), mean = p.difference.value;
    double sd_x = statistics_sd(x, n), sd_y = statistics_sd(y, n);

    p.half_width_unpaired =
        statistics_student(level, 2 * n - 1) * sqrt((sd_x * sd_x + sd_y * sd_y) / (double)n);
    if (varies(sd, mean)) {
        p.p_value = special_t_tails(mean / (sd / sqrt((double)n)), (double)(n - 1));
        p.variance_ratio = (sd_x * sd_x + sd_y * sd_y) / (sd * sd);
    }
    if (sd_x > 0 && sd_y > 0) {
        /* Rounding takes equal rows to 1.0000000000000002. */
        p.correlation = fmin(fmax(gsl_stats_correlation(x, 1, y, 1, (size_t)n), -1), 1);
    }
    return p;
}

void
statistics_holm(double *p, int64_t n, size_t *order)
{
    double least = 0;
    int64_t m = 0;

    for (int64_t i = 0; i < n; i++) {
        m += !isnan(p[i]);
        p[i] = isnan(p[i]) ? INFINITY : p[i]; /* sorted to the end */
    }
    gsl_sort_index(order, p, 1, (size_t)n);
    for (int64_t i = 0; i < n; i++) {
        double *value = &p[order[i]];

        least = fmax(least, fmin(1, (double)(m - i) * *value));
        *value = i < m ? least : NAN;
    }
}

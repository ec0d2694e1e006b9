#include "kernel/tally.h"

#include "kernel/portable_math.h"

#include <math.h>
#include <string.h>

/* Lists of up to SHORT values are sorted with a buffer on the stack. select_ranks() sorts a range
   of up to FEW values. After ROUNDS partitions, which only unfavourable input needs, it sorts the
   rest. */
enum { SHORT = 256, FEW = 12, ROUNDS = 40 };

void
tally_add(struct tally *t, double x)
{
    double delta = x - t->mean;

    t->min = t->n == 0 || x < t->min ? x : t->min;
    t->max = t->n == 0 || x > t->max ? x : t->max;
    t->n++;
    t->mean += delta / (double)t->n;
    t->m2 += delta * (x - t->mean);
}

void
tally_merge(struct tally *t, const struct tally *from)
{
    double n = (double)(t->n + from->n);
    double delta = from->mean - t->mean;

    if (from->n == 0) {
        return;
    }
    if (t->n == 0) {
        *t = *from;
        return;
    }
    t->min = portable_min(t->min, from->min);
    t->max = portable_max(t->max, from->max);
    t->m2 += from->m2 + delta * delta * ((double)t->n * ((double)from->n / n));
    t->mean += delta * ((double)from->n / n);
    t->n += from->n;
}

double
tally_variance(const struct tally *t)
{
    return t->n < 2 ? NAN : t->m2 / (double)(t->n - 1);
}

double
tally_time_area(const struct tally_time *t, double time)
{
    BUG_UNLESS(time >= t->since);
    return t->area + t->value * (time - t->since);
}

void
tally_time_set(struct tally_time *t, double time, double value)
{
    t->area = tally_time_area(t, time);
    t->since = time;
    t->value = value;
    t->max = portable_max(t->max, value);
}

/* Merges two sorted ranges. The loop has no branch on the values, because the next choice is
   unpredictable. */
static void
merge(const double *a, const double *a_end, const double *b, const double *b_end, double *to)
{
    while (a < a_end && b < b_end) {
        bool second = *b < *a;
        const double *next = second ? b : a;

        *to++ = *next;
        b += second;
        a += !second;
    }
    memcpy(to, a, (size_t)(a_end - a) * sizeof(*to));
    memcpy(to + (a_end - a), b, (size_t)(b_end - b) * sizeof(*to));
}

static void
order_two(double *a, double *b)
{
    double x = *a, y = *b;

    *a = y < x ? y : x;
    *b = y < x ? x : y;
}

/* Merge sort: sorts groups of four with sorting networks, then merges runs of 4, 8, 16, ...
   values. */
static void
sort_short(double *x, int32_t n)
{
    double buffer[SHORT], *from = x, *to = buffer;
    int32_t k = 0;

    for (; k + 4 <= n; k += 4) {
        order_two(x + k, x + k + 1);
        order_two(x + k + 2, x + k + 3);
        order_two(x + k, x + k + 2);
        order_two(x + k + 1, x + k + 3);
        order_two(x + k + 1, x + k + 2);
    }
    if (n - k > 1) {
        order_two(x + k, x + k + 1);
    }
    if (n - k > 2) {
        order_two(x + k + 1, x + k + 2);
        order_two(x + k, x + k + 1);
    }
    for (int32_t size = 4; size < n; size *= 2) {
        double *other = from;

        for (k = 0; k < n; k += 2 * size) {
            int32_t middle = k + size < n ? k + size : n;
            int32_t end = k + 2 * size < n ? k + 2 * size : n;

            merge(from + k, from + middle, from + middle, from + end, to + k);
        }
        from = to;
        to = other;
    }
    if (from != x) {
        memcpy(x, from, (size_t)n * sizeof(*x));
    }
}

/* Shell sort with the gaps of Tokuda (1992). */
static void
sort_long(double *x, int64_t n)
{
    static const int32_t gaps[] = {8382192, 3725419, 1655742, 735885, 327060, 145360, 64604,
        28713, 12761, 5671, 2520, 1120, 497, 221, 98, 43, 19, 8, 3, 1};

    for (size_t g = 0; g < sizeof(gaps) / sizeof(gaps[0]); g++) {
        for (int64_t i = gaps[g]; i < n; i++) {
            double one = x[i];
            int64_t to = i;

            for (; to >= gaps[g] && x[to - gaps[g]] > one; to -= gaps[g]) {
                x[to] = x[to - gaps[g]];
            }
            x[to] = one;
        }
    }
}

void
tally_sort(double *x, int64_t n)
{
    int64_t sorted = 1;

    while (sorted < n && x[sorted - 1] <= x[sorted]) {
        sorted++;
    }
    if (sorted < n) {
        if (n <= SHORT) {
            sort_short(x, (int32_t)n);
        } else {
            sort_long(x, n);
        }
    }
}

/* Moves the values of [from, to) that are below a bound (or equal to it, if `or_equal` is true) to
   the front. Returns the end of these values. The loop has no branch on the values. */
static inline __attribute__((always_inline)) int64_t
partition(double *x, int64_t from, int64_t to, double bound, bool or_equal)
{
    int64_t end = from;

    for (int64_t k = from; k < to; k++) {
        double one = x[k];

        x[k] = x[end];
        x[end] = one;
        end += or_equal ? one <= bound : one < bound;
    }
    return end;
}

static double
middle_of_three(double a, double b, double c)
{
    double low = a < b ? a : b, high = a < b ? b : a;

    return c < low ? low : c > high ? high : c;
}

/* Returns how many of the ranks, which ascend, are below `end`. */
static int32_t
ranks_below(const int64_t *ranks, int32_t n_ranks, int64_t end)
{
    int32_t n = 0;

    while (n < n_ranks && ranks[n] < end) {
        n++;
    }
    return n;
}

/* Quickselect (Hoare 1961) in [from, to), for several ranks, which ascend. `rounds` limits the
   partitions, and thus the depth of the recursion. */
static void
select_ranks(
    double *x, int64_t from, int64_t to, const int64_t *ranks, int32_t n_ranks, int32_t rounds)
{
    while (n_ranks > 0 && to - from > FEW && rounds > 0) {
        double pivot = middle_of_three(x[from], x[from + (to - from) / 2], x[to - 1]);
        int64_t end = partition(x, from, to, pivot, false);
        int32_t below = ranks_below(ranks, n_ranks, end);

        rounds--;
        select_ranks(x, from, end, ranks, below, rounds);
        if (end == from) { /* the pivot is the minimum; its copies are in their places */
            end = partition(x, from, to, pivot, true);
            below = ranks_below(ranks, n_ranks, end);
        }
        ranks += below;
        n_ranks -= below;
        from = end;
    }
    if (n_ranks > 0) {
        tally_sort(x + from, to - from);
    }
}

void
tally_select(double *x, int64_t n, const int64_t *ranks, int32_t n_ranks)
{
    select_ranks(x, 0, n, ranks, n_ranks, ROUNDS);
}

static double
minimum(const double *x, int32_t n)
{
    double value = x[0];

    for (int32_t k = 1; k < n; k++) {
        value = x[k] < value ? x[k] : value;
    }
    return value;
}

void
tally_quantiles(double *x, int32_t n, const double *p, double *values, int32_t n_p)
{
    int32_t from = 0; /* no value before this index is larger than any value after it */

    for (int32_t i = 0; i < n_p; i++) {
        double position = p[i] * (n - 1);
        int32_t below = n == 0 ? 0 : (int32_t)floor(position);
        int64_t rank = below;

        BUG_UNLESS(p[i] >= 0 && p[i] <= 1 && below >= from);
        if (n == 0) {
            values[i] = NAN;
            continue;
        }
        select_ranks(x, from, n, &rank, 1, ROUNDS);
        values[i] = x[below];
        if (below < n - 1) {
            values[i] +=
                (position - below) * (minimum(x + below + 1, n - below - 1) - x[below]);
        }
        from = below;
    }
}

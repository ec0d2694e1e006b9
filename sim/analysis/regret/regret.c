/* Estimates regrets. */
#include "analysis/regret/regret.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/statistics.h"

/** One value for each of the statistics max, mean and q90. */
struct three {
    double at[REGRET_SHARE];
};

/** Work arrays for one alternative. */
struct work {
    double *chosen; /* [n_states]: regrets that determine the order of the states */
    double *taken;  /* [n_states]: regrets from which the statistics are computed */
    size_t *order;
    /* [n_batches]: of_batch[0] has the estimate L of each batch, and of_batch[1] has the estimate R
       without each batch (regret.h explains L and R). */
    struct three *of_batch[2];
};

static const double *
deviations_of(const struct regret *r, int64_t state, int32_t alternative)
{
    return r->deviations + (state * r->n_alternatives + alternative) * r->n_batches;
}

/* Returns the cost in all batches except `batch`. If `batch` is -1, returns the cost in all
   batches. */
static double
cost_without(const struct regret *r, int64_t state, int32_t alternative, int32_t batch)
{
    double cost = r->costs[state * r->n_alternatives + alternative];

    return batch < 0 ? cost
                     : cost - deviations_of(r, state, alternative)[batch] / (r->n_batches - 1);
}

static double
cost_in(const struct regret *r, int64_t state, int32_t alternative, int32_t batch)
{
    return r->costs[state * r->n_alternatives + alternative] +
           deviations_of(r, state, alternative)[batch];
}

static int32_t
best_without(const struct regret *r, int64_t state, int32_t batch)
{
    int32_t best = 0;

    for (int32_t k = 1; k < r->n_alternatives; k++) {
        if (cost_without(r, state, k, batch) < cost_without(r, state, best, batch)) {
            best = k;
        }
    }
    return best;
}

/* Computes the statistics of `taken`, with the states in the order of `chosen`. */
static struct three
statistics_of(const struct regret *r, struct work *w)
{
    int64_t n = r->n_states, at = (int64_t)(.9 * (double)(n - 1));
    double rest = .9 * (double)(n - 1) - (double)at, mean = 0;

    gsl_sort_index(w->order, w->chosen, 1, (size_t)n);
    for (int64_t i = 0; i < n; i++) {
        mean += (w->taken[i] - mean) / (double)(i + 1);
    }
    return (struct three){{w->taken[w->order[n - 1]], mean,
        w->taken[w->order[at]] * (1 - rest) +
            w->taken[w->order[at + 1 < n ? at + 1 : at]] * rest}};
}

/* Computes R from all batches except `batch`, or from all batches if `batch` is -1. */
static struct three
regret_without(const struct regret *r, int32_t alternative, int32_t batch, struct work *w)
{
    for (int64_t s = 0; s < r->n_states; s++) {
        w->chosen[s] = w->taken[s] = cost_without(r, s, alternative, batch) -
                                     cost_without(r, s, best_without(r, s, batch), batch);
    }
    return statistics_of(r, w);
}

/* Computes L. The best alternative of each state and the order of the states come from all batches
   except `batch`. The regrets come from `batch`. */
static struct three
regret_in(const struct regret *r, int32_t alternative, int32_t batch, struct work *w)
{
    for (int64_t s = 0; s < r->n_states; s++) {
        int32_t best = best_without(r, s, batch);

        w->chosen[s] = cost_without(r, s, alternative, batch) - cost_without(r, s, best, batch);
        w->taken[s] = cost_in(r, s, alternative, batch) - cost_in(r, s, best, batch);
    }
    return statistics_of(r, w);
}

/* Computes the mean and the standard deviation of a statistic over the batches. */
static struct moments
over_batches(const struct regret *r, const struct three *values, int k)
{
    struct moments m = {.n = r->n_batches};

    for (int32_t b = 0; b < r->n_batches; b++) {
        m.mean += values[b].at[k] / r->n_batches;
    }
    for (int32_t b = 0; b < r->n_batches; b++) {
        m.sd += (values[b].at[k] - m.mean) * (values[b].at[k] - m.mean);
    }
    m.sd = sqrt(m.sd / (r->n_batches - 1));
    return m;
}

static void
set_rows(const struct regret *r, const struct three *all, const struct work *w, double t,
    struct regret_row *rows)
{
    double b = r->n_batches;

    for (int k = 0; k < REGRET_SHARE; k++) {
        struct moments low, high;
        double error;

        rows[k].method = "jackknife of replications, t";
        rows[k].uncorrected = rows[k].estimate = all->at[k];
        rows[k].ci_lo = rows[k].ci_hi = NAN;
        if (r->n_batches < 2) {
            continue;
        }
        low = over_batches(r, w->of_batch[0], k);
        high = over_batches(r, w->of_batch[1], k);
        error = fmax(low.sd / sqrt(b), high.sd * (b - 1) / sqrt(b));
        rows[k].estimate = fmax(0, (all->at[k] + low.mean) / 2);
        rows[k].ci_lo = fmax(0, fmin(low.mean, all->at[k]) - t * error);
        rows[k].ci_hi = fmax(low.mean, all->at[k]) + t * error;
    }
}

static double
difference(const struct regret *r, int64_t state, int32_t alternative, int32_t other)
{
    return cost_without(r, state, alternative, -1) - cost_without(r, state, other, -1);
}

/* Returns the square root of the sum over batches of the squared deviation of the difference
   between two alternatives. */
static double
size_of(const struct regret *r, int64_t state, int32_t alternative, int32_t other)
{
    const double *x = deviations_of(r, state, alternative), *y = deviations_of(r, state, other);
    double square = 0;

    for (int32_t b = 0; b < r->n_batches; b++) {
        square += (x[b] - y[b]) * (x[b] - y[b]);
    }
    return sqrt(square);
}

/* Returns -1 if an alternative is certainly the best one in a state, 0 if it may be, and 1 if it
   certainly is not. */
static int
compare_state(const struct regret *r, int64_t state, int32_t alternative, double t)
{
    double scale = 1 / sqrt((double)r->n_batches * (r->n_batches - 1));
    int result = -1;

    for (int32_t k = 0; k < r->n_alternatives; k++) {
        double worse = difference(r, state, alternative, k);
        double error = t * scale * size_of(r, state, alternative, k);

        if (worse - error > 0) {
            return 1;
        }
        result = worse + error > 0 ? 0 : result;
    }
    return result;
}

/* Returns the half-width, in standard errors, of simultaneous intervals (Bonferroni) of all
   differences. */
static double
together(const struct regret *r, double confidence)
{
    double comparisons = (double)r->n_states * (r->n_alternatives - 1);
    struct confidence_cache level = {.confidence = 1 - (1 - confidence) / comparisons};

    return r->n_batches < 2 ? NAN : statistics_student(&level, r->n_batches);
}

static void
set_share(
    const struct regret *r, int32_t alternative, double confidence, struct regret_row *row)
{
    double n = (double)r->n_states, t = together(r, confidence);
    int64_t best = 0, certain = 0, possible = 0;

    for (int64_t s = 0; s < r->n_states; s++) {
        best += cost_without(r, s, alternative, -1) <=
                cost_without(r, s, best_without(r, s, -1), -1);
        if (r->n_batches >= 2) {
            int result = compare_state(r, s, alternative, t);

            certain += result < 0;
            possible += result <= 0;
        }
    }
    row->method = "t of all differences, bonferroni";
    row->estimate = row->uncorrected = (double)best / n;
    row->ci_lo = r->n_batches < 2 ? NAN : (double)certain / n;
    row->ci_hi = r->n_batches < 2 ? NAN : (double)possible / n;
}

/* Returns a lower bound of the largest regret, from the simultaneous intervals. */
static double
largest_certain(const struct regret *r, int32_t alternative, double t)
{
    double largest = 0, scale = 1 / sqrt((double)r->n_batches * (r->n_batches - 1));

    for (int64_t s = 0; s < r->n_states; s++) {
        for (int32_t k = 0; k < r->n_alternatives; k++) {
            double worse = difference(r, s, alternative, k);

            largest = fmax(largest, worse - t * scale * size_of(r, s, alternative, k));
        }
    }
    return largest;
}

static void
set_undefined(double confidence, struct regret_row *rows)
{
    static const char *const names[] = {"max", "mean", "q90", "share_best"};

    for (int k = 0; k < REGRET_STATISTICS; k++) {
        rows[k].statistic = names[k];
        rows[k].confidence = confidence;
        rows[k].estimate = rows[k].ci_lo = rows[k].ci_hi = rows[k].uncorrected = NAN;
        rows[k].method = NULL;
    }
}

enum status
regret_estimate(const struct regret *r, int32_t alternative, double confidence,
    struct regret_row rows[REGRET_STATISTICS], int64_t *worst)
{
    size_t n = (size_t)r->n_states + 1, batches = (size_t)r->n_batches + 1;
    struct confidence_cache level = {.confidence = confidence};
    struct work w = {calloc(n, sizeof(double)), calloc(n, sizeof(double)),
        calloc(n, sizeof(size_t)), {calloc(batches, sizeof(struct three)), NULL}};
    enum status st = STATUS_NO_MEMORY;
    struct three all;

    w.of_batch[1] = calloc(batches, sizeof(struct three));
    set_undefined(confidence, rows);
    *worst = -1;
    if (w.chosen == NULL || w.taken == NULL || w.order == NULL || w.of_batch[0] == NULL ||
        w.of_batch[1] == NULL) {
        goto out;
    }
    st = STATUS_OK;
    if (r->n_states == 0) {
        goto out;
    }
    for (int32_t b = 0; b < r->n_batches && r->n_batches >= 2; b++) {
        w.of_batch[0][b] = regret_in(r, alternative, b, &w);
        w.of_batch[1][b] = regret_without(r, alternative, b, &w);
    }
    all = regret_without(r, alternative, -1, &w);
    *worst = (int64_t)w.order[r->n_states - 1];
    set_rows(
        r, &all, &w, r->n_batches < 2 ? NAN : statistics_student(&level, r->n_batches), rows);
    if (r->n_batches >= 2) {
        rows[REGRET_MAX].ci_lo = largest_certain(r, alternative, together(r, confidence));
    }
    set_share(r, alternative, confidence, &rows[REGRET_SHARE]);
out:
    free(w.chosen);
    free(w.taken);
    free(w.order);
    free(w.of_batch[0]);
    free(w.of_batch[1]);
    return st;
}

#include "base/units.h"
#include "observe/metrics_counters.h"

#include <math.h>

#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"

/* Computes the metrics of MODEL.md 13 from the counters of metrics_counters.h. */

static double
ratio(double numerator, double denominator)
{
    return denominator > 0 ? numerator / denominator : NAN;
}

static void
quantiles(struct array *array, double *median, double *q90)
{
    static const double p[] = {0.5, 0.9};
    double values[2];

    tally_quantiles(array->at, array->count, p, values, 2);
    *median = values[0];
    *q90 = values[1];
}

/*
 * Estimates the reproduction number (MODEL.md 13) although the run ends at a horizon H. A parent at
 * day d is observed for H - d days. A child with lag u can therefore be seen only for the Y(u)
 * parents with d <= H - u. Each child has the weight N / Y(u), where N is the number of all
 * parents. Lags with Y(u) < 0.1 N are left out. Both lists are sorted, so that one pass suffices: Y
 * falls as u rises.
 */
static void
reproduction(struct metric_values *m, struct array *arrays, double horizon)
{
    const double *parents = arrays[METRICS_PARENTS].at, *lags = arrays[METRICS_LAGS].at;
    int32_t n = arrays[METRICS_PARENTS].count, followed = n;
    double children = 0;

    tally_sort(arrays[METRICS_PARENTS].at, n);
    tally_sort(arrays[METRICS_LAGS].at, arrays[METRICS_LAGS].count);
    for (int32_t k = 0; k < arrays[METRICS_LAGS].count; k++) {
        while (followed > 0 && parents[followed - 1] > horizon - lags[k]) {
            followed--;
        }
        if (followed >= 0.1 * n && followed > 0) {
            children += (double)n / followed;
        }
    }
    m->escalation_parents = n;
    m->escalation_children = children;
    m->reproduction_number = ratio(children, n);
}

/* Retaliation. Incidents are sorted by initiator, then target, then day. */

static bool
comes_before(const struct metrics_dated *x, const struct metrics_dated *y)
{
    return x->initiator != y->initiator ? x->initiator < y->initiator
           : x->target != y->target     ? x->target < y->target
                                        : x->day < y->day;
}

/* Shell sort, with gaps that shrink by more than half each time until the gap is 1. The array is
   short or nearly sorted. */
static void
sort_dated(struct array *array)
{
    struct metrics_dated *at = array->at;

    for (int32_t gap = array->count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 4 / 9) {
        for (int32_t k = gap; k < array->count; k++) {
            struct metrics_dated one = at[k];
            int32_t to = k;

            for (; to >= gap && comes_before(&one, &at[to - gap]); to -= gap) {
                at[to] = at[to - gap];
            }
            at[to] = one;
        }
    }
}

/* Returns the first incident from `initiator` against `target`, found by binary search. If there is
   no such incident, returns the position where it would be. */
static const struct metrics_dated *
first_of(const struct array *array, int32_t initiator, int32_t target)
{
    const struct metrics_dated *at = array->at, key = {initiator, target, -INFINITY};
    size_t low = 0, high = (size_t)array->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (comes_before(&at[middle], &key)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return at + low;
}

static bool
same_direction(const struct metrics_dated *a, int32_t initiator, int32_t target)
{
    return a->initiator == initiator && a->target == target;
}

/* Returns the share of the days in [0, horizon - window] that lie within `window` days before an
   incident from `initiator` against `target`. `at` is the first of these incidents. If the two
   directions are unrelated in time, this share is the probability that such an incident follows
   within `window` days. */
static double
covered(const struct metrics_dated *at, const struct metrics_dated *end, int32_t initiator,
    int32_t target, double window, double horizon)
{
    double last = horizon - window, reached = 0, sum = 0;

    for (; at < end && same_direction(at, initiator, target); at++) {
        double from = fmax(fmax(at->day - window, 0), reached), to = fmin(at->day, last);

        if (to > from) {
            sum += to - from;
            reached = to;
        }
    }
    return last > 0 ? sum / last : NAN;
}

/*
 * Computes *share: the share of incidents after which an incident in the reverse direction starts
 * within `window` days. Incidents of the last `window` days do not count. *excess is this share
 * minus its expectation. The loop passes through both directions of a pair together: `next` is the
 * first incident in the reverse direction after the present incident, and only moves forward.
 */
static void
retaliate(
    const struct array *array, double window, double horizon, double *share, double *excess)
{
    const struct metrics_dated *at = array->at, *end = at + array->count;
    const struct metrics_dated *one = NULL; /* first incident of the present direction */
    const struct metrics_dated *next = NULL;
    double n = 0, hits = 0, expected = 0, chance = 0;

    for (; at < end; at++) {
        if (one == NULL || !same_direction(at, one->initiator, one->target)) {
            one = at;
            next = first_of(array, at->target, at->initiator);
            chance = covered(next, end, at->target, at->initiator, window, horizon);
        }
        if (at->day > horizon - window) {
            continue;
        }
        while (next < end && same_direction(next, at->target, at->initiator) &&
               next->day <= at->day) {
            next++;
        }
        n++;
        hits += next < end && same_direction(next, at->target, at->initiator) &&
                next->day <= at->day + window;
        expected += chance;
    }
    *share = ratio(hits, n);
    *excess = ratio(hits - expected, n);
}

void
metrics_retaliate(struct metric_values *m, struct array *dated, double horizon)
{
    sort_dated(dated);
    retaliate(dated, 90, horizon, &m->retaliation_90, &m->retaliation_excess_90);
    retaliate(dated, 365, horizon, &m->retaliation_365, &m->retaliation_excess_365);
}

static double
gini(struct array *harms)
{
    double *x = harms->at;
    double n = harms->count, sum = 0, weighted = 0;

    tally_sort(x, harms->count);
    for (int32_t k = 0; k < harms->count; k++) {
        sum += x[k];
        weighted += (k + 1) * x[k];
    }
    return sum > 0 ? 2 * weighted / (n * sum) - (n + 1) / n : NAN;
}

static void
finish_dyads(struct metric_values *m, const struct world *w, const struct run *r,
    const struct metrics_counters *sums)
{
    double tension = 0, trust = 0, final = 0, n = 2.0 * w->n_related;

    for (int32_t p = 0; p < w->n_pairs; p++) {
        for (int32_t d = 0; d < 2; d++) {
            const struct dyad_direction_now *side =
                &ARRAY_AT(struct pair_now, &r->pairs, p)->direction[d];
            double counts = WORLD_PAIR(w, p)->by_agreement ? 0 : 1;

            tension += counts * run_tension_area(r, w, p, d);
            trust += counts * tally_time_area(&side->trust, r->kernel.now);
            final += counts * run_trust(r, w, p, d);
        }
        m->crisis_days +=
            dyad_crisis_days(ARRAY_AT(struct pair_now, &r->pairs, p), r->kernel.now);
    }
    m->tension_mean = ratio(tension, n * r->kernel.now);
    m->trust_mean = ratio(trust, n * r->kernel.now);
    m->trust_final = ratio(final, n);
    m->trust_volatility = ratio(sums->trust_moves, n);
}

static void
finish_desks(struct metric_values *m, const struct world *w, const struct run *r)
{
    struct tally wait = {0};
    double use = 0;

    for (int32_t k = 0; k < w->n_states; k++) {
        const struct desk *desk = ARRAY_AT(struct desk, &r->desks, 2 * k);

        use += tally_time_area(&desk->busy_time, r->kernel.now) / (double)desk->servers;
        tally_merge(&wait, &desk->wait_days);
    }
    m->cert_utilisation = ratio(use, w->n_states * r->kernel.now);
    m->cert_wait_hours = wait.n > 0 ? 24 * wait.mean : NAN;
}

static void
finish_agreements(struct metric_values *m, const struct world *w, const struct run *r)
{
    for (int32_t a = 0; a < w->n_agreements; a++) {
        const struct agreement_now *now = ARRAY_AT(struct agreement_now, &r->agreements, a);
        const struct measure *measures = WORLD_AGREEMENT(w, a)->measures.items;
        double days = now->in_force_days +
                      (now->status == AGREEMENT_IN_FORCE ? r->kernel.now - now->since : 0);

        m->agreement_days += days;
        m->measure_cost += agreement_spent(r, w, a);
        m->consultations_held += (double)now->n_held;
        for (int32_t k = 0; k < WORLD_AGREEMENT(w, a)->measures.count; k++) {
            m->measure_cost += measures[k].cost_per_year * days / DAYS_PER_YEAR;
        }
    }
}

/* Metrics that follow from the sums: ratios, and first days, which are stored plus 1. */

static double
crossing(double kept)
{
    return kept > 0 ? kept - 1 : NAN;
}

static void
finish_sums(struct metric_values *m, const struct world *w, double days,
    const struct metrics_counters *s)
{
    double pair_years = w->n_related * days / DAYS_PER_YEAR;

    m->true_per_observed = ratio(m->incidents_true, m->incidents_observed);
    m->harm_mean = ratio(m->harm, m->incidents_true);
    m->severity_mean = ratio(s->severity, m->incidents_true);
    m->retaliation_coded = ratio(s->state_covert, s->state_decisions);
    m->first_rung_6_day = crossing(s->first[6]);
    m->first_rung_7_day = crossing(s->first[7]);
    m->first_rung_8_day = crossing(s->first[8]);
    m->first_answer_rung_6_day = crossing(s->first_answer[6]);
    m->first_answer_rung_7_day = crossing(s->first_answer[7]);
    m->first_answer_rung_8_day = crossing(s->first_answer[8]);
    m->inadvertent_per_pair_year = ratio(m->inadvertent_moves, pair_years);
    m->cascade_mean = ratio(s->acts, s->chains);
    m->escalation_score = ratio(s->score, pair_years);
    m->first_violation_day = crossing(s->first_violation);
}

void
metrics_measure(struct metric_run *row, const struct world *w, struct run *r)
{
    struct metric_values *m = &row->metric;
    struct array *arrays = r->observer_arrays;
    struct metrics_counters *sums = ARRAY_AT(struct metrics_counters, &arrays[METRICS_SUMS], 0);
    double now = r->kernel.now;

    metrics_counters_close(arrays, now);
    *m = sums->metric;
    finish_sums(m, w, now, sums);
    finish_dyads(m, w, r, sums);
    finish_desks(m, w, r);
    finish_agreements(m, w, r);
    reproduction(m, arrays, now);
    quantiles(&arrays[METRICS_DETECTION], &m->detection_days_median, &m->detection_days_q90);
    quantiles(
        &arrays[METRICS_ATTRIBUTION], &m->attribution_days_median, &m->attribution_days_q90);
    quantiles(&arrays[METRICS_RESPONSE], &m->response_days_median, &m->response_days_q90);
    quantiles(&arrays[METRICS_MESSAGES], &m->message_hours_median, &m->message_hours_q90);
    m->harm_gini = gini(&arrays[METRICS_HARMS]);
    metrics_retaliate(m, &arrays[METRICS_DATED], now);
    m->candidates = (double)r->n_candidates;
    m->n_rate_capped = (double)r->n_capped;
}

#include "base/units.h"
#include "observe/outcome_sums.h"

#include <math.h>

#include "model/agreement/accord.h"

/* Estimators of MODEL.md 13, from what outcome.c has counted. */

static double
ratio(double above, double below)
{
    return below > 0 ? above / below : NAN;
}

static void
quantiles(struct pool *pool, double *median, double *q90)
{
    static const double p[] = {0.5, 0.9};
    double values[2];

    tally_quantiles(pool->at, pool->count, p, values, 2);
    *median = values[0];
    *q90 = values[1];
}

/* Sum over children with lag u of N / Y(u), Y parents at days no later than H - u; MODEL.md 13. */
static void
reproduce(struct metric_run *row, struct pool *pools, double horizon)
{
    const double *parents = pools[OUTCOME_PARENTS].at, *lags = pools[OUTCOME_LAGS].at;
    int32_t n = pools[OUTCOME_PARENTS].count, followed = n;
    double children = 0;

    tally_sort(pools[OUTCOME_PARENTS].at, n);
    tally_sort(pools[OUTCOME_LAGS].at, pools[OUTCOME_LAGS].count);
    for (int32_t k = 0; k < pools[OUTCOME_LAGS].count; k++) {
        while (followed > 0 && parents[followed - 1] > horizon - lags[k]) {
            followed--;
        }
        if (followed >= 0.1 * n && followed > 0) {
            children += (double)n / followed;
        }
    }
    row->escalation_parents = n;
    row->escalation_children = children;
    row->reproduction_number = ratio(children, n);
}

/* Retaliation in timing. Sorted by pair, direction, day. */

static bool
comes_before(const struct outcome_dated *x, const struct outcome_dated *y)
{
    return x->initiator != y->initiator ? x->initiator < y->initiator
           : x->target != y->target     ? x->target < y->target
                                        : x->day < y->day;
}

/* Shell's, with gaps that more than halve, the last of them 1: of dates there are few, or many in
   little disorder. */
static void
sort_dated(struct pool *pool)
{
    struct outcome_dated *at = pool->at;

    for (int32_t gap = pool->count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 4 / 9) {
        for (int32_t k = gap; k < pool->count; k++) {
            struct outcome_dated one = at[k];
            int32_t to = k;

            for (; to >= gap && comes_before(&one, &at[to - gap]); to -= gap) {
                at[to] = at[to - gap];
            }
            at[to] = one;
        }
    }
}

/* The first of a direction, or where it would be. */
static const struct outcome_dated *
first_of(const struct pool *pool, int32_t initiator, int32_t target)
{
    const struct outcome_dated *at = pool->at, key = {initiator, target, -INFINITY};
    size_t low = 0, high = (size_t)pool->count;

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
same_direction(const struct outcome_dated *a, int32_t initiator, int32_t target)
{
    return a->initiator == initiator && a->target == target;
}

/* Share of [0, horizon - window] that lies within `window` days before an incident of the
   direction that begins at `at`: what unrelated timing would give. */
static double
covered(const struct outcome_dated *at, const struct outcome_dated *end, int32_t initiator,
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

/* Both directions of a pair are gone through together: the next answer to a later incident does
   not come earlier. */
static void
retaliate(const struct pool *pool, double window, double horizon, double *share, double *excess)
{
    const struct outcome_dated *at = pool->at, *end = at + pool->count;
    const struct outcome_dated *one = NULL; /* of the direction that `answers` is about */
    const struct outcome_dated *next = NULL;
    double n = 0, hits = 0, expected = 0, answers = 0;

    for (; at < end; at++) {
        if (one == NULL || !same_direction(at, one->initiator, one->target)) {
            one = at;
            next = first_of(pool, at->target, at->initiator);
            answers = covered(next, end, at->target, at->initiator, window, horizon);
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
        expected += answers;
    }
    *share = ratio(hits, n);
    *excess = ratio(hits - expected, n);
}

void
outcome_retaliate(struct metric_run *row, struct pool *dated, double horizon)
{
    sort_dated(dated);
    retaliate(dated, 90, horizon, &row->retaliation_90, &row->retaliation_excess_90);
    retaliate(dated, 365, horizon, &row->retaliation_365, &row->retaliation_excess_365);
}

static double
gini(struct pool *harms)
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
measure_relations(struct metric_run *row, const struct world *w, const struct run *r,
    const struct outcome_sums *sums)
{
    double tension = 0, trust = 0, final = 0, n = 2.0 * w->n_related;

    row->crisis_days = 0;
    for (int32_t p = 0; p < w->n_pairs; p++) {
        for (int32_t d = 0; d < 2; d++) {
            const struct side_now *side = &POOL_AT(struct pair_now, &r->pairs, p)->side[d];
            double counts = WORLD_PAIR(w, p)->by_agreement ? 0 : 1;

            tension += counts * run_tension_area(r, w, p, d);
            trust += counts * tally_time_area(&side->trust, r->kernel.now);
            final += counts * side->trust.value;
            row->crisis_days +=
                side->crisis_days + (side->crisis ? r->kernel.now - side->crisis_since : 0);
        }
    }
    row->tension_mean = ratio(tension, n * r->kernel.now);
    row->trust_mean = ratio(trust, n * r->kernel.now);
    row->trust_final = ratio(final, n);
    row->trust_volatility = ratio(sums->trust_moves, n);
}

static void
measure_desks(struct metric_run *row, const struct world *w, const struct run *r)
{
    struct tally wait = {0};
    double use = 0;

    for (int32_t k = 0; k < w->n_states; k++) {
        const struct desk *desk = POOL_AT(struct desk, &r->desks, 2 * k);

        use += tally_time_area(&desk->busy_time, r->kernel.now) / (double)desk->servers;
        tally_merge(&wait, &desk->wait_days);
    }
    row->cert_utilisation = ratio(use, w->n_states * r->kernel.now);
    row->cert_wait_hours = wait.n > 0 ? 24 * wait.mean : NAN;
}

static void
measure_agreements(struct metric_run *row, const struct world *w, const struct run *r)
{
    row->agreement_days = 0;
    row->consultations_held = 0;
    row->measure_cost = 0;
    for (int32_t a = 0; a < w->n_agreements; a++) {
        const struct agreement_now *now = POOL_AT(struct agreement_now, &r->agreements, a);
        const struct measure *measures = WORLD_AGREEMENT(w, a)->measures.items;
        double days = now->in_force_days +
                      (now->status == AGREEMENT_IN_FORCE ? r->kernel.now - now->since : 0);

        row->agreement_days += days;
        row->measure_cost += accord_spent(r, w, a);
        row->consultations_held += (double)now->n_held;
        for (int32_t m = 0; m < WORLD_AGREEMENT(w, a)->measures.count; m++) {
            row->measure_cost += measures[m].cost_per_year * days / DAYS_PER_YEAR;
        }
    }
}

static void
measure_incidents(struct metric_run *row, const struct outcome_sums *s)
{
    row->incidents_true = s->incidents;
    row->incidents_observed = s->observed;
    row->incidents_by_states = s->by_states;
    row->incidents_by_others = s->by_others;
    row->incidents_accidental = s->by_class[CLASS_ACCIDENT];
    row->counter_operations = s->counter;
    row->attempts_blocked = s->blocked;
    row->incidents_undetected = s->undetected;
    row->espionage_true = s->by_class[CLASS_ESPIONAGE] + s->by_class[CLASS_PREPOSITIONING];
    row->espionage_observed =
        s->public_by_class[CLASS_ESPIONAGE] + s->public_by_class[CLASS_PREPOSITIONING];
    row->disruption_true = s->by_class[CLASS_DISRUPTION] + s->by_class[CLASS_DEGRADATION];
    row->disruption_observed =
        s->public_by_class[CLASS_DISRUPTION] + s->public_by_class[CLASS_DEGRADATION];
    row->crime_true = s->by_class[CLASS_CRIME];
    row->crime_observed = s->public_by_class[CLASS_CRIME];
    row->true_per_observed = ratio(s->incidents, s->observed);
    row->harm = s->harm;
    row->harm_observed = s->harm_observed;
    row->harm_mean = ratio(s->harm, s->incidents);
    row->severity_mean = ratio(s->severity, s->incidents);
    row->attributed = s->attributed;
    row->misattributed = s->misattributed;
    row->misread = s->misread;
    row->industry_named = s->industry_named;
    row->industry_disagreed = s->industry_disagreed;
    row->concessions = s->concessions;
    row->concessions_disruption = s->by_objective[0];
    row->concessions_short_term_espionage = s->by_objective[1];
    row->concessions_long_term_espionage = s->by_objective[2];
    row->concessions_degradation = s->by_objective[3];
}

static void
measure_responses(struct metric_run *row, const struct outcome_sums *s)
{
    row->decisions = s->decisions;
    row->absorbed = s->absorbed;
    row->cooperative_responses = s->cooperative;
    row->public_responses = s->public_;
    row->covert_responses = s->covert;
    row->hostile_responses = s->hostile;
    row->wrongful_responses = s->wrongful;
    row->retaliation_coded = ratio(s->state_covert, s->state_decisions);
    row->replies_higher = s->higher;
    row->replies_same = s->same;
    row->replies_lower = s->lower;
    row->messages_sent = s->messages[MESSAGE_UNDER_WAY];
    row->messages_answered = s->messages[MESSAGE_ANSWERED];
    row->messages_delivered = s->messages[MESSAGE_DELIVERED];
    row->messages_lost = s->messages[MESSAGE_LOST];
    row->messages_refused = s->messages[MESSAGE_REFUSED];
    row->messages_ignored = s->messages[MESSAGE_IGNORED];
    row->messages_late = s->messages[MESSAGE_LATE];
    row->suspensions = s->suspensions;
    row->violations = s->violations;
    row->first_violation_day = s->first_violation > 0 ? s->first_violation - 1 : NAN;
}

static double
crossing(double kept)
{
    return kept > 0 ? kept - 1 : NAN;
}

static void
measure_escalation(
    struct metric_run *row, const struct world *w, double days, const struct outcome_sums *s)
{
    double *const at[] = {&row->days_at_rung_1, &row->days_at_rung_2, &row->days_at_rung_3,
        &row->days_at_rung_4, &row->days_at_rung_5, &row->days_at_rung_6, &row->days_at_rung_7,
        &row->days_at_rung_8, &row->days_at_rung_9};
    double pair_years = w->n_related * days / DAYS_PER_YEAR;

    for (int32_t r = 1; r < RUNGS; r++) {
        *at[r - 1] = s->days_at[r];
    }
    row->max_rung = s->max_rung;
    row->first_rung_6_day = crossing(s->first[6]);
    row->first_rung_7_day = crossing(s->first[7]);
    row->first_rung_8_day = crossing(s->first[8]);
    row->first_answer_rung_6_day = crossing(s->first_answer[6]);
    row->first_answer_rung_7_day = crossing(s->first_answer[7]);
    row->first_answer_rung_8_day = crossing(s->first_answer[8]);
    row->upward_moves = s->upward;
    row->inadvertent_moves = s->inadvertent;
    row->inadvertent_per_pair_year = ratio(s->inadvertent, pair_years);
    row->crises = s->crises;
    row->settlements = s->settlements;
    row->generation_max = s->generation_max;
    row->cascade_mean = ratio(s->acts, s->chains);
    row->deescalation_episodes = s->episodes;
    row->deescalation_days = s->episode_days;
    row->escalation_score = ratio(s->score, pair_years);
}

void
outcome_measure(struct metric_run *row, const struct world *w, struct run *r)
{
    struct pool *pools = r->watch;
    struct outcome_sums *sums = POOL_AT(struct outcome_sums, &pools[OUTCOME_SUMS], 0);
    double now = r->kernel.now;

    outcome_sums_close(pools, now);
    measure_incidents(row, sums);
    measure_responses(row, sums);
    measure_escalation(row, w, now, sums);
    measure_relations(row, w, r, sums);
    measure_desks(row, w, r);
    measure_agreements(row, w, r);
    reproduce(row, pools, now);
    quantiles(&pools[OUTCOME_DETECTION], &row->detection_days_median, &row->detection_days_q90);
    quantiles(
        &pools[OUTCOME_ATTRIBUTION], &row->attribution_days_median, &row->attribution_days_q90);
    quantiles(&pools[OUTCOME_RESPONSE], &row->response_days_median, &row->response_days_q90);
    quantiles(&pools[OUTCOME_MESSAGES], &row->message_hours_median, &row->message_hours_q90);
    row->harm_gini = gini(&pools[OUTCOME_HARMS]);
    outcome_retaliate(row, &pools[OUTCOME_DATED], now);
    row->candidates = (double)r->n_candidates;
    row->n_rate_capped = (double)r->n_capped;
}

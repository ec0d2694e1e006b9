#include "results/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Sums of a run; its lists stand in the pools after it. */
struct sums {
    double by_class[CLASS_COUNT], public_by_class[CLASS_COUNT];
    double incidents, observed, by_states, by_others, counter, blocked, undetected;
    double harm, harm_observed, severity;
    double attributed, misattributed, misread, industry_named, industry_disagreed;
    double decisions, state_decisions, absorbed, cooperative, public_, covert, hostile,
        wrongful;
    double state_covert;
    double higher, same, lower;
    double days_at[RUNGS];
    double first[RUNGS], first_answer[RUNGS];
    double upward, inadvertent, crises, settlements, generation_max, chains, acts;
    double episodes, episode_days;
    double score;
    double concessions, by_objective[8];
    double trust_moves;
    double messages[MESSAGE_LATE + 1];
    double suspensions, consultations, violations, first_violation;
    int32_t max_rung;
};

/** A pair's place on the ladder, and its present episode of de-escalation. */
struct place {
    double since;
    int32_t rung, peak;
    double peak_day, below_since;
    bool answered; /* the last act of the pair answered another */
};

/** A public incident between two states, for retaliation in timing. */
struct dated {
    int32_t initiator, target;
    double day;
};

enum {
    SUMS,
    PLACES,
    HARMS,
    DETECTION,
    ATTRIBUTION,
    RESPONSE,
    MESSAGES,
    DATED,
    PARENTS,
    LAGS,
    POOLS
};

static const size_t sizes[POOLS] = {sizeof(struct sums), sizeof(struct place), sizeof(double),
    sizeof(double), sizeof(double), sizeof(double), sizeof(double), sizeof(struct dated),
    sizeof(double), sizeof(double)};

enum { EPISODE_DAYS_MAX = 730, EPISODE_HOLD_DAYS = 30, EPISODE_RUNG = 5 };

static void
initial(const struct world *w, int32_t *counts)
{
    counts[SUMS] = 1;
    counts[PLACES] = w->n_pairs;
    counts[HARMS] = w->n_states;
}

static void
append(struct pool *pool, double x)
{
    *POOL_AT(double, pool, pool_add(pool)) = x;
}

/* First crossings: 0 stands for none, since a pool begins zeroed; days are kept plus one. */
static void
first(double *kept, int32_t rung, double day)
{
    for (int32_t r = 0; r <= rung; r++) {
        if (kept[r] == 0) {
            kept[r] = day + 1;
        }
    }
}

/* Ladder */

static void
episode_ends(struct sums *sums, struct place *p, double end)
{
    sums->episode_days += fmin(end - p->peak_day, EPISODE_DAYS_MAX);
    sums->episodes++;
    p->peak = 0;
}

static void
follow_episode(struct sums *sums, struct place *p, double day, int32_t rung)
{
    if (p->peak > 0 && p->below_since > 0 && day - p->below_since >= EPISODE_HOLD_DAYS) {
        episode_ends(sums, p, p->below_since);
    }
    if (rung >= EPISODE_RUNG && rung > p->rung && rung >= p->peak && p->answered) {
        p->peak = rung;
        p->peak_day = day;
        p->below_since = 0;
    } else if (p->peak > 0) {
        bool below = rung <= p->peak / 2;

        p->below_since = !below ? 0 : p->below_since > 0 ? p->below_since : day;
    }
}

static void
count_days(struct sums *sums, const struct place *p, double day)
{
    for (int32_t r = 1; r <= p->rung; r++) {
        sums->days_at[r] += day - p->since;
    }
}

static void
note_rung(struct pool *pools, struct sums *sums, const struct run *r, const struct fact *f)
{
    struct place *p = POOL_AT(struct place, &pools[PLACES], f->a);
    const struct pair_now *now = POOL_AT(struct pair_now, &r->pairs, f->a);

    if (now->rung == p->rung) {
        return;
    }
    count_days(sums, p, f->day);
    follow_episode(sums, p, f->day, now->rung);
    p->rung = now->rung;
    p->since = f->day;
    sums->max_rung = p->rung > sums->max_rung ? p->rung : sums->max_rung;
}

static void
note_act(struct pool *pools, struct sums *sums, const struct world *w, const struct fact *f)
{
    static const double weight[RUNGS] = {0, 0, 4, 12, 4, 12, 28, 28, 28, 60};
    const struct act *act = f->act;
    int32_t pair = world_pair(w, act->actor, act->target);
    bool answer = act->parent_kind != PARENT_NONE;

    if (pair != NONE) {
        POOL_AT(struct place, &pools[PLACES], pair)->answered = answer;
    }
    sums->score += weight[act->rung];
    first(sums->first, act->rung, act->day);
    if (answer) {
        first(sums->first_answer, act->rung, act->day);
        sums->upward += act->upward;
        sums->inadvertent += act->inadvertent;
    }
    if (act->rung >= 2) {
        append(&pools[PARENTS], act->day);
        sums->acts++;
        sums->chains += act->generation == 0 || act->parent_rung < 2;
        sums->generation_max = fmax(sums->generation_max, act->generation);
        if (answer && act->parent_rung >= 2) {
            append(&pools[LAGS], act->day - act->parent_day);
        }
    }
}

/* Incidents */

static void
note_started(struct sums *sums, const struct world *w, const struct incident *i)
{
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    sums->incidents++;
    sums->severity += i->severity;
    sums->by_class[class_]++;
    if (i->initiator != NONE) {
        sums->by_states++;
    } else if (class_ != CLASS_ACCIDENT) {
        sums->by_others++;
    }
    sums->counter += i->counter_operation;
}

static void
note_public(
    struct pool *pools, struct sums *sums, const struct world *w, const struct incident *i)
{
    sums->observed++;
    sums->public_by_class[WORLD_TYPE(w, i->type)->class_]++;
    if (i->initiator != NONE) {
        *POOL_AT(struct dated, &pools[DATED], pool_add(&pools[DATED])) =
            (struct dated){i->initiator, i->target, i->start_day};
    }
}

static bool
cooperative(const struct response *r)
{
    return r->effect == EFFECT_NOTICE || r->effect == EFFECT_ASSISTANCE ||
           r->effect == EFFECT_INQUIRY || r->effect == EFFECT_CONSULTATION ||
           r->effect == EFFECT_INVESTIGATION;
}

static void
note_hostile(struct sums *sums, const struct world *w, const struct incident *i)
{
    const struct response *front = WORLD_RESPONSE(w, i->front);
    bool covert = WORLD_RESPONSE(w, i->back)->effect == EFFECT_OPERATION;
    bool open =
        front->effect == EFFECT_ACT && front->rung >= 2; /* suspensions are counted apart */

    sums->covert += covert;
    sums->state_covert += covert && i->initiator != NONE;
    sums->public_ += open && front->rung <= 3;
    sums->hostile += covert + open;
    sums->wrongful += i->answered_wrongly ? covert + open : 0;
}

/* The last decision on an incident: value 1. */
static void
note_decided(struct pool *pools, struct sums *sums, const struct world *w, const struct fact *f)
{
    const struct incident *i = f->incident;
    const struct response *front = WORLD_RESPONSE(w, i->front);

    if (cooperative(front)) {
        sums->score -= 2;
        sums->cooperative += i->matter == MATTER_INCIDENT;
    }
    if (f->value == 0 || i->matter != MATTER_INCIDENT) {
        return;
    }
    sums->decisions++;
    sums->state_decisions += i->initiator != NONE;
    sums->absorbed +=
        front->effect == EFFECT_NOTHING && WORLD_RESPONSE(w, i->back)->effect == EFFECT_NOTHING;
    note_hostile(sums, w, i);
    if (i->named >= 0) {
        sums->attributed++;
        sums->misattributed += i->named != i->initiator;
    }
    append(&pools[ATTRIBUTION], f->day - i->detected_day);
}

static void
note_triaged(struct sums *sums, const struct world *w, const struct incident *i)
{
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    sums->misread += i->perceived_intent >= 0.5 &&
                     (class_ == CLASS_ESPIONAGE || class_ == CLASS_PREPOSITIONING ||
                         class_ == CLASS_ACCIDENT);
}

static void
note_closed(
    struct pool *pools, struct sums *sums, const struct world *w, const struct incident *i)
{
    if (i->matter != MATTER_INCIDENT) {
        return;
    }
    sums->harm += i->harm;
    *POOL_AT(double, &pools[HARMS], i->target) += i->harm;
    sums->harm_observed += isnan(i->public_day) ? 0 : i->harm;
    sums->undetected += isnan(i->detected_day);
    if (!isnan(i->detected_day)) {
        append(&pools[DETECTION], i->detected_day - i->start_day);
    }
    if (!isnan(i->responded_day)) {
        append(&pools[RESPONSE], i->responded_day - i->decided_day);
    }
    if (i->industry_named >= 0) {
        sums->industry_named++;
        sums->industry_disagreed += !isnan(i->statement_day) && i->industry_named != i->named;
    }
    if (i->concession) {
        sums->concessions++;
        sums->by_objective[WORLD_TYPE(w, i->type)->objective]++;
    }
}

static void
note_reply(struct sums *sums, const struct incident *i)
{
    if (i->counter_operation && i->parent_kind == PARENT_INCIDENT) {
        sums->higher += i->severity > i->parent_severity;
        sums->same += i->severity == i->parent_severity;
        sums->lower += i->severity < i->parent_severity;
    }
}

static void
note_message(struct pool *pools, struct sums *sums, const struct message *m)
{
    sums->messages[MESSAGE_UNDER_WAY]++;
    sums->messages[m->end]++;
    if (m->end == MESSAGE_ANSWERED) {
        append(&pools[MESSAGES], 24 * (m->answered_day - m->sent_day));
    } else if (m->end == MESSAGE_DELIVERED) {
        append(&pools[MESSAGES], 24 * (m->handled_day - m->sent_day));
    }
}

static void
note_agreement(struct sums *sums, const struct fact *f)
{
    sums->suspensions += f->b == AGREEMENT_SUSPENDED;
}

static void
note(struct pool *pools, const struct world *w, const struct run *r, const struct fact *f)
{
    struct sums *sums = POOL_AT(struct sums, &pools[SUMS], 0);

    switch (f->kind) {
    case FACT_STARTED:
        note_started(sums, w, f->incident);
        note_reply(sums, f->incident);
        break;
    case FACT_BLOCKED:
        sums->blocked++;
        break;
    case FACT_TRIAGED:
        note_triaged(sums, w, f->incident);
        break;
    case FACT_DECIDED:
        note_decided(pools, sums, w, f);
        break;
    case FACT_PUBLIC:
        note_public(pools, sums, w, f->incident);
        break;
    case FACT_CLOSED:
        note_closed(pools, sums, w, f->incident);
        break;
    case FACT_ACT:
        note_act(pools, sums, w, f);
        break;
    case FACT_MESSAGE:
        note_message(pools, sums, f->message);
        break;
    case FACT_CONTACT:
        sums->score -= f->b == 1 ? 2 : 0;
        break;
    case FACT_AGREEMENT:
        note_agreement(sums, f);
        break;
    case FACT_VIOLATION:
        sums->violations++;
        sums->first_violation = sums->first_violation == 0 ? f->day + 1 : sums->first_violation;
        break;
    case FACT_CRISIS:
        sums->crises += f->value == 1;
        break;
    case FACT_RUNG:
        note_rung(pools, sums, r, f);
        break;
    case FACT_SETTLED:
        sums->settlements++;
        break;
    case FACT_TRUST:
        sums->trust_moves += fabs(f->value);
        break;
    case FACT_DETECTED:
    case FACT_NAMED:
    case FACT_INDUSTRY:
    case FACT_ENDED:
    case FACT_TRUTH:
    case FACT_OVER:
    case FACT_COUNT:
        break;
    }
}

static const struct watcher watcher = {.name = "outcome",
    .element_sizes = sizes,
    .n_pools = POOLS,
    .initial = initial,
    .note = note};
static const struct watcher *const watcher_list[] = {&watcher};
const struct watchers outcome_watchers = {watcher_list, 1};

/* At the end */

static double
ratio(double above, double below)
{
    return below > 0 ? above / below : NAN;
}

static void
quantiles(struct pool *pool, double *median, double *q90)
{
    *median = tally_quantile(pool->at, pool->count, 0.5);
    *q90 = tally_quantile_sorted(pool->at, pool->count, 0.9);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Parents at days no later than H - u. */
static double
followed(const struct pool *parents, double until)
{
    const double *day = parents->at;
    int32_t low = 0, high = parents->count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (day[middle] <= until) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Sum over children with lag u of N / Y(u), Y parents still followed; MODEL.md 13. */
static void
reproduce(struct metric_run *row, struct pool *pools, double horizon)
{
    struct pool *parents = &pools[PARENTS], *lags = &pools[LAGS];
    double n = parents->count;
    double children = 0;

    if (n > 0) {
        qsort(parents->at, (size_t)parents->count, sizeof(double), ascending);
    }
    if (lags->count > 0) {
        qsort(lags->at, (size_t)lags->count, sizeof(double), ascending);
    }
    for (int32_t k = 0; k < lags->count; k++) {
        double y = followed(parents, horizon - *POOL_AT(double, lags, k));

        if (y >= 0.1 * n && y > 0) {
            children += n / y;
        }
    }
    row->escalation_parents = n;
    row->escalation_children = children;
    row->reproduction_number = ratio(children, n);
}

/* Retaliation in timing. Sorted by pair, direction, day. */

static int
by_direction(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    if (x->initiator != y->initiator) {
        return x->initiator < y->initiator ? -1 : 1;
    }
    if (x->target != y->target) {
        return x->target < y->target ? -1 : 1;
    }
    return x->day < y->day ? -1 : x->day > y->day;
}

static const struct dated *
lower_bound(const struct pool *pool, struct dated key)
{
    const struct dated *at = pool->at;
    size_t low = 0, high = (size_t)pool->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_direction(&at[middle], &key) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return at + low;
}

static bool
same_direction(const struct dated *a, int32_t initiator, int32_t target)
{
    return a->initiator == initiator && a->target == target;
}

/* Share of [0, horizon - window] that lies within `window` days before an incident of that
   direction: what unrelated timing would give. */
static double
covered(
    const struct pool *pool, int32_t initiator, int32_t target, double window, double horizon)
{
    const struct dated *end = (const struct dated *)pool->at + pool->count;
    const struct dated *at = lower_bound(pool, (struct dated){initiator, target, -INFINITY});
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

static void
retaliate(const struct pool *pool, double window, double horizon, double *share, double *excess)
{
    const struct dated *at = pool->at, *end = at + pool->count;
    double n = 0, hits = 0, expected = 0;

    for (; at < end; at++) {
        const struct dated *next;

        if (at->day > horizon - window) {
            continue;
        }
        next = lower_bound(pool, (struct dated){at->target, at->initiator, at->day});
        n++;
        hits += next < end && same_direction(next, at->target, at->initiator) &&
                next->day <= at->day + window;
        expected += covered(pool, at->target, at->initiator, window, horizon);
    }
    *share = ratio(hits, n);
    *excess = ratio(hits - expected, n);
}

static double
gini(struct pool *harms)
{
    double *x = harms->at;
    double n = harms->count, sum = 0, weighted = 0;

    qsort(x, (size_t)harms->count, sizeof(double), ascending);
    for (int32_t k = 0; k < harms->count; k++) {
        sum += x[k];
        weighted += (k + 1) * x[k];
    }
    return sum > 0 ? 2 * weighted / (n * sum) - (n + 1) / n : NAN;
}

static void
measure_relations(
    struct metric_run *row, const struct world *w, const struct run *r, const struct sums *sums)
{
    double tension = 0, trust = 0, final = 0, n = 2.0 * w->n_pairs;

    row->crisis_days = 0;
    for (int32_t p = 0; p < w->n_pairs; p++) {
        for (int32_t d = 0; d < 2; d++) {
            const struct side_now *side = &POOL_AT(struct pair_now, &r->pairs, p)->side[d];

            tension += run_tension_area(r, w, p, d);
            trust += tally_time_area(&side->trust, r->kernel.now);
            final += side->trust.value;
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
        row->consultations_held += (double)now->n_held;
        for (int32_t m = 0; m < WORLD_AGREEMENT(w, a)->measures.count; m++) {
            row->measure_cost += measures[m].cost_per_year * days / DAYS_PER_YEAR;
        }
    }
}

static void
measure_incidents(struct metric_run *row, const struct sums *s)
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
measure_responses(struct metric_run *row, const struct sums *s)
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
    struct metric_run *row, const struct world *w, double days, const struct sums *s)
{
    double *const at[] = {&row->days_at_rung_1, &row->days_at_rung_2, &row->days_at_rung_3,
        &row->days_at_rung_4, &row->days_at_rung_5, &row->days_at_rung_6, &row->days_at_rung_7,
        &row->days_at_rung_8, &row->days_at_rung_9};
    double pair_years = w->n_pairs * days / DAYS_PER_YEAR;

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

static void
close_places(struct pool *pools, struct sums *sums, double now)
{
    for (int32_t p = 0; p < pools[PLACES].count; p++) {
        struct place *place = POOL_AT(struct place, &pools[PLACES], p);

        count_days(sums, place, now);
        if (place->peak > 0) {
            episode_ends(sums, place, place->below_since > 0 ? place->below_since : now);
        }
    }
}

void
outcome_measure(struct metric_run *row, const struct world *w, struct run *r)
{
    struct pool *pools = r->watch;
    struct sums *sums = POOL_AT(struct sums, &pools[SUMS], 0);
    double now = r->kernel.now;

    close_places(pools, sums, now);
    measure_incidents(row, sums);
    measure_responses(row, sums);
    measure_escalation(row, w, now, sums);
    measure_relations(row, w, r, sums);
    measure_desks(row, w, r);
    measure_agreements(row, w, r);
    reproduce(row, pools, now);
    quantiles(&pools[DETECTION], &row->detection_days_median, &row->detection_days_q90);
    quantiles(&pools[ATTRIBUTION], &row->attribution_days_median, &row->attribution_days_q90);
    quantiles(&pools[RESPONSE], &row->response_days_median, &row->response_days_q90);
    quantiles(&pools[MESSAGES], &row->message_hours_median, &row->message_hours_q90);
    row->harm_gini = gini(&pools[HARMS]);
    if (pools[DATED].count > 0) {
        qsort(pools[DATED].at, (size_t)pools[DATED].count, sizeof(struct dated), by_direction);
    }
    retaliate(&pools[DATED], 90, now, &row->retaliation_90, &row->retaliation_excess_90);
    retaliate(&pools[DATED], 365, now, &row->retaliation_365, &row->retaliation_excess_365);
    row->candidates = (double)r->n_candidates;
    row->n_rate_capped = (double)r->n_capped;
}

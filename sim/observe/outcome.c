#include "observe/outcome_sums.h"

#include <math.h>

#include "model/input/ladder.h"

static const size_t sizes[OUTCOME_POOLS] = {sizeof(struct outcome_sums),
    sizeof(struct outcome_place), sizeof(double), sizeof(double), sizeof(double),
    sizeof(double), sizeof(double), sizeof(struct outcome_dated), sizeof(double),
    sizeof(double)};

static void
initial(const struct world *w, int32_t *counts)
{
    counts[OUTCOME_SUMS] = 1;
    counts[OUTCOME_PLACES] = w->n_pairs;
    counts[OUTCOME_HARMS] = w->n_states;
}

/* Incidents */

static void
count_class(int32_t class_, double *espionage, double *disruption, double *crime)
{
    switch ((enum incident_class)class_) {
    case CLASS_ESPIONAGE:
    case CLASS_PREPOSITIONING:
        (*espionage)++;
        break;
    case CLASS_DISRUPTION:
    case CLASS_DEGRADATION:
        (*disruption)++;
        break;
    case CLASS_CRIME:
        (*crime)++;
        break;
    case CLASS_ACCIDENT:
    case CLASS_COUNT:
        break;
    }
}

static void
note_started(struct outcome_sums *sums, const struct world *w, const struct incident *i)
{
    struct metric_values *m = &sums->metric;
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    m->incidents_true++;
    sums->severity += i->severity;
    m->incidents_accidental += class_ == CLASS_ACCIDENT;
    count_class(class_, &m->espionage_true, &m->disruption_true, &m->crime_true);
    if (i->initiator != NONE) {
        m->incidents_by_states++;
    } else if (class_ != CLASS_ACCIDENT) {
        m->incidents_by_others++;
    }
    m->counter_operations += i->counter_operation;
}

static void
note_public(struct pool *pools, struct outcome_sums *sums, const struct world *w,
    const struct incident *i)
{
    struct metric_values *m = &sums->metric;

    m->incidents_observed++;
    count_class(WORLD_TYPE(w, i->type)->class_, &m->espionage_observed, &m->disruption_observed,
        &m->crime_observed);
    if (i->initiator != NONE) {
        *POOL_AT(struct outcome_dated, &pools[OUTCOME_DATED], pool_add(&pools[OUTCOME_DATED])) =
            (struct outcome_dated){i->initiator, i->target, i->start_day};
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
note_hostile(struct outcome_sums *sums, const struct world *w, const struct incident *i)
{
    const struct response *front = WORLD_RESPONSE(w, i->front);
    bool covert = WORLD_RESPONSE(w, i->back)->effect == EFFECT_OPERATION;
    bool open = front->effect == EFFECT_ACT &&
                ladder_is_hostile(front->rung); /* suspensions are counted apart */

    sums->metric.covert_responses += covert;
    sums->state_covert += covert && i->initiator != NONE;
    sums->metric.public_responses += open && ladder_is_public_response(front->rung);
    sums->metric.hostile_responses += covert + open;
    sums->metric.wrongful_responses += i->answered_wrongly ? covert + open : 0;
}

/* The last decision on an incident: value 1. */
static void
note_decided(
    struct pool *pools, struct outcome_sums *sums, const struct world *w, const struct fact *f)
{
    const struct incident *i = f->incident;
    const struct response *front = WORLD_RESPONSE(w, i->front);

    if (cooperative(front)) {
        sums->score -= 2;
        sums->metric.cooperative_responses += i->matter == MATTER_INCIDENT;
    }
    if (f->value == 0 || i->matter != MATTER_INCIDENT) {
        return;
    }
    sums->metric.decisions++;
    sums->state_decisions += i->initiator != NONE;
    sums->metric.absorbed +=
        front->effect == EFFECT_NOTHING && WORLD_RESPONSE(w, i->back)->effect == EFFECT_NOTHING;
    note_hostile(sums, w, i);
    if (i->named >= 0) {
        sums->metric.attributed++;
        sums->metric.misattributed += i->named != i->initiator;
    }
    outcome_append(&pools[OUTCOME_ATTRIBUTION], f->day - i->detected_day);
}

static void
note_triaged(struct outcome_sums *sums, const struct world *w, const struct incident *i)
{
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    sums->metric.misread += i->perceived_intent >= 0.5 &&
                            (class_ == CLASS_ESPIONAGE || class_ == CLASS_PREPOSITIONING ||
                                class_ == CLASS_ACCIDENT);
}

/* Whether the harm a state suffers is asked for. */
static bool
is_counted(const struct world *w, int32_t state)
{
    const struct key *keys = w->outputs.harm_of.items;
    bool counted = w->outputs.harm_of.count == 0;

    for (int32_t k = 0; k < w->outputs.harm_of.count; k++) {
        counted = counted || keys[k].index == state;
    }
    return counted;
}

static void
count_concession(struct metric_values *m, int32_t objective)
{
    m->concessions++;
    m->concessions_disruption += objective == OBJECTIVE_DISRUPTION;
    m->concessions_short_term_espionage += objective == OBJECTIVE_SHORT_TERM;
    m->concessions_long_term_espionage += objective == OBJECTIVE_LONG_TERM;
    m->concessions_degradation += objective == OBJECTIVE_DEGRADATION;
}

static void
note_closed(struct pool *pools, struct outcome_sums *sums, const struct world *w,
    const struct incident *i)
{
    if (i->matter != MATTER_INCIDENT) {
        return;
    }
    if (is_counted(w, i->target)) {
        sums->metric.harm += i->harm;
        sums->metric.harm_observed += isnan(i->public_day) ? 0 : i->harm;
    }
    *POOL_AT(double, &pools[OUTCOME_HARMS], i->target) += i->harm;
    sums->metric.incidents_undetected += isnan(i->detected_day);
    if (!isnan(i->detected_day)) {
        outcome_append(&pools[OUTCOME_DETECTION], i->detected_day - i->start_day);
    }
    if (!isnan(i->responded_day)) {
        outcome_append(&pools[OUTCOME_RESPONSE], i->responded_day - i->decided_day);
    }
    if (i->industry_named >= 0) {
        sums->metric.industry_named++;
        sums->metric.industry_disagreed +=
            !isnan(i->statement_day) && i->industry_named != i->named;
    }
    if (i->concession) {
        count_concession(&sums->metric, WORLD_TYPE(w, i->type)->objective);
    }
}

static void
note_reply(struct outcome_sums *sums, const struct incident *i)
{
    if (i->counter_operation && i->parent_kind == PARENT_INCIDENT) {
        sums->metric.replies_higher += i->severity > i->parent_severity;
        sums->metric.replies_same += i->severity == i->parent_severity;
        sums->metric.replies_lower += i->severity < i->parent_severity;
    }
}

static void
note_message(struct pool *pools, struct metric_values *metric, const struct message *m)
{
    metric->messages_sent++;
    metric->messages_answered += m->end == MESSAGE_ANSWERED;
    metric->messages_delivered += m->end == MESSAGE_DELIVERED;
    metric->messages_lost += m->end == MESSAGE_LOST;
    metric->messages_refused += m->end == MESSAGE_REFUSED;
    metric->messages_ignored += m->end == MESSAGE_IGNORED;
    metric->messages_late += m->end == MESSAGE_LATE;
    if (m->end == MESSAGE_ANSWERED) {
        outcome_append(&pools[OUTCOME_MESSAGES], 24 * (m->answered_day - m->sent_day));
    } else if (m->end == MESSAGE_DELIVERED) {
        outcome_append(&pools[OUTCOME_MESSAGES], 24 * (m->handled_day - m->sent_day));
    }
}

static void
note(struct pool *pools, const struct world *w, const struct run *r, const struct fact *f)
{
    struct outcome_sums *sums = POOL_AT(struct outcome_sums, &pools[OUTCOME_SUMS], 0);

    switch (f->kind) {
    case FACT_STARTED:
        note_started(sums, w, f->incident);
        note_reply(sums, f->incident);
        break;
    case FACT_BLOCKED:
        sums->metric.attempts_blocked++;
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
        outcome_note_act(pools, sums, w, f);
        break;
    case FACT_MESSAGE:
        note_message(pools, &sums->metric, f->message);
        break;
    case FACT_CONTACT:
        sums->score -= f->b == 1 ? 2 : 0;
        break;
    case FACT_AGREEMENT:
        sums->metric.suspensions += f->b == AGREEMENT_SUSPENDED;
        break;
    case FACT_COOPERATION:
        sums->metric.suspensions += f->value == 0;
        break;
    case FACT_VIOLATION:
        sums->metric.violations++;
        sums->first_violation = sums->first_violation == 0 ? f->day + 1 : sums->first_violation;
        break;
    case FACT_CRISIS:
        sums->metric.crises += f->value == 1;
        break;
    case FACT_RUNG:
        outcome_note_rung(pools, sums, r, f);
        break;
    case FACT_SETTLED:
        sums->metric.settlements++;
        break;
    case FACT_TRUST:
        sums->trust_moves += fabs(f->value);
        break;
    case FACT_DETECTED:
    case FACT_NAMED:
    case FACT_INDUSTRY:
    case FACT_ENDED:
    case FACT_TRUTH:
    case FACT_MEMBER:
    case FACT_OVER:
    case FACT_COUNT:
        break;
    }
}

static const struct watcher watcher = {.name = "outcome",
    .element_sizes = sizes,
    .n_pools = OUTCOME_POOLS,
    .kinds = FACT_BIT(FACT_STARTED) | FACT_BIT(FACT_BLOCKED) | FACT_BIT(FACT_TRIAGED) |
             FACT_BIT(FACT_DECIDED) | FACT_BIT(FACT_PUBLIC) | FACT_BIT(FACT_CLOSED) |
             FACT_BIT(FACT_ACT) | FACT_BIT(FACT_MESSAGE) | FACT_BIT(FACT_CONTACT) |
             FACT_BIT(FACT_AGREEMENT) | FACT_BIT(FACT_COOPERATION) | FACT_BIT(FACT_VIOLATION) |
             FACT_BIT(FACT_CRISIS) | FACT_BIT(FACT_RUNG) | FACT_BIT(FACT_SETTLED) |
             FACT_BIT(FACT_TRUST),
    .initial = initial,
    .note = note};
static const struct watcher *const watcher_list[] = {&watcher};
const struct watchers outcome_watchers = {watcher_list, 1};

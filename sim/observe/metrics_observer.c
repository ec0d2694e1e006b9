#include "observe/metrics_counters.h"

#include <math.h>

#include "model/input/ladder.h"

static const size_t sizes[METRICS_ARRAYS] = {sizeof(struct metrics_counters),
    sizeof(struct metrics_place), sizeof(double), sizeof(double), sizeof(double),
    sizeof(double), sizeof(double), sizeof(struct metrics_dated), sizeof(double),
    sizeof(double), sizeof(uint64_t)};

static void
initial(const struct world *w, int32_t *counts)
{
    counts[METRICS_SUMS] = 1;
    counts[METRICS_PLACES] = w->n_pairs;
    counts[METRICS_HARMS] = w->n_states;
}

/* Marks functions that are not inlined, so that note() needs no stack frame for observations that
   need little work. */
#define NOTE __attribute__((noinline))

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
note_started(struct metrics_counters *sums, const struct world *w, const struct incident *i)
{
    struct metric_values *m = &sums->metric;
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    m->incidents_true++;
    m->incidents_severity_5 += i->severity >= 5;
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

static NOTE void
note_public(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct incident *i)
{
    struct metric_values *m = &sums->metric;

    m->incidents_observed++;
    count_class(WORLD_TYPE(w, i->type)->class_, &m->espionage_observed, &m->disruption_observed,
        &m->crime_observed);
    if (i->initiator != NONE) {
        *ARRAY_AT(struct metrics_dated, &arrays[METRICS_DATED],
            array_append(&arrays[METRICS_DATED])) =
            (struct metrics_dated){i->initiator, i->target, i->start_day};
    }
}

static bool
cooperative(const struct response *r)
{
    return r->effect == EFFECT_NOTICE || r->effect == EFFECT_ASSISTANCE ||
           r->effect == EFFECT_INQUIRY || r->effect == EFFECT_CONSULTATION ||
           r->effect == EFFECT_INVESTIGATION || r->effect == EFFECT_POLICE;
}

/* Counts a hostile act in response to an incident, by its rung. */
static void
count_open(struct metric_values *m, int32_t rung, bool misdirected)
{
    m->public_responses += ladder_is_public_response(rung);
    m->hostile_responses += ladder_is_hostile(rung);
    m->misdirected_responses += ladder_is_hostile(rung) && misdirected;
}

static void
note_hostile(struct metrics_counters *sums, const struct world *w, const struct incident *i)
{
    const struct response *overt = WORLD_RESPONSE(w, i->overt);
    bool covert = WORLD_RESPONSE(w, i->covert)->effect == EFFECT_OPERATION;

    sums->metric.covert_responses += covert;
    sums->state_covert += covert && i->initiator != NONE;
    sums->metric.counter_espionage += covert && i->counter_espionage;
    covert = covert && !i->counter_espionage;
    sums->metric.hostile_responses += covert;
    sums->metric.misdirected_responses += covert && i->answer_misdirected;
    if (response_is_act(overt)) {
        count_open(&sums->metric, (int32_t)overt->rung, i->answer_misdirected);
    }
}

/* Counts a hostile order that was executed or withdrawn. */
static NOTE void
note_order_closed(struct metric_values *m, const struct world *w, const struct observation *f)
{
    const struct incident *i = f->incident;
    bool espionage =
        WORLD_RESPONSE(w, f->b)->effect == EFFECT_OPERATION && i->counter_espionage;
    enum order_end end = (enum order_end)f->value;

    m->hostile_acts +=
        end == ORDER_EXECUTED && i->trigger_kind == TRIGGER_INCIDENT && !espionage;
    m->orders_withdrawn_truth += end == ORDER_CLEARED || end == ORDER_NO_ATTACK;
    m->orders_withdrawn_named += end == ORDER_NOT_NAMED;
    m->orders_withdrawn_settled +=
        end == ORDER_SETTLED || end == ORDER_CONSULTED || end == ORDER_CRISIS_OVER;
    m->orders_lapsed += end == ORDER_LAPSED;
}

static void
note_help(struct metrics_counters *sums, const struct response *help)
{
    sums->score -= cooperative(help) ? 2 : 0;
    sums->metric.cooperative_responses += cooperative(help);
    sums->metric.help_requests += help->effect == EFFECT_ASSISTANCE;
    sums->metric.help_notices += help->effect == EFFECT_NOTICE;
}

/* Counts a decision. f->value is 1 for the last decision on an incident, and 2 for another decision
   after a statement of industry. */
static NOTE void
note_decided(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct observation *f)
{
    const struct incident *i = f->incident;
    const struct response *overt = WORLD_RESPONSE(w, i->overt);

    if (cooperative(overt)) {
        sums->score -= 2;
        sums->metric.cooperative_responses += i->trigger_kind == TRIGGER_INCIDENT;
    }
    if (i->n_decisions == 1) {
        note_help(sums, WORLD_RESPONSE(w, i->help));
    }
    if (f->value == 0 || i->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    if (f->value == 2) {
        note_hostile(sums, w, i);
        return;
    }
    sums->metric.decisions++;
    sums->state_decisions += i->initiator != NONE;
    sums->metric.absorbed += response_is_passive(overt) &&
                             WORLD_RESPONSE(w, i->covert)->effect == EFFECT_NOTHING &&
                             WORLD_RESPONSE(w, i->help)->effect == EFFECT_NOTHING;
    note_hostile(sums, w, i);
    if (i->named >= 0) {
        sums->metric.attributed++;
        sums->metric.misattributed += i->named != i->initiator;
    }
    metrics_append(&arrays[METRICS_ATTRIBUTION], f->day - i->detected_day);
}

static void
note_triaged(struct metrics_counters *sums, const struct world *w, const struct incident *i)
{
    sums->metric.misread +=
        i->perceived_intent >= 0.5 && incident_type_is_no_attack(WORLD_TYPE(w, i->type));
}

/* Whether harm to a state counts: /outputs/harm_of names the state, or is empty. */
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

static bool
is_party(const struct world *w, int32_t state)
{
    return state >= 0 && WORLD_STATE(w, state)->party;
}

/* Whether the incident or act with this id follows from a response of a party. Most causes are
   recent, so the search begins at the end. */
static bool
is_reprisal(const struct array *reprisals, uint64_t id)
{
    const uint64_t *ids = reprisals->at;
    int32_t k = reprisals->count;

    while (k > 0 && ids[k - 1] != id) {
        k--;
    }
    return k > 0;
}

/* Stores the id of an act or incident if it is a response of a party, or if its parent is already
   stored. The array thus contains the whole chain of consequences. */
static void
note_reprisal(
    struct array *reprisals, uint64_t id, uint64_t parent_id, bool responds, bool by_party)
{
    if ((responds && by_party) || (parent_id != 0 && is_reprisal(reprisals, parent_id))) {
        *ARRAY_AT(uint64_t, reprisals, array_append(reprisals)) = id;
    }
}

static void
note_harm(struct array *arrays, struct metric_values *m, const struct world *w,
    const struct incident *i)
{
    if (is_counted(w, i->target)) {
        m->harm += i->harm;
        m->harm_observed += isnan(i->public_day) ? 0 : i->harm;
        m->harm_linear += i->harm / i->severity;
        m->harm_cubic += i->harm * i->severity;
    }
    *(WORLD_STATE(w, i->target)->party ? &m->harm_parties : &m->harm_others) += i->harm;
    if (i->parent_kind != PARENT_NONE && is_reprisal(&arrays[METRICS_REPRISALS], i->id)) {
        m->harm_by_reprisal += i->harm;
    }
    *ARRAY_AT(double, &arrays[METRICS_HARMS], i->target) += i->harm;
}

static NOTE void
note_closed(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct incident *i)
{
    if (i->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    note_harm(arrays, &sums->metric, w, i);
    sums->metric.incidents_undetected += isnan(i->detected_day);
    if (!isnan(i->detected_day)) {
        metrics_append(&arrays[METRICS_DETECTION], i->detected_day - i->start_day);
    }
    if (!isnan(i->responded_day)) {
        metrics_append(&arrays[METRICS_RESPONSE], i->responded_day - i->decided_day);
    }
    if (i->industry_named >= 0) {
        sums->metric.industry_named++;
        sums->metric.industry_disagreed +=
            !isnan(i->statement_day) && i->industry_named != i->named;
    }
    sums->metric.concessions += !isnan(i->concession_day);
    sums->metric.concessions_degradation +=
        !isnan(i->concession_day) && WORLD_TYPE(w, i->type)->objective == OBJECTIVE_DEGRADATION;
}

static void
note_reply(struct metrics_counters *sums, const struct incident *i)
{
    if (i->counter_operation && i->parent_kind == PARENT_INCIDENT) {
        sums->metric.replies_higher += i->severity > i->parent_severity;
        sums->metric.replies_same += i->severity == i->parent_severity;
        sums->metric.replies_lower += i->severity < i->parent_severity;
    }
}

static NOTE void
note_act(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct observation *f)
{
    sums->metric.retractions += f->act->retraction;
    metrics_note_act(arrays, sums, w, f);
    note_reprisal(&arrays[METRICS_REPRISALS], f->act->id,
        f->act->parent_kind == PARENT_NONE ? 0 : f->act->parent_id,
        f->act->parent_kind != PARENT_NONE, is_party(w, f->act->actor));
    if (f->act->agreement != NONE && f->act->trigger_cyber) {
        count_open(&sums->metric, f->act->rung, f->act->misdirected);
        sums->metric.hostile_acts += ladder_is_hostile(f->act->rung);
    }
}

static NOTE void
note_start(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct incident *i)
{
    note_started(sums, w, i);
    note_reply(sums, i);
    note_reprisal(&arrays[METRICS_REPRISALS], i->id,
        i->parent_kind == PARENT_NONE ? 0 : i->parent_id, i->counter_operation,
        is_party(w, i->initiator));
}

static void
note(struct array *arrays, const struct world *w, const struct run *r,
    const struct observation *f)
{
    struct metrics_counters *sums = ARRAY_AT(struct metrics_counters, &arrays[METRICS_SUMS], 0);

    switch (f->kind) {
    case OBS_STARTED:
        note_start(arrays, sums, w, f->incident);
        break;
    case OBS_BLOCKED:
        sums->metric.attempts_blocked++;
        break;
    case OBS_TRIAGED:
        note_triaged(sums, w, f->incident);
        break;
    case OBS_DECIDED:
        note_decided(arrays, sums, w, f);
        break;
    case OBS_ORDERED:
        sums->metric.orders_given++;
        break;
    case OBS_ORDER_CLOSED:
        note_order_closed(&sums->metric, w, f);
        break;
    case OBS_PUBLIC:
        note_public(arrays, sums, w, f->incident);
        break;
    case OBS_CLOSED:
        note_closed(arrays, sums, w, f->incident);
        break;
    case OBS_ACT:
        note_act(arrays, sums, w, f);
        break;
    case OBS_MESSAGE:
        metrics_note_message(arrays, &sums->metric, f->message);
        break;
    case OBS_AGREEMENT:
        sums->metric.suspensions += f->b == AGREEMENT_SUSPENDED;
        break;
    case OBS_COOPERATION:
        sums->metric.suspensions += f->value == 0;
        break;
    case OBS_VIOLATION:
        sums->metric.violations++;
        sums->first_violation = sums->first_violation == 0 ? f->day + 1 : sums->first_violation;
        break;
    case OBS_CRISIS:
        sums->metric.crises += f->value == 1;
        break;
    case OBS_RUNG:
        metrics_note_rung(arrays, sums, r, f);
        break;
    case OBS_SETTLED:
        sums->metric.settlements++;
        break;
    case OBS_TRUST:
        sums->trust_moves += WORLD_PAIR(w, f->a)->by_agreement ? 0 : fabs(f->value);
        break;
    case OBS_CONTACT:
    case OBS_DETECTED:
    case OBS_NAMED:
    case OBS_INDUSTRY:
    case OBS_ENDED:
    case OBS_TRUTH:
    case OBS_CORRECTED:
    case OBS_MEMBER:
    case OBS_CAPPED:
    case OBS_OFFER:
    case OBS_BROKEN:
    case OBS_OVER:
    case OBS_SENT:
    case OBS_READ:
    case OBS_UNANSWERED:
    case OBS_CONCEDED:
    case OBS_COUNT:
        break;
    }
}

static const struct observer observer = {.name = "outcome",
    .element_sizes = sizes,
    .n_arrays = METRICS_ARRAYS,
    .wanted = OBS_BIT(OBS_STARTED) | OBS_BIT(OBS_BLOCKED) | OBS_BIT(OBS_TRIAGED) |
              OBS_BIT(OBS_DECIDED) | OBS_BIT(OBS_ORDERED) | OBS_BIT(OBS_ORDER_CLOSED) |
              OBS_BIT(OBS_PUBLIC) | OBS_BIT(OBS_CLOSED) | OBS_BIT(OBS_ACT) |
              OBS_BIT(OBS_MESSAGE) | OBS_BIT(OBS_AGREEMENT) | OBS_BIT(OBS_COOPERATION) |
              OBS_BIT(OBS_VIOLATION) | OBS_BIT(OBS_CRISIS) | OBS_BIT(OBS_RUNG) |
              OBS_BIT(OBS_SETTLED) | OBS_BIT(OBS_TRUST),
    .initial = initial,
    .note = note};
static const struct observer *const observer_list[] = {&observer};
const struct observers metrics_observers = {observer_list, 1};

#include "observe/outcome_sums.h"

#include <math.h>

static const size_t sizes[OUTCOME_POOLS] = {sizeof(struct outcome_sums),
    sizeof(struct outcome_place), sizeof(double), sizeof(double), sizeof(double),
    sizeof(double), sizeof(double), sizeof(struct outcome_dated), sizeof(double),
    sizeof(double)};

enum { EPISODE_DAYS_MAX = 730, EPISODE_HOLD_DAYS = 30, EPISODE_RUNG = 5 };

static void
initial(const struct world *w, int32_t *counts)
{
    counts[OUTCOME_SUMS] = 1;
    counts[OUTCOME_PLACES] = w->n_pairs;
    counts[OUTCOME_HARMS] = w->n_states;
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
episode_ends(struct outcome_sums *sums, struct outcome_place *p, double end)
{
    sums->episode_days += fmin(end - p->peak_day, EPISODE_DAYS_MAX);
    sums->episodes++;
    p->peak = 0;
}

static void
follow_episode(struct outcome_sums *sums, struct outcome_place *p, double day, int32_t rung)
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
count_days(struct outcome_sums *sums, const struct outcome_place *p, double day)
{
    for (int32_t r = 1; r <= p->rung; r++) {
        sums->days_at[r] += day - p->since;
    }
}

static void
note_rung(
    struct pool *pools, struct outcome_sums *sums, const struct run *r, const struct fact *f)
{
    struct outcome_place *p = POOL_AT(struct outcome_place, &pools[OUTCOME_PLACES], f->a);
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
note_act(
    struct pool *pools, struct outcome_sums *sums, const struct world *w, const struct fact *f)
{
    static const double weight[RUNGS] = {0, 0, 4, 12, 4, 12, 28, 28, 28, 60};
    const struct act *act = f->act;
    int32_t pair = world_pair(w, act->actor, act->target);
    bool answer = act->parent_kind != PARENT_NONE;

    if (pair != NONE) {
        POOL_AT(struct outcome_place, &pools[OUTCOME_PLACES], pair)->answered = answer;
    }
    sums->score += weight[act->rung];
    first(sums->first, act->rung, act->day);
    if (answer) {
        first(sums->first_answer, act->rung, act->day);
        sums->upward += act->upward;
        sums->inadvertent += act->inadvertent;
    }
    if (act->rung >= 2) {
        append(&pools[OUTCOME_PARENTS], act->day);
        sums->acts++;
        sums->chains += act->generation == 0 || act->parent_rung < 2;
        sums->generation_max = fmax(sums->generation_max, act->generation);
        if (answer && act->parent_rung >= 2) {
            append(&pools[OUTCOME_LAGS], act->day - act->parent_day);
        }
    }
}

/* Incidents */

static void
note_started(struct outcome_sums *sums, const struct world *w, const struct incident *i)
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
note_public(struct pool *pools, struct outcome_sums *sums, const struct world *w,
    const struct incident *i)
{
    sums->observed++;
    sums->public_by_class[WORLD_TYPE(w, i->type)->class_]++;
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
note_decided(
    struct pool *pools, struct outcome_sums *sums, const struct world *w, const struct fact *f)
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
    append(&pools[OUTCOME_ATTRIBUTION], f->day - i->detected_day);
}

static void
note_triaged(struct outcome_sums *sums, const struct world *w, const struct incident *i)
{
    int32_t class_ = WORLD_TYPE(w, i->type)->class_;

    sums->misread += i->perceived_intent >= 0.5 &&
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
note_closed(struct pool *pools, struct outcome_sums *sums, const struct world *w,
    const struct incident *i)
{
    if (i->matter != MATTER_INCIDENT) {
        return;
    }
    if (is_counted(w, i->target)) {
        sums->harm += i->harm;
        sums->harm_observed += isnan(i->public_day) ? 0 : i->harm;
    }
    *POOL_AT(double, &pools[OUTCOME_HARMS], i->target) += i->harm;
    sums->undetected += isnan(i->detected_day);
    if (!isnan(i->detected_day)) {
        append(&pools[OUTCOME_DETECTION], i->detected_day - i->start_day);
    }
    if (!isnan(i->responded_day)) {
        append(&pools[OUTCOME_RESPONSE], i->responded_day - i->decided_day);
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
note_reply(struct outcome_sums *sums, const struct incident *i)
{
    if (i->counter_operation && i->parent_kind == PARENT_INCIDENT) {
        sums->higher += i->severity > i->parent_severity;
        sums->same += i->severity == i->parent_severity;
        sums->lower += i->severity < i->parent_severity;
    }
}

static void
note_message(struct pool *pools, struct outcome_sums *sums, const struct message *m)
{
    sums->messages[MESSAGE_UNDER_WAY]++;
    sums->messages[m->end]++;
    if (m->end == MESSAGE_ANSWERED) {
        append(&pools[OUTCOME_MESSAGES], 24 * (m->answered_day - m->sent_day));
    } else if (m->end == MESSAGE_DELIVERED) {
        append(&pools[OUTCOME_MESSAGES], 24 * (m->handled_day - m->sent_day));
    }
}

static void
note_agreement(struct outcome_sums *sums, const struct fact *f)
{
    sums->suspensions += f->b == AGREEMENT_SUSPENDED;
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
    case FACT_COOPERATION:
        sums->suspensions += f->value == 0;
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

void
outcome_sums_close(struct pool *pools, double now)
{
    struct outcome_sums *sums = POOL_AT(struct outcome_sums, &pools[OUTCOME_SUMS], 0);

    for (int32_t p = 0; p < pools[OUTCOME_PLACES].count; p++) {
        struct outcome_place *place = POOL_AT(struct outcome_place, &pools[OUTCOME_PLACES], p);

        count_days(sums, place, now);
        if (place->peak > 0) {
            episode_ends(sums, place, place->below_since > 0 ? place->below_since : now);
        }
    }
}

#include "model/accord.h"

#include "model/effective.h"
#include "model/incident.h"
#include "model/relation.h"

enum { TRANCHES_PER_YEAR = 4 };

static const struct agreement *
row_of(const struct sim *s, int32_t agreement)
{
    return WORLD_AGREEMENT(s->world, agreement);
}

/* Parties, pair by pair. */
struct pairs_of_parties {
    int32_t a, b; /* indices into the parties */
};

static bool
next_pair(const struct sim *s, const struct agreement *row, struct pairs_of_parties *at,
    int32_t *pair)
{
    const struct party *parties = row->parties.items;

    if (++at->b >= row->parties.count) {
        at->b = ++at->a + 1;
    }
    if (at->b >= row->parties.count) {
        return false;
    }
    *pair = world_pair(s->world, parties[at->a].key.index, parties[at->b].key.index);
    return true;
}

#define EACH_PAIR(s, row, pair)                                                                \
    for (struct pairs_of_parties at_ = {0, 0}; next_pair((s), (row), &at_, &(pair));)

static double
tension_among(const struct sim *s, const struct agreement *row)
{
    double most = 0;
    int32_t pair;

    EACH_PAIR(s, row, pair)
    {
        struct pair_now *now = SIM_PAIR(s, pair);

        for (int32_t d = 0; d < 2; d++) {
            most = fmax(most, relation_tension(s, (struct side){pair, d, &now->side[d]}));
        }
    }
    return most;
}

static bool
crisis_among(const struct sim *s, const struct agreement *row)
{
    int32_t pair;

    EACH_PAIR(s, row, pair)
    {
        if (relation_in_crisis(s, pair)) {
            return true;
        }
    }
    return false;
}

/* Measures */

static bool
is_of(const struct sim *s, int32_t measure, int32_t agreement)
{
    return s->world->measures[measure].agreement == agreement;
}

static void
activate(struct sim *s, int32_t agreement, double in_force_on)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (is_of(s, m, agreement)) {
            struct measure_now *now = SIM_MEASURE(s, m);

            double on_day = in_force_on - s->world->measures[m].row->lead_days;

            now->active = true;
            if (isnan(now->on_day) || on_day < now->on_day) {
                now->on_day = on_day;
                now->refreshed_day = fmax(now->on_day, in_force_on);
            }
        }
    }
    incident_review_detection(s, NONE);
}

static void
deactivate(struct sim *s, int32_t agreement)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (is_of(s, m, agreement)) {
            SIM_MEASURE(s, m)->active = false;
        }
    }
    incident_review_detection(s, NONE);
}

static void
refresh(struct sim *s, int32_t agreement, enum refreshed_by by)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (is_of(s, m, agreement) && s->world->measures[m].row->refreshed_by == (int32_t)by) {
            SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
        }
    }
}

void
accord_used(struct sim *s, int32_t pair, enum channel_kind channel)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t agreement = s->world->agreements_of_pair[k];

        for (int32_t m = 0; m < s->world->n_measures; m++) {
            const struct measure *row = s->world->measures[m].row;

            if (is_of(s, m, agreement) && row->refreshed_by == REFRESH_USE &&
                (row->channel == MEASURE_CHANNEL_ANY || row->channel == (int32_t)channel + 1)) {
                SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
            }
        }
    }
}

/* Recurring events, while in force */

static void
schedule_meeting(struct sim *s, int32_t agreement, double earliest)
{
    const struct agreement *row = row_of(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->consultations.interval_days > 0) {
        double u = sim_draw4(s, PURPOSE_meeting, row->key.hash, (uint64_t)now->n_rounds).u[0];

        now->meeting =
            sim_at(s, fmax(earliest, sim_now(s)) + row->consultations.interval_days * (0.5 + u),
                EVENT_meeting, agreement, 0);
    }
}

static void
schedule_exercise(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (row->exercises.interval_days > 0) {
        double u = sim_draw(s, PURPOSE_exercise, row->key.hash, (uint64_t)now->n_exercises++);

        now->exercise =
            sim_in(s, row->exercises.interval_days * (0.5 + u), EVENT_exercise, agreement, 0);
    }
}

static bool
builds_capacity(const struct sim *s, int32_t agreement)
{
    if (row_of(s, agreement)->programme.budget_musd > 0) {
        return true;
    }
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (is_of(s, m, agreement) &&
            s->world->measures[m].row->effect[LEVER_capacity_flow].up != 0) {
            return true;
        }
    }
    return false;
}

static void
schedule_tranche(struct sim *s, int32_t agreement)
{
    if (builds_capacity(s, agreement)) {
        SIM_AGREEMENT(s, agreement)->tranche =
            sim_in(s, DAYS_PER_YEAR / TRANCHES_PER_YEAR, EVENT_tranche, agreement, 0);
    }
}

static void
stop_recurring(struct sim *s, struct agreement_now *now)
{
    sim_cancel(s, &now->meeting);
    sim_cancel(s, &now->exercise);
    sim_cancel(s, &now->tranche);
}

/* Status */

static void
set_status(struct sim *s, int32_t agreement, enum agreement_status status)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (now->status == AGREEMENT_IN_FORCE) {
        now->in_force_days += sim_now(s) - now->since;
    }
    now->status = (int32_t)status;
    now->since = sim_now(s);
    sim_tell(s, (struct fact){.kind = FACT_AGREEMENT, .a = agreement, .b = (int32_t)status});
}

double
accord_days_in_force(const struct sim *s, int32_t agreement)
{
    const struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    return now->in_force_days +
           (now->status == AGREEMENT_IN_FORCE ? sim_now(s) - now->since : 0);
}

static void
schedule_suspension(struct sim *s, int32_t agreement, double rate)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->suspension);
    if (rate > 0) {
        double u = sim_draw(s, PURPOSE_suspension, row_of(s, agreement)->key.hash,
            (uint64_t)now->n_suspensions++);

        now->suspension = sim_in(s, law_exponential(u) / rate, EVENT_suspension, agreement, 0);
    }
}

/* What recurs while in force, and what may end it. */
static void
start_recurring(struct sim *s, int32_t agreement, double first_meeting)
{
    const struct agreement *row = row_of(s, agreement);

    schedule_meeting(s, agreement, first_meeting);
    schedule_exercise(s, agreement);
    schedule_tranche(s, agreement);
    if (crisis_among(s, row)) {
        schedule_suspension(s, agreement, row->suspension.hazard_per_day);
    }
}

static void
enter_into_force(struct sim *s, int32_t agreement, double first_day)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    set_status(s, agreement, AGREEMENT_IN_FORCE);
    now->entered_day = isnan(now->entered_day) ? first_day : now->entered_day;
    activate(s, agreement, first_day);
    start_recurring(s, agreement, first_day + row_of(s, agreement)->consultations.first_days);
}

static void
plan(struct sim *s, int32_t agreement, double day, enum agreement_step step)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->step);
    now->step = sim_at(s, day, EVENT_agreement_step, agreement, (int32_t)step);
}

static void
sign(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);
    struct stream_block u = sim_draw4(s, PURPOSE_entry, row->key.hash, 0);

    set_status(s, agreement, AGREEMENT_SIGNED);
    if (isnan(row->in_force_on)) {
        plan(s, agreement,
            sim_now(s) + law_lognormal(u.u[0], row->entry.ratification_days,
                             row->entry.ratification_log_sd),
            STEP_RATIFY);
    } else {
        plan(s, agreement, fmax(row->in_force_on, sim_now(s)), STEP_ENTER_INTO_FORCE);
    }
}

static void
ratify(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);

    set_status(s, agreement, AGREEMENT_RATIFIED);
    if (isnan(row->in_force_on)) {
        plan(s, agreement, sim_now(s) + row->entry.into_force_days, STEP_ENTER_INTO_FORCE);
    } else {
        plan(s, agreement, fmax(row->in_force_on, sim_now(s)), STEP_ENTER_INTO_FORCE);
    }
}

static void
resume(struct sim *s, int32_t agreement)
{
    set_status(s, agreement, AGREEMENT_IN_FORCE);
    activate(s, agreement, sim_now(s));
    start_recurring(s, agreement, sim_now(s));
}

static void
suspend(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);

    set_status(s, agreement, AGREEMENT_SUSPENDED);
    deactivate(s, agreement);
    stop_recurring(s, SIM_AGREEMENT(s, agreement));
    sim_cancel(s, &SIM_AGREEMENT(s, agreement)->suspension);
    if (!crisis_among(s, row)) {
        schedule_suspension(s, agreement, row->suspension.resumption_per_day);
    }
}

static void
terminate(struct sim *s, int32_t agreement)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    set_status(s, agreement, AGREEMENT_ENDED);
    deactivate(s, agreement);
    stop_recurring(s, now);
    sim_cancel(s, &now->suspension);
    sim_cancel(s, &now->step);
}

void
accord_step(struct sim *s, int32_t agreement, int32_t step)
{
    enum agreement_status status = (enum agreement_status)SIM_AGREEMENT(s, agreement)->status;

    if (status == AGREEMENT_ENDED) {
        return;
    }
    switch ((enum agreement_step)step) {
    case STEP_SIGN:
        if (status == AGREEMENT_PROPOSED) {
            sign(s, agreement);
        }
        break;
    case STEP_RATIFY:
        if (status <= AGREEMENT_SIGNED) {
            ratify(s, agreement);
        }
        break;
    case STEP_ENTER_INTO_FORCE:
        if (status <= AGREEMENT_RATIFIED) {
            enter_into_force(s, agreement, sim_now(s));
        }
        break;
    case STEP_SUSPEND:
        if (status == AGREEMENT_IN_FORCE) {
            suspend(s, agreement);
        }
        break;
    case STEP_RESUME:
        if (status == AGREEMENT_SUSPENDED) {
            resume(s, agreement);
        }
        break;
    case STEP_TERMINATE:
        terminate(s, agreement);
        break;
    }
}

void
accord_on_step(void *sim, const struct event *event)
{
    accord_step(sim, event->a, event->b);
}

/* First day */

static void
schedule_hazard(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    double u = sim_draw4(s, PURPOSE_entry, row->key.hash, 1 + (uint64_t)now->n_hazards).u[0];

    (void)sim_in(s, law_exponential(u) * DAYS_PER_YEAR / row->entry.hazard_ceiling_per_year,
        EVENT_hazard, agreement, 0);
}

static void
begin_proposed(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);

    if (!isnan(row->signed_on) && row->signed_on >= 0) {
        plan(s, agreement, row->signed_on, STEP_SIGN);
    } else if (!isnan(row->in_force_on)) {
        plan(s, agreement, fmax(row->in_force_on, 0), STEP_ENTER_INTO_FORCE);
    } else if (row->entry.hazard_per_year > 0 && row->entry.hazard_ceiling_per_year > 0) {
        schedule_hazard(s, agreement);
    }
}

static void
begin(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    bool later = !isnan(row->in_force_on) && row->in_force_on > 0;

    switch ((enum agreement_status)row->status) {
    case AGREEMENT_PROPOSED:
        begin_proposed(s, agreement);
        break;
    case AGREEMENT_SIGNED:
        sign(s, agreement);
        break;
    case AGREEMENT_RATIFIED:
        ratify(s, agreement);
        break;
    case AGREEMENT_IN_FORCE:
        if (later) {
            now->status = AGREEMENT_SIGNED;
            plan(s, agreement, row->in_force_on, STEP_ENTER_INTO_FORCE);
        } else {
            enter_into_force(s, agreement, isnan(row->in_force_on) ? 0 : row->in_force_on);
        }
        break;
    case AGREEMENT_SUSPENDED:
        enter_into_force(s, agreement, isnan(row->in_force_on) ? 0 : row->in_force_on);
        suspend(s, agreement);
        break;
    case AGREEMENT_ENDED:
        now->status = AGREEMENT_ENDED;
        break;
    }
    if (later && row->status <= AGREEMENT_IN_FORCE) {
        activate(s, agreement, row->in_force_on); /* measures may run ahead of it */
    }
    if (!isnan(row->expires_on) && row->expires_on >= 0) {
        (void)sim_at(s, row->expires_on, EVENT_agreement_step, agreement, STEP_TERMINATE);
    }
}

void
accord_begin(struct sim *s)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        begin(s, a);
    }
}

/* Endogenous entry: states sign when trouble is coming. MODEL.md (11.3) */
void
accord_on_hazard(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct agreement *row = row_of(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    double theta = s->world->parameters.tension.threshold;
    double u, hazard;

    if (now->status != AGREEMENT_PROPOSED) {
        return;
    }
    u = sim_draw4(s, PURPOSE_entry, row->key.hash, 1 + (uint64_t)now->n_hazards++).u[1];
    hazard = row->entry.hazard_per_year *
             real_exp(row->entry.tension_weight * fmin(tension_among(s, row) / theta, 2) +
                      row->entry.consultation_weight * (double)now->n_held);
    if (u < hazard / row->entry.hazard_ceiling_per_year) {
        sign(s, event->a);
    } else {
        schedule_hazard(s, event->a);
    }
}

/* Consultations */

static void
hold_round(struct sim *s, int32_t agreement)
{
    const struct agreement *row = row_of(s, agreement);
    double share = s->world->parameters.tension.relief_consultation;
    double contact = s->world->parameters.trust.contact;
    int32_t pair;

    SIM_AGREEMENT(s, agreement)->n_held++;
    EACH_PAIR(s, row, pair)
    {
        struct pair_now *now = SIM_PAIR(s, pair);

        if (world_channel(s->world, pair, CHANNEL_POLITICAL) != NULL) {
            relation_contact(s, pair, CHANNEL_POLITICAL);
        }
        for (int32_t d = 0; d < 2; d++) {
            struct side side = {pair, d, &now->side[d]};

            relation_relieve(s, side, share);
            relation_experience(s, side, contact, 0);
        }
        sim_tell(s, (struct fact){.kind = FACT_CONTACT, .a = pair, .b = 1});
    }
    refresh(s, agreement, REFRESH_CONSULTATION);
}

/* Observers are there, too: as far as they take part, they gain trust and contacts with parties. */
static void
hold_with_observers(struct sim *s, const struct agreement *row)
{
    const struct party *observers = row->observers.items, *parties = row->parties.items;

    for (int32_t k = 0; k < row->observers.count * row->parties.count; k++) {
        const struct party *o = &observers[k / row->parties.count];
        struct side side =
            relation_side(s, o->key.index, parties[k % row->parties.count].key.index);
        double contact = s->world->parameters.trust.contact * o->implementation * o->activity;

        if (side.pair != NONE && contact > 0) {
            relation_experience(s, side, contact, 0);
            relation_experience(s, relation_other(s, side), contact, 0);
            if (world_channel(s->world, side.pair, CHANNEL_POLITICAL) != NULL) {
                relation_contact(s, side.pair, CHANNEL_POLITICAL);
            }
        }
    }
}

/* One agreement may lead to the next: the pipeline. */
static void
lead_on(struct sim *s, int32_t agreement, double u)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct agreement *row = row_of(s, a);

        if (row->entry.follows == agreement) {
            SIM_AGREEMENT(s, a)->n_held++;
            if (SIM_AGREEMENT(s, a)->status == AGREEMENT_PROPOSED &&
                u < row->entry.signing_probability) {
                sign(s, a);
            }
        }
    }
}

void
accord_on_meeting(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct agreement *row = row_of(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    struct stream_block u =
        sim_draw4(s, PURPOSE_meeting, row->key.hash, (uint64_t)now->n_rounds++);
    double x = tension_among(s, row) / fmax(row->consultations.skip_tension, 1e-9);

    now->meeting = (struct timer){0, 0};
    if (u.u[1] < 1 / (1 + x * x * x * x)) {
        hold_round(s, event->a);
        hold_with_observers(s, row);
        lead_on(s, event->a, u.u[2]);
    }
    schedule_meeting(s, event->a, sim_now(s));
}

void
accord_on_exercise(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct agreement *row = row_of(s, event->a);
    int32_t pair;

    EACH_PAIR(s, row, pair)
    {
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (world_channel(s->world, pair, (enum channel_kind)c) != NULL) {
                relation_contact(s, pair, (enum channel_kind)c);
            }
        }
        sim_tell(s, (struct fact){.kind = FACT_CONTACT, .a = pair, .b = 2});
    }
    refresh(s, event->a, REFRESH_EXERCISE);
    schedule_exercise(s, event->a);
}

/* Suspension */

bool
accord_in_force(const struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        if (SIM_AGREEMENT(s, s->world->agreements_of_pair[k])->status == AGREEMENT_IN_FORCE) {
            return true;
        }
    }
    return false;
}

void
accord_suspend(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        accord_step(s, s->world->agreements_of_pair[k], STEP_SUSPEND);
    }
}

void
accord_crisis_begins(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (now->status == AGREEMENT_SUSPENDED) {
            sim_cancel(s, &now->suspension);
        } else if (now->status == AGREEMENT_IN_FORCE &&
                   !queue_pending(&s->run->kernel.queue, now->suspension)) {
            schedule_suspension(s, a, row_of(s, a)->suspension.hazard_per_day);
        }
    }
}

void
accord_crisis_ends(struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (crisis_among(s, row_of(s, a))) {
            continue;
        }
        sim_cancel(s, &now->suspension);
        if (now->status == AGREEMENT_SUSPENDED) {
            schedule_suspension(s, a, row_of(s, a)->suspension.resumption_per_day);
        }
    }
}

void
accord_on_suspension(void *sim, const struct event *event)
{
    struct sim *s = sim;
    int32_t status = SIM_AGREEMENT(s, event->a)->status;

    SIM_AGREEMENT(s, event->a)->suspension = (struct timer){0, 0};
    accord_step(s, event->a, status == AGREEMENT_IN_FORCE ? STEP_SUSPEND : STEP_RESUME);
}

int32_t
accord_hub_between(const struct sim *s, int32_t pair)
{
    struct link_range range = s->world->pair_agreements[pair];
    int32_t hub = NONE;

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];

        if (SIM_AGREEMENT(s, a)->status == AGREEMENT_IN_FORCE) {
            if (row_of(s, a)->kind != AGREEMENT_HUB) {
                return NONE;
            }
            hub = a;
        }
    }
    return hub;
}

/* The ledger */

static bool
pledged(const struct sim *s, int32_t agreement, int32_t incident_class)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (is_of(s, m, agreement) && row->pledge && effective_covers(row, incident_class)) {
            return true;
        }
    }
    return false;
}

void
accord_find_violation(struct sim *s, int32_t violator, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct side side = relation_side(s, i->target, violator);
    struct link_range range;

    if (i->type == NONE || i->violation_found || side.pair == NONE) {
        return;
    }
    range = s->world->pair_agreements[side.pair];
    for (int32_t k = range.first; k < range.first + range.count; k++) {
        int32_t a = s->world->agreements_of_pair[k];
        struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (!isnan(now->entered_day) && i->start_day >= now->entered_day &&
            now->status != AGREEMENT_ENDED &&
            pledged(s, a, WORLD_TYPE(s->world, i->type)->class_)) {
            i->violation_found = true;
            now->n_violations++;
            now->first_violation_day =
                isnan(now->first_violation_day) ? sim_now(s) : now->first_violation_day;
            relation_experience(s, side, 0, s->world->parameters.trust.violation);
            sim_tell(
                s, (struct fact){.kind = FACT_VIOLATION, .a = a, .b = violator, .incident = i});
        }
    }
}

/* Capacity: money is delivered in tranches and works after a lag. MODEL.md (11.2) */

static double
share_of(const struct sim *s, const struct agreement *row, int32_t party)
{
    const struct party *parties = row->parties.items;
    double total = 0, own = 0;

    for (int32_t k = 0; k < row->parties.count; k++) {
        double weight = 1;

        if (row->programme.allocation == ALLOCATION_PROPORTIONAL) {
            weight = parties[k].programme_share;
        } else if (row->programme.allocation == ALLOCATION_WEAKEST_FIRST) {
            double c = effective_capacity(s, parties[k].key.index, CAPACITY_DETECTION);

            weight = (1 - c) * (1 - c) * (1 - c) * (1 - c);
        }
        total += weight;
        own = k == party ? weight : own;
    }
    return total > 0 ? own / total : 0;
}

static double
flow_of_measures(const struct sim *s, int32_t agreement, const struct party *party)
{
    double flow = 0;

    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (is_of(s, m, agreement)) {
            flow += s->world->measures[m].row->effect[LEVER_capacity_flow].up *
                    effective_weight(s, m) * s->world->measures[m].row->implementation *
                    s->world->measures[m].row->activity * party->implementation *
                    party->activity;
        }
    }
    return flow;
}

static void
deliver(struct sim *s, int32_t agreement, int32_t party, double musd)
{
    const struct agreement *row = row_of(s, agreement);
    const struct party *parties = row->parties.items;
    int32_t index;

    if (musd <= 0) {
        return;
    }
    index = sim_take(&s->run->tranches);
    *SIM_TRANCHE(s, index) = (struct tranche){.state = parties[party].key.index,
        .amount = {[CAPACITY_DETECTION] = musd * row->programme.technical / 2,
            [CAPACITY_RESILIENCE] = musd * row->programme.technical / 2,
            [CAPACITY_DESK] = musd * row->programme.policy,
            [CAPACITY_ATTRIBUTION] = musd * row->programme.strategy,
            [CAPACITY_LEGAL] = musd * row->programme.legal}};
    (void)sim_in(s, s->world->parameters.capacity.lag_days, EVENT_capacity, index, 0);
}

void
accord_on_tranche(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct agreement *row = row_of(s, event->a);
    const struct party *parties = row->parties.items;
    const struct agreement_programme *p = &row->programme;
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    bool begun = isnan(p->start) || sim_now(s) >= p->start;
    bool paid = begun && (double)now->n_tranches++ < p->years * TRANCHES_PER_YEAR;
    double tranche = paid && p->years > 0
                         ? p->budget_musd * p->efficiency / (p->years * TRANCHES_PER_YEAR)
                         : 0;

    for (int32_t k = 0; k < row->parties.count; k++) {
        deliver(s, event->a, k,
            tranche * share_of(s, row, k) +
                flow_of_measures(s, event->a, &parties[k]) / TRANCHES_PER_YEAR);
    }
    schedule_tranche(s, event->a);
}

void
accord_on_capacity(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct tranche tranche = *SIM_TRANCHE(s, event->a);
    double halflife = s->world->parameters.capacity.halflife_days;

    sim_give(&s->run->tranches, event->a);
    for (int32_t c = 0; c < CAPACITY_COUNT; c++) {
        sim_add(
            &SIM_STATE(s, tranche.state)->built[c], tranche.amount[c], halflife, sim_now(s));
    }
    incident_review_detection(s, tranche.state);
}

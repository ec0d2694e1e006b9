#include "model/accord_parts.h"

#include "model/effective.h"
#include "model/incident.h"
#include "model/relation.h"

const struct agreement *
accord_row(const struct sim *s, int32_t agreement)
{
    return WORLD_AGREEMENT(s->world, agreement);
}

bool
accord_next_pair(
    const struct sim *s, const struct agreement *row, struct accord_pairs *at, int32_t *pair)
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

double
accord_tension_among(const struct sim *s, const struct agreement *row)
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

bool
accord_crisis_among(const struct sim *s, const struct agreement *row)
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

bool
accord_holds(const struct sim *s, int32_t measure, int32_t agreement)
{
    return s->world->measures[measure].agreement == agreement;
}

static void
activate(struct sim *s, int32_t agreement, double in_force_on)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (accord_holds(s, m, agreement)) {
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
        if (accord_holds(s, m, agreement)) {
            SIM_MEASURE(s, m)->active = false;
        }
    }
    incident_review_detection(s, NONE);
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

void
accord_schedule_suspension(struct sim *s, int32_t agreement, double rate)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->suspension);
    if (rate > 0) {
        double u = sim_draw(s, PURPOSE_suspension, accord_row(s, agreement)->key.hash,
            (uint64_t)now->n_suspensions++);

        now->suspension = sim_in(s, law_exponential(u) / rate, EVENT_suspension, agreement, 0);
    }
}

/* What recurs while in force, and what may end it. */
static void
start_recurring(struct sim *s, int32_t agreement, double first_meeting)
{
    const struct agreement *row = accord_row(s, agreement);

    accord_schedule_meeting(s, agreement, first_meeting);
    accord_schedule_exercise(s, agreement);
    accord_schedule_tranche(s, agreement);
    if (accord_crisis_among(s, row)) {
        accord_schedule_suspension(s, agreement, row->suspension.hazard_per_day);
    }
}

static void
enter_into_force(struct sim *s, int32_t agreement, double first_day)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    set_status(s, agreement, AGREEMENT_IN_FORCE);
    now->entered_day = isnan(now->entered_day) ? first_day : now->entered_day;
    activate(s, agreement, first_day);
    start_recurring(
        s, agreement, first_day + accord_row(s, agreement)->consultations.first_days);
}

static void
plan(struct sim *s, int32_t agreement, double day, enum agreement_step step)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->step);
    now->step = sim_at(s, day, EVENT_agreement_step, agreement, (int32_t)step);
}

void
accord_sign(struct sim *s, int32_t agreement)
{
    const struct agreement *row = accord_row(s, agreement);
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
    const struct agreement *row = accord_row(s, agreement);

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
    const struct agreement *row = accord_row(s, agreement);

    set_status(s, agreement, AGREEMENT_SUSPENDED);
    deactivate(s, agreement);
    stop_recurring(s, SIM_AGREEMENT(s, agreement));
    sim_cancel(s, &SIM_AGREEMENT(s, agreement)->suspension);
    if (!accord_crisis_among(s, row)) {
        accord_schedule_suspension(s, agreement, row->suspension.resumption_per_day);
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
            accord_sign(s, agreement);
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
    const struct agreement *row = accord_row(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    double u = sim_draw4(s, PURPOSE_entry, row->key.hash, 1 + (uint64_t)now->n_hazards).u[0];

    (void)sim_in(s, law_exponential(u) * DAYS_PER_YEAR / row->entry.hazard_ceiling_per_year,
        EVENT_hazard, agreement, 0);
}

static void
begin_proposed(struct sim *s, int32_t agreement)
{
    const struct agreement *row = accord_row(s, agreement);

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
    const struct agreement *row = accord_row(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    bool later = !isnan(row->in_force_on) && row->in_force_on > 0;

    switch ((enum agreement_status)row->status) {
    case AGREEMENT_PROPOSED:
        begin_proposed(s, agreement);
        break;
    case AGREEMENT_SIGNED:
        accord_sign(s, agreement);
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
    const struct agreement *row = accord_row(s, event->a);
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    double theta = s->world->parameters.tension.threshold;
    double u, hazard;

    if (now->status != AGREEMENT_PROPOSED) {
        return;
    }
    u = sim_draw4(s, PURPOSE_entry, row->key.hash, 1 + (uint64_t)now->n_hazards++).u[1];
    hazard =
        row->entry.hazard_per_year *
        real_exp(row->entry.tension_weight * fmin(accord_tension_among(s, row) / theta, 2) +
                 row->entry.consultation_weight * (double)now->n_held);
    if (u < hazard / row->entry.hazard_ceiling_per_year) {
        accord_sign(s, event->a);
    } else {
        schedule_hazard(s, event->a);
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

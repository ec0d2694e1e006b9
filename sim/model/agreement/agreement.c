#include "model/agreement/internal.h"

const struct agreement *
agreement_input(const struct sim_context *s, int32_t agreement)
{
    return WORLD_AGREEMENT(s->world, agreement);
}

/* ---- measures ---- */

bool
agreement_holds(const struct sim_context *s, int32_t measure, int32_t agreement)
{
    return s->world->measures[measure].agreement == agreement;
}

static void
activate(struct sim_context *s, int32_t agreement, double in_force_on)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement)) {
            struct measure_now *now = SIM_MEASURE(s, m);

            double on_day = in_force_on - s->world->measures[m].row->lead_days;

            now->active = true;
            if (isnan(now->on_day) || on_day < now->on_day) {
                now->on_day = on_day;
                now->refreshed_day = fmax(now->on_day, in_force_on);
            }
        }
    }
    sim_mark_detection(s, NONE);
}

static void
deactivate(struct sim_context *s, int32_t agreement)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement)) {
            SIM_MEASURE(s, m)->active = false;
        }
    }
    sim_mark_detection(s, NONE);
}

static void
stop_recurring(struct sim_context *s, struct agreement_now *now)
{
    sim_cancel(s, &now->meeting);
    sim_cancel(s, &now->exercise);
    sim_cancel(s, &now->tranche);
}

/* ---- status ---- */

void
agreement_set_status(struct sim_context *s, int32_t agreement, enum agreement_status status)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    if (now->status == AGREEMENT_IN_FORCE) {
        now->in_force_days += sim_now(s) - now->since;
    }
    now->status = (int32_t)status;
    now->since = sim_now(s);
    sim_notify(
        s, (struct observation){.kind = OBS_AGREEMENT, .a = agreement, .b = (int32_t)status});
}

void
agreement_schedule_suspension(struct sim_context *s, int32_t agreement, double rate)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->suspension);
    if (rate > 0) {
        double u = sim_draw(s, PURPOSE_suspension, agreement_input(s, agreement)->key.hash,
            (uint64_t)now->n_suspensions++);

        now->suspension =
            sim_in(s, distribution_exponential(u) / rate, EVENT_suspension, agreement, 0);
    }
}

/* Starts the recurring events, and checks whether a suspension is due. */
static void
start_recurring(struct sim_context *s, int32_t agreement, double first_meeting)
{
    agreement_schedule_meeting(s, agreement, first_meeting);
    agreement_schedule_exercise(s, agreement);
    agreement_schedule_tranche(s, agreement);
    agreement_begin_test(s, agreement);
    agreement_review_crises(s, agreement);
}

static void
enter_into_force(struct sim_context *s, int32_t agreement, double first_day)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    agreement_set_status(s, agreement, AGREEMENT_IN_FORCE);
    if (isnan(now->entered_day)) {
        now->entered_day = first_day;
        agreement_schedule_accessions(s, agreement, first_day);
        if (row->term_days > 0) {
            (void)sim_at(s, fmax(first_day + row->term_days, sim_now(s)), EVENT_agreement_step,
                agreement, STEP_TERMINATE);
        }
    }
    activate(s, agreement, first_day);
    start_recurring(s, agreement, first_day + row->consultations.first_days);
}

void
agreement_schedule_step(
    struct sim_context *s, int32_t agreement, double day, enum agreement_step step)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    sim_cancel(s, &now->step);
    now->step = sim_at(s, day, EVENT_agreement_step, agreement, (int32_t)step);
}

static void
resume(struct sim_context *s, int32_t agreement)
{
    agreement_set_status(s, agreement, AGREEMENT_IN_FORCE);
    activate(s, agreement, sim_now(s));
    start_recurring(s, agreement, sim_now(s));
}

static void
suspend(struct sim_context *s, int32_t agreement)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    agreement_set_status(s, agreement, AGREEMENT_SUSPENDED);
    now->violations_forgiven = now->n_violations;
    deactivate(s, agreement);
    stop_recurring(s, now);
    sim_cancel(s, &now->suspension);
    agreement_review_crises(s, agreement);
}

static void
terminate(struct sim_context *s, int32_t agreement)
{
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);

    agreement_set_status(s, agreement, AGREEMENT_ENDED);
    deactivate(s, agreement);
    stop_recurring(s, now);
    sim_cancel(s, &now->step);
    agreement_review_crises(s, agreement);
}

void
agreement_step(struct sim_context *s, int32_t agreement, int32_t step)
{
    enum agreement_status status = (enum agreement_status)SIM_AGREEMENT(s, agreement)->status;

    agreement_process_crises(s);
    if (status == AGREEMENT_ENDED) {
        return;
    }
    switch ((enum agreement_step)step) {
    case STEP_SIGN:
        if (status == AGREEMENT_PROPOSED) {
            agreement_sign(s, agreement);
        }
        break;
    case STEP_RATIFY:
        if (status <= AGREEMENT_SIGNED) {
            agreement_ratify(s, agreement);
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
agreement_on_step(void *sim, const struct event *event)
{
    agreement_step(sim, event->a, event->b);
}

/* ---- the first day ---- */

static void
begin(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    bool later = !isnan(row->in_force_on) && row->in_force_on > 0;

    agreement_begin_members(s, agreement);
    switch ((enum agreement_status)row->status) {
    case AGREEMENT_PROPOSED:
        agreement_begin_entry(s, agreement);
        break;
    case AGREEMENT_SIGNED:
        agreement_sign(s, agreement);
        break;
    case AGREEMENT_RATIFIED:
        agreement_ratify(s, agreement);
        break;
    case AGREEMENT_IN_FORCE:
        if (later) {
            now->status = AGREEMENT_SIGNED;
            agreement_schedule_step(s, agreement, row->in_force_on, STEP_ENTER_INTO_FORCE);
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
        activate(s, agreement,
            row->in_force_on); /* measures may begin to work before the entry into force */
    }
    if (!isnan(row->expires_on) && row->expires_on >= 0) {
        (void)sim_at(s, row->expires_on, EVENT_agreement_step, agreement, STEP_TERMINATE);
    }
}

void
agreement_begin(struct sim_context *s)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        begin(s, a);
    }
}

void
agreement_on_suspension(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    int32_t status = SIM_AGREEMENT(s, event->a)->status;

    SIM_AGREEMENT(s, event->a)->suspension = (struct timer){0, 0};
    if (status == AGREEMENT_IN_FORCE && !agreement_is_heated(s, event->a)) {
        agreement_review_crises(s, event->a); /* on a later day, tension may suffice */
        return;
    }
    agreement_step(s, event->a, status == AGREEMENT_IN_FORCE ? STEP_SUSPEND : STEP_RESUME);
}

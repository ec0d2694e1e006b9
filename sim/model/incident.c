#include "model/incident.h"

#include "model/accord.h"
#include "model/belief.h"
#include "model/campaign.h"
#include "model/coalition.h"
#include "model/desk.h"
#include "model/effective.h"
#include "model/relation.h"

/* Being held */

int32_t
incident_new(struct sim *s, uint64_t id)
{
    int32_t index = sim_take(&s->run->incidents);

    *SIM_INCIDENT(s, index) = (struct incident){.id = id,
        .source = NONE,
        .initiator = NONE,
        .home = NONE,
        .target = NONE,
        .type = NONE,
        .blamed = NONE,
        .parent_day = NAN,
        .belief = NONE,
        .named = NONE,
        .front = NONE,
        .back = NONE,
        .told_by = NONE,
        .industry_named = NONE,
        .campaign = NONE,
        .perceived_severity = NAN,
        .perceived_intent = NAN,
        .confidence = NAN,
        .harm = NAN,
        .detected_day = NAN,
        .triaged_day = NAN,
        .decided_day = NAN,
        .public_day = NAN,
        .end_day = NAN,
        .responded_day = NAN,
        .industry_day = NAN,
        .statement_day = NAN,
        .truth_day = NAN,
        .settled_day = NAN,
        .contained_day = NAN,
        .holds = 1};
    return index;
}

void
incident_hold(struct sim *s, int32_t incident)
{
    SIM_INCIDENT(s, incident)->holds++;
}

void
incident_release(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (--i->holds > 0) {
        return;
    }
    sim_tell(s, (struct fact){.kind = FACT_CLOSED, .a = incident, .incident = i});
    belief_drop(s, incident);
    if (i->campaign != NONE) {
        campaign_leave(s, i->campaign);
    }
    i->id = 0;
    sim_give(&s->run->incidents, incident);
}

/* Start */

int32_t
incident_rung(const struct world *w, const struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(w, i->type);

    if (i->initiator == NONE || type->class_ == CLASS_ACCIDENT) {
        return 0;
    }
    if (i->severity >= 7) {
        return 7;
    }
    if (incident_type_is_stealthy(type)) {
        return 4;
    }
    return i->severity >= 5 ? 6 : 5;
}

static void
tell_operation(struct sim *s, struct incident *i)
{
    struct side side = relation_side(s, i->initiator, i->target);
    bool upward = false;

    if (side.pair != NONE) {
        upward = relation_act(s, side, i->rung, sim_now(s));
        sim_add(
            &side.now->own, 1, s->world->parameters.rates.deterrence_halflife_days, sim_now(s));
    }
    sim_tell(s, (struct fact){.kind = FACT_ACT,
                    .act = &(struct act){.id = i->id,
                        .parent_id = i->parent_id,
                        .actor = i->initiator,
                        .target = i->target,
                        .rung = i->rung,
                        .response = NONE,
                        .parent_kind = i->parent_kind,
                        .parent_rung = i->parent_rung,
                        .generation = i->generation,
                        .day = sim_now(s),
                        .parent_day = i->parent_day,
                        .trigger_cyber = i->parent_kind == PARENT_INCIDENT,
                        .wrongful = i->wrongful,
                        .upward = upward,
                        .inadvertent = upward && i->inadvertent}});
}

static double
detection_speed(const struct sim *s, const struct incident *i)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    double speed = effective_multiplier(
        effective_capacity(s, i->target, CAPACITY_DETECTION), p->capacity_effect);

    speed = effective_state(s, LEVER_detection_speed, i->target, speed);
    if (i->campaign != NONE && campaign_known(s, i->campaign, i->target)) {
        speed *=
            1 + effective_state(s, LEVER_indicator_effect, i->target, p->indicator_effect - 1);
    }
    if (i->campaign != NONE && SIM_CAMPAIGN(s, i->campaign)->leaked) {
        speed *= p->leak_effect;
    }
    return speed;
}

static void
schedule_detection(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->speed_since = sim_now(s);
    i->detection =
        sim_in(s, i->work_left > 0 ? i->work_left / i->speed : 0, EVENT_detection, incident, 0);
}

void
incident_start(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->start_day = sim_now(s);
    i->rung = incident_rung(s->world, i);
    SIM_STATE(s, i->target)->open_incidents++;
    sim_tell(s, (struct fact){.kind = FACT_STARTED, .a = incident, .incident = i});
    if (i->rung > 0) {
        tell_operation(s, i);
    }
    i->end = sim_in(s, i->length_days, EVENT_incident_end, incident, 0);
    if (i->dwell_share * i->length_days == 0) {
        incident_detect(s, incident);
        return;
    }
    i->work_left = i->dwell_share * i->length_days;
    i->speed = detection_speed(s, i);
    incident_hold(s, incident);
    schedule_detection(s, incident);
}

/* Detection and containment: the clock keeps the work it drew and spends it at the speed. */

static void
review(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double speed = detection_speed(s, i);

    if (speed == i->speed) {
        return;
    }
    i->work_left = fmax(i->work_left - (sim_now(s) - i->speed_since) * i->speed, 0);
    i->speed = speed;
    sim_cancel(s, &i->detection);
    schedule_detection(s, incident);
}

void
incident_review_detection(struct sim *s, int32_t victim)
{
    for (int32_t k = 0; k < s->run->incidents.pool.count; k++) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->holds > 0 && (victim == NONE || i->target == victim) &&
            queue_pending(&s->run->kernel.queue, i->detection)) {
            review(s, k);
        }
    }
}

/* end = min(own end, detection + containment). MODEL.md (3.3) */
static void
end_by(struct sim *s, struct incident *i, double contained_day)
{
    double end = fmin(i->start_day + i->length_days, contained_day);

    i->contained_day = contained_day;
    if (end < queue_time(&s->run->kernel.queue, i->end)) {
        queue_reschedule(&s->run->kernel.queue, &i->end, fmax(end, sim_now(s)));
    }
}

static void
contain(struct sim *s, int32_t incident)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct incident *i = SIM_INCIDENT(s, incident);
    double resilience = effective_capacity(s, i->target, CAPACITY_RESILIENCE);
    struct effective_filter like_it = effective_filter_of(s, i);
    double speed = effective_state_of(s, LEVER_containment_speed, i->target,
        effective_multiplier(resilience, p->resilience_effect), &like_it);
    double work = (1 - i->dwell_share) * i->length_days;

    if (!i->ended) {
        end_by(s, i, sim_now(s) + (work > 0 ? work / speed : 0));
    }
}

void
incident_assist(struct sim *s, int32_t incident, double gain)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (!i->ended && !i->assisted) {
        i->assisted = true;
        end_by(s, i, sim_now(s) + fmax(i->contained_day - sim_now(s), 0) / gain);
    }
}

static void
schedule_publication(struct sim *s, int32_t incident)
{
    const struct parameters_publicity *p = &s->world->parameters.publicity;
    struct incident *i = SIM_INCIDENT(s, incident);
    bool stealthy = incident_type_is_stealthy(WORLD_TYPE(s->world, i->type));
    struct stream_block u = sim_draw4(s, PURPOSE_publicity, i->id, 0);
    double base = stealthy ? p->p_stealthy : p->p_overt;
    double probability =
        i->counter_operation ? p->p_counter_operation
        : p->severity_slope == 0
            ? base
            : real_expit(real_logit(base) + p->severity_slope * (i->severity - 3));

    if (u.u[0] < probability) {
        double delay =
            stealthy ? law_lognormal(u.u[1], p->stealthy_delay_days, p->stealthy_delay_log_sd)
                     : law_lognormal(u.u[1], p->overt_delay_days, p->overt_delay_log_sd);

        incident_hold(s, incident);
        i->publication = sim_in(s, delay, EVENT_publication, incident, 0);
    }
}

void
incident_detect(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct state *victim = WORLD_STATE(s->world, i->target);

    i->detected_day = sim_now(s);
    i->phase = PHASE_TRIAGE;
    contain(s, incident);
    sim_tell(s, (struct fact){.kind = FACT_DETECTED, .a = incident, .incident = i});
    schedule_publication(s, incident);
    incident_hold(s, incident);
    desk_arrive(s, desk_technical(i->target), JOB_TRIAGE, incident, i->id,
        belief_first_glance(s, i), victim->triage_hours / 24);
}

void
incident_on_detection(void *sim, const struct event *event)
{
    struct sim *s = sim;

    SIM_INCIDENT(s, event->a)->detection = (struct timer){0, 0};
    incident_detect(s, event->a);
    incident_release(s, event->a);
}

void
incident_on_post_hoc(void *sim, const struct event *event)
{
    incident_detect(sim, event->a);
    incident_release(sim, event->a);
}

/* End and harm. harm = s^2 (iota + (1 - iota) min(1, elapsed / L)) */

static void
settle_harm(struct sim *s, struct incident *i)
{
    double immediate = WORLD_TYPE(s->world, i->type)->immediate_harm;
    double elapsed = sim_now(s) - i->start_day;

    i->realised_share = i->length_days > 0 ? fmin(1, elapsed / i->length_days) : 1;
    i->harm =
        (double)(i->severity * i->severity) * (immediate + (1 - immediate) * i->realised_share);
}

/* An operation that ends before it is found may be found afterwards. */
static void
look_back(struct sim *s, int32_t incident)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw4(s, PURPOSE_post_hoc, i->id, 0);

    sim_cancel(s, &i->detection);
    if (u.u[0] < p->p_post_hoc) {
        (void)sim_in(
            s, law_exponential(u.u[1]) * p->post_hoc_days, EVENT_post_hoc, incident, 0);
    } else {
        incident_release(s, incident);
    }
}

void
incident_on_end(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);
    double u = sim_draw(s, PURPOSE_concession, i->id, 0);

    i->ended = true;
    i->end_day = sim_now(s);
    i->concession = u < WORLD_TYPE(s->world, i->type)->concession;
    settle_harm(s, i);
    SIM_STATE(s, i->target)->open_incidents--;
    if (i->counter_operation) {
        SIM_STATE(s, i->initiator)->operations--;
    }
    sim_tell(s, (struct fact){.kind = FACT_ENDED, .a = event->a, .incident = i});
    if (queue_pending(&s->run->kernel.queue, i->detection)) {
        look_back(s, event->a);
    }
    incident_release(s, event->a);
}

/* Publicity */

static void
schedule_industry(struct sim *s, int32_t incident)
{
    const struct parameters_publicity *p = &s->world->parameters.publicity;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw4(s, PURPOSE_industry, i->id, 0);

    if (u.u[0] < p->industry_share) {
        double day = i->start_day +
                     law_lognormal(u.u[1], p->industry_delay_days, p->industry_delay_log_sd);

        incident_hold(s, incident);
        i->industry = sim_at(s, fmax(day, sim_now(s)), EVENT_industry, incident, 0);
    }
}

void
incident_publish(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct state *victim = WORLD_STATE(s->world, i->target);
    double seen = isnan(i->perceived_severity) ? i->severity : i->perceived_severity;

    if (!isnan(i->public_day) || i->matter != MATTER_INCIDENT) {
        return;
    }
    i->public_day = sim_now(s);
    sim_add(&SIM_STATE(s, i->target)->pressure, victim->pressure_gain * (seen / 5) * (seen / 5),
        victim->pressure_halflife_days, sim_now(s));
    sim_tell(s, (struct fact){.kind = FACT_PUBLIC, .a = incident, .incident = i});
    schedule_industry(s, incident);
}

bool
incident_secret(const struct sim *s, const struct incident *i)
{
    return isnan(i->public_day) && !queue_pending(&s->run->kernel.queue, i->publication);
}

void
incident_on_publication(void *sim, const struct event *event)
{
    incident_publish(sim, event->a);
    incident_release(sim, event->a);
}

void
incident_on_industry(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);
    struct stream_block u = sim_draw4(s, PURPOSE_industry, i->id, 0);
    double error = s->world->parameters.publicity.industry_error;
    bool attributing = i->phase == PHASE_ATTRIBUTION; /* which holds it, too */

    i->industry_day = sim_now(s);
    i->industry_named = belief_industry_names(s, i, u.u[2] < error, u.u[3]);
    sim_tell(s, (struct fact){.kind = FACT_INDUSTRY, .a = event->a, .incident = i});
    incident_release(s, event->a);
    if (attributing) {
        belief_hear_industry(s, event->a);
    }
}

/* Crisis: entering one halves what is left of patience. */

void
incident_crisis_begins(struct sim *s, int32_t state)
{
    double factor = s->world->parameters.attribution.crisis_on_patience;

    for (int32_t k = 0; k < s->run->incidents.pool.count; k++) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->holds > 0 && i->target == state && i->phase == PHASE_ATTRIBUTION &&
            queue_pending(&s->run->kernel.queue, i->patience)) {
            i->deadline_day = sim_now(s) + (i->deadline_day - sim_now(s)) * factor;
            queue_reschedule(&s->run->kernel.queue, &i->patience, belief_last_call(s, i));
        }
    }
}

/* Truth: settles lies, wrongful responses and the ledger. MODEL.md (9.2) */

void
incident_await_truth(struct sim *s, int32_t incident)
{
    const struct parameters_truth *p = &s->world->parameters.truth;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw4(s, PURPOSE_truth, i->id, 0);

    if (u.u[0] < p->p_surfaces) {
        incident_hold(s, incident);
        i->truth = sim_in(
            s, law_lognormal(u.u[1], p->delay_days, p->delay_log_sd), EVENT_truth, incident, 0);
    }
}

bool
incident_named_rightly(const struct incident *i)
{
    return i->named >= 0 && i->named == i->initiator;
}

/* What the asked state said is measured against what is now known. */
static void
settle_word(struct sim *s, const struct incident *i)
{
    const struct parameters_trust *p = &s->world->parameters.trust;
    struct side side = relation_side(s, i->target, i->told_by);

    if (i->told == REPLY_DENIAL) {
        if (i->told_by == i->initiator) {
            relation_experience(s, side, 0, p->lie);
        } else {
            relation_experience(s, side, p->honoured, 0);
        }
    }
}

static void
settle_wrong(struct sim *s, const struct incident *i)
{
    double share = s->world->parameters.tension.relief_apology;
    struct side side = relation_side(s, i->target, i->named);
    double halflife = s->world->parameters.attribution.history_halflife_days;

    /* what is left of having believed it */
    relation_believe(
        s, side, -sim_decayed((struct decaying){1, i->settled_day}, halflife, sim_now(s)));
    if (i->answered_wrongly) {
        relation_relieve(s, relation_other(s, side), share);
    }
    if (i->initiator != NONE && i->initiator != i->target) {
        struct side guilty = relation_side(s, i->target, i->initiator);

        if (guilty.pair != NONE) {
            relation_believe(s, guilty, 1);
        }
    }
}

void
incident_on_truth(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->truth_day = sim_now(s);
    if (i->told_by != NONE) {
        settle_word(s, i);
    }
    if (i->named >= 0 && i->named != i->initiator) {
        settle_wrong(s, i);
        coalition_settle(s, i);
    }
    if (i->initiator != NONE) {
        accord_find_violation(s, i->initiator, event->a);
    }
    sim_tell(s, (struct fact){.kind = FACT_TRUTH, .a = event->a, .incident = i});
    incident_release(s, event->a);
}

/* The horizon */

void
incident_close_all(struct sim *s)
{
    struct pool *pool = &s->run->incidents.pool;

    for (int32_t k = 0; k < pool->count; k++) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->holds > 0) {
            if (!i->ended && i->matter == MATTER_INCIDENT) {
                settle_harm(s, i);
            }
            sim_tell(s, (struct fact){.kind = FACT_CLOSED, .a = k, .incident = i, .value = 1});
        }
    }
}

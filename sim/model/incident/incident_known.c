/* What becomes known about an incident: publicity, attribution by industry, and the truth. */
#include "model/incident/incident_internal.h"

#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"

/* ---- publicity ---- */

/* Returns the delay of the publication of a disruption. A disruption is visible while it lasts. A
   delay beyond the end of the disruption is therefore replaced by a shorter delay. MODEL.md
   (2.3) */
static double
while_visible(const struct sim_context *s, const struct incident *i, double delay)
{
    const struct queue *queue = &s->run->kernel.queue;
    double rest = queue_pending(queue, i->end) ? queue_time(queue, i->end) - sim_now(s) : 0;

    return delay > rest ? rest * rest / delay : delay;
}

void
incident_schedule_publication(struct sim_context *s, int32_t incident)
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
            : portable_expit(portable_logit(base) + p->severity_slope * (i->severity - 3));

    if (u.u[0] < probability) {
        double delay = stealthy ? distribution_lognormal(
                                      u.u[1], p->stealthy_delay_days, p->stealthy_delay_log_sd)
                                : distribution_lognormal(
                                      u.u[1], p->overt_delay_days, p->overt_delay_log_sd);

        if (WORLD_TYPE(s->world, i->type)->class_ == CLASS_DISRUPTION) {
            delay = while_visible(s, i, delay);
        }
        incident_ref(s, incident);
        i->publication = sim_in(s, delay, EVENT_publication, incident, 0);
    }
}

static void
schedule_industry(struct sim_context *s, int32_t incident)
{
    const struct parameters_publicity *p = &s->world->parameters.publicity;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw_part(s, PURPOSE_industry, i->id, 0, 0, 2);

    if (u.u[0] < p->industry_share) {
        double day = i->start_day + distribution_lognormal(u.u[1], p->industry_delay_days,
                                        p->industry_delay_log_sd);

        incident_ref(s, incident);
        i->industry = sim_at(s, portable_max(day, sim_now(s)), EVENT_industry, incident, 0);
    }
}

void
incident_publish(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct state *victim = WORLD_STATE(s->world, i->target);
    double seen = isnan(i->perceived_severity) ? i->severity : i->perceived_severity;

    if (!isnan(i->public_day) || i->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    i->public_day = sim_now(s);
    sim_add(&SIM_STATE(s, i->target)->pressure, victim->pressure_gain * (seen / 5) * (seen / 5),
        victim->pressure_halflife_days, sim_now(s));
    sim_notify(s, (struct observation){.kind = OBS_PUBLIC, .a = incident, .incident = i});
    schedule_industry(s, incident);
    if (!queue_pending(&s->run->kernel.queue, i->industry)) {
        belief_forget(s, incident);
    }
}

bool
incident_is_attributed_in_public(const struct incident *i)
{
    return !isnan(i->public_day) &&
           (!isnan(i->statement_day) || (!isnan(i->industry_day) && i->industry_named >= 0 &&
                                            i->industry_named == i->named));
}

bool
incident_secret(const struct sim_context *s, const struct incident *i)
{
    return isnan(i->public_day) && !queue_pending(&s->run->kernel.queue, i->publication);
}

void
incident_on_publication(void *sim, const struct event *event)
{
    incident_publish(sim, event->a);
    incident_unref(sim, event->a);
}

/* Whether the victim knows that the incident was an accident. If so, industry names no actor. */
static bool
is_known_accident(const struct sim_context *s, const struct incident *i)
{
    return WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT &&
           (i->perceived_intent == 0 || i->named == SUSPECT_ACCIDENT);
}

bool
incident_on_industry(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);
    struct stream_block u = sim_draw_part(s, PURPOSE_industry, i->id, 0, 2, 2);
    double error = s->world->parameters.publicity.industry_error;
    bool counts =
        i->phase == PHASE_ATTRIBUTION || /* attribution has a reference of its own */
        ((i->phase == PHASE_DECIDED || i->phase == PHASE_TABLED) && i->belief != NONE);

    if (is_known_accident(s, i)) {
        incident_unref(s, event->a);
        return false;
    }
    i->industry_day = sim_now(s);
    i->industry_named = belief_industry_names(s, i, u.u[2] < error, u.u[3]);
    sim_notify(s, (struct observation){.kind = OBS_INDUSTRY, .a = event->a, .incident = i});
    incident_unref(s, event->a);
    if (counts) {
        belief_add_industry(s, event->a);
    }
    return true;
}

/* ---- truth: it reveals lies, misdirected responses and violations, MODEL.md (9.2) ---- */

void
incident_schedule_truth(struct sim_context *s, int32_t incident)
{
    const struct parameters_truth *p = &s->world->parameters.truth;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw4(s, PURPOSE_truth, i->id, 0);

    if (u.u[0] < p->p_surfaces) {
        incident_ref(s, incident);
        i->truth = sim_in(s, distribution_lognormal(u.u[1], p->delay_days, p->delay_log_sd),
            EVENT_truth, incident, 0);
    }
}

/* Changes trust after comparing the reply of the asked state with the truth. */
static void
judge_reply(struct sim_context *s, const struct incident *i)
{
    const struct parameters_trust *p = &s->world->parameters.trust;
    struct dyad_direction direction = dyad_direction(s, i->target, i->reply_from);

    if (i->reply == REPLY_DENIAL) {
        if (i->reply_from == i->initiator) {
            dyad_trust_update(s, direction, 0, p->lie);
        } else {
            dyad_trust_update(s, direction, p->honoured, 0);
        }
    }
}

bool
incident_was_deceived(const struct incident *i)
{
    return i->initiator >= 0 && i->blamed >= 0 && i->blamed == i->named;
}

void
incident_clear_named(struct sim_context *s, const struct incident *i, bool relieves)
{
    double share = s->world->parameters.tension.relief_apology;
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct decaying record = {
        1, i->settled_day}; /* the part of this incident's record that has not decayed */

    dyad_record_believed_incident(
        s, direction, -sim_decay_value(record, p->history_halflife_days, sim_now(s)));
    dyad_record_conduct(s, direction,
        -DYAD_ATTRIBUTED * sim_decay_value(record, p->conduct_halflife_days, sim_now(s)));
    dyad_trust_withdraw(s, direction, i->grievance);
    if (relieves) {
        dyad_tension_relieve(s, dyad_reverse(s, direction), share);
    }
}

static void
correct_attribution(struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);

    sim_add(&direction.now->erred, 1, s->world->parameters.truth.caution_halflife_days,
        sim_now(s)); /* MODEL.md (6.3) */
    incident_clear_named(s, i, i->answer_misdirected && i->struck);
    if (i->initiator != NONE && i->initiator != i->target) {
        struct dyad_direction guilty = dyad_direction(s, i->target, i->initiator);

        if (guilty.pair != NONE) {
            dyad_record_believed_incident(s, guilty, 1);
            dyad_record_conduct(s, guilty, DYAD_ATTRIBUTED);
            if (incident_was_deceived(i)) {
                dyad_trust_update(s, guilty, 0, s->world->parameters.truth.deceived);
            }
        }
    }
}

bool
incident_revise_belief(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    bool wrong = i->named >= 0 && i->named != i->initiator;

    i->truth_day = sim_now(s);
    if (i->reply_from != NONE) {
        judge_reply(s, i);
    }
    if (wrong) {
        correct_attribution(s, i);
    }
    if (wrong && incident_was_deceived(i)) {
        belief_reexamine(s, incident);
    }
    return wrong;
}

void
incident_record_truth(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->initiator != NONE) {
        agreement_find_violation(s, i->initiator, incident);
    }
    sim_notify(s, (struct observation){.kind = OBS_TRUTH, .a = incident, .incident = i});
    incident_unref(s, incident);
}

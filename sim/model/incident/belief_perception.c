/* Perception: how severe an incident appears, and whether it appears to be an attack. */
#include "model/incident/belief_internal.h"

#include "model/dyad/dyad.h"
#include "model/incident/campaign.h"
#include "model/state/lever_effect.h"

/* ---- perceived severity and intent, MODEL.md (4.1), (4.2) ---- */

static double
perceived_severity(const struct sim_context *s, const struct incident *i, double u)
{
    const struct parameters_perception *p = &s->world->parameters.perception;
    double sd = lever_for_state(s, LEVER_severity_noise, i->target, p->severity_sd);

    return portable_min(portable_max(i->severity + sd * portable_normal(u), 1), SEVERITY_MAX);
}

double
belief_triage_priority(const struct sim_context *s, struct incident *i)
{
    const struct stream_block u = sim_draw_part(s, PURPOSE_perception, i->id, 0, 0, 2);

    i->severity_error = u.u[0];
    i->intent_error = u.u[1];
    return perceived_severity(s, i, i->severity_error);
}

static double
misreading(const struct sim_context *s, const struct incident *i, double base)
{
    const struct parameters_perception *p = &s->world->parameters.perception;
    struct dyad_direction direction = i->initiator == NONE
                                          ? (struct dyad_direction){NONE, 0, NULL}
                                          : dyad_direction(s, i->target, i->initiator);

    if (SIM_STATE(s, i->target)->crises > 0) {
        base *= p->crisis_effect;
    }
    if (p->misread_days > 0) {
        base *= portable_exp(-(i->detected_day - i->start_day) / p->misread_days);
    }
    if (direction.pair != NONE) {
        base *= portable_exp(p->distance_effect * lever_doctrinal_distance(s, direction.pair));
    }
    return lever_for_pair(
        s, LEVER_misreading, direction.pair, portable_min(base, 1), &lever_filter_any);
}

static double
perceived_intent(const struct sim_context *s, const struct incident *i, double u)
{
    const struct parameters_perception *p = &s->world->parameters.perception;

    switch ((enum incident_class)WORLD_TYPE(s->world, i->type)->class_) {
    case CLASS_ESPIONAGE:
        return u < misreading(s, i, p->misread_espionage) ? 1 : 0;
    case CLASS_PREPOSITIONING:
        return u < misreading(s, i, p->misread_prepositioning) ? 1 : 0;
    case CLASS_ACCIDENT:
        return u < misreading(s, i, p->misread_accident) ? 1 : 0;
    case CLASS_DISRUPTION:
    case CLASS_DEGRADATION:
    case CLASS_CRIME:
    case CLASS_COUNT:
        break;
    }
    return 1;
}

/* Whether the victim takes the incident for an attack although it is none. */
static bool
is_misread(const struct sim_context *s, const struct incident *i)
{
    return i->perceived_intent >= 0.5 &&
           incident_type_is_no_attack(WORLD_TYPE(s->world, i->type));
}

/* Schedules the analysis that corrects a misread intent. MODEL.md (4.3) */
static void
schedule_analysis(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double days = s->world->parameters.perception.analysis_days;

    if (days > 0 && is_misread(s, i)) {
        double u = sim_draw(s, PURPOSE_analysis, i->id, 0);

        i->n_pending++; /* the reference of the event */
        (void)sim_in(s, distribution_exponential(u) * days, EVENT_analysis, incident, 0);
    }
}

double
belief_reaction(const struct sim_context *s, double intent)
{
    return intent + s->world->parameters.tension.stealthy_share * (1 - intent);
}

/* Takes back the part of the reaction of tension and trust that exceeds the reaction to espionage
   or to an accident. `before` is the perceived intent until now. MODEL.md (4.3) */
static void
relieve(struct sim_context *s, struct incident *i, double before)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    double reaction = belief_reaction(s, before);
    double kept = belief_reaction(s, i->perceived_intent) / reaction;
    struct decaying excess = i->grievance;
    double seen = i->perceived_severity / 5;
    struct decaying jump = {p->jump * seen * seen * reaction * i->confidence, i->settled_day};

    if (direction.pair == NONE || i->grievance.value == 0) {
        return;
    }
    excess.value *= 1 - kept;
    dyad_trust_withdraw(s, direction, excess);
    i->grievance.value *= kept;
    dyad_tension_add(s, direction,
        -portable_min((1 - kept) * sim_decay_value(jump, p->halflife_days, sim_now(s)),
            portable_max(dyad_tension(s, direction) - dyad_tension_baseline(s, direction), 0)),
        i->id);
}

void
belief_correct_nature(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double before = i->perceived_intent;

    if (s->world->parameters.perception.analysis_days == 0 || !is_misread(s, i)) {
        return;
    }
    i->misread_intent = before;
    i->perceived_intent = 0;
    i->corrected_day = sim_now(s);
    relieve(s, i, before);
    sim_notify(s, (struct observation){.kind = OBS_CORRECTED, .a = incident, .incident = i});
    if (WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT && i->belief != NONE) {
        belief_set_posterior(s, i, SUSPECT_ACCIDENT, 0.99);
        belief_revise(s, incident);
    }
}

void
belief_perceive(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->triaged_day = sim_now(s);
    if (i->campaign != NONE) {
        campaign_see(s, i->campaign, i->target);
    }
    i->perceived_severity = perceived_severity(s, i, i->severity_error);
    i->perceived_intent = perceived_intent(s, i, i->intent_error);
    /* the patience of the victim depends on this pressure */
    i->pressure_at_detection = lever_state_pressure(s, i->target);
    schedule_analysis(s, incident);
    sim_notify(s, (struct observation){.kind = OBS_TRIAGED, .a = incident, .incident = i});
}

/* Perception: how severe an incident seems, and whether it seems to be an attack. */
#include "model/incident/belief_internal.h"

#include "model/dyad/dyad.h"
#include "model/incident/campaign.h"
#include "model/state/lever_effect.h"

/* MODEL.md (4.1), (4.2) */

static double
perceived_severity(const struct sim_context *s, const struct incident *i, double u)
{
    const struct parameters_perception *p = &s->world->parameters.perception;
    double sd = lever_for_state(s, LEVER_severity_noise, i->target, p->severity_sd);

    return fmin(fmax(i->severity + sd * portable_normal(u), 1), SEVERITY_MAX);
}

double
belief_triage_priority(const struct sim_context *s, struct incident *i)
{
    i->severity_error = sim_draw_part(s, PURPOSE_perception, i->id, 0, 0, 1).u[0];
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
    if (direction.pair != NONE) {
        base *= portable_exp(p->distance_effect * lever_doctrinal_distance(s, direction.pair));
    }
    return lever_for_pair(
        s, LEVER_misreading, direction.pair, fmin(base, 1), &lever_filter_any);
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

void
belief_perceive(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw_part(s, PURPOSE_perception, i->id, 0, 1, 1);

    i->triaged_day = sim_now(s);
    if (i->campaign != NONE) {
        campaign_see(s, i->campaign, i->target);
    }
    i->perceived_severity = perceived_severity(s, i, i->severity_error);
    i->perceived_intent = perceived_intent(s, i, u.u[1]);
    i->pressure_at_detection = lever_state_pressure(s, i->target); /* patience depends on it */
    sim_notify(s, (struct observation){.kind = OBS_TRIAGED, .a = incident, .incident = i});
}

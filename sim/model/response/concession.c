#include "model/response/concession.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"

/* Whether the victim acts against the named state. This is so in four cases: a hostile order
   against this state waits, the incident has brought the two into their present crisis, a hostile
   act of the victim is part of this crisis, or the victim has acted against the state since its
   decision. */
static bool
acts_against(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    const struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;
    double since = crisis->holds ? fmin(crisis->since, i->settled_day) : i->settled_day;

    return action_waits_against(s, i->target, i->named) ||
           (crisis->holds && crisis->cause == i->id) || direction.now->struck_day >= since;
}

void
concession_consider(struct sim_context *s, int32_t incident)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u;

    if (!belief_knows_demand(i) || acts_against(s, i)) {
        return;
    }
    u = sim_draw_part(s, PURPOSE_concession, i->id, 0, 0, 2);
    if (u.u[0] < WORLD_TYPE(s->world, i->type)->concession) {
        incident_ref(s, incident);
        (void)sim_in(s,
            distribution_lognormal(u.u[1], p->concession_days, p->concession_log_sd),
            EVENT_concession, incident, 0);
    }
}

void
concession_on_due(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    if (belief_knows_demand(i) && !acts_against(s, i)) {
        i->concession_day = sim_now(s);
        dyad_spare(s, dyad_direction(s, i->target, i->named));
        sim_notify(s, (struct observation){.kind = OBS_CONCEDED, .a = event->a, .incident = i});
    }
    incident_unref(s, event->a);
}

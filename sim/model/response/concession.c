#include "model/response/concession.h"

#include "kernel/portable_math.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"
#include "model/response/proportion.h"

/* Whether the state has acted against the other one in the last year, openly or in secret. */
static bool
has_resisted(const struct sim_context *s, struct dyad_direction direction)
{
    enum { RESISTANCE_DAYS = 365 };
    double latest = portable_max(
        direction.now->struck_day, dyad_last_operation(direction, RUNG_DISRUPTION));

    return sim_now(s) - latest < RESISTANCE_DAYS;
}

/* Whether the victim acts against the named state. This is so in five cases: (1) the victim has
   acted against that state in the last year; (2) a hostile order against that state waits; (3) the
   incident has caused the present crisis; (4) a hostile act of the victim is part of this crisis;
   (5) the victim has acted against that state since its decision. MODEL.md (3.5) */
static bool
acts_against(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    const struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;
    double since = crisis->holds ? fmin(crisis->since, i->settled_day) : i->settled_day;

    return action_waits_against(s, i->target, i->named) ||
           (crisis->holds && crisis->cause == i->id) || direction.now->struck_day >= since ||
           has_resisted(s, direction);
}

/* Returns the probability that the victim meets the demand. It grows with the perceived severity. A
   state that can strike back with as many teams as the other state has is coerced less easily.
   MODEL.md (3.5) */
static double
probability(const struct sim_context *s, const struct incident *i)
{
    enum { FULL_SEVERITY = 5 };
    const struct world *w = s->world;
    double weight = w->parameters.decision.concession_strength;
    double demands = (double)WORLD_STATE(w, i->named)->operation_teams;
    double teams = demands + (double)WORLD_STATE(w, i->target)->operation_teams;
    double share = teams > 0 ? demands / teams : 0.5;

    return WORLD_TYPE(w, i->type)->concession * (weight > 0 ? portable_pow(share, weight) : 1) *
           fmin(i->perceived_severity / FULL_SEVERITY, 1);
}

/* Returns the uniform number that decides about the demands of the named state. All these demands
   have the same number, so that a victim that has withstood one demand does not give in to a weaker
   one. The number is drawn for the first demand of a run. */
static double
resolve(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);

    if (isnan(direction.now->demand_u)) {
        direction.now->demand_u = sim_draw(s, PURPOSE_concession,
            stream_child(
                WORLD_PAIR(s->world, direction.pair)->key.hash, 21, (uint64_t)direction.which),
            0);
    }
    return direction.now->demand_u;
}

/* Whether the victim knows of another attack by the named state that began after this one. Such a
   victim does not expect that a concession ends the attacks. */
static bool
was_attacked_again(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction against = dyad_direction(s, i->named, i->target);

    return dyad_last_operation_seen(against, RUNG_DISRUPTION) > i->start_day;
}

/* Whether the victim has met a demand of the named state before. Such a victim was attacked again,
   so that it expects nothing from another concession. */
static bool
has_yielded(const struct sim_context *s, const struct incident *i)
{
    return dyad_direction(s, i->target, i->named).now->yielded_day > -INFINITY;
}

bool
concession_is_intended(const struct sim_context *s, const struct incident *i)
{
    return belief_knows_demand(i) && proportion_stake(s, i) >= 0 && !acts_against(s, i) &&
           !has_yielded(s, i) && !was_attacked_again(s, i) && resolve(s, i) < probability(s, i);
}

void
concession_consider(struct sim_context *s, int32_t incident)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct incident *i = SIM_INCIDENT(s, incident);

    if (concession_is_intended(s, i)) {
        double u = sim_draw(s, PURPOSE_concession, i->id, 1);

        incident_ref(s, incident);
        (void)sim_in(s, distribution_lognormal(u, p->concession_days, p->concession_log_sd),
            EVENT_concession, incident, 0);
    }
}

void
concession_on_due(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    if (belief_knows_demand(i) && !acts_against(s, i) && !was_attacked_again(s, i)) {
        i->concession_day = sim_now(s);
        dyad_spare(s, dyad_direction(s, i->target, i->named));
        dyad_direction(s, i->target, i->named).now->yielded_day = sim_now(s);
        sim_notify(s, (struct observation){.kind = OBS_CONCEDED, .a = event->a, .incident = i});
    }
    incident_unref(s, event->a);
}

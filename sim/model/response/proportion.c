#include "model/response/proportion.h"

#include <math.h>

#include "model/dyad/dyad.h"
#include "model/incident/incident.h"

bool
proportion_is_crime(const struct sim_context *s, const struct incident *i)
{
    return i->trigger_kind == TRIGGER_INCIDENT &&
           WORLD_TYPE(s->world, i->type)->class_ == CLASS_CRIME;
}

double
proportion_harm(const struct sim_context *s, const struct incident *i)
{
    bool attack = i->trigger_kind == TRIGGER_INCIDENT && !proportion_is_crime(s, i) &&
                  !incident_type_is_stealthy(WORLD_TYPE(s->world, i->type)) &&
                  i->perceived_intent >= 0.5;

    return attack ? i->perceived_severity : 0;
}

double
proportion_stake(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_decision *p = &s->world->parameters.decision;

    return i->critical || i->target_class == TARGET_MILITARY ? p->stake_critical
           : i->target_class == TARGET_PRIVATE               ? -p->stake_private
                                                             : 0;
}

bool
proportion_allows_force(
    const struct sim_context *s, const struct incident *i, const struct response *r)
{
    bool cyber = i->trigger_kind == TRIGGER_INCIDENT;
    double severity = proportion_harm(s, i) + portable_min(proportion_stake(s, i), 0);
    bool severe = ladder_is_major(cyber ? incident_rung_as_seen(i) : i->rung) ||
                  (r->harm > 0 && severity >= r->harm);

    return dyad_knows_crisis(s, dyad_direction(s, i->target, i->named)) ||
           (cyber && severe && incident_is_attributed_in_public(i));
}

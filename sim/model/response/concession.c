#include "model/response/concession.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/response/action.h"

/* Whether the victim acts against the state: a hostile order waits, or its own hostile act is
   part of their present crisis. */
static bool
acts_against(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);

    return action_waits_against(s, i->target, i->named) ||
           (dyad_in_crisis(s, direction.pair) &&
               direction.now->struck_day >= SIM_PAIR(s, direction.pair)->crisis.since);
}

void
concession_consider(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (belief_knows_demand(i) && !acts_against(s, i) &&
        sim_draw(s, PURPOSE_concession, i->id, 0) < WORLD_TYPE(s->world, i->type)->concession) {
        i->concession_day = sim_now(s);
        dyad_spare(s, dyad_direction(s, i->target, i->named));
    }
}

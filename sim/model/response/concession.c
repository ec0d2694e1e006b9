#include "model/response/concession.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/response/action.h"

/* Whether the victim acts against the state: a hostile order waits, this operation has brought the
   two into their present crisis, or a hostile act of its own is part of it. */
static bool
acts_against(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    const struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;

    return action_waits_against(s, i->target, i->named) ||
           (crisis->holds &&
               (crisis->cause == i->id || direction.now->struck_day >= crisis->since));
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

#include "model/response/partner.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"

/* Whether tension and trust allow the victim to ask the other state for help. */
static bool
on_terms(const struct sim_context *s, struct dyad_direction direction)
{
    const struct parameters_sharing *p = &s->world->parameters.sharing;

    return direction.pair != NONE && !dyad_knows_crisis(s, direction) &&
           dyad_tension(s, direction) <
               p->partner_tension * s->world->parameters.tension.threshold &&
           dyad_trust(s, direction) >= p->partner_trust;
}

/* Only allies may see the networks of armed forces, and those of the government after an
   intrusion. */
static bool
may_see_target(const struct sim_context *s, const struct incident *i, int32_t pair)
{
    bool closed = i->target_class == TARGET_MILITARY ||
                  (i->target_class == TARGET_GOVERNMENT && i->type != NONE &&
                      incident_type_is_stealthy(WORLD_TYPE(s->world, i->type)));

    return !closed || agreement_allies(s, pair);
}

bool
partner_suits(
    const struct sim_context *s, const struct incident *i, int32_t pair, int32_t state)
{
    return state != i->named && may_see_target(s, i, pair) &&
           on_terms(s, dyad_direction_of(s, pair, i->target)) &&
           belief_may_be_told(s, i, state);
}

static bool
is_crime(const struct sim_context *s, const struct incident *i)
{
    return i->type != NONE && WORLD_TYPE(s->world, i->type)->class_ == CLASS_CRIME;
}

bool
partner_may_investigate(const struct sim_context *s, const struct incident *i)
{
    double limit = s->world->parameters.sharing.partner_posterior;
    int32_t pair = world_pair(s->world, i->target, i->named);

    return limit >= 1 || ((is_crime(s, i) || i->confidence < limit) &&
                             on_terms(s, dyad_direction(s, i->target, i->named)) &&
                             may_see_target(s, i, pair));
}

int32_t
partner_host_channel(const struct sim_context *s, int32_t pair)
{
    return channel_open(s, pair, CHANNEL_LAW_ENFORCEMENT) ? CHANNEL_LAW_ENFORCEMENT
                                                          : channel_direct(s, pair);
}

int32_t
partner_host(const struct sim_context *s, const struct incident *i)
{
    int32_t pair;

    if (!is_crime(s, i) || i->named != SUSPECT_NON_STATE || i->home == NONE ||
        i->home == i->target) {
        return NONE;
    }
    pair = world_pair(s->world, i->target, i->home);
    return pair != NONE && on_terms(s, dyad_direction_of(s, pair, i->target)) &&
                   partner_host_channel(s, pair) != NONE
               ? i->home
               : NONE;
}

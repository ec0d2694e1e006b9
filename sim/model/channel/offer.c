#include "model/channel/offer.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

static uint64_t
side_hash(const struct sim_context *s, struct dyad_direction direction)
{
    return stream_child(
        WORLD_PAIR(s->world, direction.pair)->key.hash, 1, (uint64_t)direction.which);
}

static void
schedule(struct sim_context *s, struct dyad_direction direction)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double rate = lever_for_pair(
        s, LEVER_offer_rate, direction.pair, 1 / p->offer_days, &lever_filter_any);

    if (channel_direct(s, direction.pair) != NONE && rate > 0) {
        uint64_t offer = (uint64_t)direction.now->n_offers++;
        double u = sim_draw_part(s, PURPOSE_offer, side_hash(s, direction), offer, 0, 1).u[0];

        direction.now->offer = sim_in(s, distribution_exponential(u) / rate, EVENT_offer,
            direction.pair, direction.which);
    }
}

void
offer_begin(struct sim_context *s, int32_t pair)
{
    for (int32_t d = 0; d < 2; d++) {
        schedule(s, (struct dyad_direction){pair, d, &SIM_PAIR(s, pair)->direction[d]});
    }
}

static void
settle(struct sim_context *s, struct dyad_direction direction)
{
    const struct parameters_tension *p = &s->world->parameters.tension;

    for (int32_t i = 0; i < 2; i++) {
        dyad_credit_quiet_time(s, direction, p->settlement_credit_days);
        dyad_tension_relieve(s, direction, p->relief_settlement);
        direction = dyad_reverse(s, direction);
    }
    SIM_PAIR(s, direction.pair)->settled_day = sim_now(s);
    sim_notify(s, (struct observation){.kind = OBS_SETTLED, .a = direction.pair});
}

void
offer_on_offer(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct parameters_tension *p = &s->world->parameters.tension;
    struct dyad_direction direction = {
        event->a, event->b, &SIM_PAIR(s, event->a)->direction[event->b]};
    struct dyad_direction other = dyad_reverse(s, direction);
    struct stream_block u = sim_draw_part(s, PURPOSE_offer, side_hash(s, direction),
        (uint64_t)(direction.now->n_offers - 1), 1, 2);
    int32_t channel = channel_direct(s, direction.pair);
    double reach =
        channel == NONE ? 0 : channel_reach(s, direction.pair, (enum channel_kind)channel);
    double logit = lever_for_pair(s, LEVER_acceptance_bonus, direction.pair, p->offer_logit,
                       &lever_filter_any) +
                   2 * dyad_trust(s, other) - 1;

    direction.now->offer = (struct timer){0, 0};
    if (u.u[1] < reach && u.u[2] < portable_expit(logit)) {
        settle(s, direction);
    }
    schedule(s, direction); /* end_crisis() cancels it */
}

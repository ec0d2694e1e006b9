#include "model/channel/offer.h"

#include "model/channel/channel.h"
#include "model/dyad/relation.h"
#include "model/state/effective.h"

static uint64_t
side_hash(const struct sim *s, struct side side)
{
    return stream_child(WORLD_PAIR(s->world, side.pair)->key.hash, 1, (uint64_t)side.which);
}

static void
schedule(struct sim *s, struct side side)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double u =
        sim_draw4(s, PURPOSE_offer, side_hash(s, side), (uint64_t)side.now->n_offers).u[0];
    double rate =
        effective_pair(s, LEVER_offer_rate, side.pair, 1 / p->offer_days, &effective_any);

    if (channel_direct(s, side.pair) != NONE && rate > 0) {
        side.now->offer =
            sim_in(s, law_exponential(u) / rate, EVENT_offer, side.pair, side.which);
    }
}

void
offer_begin(struct sim *s, int32_t pair)
{
    for (int32_t d = 0; d < 2; d++) {
        schedule(s, (struct side){pair, d, &SIM_PAIR(s, pair)->side[d]});
    }
}

static void
settle(struct sim *s, struct side side)
{
    const struct parameters_tension *p = &s->world->parameters.tension;

    for (int32_t i = 0; i < 2; i++) {
        relation_credit(s, side, p->settlement_credit_days);
        relation_relieve(s, side, p->relief_settlement);
        side = relation_other(s, side);
    }
    sim_tell(s, (struct fact){.kind = FACT_SETTLED, .a = side.pair});
}

void
offer_on_offer(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct parameters_tension *p = &s->world->parameters.tension;
    struct side side = {event->a, event->b, &SIM_PAIR(s, event->a)->side[event->b]};
    struct side other = relation_other(s, side);
    struct stream_block u =
        sim_draw4(s, PURPOSE_offer, side_hash(s, side), (uint64_t)side.now->n_offers++);
    int32_t channel = channel_direct(s, side.pair);
    double reach =
        channel == NONE ? 0 : channel_reach(s, side.pair, (enum channel_kind)channel);
    double logit =
        effective_pair(s, LEVER_acceptance_bonus, side.pair, p->offer_logit, &effective_any) +
        2 * relation_trust(s, other) - 1;

    side.now->offer = (struct timer){0, 0};
    if (u.u[1] < reach && u.u[2] < real_expit(logit)) {
        settle(s, side);
    }
    schedule(s, side); /* the end of the crisis takes it back */
}

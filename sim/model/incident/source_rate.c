/* The rate in force, relative to the base rate. MODEL.md (1.4) */
#include "base/units.h"
#include "model/incident/source_parts.h"

#include "model/dyad/relation.h"
#include "model/state/effective.h"

static double
deterred(const struct sim *s, const struct stream_of_candidates *row)
{
    const struct parameters_rates *p = &s->world->parameters.rates;
    int32_t initiator = world_responsible(s->world, row->source);
    struct side side;
    double own, punished, wrong;

    if (p->deterrence == 0 || initiator == NONE) {
        return 1;
    }
    side = relation_side(s, initiator, row->target);
    own = sim_decayed(side.now->own, p->deterrence_halflife_days, sim_now(s));
    punished = sim_decayed(side.now->own_answered, p->deterrence_halflife_days, sim_now(s));
    wrong = sim_decayed(side.now->wronged, p->deterrence_halflife_days, sim_now(s)) *
            0.69314718055994531 / p->deterrence_halflife_days;
    return real_exp(
        -p->deterrence * (own > 0 ? fmin(punished / own, 1) : 0) * real_exp(-wrong * 365));
}

/* A stock of exploits, relative to its reference: used up by operations, it also decays, and what
   may soon be worthless is used sooner. MODEL.md (1.8) */
static double
stocked(struct sim *s, int32_t stream)
{
    const struct parameters_rates *p = &s->world->parameters.rates;
    const struct stream_of_candidates *row = &s->world->streams[stream];
    struct stream_now *now = SIM_STREAM(s, stream);
    double life0 = p->exploit_life_days / DAYS_PER_YEAR;
    double life =
        fmax(effective_state(s, LEVER_exploit_persistence, row->target, life0), 1e-3 * life0);
    double use = p->exploit_use_per_year * sqrt(life0 / life);
    double inflow = 1 / life0 + p->exploit_use_per_year;
    double outflow = 1 / life + use;
    double level = inflow / outflow;
    double years = (sim_now(s) - now->stock.day) / DAYS_PER_YEAR;

    now->stock.value = level + (now->stock.value - level) * real_exp(-outflow * years);
    now->stock.day = sim_now(s);
    return use * now->stock.value / p->exploit_use_per_year;
}

/* Everything but the target's resilience, and what the nature of the operation changes. */
static double
willingness(struct sim *s, int32_t stream)
{
    const struct stream_of_candidates *row = &s->world->streams[stream];
    const struct source *source = WORLD_SOURCE(s->world, row->source);
    int32_t initiator = world_responsible(s->world, row->source);
    double rate = world_exposure(s->world, row->source, sim_now(s));

    if (source->tension_elasticity != 0 && initiator != NONE) {
        double tension = relation_tension(s, relation_side(s, initiator, row->target));
        double theta = s->world->parameters.tension.threshold;

        rate *= real_exp(source->tension_elasticity * fmin(tension / theta, 2));
    }
    if (source->kind != SOURCE_STATE && source->kind != SOURCE_ACCIDENT &&
        source->home != NONE) {
        rate *= 1 - effective_state(s, LEVER_proxy_control, source->home, 0);
    }
    if (source->exploit_stock) {
        rate *= stocked(s, stream);
    }
    return rate * deterred(s, row);
}

static double
regime(const struct sim *s, const struct incident *i)
{
    struct effective_filter f = effective_filter_of(s, i);
    double rate = effective_state_of(s, LEVER_vulnerability, i->target, 1, &f);

    if (i->initiator != NONE) {
        rate = effective_pair(
            s, LEVER_accepted_rate, world_pair(s->world, i->initiator, i->target), rate, &f);
    }
    return rate;
}

bool
source_happens(struct sim *s, int32_t stream, const struct incident *i, double u)
{
    const struct parameters *p = &s->world->parameters;
    const struct stream_of_candidates *row = &s->world->streams[stream];
    double ceiling = world_exposure_max(s->world, row->source) * p->rates.headroom;
    double tried = willingness(s, stream) * regime(s, i);
    double resisted = effective_multiplier(
        effective_capacity(s, i->target, CAPACITY_RESILIENCE), p->detection.resilience_effect);

    s->run->n_candidates++;
    if (tried / resisted > ceiling) {
        s->run->n_capped++;
    }
    if (u >= tried / resisted / ceiling && u < tried / ceiling) {
        s->run->n_blocked++;
        sim_tell(s, (struct fact){.kind = FACT_BLOCKED, .a = stream});
    }
    return u < tried / resisted / ceiling;
}

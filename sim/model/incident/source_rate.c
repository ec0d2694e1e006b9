/* The present rate of a source as a multiple of the base rate, MODEL.md (1.4), and its activity in
   a run, (1.1), (1.2). */
#include "base/units.h"
#include "model/incident/source_internal.h"

#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

double
source_activity(const struct sim_context *s, const struct arrival_process *row)
{
    const struct source *source = WORLD_SOURCE(s->world, row->source);
    const struct stream_base *base = &s->run->base;
    const uint64_t *key = s->run->purposes.key;
    struct stream gamma, beta;
    double split;

    if (source->frailty_k == 0) {
        return 1;
    }
    if (source->direction_kappa == 0 || row->pair == NONE) {
        gamma = stream_at(base, key[PURPOSE_activity], row->hash, 0);
        return distribution_gamma(&gamma, source->frailty_k, 1 / source->frailty_k);
    }
    gamma = stream_at(
        base, key[PURPOSE_pair_activity], WORLD_PAIR(s->world, row->pair)->key.hash, 0);
    beta = stream_at(
        base, key[PURPOSE_pair_direction], WORLD_PAIR(s->world, row->pair)->key.hash, 0);
    split = distribution_beta(&beta, source->direction_kappa, source->direction_kappa);
    return distribution_gamma(&gamma, source->frailty_k, 1 / source->frailty_k) * 2 *
           (row->forward ? split : 1 - split);
}

static double
deterrence_factor(const struct sim_context *s, const struct arrival_process *row)
{
    const struct parameters_rates *p = &s->world->parameters.rates;
    int32_t initiator = world_responsible(s->world, row->source);
    struct dyad_direction direction;
    double own, punished, wrong;

    if (p->deterrence == 0 || initiator == NONE) {
        return 1;
    }
    direction = dyad_direction(s, initiator, row->target);
    own = sim_decay_value(direction.now->own, p->deterrence_halflife_days, sim_now(s));
    punished =
        sim_decay_value(direction.now->own_answered, p->deterrence_halflife_days, sim_now(s));
    wrong = sim_decay_value(direction.now->wronged, p->deterrence_halflife_days, sim_now(s)) *
            0.69314718055994531 / p->deterrence_halflife_days;
    return portable_exp(-p->deterrence * (own > 0 ? portable_min(punished / own, 1) : 0) *
                        portable_exp(-wrong * 365));
}

/* Returns the factor of a stock of exploits. The stock, as a multiple of a reference stock,
   approaches exponentially the level at which inflow equals decay plus use. A shorter life of
   exploits raises the rate of use. MODEL.md (1.8) */
static double
exploit_factor(struct sim_context *s, int32_t process)
{
    const struct parameters_rates *p = &s->world->parameters.rates;
    const struct arrival_process *row = &s->world->arrival_processes[process];
    struct arrival_process_now *now = SIM_ARRIVAL_PROCESS(s, process);
    double life0 = p->exploit_life_days / DAYS_PER_YEAR;
    double life = portable_max(
        lever_for_state(s, LEVER_exploit_persistence, row->target, life0), 1e-3 * life0);
    double use = p->exploit_use_per_year * sqrt(life0 / life);
    double inflow = 1 / life0 + p->exploit_use_per_year;
    double outflow = 1 / life + use;
    double level = inflow / outflow;
    double years = (sim_now(s) - now->stock.day) / DAYS_PER_YEAR;

    now->stock.value = level + (now->stock.value - level) * portable_exp(-outflow * years);
    now->stock.day = sim_now(s);
    return use * now->stock.value / p->exploit_use_per_year;
}

/* Returns the share of the rate that takedowns leave. MODEL.md (1.11) */
static double
takedown_factor(const struct sim_context *s, int32_t process)
{
    return 1 - sim_decay_value(SIM_ARRIVAL_PROCESS(s, process)->disrupted,
                   s->world->parameters.rates.takedown_halflife_days, sim_now(s));
}

void
source_take_down(struct sim_context *s, int32_t source)
{
    const struct parameters_rates *p = &s->world->parameters.rates;

    for (int32_t k = 0; k < s->world->n_arrival_processes; k++) {
        if (s->world->arrival_processes[k].source == source) {
            sim_add(&SIM_ARRIVAL_PROCESS(s, k)->disrupted,
                takedown_factor(s, k) * p->takedown_share, p->takedown_halflife_days,
                sim_now(s));
        }
    }
}

/* Returns the resistance of a target: the number that divides the rate of successful attempts. */
static double
resistance(const struct sim_context *s, int32_t target)
{
    return lever_capacity_multiplier(lever_state_capacity(s, target, CAPACITY_RESILIENCE),
        s->world->parameters.detection.resilience_effect);
}

/* Returns the factor with which attempts move to targets that resist less. The sum of the attempts
   over the targets, at the rates of the scenario, stays the same. MODEL.md (1.12) */
static double
displacement_factor(const struct sim_context *s, const struct arrival_process *row)
{
    double exponent = s->world->parameters.rates.displacement;
    const struct list *targets = &WORLD_SOURCE(s->world, row->source)->targets;
    const struct amount *items = targets->items;
    double rates = 0, moved = 0;

    if (exponent == 0 || targets->count < 2) {
        return 1;
    }
    for (int32_t k = 0; k < targets->count; k++) {
        rates += items[k].value;
        moved += items[k].value *
                 portable_exp(-exponent * portable_log(resistance(s, items[k].key.index)));
    }
    return portable_exp(-exponent * portable_log(resistance(s, row->target))) * rates / moved;
}

double
source_factor(struct sim_context *s, int32_t process)
{
    const struct arrival_process *row = &s->world->arrival_processes[process];
    const struct source *source = WORLD_SOURCE(s->world, row->source);
    int32_t initiator = world_responsible(s->world, row->source);
    double rate = world_exposure(s->world, row->source, sim_now(s));

    if (source->tension_elasticity != 0 && initiator != NONE) {
        double tension = dyad_tension(s, dyad_direction(s, initiator, row->target));
        double theta = s->world->parameters.tension.threshold;

        rate *= portable_exp(source->tension_elasticity * portable_min(tension / theta, 2));
    }
    if (source->kind != SOURCE_STATE && source->kind != SOURCE_ACCIDENT &&
        source->home != NONE) {
        rate *= 1 - lever_for_state(s, LEVER_proxy_control, source->home, 0);
    }
    if (source->kind == SOURCE_CRIMINAL && source->home == row->target) {
        rate *= s->world->parameters.rates.crime_at_home; /* MODEL.md (1.14) */
    }
    if (source->exploit_stock) {
        rate *= exploit_factor(s, process);
    }
    return rate * takedown_factor(s, process) * displacement_factor(s, row) *
           deterrence_factor(s, row);
}

/* Returns the factor on attacks by a state that has lately agreed on a settlement with the target,
   or whose demand the target has met. MODEL.md (1.15) */
static double
restraint_factor(const struct sim_context *s, const struct incident *i)
{
    double factor = s->world->parameters.tension.settled_rate;
    struct dyad_direction direction;

    if (factor == 1 || incident_type_is_no_attack(WORLD_TYPE(s->world, i->type))) {
        return 1;
    }
    direction = dyad_direction(s, i->initiator, i->target);
    return direction.pair != NONE && dyad_is_at_peace(s, direction) ? factor : 1;
}

static double
measures_factor(const struct sim_context *s, const struct incident *i)
{
    struct lever_filter f = lever_filter_of_incident(s, i);
    double rate = lever_for_state_filtered(s, LEVER_vulnerability, i->target, 1, &f);

    if (i->initiator != NONE) {
        rate = restraint_factor(s, i) * lever_for_pair(s, LEVER_accepted_rate,
                                            world_pair(s->world, i->initiator, i->target), rate,
                                            &f);
    }
    return rate;
}

struct source_rate
source_rate(const struct sim_context *s, double factor, const struct incident *i)
{
    struct source_rate rate;

    rate.attempted = factor * measures_factor(s, i);
    rate.happening = rate.attempted / resistance(s, i->target);
    return rate;
}

bool
source_is_hopeless(
    struct sim_context *s, double factor, int32_t target, double ceiling, double u)
{
    double at_most = s->world->raises_rates
                         ? INFINITY
                         : portable_max(factor, factor / resistance(s, target));
    bool hopeless = u >= at_most / ceiling;

    s->run->n_candidates += hopeless ? 1 : 0;
    return hopeless;
}

bool
source_accepts(
    struct sim_context *s, int32_t process, struct source_rate rate, double ceiling, double u)
{
    s->run->n_candidates++;
    if (u >= rate.happening / ceiling && u < rate.attempted / ceiling) {
        s->run->n_blocked++;
        sim_notify(s, (struct observation){.kind = OBS_BLOCKED, .a = process});
    }
    return u < rate.happening / ceiling;
}

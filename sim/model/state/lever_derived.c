/* Computes values that follow from levers and from what states have built: capacities, pressure,
   distances, thresholds and times. */
#include "model/state/lever_effect.h"

/* Returns the capacity at the start of the run. */
static double
start_capacity(const struct state *row, enum capacity capacity)
{
    switch (capacity) {
    case CAPACITY_DETECTION:
        return row->detection;
    case CAPACITY_RESILIENCE:
        return row->resilience;
    case CAPACITY_ATTRIBUTION:
        return row->attribution;
    case CAPACITY_DESK:
    case CAPACITY_LEGAL:
    case CAPACITY_COUNT:
        break;
    }
    return 0;
}

double
lever_state_capacity(const struct sim_context *s, int32_t state, enum capacity capacity)
{
    const struct parameters_capacity *p = &s->world->parameters.capacity;
    double start = start_capacity(WORLD_STATE(s->world, state), capacity);
    const struct decaying *built = &SIM_STATE(s, state)->built[capacity];
    double at_work;

    if (built->value == 0) {
        return start;
    }
    at_work = sim_decay_value(*built, p->halflife_days, sim_now(s));
    return 1 - (1 - start) * portable_exp(-p->per_million * at_work);
}

double
lever_state_pressure(const struct sim_context *s, int32_t state)
{
    double d = sim_decay_value(SIM_STATE(s, state)->pressure,
        WORLD_STATE(s->world, state)->pressure_halflife_days, sim_now(s));

    return d / (1 + d);
}

double
lever_capacity_multiplier(double capacity, double m)
{
    return capacity == 0.5 ? 1 : portable_pow(m, 2 * capacity - 1);
}

double
lever_doctrinal_distance(const struct sim_context *s, int32_t pair)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);
    double distance = p->doctrinal_distance;

    if (distance < 0) {
        distance = fabs(WORLD_STATE(s->world, p->first)->doctrinal_position -
                        WORLD_STATE(s->world, p->second)->doctrinal_position) /
                   2;
    }
    distance = lever_for_pair(s, LEVER_doctrinal_distance, pair, distance, &lever_filter_any);
    return portable_min(distance, 1);
}

double
lever_confidence_threshold(const struct sim_context *s, int32_t state)
{
    return lever_for_state(
        s, LEVER_confidence_needed, state, WORLD_STATE(s->world, state)->confidence_needed);
}

double
lever_legal_delay(const struct sim_context *s, int32_t pair, double base)
{
    struct lever_filter f = lever_filter_of_channel(CHANNEL_LAW_ENFORCEMENT);

    return lever_for_pair(s, LEVER_law_enforcement_delay, pair, base, &f);
}

double
lever_investigation_days(const struct sim_context *s, int32_t pair, int32_t asked, double days)
{
    return lever_for_pair(s, LEVER_investigation_time, pair,
        days / (1 + lever_state_capacity(s, asked, CAPACITY_LEGAL)), &lever_filter_any);
}

#include "model/state/effective.h"

const struct effective_filter effective_any = {NONE, NONE, NONE, false};

static bool
covers_target(const struct measure *m, const struct effective_filter *f)
{
    return m->target_class == TARGET_ANY || f->target_class == NONE ||
           f->target_class == m->target_class ||
           (m->target_class == TARGET_CRITICAL && f->critical);
}

static bool
covers_channel(const struct measure *m, const struct effective_filter *f)
{
    return m->channel == MEASURE_CHANNEL_ANY || f->channel == NONE ||
           m->channel == f->channel + 1;
}

static bool
covers_class(const struct measure *m, int32_t class_)
{
    switch ((enum operation_class)m->operation_class) {
    case OPERATION_ANY:
        return true;
    case OPERATION_ESPIONAGE:
        return class_ == CLASS_ESPIONAGE || class_ == CLASS_PREPOSITIONING;
    case OPERATION_ATTACK:
        return class_ == CLASS_DISRUPTION || class_ == CLASS_DEGRADATION;
    case OPERATION_DESTRUCTIVE:
        return class_ == CLASS_DEGRADATION;
    case OPERATION_CRIME:
        return class_ == CLASS_CRIME;
    }
    return false;
}

static bool
counts(const struct measure *m, const struct effective_filter *f)
{
    return covers_channel(m, f) && covers_target(m, f) &&
           (f->class_ == NONE || covers_class(m, f->class_));
}

struct effective_filter
effective_filter_on(int32_t channel)
{
    return (struct effective_filter){channel, NONE, NONE, false};
}

struct effective_filter
effective_filter_of(const struct sim *s, const struct incident *i)
{
    return (struct effective_filter){
        NONE, WORLD_TYPE(s->world, i->type)->class_, i->target_class, i->critical};
}

bool
effective_covers(const struct sim *s, const struct measure *m, const struct incident *i)
{
    struct effective_filter f = effective_filter_of(s, i);

    return covers_target(m, &f) && covers_class(m, f.class_);
}

double
effective_weight(const struct sim *s, int32_t measure, double since)
{
    const struct measure *row = s->world->measures[measure].row;
    const struct measure_now *now = SIM_MEASURE(s, measure);
    double on_day = fmax(now->on_day, since);
    double weight = 1;

    if (!now->active || sim_now(s) < on_day) {
        return 0;
    }
    if (row->adoption_lag_days > 0) {
        weight = 1 - real_exp(-(sim_now(s) - on_day) / row->adoption_lag_days);
    }
    if (row->half_life_days > 0) {
        double refreshed = fmax(now->refreshed_day, since);

        weight *= real_exp2(-fmax(sim_now(s) - refreshed, 0) / row->half_life_days);
    }
    return weight;
}

double
effective_parties_since(const struct sim *s, int32_t bond)
{
    const struct bond *b = &s->world->bonds[bond];
    const struct party_now *x = SIM_PARTY(s, b->party[0]), *y = SIM_PARTY(s, b->party[1]);
    double since = fmax(x->joined, y->joined), now = sim_now(s);

    return now < since || now >= fmin(x->left, y->left) ? INFINITY : since;
}

double
effective_bound_since(const struct sim *s, int32_t bond)
{
    return SIM_BOND(s, bond)->suspended ? INFINITY : effective_parties_since(s, bond);
}

static double
link_weight(const struct sim *s, const struct link *link)
{
    double since;

    if (!SIM_MEASURE(s, link->measure)->active) {
        return 0;
    }
    since = effective_bound_since(s, link->bond);
    return since == INFINITY ? 0 : link->weight * effective_weight(s, link->measure, since);
}

/* Links stand in order of family, then of measure; of each family only the strongest acts. */
static double
folded(const struct sim *s, enum lever lever, struct link_range range, double base,
    const struct effective_filter *f)
{
    const struct world *w = s->world;
    struct lever_value value;
    const struct link *link = w->links + range.first;
    const struct link *end = link + range.count;

    if (range.count == 0) {
        return base;
    }
    value = lever_start(lever, base);
    while (link < end) {
        int32_t family = w->measures[link->measure].family;
        struct effect best = {0};
        double best_weight = 0, strongest = 0;

        for (; link < end && w->measures[link->measure].family == family; link++) {
            const struct measure *row = w->measures[link->measure].row;

            if (counts(row, f)) {
                double weight = link_weight(s, link);
                double strength = lever_strength(row->effect[lever], weight);

                if (strength > strongest) {
                    strongest = strength;
                    best = row->effect[lever];
                    best_weight = weight;
                }
            }
        }
        if (strongest > 0) {
            lever_apply(&value, best, best_weight);
        }
    }
    return lever_finish(&value);
}

double
effective_pair(const struct sim *s, enum lever lever, int32_t pair, double base,
    const struct effective_filter *filter)
{
    if (pair == NONE) {
        return base;
    }
    return folded(
        s, lever, s->world->pair_links[pair * LEVER_COUNT + (int32_t)lever], base, filter);
}

double
effective_state(const struct sim *s, enum lever lever, int32_t state, double base)
{
    return effective_state_of(s, lever, state, base, &effective_any);
}

double
effective_state_of(const struct sim *s, enum lever lever, int32_t state, double base,
    const struct effective_filter *filter)
{
    return folded(
        s, lever, s->world->state_links[state * LEVER_COUNT + (int32_t)lever], base, filter);
}

double
effective_capacity(const struct sim *s, int32_t state, enum capacity capacity)
{
    const struct parameters_capacity *p = &s->world->parameters.capacity;
    const struct state *row = WORLD_STATE(s->world, state);
    const double start[CAPACITY_COUNT] = {
        row->detection, row->resilience, row->attribution, 0, 0};
    struct decaying built = SIM_STATE(s, state)->built[capacity];
    double at_work;

    if (built.value == 0) {
        return start[capacity];
    }
    at_work = sim_decayed(built, p->halflife_days, sim_now(s));
    return 1 - (1 - start[capacity]) * real_exp(-p->per_million * at_work);
}

double
effective_pressure(const struct sim *s, int32_t state)
{
    double d = sim_decayed(SIM_STATE(s, state)->pressure,
        WORLD_STATE(s->world, state)->pressure_halflife_days, sim_now(s));

    return d / (1 + d);
}

double
effective_multiplier(double capacity, double m)
{
    return capacity == 0.5 ? 1 : real_pow(m, 2 * capacity - 1);
}

double
effective_distance(const struct sim *s, int32_t pair)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);
    double distance = p->doctrinal_distance;

    if (distance < 0) {
        distance = fabs(WORLD_STATE(s->world, p->first)->doctrinal_position -
                        WORLD_STATE(s->world, p->second)->doctrinal_position) /
                   2;
    }
    distance = effective_pair(s, LEVER_doctrinal_distance, pair, distance, &effective_any);
    return fmin(distance, 1);
}

double
effective_confidence_needed(const struct sim *s, int32_t state)
{
    return effective_state(
        s, LEVER_confidence_needed, state, WORLD_STATE(s->world, state)->confidence_needed);
}

double
effective_legal_delay(const struct sim *s, int32_t pair, double base)
{
    struct effective_filter f = effective_filter_on(CHANNEL_LAW_ENFORCEMENT);

    return effective_pair(s, LEVER_law_enforcement_delay, pair, base, &f);
}

/* Share of targets that a measure speaks of. */
static double
share_of_targets(const struct parameters_rates *p, const struct measure *m)
{
    double total = p->target_private + p->target_government + p->target_military;

    switch ((enum target_class)m->target_class) {
    case TARGET_ANY:
        break;
    case TARGET_PRIVATE:
        return total > 0 ? p->target_private / total : 0;
    case TARGET_GOVERNMENT:
        return total > 0 ? p->target_government / total : 0;
    case TARGET_MILITARY:
        return total > 0 ? p->target_military / total : 0;
    case TARGET_CRITICAL:
        return p->target_critical;
    }
    return 1;
}

double
effective_pledge(const struct sim *s, int32_t pair, int32_t incident_type)
{
    const struct link_range range =
        s->world->pair_links[pair * LEVER_COUNT + LEVER_accepted_rate];
    int32_t class_ = WORLD_TYPE(s->world, incident_type)->class_;
    double strongest = 0;

    for (int32_t i = range.first; i < range.first + range.count; i++) {
        const struct link *link = &s->world->links[i];
        const struct measure *row = s->world->measures[link->measure].row;

        if (row->pledge && covers_class(row, class_)) {
            strongest = fmax(strongest,
                link_weight(s, link) * share_of_targets(&s->world->parameters.rates, row));
        }
    }
    return strongest;
}

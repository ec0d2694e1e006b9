#include "model/state/lever_effect.h"

const struct lever_filter lever_filter_any = {NONE, NONE, NONE, false};

static bool
covers_target(const struct measure *m, const struct lever_filter *f)
{
    return m->target_class == TARGET_ANY || f->target_class == NONE ||
           f->target_class == m->target_class ||
           (m->target_class == TARGET_CRITICAL && f->critical);
}

static bool
covers_channel(const struct measure *m, const struct lever_filter *f)
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
        return incident_class_is_stealthy(class_);
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
covers(const struct measure *m, const struct lever_filter *f)
{
    return covers_channel(m, f) && covers_target(m, f) &&
           (f->class_ == NONE || covers_class(m, f->class_));
}

struct lever_filter
lever_filter_of_channel(int32_t channel)
{
    return (struct lever_filter){channel, NONE, NONE, false};
}

struct lever_filter
lever_filter_of_incident(const struct sim_context *s, const struct incident *i)
{
    return (struct lever_filter){
        NONE, WORLD_TYPE(s->world, i->type)->class_, i->target_class, i->critical};
}

bool
lever_covers_incident(
    const struct sim_context *s, const struct measure *m, const struct incident *i)
{
    struct lever_filter f = lever_filter_of_incident(s, i);

    return covers_target(m, &f) && covers_class(m, f.class_);
}

/* Returns the weight of a measure whose effect began `days` ago and was refreshed `stale` days ago.
   MODEL.md (0.2) */
static double
weight_after(const struct measure *row, double days, double stale)
{
    double weight =
        row->adoption_lag_days > 0 ? 1 - portable_exp(-days / row->adoption_lag_days) : 1;

    return row->half_life_days > 0 ? weight * portable_exp2(-stale / row->half_life_days)
                                   : weight;
}

double
lever_measure_weight(const struct sim_context *s, int32_t measure, double since)
{
    const struct measure *row = s->world->measures[measure].row;
    const struct measure_now *now = SIM_MEASURE(s, measure);
    double days = sim_now(s) - portable_max(now->on_day, since);
    double stale = portable_max(sim_now(s) - portable_max(now->refreshed_day, since), 0);
    struct sim_weight *last = s->weights == NULL ? NULL : &s->weights[measure % SIM_WEIGHTS];

    if (!now->active || days < 0) {
        return 0;
    }
    if (last == NULL) {
        return weight_after(row, days, stale);
    }
    if (last->measure != 1 + measure || last->days != days || last->stale != stale) {
        *last = (struct sim_weight){1 + measure, days, stale, weight_after(row, days, stale)};
    }
    return last->weight;
}

double
lever_parties_since(const struct sim_context *s, int32_t party_pair)
{
    const struct party_pair *b = &s->world->party_pairs[party_pair];
    const struct party_now *x = SIM_PARTY(s, b->party[0]), *y = SIM_PARTY(s, b->party[1]);
    double since = portable_max(x->joined, y->joined), now = sim_now(s);

    return now < since || now >= portable_min(x->left, y->left) ? INFINITY : since;
}

double
lever_bound_since(const struct sim_context *s, int32_t party_pair)
{
    return SIM_PARTY_PAIR(s, party_pair)->suspended ? INFINITY
                                                    : lever_parties_since(s, party_pair);
}

/**
 * The weight of a measure. Several links of a measure have the same weight if their parties joined
 * on the same day.
 */
struct shared_weight {
    int32_t measure; /* NONE: no weight is computed yet */
    double since, weight;
    double link_weight; /* largest weight of a link that uses `weight` */
    bool same_since;    /* as in struct measure_in_force */
};

static double
shared_link_weight(
    const struct sim_context *s, const struct link *link, struct shared_weight *shared)
{
    double since;

    if (!SIM_MEASURE(s, link->measure)->active) {
        return 0;
    }
    since = lever_bound_since(s, link->party_pair);
    if (since == INFINITY) {
        return 0;
    }
    if (shared->measure != link->measure || shared->since != since) {
        *shared = (struct shared_weight){link->measure, since,
            lever_measure_weight(s, link->measure, since), link->weight,
            s->world->measures[link->measure].same_since};
    }
    shared->link_weight = portable_max(shared->link_weight, link->weight);
    return link->weight * shared->weight;
}

static double
link_weight(const struct sim_context *s, const struct link *link)
{
    struct shared_weight none = {NONE, 0, 0, 0, false};

    return shared_link_weight(s, link, &none);
}

/* Whether a link of the same measure that is at least as strong has already been considered. The
   links of a measure can differ in the day since which both states are parties. If all are parties
   from the start (same_since), only link->weight differs. */
static bool
repeats(const struct link *link, const struct shared_weight *shared)
{
    return link->measure == shared->measure && shared->same_since &&
           link->weight <= shared->link_weight;
}

/* Applies the effects of a range of links to `base`. The links are ordered by family. For each
   family the loop finds the strongest effect (the first one among equals) and applies only this
   one. A measure can only reduce the weight of a link: its own weight is at most 1. If even the
   full link->weight gives no stronger effect, the weight of the measure is not computed. */
static double
apply_some_links(const struct sim_context *s, enum lever lever, struct link_range range,
    double base, const struct lever_filter *f)
{
    const struct world *w = s->world;
    struct lever_value value;
    const struct link *link = w->links + range.first;
    const struct link *end = link + range.count;
    struct shared_weight shared = {NONE, 0, 0, 0, false};

    value = lever_start(lever, base);
    while (link < end) {
        int32_t family = w->measures[link->measure].family;
        struct effect best = {0};
        double best_weight = 0, strongest = 0;

        for (; link < end; link++) {
            const struct measure *row;

            if (repeats(link, &shared)) {
                continue; /* the measure, and therefore the family, is that of the last link */
            }
            if (w->measures[link->measure].family != family) {
                break;
            }
            row = w->measures[link->measure].row;
            if (lever_strength(row->effect[lever], link->weight) > strongest &&
                covers(row, f)) {
                double weight = shared_link_weight(s, link, &shared);
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

/* Like apply_some_links(), but faster if there are no links, as for most levers. */
static inline double
apply_links(const struct sim_context *s, enum lever lever, struct link_range range, double base,
    const struct lever_filter *f)
{
    return range.count == 0 ? base : apply_some_links(s, lever, range, base, f);
}

double
lever_for_pair(const struct sim_context *s, enum lever lever, int32_t pair, double base,
    const struct lever_filter *filter)
{
    if (pair == NONE) {
        return base;
    }
    return apply_links(
        s, lever, s->world->pair_links[pair * LEVER_COUNT + (int32_t)lever], base, filter);
}

double
lever_for_state(const struct sim_context *s, enum lever lever, int32_t state, double base)
{
    return lever_for_state_filtered(s, lever, state, base, &lever_filter_any);
}

double
lever_for_state_filtered(const struct sim_context *s, enum lever lever, int32_t state,
    double base, const struct lever_filter *filter)
{
    return apply_links(
        s, lever, s->world->state_links[state * LEVER_COUNT + (int32_t)lever], base, filter);
}

/* Returns the share of targets that a measure covers. */
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

bool
lever_has_links(const struct sim_context *s, enum lever lever, int32_t pair)
{
    return pair != NONE && s->world->pair_links[pair * LEVER_COUNT + (int32_t)lever].count > 0;
}

/* A measure is a hotline if it reduces the transit time to a tenth or less. It is a point of
   contact if it reduces the time to find the counterpart to half or less and raises the reach. */
static const double line_change = -0.9, contact_change = -0.5, kept_weight = 0.5;

static bool
keeps_line(const struct sim_context *s, const struct link *link, int32_t channel)
{
    const struct measure *row = s->world->measures[link->measure].row;
    const struct lever_filter f = lever_filter_of_channel(channel);
    bool line = row->effect[LEVER_latency].up <= line_change;
    bool contact =
        row->effect[LEVER_locate_time].up <= contact_change && row->effect[LEVER_reach].up > 0;

    return (line || contact) && covers_channel(row, &f) && link_weight(s, link) >= kept_weight;
}

bool
lever_keeps_line(const struct sim_context *s, int32_t pair, int32_t channel)
{
    static const enum lever levers[] = {LEVER_latency, LEVER_locate_time};

    for (int l = 0; l < 2; l++) {
        const struct link_range range =
            s->world->pair_links[pair * LEVER_COUNT + (int32_t)levers[l]];

        for (int32_t k = range.first; k < range.first + range.count; k++) {
            if (keeps_line(s, &s->world->links[k], channel)) {
                return true;
            }
        }
    }
    return false;
}

double
lever_of_agreement(
    const struct sim_context *s, enum lever lever, int32_t pair, int32_t agreement)
{
    const struct link_range range = s->world->pair_links[pair * LEVER_COUNT + (int32_t)lever];
    double strongest = 0;

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        const struct link *link = &s->world->links[k];

        if (s->world->party_pairs[link->party_pair].agreement == agreement) {
            strongest = portable_max(strongest,
                link_weight(s, link) * s->world->measures[link->measure].row->effect[lever].up);
        }
    }
    return strongest;
}

/** Which pledges between two states to compare, and how to weight them. */
struct pledge_question {
    struct lever_filter operations;
    /* multiply the weight by the share of operations that the pledge rules out */
    bool promises;
    bool at_first; /* use the full weight in place of the present weight */
    /* multiply the weight of a pledge for some targets by their share among targets */
    bool targets;
};

/* Returns the largest weight of a pledge between two states. */
static double
strongest_pledge(const struct sim_context *s, int32_t pair, const struct pledge_question *q)
{
    const struct link_range range =
        s->world->pair_links[pair * LEVER_COUNT + LEVER_accepted_rate];
    double strongest = 0;

    for (int32_t i = range.first; i < range.first + range.count; i++) {
        const struct link *link = &s->world->links[i];
        const struct measure *row = s->world->measures[link->measure].row;

        if (row->pledge && covers(row, &q->operations)) {
            double weight = q->at_first ? link->weight : link_weight(s, link);

            weight *= q->promises ? row->promise : 1;
            weight *= q->targets ? share_of_targets(&s->world->parameters.rates, row) : 1;
            strongest = portable_max(strongest, weight);
        }
    }
    return strongest;
}

double
lever_pledge_weight(const struct sim_context *s, int32_t pair, int32_t incident_type)
{
    struct pledge_question q = {.operations = lever_filter_any, .targets = true};

    q.operations.class_ = WORLD_TYPE(s->world, incident_type)->class_;
    return strongest_pledge(s, pair, &q);
}

double
lever_promise(const struct sim_context *s, int32_t pair, const struct lever_filter *f)
{
    struct pledge_question q = {.operations = *f, .promises = true};

    return strongest_pledge(s, pair, &q);
}

double
lever_promise_of_class(const struct sim_context *s, int32_t pair, int32_t class_)
{
    struct pledge_question q = {lever_filter_any, true, false, true};

    q.operations.class_ = class_;
    return strongest_pledge(s, pair, &q);
}

double
lever_promise_at_first(const struct sim_context *s, int32_t pair, int32_t class_)
{
    struct pledge_question q = {lever_filter_any, true, true, true};

    q.operations.class_ = class_;
    return strongest_pledge(s, pair, &q);
}

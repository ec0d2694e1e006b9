#include "model/agreement/accord_parts.h"

#include "model/channel/offer.h"
#include "model/dyad/relation.h"

static int32_t
status_of(const struct sim *s, int32_t bond)
{
    return SIM_AGREEMENT(s, s->world->bonds[bond].agreement)->status;
}

static const struct agreement *
row_of(const struct sim *s, int32_t bond)
{
    return accord_row(s, s->world->bonds[bond].agreement);
}

#define EACH_BOND_OF_PAIR(s, pair, b)                                                          \
    for (int32_t b = (s)->world->pair_bonds[pair].first;                                       \
         b < (s)->world->pair_bonds[pair].first + (s)->world->pair_bonds[pair].count; b++)

bool
accord_in_force(const struct sim *s, int32_t pair)
{
    EACH_BOND_OF_PAIR(s, pair, b)
    {
        if (status_of(s, b) == AGREEMENT_IN_FORCE && effective_bound_since(s, b) < INFINITY) {
            return true;
        }
    }
    return false;
}

bool
accord_bound(const struct sim *s, int32_t agreement, int32_t state, int32_t other)
{
    int32_t pair = world_pair(s->world, state, other);

    if (pair == NONE || SIM_AGREEMENT(s, agreement)->status != AGREEMENT_IN_FORCE) {
        return false;
    }
    EACH_BOND_OF_PAIR(s, pair, b)
    {
        if (s->world->bonds[b].agreement == agreement) {
            return effective_bound_since(s, b) < INFINITY;
        }
    }
    return false;
}

/* Suspension: of the whole agreement, or between the two alone. */

static void
suspend(struct sim *s, int32_t bond)
{
    if (row_of(s, bond)->suspension.between == BETWEEN_TWO) {
        accord_tie(s, bond, false);
    } else {
        accord_step(s, s->world->bonds[bond].agreement, STEP_SUSPEND);
    }
}

void
accord_suspend(struct sim *s, int32_t pair)
{
    EACH_BOND_OF_PAIR(s, pair, b)
    {
        if (status_of(s, b) == AGREEMENT_IN_FORCE && effective_parties_since(s, b) < INFINITY) {
            suspend(s, b);
        }
    }
}

static void
take_in_crisis(struct sim *s, int32_t pair)
{
    if (relation_in_crisis(s, pair)) {
        offer_begin(s, pair);
    }
    EACH_BOND_OF_PAIR(s, pair, b)
    {
        if (effective_parties_since(s, b) == INFINITY) {
            continue;
        }
        if (row_of(s, b)->suspension.between == BETWEEN_TWO) {
            accord_review_bond(s, b);
        }
        if (row_of(s, b)->suspension.between == BETWEEN_ALL ||
            status_of(s, b) == AGREEMENT_SUSPENDED) {
            accord_review_crises(s, s->world->bonds[b].agreement);
        }
    }
}

void
accord_take_in_crises(struct sim *s)
{
    int32_t pair;

    while ((pair = sim_next_crisis(s)) != NONE) {
        take_in_crisis(s, pair);
    }
}

int32_t
accord_hub_between(const struct sim *s, int32_t pair)
{
    int32_t hub = NONE, carrier = NONE;

    EACH_BOND_OF_PAIR(s, pair, b)
    {
        int32_t a = s->world->bonds[b].agreement;

        if (status_of(s, b) != AGREEMENT_IN_FORCE || effective_bound_since(s, b) == INFINITY) {
            continue;
        }
        if (row_of(s, b)->kind == AGREEMENT_HUB) {
            hub = a;
            carrier = s->world->carries[a] ? a : carrier;
        } else if (s->world->carries[a]) {
            return NONE;
        }
    }
    return carrier == NONE ? hub : carrier;
}

/* A channel was used */

static void
freshen(struct sim *s, int32_t agreement, enum channel_kind channel)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (accord_holds(s, m, agreement) && row->refreshed_by == REFRESH_USE &&
            (row->channel == MEASURE_CHANNEL_ANY || row->channel == (int32_t)channel + 1)) {
            SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
        }
    }
}

void
accord_used(struct sim *s, int32_t pair, enum channel_kind channel)
{
    EACH_BOND_OF_PAIR(s, pair, b)
    {
        if (effective_parties_since(s, b) < INFINITY) {
            freshen(s, s->world->bonds[b].agreement, channel);
        }
    }
}

/* The ledger */

static bool
pledged(const struct sim *s, int32_t agreement, const struct incident *incident)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (accord_holds(s, m, agreement) && row->pledge &&
            effective_covers(s, row, incident)) {
            return true;
        }
    }
    return false;
}

static void
enter_violation(struct sim *s, int32_t bond, struct side side, struct incident *i)
{
    int32_t a = s->world->bonds[bond].agreement;
    struct agreement_now *now = SIM_AGREEMENT(s, a);
    int64_t patience = accord_row(s, a)->suspension.after_violations;

    i->violation_found = true;
    now->n_violations++;
    now->first_violation_day =
        isnan(now->first_violation_day) ? sim_now(s) : now->first_violation_day;
    relation_experience(s, side, 0, s->world->parameters.trust.violation);
    sim_tell(s, (struct fact){.kind = FACT_VIOLATION,
                    .a = a,
                    .b = side.which == 0 ? WORLD_PAIR(s->world, side.pair)->second
                                         : WORLD_PAIR(s->world, side.pair)->first,
                    .incident = i});
    if (patience > 0 && now->n_violations - now->violations_forgiven >= patience) {
        now->violations_forgiven = now->n_violations;
        suspend(s, bond);
    }
}

void
accord_find_violation(struct sim *s, int32_t violator, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct side side = relation_side(s, i->target, violator);

    if (i->type == NONE || i->violation_found || side.pair == NONE) {
        return;
    }
    EACH_BOND_OF_PAIR(s, side.pair, b)
    {
        int32_t a = s->world->bonds[b].agreement;
        const struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (!isnan(now->entered_day) && i->start_day >= now->entered_day &&
            i->start_day >= effective_parties_since(s, b) && now->status != AGREEMENT_ENDED &&
            pledged(s, a, i)) {
            enter_violation(s, b, side, i);
        }
    }
}

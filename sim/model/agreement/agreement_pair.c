#include "model/agreement/internal.h"

#include "model/channel/offer.h"
#include "model/dyad/dyad.h"

static int32_t
status_of(const struct sim_context *s, int32_t party_pair)
{
    return SIM_AGREEMENT(s, s->world->party_pairs[party_pair].agreement)->status;
}

static const struct agreement *
row_of(const struct sim_context *s, int32_t party_pair)
{
    return agreement_input(s, s->world->party_pairs[party_pair].agreement);
}

#define EACH_PARTY_PAIR_OF(s, pair, b)                                                         \
    for (int32_t b = (s)->world->dyad_party_pairs[pair].first;                                 \
         b <                                                                                   \
         (s)->world->dyad_party_pairs[pair].first + (s)->world->dyad_party_pairs[pair].count;  \
         b++)

bool
agreement_binds(const struct sim_context *s, int32_t agreement, int32_t state, int32_t other)
{
    int32_t pair = world_pair(s->world, state, other);

    if (pair == NONE || SIM_AGREEMENT(s, agreement)->status != AGREEMENT_IN_FORCE) {
        return false;
    }
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (s->world->party_pairs[b].agreement == agreement) {
            return lever_bound_since(s, b) < INFINITY;
        }
    }
    return false;
}

bool
agreement_allies(const struct sim_context *s, int32_t pair)
{
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (row_of(s, b)->alliance && status_of(s, b) == AGREEMENT_IN_FORCE &&
            lever_bound_since(s, b) < INFINITY) {
            return true;
        }
    }
    return false;
}

/* ---- suspension of the whole agreement, or only between the two states ---- */

static void
suspend(struct sim_context *s, int32_t party_pair)
{
    if (row_of(s, party_pair)->suspension.between == BETWEEN_TWO) {
        agreement_set_cooperation(s, party_pair, false);
    } else {
        agreement_step(s, s->world->party_pairs[party_pair].agreement, STEP_SUSPEND);
    }
}

static bool
has_effect(const struct sim_context *s, int32_t agreement)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement) && measure_has_effect(s->world->measures[m].row)) {
            return true;
        }
    }
    return false;
}

static bool
may_suspend(const struct sim_context *s, int32_t party_pair)
{
    const struct agreement *row = row_of(s, party_pair);

    if (status_of(s, party_pair) != AGREEMENT_IN_FORCE ||
        lever_bound_since(s, party_pair) == INFINITY) {
        return false;
    }
    return row->suspension.may_be_suspended == MAY_SUSPEND ||
           (row->suspension.may_be_suspended == MAY_SUSPEND_OF_TWO && row->parties.count == 2 &&
               has_effect(s, s->world->party_pairs[party_pair].agreement));
}

int32_t
agreement_next_suspendable(const struct sim_context *s, int32_t pair, int32_t *at)
{
    const struct link_range range = s->world->dyad_party_pairs[pair];

    while (*at < range.count) {
        int32_t party_pair = range.first + (*at)++;

        if (may_suspend(s, party_pair)) {
            return s->world->party_pairs[party_pair].agreement;
        }
    }
    return NONE;
}

bool
agreement_may_suspend(const struct sim_context *s, int32_t pair)
{
    int32_t at = 0;

    return agreement_next_suspendable(s, pair, &at) != NONE;
}

void
agreement_suspend(struct sim_context *s, int32_t pair, int32_t agreement)
{
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (may_suspend(s, b) &&
            (agreement == NONE || s->world->party_pairs[b].agreement == agreement)) {
            suspend(s, b);
        }
    }
}

static void
process_crisis(struct sim_context *s, int32_t pair)
{
    if (dyad_in_crisis(s, pair)) {
        offer_begin(s, pair);
    }
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (lever_parties_since(s, b) == INFINITY) {
            continue;
        }
        if (row_of(s, b)->suspension.between == BETWEEN_TWO) {
            agreement_review_party_pair(s, b);
        }
        if (row_of(s, b)->suspension.between == BETWEEN_ALL ||
            status_of(s, b) == AGREEMENT_SUSPENDED) {
            agreement_review_crises(s, s->world->party_pairs[b].agreement);
        }
    }
}

void
agreement_process_crises(struct sim_context *s)
{
    int32_t pair;

    while ((pair = sim_next_crisis(s)) != NONE) {
        process_crisis(s, pair);
    }
}

int32_t
agreement_hub_between(const struct sim_context *s, int32_t pair)
{
    int32_t hub = NONE, technical_hub = NONE;

    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        int32_t a = s->world->party_pairs[b].agreement;

        if (status_of(s, b) != AGREEMENT_IN_FORCE || lever_bound_since(s, b) == INFINITY) {
            continue;
        }
        if (row_of(s, b)->kind == AGREEMENT_HUB) {
            hub = a;
            technical_hub = s->world->serves_technical[a] ? a : technical_hub;
        } else if (s->world->serves_technical[a]) {
            return NONE;
        }
    }
    return technical_hub == NONE ? hub : technical_hub;
}

/* ---- use of a channel ---- */

static bool
lives_on(const struct measure *row, enum channel_kind channel)
{
    return row->refreshed_by == REFRESH_USE &&
           (row->channel == MEASURE_CHANNEL_ANY || row->channel == (int32_t)channel + 1);
}

static void
refresh_measures(struct sim_context *s, int32_t agreement, enum channel_kind channel)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement) && lives_on(s->world->measures[m].row, channel)) {
            SIM_MEASURE(s, m)->refreshed_day = sim_now(s);
        }
    }
}

bool
agreement_refreshes(
    const struct sim_context *s, int32_t measure, int32_t pair, enum channel_kind channel)
{
    if (!lives_on(s->world->measures[measure].row, channel)) {
        return false;
    }
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (agreement_holds(s, measure, s->world->party_pairs[b].agreement)) {
            return lever_parties_since(s, b) < INFINITY;
        }
    }
    return false;
}

void
agreement_refresh_by_use(struct sim_context *s, int32_t pair, enum channel_kind channel)
{
    EACH_PARTY_PAIR_OF(s, pair, b)
    {
        if (lever_parties_since(s, b) < INFINITY) {
            refresh_measures(s, s->world->party_pairs[b].agreement, channel);
        }
    }
}

/* ---- violations ---- */

static bool
breaks_pledge(const struct sim_context *s, int32_t agreement, const struct incident *incident)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        const struct measure *row = s->world->measures[m].row;

        if (agreement_holds(s, m, agreement) && row->pledge &&
            lever_covers_incident(s, row, incident)) {
            return true;
        }
    }
    return false;
}

static void
record_violation(struct sim_context *s, int32_t party_pair, struct dyad_direction direction,
    struct incident *i)
{
    int32_t a = s->world->party_pairs[party_pair].agreement;
    struct agreement_now *now = SIM_AGREEMENT(s, a);
    int64_t limit = agreement_input(s, a)->suspension.after_violations;

    i->violation_found = true;
    now->n_violations++;
    now->first_violation_day =
        isnan(now->first_violation_day) ? sim_now(s) : now->first_violation_day;
    sim_notify(s, (struct observation){.kind = OBS_VIOLATION,
                      .a = a,
                      .b = direction.which == 0 ? WORLD_PAIR(s->world, direction.pair)->second
                                                : WORLD_PAIR(s->world, direction.pair)->first,
                      .incident = i});
    if (limit > 0 && now->n_violations - now->violations_forgiven >= limit) {
        now->violations_forgiven = now->n_violations;
        suspend(s, party_pair);
    }
}

void
agreement_find_violation(struct sim_context *s, int32_t violator, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct dyad_direction direction = dyad_direction(s, i->target, violator);
    double nats;

    if (i->type == NONE || i->violation_found || direction.pair == NONE) {
        return;
    }
    /* computed before the violation is recorded, because a violation may suspend the pledge */
    nats = agreement_violation_nats(s, direction.pair, i);
    EACH_PARTY_PAIR_OF(s, direction.pair, b)
    {
        int32_t a = s->world->party_pairs[b].agreement;
        const struct agreement_now *now = SIM_AGREEMENT(s, a);

        if (!isnan(now->entered_day) && i->start_day >= now->entered_day &&
            i->start_day >= lever_parties_since(s, b) && now->status != AGREEMENT_ENDED &&
            breaks_pledge(s, a, i)) {
            record_violation(s, b, direction, i);
        }
    }
    if (i->violation_found) {
        direction.now->pledge_nats += nats;
    }
}

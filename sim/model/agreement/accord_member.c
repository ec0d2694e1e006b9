#include "model/agreement/accord_parts.h"

#include "model/dyad/relation.h"

bool
accord_is_party(const struct sim *s, int32_t party)
{
    const struct party_now *now = SIM_PARTY(s, party);

    return sim_now(s) >= now->joined && sim_now(s) < now->left;
}

bool
accord_takes_part(const struct sim *s, int32_t agreement, int32_t state)
{
    const struct party *parties = accord_row(s, agreement)->parties.items;

    for (int32_t k = 0; k < accord_row(s, agreement)->parties.count; k++) {
        if (parties[k].key.index == state) {
            return SIM_AGREEMENT(s, agreement)->status == AGREEMENT_IN_FORCE &&
                   accord_is_party(s, s->world->first_party[agreement] + k);
        }
    }
    return false;
}

bool
accord_next_bond(const struct sim *s, int32_t agreement, int32_t *at, int32_t *bond)
{
    struct link_range range = s->world->agreement_bonds[agreement];

    while (*at < range.count) {
        *bond = s->world->bonds_of[range.first + (*at)++];
        if (effective_bound_since(s, *bond) < INFINITY) {
            return true;
        }
    }
    return false;
}

double
accord_tension_among(const struct sim *s, int32_t agreement)
{
    double most = 0;
    int32_t bond;

    EACH_BOND(s, agreement, bond)
    {
        int32_t pair = s->world->bonds[bond].pair;

        for (int32_t d = 0; d < 2; d++) {
            most = fmax(
                most, relation_tension(s, (struct side){pair, d, &SIM_PAIR(s, pair)->side[d]}));
        }
    }
    return most;
}

bool
accord_crisis_among(const struct sim *s, int32_t agreement)
{
    int32_t bond;

    EACH_BOND(s, agreement, bond)
    {
        if (relation_in_crisis(s, s->world->bonds[bond].pair)) {
            return true;
        }
    }
    return false;
}

/* Who is a party when */

static const struct party *
party_row(const struct sim *s, int32_t agreement, int32_t k)
{
    return &((const struct party *)accord_row(s, agreement)->parties.items)[k];
}

static void
await(struct sim *s, int32_t agreement, int32_t k, double day)
{
    if (day > sim_now(s) && day < INFINITY) {
        (void)sim_at(s, day, EVENT_membership, agreement, k);
    }
}

void
accord_begin_members(struct sim *s, int32_t agreement)
{
    for (int32_t k = 0; k < accord_row(s, agreement)->parties.count; k++) {
        const struct party *row = party_row(s, agreement, k);
        struct party_now *now = SIM_PARTY(s, s->world->first_party[agreement] + k);
        bool follows = row->accession_days > 0;

        now->joined = follows ? INFINITY : isnan(row->joined) ? -INFINITY : row->joined;
        now->left = isnan(row->left) ? INFINITY : row->left;
        await(s, agreement, k, now->joined);
        await(s, agreement, k, now->left);
    }
}

/* Who accedes later than the others does so some time after entry into force. */
void
accord_await_members(struct sim *s, int32_t agreement, double first_day)
{
    for (int32_t k = 0; k < accord_row(s, agreement)->parties.count; k++) {
        const struct party *row = party_row(s, agreement, k);
        struct party_now *now = SIM_PARTY(s, s->world->first_party[agreement] + k);

        if (row->accession_days > 0) {
            double u = sim_draw(s, PURPOSE_accession,
                stream_child(accord_row(s, agreement)->key.hash, 12, row->key.hash), 0);

            now->joined = fmax(first_day, isnan(row->joined) ? first_day : row->joined) +
                          law_lognormal(u, row->accession_days, row->accession_log_sd);
            await(s, agreement, k, now->joined);
        }
    }
}

void
accord_on_membership(void *sim, const struct event *event)
{
    struct sim *s = sim;
    int32_t state = party_row(s, event->a, event->b)->key.index;

    sim_tell(s, (struct fact){.kind = FACT_MEMBER,
                    .a = event->a,
                    .b = state,
                    .value = accord_is_party(s, s->world->first_party[event->a] + event->b)});
    accord_review_crises(s, event->a);
    sim_mark_detection(s, NONE);
}

/* Who works with whom */

void
accord_tie(struct sim *s, int32_t bond, bool together)
{
    const struct bond *row = &s->world->bonds[bond];
    struct bond_now *now = SIM_BOND(s, bond);

    accord_take_in_crises(s);
    if (now->suspended == !together) {
        return;
    }
    now->suspended = !together;
    sim_cancel(s, &now->suspension);
    sim_tell(s,
        (struct fact){
            .kind = FACT_COOPERATION, .a = row->pair, .b = row->agreement, .value = together});
    accord_review_bond(s, bond);
    sim_mark_detection(s, NONE);
}

void
accord_schedule_bond_suspension(struct sim *s, int32_t bond, double rate)
{
    struct bond_now *now = SIM_BOND(s, bond);

    sim_cancel(s, &now->suspension);
    if (rate > 0) {
        double u = sim_draw(
            s, PURPOSE_suspension, s->world->bonds[bond].hash, (uint64_t)now->n_suspensions++);

        now->suspension = sim_in(s, law_exponential(u) / rate, EVENT_bond_suspension, bond, 0);
    }
}

void
accord_on_bond_suspension(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct bond_now *now = SIM_BOND(s, event->a);

    now->suspension = (struct timer){0, 0};
    accord_tie(s, event->a, now->suspended);
}

/* In force, a crisis may lead to suspension; suspended, its end may lead to resumption. */
static double
rate_due(const struct agreement *row, bool working, bool crisis)
{
    return working ? (crisis ? row->suspension.hazard_per_day : 0)
                   : (crisis ? 0 : row->suspension.resumption_per_day);
}

void
accord_review_bond(struct sim *s, int32_t bond)
{
    const struct bond *row = &s->world->bonds[bond];
    struct bond_now *now = SIM_BOND(s, bond);
    bool works = SIM_AGREEMENT(s, row->agreement)->status == AGREEMENT_IN_FORCE &&
                 effective_parties_since(s, bond) < INFINITY;
    double rate = works ? rate_due(accord_row(s, row->agreement), !now->suspended,
                              relation_in_crisis(s, row->pair))
                        : 0;

    if (rate == 0 || !queue_pending(&s->run->kernel.queue, now->suspension)) {
        accord_schedule_bond_suspension(s, bond, rate);
    }
}

void
accord_review_crises(struct sim *s, int32_t agreement)
{
    const struct agreement *row = accord_row(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    struct link_range range = s->world->agreement_bonds[agreement];
    bool in_force = now->status == AGREEMENT_IN_FORCE;
    double rate = 0;

    for (int32_t k = range.first;
         k < range.first + range.count && row->suspension.between == BETWEEN_TWO; k++) {
        accord_review_bond(s, s->world->bonds_of[k]);
    }
    if (in_force && row->suspension.between == BETWEEN_ALL) {
        rate = rate_due(row, true, accord_crisis_among(s, agreement));
    } else if (now->status == AGREEMENT_SUSPENDED) {
        rate = rate_due(row, false, accord_crisis_among(s, agreement));
    }
    if (rate == 0 || !queue_pending(&s->run->kernel.queue, now->suspension)) {
        accord_schedule_suspension(s, agreement, rate);
    }
}

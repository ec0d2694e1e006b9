#include "model/agreement/internal.h"

#include "model/dyad/dyad.h"

bool
agreement_is_party(const struct sim_context *s, int32_t party)
{
    const struct party_now *now = SIM_PARTY(s, party);

    return sim_now(s) >= now->joined && sim_now(s) < now->left;
}

bool
agreement_is_member(const struct sim_context *s, int32_t agreement, int32_t state)
{
    const struct party *parties = agreement_input(s, agreement)->parties.items;

    for (int32_t k = 0; k < agreement_input(s, agreement)->parties.count; k++) {
        if (parties[k].key.index == state) {
            return agreement_is_party(s, s->world->first_party[agreement] + k);
        }
    }
    return false;
}

bool
agreement_takes_part(const struct sim_context *s, int32_t agreement, int32_t state)
{
    return SIM_AGREEMENT(s, agreement)->status == AGREEMENT_IN_FORCE &&
           agreement_is_member(s, agreement, state);
}

bool
agreement_next_party_pair(
    const struct sim_context *s, int32_t agreement, int32_t *at, int32_t *party_pair)
{
    struct link_range range = s->world->agreement_party_pairs[agreement];

    while (*at < range.count) {
        *party_pair = s->world->party_pairs_of[range.first + (*at)++];
        if (lever_bound_since(s, *party_pair) < INFINITY) {
            return true;
        }
    }
    return false;
}

double
agreement_tension_among(const struct sim_context *s, int32_t agreement)
{
    double maximum = 0;
    int32_t party_pair;

    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        int32_t pair = s->world->party_pairs[party_pair].pair;

        for (int32_t d = 0; d < 2; d++) {
            maximum = fmax(maximum, dyad_tension(s, (struct dyad_direction){pair, d,
                                                        &SIM_PAIR(s, pair)->direction[d]}));
        }
    }
    return maximum;
}

bool
agreement_party_pair_is_heated(const struct sim_context *s, int32_t party_pair)
{
    const struct party_pair *row = &s->world->party_pairs[party_pair];
    const struct agreement_suspension *p = &agreement_input(s, row->agreement)->suspension;
    double tension = 0, act_day = -INFINITY;

    for (int32_t d = 0; d < 2; d++) {
        struct dyad_direction direction = {row->pair, d, &SIM_PAIR(s, row->pair)->direction[d]};

        tension = fmax(tension, dyad_tension(s, direction));
        act_day = fmax(act_day, direction.now->struck_day);
    }
    return tension >= p->level * s->world->parameters.tension.threshold ||
           sim_now(s) - act_day <= p->recent_days;
}

bool
agreement_is_heated(const struct sim_context *s, int32_t agreement)
{
    int32_t party_pair;

    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        if (dyad_in_crisis(s, s->world->party_pairs[party_pair].pair) &&
            agreement_party_pair_is_heated(s, party_pair)) {
            return true;
        }
    }
    return false;
}

bool
agreement_crisis_among(const struct sim_context *s, int32_t agreement)
{
    int32_t party_pair;

    EACH_PARTY_PAIR(s, agreement, party_pair)
    {
        if (dyad_in_crisis(s, s->world->party_pairs[party_pair].pair)) {
            return true;
        }
    }
    return false;
}

/* ---- membership ---- */

static const struct party *
party_row(const struct sim_context *s, int32_t agreement, int32_t k)
{
    return &((const struct party *)agreement_input(s, agreement)->parties.items)[k];
}

static void
schedule_change(struct sim_context *s, int32_t agreement, int32_t k, double day)
{
    if (day > sim_now(s) && day < INFINITY) {
        (void)sim_at(s, day, EVENT_membership, agreement, k);
    }
}

void
agreement_begin_members(struct sim_context *s, int32_t agreement)
{
    for (int32_t k = 0; k < agreement_input(s, agreement)->parties.count; k++) {
        const struct party *row = party_row(s, agreement, k);
        struct party_now *now = SIM_PARTY(s, s->world->first_party[agreement] + k);
        bool accedes = row->accession_days > 0;

        now->joined = accedes ? INFINITY : isnan(row->joined) ? -INFINITY : row->joined;
        now->left = isnan(row->left) ? INFINITY : row->left;
        schedule_change(s, agreement, k, now->joined);
        schedule_change(s, agreement, k, now->left);
    }
}

/* Schedules the accession of the parties that have a random accession time. */
void
agreement_schedule_accessions(struct sim_context *s, int32_t agreement, double first_day)
{
    for (int32_t k = 0; k < agreement_input(s, agreement)->parties.count; k++) {
        const struct party *row = party_row(s, agreement, k);
        struct party_now *now = SIM_PARTY(s, s->world->first_party[agreement] + k);

        if (row->accession_days > 0) {
            double u = sim_draw(s, PURPOSE_accession,
                stream_child(agreement_input(s, agreement)->key.hash, 12, row->key.hash), 0);

            now->joined = fmax(first_day, isnan(row->joined) ? first_day : row->joined) +
                          distribution_lognormal(u, row->accession_days, row->accession_log_sd);
            schedule_change(s, agreement, k, now->joined);
        }
    }
}

void
agreement_on_membership(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    int32_t state = party_row(s, event->a, event->b)->key.index;

    sim_notify(
        s, (struct observation){.kind = OBS_MEMBER,
               .a = event->a,
               .b = state,
               .value = agreement_is_party(s, s->world->first_party[event->a] + event->b)});
    agreement_review_crises(s, event->a);
    sim_mark_detection(s, NONE);
}

/* ---- cooperation between two parties ---- */

void
agreement_set_cooperation(struct sim_context *s, int32_t party_pair, bool cooperate)
{
    const struct party_pair *row = &s->world->party_pairs[party_pair];
    struct party_pair_now *now = SIM_PARTY_PAIR(s, party_pair);

    agreement_process_crises(s);
    if (now->suspended == !cooperate) {
        return;
    }
    now->suspended = !cooperate;
    sim_cancel(s, &now->suspension);
    sim_notify(s,
        (struct observation){
            .kind = OBS_COOPERATION, .a = row->pair, .b = row->agreement, .value = cooperate});
    agreement_review_party_pair(s, party_pair);
    sim_mark_detection(s, NONE);
}

void
agreement_schedule_party_pair_suspension(struct sim_context *s, int32_t party_pair, double rate)
{
    struct party_pair_now *now = SIM_PARTY_PAIR(s, party_pair);

    sim_cancel(s, &now->suspension);
    if (rate > 0) {
        double u = sim_draw(s, PURPOSE_suspension, s->world->party_pairs[party_pair].hash,
            (uint64_t)now->n_suspensions++);

        now->suspension =
            sim_in(s, distribution_exponential(u) / rate, EVENT_bond_suspension, party_pair, 0);
    }
}

void
agreement_on_party_pair_suspension(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct party_pair_now *now = SIM_PARTY_PAIR(s, event->a);

    now->suspension = (struct timer){0, 0};
    if (!now->suspended && !agreement_party_pair_is_heated(s, event->a)) {
        /* tension may be high enough on a later day */
        agreement_review_party_pair(s, event->a);
        return;
    }
    agreement_set_cooperation(s, event->a, now->suspended);
}

/* Returns the rate of suspension during a crisis, or of resumption without a crisis; 0 if neither
   is due. */
static double
rate_due(const struct agreement *row, bool working, bool crisis)
{
    return working ? (crisis ? row->suspension.hazard_per_day : 0)
                   : (crisis ? 0 : row->suspension.resumption_per_day);
}

void
agreement_review_party_pair(struct sim_context *s, int32_t party_pair)
{
    const struct party_pair *row = &s->world->party_pairs[party_pair];
    struct party_pair_now *now = SIM_PARTY_PAIR(s, party_pair);
    bool works = SIM_AGREEMENT(s, row->agreement)->status == AGREEMENT_IN_FORCE &&
                 lever_parties_since(s, party_pair) < INFINITY;
    double rate = works ? rate_due(agreement_input(s, row->agreement), !now->suspended,
                              dyad_in_crisis(s, row->pair))
                        : 0;

    if (rate == 0 || !queue_pending(&s->run->kernel.queue, now->suspension)) {
        agreement_schedule_party_pair_suspension(s, party_pair, rate);
    }
}

void
agreement_review_crises(struct sim_context *s, int32_t agreement)
{
    const struct agreement *row = agreement_input(s, agreement);
    struct agreement_now *now = SIM_AGREEMENT(s, agreement);
    struct link_range range = s->world->agreement_party_pairs[agreement];
    bool in_force = now->status == AGREEMENT_IN_FORCE;
    double rate = 0;

    for (int32_t k = range.first;
         k < range.first + range.count && row->suspension.between == BETWEEN_TWO; k++) {
        agreement_review_party_pair(s, s->world->party_pairs_of[k]);
    }
    if (in_force && row->suspension.between == BETWEEN_ALL) {
        rate = rate_due(row, true, agreement_crisis_among(s, agreement));
    } else if (now->status == AGREEMENT_SUSPENDED) {
        rate = rate_due(row, false, agreement_crisis_among(s, agreement));
    }
    if (rate == 0 || !queue_pending(&s->run->kernel.queue, now->suspension)) {
        agreement_schedule_suspension(s, agreement, rate);
    }
}

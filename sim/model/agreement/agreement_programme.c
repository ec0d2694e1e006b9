#include "base/units.h"
#include "model/agreement/internal.h"

enum { TRANCHES_PER_YEAR = 4 };

/* Returns the money that a measure delivers to each party per year, in US$1m. Money adds up: two
   measures of one family deliver both amounts. */
static double
musd_of(const struct sim_context *s, int32_t measure)
{
    return s->world->measures[measure].row->effect[LEVER_capacity_flow].up;
}

static bool
builds_capacity(const struct sim_context *s, int32_t agreement)
{
    if (agreement_input(s, agreement)->programme.budget_musd > 0) {
        return true;
    }
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement) && musd_of(s, m) != 0) {
            return true;
        }
    }
    return false;
}

void
agreement_schedule_tranche(struct sim_context *s, int32_t agreement)
{
    if (builds_capacity(s, agreement)) {
        SIM_AGREEMENT(s, agreement)->tranche =
            sim_in(s, DAYS_PER_YEAR / TRANCHES_PER_YEAR, EVENT_tranche, agreement, 0);
    }
}

/* ---- delivery in tranches, which take effect after a lag, MODEL.md (11.2) ---- */

static double
share_of(const struct sim_context *s, int32_t agreement, int32_t party)
{
    const struct agreement *row = agreement_input(s, agreement);
    const struct party *parties = row->parties.items;
    double total = 0, own = 0;

    for (int32_t k = 0; k < row->parties.count; k++) {
        double weight = 1;

        if (!agreement_is_party(s, s->world->first_party[agreement] + k)) {
            continue;
        }
        if (row->programme.allocation == ALLOCATION_PROPORTIONAL) {
            weight = parties[k].programme_share;
        } else if (row->programme.allocation == ALLOCATION_WEAKEST_FIRST) {
            double c = lever_state_capacity(s, parties[k].key.index, CAPACITY_DETECTION);

            weight = (1 - c) * (1 - c) * (1 - c) * (1 - c);
        }
        total += weight;
        own = k == party ? weight : own;
    }
    return total > 0 ? own / total : 0;
}

static double
flow_of_measures(const struct sim_context *s, int32_t agreement, int32_t k)
{
    const struct party *party =
        &((const struct party *)agreement_input(s, agreement)->parties.items)[k];
    double since = SIM_PARTY(s, s->world->first_party[agreement] + k)->joined;
    double flow = 0;

    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement)) {
            const struct measure *row = s->world->measures[m].row;

            flow += musd_of(s, m) * lever_measure_weight(s, m, since) *
                    parameters_words(&s->world->parameters, row->words) * row->implementation *
                    row->activity * party->implementation * party->activity;
        }
    }
    return flow;
}

static void
deliver(struct sim_context *s, int32_t agreement, int32_t party, double musd)
{
    const struct agreement *row = agreement_input(s, agreement);
    const struct party *parties = row->parties.items;
    int32_t index;

    if (musd <= 0) {
        return;
    }
    index = sim_acquire_unset(&s->run->tranches);
    *SIM_TRANCHE(s, index) = (struct tranche){.state = parties[party].key.index,
        .amount = {[CAPACITY_DETECTION] = musd * row->programme.technical / 2,
            [CAPACITY_RESILIENCE] = musd * row->programme.technical / 2,
            [CAPACITY_DESK] = musd * row->programme.policy,
            [CAPACITY_ATTRIBUTION] = musd * row->programme.strategy,
            [CAPACITY_LEGAL] = musd * row->programme.legal}};
    (void)sim_in(s, s->world->parameters.capacity.lag_days, EVENT_capacity, index, 0);
}

void
agreement_on_tranche(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct agreement *row = agreement_input(s, event->a);
    const struct agreement_programme *p = &row->programme;
    struct agreement_now *now = SIM_AGREEMENT(s, event->a);
    bool begun = isnan(p->start) || sim_now(s) >= p->start;
    bool paid = begun && (double)now->n_tranches++ < p->years * TRANCHES_PER_YEAR;
    double tranche = paid && p->years > 0
                         ? p->budget_musd * p->efficiency / (p->years * TRANCHES_PER_YEAR)
                         : 0;

    for (int32_t k = 0; k < row->parties.count; k++) {
        if (agreement_is_party(s, s->world->first_party[event->a] + k)) {
            deliver(s, event->a, k,
                tranche * share_of(s, event->a, k) +
                    flow_of_measures(s, event->a, k) / TRANCHES_PER_YEAR);
        }
    }
    agreement_schedule_tranche(s, event->a);
}

double
agreement_spent(const struct run *r, const struct world *w, int32_t agreement)
{
    const struct agreement_programme *p = &WORLD_AGREEMENT(w, agreement)->programme;
    double tranches = p->years * TRANCHES_PER_YEAR;
    double paid = (double)ARRAY_AT(struct agreement_now, &r->agreements, agreement)->n_tranches;

    return tranches > 0 ? p->budget_musd * fmin(paid, tranches) / tranches : 0;
}

void
agreement_on_capacity(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct tranche tranche = *SIM_TRANCHE(s, event->a);
    double halflife = s->world->parameters.capacity.halflife_days;

    sim_release(&s->run->tranches, event->a);
    for (int32_t c = 0; c < CAPACITY_COUNT; c++) {
        sim_add(
            &SIM_STATE(s, tranche.state)->built[c], tranche.amount[c], halflife, sim_now(s));
    }
    sim_mark_detection(s, tranche.state);
}

/* A pledge is a test of the other party: violations are evidence about that party, and so is the
   absence of violations. MODEL.md (10.8) */
#include "model/agreement/internal.h"

#include "base/units.h"
#include "model/dyad/dyad.h"

enum { STOCK_TAKING_DAYS = 73, MEMORY_DAYS = 730 };

static bool
has_pledge(const struct sim_context *s, int32_t agreement)
{
    for (int32_t m = 0; m < s->world->n_measures; m++) {
        if (agreement_holds(s, m, agreement) && s->world->measures[m].row->pledge) {
            return true;
        }
    }
    return false;
}

double
agreement_violation_nats(
    const struct sim_context *s, int32_t pair, const struct incident *operation)
{
    struct lever_filter f = lever_filter_of_incident(s, operation);

    return portable_log(1 - lever_promise(s, pair, &f));
}

/* ---- the usual rate of operations before the pledge ---- */

/* Adds the operations a year of an arrival process to `rates`, by class, at the present exposure of
   its source. */
static void
add_process(const struct sim_context *s, int32_t process, double rates[CLASS_COUNT])
{
    const struct world *w = s->world;
    int32_t source = w->arrival_processes[process].source;
    const double *weight = w->mixes[source].weight;
    double rate = SIM_ARRIVAL_PROCESS(s, process)->gap_rate * DAYS_PER_YEAR *
                  world_exposure(w, source, sim_now(s)) /
                  (world_exposure_max(w, source) * w->parameters.rates.headroom);
    double sum = 0;

    for (int32_t t = 0; t < w->n_types; t++) {
        sum += weight[t];
    }
    for (int32_t t = 0; t < w->n_types && sum > 0; t++) {
        rates[WORLD_TYPE(w, t)->class_] += rate * weight[t] / sum;
    }
}

/* Computes the operations a year of the other state against this state, by class, from the rates of
   the scenario. */
static void
usual_operations(
    const struct sim_context *s, struct dyad_direction direction, double rates[CLASS_COUNT])
{
    const struct world *w = s->world;
    const struct pair *pair = WORLD_PAIR(w, direction.pair);
    int32_t self = direction.which == 0 ? pair->first : pair->second;
    int32_t other = direction.which == 0 ? pair->second : pair->first;

    for (int32_t k = 0; k < w->n_arrival_processes && !w->trace.replaces_sources; k++) {
        if (w->arrival_processes[k].target == self &&
            world_responsible(w, w->arrival_processes[k].source) == other) {
            add_process(s, k, rates);
        }
    }
}

static double
largest_promise(const struct sim_context *s, int32_t pair,
    double promise(const struct sim_context *, int32_t, int32_t))
{
    double largest = 0;

    for (int32_t c = 0; c < CLASS_COUNT; c++) {
        largest = fmax(largest, promise(s, pair, c));
    }
    return largest;
}

/* Returns the number of attributed incidents a year that corresponds to the decaying count of
   MODEL.md (5.1). The count was 0 on the first day. */
static double
remembered_a_year(const struct sim_context *s, struct dyad_direction direction)
{
    double halflife = s->world->parameters.attribution.history_halflife_days;
    double days = halflife / 0.69314718055994531 * (1 - portable_exp2(-sim_now(s) / halflife));

    return dyad_believed(s, direction) / days * DAYS_PER_YEAR;
}

/* Returns the operations a year by the other state that this state would expect to find without the
   pledge. The number comes from the record of this state if the tests began after MEMORY_DAYS,
   otherwise from the scenario. Each class is weighted with the share that the pledge promises to
   leave out. */
static double
usual_rate(const struct sim_context *s, struct dyad_direction direction)
{
    double rates[CLASS_COUNT] = {0};
    double largest = largest_promise(s, direction.pair, lever_promise_at_first);
    double all = 0, pledged = 0;

    if (largest == 0) {
        return 0;
    }
    usual_operations(s, direction, rates);
    for (int32_t c = 0; c < CLASS_COUNT; c++) {
        all += rates[c];
        pledged += rates[c] * lever_promise_at_first(s, direction.pair, c) / largest;
    }
    if (SIM_PAIR(s, direction.pair)->tested_since < MEMORY_DAYS) {
        return s->world->parameters.trust.named_share * pledged;
    }
    return remembered_a_year(s, direction) * (all > 0 ? pledged / all : 1);
}

/* ---- stock-taking ---- */

static bool
has_evidence(const struct dyad_direction_now *now)
{
    return isnan(now->pledge_rate) || now->pledge_rate > 0 || now->pledge_nats != 0;
}

static void
take_stock(struct sim_context *s, int32_t pair)
{
    struct pair_now *now = SIM_PAIR(s, pair);
    double years = (sim_now(s) - now->stock_day) / DAYS_PER_YEAR;
    double promise = 0;

    if (has_evidence(&now->direction[0]) || has_evidence(&now->direction[1])) {
        promise = largest_promise(s, pair, lever_promise_of_class);
    }
    for (int32_t d = 0; d < 2; d++) {
        struct dyad_direction direction = {pair, d, &now->direction[d]};

        if (isnan(direction.now->pledge_rate)) {
            direction.now->pledge_rate = usual_rate(s, direction);
        }
        dyad_trust_convince(s, direction,
            s->world->parameters.trust.pledge_test *
                (direction.now->pledge_nats + promise * direction.now->pledge_rate * years));
        direction.now->pledge_nats = 0;
    }
    now->stock_day = sim_now(s);
}

static void
schedule(struct sim_context *s, int32_t agreement)
{
    SIM_AGREEMENT(s, agreement)->stock_taking =
        sim_in(s, STOCK_TAKING_DAYS, EVENT_stock_taking, agreement, 0);
}

static void
begin_pair(struct sim_context *s, int32_t pair)
{
    struct pair_now *now = SIM_PAIR(s, pair);

    now->tested_since = isnan(now->direction[0].pledge_rate) ? sim_now(s) : now->tested_since;
    now->stock_day = sim_now(s);
}

void
agreement_begin_test(struct sim_context *s, int32_t agreement)
{
    const struct link_range range = s->world->agreement_party_pairs[agreement];

    if (!has_pledge(s, agreement)) {
        return;
    }
    for (int32_t k = range.first; k < range.first + range.count; k++) {
        begin_pair(s, s->world->party_pairs[s->world->party_pairs_of[k]].pair);
    }
    if (!queue_pending(&s->run->kernel.queue, SIM_AGREEMENT(s, agreement)->stock_taking)) {
        schedule(s, agreement);
    }
}

void
agreement_on_stock_taking(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct link_range range = s->world->agreement_party_pairs[event->a];

    for (int32_t k = range.first; k < range.first + range.count; k++) {
        take_stock(s, s->world->party_pairs[s->world->party_pairs_of[k]].pair);
    }
    if (SIM_AGREEMENT(s, event->a)->status != AGREEMENT_ENDED) {
        schedule(s, event->a);
    }
}

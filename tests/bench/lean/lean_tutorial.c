/* A run: its arrivals and its kinds of events. Numbers in brackets are those of sim/MODEL.md. */
#include "lean_model.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"

const struct lean_source lean_sources[SOURCES] = {
    {ARDIA, BORVIA, NOBODY}, {BORVIA, ARDIA, NOBODY}, {OUTLAND, ARDIA, BORVIA}};

static const double campaign_size = 0.066;
const double lean_p_public[] = {[ESPIONAGE] = 0.3, [DISRUPTION] = 0.8, [DEGRADATION] = 0.8};

/* Medians of removal (3.6), (3.7). */
static void
prepare_removal(const struct lean_type *t, double removal[SEVERITIES])
{
    double mean = 0, weights = 0;

    for (int32_t s = 0; s < SEVERITIES; s++) {
        mean += (s + 1) * t->severity[s];
        weights += t->severity[s];
    }
    for (int32_t s = 0; s < SEVERITIES; s++) {
        double median = t->removal_days * portable_pow(1.5, s + 1 - mean / weights);

        removal[s] = s < 2 && t->class_ != ESPIONAGE ? fmin(median, 4) : median;
    }
}

/* Half an operation per year becomes public (2.1). */
static void
prepare_types(struct lean *m)
{
    double shares = 0, sum = 0;

    for (int32_t k = 0; k < TYPES; k++) {
        prepare_removal(&lean_types[k], m->removal[k]);
        shares += lean_types[k].share;
        sum += lean_types[k].share / lean_p_public[lean_types[k].class_];
        m->type_below[k] = sum;
    }
    for (int32_t k = 0; k < TYPES; k++) {
        m->type_below[k] /= sum;
    }
    m->rate_per_day = 0.5 * (sum / shares) / (1 + campaign_size) / DAYS_PER_YEAR;
}

/* Arrivals. Every candidate is an operation (1.4), (1.9) */

/* Whether the two states have recently settled a crisis, or one has met a demand of the other
   (1.15). */
static bool
is_at_peace(struct lean *m, int32_t a, int32_t b)
{
    double day = fmax(lean_side(m, a, b)->spared_day, lean_side(m, b, a)->spared_day);

    return m->kernel.now - day < 180;
}

static void
begin_operation(struct lean *m, int32_t source, uint64_t id)
{
    struct incident *i = &m->incident[lean_new_incident(m, id)];

    i->by = lean_sources[source].by;
    i->at = lean_sources[source].at;
    lean_draw_nature(m, i, source);
    if (!is_espionage(i) && is_at_peace(m, i->by, i->at) &&
        draw(m, FOR_RESTRAINT, id, 0).u[0] >= 0.25) {
        i->holds = 0;
        m->free[m->n_free++] = (int32_t)(i - m->incident);
        return;
    }
    lean_start(m, i);
}

static uint64_t
candidate_id(int32_t source, uint64_t n)
{
    return stream_child((uint64_t)source, 6, n);
}

static void
schedule_candidate(struct lean *m, int32_t source, double u)
{
    (void)after(m, distribution_exponential(u) / m->rate_per_day, CANDIDATE, source, 0);
}

static void
on_candidate(void *lean, const struct event *event)
{
    struct lean *m = lean;
    uint64_t n = m->n_candidates[event->a]++;
    uint64_t id = candidate_id(event->a, n);
    struct stream_block u = draw(m, FOR_ARRIVAL, id, 0);
    int32_t members = distribution_poisson(u.u[1], campaign_size);

    schedule_candidate(m, event->a, u.u[0]);
    BUG_UNLESS(members == 0 ||
               queue_reserve(&m->kernel.queue, KERNEL_HEADROOM + members) == STATUS_OK);
    for (int32_t k = 1; k <= members; k++) {
        double lag = draw(m, FOR_MEMBER, id, (uint64_t)k).u[0];

        (void)after(m, distribution_exponential(lag), MEMBER, event->a, (int32_t)(16 * n) + k);
    }
    begin_operation(m, event->a, id);
}

static void
on_member(void *lean, const struct event *event)
{
    uint64_t candidate = candidate_id(event->a, (uint64_t)event->b / 16);

    begin_operation(lean, event->a, stream_child(candidate, 7, (uint64_t)event->b % 16));
}

#define KIND(kind, handler) [kind] = {#kind, kind, handler}
const struct event_kind lean_kinds[EVENTS] = {KIND(ENDING, lean_on_ending),
    KIND(TRIAGE, lean_on_triage), KIND(ARRIVAL, lean_on_arrival),
    KIND(READING, lean_on_reading), KIND(REPLY, lean_on_reply), KIND(SEARCH, lean_on_search),
    KIND(INDUSTRY, lean_on_industry), KIND(PUBLICATION, lean_on_publication),
    KIND(DETECTION, lean_on_detection), KIND(WAIT, lean_on_wait),
    KIND(RESPONSE, lean_on_response), KIND(TRUTH, lean_on_truth), KIND(OFFER, lean_on_offer),
    KIND(CRISIS_END, lean_on_crisis_end), KIND(CANDIDATE, on_candidate),
    KIND(MEMBER, on_member), KIND(ANALYSIS, lean_on_analysis),
    KIND(CONCESSION, lean_on_concession)};

/* Runs */

struct lean *
lean_new(void)
{
    struct lean *m = calloc(1, sizeof(*m));

    if (m != NULL) {
        kernel_init(&m->kernel);
        prepare_types(m);
    }
    return m;
}

void
lean_free(struct lean *m)
{
    if (m != NULL) {
        kernel_free(&m->kernel);
        free(m);
    }
}

static void
begin(struct lean *m, uint64_t seed, uint64_t replication)
{
    kernel_clear(&m->kernel);
    BUG_UNLESS(queue_reserve(&m->kernel.queue, KERNEL_HEADROOM) == STATUS_OK);
    m->base = (struct stream_base){seed, replication, 0};
    m->n_incidents = m->n_orders = m->n_questions = m->n_free = 0;
    memset(&m->sum, 0, sizeof(m->sum));
    memset(m->nation, 0, sizeof(m->nation));
    memset(m->n_candidates, 0, sizeof(m->n_candidates));
    for (int32_t k = 0; k < DYADS; k++) {
        static const double tension[] = {0.25, 0.05}, good[] = {1.2, 2}, bad[] = {2.8, 2};
        const struct side start = {tension[k], tension[k], 0, good[k], bad[k], good[k], bad[k],
            .struck_day = -INFINITY, .spared_day = -INFINITY, .force_day = -INFINITY,
            .operated_day = -INFINITY, .attack_day = -INFINITY, .own_attack_day = -INFINITY,
            .offer_day = -INFINITY};

        m->dyad[k] = (struct dyad){.side = {start, start}, .contact_day = -180};
    }
    for (int32_t k = 0; k < SOURCES; k++) {
        schedule_candidate(m, k, draw(m, FOR_ARRIVAL, (uint64_t)k, 1).u[0]);
    }
}

/* Incidents that are open at the horizon count until then. */
static void
finish(struct lean *m)
{
    for (int32_t k = 0; k < m->n_incidents; k++) {
        if (m->incident[k].holds > 0) {
            lean_close(m, &m->incident[k]);
        }
    }
    for (int32_t k = 0; k < DYADS; k++) {
        m->sum.crisis_days += m->dyad[k].crisis ? LEAN_HORIZON - m->dyad[k].crisis_since : 0;
        for (int32_t d = 0; d < 2; d++) {
            m->sum.trust_final += lean_trust(m, &m->dyad[k].side[d]) / (2 * DYADS);
        }
    }
}

struct lean_outcomes
lean_run(struct lean *m, uint64_t seed, uint64_t replication)
{
    const struct kernel_bounds bounds = {.until = LEAN_HORIZON, .max_events = UINT64_MAX};

    begin(m, seed, replication);
    BUG_UNLESS(kernel_run(&m->kernel, lean_kinds, &bounds, m) == KERNEL_HORIZON);
    finish(m);
    return m->sum;
}

uint64_t
lean_events(const struct lean *m)
{
    return m->kernel.n_events;
}

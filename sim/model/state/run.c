#include "model/state/run.h"

#include <string.h>

#include "model/agreement/accord.h"
#include "model/dyad/relation.h"
#include "model/incident/incident.h"
#include "model/incident/source.h"
#include "model/response/decision.h"
#include "model/state/effective.h"
#include "model/state/sim.h"

enum { ROOM_LEAST = 64, ROOM_EVENTS = 32, ROOM_BYTES = 1 << 21 };

static void
init_store(struct store *store, size_t size)
{
    pool_init(&store->pool, size);
    pool_init(&store->unused, sizeof(int32_t));
}

static void
init_pools(struct run *r, const struct watchers *watchers)
{
    pool_init(&r->states, sizeof(struct state_now));
    pool_init(&r->pairs, sizeof(struct pair_now));
    pool_init(&r->streams, sizeof(struct stream_now));
    pool_init(&r->agreements, sizeof(struct agreement_now));
    pool_init(&r->measures, sizeof(struct measure_now));
    pool_init(&r->desks, sizeof(struct desk));
    pool_init(&r->parties, sizeof(struct party_now));
    pool_init(&r->bonds, sizeof(struct bond_now));
    init_store(&r->incidents, sizeof(struct incident));
    init_store(&r->beliefs, sizeof(struct belief));
    init_store(&r->campaigns, sizeof(struct campaign));
    init_store(&r->messages, sizeof(struct message));
    init_store(&r->jobs, sizeof(struct job));
    init_store(&r->orders, sizeof(struct order));
    init_store(&r->arrivals, sizeof(struct arrival));
    init_store(&r->tranches, sizeof(struct tranche));
    for (int32_t k = 0; watchers != NULL && k < watchers->n; k++) {
        r->kinds |= watchers->at[k]->kinds;
        for (int32_t p = 0; p < watchers->at[k]->n_pools; p++) {
            BUG_UNLESS(r->n_watch < WATCH_POOLS_MAX);
            pool_init(&r->watch[r->n_watch++], watchers->at[k]->element_sizes[p]);
        }
    }
    r->n_pools = RUN_WORLD_POOLS + 2 * RUN_STORES + r->n_watch;
}

static enum status
fill_pool(struct pool *p, int32_t count)
{
    enum status st = pool_reserve(p, count);

    if (st == STATUS_OK && count > 0) {
        memset(p->at, 0, (size_t)count * p->size);
        p->count = count;
    }
    return st;
}

static enum status
fill_watch(struct run *r, const struct world *w, const struct watchers *watchers)
{
    enum status st = STATUS_OK;
    int32_t at = 0;

    for (int32_t k = 0; watchers != NULL && k < watchers->n; k++) {
        int32_t counts[WATCH_POOLS_MAX] = {0};

        watchers->at[k]->initial(w, counts);
        for (int32_t p = 0; p < watchers->at[k]->n_pools; p++) {
            TRY(fill_pool(&r->watch[at++], counts[p]));
        }
    }
out:
    return st;
}

/* For one event at least, for more while that is no burden. */
static int32_t
room_ahead(const struct run *r, const struct pool *p)
{
    int32_t more = (int32_t)(ROOM_BYTES / p->size), events = (ROOM_EVENTS - 1) * r->room;

    return r->room + (more < events ? more : events);
}

/* Room for `room` more elements of every pool, and for those of the events after it. A store's
   list of unused elements can always take all of them back. */
static enum status
add_room(struct run *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = RUN_WORLD_POOLS; k < RUN_WORLD_POOLS + 2 * RUN_STORES; k += 2) {
        struct pool *elements = &r->pools[k], *unused = &r->pools[k + 1];

        TRY(pool_reserve(elements, room_ahead(r, elements)));
        TRY(pool_reserve(unused, elements->capacity - unused->count));
    }
    for (int32_t k = RUN_WORLD_POOLS + 2 * RUN_STORES; k < r->n_pools; k++) {
        TRY(pool_reserve(&r->pools[k], room_ahead(r, &r->pools[k])));
    }
out:
    return st;
}

static int32_t
least_room(const struct run *r)
{
    int32_t least = INT32_MAX;

    for (int32_t k = RUN_WORLD_POOLS; k < r->n_pools; k++) {
        const struct pool *p = &r->pools[k];
        bool unused = k < RUN_WORLD_POOLS + 2 * RUN_STORES && (k - RUN_WORLD_POOLS) % 2 == 1;

        least = !unused && p->capacity - p->count < least ? p->capacity - p->count : least;
    }
    return least;
}

/* For as many events as there is room for, none of which takes more than `room` of anything. */
static enum status
make_room_in_pools(struct run *r)
{
    int32_t least = least_room(r);
    enum status st = STATUS_OK;

    if (least < r->room) {
        TRY(add_room(r));
        least = least_room(r);
    }
    r->n_roomed = least / r->room;
out:
    return st;
}

/* Before every event. The queue gets no more than it needs: a larger one is slower. */
static enum status
make_room_for_event(void *context)
{
    struct run *r = ((struct sim *)context)->run;
    enum status st = STATUS_OK;

    if (queue_room(&r->kernel.queue) < r->room) {
        TRY(queue_reserve(&r->kernel.queue, r->room));
    }
    if (r->n_roomed == 0) {
        TRY(make_room_in_pools(r));
    }
    r->n_roomed--;
out:
    return st;
}

/* For what is done outside of events, however much was done since. */
static enum status
make_room(struct run *r)
{
    enum status st;

    TRY(queue_reserve(&r->kernel.queue, r->room));
    TRY(make_room_in_pools(r));
    r->n_roomed = 0;
out:
    return st;
}

/* The first day */

static void
begin_pair(struct sim *s, int32_t pair)
{
    const struct pair *row = WORLD_PAIR(s->world, pair);
    struct pair_now *now = SIM_PAIR(s, pair);

    for (int32_t d = 0; d < 2; d++) {
        struct side_now *side = &now->side[d];

        side->tension = row->tension_start;
        side->trust_good = row->trust_good;
        side->trust_bad = row->trust_bad;
        side->force_day = -INFINITY;
        tally_time_set(&side->trust, 0, row->trust_good / (row->trust_good + row->trust_bad));
        for (int32_t r = 0; r < RUNGS; r++) {
            side->act_day[r] = -INFINITY;
            side->seen_day[r] = -INFINITY;
        }
    }
    for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
        const struct channel *channel = world_channel(s->world, pair, (enum channel_kind)c);

        now->contact_day[c] = channel == NULL ? -INFINITY : -channel->last_contact_days_ago;
    }
    relation_schedule_routine(s, pair);
}

static void
begin_desks(struct sim *s)
{
    int32_t n = s->world->n_states;

    for (int32_t k = 0; k < s->run->desks.count; k++) {
        struct desk *desk = SIM_DESK(s, k);

        desk->head = NONE;
        desk->servers = k >= 2 * n   ? WORLD_AGREEMENT(s->world, k - 2 * n)->hub.officers
                        : k % 2 == 0 ? WORLD_STATE(s->world, k / 2)->analysts
                                     : WORLD_STATE(s->world, k / 2)->officers;
    }
}

static void
begin_agreements(struct sim *s)
{
    for (int32_t k = 0; k < s->world->n_agreements; k++) {
        SIM_AGREEMENT(s, k)->entered_day = NAN;
        SIM_AGREEMENT(s, k)->first_violation_day = NAN;
    }
    for (int32_t k = 0; k < s->world->n_measures; k++) {
        SIM_MEASURE(s, k)->on_day = NAN;
    }
    accord_begin(s);
}

static enum status
begin_pairs(struct sim *s)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < s->world->n_pairs; k++) {
        TRY(make_room(s->run));
        begin_pair(s, k);
    }
out:
    return st;
}

/* When agreements are there, since a crisis may suspend them. */
static enum status
begin_crises(struct sim *s)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < s->world->n_pairs; k++) {
        TRY(make_room(s->run));
        for (int32_t d = 0; d < 2; d++) {
            relation_begin(s, (struct side){k, d, &SIM_PAIR(s, k)->side[d]});
        }
    }
out:
    return st;
}

static enum status
fill_world(struct run *r, const struct world *w)
{
    enum status st;

    TRY(fill_pool(&r->states, w->n_states));
    TRY(fill_pool(&r->pairs, w->n_pairs));
    TRY(fill_pool(&r->streams, w->n_streams));
    TRY(fill_pool(&r->agreements, w->n_agreements));
    TRY(fill_pool(&r->measures, w->n_measures));
    TRY(fill_pool(&r->desks, 2 * w->n_states + w->n_agreements));
    TRY(fill_pool(&r->parties, w->n_parties));
    TRY(fill_pool(&r->bonds, w->n_bonds));
out:
    return st;
}

/* The first day of a run whose pools are empty. */
static enum status
begin(struct sim *s)
{
    const struct world *w = s->world;
    struct run *r = s->run;
    enum status st;

    r->room = ROOM_LEAST + 2 * w->n_states + 4 * w->n_agreements;
    r->waiting = NONE;
    TRY(fill_world(r, w));
    TRY(fill_watch(r, w, s->watchers));
    TRY(make_room(s->run));
    begin_desks(s);
    TRY(begin_pairs(s));
    TRY(queue_reserve(&r->kernel.queue, r->room + 8 * w->n_agreements));
    begin_agreements(s);
    TRY(begin_crises(s));
    TRY(queue_reserve(&r->kernel.queue, r->room + w->n_streams + w->injects.count));
    source_begin(s);
out:
    return st;
}

enum status
run_init(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct watchers *watchers)
{
    struct sim s = {r, w, watchers, NULL};

    memset(r, 0, sizeof(*r));
    kernel_init(&r->kernel);
    init_pools(r, watchers);
    r->purposes = purpose_hash();
    r->base = (struct stream_base){seed, replication, world_hash};
    return begin(&s);
}

enum status
run_again(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct watchers *watchers)
{
    struct sim s = {r, w, watchers, NULL};
    struct run old = *r;

    memset(r, 0, sizeof(*r));
    memcpy(r->pools, old.pools, sizeof(r->pools));
    r->kinds = old.kinds;
    r->n_pools = old.n_pools;
    r->n_watch = old.n_watch;
    for (int32_t k = 0; k < r->n_pools; k++) {
        r->pools[k].count = 0;
    }
    r->kernel = old.kernel;
    kernel_clear(&r->kernel);
    r->purposes = old.purposes;
    r->base = (struct stream_base){seed, replication, world_hash};
    return begin(&s);
}

void
run_free(struct run *r)
{
    for (int32_t k = 0; k < r->n_pools; k++) {
        pool_free(&r->pools[k]);
    }
    kernel_free(&r->kernel);
}

enum status
run_copy(struct run *to, const struct run *from)
{
    enum status st = STATUS_OK;

    *to = *from;
    to->n_roomed = 0;
    for (int32_t k = 0; k < from->n_pools; k++) {
        pool_init(&to->pools[k], from->pools[k].size);
    }
    kernel_init(&to->kernel);
    for (int32_t k = 0; k < from->n_pools; k++) {
        TRY(pool_copy(&to->pools[k], &from->pools[k]));
    }
    TRY(kernel_copy(&to->kernel, &from->kernel));
out:
    if (st != STATUS_OK) {
        run_free(to);
    }
    return st;
}

/* What is asked here writes nothing: the const is taken off for struct sim alone. */
static struct sim
looking(const struct run *r, const struct world *w)
{
    struct run *run;

    memcpy(&run, &r, sizeof(run));
    return (struct sim){run, w, NULL, NULL};
}

double
run_tension_area(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim s = looking(r, w);

    return relation_tension_area(
        &s, (struct side){pair, side, &SIM_PAIR(&s, pair)->side[side]});
}

double
run_tension(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim s = looking(r, w);

    return relation_tension(&s, (struct side){pair, side, &SIM_PAIR(&s, pair)->side[side]});
}

double
run_capacity(const struct run *r, const struct world *w, int32_t state, enum capacity capacity)
{
    const struct sim s = looking(r, w);

    return effective_capacity(&s, state, capacity);
}

double
run_pressure(const struct run *r, const struct world *w, int32_t state)
{
    const struct sim s = looking(r, w);

    return effective_pressure(&s, state);
}

size_t
run_bytes(const struct run *r)
{
    size_t bytes = sizeof(*r);

    for (int32_t k = 0; k < r->n_pools; k++) {
        bytes += (size_t)r->pools[k].count * r->pools[k].size;
    }
    return bytes + (size_t)r->kernel.queue.slots.count * r->kernel.queue.slots.size +
           (size_t)r->kernel.queue.nodes.count * r->kernel.queue.nodes.size;
}

void
run_seat(struct run *r, int32_t state, bool seated)
{
    uint64_t bit = UINT64_C(1) << (state % 64);

    if (seated) {
        r->seats[state / 64] |= bit;
    } else {
        r->seats[state / 64] &= ~bit;
    }
}

/* Going on */

/* Closing what is open tells as many facts at one moment as there are incidents. */
static enum status
make_room_to_finish(struct run *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->n_watch; k++) {
        TRY(pool_reserve(&r->watch[k], r->incidents.pool.count + r->room));
    }
out:
    return st;
}

static void
finish(struct sim *s)
{
    s->run->over = true;
    incident_close_all(s);
    sim_tell(s, (struct fact){.kind = FACT_OVER});
}

enum run_stop
run_until(struct run *r, const struct world *w, double day, const struct watchers *watchers,
    const struct sink *sink)
{
    struct sim s = {r, w, watchers, sink};
    struct kernel_bounds bounds = {.until = fmin(day, w->horizon_days),
        .max_events = (uint64_t)w->max_events,
        .make_room = make_room_for_event,
        .hold = &r->hold};

    if (r->over) {
        return RUN_REACHED;
    }
    switch (kernel_run(&r->kernel, sim_events, &bounds, &s)) {
    case KERNEL_HORIZON:
        if (day >= w->horizon_days) {
            if (make_room_to_finish(r) != STATUS_OK) {
                return RUN_NO_MEMORY;
            }
            finish(&s);
        }
        return RUN_REACHED;
    case KERNEL_HELD:
        return RUN_DECISION;
    case KERNEL_MAX_EVENTS:
        return RUN_MAX_EVENTS;
    case KERNEL_NO_MEMORY:
        break;
    }
    return RUN_NO_MEMORY;
}

int32_t
run_options(const struct run *r, const struct world *w, int32_t side, int32_t back,
    struct option options[RESPONSE_MAX])
{
    const struct sim s = looking(r, w);

    BUG_UNLESS(r->waiting != NONE);
    return decision_options(&s, SIM_INCIDENT(&s, r->waiting), side, back, options);
}

int32_t
run_choice(const struct run *r, const struct world *w, int32_t side, int32_t back)
{
    const struct sim s = looking(r, w);

    BUG_UNLESS(r->waiting != NONE);
    return decision_choice(&s, SIM_INCIDENT(&s, r->waiting), side, back);
}

enum status
run_choose(struct run *r, const struct world *w, int32_t back, int32_t front,
    const struct watchers *watchers, const struct sink *sink)
{
    struct sim s = {r, w, watchers, sink};
    struct option options[RESPONSE_MAX];
    const int32_t chosen[2] = {front, back};
    int32_t waiting;
    enum status st;

    BUG_UNLESS(r->waiting != NONE);
    for (int32_t side = SIDE_FRONT; side <= SIDE_BACK; side++) {
        int32_t n = run_options(r, w, side, back, options);
        bool found = false;

        for (int32_t k = 0; k < n; k++) {
            found = found ||
                    (options[k].response == chosen[side] && options[k].utility > -INFINITY);
        }
        if (!found) {
            return STATUS_BAD_INPUT;
        }
    }
    TRY(make_room(r));
    waiting = r->waiting;
    r->hold = false;
    r->waiting = NONE;
    decision_carry_out(&s, waiting, back, front);
out:
    return st;
}

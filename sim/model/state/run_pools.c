/* The memory of a run: what it holds, how room is made for what it will hold, and its copies. */
#include "model/state/run_pools.h"

#include <string.h>

enum { ROOM_EVENTS = 32, ROOM_BYTES = 1 << 21 };

static void
init_store(struct store *store, size_t size)
{
    pool_init(&store->pool, size);
    pool_init(&store->unused, sizeof(int32_t));
}

void
run_pools_init(struct run *r, const struct watchers *watchers)
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

enum status
run_pools_room_for_event(struct run *r)
{
    enum status st = STATUS_OK;

    if (queue_room(&r->kernel.queue) < r->room) { /* a larger queue is slower */
        TRY(queue_reserve(&r->kernel.queue, r->room));
    }
    if (r->n_roomed == 0) {
        TRY(make_room_in_pools(r));
    }
    r->n_roomed--;
out:
    return st;
}

enum status
run_pools_room(struct run *r)
{
    enum status st;

    TRY(queue_reserve(&r->kernel.queue, r->room));
    TRY(make_room_in_pools(r));
    r->n_roomed = 0;
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

enum status
run_pools_fill(struct run *r, const struct world *w, const struct watchers *watchers)
{
    enum status st;

    TRY(fill_world(r, w));
    TRY(fill_watch(r, w, watchers));
out:
    return st;
}

enum status
run_pools_room_to_finish(struct run *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->n_watch; k++) {
        TRY(pool_reserve(&r->watch[k], r->incidents.pool.count + r->room));
    }
out:
    return st;
}

void
run_pools_clear(struct run *r)
{
    const struct run old = *r;

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

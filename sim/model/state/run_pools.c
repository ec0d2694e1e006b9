/* Manages the memory of a run: its arrays and pools, their capacity, and copies of a run. */
#include "model/state/run_pools.h"

#include <string.h>

/* If the free capacity is for fewer than RESERVE_EVENTS events, capacity for HEADROOM_EVENTS events
   is reserved. Beyond the first event, an array gets at most HEADROOM_BYTES. */
enum { RESERVE_EVENTS = 2, HEADROOM_EVENTS = 32, HEADROOM_BYTES = 1 << 21 };

static void
init_pool(struct object_pool *pool, size_t size)
{
    array_init(&pool->items, size);
    array_init(&pool->unused, sizeof(int32_t));
}

void
run_pools_init(struct run *r, const struct observers *observers)
{
    array_init(&r->states, sizeof(struct state_now));
    array_init(&r->pairs, sizeof(struct pair_now));
    array_init(&r->arrival_processes, sizeof(struct arrival_process_now));
    array_init(&r->agreements, sizeof(struct agreement_now));
    array_init(&r->measures, sizeof(struct measure_now));
    array_init(&r->desks, sizeof(struct desk));
    array_init(&r->parties, sizeof(struct party_now));
    array_init(&r->party_pairs, sizeof(struct party_pair_now));
    init_pool(&r->incidents, sizeof(struct incident));
    init_pool(&r->beliefs, sizeof(struct belief));
    init_pool(&r->campaigns, sizeof(struct campaign));
    init_pool(&r->messages, sizeof(struct message));
    init_pool(&r->jobs, sizeof(struct job));
    init_pool(&r->orders, sizeof(struct order));
    init_pool(&r->campaign_members, sizeof(struct campaign_member));
    init_pool(&r->tranches, sizeof(struct tranche));
    init_pool(&r->tabled, sizeof(struct tabled));
    for (int32_t k = 0; observers != NULL && k < observers->n; k++) {
        r->wanted |= observers->at[k]->wanted;
        for (int32_t p = 0; p < observers->at[k]->n_arrays; p++) {
            BUG_UNLESS(r->n_observer_arrays < OBSERVER_ARRAYS_MAX);
            array_init(&r->observer_arrays[r->n_observer_arrays++],
                observers->at[k]->element_sizes[p]);
        }
    }
    r->n_arrays = RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS + r->n_observer_arrays;
}

static enum status
fill_array(struct array *p, int32_t count)
{
    enum status st = array_reserve(p, count);

    if (st == STATUS_OK && count > 0) {
        memset(p->at, 0, (size_t)count * p->size);
        p->count = count;
    }
    return st;
}

static enum status
fill_observer_arrays(struct run *r, const struct world *w, const struct observers *observers)
{
    enum status st = STATUS_OK;
    int32_t at = 0;

    for (int32_t k = 0; observers != NULL && k < observers->n; k++) {
        int32_t counts[OBSERVER_ARRAYS_MAX] = {0};

        observers->at[k]->initial(w, counts);
        for (int32_t p = 0; p < observers->at[k]->n_arrays; p++) {
            TRY(fill_array(&r->observer_arrays[at++], counts[p]));
        }
    }
out:
    return st;
}

/* Returns the number of elements to reserve: those of one event, and those of more events if the
   elements are small. */
static int32_t
elements_ahead(const struct run *r, const struct array *p)
{
    int32_t more = (int32_t)(HEADROOM_BYTES / p->size),
            events = (HEADROOM_EVENTS - 1) * r->headroom;

    return r->headroom + (more < events ? more : events);
}

/* Reserves capacity in every array for the elements of one or more events. The list of the unused
   elements of a pool gets capacity for all elements of the pool. */
static enum status
reserve_all(struct run *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = RUN_WORLD_ARRAYS; k < RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS; k += 2) {
        struct array *elements = &r->arrays[k], *unused = &r->arrays[k + 1];

        TRY(array_reserve(elements, elements_ahead(r, elements)));
        TRY(array_reserve(unused, elements->capacity - unused->count));
    }
    for (int32_t k = RUN_WORLD_ARRAYS + 2 * RUN_OBJECT_POOLS; k < r->n_arrays; k++) {
        TRY(array_reserve(&r->arrays[k], elements_ahead(r, &r->arrays[k])));
    }
out:
    return st;
}

static inline int32_t
lower(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Returns the number of elements that can be added to each array. For an element of a pool, the
   list of unused elements needs capacity, too: in a copy of a run, only one of the two arrays may
   have grown. */
static int32_t
min_free(const struct run *r)
{
    const struct array *p = &r->arrays[RUN_WORLD_ARRAYS], *pools_end = p + 2 * RUN_OBJECT_POOLS;
    int32_t minimum = INT32_MAX;

    for (; p < pools_end; p += 2) {
        int32_t capacity = lower(p[0].capacity, p[1].capacity);

        minimum = lower(minimum, capacity - p->count);
    }
    for (; p < &r->arrays[r->n_arrays]; p++) {
        minimum = lower(minimum, p->capacity - p->count);
    }
    return minimum;
}

/* Reserves capacity if needed, and sets the number of events for which it suffices. */
static enum status
guarantee_events(struct run *r)
{
    int32_t minimum = min_free(r);
    enum status st = STATUS_OK;

    if (minimum < RESERVE_EVENTS * r->headroom) {
        TRY(reserve_all(r));
        minimum = min_free(r);
    }
    r->n_guaranteed = minimum / r->headroom;
out:
    return st;
}

enum status
run_pools_room_for_event(struct run *r)
{
    enum status st = STATUS_OK;

    /* reserve for one event only, because a larger queue is slower */
    if (queue_free_slots(&r->kernel.queue) < r->headroom) {
        TRY(queue_reserve(&r->kernel.queue, r->headroom));
    }
    if (r->n_guaranteed == 0) {
        TRY(guarantee_events(r));
    }
    r->n_guaranteed--;
out:
    return st;
}

enum status
run_pools_room(struct run *r)
{
    enum status st;

    TRY(queue_reserve(&r->kernel.queue, r->headroom));
    TRY(guarantee_events(r));
    r->n_guaranteed = 0;
out:
    return st;
}

static enum status
fill_world(struct run *r, const struct world *w)
{
    enum status st;

    TRY(fill_array(&r->states, w->n_states));
    TRY(fill_array(&r->pairs, w->n_pairs));
    TRY(fill_array(&r->arrival_processes, w->n_arrival_processes));
    TRY(fill_array(&r->agreements, w->n_agreements));
    TRY(fill_array(&r->measures, w->n_measures));
    TRY(fill_array(&r->desks, 2 * w->n_states + w->n_agreements));
    TRY(fill_array(&r->parties, w->n_parties));
    TRY(fill_array(&r->party_pairs, w->n_party_pairs));
out:
    return st;
}

enum status
run_pools_fill(struct run *r, const struct world *w, const struct observers *observers)
{
    enum status st;

    TRY(fill_world(r, w));
    TRY(fill_observer_arrays(r, w, observers));
out:
    return st;
}

enum status
run_pools_room_to_finish(struct run *r)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->n_observer_arrays; k++) {
        TRY(array_reserve(&r->observer_arrays[k], r->incidents.items.count + r->headroom));
    }
out:
    return st;
}

void
run_pools_clear(struct run *r)
{
    const struct run old = *r;

    memset(r, 0, sizeof(*r));
    memcpy(r->arrays, old.arrays, sizeof(r->arrays));
    r->wanted = old.wanted;
    r->n_arrays = old.n_arrays;
    r->n_observer_arrays = old.n_observer_arrays;
    for (int32_t k = 0; k < r->n_arrays; k++) {
        r->arrays[k].count = 0;
    }
    r->kernel = old.kernel;
    kernel_clear(&r->kernel);
    r->purposes = old.purposes;
}

void
run_free(struct run *r)
{
    for (int32_t k = 0; k < r->n_arrays; k++) {
        array_free(&r->arrays[k]);
    }
    kernel_free(&r->kernel);
}

/* Initialises the arrays of a zeroed run with the element sizes of *from. */
static void
init_like(struct run *to, const struct run *from)
{
    for (int32_t k = 0; k < from->n_arrays; k++) {
        array_init(&to->arrays[k], from->arrays[k].size);
    }
    kernel_init(&to->kernel);
    to->n_arrays = from->n_arrays;
    to->n_observer_arrays = from->n_observer_arrays;
    to->wanted = from->wanted;
    to->purposes = from->purposes;
}

static bool
has_arrays_of(const struct run *to, const struct run *from)
{
    bool same = to->n_arrays == from->n_arrays;

    for (int32_t k = 0; same && k < from->n_arrays; k++) {
        same = to->arrays[k].size == from->arrays[k].size;
    }
    return same;
}

/* Copies all members except the arrays and the kernel. */
static void
copy_header(struct run *to, const struct run *from)
{
    const struct run old = *to;

    *to = *from;
    memcpy(to->arrays, old.arrays, sizeof(to->arrays));
    to->kernel = old.kernel;
    to->n_guaranteed = 0;
}

enum status
run_copy_into(struct run *to, const struct run *from)
{
    enum status st;

    if (to->n_arrays == 0) {
        init_like(to, from);
    }
    if (to == from || !has_arrays_of(to, from)) {
        return STATUS_BAD_INPUT;
    }
    for (int32_t k = 0; k < from->n_arrays; k++) { /* first do everything that may fail */
        TRY(array_reserve(&to->arrays[k], from->arrays[k].count - to->arrays[k].count));
    }
    TRY(kernel_copy_into(&to->kernel, &from->kernel));
    for (int32_t k = 0; k < from->n_arrays; k++) {
        TRY(array_copy_into(&to->arrays[k], &from->arrays[k]));
    }
    copy_header(to, from);
out:
    return st;
}

enum status
run_copy(struct run *to, const struct run *from)
{
    enum status st;

    memset(to, 0, sizeof(*to));
    st = run_copy_into(to, from);
    if (st != STATUS_OK) {
        run_free(to);
    }
    return st;
}

size_t
run_bytes(const struct run *r)
{
    size_t bytes = sizeof(*r);

    for (int32_t k = 0; k < r->n_arrays; k++) {
        bytes += (size_t)r->arrays[k].count * r->arrays[k].size;
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

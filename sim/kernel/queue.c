#include "kernel/queue.h"

#include "kernel/queue_winner_tree.h"

#include <math.h>

/* Returns the number of nodes of a tree. */
static int64_t
tree_size(int64_t leaves)
{
    int64_t size = 1;

    for (; leaves > 1; leaves /= FANOUT) {
        size += leaves;
    }
    return size;
}

/* Returns the bytes of the lowest level of the tree. */
static inline uint64_t
size_of_leaves(const struct queue *q)
{
    return (uint64_t)q->slots.count * sizeof(struct node);
}

/* Sets the key of a leaf and updates the nodes from the leaf to the root. If `all` is true, the
   leaf contained the earliest event, so every node changes. Otherwise the update stops at the first
   node in which another leaf still wins. */
static inline void
update_path(struct queue *q, int64_t slot, int64_t key, bool all)
{
    struct node winner = {key, slot};
    char *level = q->nodes.at;
    uint64_t offset = (uint64_t)slot * sizeof(struct node);

    node_at(level, offset)->key = key;
    for (uint64_t size = size_of_leaves(q); size > sizeof(struct node); size /= FANOUT) {
        struct node *parent;

        winner = earlier(q, winner, earliest_sibling(q, level, offset));
        level += size;
        offset = parent_offset(offset);
        parent = node_at(level, offset);
        if (!all && parent->slot == winner.slot && winner.slot != slot) {
            return;
        }
        *parent = winner;
    }
}

static void
update_whole_path(struct queue *q, int64_t slot, int64_t key)
{
    update_path(q, slot, key, true);
}

static void
update_path_of_any(struct queue *q, int64_t slot, int64_t key)
{
    update_path(q, slot, key, false);
}

/* Returns the slot of the earliest event. The queue must have no hole. */
static inline int32_t
earliest_slot(const struct queue *q)
{
    const struct node *nodes = q->nodes.at;

    return (int32_t)nodes[q->nodes.count - 1].slot;
}

/* Returns the slot of the earliest event in a queue with a hole. Does not update the tree. */
static int32_t
earliest_slot_except_hole(const struct queue *q)
{
    struct node winner = {KEY_OF_EMPTY + q->hole, q->hole};
    char *level = q->nodes.at;
    uint64_t offset = (uint64_t)q->hole * sizeof(struct node);

    for (uint64_t size = size_of_leaves(q); size > sizeof(struct node); size /= FANOUT) {
        winner = earlier(q, winner, earliest_sibling(q, level, offset));
        level += size;
        offset = parent_offset(offset);
    }
    return (int32_t)winner.slot;
}

/* Updates the path from the hole to the root, if there is a hole. The slot of the hole becomes
   unused. */
static void
close_hole(struct queue *q)
{
    if (q->hole >= 0) {
        update_whole_path(q, q->hole, KEY_OF_EMPTY + q->hole);
        *ARRAY_AT(int32_t, &q->unused, q->unused.count++) = q->hole;
        q->hole = -1;
    }
}

/* Removes an event. Its slot becomes the hole. */
static void
remove_event(struct queue *q, int32_t slot)
{
    event_at(q, slot)->sequence = 0;
    q->hole = slot;
    q->n_pending--;
}

void
queue_init(struct queue *q)
{
    array_init(&q->slots, sizeof(struct event));
    array_init(&q->nodes, sizeof(struct node));
    array_init(&q->unused, sizeof(int32_t));
    q->n_scheduled = 0;
    q->n_pending = 0;
    q->reserved = 0;
    q->hole = -1;
}

void
queue_free(struct queue *q)
{
    array_free(&q->slots);
    array_free(&q->nodes);
    array_free(&q->unused);
    queue_init(q);
}

/* Reserves space for a tree of `leaves` leaves, all of which may be unused. */
static enum status
reserve_leaves(struct queue *q, int64_t leaves)
{
    int64_t nodes = tree_size(leaves);
    enum status st;

    if (leaves <= q->reserved) {
        return STATUS_OK;
    }
    if (nodes > INT32_MAX) {
        return STATUS_NO_MEMORY;
    }
    TRY(array_reserve(&q->slots, (int32_t)leaves - q->slots.count));
    TRY(array_reserve(&q->nodes, (int32_t)nodes - q->nodes.count));
    TRY(array_reserve(&q->unused, (int32_t)leaves - q->unused.count));
    q->reserved = (int32_t)leaves;
out:
    return st;
}

enum status
queue_copy_into(struct queue *to, const struct queue *from)
{
    enum status st;

    TRY(reserve_leaves(to, from->reserved));
    TRY(array_copy_into(&to->slots, &from->slots));
    TRY(array_copy_into(&to->nodes, &from->nodes));
    TRY(array_copy_into(&to->unused, &from->unused));
    to->n_scheduled = from->n_scheduled;
    to->n_pending = from->n_pending;
    to->hole = from->hole;
out:
    return st;
}

enum status
queue_copy(struct queue *to, const struct queue *from)
{
    enum status st;

    queue_init(to);
    st = queue_copy_into(to, from);
    if (st != STATUS_OK) {
        queue_free(to);
    }
    return st;
}

/* Computes all nodes of the tree from the events. */
static void
build(struct queue *q)
{
    struct node *level = q->nodes.at;

    for (int32_t slot = 0; slot < q->slots.count; slot++) {
        const struct event *e = event_at(q, slot);
        int64_t key = e->sequence == 0 ? KEY_OF_EMPTY + slot : key_of(e->time);

        level[slot] = (struct node){key, slot};
    }
    for (int64_t width = q->slots.count; width > 1; width /= FANOUT) {
        struct node *above = level + width;

        for (int64_t i = 0; i < width; i += FANOUT) {
            above[i / FANOUT] = earliest_of_four(q, level + i);
        }
        level = above;
    }
}

enum status
queue_reserve(struct queue *q, int32_t extra)
{
    int64_t leaves = q->reserved < FANOUT ? FANOUT : q->reserved;

    if (queue_free_slots(q) >= extra) {
        return STATUS_OK;
    }
    while (leaves < (int64_t)q->n_pending + extra) {
        leaves *= FANOUT;
    }
    return reserve_leaves(q, leaves);
}

/* Adds leaves within the reserved space. There must be no unused slot and no hole. */
__attribute__((noinline, cold)) static void
grow(struct queue *q)
{
    int32_t before = q->slots.count, leaves = before == 0 ? FANOUT : FANOUT * before;

    BUG_UNLESS(leaves <= q->reserved);
    memset(event_at(q, before), 0, (size_t)(leaves - before) * sizeof(struct event));
    q->slots.count = leaves;
    for (int32_t slot = leaves - 1; slot >= before; slot--) {
        *ARRAY_AT(int32_t, &q->unused, q->unused.count++) = slot;
    }
    q->nodes.count = (int32_t)tree_size(leaves);
    build(q);
}

void
queue_clear(struct queue *q)
{
    q->n_scheduled = 0;
    q->n_pending = 0;
    q->hole = -1;
    q->slots.count = 0;
    q->nodes.count = 0;
    q->unused.count = 0;
}

struct timer
queue_schedule(
    struct queue *q, double time, int32_t priority, int32_t kind, int32_t a, int32_t b)
{
    int32_t slot = q->hole;
    bool fills = slot >= 0;

    BUG_UNLESS(!isnan(time));
    if (slot < 0) {
        if (q->unused.count == 0) {
            grow(q);
        }
        slot = *ARRAY_AT(int32_t, &q->unused, --q->unused.count);
    }
    q->hole = -1;
    q->n_pending++;
    *event_at(q, slot) = (struct event){time, ++q->n_scheduled, priority, kind, a, b};
    if (fills) {
        update_whole_path(q, slot, key_of(time));
    } else {
        update_path_of_any(q, slot, key_of(time));
    }
    return (struct timer){q->n_scheduled, slot};
}

bool
queue_pending(const struct queue *q, struct timer t)
{
    return t.sequence != 0 && t.slot < q->slots.count &&
           event_at(q, t.slot)->sequence == t.sequence;
}

bool
queue_cancel(struct queue *q, struct timer *t)
{
    bool pending = queue_pending(q, *t);

    if (pending) {
        close_hole(q);
        remove_event(q, t->slot);
    }
    *t = (struct timer){0};
    return pending;
}

void
queue_reschedule(struct queue *q, struct timer *t, double time)
{
    struct event *e;

    BUG_UNLESS(queue_pending(q, *t) && !isnan(time));
    e = event_at(q, t->slot);
    e->time = time;
    e->sequence = ++q->n_scheduled;
    t->sequence = e->sequence;
    update_path_of_any(q, t->slot, key_of(time));
}

double
queue_time(const struct queue *q, struct timer t)
{
    BUG_UNLESS(queue_pending(q, t));
    return event_at(q, t.slot)->time;
}

double
queue_next(const struct queue *q)
{
    if (q->n_pending == 0) {
        return INFINITY;
    }
    return event_at(q, q->hole < 0 ? earliest_slot(q) : earliest_slot_except_hole(q))->time;
}

struct event
queue_pop(struct queue *q)
{
    struct event event;

    BUG_UNLESS(queue_pop_until(q, INFINITY, &event));
    return event;
}

/*
 * Copies the members one by one, in the widths in which they were written, because the event may
 * have been written very recently. A struct assignment would compile to wider loads, which must
 * wait until the narrow stores have left the store buffer. That would cost 10 of 33 ns per event of
 * an M/M/1 queue.
 */
static inline struct event
copy_of(const volatile struct event *e)
{
    return (struct event){e->time, e->sequence, e->priority, e->kind, e->a, e->b};
}

bool
queue_pop_until(struct queue *q, double until, struct event *event)
{
    int32_t slot;

    if (q->n_pending == 0) {
        return false;
    }
    close_hole(q);
    slot = earliest_slot(q);
    *event = copy_of(event_at(q, slot));
    if (event->time > until) {
        return false;
    }
    remove_event(q, slot);
    return true;
}

#include "kernel/queue.h"

#include <math.h>
#include <string.h>

/*
 * A node is 16 bytes, four siblings a cache line. Leaf i is slot i. The key is the time as an
 * integer of the same order; an empty leaf has a key of its own above that of INFINITY, so that
 * two empty leaves never tie and equal keys are two events of one time.
 */
struct node {
    int64_t key;
    int64_t slot;
};

#define FANOUT 4
#define KEY_OF_INFINITY INT64_C(0x7ff0000000000000)
#define KEY_OF_EMPTY (KEY_OF_INFINITY + 1)

static struct event *
event_at(const struct queue *q, int64_t slot)
{
    return POOL_AT(struct event, &q->slots, slot);
}

static int64_t
key_of(double time)
{
    int64_t bits;

    time += 0.0; /* -0.0 is 0.0 */
    memcpy(&bits, &time, sizeof(bits));
    return bits ^ ((bits >> 63) & INT64_MAX);
}

/* Levels have 4, 8, 16, ... nodes; the one below the root may have 2 and is padded. */
static int64_t
padded(int64_t width)
{
    return (width + FANOUT - 1) & ~(int64_t)(FANOUT - 1);
}

static int64_t
width_above(int64_t width)
{
    return padded(width) / FANOUT;
}

static int64_t
tree_size(int64_t leaves)
{
    int64_t size = 1;

    for (int64_t width = leaves; width > 1; width = width_above(width)) {
        size += padded(width);
    }
    return size;
}

static bool
tie_goes_to(const struct queue *q, int64_t slot, int64_t other)
{
    const struct event *a = event_at(q, slot);
    const struct event *b = event_at(q, other);

    return a->turn != b->turn ? a->turn < b->turn : a->number < b->number;
}

/*
 * The sooner of two. Which one it is is a coin toss, so it must not become a branch:
 * mispredicted every other time, that costs three times as much. gcc 12 and clang 14 each find
 * ways to spoil the plain C (a branch, a detour over vector registers), hence the two
 * instructions by name and, elsewhere, a mask whose origin is hidden.
 */
static inline struct node
sooner(const struct queue *q, struct node a, struct node b)
{
    if (__builtin_expect(a.key == b.key, 0)) {
        return tie_goes_to(q, b.slot, a.slot) ? b : a;
    }
#ifdef __x86_64__
    __asm__("cmpq %[a_key], %[b_key]\n\t"
            "cmovlq %[b_key], %[a_key]\n\t"
            "cmovlq %[b_slot], %[a_slot]"
            : [a_key] "+&r"(a.key), [a_slot] "+&r"(a.slot)
            : [b_key] "r"(b.key), [b_slot] "r"(b.slot)
            : "cc");
#else
    int64_t take_b = -(int64_t)(b.key < a.key);

    __asm__("" : "+r"(take_b));
    a.key ^= (a.key ^ b.key) & take_b;
    a.slot ^= (a.slot ^ b.slot) & take_b;
#endif
    return a;
}

static inline struct node
soonest_sibling(const struct queue *q, const struct node *level, uint64_t i)
{
    return sooner(q, sooner(q, level[i ^ 1], level[i ^ 2]), level[i ^ 3]);
}

/* Writes a leaf and repairs the path above it. */
static void
walk(struct queue *q, int64_t slot, int64_t key)
{
    struct node *level = q->nodes.at;
    struct node winner = {key, slot};
    uint64_t i = (uint64_t)slot;

    level[i] = winner;
    for (int64_t width = q->slots.count; width > 1; width = width_above(width)) {
        winner = sooner(q, winner, soonest_sibling(q, level, i));
        level += padded(width);
        i /= FANOUT;
        level[i] = winner;
    }
}

/* The root's new content if there is a hole, without writing. */
static struct node
root_without_hole(const struct queue *q)
{
    const struct node *level = q->nodes.at;
    struct node winner = {KEY_OF_EMPTY + q->hole, q->hole};
    uint64_t i = (uint64_t)q->hole;

    for (int64_t width = q->slots.count; width > 1; width = width_above(width)) {
        winner = sooner(q, winner, soonest_sibling(q, level, i));
        level += padded(width);
        i /= FANOUT;
    }
    return winner;
}

static struct node
root(const struct queue *q)
{
    const struct node *nodes = q->nodes.at;

    return q->hole < 0 ? nodes[q->nodes.count - 1] : root_without_hole(q);
}

static void
settle(struct queue *q)
{
    if (q->hole >= 0) {
        walk(q, q->hole, KEY_OF_EMPTY + q->hole);
        *POOL_AT(int32_t, &q->unused, pool_add(&q->unused)) = q->hole;
        q->hole = -1;
    }
}

static void
take_out(struct queue *q, int32_t slot)
{
    event_at(q, slot)->number = 0;
    q->hole = slot;
    q->n_pending--;
}

void
queue_init(struct queue *q)
{
    pool_init(&q->slots, sizeof(struct event));
    pool_init(&q->nodes, sizeof(struct node));
    pool_init(&q->unused, sizeof(int32_t));
    q->n_scheduled = 0;
    q->n_pending = 0;
    q->hole = -1;
}

void
queue_free(struct queue *q)
{
    pool_free(&q->slots);
    pool_free(&q->nodes);
    pool_free(&q->unused);
    queue_init(q);
}

enum status
queue_copy(struct queue *to, const struct queue *from)
{
    enum status st;

    *to = *from;
    pool_init(&to->nodes, sizeof(struct node));
    pool_init(&to->unused, sizeof(int32_t));
    TRY(pool_copy(&to->slots, &from->slots));
    TRY(pool_copy(&to->nodes, &from->nodes));
    TRY(pool_copy(&to->unused, &from->unused));
    /* The copy must be able to take every slot back. */
    TRY(pool_reserve(&to->unused, from->slots.count - from->unused.count));
out:
    if (st != STATUS_OK) {
        queue_free(to);
    }
    return st;
}

/* Fills in all nodes from the events. */
static void
build(struct queue *q)
{
    struct node *level = q->nodes.at;

    for (int32_t slot = 0; slot < q->slots.count; slot++) {
        const struct event *e = event_at(q, slot);
        int64_t key = e->number == 0 ? KEY_OF_EMPTY + slot : key_of(e->time);

        level[slot] = (struct node){key, slot};
    }
    for (int64_t width = q->slots.count; width > 1; width = width_above(width)) {
        struct node *above = level + padded(width);

        for (int64_t i = width; i < padded(width); i++) {
            level[i] = (struct node){INT64_MAX - i, -1};
        }
        for (int64_t i = 0; i < padded(width); i += FANOUT) {
            above[i / FANOUT] = sooner(q, level[i], soonest_sibling(q, level, (uint64_t)i));
        }
        level = above;
    }
}

enum status
queue_reserve(struct queue *q, int32_t extra)
{
    int64_t leaves = q->slots.count < FANOUT ? FANOUT : q->slots.count;
    int64_t nodes;
    enum status st;

    if (queue_room(q) >= extra) {
        return STATUS_OK;
    }
    while (leaves < (int64_t)q->n_pending + extra) {
        leaves *= 2;
    }
    nodes = tree_size(leaves);
    if (nodes > INT32_MAX) {
        return STATUS_NO_MEMORY;
    }
    TRY(pool_reserve(&q->slots, (int32_t)leaves - q->slots.count));
    TRY(pool_reserve(&q->nodes, (int32_t)nodes - q->nodes.count));
    TRY(pool_reserve(&q->unused, (int32_t)leaves - q->unused.count));
    settle(q);
    for (int32_t slot = (int32_t)leaves - 1; slot >= q->slots.count; slot--) {
        *POOL_AT(int32_t, &q->unused, pool_add(&q->unused)) = slot;
    }
    while (q->slots.count < leaves) {
        (void)pool_add(&q->slots);
    }
    q->nodes.count = (int32_t)nodes;
    build(q);
out:
    return st;
}

int32_t
queue_room(const struct queue *q)
{
    return q->slots.count - q->n_pending;
}

struct timer
queue_schedule(struct queue *q, double time, int32_t turn, int32_t kind, int32_t a, int32_t b)
{
    int32_t slot = q->hole;

    BUG_UNLESS(!isnan(time));
    if (slot < 0) {
        BUG_UNLESS(q->unused.count > 0);
        slot = *POOL_AT(int32_t, &q->unused, --q->unused.count);
    }
    q->hole = -1;
    q->n_pending++;
    *event_at(q, slot) = (struct event){time, ++q->n_scheduled, turn, kind, a, b};
    walk(q, slot, key_of(time));
    return (struct timer){q->n_scheduled, slot};
}

bool
queue_pending(const struct queue *q, struct timer t)
{
    return t.number != 0 && t.slot < q->slots.count && event_at(q, t.slot)->number == t.number;
}

bool
queue_cancel(struct queue *q, struct timer *t)
{
    bool pending = queue_pending(q, *t);

    if (pending) {
        settle(q);
        take_out(q, t->slot);
    }
    *t = (struct timer){0};
    return pending;
}

void
queue_reschedule(struct queue *q, struct timer *t, double time)
{
    struct event *e;

    BUG_UNLESS(queue_pending(q, *t) && !isnan(time));
    settle(q);
    e = event_at(q, t->slot);
    e->time = time;
    e->number = ++q->n_scheduled;
    t->number = e->number;
    walk(q, t->slot, key_of(time));
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
    return q->n_pending == 0 ? INFINITY : event_at(q, root(q).slot)->time;
}

struct event
queue_pop(struct queue *q)
{
    struct event event;

    BUG_UNLESS(queue_pop_until(q, INFINITY, &event));
    return event;
}

bool
queue_pop_until(struct queue *q, double until, struct event *event)
{
    int32_t slot;

    if (q->n_pending == 0) {
        return false;
    }
    settle(q);
    slot = (int32_t)root(q).slot;
    *event = *event_at(q, slot);
    if (event->time > until) {
        return false;
    }
    take_out(q, slot);
    return true;
}

static bool
node_is(struct node a, struct node b)
{
    return a.key == b.key && a.slot == b.slot;
}

static const char *
verify_slots(const struct queue *q)
{
    const struct node *leaves = q->nodes.at;
    int32_t pending = 0;

    for (int32_t slot = 0; slot < q->slots.count; slot++) {
        const struct event *e = event_at(q, slot);
        int64_t key = e->number == 0 ? KEY_OF_EMPTY + slot : key_of(e->time);

        if (e->number > q->n_scheduled) {
            return "an event has a number never given";
        }
        if (slot != q->hole && !node_is(leaves[slot], (struct node){key, slot})) {
            return "a leaf differs from its slot";
        }
        pending += e->number != 0;
    }
    return pending == q->n_pending ? NULL : "n_pending differs from the events there are";
}

/* The slots not pending add up, by a hash, to the unused ones and the hole. */
static const char *
verify_unused(const struct queue *q)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t difference = 0;

    if (q->unused.capacity < q->slots.count) {
        return "unused slots could not all be noted";
    }
    for (int32_t slot = 0; slot < q->slots.count; slot++) {
        if (event_at(q, slot)->number == 0 && slot != q->hole) {
            difference += odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
        }
    }
    for (int32_t i = 0; i < q->unused.count; i++) {
        int32_t slot = *POOL_AT(int32_t, &q->unused, i);

        difference -= odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
    }
    if (difference != 0 || q->n_pending + q->unused.count + (q->hole >= 0) != q->slots.count) {
        return "a slot is neither pending nor unused, or both";
    }
    if (q->hole >= 0 && event_at(q, q->hole)->number != 0) {
        return "the hole is not empty";
    }
    return NULL;
}

/* Every inner node but those above the hole, which wait to be repaired. */
static const char *
verify_tree(const struct queue *q)
{
    const struct node *level = q->nodes.at;
    int64_t hole = q->hole;

    for (int64_t width = q->slots.count; width > 1; width = width_above(width)) {
        const struct node *above = level + padded(width);

        hole = hole < 0 ? -1 : hole / FANOUT;
        for (int64_t i = 0; i < width_above(width); i++) {
            const struct node *child = level + i * FANOUT;
            struct node winner = sooner(q, child[0], soonest_sibling(q, child, 0));

            if (i != hole && !node_is(above[i], winner)) {
                return "an inner node does not name its soonest child";
            }
        }
        level = above;
    }
    return NULL;
}

const char *
queue_verify(const struct queue *q)
{
    const char *wrong = verify_slots(q);

    if (wrong == NULL) {
        wrong = verify_unused(q);
    }
    return wrong != NULL ? wrong : verify_tree(q);
}

#include "kernel/queue_winner_tree.h"

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
        int64_t key = e->sequence == 0 ? KEY_OF_EMPTY + slot : key_of(e->time);

        if (e->sequence > q->n_scheduled) {
            return "an event has a sequence number that was never assigned";
        }
        if (slot != q->hole && !node_is(leaves[slot], (struct node){key, slot})) {
            return "a leaf differs from its slot";
        }
        pending += e->sequence != 0;
    }
    return pending == q->n_pending ? NULL : "n_pending differs from the number of events";
}

/* Checks that the empty slots are exactly the slots in `unused` and the hole. Compares sums of
   hashes of both sets. */
static const char *
verify_unused(const struct queue *q)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t difference = 0;

    if (q->slots.count > q->reserved || q->unused.capacity < q->reserved ||
        q->slots.capacity < q->reserved) {
        return "an array has no space for all slots";
    }
    for (int32_t slot = 0; slot < q->slots.count; slot++) {
        if (event_at(q, slot)->sequence == 0 && slot != q->hole) {
            difference += odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
        }
    }
    for (int32_t i = 0; i < q->unused.count; i++) {
        int32_t slot = *ARRAY_AT(int32_t, &q->unused, i);

        difference -= odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
    }
    if (difference != 0 || q->n_pending + q->unused.count + (q->hole >= 0) != q->slots.count) {
        return "a slot is neither pending nor unused, or it is both";
    }
    if (q->hole >= 0 && event_at(q, q->hole)->sequence != 0) {
        return "the hole is not empty";
    }
    return NULL;
}

/* Checks every inner node except the nodes above the hole, which are not updated yet. */
static const char *
verify_tree(const struct queue *q)
{
    struct node *level = q->nodes.at;
    int64_t hole = q->hole;

    for (int64_t width = q->slots.count; width > 1; width /= FANOUT) {
        struct node *above = level + width;

        hole = hole < 0 ? -1 : hole / FANOUT;
        for (int64_t i = 0; i < width / FANOUT; i++) {
            if (i != hole && !node_is(above[i], earliest_of_four(q, level + i * FANOUT))) {
                return "an inner node does not contain its earliest child";
            }
        }
        level = above;
    }
    return NULL;
}

const char *
queue_verify(const struct queue *q)
{
    const char *violated = verify_slots(q);

    if (violated == NULL) {
        violated = verify_unused(q);
    }
    return violated != NULL ? violated : verify_tree(q);
}

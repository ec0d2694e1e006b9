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
            return "an event has a number never given";
        }
        if (slot != q->hole && !node_is(leaves[slot], (struct node){key, slot})) {
            return "a leaf differs from its slot";
        }
        pending += e->sequence != 0;
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
        if (event_at(q, slot)->sequence == 0 && slot != q->hole) {
            difference += odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
        }
    }
    for (int32_t i = 0; i < q->unused.count; i++) {
        int32_t slot = *ARRAY_AT(int32_t, &q->unused, i);

        difference -= odd * (uint64_t)(slot + 1) ^ (uint64_t)slot;
    }
    if (difference != 0 || q->n_pending + q->unused.count + (q->hole >= 0) != q->slots.count) {
        return "a slot is neither pending nor unused, or both";
    }
    if (q->hole >= 0 && event_at(q, q->hole)->sequence != 0) {
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

/**
 * queue_winner_tree.h - the winner tree of queue.h, for queue.c and queue_verify.c.
 *
 * Leaf i stands for slot i. The parent of four siblings contains the earliest of them, up to the
 * root. A node has 16 bytes, so four siblings fill one cache line. The events themselves are read
 * only if two times are equal, to compare priority and sequence.
 */
#ifndef KERNEL_QUEUE_WINNER_TREE_H
#define KERNEL_QUEUE_WINNER_TREE_H

#include "kernel/queue.h"

#include <string.h>

/*
 * The key is the time, mapped to an integer of the same order. An empty leaf has a key above that
 * of INFINITY, and no two empty leaves have the same key. So equal keys always belong to two events
 * of equal time.
 */
struct node {
    int64_t key;
    int64_t slot;
};

#define FANOUT 4
#define KEY_OF_INFINITY INT64_C(0x7ff0000000000000)
#define KEY_OF_EMPTY (KEY_OF_INFINITY + 1)

static inline struct event *
event_at(const struct queue *q, int64_t slot)
{
    return ARRAY_AT(struct event, &q->slots, slot);
}

static inline int64_t
key_of(double time)
{
    int64_t bits;

    memcpy(&bits, &time, sizeof(bits));
    if (__builtin_expect(bits < 0, 0)) {
        return time == 0 ? 0 : bits ^ INT64_MAX; /* -0.0 has the key of 0.0 */
    }
    return bits;
}

/* The levels have 4, 8, 16, ... nodes. The level below the root may have 2 nodes and is padded to
   4. */
static inline int64_t
padded(int64_t width)
{
    return (width + FANOUT - 1) & ~(int64_t)(FANOUT - 1);
}

static inline int64_t
width_above(int64_t width)
{
    return padded(width) / FANOUT;
}

/* Whether the event in `slot` fires before the event in `other`, if their times are equal. */
static inline bool
tie_goes_to(const struct queue *q, int64_t slot, int64_t other)
{
    const struct event *a = event_at(q, slot);
    const struct event *b = event_at(q, other);

    return a->priority != b->priority ? a->priority < b->priority : a->sequence < b->sequence;
}

/*
 * Returns the earlier of two nodes, without a branch. The result is unpredictable, and a branch
 * that is mispredicted half of the time would triple the cost. From plain C, gcc 12 and clang 14
 * generate a branch or use vector registers. So the code uses conditional moves in assembly and, on
 * other processors, a mask that the optimiser cannot see through.
 */
static inline struct node
earlier(const struct queue *q, struct node a, struct node b)
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

/* Returns the earliest of the three siblings of node i. Offsets in bytes need fewer instructions
   than indices. */
static inline struct node
earliest_sibling(const struct queue *q, const struct node *level, uint64_t i)
{
    const char *nodes = (const char *)level;
    uint64_t at = i * sizeof(*level), one = sizeof(*level);
    struct node a, b, c;

    memcpy(&a, nodes + (at ^ one), sizeof(a));
    memcpy(&b, nodes + (at ^ 2 * one), sizeof(b));
    memcpy(&c, nodes + (at ^ 3 * one), sizeof(c));
    return earlier(q, earlier(q, a, b), c);
}

#endif

/**
 * queue_winner_tree.h - the winner tree inside queue.h, for queue.c and its verifier.
 *
 * Leaf i is slot i. Above each four siblings stands the soonest of them, up to the root. A node
 * is 16 bytes, four siblings are a cache line's worth, and only two nodes of equal time look at
 * their events for turn and number.
 */
#ifndef KERNEL_QUEUE_WINNER_TREE_H
#define KERNEL_QUEUE_WINNER_TREE_H

#include "kernel/queue.h"

#include <string.h>

/*
 * The key is the time as an integer of the same order. An empty leaf has a key of its own above
 * that of INFINITY, so that two empty leaves never tie and equal keys are two events of one
 * time.
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
        return time == 0 ? 0 : bits ^ INT64_MAX; /* -0.0 is 0.0 */
    }
    return bits;
}

/* Levels have 4, 8, 16, ... nodes; the one below the root may have 2 and is padded. */
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

static inline bool
tie_goes_to(const struct queue *q, int64_t slot, int64_t other)
{
    const struct event *a = event_at(q, slot);
    const struct event *b = event_at(q, other);

    return a->priority != b->priority ? a->priority < b->priority : a->sequence < b->sequence;
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

#endif

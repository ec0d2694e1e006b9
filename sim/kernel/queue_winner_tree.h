/**
 * queue_winner_tree.h - the winner tree of queue.h, for queue.c and queue_verify.c.
 *
 * Leaf i stands for slot i. The number of leaves is a power of 4. The parent of four siblings
 * contains the earliest of them, up to the root. A node has 16 bytes, so four siblings fill one
 * cache line. The events themselves are read only if two times are equal, to compare priority and
 * sequence.
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

/* Returns the key of a time. */
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

/* Whether the event in `slot` fires before the event in `other`, if their times are equal. Equal
   times are rare, so the function is marked cold, and the loops around its calls reserve no
   registers for them. */
__attribute__((noinline, cold)) static bool
tie_goes_to(const struct queue *q, int64_t slot, int64_t other)
{
    const struct event *a = event_at(q, slot);
    const struct event *b = event_at(q, other);

    return a->priority != b->priority ? a->priority < b->priority : a->sequence < b->sequence;
}

/*
 * Returns the earlier of two nodes, without a branch. The result is unpredictable, and a branch
 * that is mispredicted half of the time would triple the cost. From plain C, gcc 12 and clang 14
 * generate a branch or use vector registers. So the code uses conditional moves in assembly, whose
 * comparison also detects equal keys. On other processors it uses a mask. An empty assembly
 * statement prevents the compiler from replacing the mask with a branch.
 */
#ifdef __x86_64__
#define MOVE_EARLIER(operand, equal, a, b)                                                     \
    __asm__("cmpq %[a_key], %[b_key]\n\t"                                                      \
            "cmovlq %[b_key], %[a_key]\n\t"                                                    \
            "cmovlq %[b_slot], %[a_slot]"                                                      \
            : "=@cce"(equal), [a_key] "+&r"((a).key), [a_slot] "+&r"((a).slot)                 \
            : [b_key] operand((b).key), [b_slot] operand((b).slot))
#else
#define MOVE_EARLIER(operand, equal, a, b)                                                     \
    do {                                                                                       \
        int64_t take_b = -(int64_t)((b).key < (a).key);                                        \
                                                                                               \
        (equal) = (b).key == (a).key;                                                          \
        __asm__("" : "+r"(take_b));                                                            \
        (a).key ^= ((a).key ^ (b).key) & take_b;                                               \
        (a).slot ^= ((a).slot ^ (b).slot) & take_b;                                            \
    } while (0)
#endif

static inline struct node
earlier(const struct queue *q, struct node a, struct node b)
{
    bool equal;

    MOVE_EARLIER("r", equal, a, b);
    return __builtin_expect(equal, 0) && tie_goes_to(q, b.slot, a.slot) ? b : a;
}

/* Like earlier(), but the processor reads *b from memory in the same instructions. */
static inline struct node
earlier_read(const struct queue *q, struct node a, const struct node *b)
{
    bool equal;

    MOVE_EARLIER("m", equal, a, *b);
    return __builtin_expect(equal, 0) && tie_goes_to(q, b->slot, a.slot) ? *b : a;
}

/* The node at an offset in bytes, which needs fewer instructions than an index. */
static inline struct node *
node_at(char *level, uint64_t offset)
{
    return (struct node *)(void *)(level + offset);
}

/* Returns the earliest of the three siblings of the node at `offset` in `level`. */
static inline struct node
earliest_sibling(const struct queue *q, char *level, uint64_t offset)
{
    const uint64_t one = sizeof(struct node);
    struct node first = *node_at(level, offset ^ one);

    first = earlier_read(q, first, node_at(level, offset ^ 2 * one));
    return earlier_read(q, first, node_at(level, offset ^ 3 * one));
}

static inline struct node
earliest_of_four(const struct queue *q, struct node *siblings)
{
    return earlier(q, siblings[0], earliest_sibling(q, (char *)siblings, 0));
}

/* Returns the offset of the parent of a node, in the level above. */
static inline uint64_t
parent_offset(uint64_t offset)
{
    return offset / FANOUT & ~(uint64_t)(sizeof(struct node) - 1);
}

#endif

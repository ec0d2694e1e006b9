/**
 * queue.h - priority queue of the pending events of a run.
 *
 * Events are ordered by time, then by priority (lower first; each kind of event has one), then by
 * sequence (the order of scheduling). The order is total, so the order of events of equal time does
 * not depend on memory, threads or hash values.
 *
 * The queue is a winner tree over event slots. A slot contains at most one pending event. A leaf of
 * the tree stands for a slot, and an inner node contains the earliest of its four children. An
 * update recomputes up to log4(slots) nodes from the slot to the root, without a data-dependent
 * branch. Firing, cancelling and rescheduling an event are all such updates and take the same time
 * (measured by `cbmsim bench`). Slots are reused. A timer contains the slot and the sequence number
 * of its event, so a timer whose event has fired is recognised.
 *
 * A removed event leaves a hole: the nodes from its slot to the root are not updated at once. Most
 * handlers schedule a new event, which then uses the free slot and updates these nodes anyway. If
 * no event uses the slot, the nodes are updated when the next event is removed. Until then, nodes
 * on other updated paths may still contain the removed event.
 *
 * The tree grows when an event needs a slot, within the reserved space. So its height depends on
 * the maximum number of events that were pending at once.
 *
 * The queue consists of three arrays and four numbers, and is copied like any other part of a run.
 */
#ifndef KERNEL_QUEUE_H
#define KERNEL_QUEUE_H

#include "base/array.h"

/** An event is plain data. Its kind and the two indices `a` and `b` define what happens. */
struct event {
    double time;
    uint64_t sequence; /* order of scheduling, to break ties; 0: the slot is empty */
    int32_t priority;
    int32_t kind;
    int32_t a, b;
};

/** Reference to a scheduled event. A zeroed struct refers to no event. */
struct timer {
    uint64_t sequence;
    int32_t slot;
};

struct queue {
    struct array slots;  /* struct event; an empty slot has the sequence 0 */
    struct array nodes;  /* the tree, level by level: leaves first, the root last */
    struct array unused; /* int32_t: stack of the empty slots except the hole */
    uint64_t n_scheduled;
    int32_t n_pending;
    int32_t reserved; /* number of slots for which all three arrays have space */
    /** The slot that was emptied last, if its path is not yet updated; otherwise -1. */
    int32_t hole;
};

void queue_init(struct queue *q);
void queue_free(struct queue *q);

/** Removes all events and restarts the sequence. The memory is kept. */
void queue_clear(struct queue *q);

/** Initialises *to as a copy of *from. */
enum status queue_copy(struct queue *to, const struct queue *from) MUST_CHECK;

/**
 * Makes *to equal to *from. Allocates only if the memory of *to is too small. On STATUS_NO_MEMORY
 * nothing changes.
 */
enum status queue_copy_into(struct queue *to, const struct queue *from) MUST_CHECK;

/**
 * Reserves space for `extra` more events. Besides the two copy functions, only this function
 * allocates.
 */
enum status queue_reserve(struct queue *q, int32_t extra) MUST_CHECK;

/** Number of events that can be scheduled without another queue_reserve(). */
static inline int32_t
queue_free_slots(const struct queue *q)
{
    return q->reserved - q->n_pending;
}

/** Schedules an event. `time` may be INFINITY, but not NAN. The space must be reserved. */
struct timer queue_schedule(
    struct queue *q, double time, int32_t priority, int32_t kind, int32_t a, int32_t b);

/**
 * Removes the event if it is still pending, and zeroes *t. Returns whether the event was pending.
 */
bool queue_cancel(struct queue *q, struct timer *t);

/** Changes the time of a pending event. The event gets a new sequence number, and *t is updated. */
void queue_reschedule(struct queue *q, struct timer *t, double time);

/** Whether the event is still pending. */
bool queue_pending(const struct queue *q, struct timer t);

/** Returns the time of a pending event. */
double queue_time(const struct queue *q, struct timer t);

/** Returns the time of the earliest event, or INFINITY if the queue is empty. */
double queue_next(const struct queue *q);

/** Removes and returns the earliest event. The queue must not be empty. */
struct event queue_pop(struct queue *q);

/**
 * Removes the earliest event if its time is at most `until`. Returns whether there was such an
 * event.
 */
bool queue_pop_until(struct queue *q, double until, struct event *event);

/**
 * For tests: checks all invariants. Returns NULL if they hold, otherwise a description of a
 * violated one.
 */
const char *queue_verify(const struct queue *q);

#endif

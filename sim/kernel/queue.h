/**
 * queue.h - priority queue of the pending events of a run.
 *
 * The order is total: time, then priority (of the event's kind, lower first), then sequence (the
 * order of scheduling). So the order of events of equal time does not depend on memory, threads or
 * hash values.
 *
 * The queue is a winner tree over event slots. A slot contains at most one pending event; an
 * inner node contains the earliest of its four children. An update recomputes the
 * log4(slots) nodes from the slot to the root, without a data-dependent branch. So firing,
 * cancelling and rescheduling are the same operation and take the same time (measured by
 * `cbmsim bench`). Slots are reused. A timer contains the slot and the sequence number of its
 * event, so that a timer whose event has fired is recognised.
 *
 * A removed event leaves a hole: its path in the tree is not updated before the next event is
 * removed, because most handlers schedule an event. The new event uses the free slot, and its path
 * is then updated anyway, so paths updated in the meantime may contain outdated nodes of the hole.
 *
 * The tree grows when an event needs a slot, within the reserved space: its height depends on how
 * many events were pending, not on how many are possible.
 *
 * The queue consists of three arrays and four numbers, and is copied like any other part of a
 * run.
 */
#ifndef KERNEL_QUEUE_H
#define KERNEL_QUEUE_H

#include "base/array.h"

/** An event. Plain data: the kind and two indices define what happens. */
struct event {
    double time;
    uint64_t sequence; /* order of scheduling, only to break ties; 0: the slot is empty */
    int32_t priority;
    int32_t kind;
    int32_t a, b;
};

/** Reference to a scheduled event. A zeroed struct refers to none. */
struct timer {
    uint64_t sequence;
    int32_t slot;
};

struct queue {
    struct array slots;  /* struct event; sequence 0: empty */
    struct array nodes;  /* the tree, level by level: leaves first, the root last */
    struct array unused; /* int32_t: stack of empty slots, without the hole */
    uint64_t n_scheduled;
    int32_t n_pending;
    int32_t reserved; /* number of slots for which all three arrays have space */
    int32_t hole; /* slot emptied last, path not yet updated; -1: none */
};

void queue_init(struct queue *q);
void queue_free(struct queue *q);

/** Removes all events and restarts the sequence, but keeps the memory. */
void queue_clear(struct queue *q);

/** Initialises *to as a copy of *from. */
enum status queue_copy(struct queue *to, const struct queue *from) MUST_CHECK;

/**
 * Makes *to, a queue with other events, equal to *from. Allocates only if its memory is too small.
 * On STATUS_NO_MEMORY nothing changes.
 */
enum status queue_copy_into(struct queue *to, const struct queue *from) MUST_CHECK;

/** Reserves space for `extra` more events. Only this function and the copies allocate. */
enum status queue_reserve(struct queue *q, int32_t extra) MUST_CHECK;

/** Number of events that can be scheduled without another queue_reserve(). */
int32_t queue_free_slots(const struct queue *q);

/** Schedules an event. `time` may be INFINITY, not NAN. The space must be reserved. */
struct timer queue_schedule(
    struct queue *q, double time, int32_t priority, int32_t kind, int32_t a, int32_t b);

/** Removes the event if it is still pending, and zeroes *t. Returns whether it was pending. */
bool queue_cancel(struct queue *q, struct timer *t);

/** Changes the time of a pending event, which gets a new sequence number; *t is updated. */
void queue_reschedule(struct queue *q, struct timer *t, double time);

/** Whether the event is still pending. */
bool queue_pending(const struct queue *q, struct timer t);

/** Time of a pending event. */
double queue_time(const struct queue *q, struct timer t);

/** Time of the earliest event, INFINITY if the queue is empty. */
double queue_next(const struct queue *q);

/** Removes and returns the earliest event. The queue must not be empty. */
struct event queue_pop(struct queue *q);

/** Removes the earliest event if its time is at most `until`; returns whether it did. */
bool queue_pop_until(struct queue *q, double until, struct event *event);

/** For tests: checks all invariants. NULL if they hold, otherwise the violated one. */
const char *queue_verify(const struct queue *q);

#endif

/**
 * queue.h - the pending events of a run, soonest first.
 *
 * Order is total: time, then turn (a property of the event's kind, lower first), then number
 * (the order of scheduling). Two events of equal time never depend on memory, threads or hash.
 *
 * A winner tree over event slots: every slot owns at most one pending event, an inner node
 * names the soonest of its four children, an update walks log4(capacity) levels without a
 * data-dependent branch. So firing, cancelling and moving an event are the same operation and
 * cost the same (measured in bench, see `cbmsim bench`). Slots are recycled; a timer remembers
 * slot and number, so a stale one is harmless.
 *
 * What is taken out leaves a hole: its path in the tree is not repaired before the next
 * operation, because most handlers schedule something, which goes into the hole and repairs the
 * path anyway.
 *
 * The queue is a value: three pools and three numbers, copied like any other part of a run.
 */
#ifndef KERNEL_QUEUE_H
#define KERNEL_QUEUE_H

#include "base/array.h"

/** A pending or firing event. Plain data: kind and two indices say what happens. */
struct event {
    double time;
    uint64_t
        sequence; /* of the scheduling; breaks ties, means nothing else, is never printed */
    int32_t priority;
    int32_t kind;
    int32_t a, b;
};

/** Names a scheduled event. Zero names none. */
struct timer {
    uint64_t sequence;
    int32_t slot;
};

struct queue {
    struct array slots;  /* struct event; number 0 while nothing is pending there */
    struct array nodes;  /* the tree, level by level: leaves first, the root last */
    struct array unused; /* int32_t, slots to be taken next, the last one first */
    uint64_t n_scheduled;
    int32_t n_pending;
    int32_t hole; /* the slot emptied last, its path not yet repaired; -1: none */
};

void queue_init(struct queue *q);
void queue_free(struct queue *q);

/** As new, but the memory is kept. */
void queue_clear(struct queue *q);
enum status queue_copy(struct queue *to, const struct queue *from) MUST_CHECK;

/** Room for `extra` more pending events. Nothing else allocates. */
enum status queue_reserve(struct queue *q, int32_t extra) MUST_CHECK;

/** How many more events may be scheduled before queue_reserve must be called. */
int32_t queue_free_slots(const struct queue *q);

/** Schedules an event. time must not be NAN, may be INFINITY; there must be room. */
struct timer queue_schedule(
    struct queue *q, double time, int32_t turn, int32_t kind, int32_t a, int32_t b);

/** Takes the event out, if it is still pending; *t becomes zero. Says whether it was. */
bool queue_cancel(struct queue *q, struct timer *t);

/** Moves a pending event to another time; it counts as newly scheduled. *t stays its name. */
void queue_reschedule(struct queue *q, struct timer *t, double time);

bool queue_pending(const struct queue *q, struct timer t);

/** Time of a pending event. */
double queue_time(const struct queue *q, struct timer t);

/** Time of the soonest event, INFINITY if there is none. */
double queue_next(const struct queue *q);

/** Takes the soonest event out. There must be one. */
struct event queue_pop(struct queue *q);

/** Takes the soonest event out if its time is not after `until`; says whether it did. */
bool queue_pop_until(struct queue *q, double until, struct event *event);

/** Broken invariants, for tests: NULL if sound, else what is wrong. */
const char *queue_verify(const struct queue *q);

#endif

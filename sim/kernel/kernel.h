/**
 * kernel.h - the clock and the event loop of a discrete-event simulation.
 *
 * The kernel handles time and events and does not depend on the model. One row (struct event_kind)
 * describes a kind of event: its name in traces, its priority among events of equal time, and the
 * function that handles it.
 *
 * Every run has a fingerprint: a 64-bit rolling hash of (time, kind, a, b) of all events that
 * fired, except silent ones. So two runs can be compared by one number. The hash is not
 * cryptographic.
 */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include "kernel/queue.h"

struct kernel {
    double now; /* current time in the unit of the model: days */
    uint64_t n_events;
    uint64_t fingerprint;
    struct queue queue;
};

struct event_kind {
    const char *name;
    int32_t priority; /* among events of equal time, events with lower priority fire first */
    void (*fire)(void *context, const struct event *event);
    bool silent; /* counts neither in n_events nor in the fingerprint */
};

enum kernel_end {
    /** The next event is after `until`; `now` is set to `until` if that is finite. */
    KERNEL_HORIZON,
    KERNEL_MAX_EVENTS, /* `n_events` has reached the bound */
    /** The model has set *hold to stop the run; to continue, the caller resets *hold. */
    KERNEL_HELD,
    KERNEL_NO_MEMORY, /* make_room() failed; the run is unchanged */
};

/** Number of events that one handler may schedule if make_room() is NULL. */
enum { KERNEL_HEADROOM = 8 };

/** When kernel_run() stops, and which functions it calls between events. */
struct kernel_bounds {
    double until;        /* events at exactly this time still fire; INFINITY: no horizon */
    uint64_t max_events; /* bound of n_events, which counts from kernel_init() */
    /**
     * Reserves space for everything that the next handler may schedule or create; called before
     * every event. NULL: the kernel reserves space for KERNEL_HEADROOM events in the queue.
     */
    enum status (*make_room)(void *context);
    /**
     * make_room() is not called while *guaranteed is above 0 and the queue has space for
     * `queue_room` events. Each event subtracts 1 from *guaranteed. NULL: make_room() is always
     * called.
     */
    int32_t *guaranteed;
    int32_t queue_room;
    const uint32_t *due;           /* if not NULL, *due is checked after every event */
    void (*settle)(void *context); /* called after an event if *due is not 0 */
    const bool *hold;              /* if not NULL, *hold is checked before every event */
};

void kernel_init(struct kernel *k);
void kernel_free(struct kernel *k);

/** Resets the kernel to its initial state. The memory is kept. */
void kernel_clear(struct kernel *k);

/** Initialises *to as a copy of *from. */
enum status kernel_copy(struct kernel *to, const struct kernel *from) MUST_CHECK;

/**
 * Like kernel_copy(), but *to is a kernel whose memory is reused. On STATUS_NO_MEMORY nothing
 * changes.
 */
enum status kernel_copy_into(struct kernel *to, const struct kernel *from) MUST_CHECK;

/**
 * Fires events in order until a bound is reached. To continue, call the function again with another
 * bound. A run in several pieces has the same fingerprint as a run in one piece. An event at time
 * INFINITY never fires.
 */
enum kernel_end kernel_run(struct kernel *k, const struct event_kind *kinds,
    const struct kernel_bounds *bounds, void *context);

/**
 * Schedules an event of the kind kinds[kind] at `time`, which must not precede `now`. The space
 * must be reserved.
 */
struct timer kernel_at(struct kernel *k, const struct event_kind *kinds, double time,
    int32_t kind, int32_t a, int32_t b);

#endif

/**
 * kernel.h - the clock and the loop of a discrete-event simulation.
 *
 * Knows time, events and their kinds; knows nothing of what is simulated. A kind is one row:
 * its name in traces, its turn among events of equal time, and the function that fires it. The
 * rows in their order are the story of the model.
 *
 * Every run keeps a fingerprint, a 64-bit rolling hash over (time, kind, a, b) of the events
 * that fired, so that two runs can be compared by one number. It finds differences, not
 * forgeries.
 */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include "kernel/queue.h"

struct kernel {
    double now; /* days, or whatever the model's unit is */
    uint64_t n_events;
    uint64_t fingerprint;
    struct queue queue;
};

struct event_kind {
    const char *name;
    int32_t priority;
    void (*fire)(void *context, const struct event *event);
};

enum kernel_end {
    KERNEL_HORIZON,    /* the next event lies beyond `until`; now == until, if that is finite */
    KERNEL_MAX_EVENTS, /* n_events reached the bound */
    KERNEL_HELD,       /* *hold is set: the model wants to stop here. Reset it to go on */
    KERNEL_NO_MEMORY,  /* make_room failed; nothing is lost */
};

/** How many events a handler may schedule when nobody makes room. */
enum { KERNEL_HEADROOM = 8 };

struct kernel_bounds {
    double until;        /* events at this very time still fire; INFINITY: no horizon */
    uint64_t max_events; /* bound of n_events, counted from kernel_init */
    /**
     * Called before every event to make room for what its handler may schedule or create. NULL:
     * the kernel keeps room for KERNEL_HEADROOM events in the queue.
     */
    enum status (*make_room)(void *context);
    const uint32_t *due;           /* looked at after every event; NULL: never */
    void (*settle)(void *context); /* called after an event that left *due other than 0 */
    const bool *hold;              /* looked at before every event; NULL: never */
};

void kernel_init(struct kernel *k);
void kernel_free(struct kernel *k);

/** As new, but the memory is kept. */
void kernel_clear(struct kernel *k);
enum status kernel_copy(struct kernel *to, const struct kernel *from) MUST_CHECK;

/**
 * Fires events in order until a bound is met. Going on is another call with the bound moved: a
 * run made of pieces has the same fingerprint as one made at once. An event at INFINITY never
 * fires.
 */
enum kernel_end kernel_run(struct kernel *k, const struct event_kind *kinds,
    const struct kernel_bounds *bounds, void *context);

/** Schedules `kinds[kind]` at a time not before now. There must be room. */
struct timer kernel_at(struct kernel *k, const struct event_kind *kinds, double time,
    int32_t kind, int32_t a, int32_t b);

#endif

#include "kernel/kernel.h"

#include "kernel/portable_math.h"

#include <math.h>
#include <string.h>

static void
reset_clock(struct kernel *k)
{
    k->now = 0;
    k->n_events = 0;
    k->fingerprint = 0;
}

void
kernel_init(struct kernel *k)
{
    reset_clock(k);
    queue_init(&k->queue);
}

void
kernel_clear(struct kernel *k)
{
    reset_clock(k);
    queue_clear(&k->queue);
}

void
kernel_free(struct kernel *k)
{
    queue_free(&k->queue);
}

enum status
kernel_copy(struct kernel *to, const struct kernel *from)
{
    *to = *from;
    return queue_copy(&to->queue, &from->queue);
}

enum status
kernel_copy_into(struct kernel *to, const struct kernel *from)
{
    enum status st;

    TRY(queue_copy_into(&to->queue, &from->queue));
    to->now = from->now;
    to->n_events = from->n_events;
    to->fingerprint = from->fingerprint;
out:
    return st;
}

/* A multiplicative hash with odd constants and a rotation. Only one multiplication depends on the
   previous fingerprint, so each event adds the latency of one multiplication. */
static uint64_t
next_fingerprint(uint64_t fingerprint, const struct event *e)
{
    uint64_t time;
    uint64_t what = (uint64_t)(uint32_t)e->a << 32 | (uint32_t)e->b;

    memcpy(&time, &e->time, sizeof(time));
    time = (time ^ (uint64_t)(uint32_t)e->kind << 48) * UINT64_C(0x9e3779b97f4a7c15);
    what *= UINT64_C(0xc2b2ae3d27d4eb4f);
    fingerprint ^= time ^ time >> 32 ^ what ^ what >> 29;
    fingerprint = fingerprint << 23 | fingerprint >> 41;
    return fingerprint * UINT64_C(0xd6e8feb86659fd93) + 1;
}

static enum status
reserve_space(struct kernel *k, const struct kernel_bounds *bounds, void *context)
{
    if (bounds->guaranteed != NULL && *bounds->guaranteed > 0 &&
        queue_free_slots(&k->queue) >= bounds->queue_room) {
        --*bounds->guaranteed;
        return STATUS_OK;
    }
    if (bounds->make_room != NULL) {
        return bounds->make_room(context);
    }
    return queue_free_slots(&k->queue) < KERNEL_HEADROOM
               ? queue_reserve(&k->queue, KERNEL_HEADROOM)
               : STATUS_OK;
}

static enum kernel_end
end_at_horizon(struct kernel *k, double until)
{
    if (isfinite(until) && until > k->now) {
        k->now = until;
    }
    return KERNEL_HORIZON;
}

enum kernel_end
kernel_run(struct kernel *k, const struct event_kind *kinds, const struct kernel_bounds *bounds,
    void *context)
{
    const double until = portable_min(bounds->until, 0x1.fffffffffffffp+1023);
    struct event event;

    for (;;) {
        if (bounds->hold != NULL && *bounds->hold) {
            return KERNEL_HELD;
        }
        if (k->n_events >= bounds->max_events) {
            return KERNEL_MAX_EVENTS;
        }
        if (reserve_space(k, bounds, context) != STATUS_OK) {
            return KERNEL_NO_MEMORY;
        }
        if (!queue_pop_until(&k->queue, until, &event)) {
            return end_at_horizon(k, bounds->until);
        }
        k->now = event.time;
        if (!kinds[event.kind].silent) {
            k->n_events++;
            k->fingerprint = next_fingerprint(k->fingerprint, &event);
        }
        kinds[event.kind].fire(context, &event);
        if (bounds->due != NULL && *bounds->due != 0) {
            bounds->settle(context);
        }
    }
}

struct timer
kernel_at(struct kernel *k, const struct event_kind *kinds, double time, int32_t kind,
    int32_t a, int32_t b)
{
    BUG_UNLESS(time >= k->now);
    return queue_schedule(&k->queue, time, kinds[kind].priority, kind, a, b);
}

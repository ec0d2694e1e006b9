/**
 * closed_form.h - models whose probability of the event is known, as paths of splitting.h.
 *
 *   chain      two stages: 1/2 is reached with probability a, and then the event with b
 *   queue      M/M/1 in the kernel: reaches n customers before it is empty again
 *   branching  Galton-Watson process with Poisson offspring: the total progeny is at least n
 */
#ifndef RARE_CLOSED_FORM_H
#define RARE_CLOSED_FORM_H

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "kernel/kernel.h"
#include "kernel/stream.h"
#include "rare/splitting.h"

enum closed_kind { CLOSED_CHAIN, CLOSED_QUEUE, CLOSED_BRANCHING };

struct closed {
    enum closed_kind kind;
    /* chain: the two probabilities; queue: the rates; branching: a is the mean offspring */
    double a, b;
    int32_t n; /* queue, branching */
    uint64_t seed;
};

/** A path. */
struct closed_path {
    const struct closed *of;
    struct stream_base base;
    uint64_t n_draws, n_steps;
    struct kernel kernel; /* of the queue */
    int32_t value;        /* stage, customers, total progeny */
    int32_t waiting;      /* branching: individuals without offspring yet */
};

enum { CLOSED_ARRIVAL, CLOSED_DEPARTURE };

static double
closed_draw(struct closed_path *p)
{
    return stream_uniform(&p->base, UINT64_C(0x5eed), 0, p->n_draws++);
}

static void closed_arrive(void *context, const struct event *event);
static void closed_depart(void *context, const struct event *event);

static const struct event_kind closed_kinds[] = {
    [CLOSED_ARRIVAL] = {"arrival", 0, closed_arrive},
    [CLOSED_DEPARTURE] = {"departure", 1, closed_depart},
};

static void
closed_schedule(struct closed_path *p, int32_t kind, double rate)
{
    double delay = -log(closed_draw(p)) / rate;

    (void)kernel_at(&p->kernel, closed_kinds, p->kernel.now + delay, kind, 0, 0);
}

static void
closed_arrive(void *context, const struct event *event)
{
    struct closed_path *p = context;

    (void)event;
    p->value++;
    closed_schedule(p, CLOSED_ARRIVAL, p->of->a);
}

static void
closed_depart(void *context, const struct event *event)
{
    struct closed_path *p = context;

    (void)event;
    if (--p->value > 0) {
        closed_schedule(p, CLOSED_DEPARTURE, p->of->b);
    }
}

static void *
closed_make(const void *self)
{
    struct closed_path *p = calloc(1, sizeof(*p));

    if (p != NULL) {
        p->of = self;
        kernel_init(&p->kernel);
    }
    return p;
}

static void
closed_drop(const void *self, void *path)
{
    (void)self;
    kernel_free(&((struct closed_path *)path)->kernel);
    free(path);
}

static enum status
closed_begin(const void *self, void *path, uint64_t number)
{
    const struct closed *of = self;
    struct closed_path *p = path;
    enum status st = STATUS_OK;

    p->base = (struct stream_base){.seed = of->seed, .replication = number};
    p->n_draws = p->n_steps = 0;
    p->value = of->kind == CLOSED_CHAIN ? 0 : 1;
    p->waiting = 1;
    if (of->kind == CLOSED_QUEUE) {
        kernel_clear(&p->kernel);
        TRY(queue_reserve(&p->kernel.queue, 2));
        closed_schedule(p, CLOSED_ARRIVAL, of->a);
        closed_schedule(p, CLOSED_DEPARTURE, of->b);
    }
out:
    return st;
}

/* Returns the number of children of one individual, by inversion. */
static int32_t
closed_offspring(struct closed_path *p)
{
    double u = closed_draw(p), term = exp(-p->of->a), sum = term;
    int32_t k = 0;

    while (u > sum && k < 1000) {
        term *= p->of->a / ++k;
        sum += term;
    }
    return k;
}

static enum status
closed_advance(const void *self, void *path, bool *over)
{
    const struct closed *of = self;
    struct closed_path *p = path;
    struct kernel_bounds bounds = {.until = INFINITY, .max_events = p->kernel.n_events + 1};

    p->n_steps++;
    switch (of->kind) {
    case CLOSED_CHAIN:
        *over = closed_draw(p) >= (p->value == 0 ? of->a : of->b);
        p->value += !*over;
        break;
    case CLOSED_QUEUE:
        if (kernel_run(&p->kernel, closed_kinds, &bounds, p) == KERNEL_NO_MEMORY) {
            return STATUS_NO_MEMORY;
        }
        *over = p->value == 0;
        break;
    case CLOSED_BRANCHING: {
        int32_t children = p->waiting > 0 ? closed_offspring(p) : 0;

        *over = p->waiting == 0;
        p->waiting += children - 1;
        p->value += children;
        break;
    }
    }
    return STATUS_OK;
}

static double
closed_importance(const void *self, const void *path)
{
    const struct closed *of = self;
    const struct closed_path *p = path;
    double goal = of->kind == CLOSED_CHAIN ? 2 : of->n;

    return fmin(p->value / goal, 1);
}

static enum status
closed_copy(const void *self, void *to, const void *from)
{
    struct closed_path *t = to;
    const struct closed_path *p = from;
    struct kernel kernel = t->kernel;
    enum status st;

    (void)self;
    TRY(kernel_copy_into(&kernel, &p->kernel));
    *t = *p;
    t->kernel = kernel;
out:
    return st;
}

static void
closed_reseed(const void *self, void *path, uint64_t number)
{
    struct closed_path *p = path;

    (void)self;
    p->base.world = stream_child(p->base.world, hash_text("continuation"), number);
}

static uint64_t
closed_steps(const void *self, const void *path)
{
    (void)self;
    return ((const struct closed_path *)path)->n_steps;
}

static inline struct splitting_model
closed_model(const struct closed *of)
{
    return (struct splitting_model){of, closed_make, closed_drop, closed_begin, closed_advance,
        closed_importance, closed_copy, closed_reseed, closed_steps};
}

/** Returns the probability of the event. */
static inline double
closed_probability(const struct closed *of)
{
    double r = of->b / of->a, sum = 0;

    switch (of->kind) {
    case CLOSED_CHAIN:
        return of->a * of->b;
    case CLOSED_QUEUE: /* the ruin of a gambler */
        return (r - 1) / (pow(r, of->n) - 1);
    case CLOSED_BRANCHING: /* the tail of the distribution of Borel */
        for (int32_t k = of->n; k < of->n + 2000; k++) {
            sum += exp(-of->a * k + (k - 1) * log(of->a * k) - lgamma(k + 1.0));
        }
        return sum;
    }
    return NAN;
}

#endif

#include "bench/mm1.h"

#include "base/hash.h"
#include "bench/exponential_batch.h"
#include "bench/heap.h"
#include "kernel/kernel.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define MEAN_INTERARRIVAL (1 / 0.9)
#define MEAN_SERVICE 1.0

/* Maximum length of the queue. The probability of a longer queue is 0.9^1024, about 1e-47. */
enum { RING = 1024 };

/** The queue: arrival times in a ring, and sums over customers. */
struct line {
    int64_t to_come; /* number of customers that have not arrived yet */
    int64_t n_arrived;
    int64_t n_left;
    double sum; /* sum of the times in the system */
    double arrived[RING];
};

static void
line_join(struct line *l, double now)
{
    l->arrived[(uint64_t)l->n_arrived++ % RING] = now;
}

static void
line_leave(struct line *l, double now)
{
    l->sum += now - l->arrived[(uint64_t)l->n_left++ % RING];
}

static struct mm1_result
line_result(const struct line *l)
{
    return (struct mm1_result){l->n_arrived + l->n_left, l->sum / (double)l->n_left};
}

static struct line
line_of(int64_t customers)
{
    return (struct line){.to_come = customers};
}

enum { ARRIVAL, DEPARTURE };

/* ---- with the kernel ---- */

struct station {
    const struct event_kind *kinds;
    struct kernel kernel;
    struct exponential_batch arrivals;
    struct exponential_batch services;
    struct line line;
};

static void
arrive_in(struct station *s, double delay)
{
    (void)kernel_at(&s->kernel, s->kinds, s->kernel.now + delay, ARRIVAL, 0, 0);
}

static void
depart_in(struct station *s, double delay)
{
    (void)kernel_at(&s->kernel, s->kinds, s->kernel.now + delay, DEPARTURE, 0, 0);
}

static void
fire_arrival(void *context, const struct event *event)
{
    struct station *s = context;

    if (--s->line.to_come > 0) {
        arrive_in(s, exponential_batch_next(&s->arrivals) * MEAN_INTERARRIVAL);
    }
    if (s->line.n_arrived == s->line.n_left) {
        depart_in(s, exponential_batch_next(&s->services) * MEAN_SERVICE);
    }
    line_join(&s->line, event->time);
}

static void
fire_departure(void *context, const struct event *event)
{
    struct station *s = context;

    line_leave(&s->line, event->time);
    if (s->line.n_arrived != s->line.n_left) {
        depart_in(s, exponential_batch_next(&s->services) * MEAN_SERVICE);
    }
}

enum status
mm1_kernel(int64_t customers, uint64_t seed, struct mm1_result *result)
{
    static const struct event_kind kinds[] = {
        [ARRIVAL] = {"arrival", 0, fire_arrival},
        [DEPARTURE] = {"departure", 0, fire_departure},
    };
    const struct stream_base base = {.seed = seed, .replication = 1};
    const struct kernel_bounds bounds = {.until = INFINITY, .max_events = UINT64_MAX};
    struct station s = {.kinds = kinds,
        .arrivals = exponential_batch_at(&base, hash_text("arrival"), 0, 0),
        .services = exponential_batch_at(&base, hash_text("service"), 0, 0),
        .line = line_of(customers)};
    enum status st;

    kernel_init(&s.kernel);
    TRY(queue_reserve(&s.kernel.queue, 2));
    arrive_in(&s, exponential_batch_next(&s.arrivals) * MEAN_INTERARRIVAL);
    st = kernel_run(&s.kernel, kinds, &bounds, &s) == KERNEL_HORIZON ? STATUS_OK
                                                                     : STATUS_NO_MEMORY;
    *result = line_result(&s.line);
out:
    kernel_free(&s.kernel);
    return st;
}

/* ---- with a binary heap ---- */

struct textbook {
    double now;
    struct heap heap;
    gsl_rng *rng;
    struct line line;
};

static void
textbook_in(struct textbook *t, double mean, int32_t kind)
{
    heap_push(
        &t->heap, (struct heap_entry){t->now + gsl_ran_exponential(t->rng, mean), kind, 0});
}

static void
textbook_arrival(struct textbook *t)
{
    if (--t->line.to_come > 0) {
        textbook_in(t, MEAN_INTERARRIVAL, ARRIVAL);
    }
    if (t->line.n_arrived == t->line.n_left) {
        textbook_in(t, MEAN_SERVICE, DEPARTURE);
    }
    line_join(&t->line, t->now);
}

static void
textbook_departure(struct textbook *t)
{
    line_leave(&t->line, t->now);
    if (t->line.n_arrived != t->line.n_left) {
        textbook_in(t, MEAN_SERVICE, DEPARTURE);
    }
}

enum status
mm1_textbook(int64_t customers, uint64_t seed, struct mm1_result *result)
{
    static void (*const fire[])(struct textbook *) = {textbook_arrival, textbook_departure};
    struct textbook t = {.rng = gsl_rng_alloc(gsl_rng_mt19937), .line = line_of(customers)};

    if (t.rng == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (heap_init(&t.heap, 4) != STATUS_OK) {
        gsl_rng_free(t.rng);
        return STATUS_NO_MEMORY;
    }
    gsl_rng_set(t.rng, (unsigned long)seed);
    textbook_in(&t, MEAN_INTERARRIVAL, ARRIVAL);
    while (t.heap.count > 0) {
        struct heap_entry e = heap_pop(&t.heap);

        t.now = e.time;
        fire[e.kind](&t);
    }
    *result = line_result(&t.line);
    heap_free(&t.heap);
    gsl_rng_free(t.rng);
    return STATUS_OK;
}

#include "bench/hold.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static void
fill(struct hold *h, int32_t n)
{
    for (int i = 0; i < HOLD_TABLE; i++) {
        h->table[i] = exponential_batch_next(&h->batch);
    }
    for (int32_t i = 0; i < n; i++) {
        double time = exponential_batch_next(&h->batch);

        (void)queue_schedule(&h->queue, time, 0, 0, i, 0);
        heap_push(&h->heap, (struct heap_entry){time, 0, i});
    }
    /* After n steps, neither list is still in the order of insertion. */
    (void)hold_queue_table(h, n);
    (void)hold_heap_table(h, n);
}

enum status
hold_init(struct hold *h, int32_t n)
{
    const struct stream_base base = {.seed = 1, .replication = 1};
    enum status st = STATUS_NO_MEMORY;

    memset(h, 0, sizeof(*h));
    queue_init(&h->queue);
    h->batch = exponential_batch_at(&base, hash_text("hold"), 0, 0);
    h->mt19937 = gsl_rng_alloc(gsl_rng_mt19937);
    h->table = malloc(HOLD_TABLE * sizeof(*h->table));
    if (h->mt19937 == NULL || h->table == NULL) {
        goto out;
    }
    TRY(heap_init(&h->heap, n));
    TRY(queue_reserve(&h->queue, n));
    fill(h, n);
out:
    if (st != STATUS_OK) {
        hold_free(h);
    }
    return st;
}

void
hold_free(struct hold *h)
{
    queue_free(&h->queue);
    heap_free(&h->heap);
    if (h->mt19937 != NULL) {
        gsl_rng_free(h->mt19937);
    }
    free(h->table);
    memset(h, 0, sizeof(*h));
}

double
hold_queue_table(struct hold *h, int64_t steps)
{
    double time = 0;

    for (int64_t i = 0; i < steps; i++) {
        struct event e = queue_pop(&h->queue);

        time = e.time;
        (void)queue_schedule(&h->queue, time + h->table[i % HOLD_TABLE], 0, e.kind, e.a, 0);
    }
    return time;
}

double
hold_heap_table(struct hold *h, int64_t steps)
{
    double time = 0;

    for (int64_t i = 0; i < steps; i++) {
        struct heap_entry e = heap_pop(&h->heap);

        time = e.time;
        e.time += h->table[i % HOLD_TABLE];
        heap_push(&h->heap, e);
    }
    return time;
}

double
hold_queue_drawn(struct hold *h, int64_t steps)
{
    double time = 0;

    for (int64_t i = 0; i < steps; i++) {
        struct event e = queue_pop(&h->queue);

        time = e.time;
        (void)queue_schedule(
            &h->queue, time + exponential_batch_next(&h->batch), 0, e.kind, e.a, 0);
    }
    return time;
}

double
hold_heap_drawn(struct hold *h, int64_t steps)
{
    double time = 0;

    for (int64_t i = 0; i < steps; i++) {
        struct heap_entry e = heap_pop(&h->heap);

        time = e.time;
        e.time += gsl_ran_exponential(h->mt19937, 1);
        heap_push(&h->heap, e);
    }
    return time;
}

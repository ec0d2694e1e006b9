#include "stats/parallel.h"

#include <pthread.h>
#include <stdlib.h>

/** A piece of work that was taken and is not yet delivered. */
struct slot {
    bool done;
    enum status status;
    struct failure why;
};

struct worker_pool {
    const struct parallel *parallel;
    struct slot *slots;
    int32_t n_slots;
    pthread_mutex_t lock;
    pthread_cond_t delivered;
    /* Number of pieces taken so far; number of the next piece to deliver. */
    int64_t taken, next;
    bool delivering; /* a worker is delivering results */
    enum status status;
    struct failure *f;
};

struct worker {
    struct worker_pool *pool;
    int32_t index;
    pthread_t thread;
};

/* Waits for a free slot and takes the next piece into it. Returns false if no piece is left. */
static bool
take(struct worker_pool *c, int32_t *slot)
{
    bool taken;

    (void)pthread_mutex_lock(&c->lock);
    while (c->status == STATUS_OK && c->taken - c->next == c->n_slots) {
        (void)pthread_cond_wait(&c->delivered, &c->lock);
    }
    *slot = (int32_t)(c->taken % c->n_slots);
    taken = c->status == STATUS_OK && c->parallel->take(c->parallel->self, *slot);
    c->taken += taken;
    (void)pthread_mutex_unlock(&c->lock);
    return taken;
}

/* Delivers the result of a piece, or copies the messages of its failure to c->f. */
static enum status
deliver(struct worker_pool *c, int32_t index)
{
    const struct slot *slot = &c->slots[index];

    if (slot->status == STATUS_OK) {
        return c->parallel->deliver(c->parallel->self, index, c->f);
    }
    for (int32_t k = 0; c->f != NULL && k < slot->why.count && k < FAILURE_LINES; k++) {
        failure_add(c->f, "%s", slot->why.line[k]);
    }
    if (c->f != NULL && slot->why.count > FAILURE_LINES) {
        c->f->count +=
            slot->why.count - FAILURE_LINES; /* lines that `why` counted but did not keep */
    }
    return slot->status;
}

/* Called by the worker that completed the next piece to deliver. Delivers this piece and all
   completed pieces that follow it. */
static void
deliver_completed(struct worker_pool *c)
{
    int32_t index = (int32_t)(c->next % c->n_slots);

    if (c->delivering) {
        return;
    }
    c->delivering = true;
    while (c->slots[index].done) {
        if (c->status == STATUS_OK) {
            enum status st;

            (void)pthread_mutex_unlock(&c->lock);
            st = deliver(c, index);
            (void)pthread_mutex_lock(&c->lock);
            c->status = st;
        }
        c->slots[index].done = false;
        index = (int32_t)(++c->next % c->n_slots);
        (void)pthread_cond_broadcast(&c->delivered);
    }
    c->delivering = false;
}

static void *
work(void *context)
{
    const struct worker *w = context;
    struct worker_pool *c = w->pool;
    int32_t index;

    while (take(c, &index)) {
        struct slot *slot = &c->slots[index];

        slot->why.count = 0;
        slot->status = c->parallel->work(c->parallel->self, w->index, index, &slot->why);
        (void)pthread_mutex_lock(&c->lock);
        slot->done = true;
        deliver_completed(c);
        (void)pthread_mutex_unlock(&c->lock);
    }
    return NULL;
}

enum status
parallel_run(const struct parallel *p, int32_t workers, struct failure *f)
{
    struct worker_pool pool = {.parallel = p,
        .n_slots = PARALLEL_SLOTS * workers,
        .f = f,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .delivered = PTHREAD_COND_INITIALIZER};
    struct worker *all = calloc((size_t)workers, sizeof(*all));
    int32_t started = 1;

    pool.slots = calloc((size_t)pool.n_slots, sizeof(*pool.slots));
    if (all == NULL || pool.slots == NULL) {
        pool.status = STATUS_NO_MEMORY;
        goto out;
    }
    for (int32_t k = 0; k < workers; k++) {
        all[k].pool = &pool;
        all[k].index = k;
    }
    while (started < workers &&
           pthread_create(&all[started].thread, NULL, work, &all[started]) == 0) {
        started++;
    }
    (void)work(&all[0]);
    for (int32_t k = 1; k < started; k++) {
        (void)pthread_join(all[k].thread, NULL);
    }
out:
    free(all);
    free(pool.slots);
    (void)pthread_cond_destroy(&pool.delivered);
    (void)pthread_mutex_destroy(&pool.lock);
    return pool.status;
}

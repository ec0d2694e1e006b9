#include "stats/parallel.h"

#include <pthread.h>
#include <stdlib.h>

struct slot {
    bool done;
    enum status status;
    struct failure why;
};

struct crew {
    const struct parallel *parallel;
    struct slot *slots;
    int32_t n_slots;
    pthread_mutex_t lock;
    pthread_cond_t given;
    int64_t taken, turn; /* pieces; the one to be given next */
    bool giving;         /* somebody is */
    enum status status;
    struct failure *f;
};

struct worker {
    struct crew *crew;
    int32_t index;
    pthread_t thread;
};

/* Waits for a slot to be free. */
static bool
take(struct crew *c, int32_t *slot)
{
    bool taken;

    (void)pthread_mutex_lock(&c->lock);
    while (c->status == STATUS_OK && c->taken - c->turn == c->n_slots) {
        (void)pthread_cond_wait(&c->given, &c->lock);
    }
    *slot = (int32_t)(c->taken % c->n_slots);
    taken = c->status == STATUS_OK && c->parallel->take(c->parallel->self, *slot);
    c->taken += taken;
    (void)pthread_mutex_unlock(&c->lock);
    return taken;
}

static enum status
give(struct crew *c, int32_t index)
{
    const struct slot *slot = &c->slots[index];

    if (slot->status == STATUS_OK) {
        return c->parallel->give(c->parallel->self, index, c->f);
    }
    for (int32_t k = 0; c->f != NULL && k < slot->why.count && k < FAILURE_LINES; k++) {
        failure_add(c->f, "%s", slot->why.line[k]);
    }
    if (c->f != NULL && slot->why.count > FAILURE_LINES) {
        c->f->count += slot->why.count - FAILURE_LINES; /* those without a line */
    }
    return slot->status;
}

/* Whoever fills the slot whose turn it is gives it, and those after it that were filled before. */
static void
give_what_is_done(struct crew *c)
{
    int32_t index = (int32_t)(c->turn % c->n_slots);

    if (c->giving) {
        return;
    }
    c->giving = true;
    while (c->slots[index].done) {
        if (c->status == STATUS_OK) {
            enum status st;

            (void)pthread_mutex_unlock(&c->lock);
            st = give(c, index);
            (void)pthread_mutex_lock(&c->lock);
            c->status = st;
        }
        c->slots[index].done = false;
        index = (int32_t)(++c->turn % c->n_slots);
        (void)pthread_cond_broadcast(&c->given);
    }
    c->giving = false;
}

static void *
work(void *context)
{
    const struct worker *w = context;
    struct crew *c = w->crew;
    int32_t index;

    while (take(c, &index)) {
        struct slot *slot = &c->slots[index];

        slot->why.count = 0;
        slot->status = c->parallel->work(c->parallel->self, w->index, index, &slot->why);
        (void)pthread_mutex_lock(&c->lock);
        slot->done = true;
        give_what_is_done(c);
        (void)pthread_mutex_unlock(&c->lock);
    }
    return NULL;
}

enum status
parallel_run(const struct parallel *p, int32_t workers, struct failure *f)
{
    struct crew crew = {.parallel = p,
        .n_slots = PARALLEL_SLOTS * workers,
        .f = f,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .given = PTHREAD_COND_INITIALIZER};
    struct worker *all = calloc((size_t)workers, sizeof(*all));
    int32_t started = 1;

    crew.slots = calloc((size_t)crew.n_slots, sizeof(*crew.slots));
    if (all == NULL || crew.slots == NULL) {
        crew.status = STATUS_NO_MEMORY;
        goto out;
    }
    for (int32_t k = 0; k < workers; k++) {
        all[k].crew = &crew;
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
    free(crew.slots);
    (void)pthread_cond_destroy(&crew.given);
    (void)pthread_mutex_destroy(&crew.lock);
    return crew.status;
}

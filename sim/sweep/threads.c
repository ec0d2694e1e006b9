#include "sweep/threads.h"

#include <pthread.h>
#include <stdlib.h>

/** Data shared by all threads. */
struct crew {
    const struct unit_supply *supply;
    const struct layout *layout;
    const struct journal *journal;
};

static void *
work(void *context)
{
    const struct crew *c = context;
    const struct unit_supply *supply = c->supply;
    struct buffer packed = {0};
    struct work_unit unit;
    struct work_unit_task task;

    work_unit_init(&unit, c->layout, supply);
    while (supply->take(supply->self, &task)) {
        struct failure why;
        enum status st;

        why.count = 0; /* its lines need no zeros */
        st = work_unit_do(&unit, &task, c->journal, &packed, &why);

        if (st == STATUS_OK) {
            supply->keep(supply->self, &packed);
        } else {
            supply->fail(supply->self, st, &why);
        }
    }
    buffer_free(&packed);
    work_unit_free(&unit);
    return NULL;
}

enum status
threads_run(const struct unit_supply *supply, const struct layout *layout,
    const struct journal *j, int32_t threads)
{
    struct crew crew = {supply, layout, j};
    pthread_t *others = calloc((size_t)threads, sizeof(*others));
    int32_t started = 0;

    if (others == NULL) {
        return STATUS_NO_MEMORY;
    }
    /* It is no error if a thread cannot be created: the other threads execute all units. */
    while (started < threads - 1 && pthread_create(&others[started], NULL, work, &crew) == 0) {
        started++;
    }
    (void)work(&crew);
    for (int32_t k = 0; k < started; k++) {
        (void)pthread_join(others[k], NULL);
    }
    free(others);
    return STATUS_OK;
}

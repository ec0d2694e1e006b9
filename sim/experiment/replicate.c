#include "experiment/replicate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "results/outcome.h"

/* One run */

/* Up to the horizon, pausing on the grid of series.csv, which schedules nothing. */
static enum run_stop
advance(
    struct run *run, const struct world *w, struct recorder *recorder, const struct sink *sink)
{
    double step = w->outputs.series.every_days;
    enum run_stop stop = RUN_REACHED;

    if (recorder != NULL && w->outputs.series.variables.count > 0) {
        for (int64_t k = 0; (double)k * step < w->horizon_days && stop == RUN_REACHED; k++) {
            stop = run_until(run, w, (double)k * step, &outcome_watchers, sink);
            if (stop == RUN_REACHED) {
                recorder_sample(recorder, w, run);
            }
        }
    }
    return stop == RUN_REACHED ? run_until(run, w, INFINITY, &outcome_watchers, sink) : stop;
}

enum status
replicate_next(struct run *run, struct metric_run *row, const struct replicate_plan *plan,
    int32_t policy, int64_t replication, struct recorder *recorder)
{
    const struct replicate_policy *p = &plan->policies[policy];
    struct sink sink = recorder == NULL ? (struct sink){NULL, NULL} : recorder_sink(recorder);
    bool watched = recorder != NULL && recorder->level > RECORDER_NONE;
    enum run_stop stop;
    enum status st;

    if (recorder != NULL) {
        TRY(recorder_begin(
            recorder, p->world, (struct trace_rows_run){plan->point_id, p->id, replication}));
    }
    TRY((run->n_pools == 0 ? run_init : run_again)(
        run, p->world, plan->seed, (uint64_t)replication, plan->world_hash, &outcome_watchers));
    if (recorder != NULL) {
        recorder_first_day(recorder, p->world, run);
    }
    stop = advance(run, p->world, recorder, watched ? &sink : NULL);
    st = stop == RUN_NO_MEMORY || (recorder != NULL && recorder->no_memory) ? STATUS_NO_MEMORY
                                                                            : STATUS_OK;
    *row = (struct metric_run){.point_id = plan->point_id,
        .policy = p->id,
        .rep = replication,
        .status = stop == RUN_MAX_EVENTS ? "max_events" : REPLICATIONS_COMPLETE,
        .end_reason = stop == RUN_MAX_EVENTS ? "max_events" : "horizon",
        .end_day = run->kernel.now,
        .n_events = (int64_t)run->kernel.n_events,
        .fingerprint = (int64_t)run->kernel.fingerprint};
    metric_clear(row);
    if (stop == RUN_REACHED) {
        outcome_measure(row, p->world, run);
    }
out:
    return st;
}

enum status
replicate_one(struct metric_run *row, const struct replicate_plan *plan, int32_t policy,
    int64_t replication, struct recorder *recorder)
{
    struct run run;
    enum status st;

    memset(&run, 0, sizeof(run));
    st = replicate_next(&run, row, plan, policy, replication, recorder);
    run_free(&run);
    return st;
}

/* Threads */

struct work {
    const struct replicate_plan *plan;
    const struct replicate_sink *sink;
    const atomic_int *stop;
    pthread_mutex_t lock;
    pthread_cond_t delivered;
    int64_t next, n_blocks, turn; /* next block to take; next to deliver */
    enum status status;
};

static int64_t
blocks_per_policy(const struct replicate_plan *plan)
{
    return (plan->n_replications + REPLICATE_BLOCK - 1) / REPLICATE_BLOCK;
}

static enum status
run_block(struct run *run, const struct replicate_plan *plan, int64_t index,
    struct recorder *recorder, struct replicate_block *block)
{
    int64_t per_policy = blocks_per_policy(plan);
    int64_t first = index % per_policy * REPLICATE_BLOCK;
    int64_t end = first + REPLICATE_BLOCK < plan->n_replications ? first + REPLICATE_BLOCK
                                                                 : plan->n_replications;
    const struct replicate_policy *policy = &plan->policies[index / per_policy];
    enum status st = STATUS_OK;

    block->policy = (int32_t)(index / per_policy);
    block->n_runs = end - first;
    block->n_failed = 0;
    buffer_clear(&block->runs);
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        buffer_clear(&block->traces[k]);
        block->rows[k] = 0;
    }
    for (int64_t rep = first; rep < end; rep++) {
        struct metric_run *row = &block->row[rep - first];

        TRY(replicate_next(
            run, row, plan, block->policy, plan->first_replication + rep, recorder));
        block->n_failed += strcmp(row->status, REPLICATIONS_COMPLETE) != 0;
        if (plan->run_table != NULL) {
            table_row(plan->run_table, row, &block->runs);
        }
        for (int32_t k = 0; k < RECORDER_FILES; k++) {
            if (policy->tables[k] != NULL) {
                block->rows[k] += recorder_print(
                    recorder, (enum recorder_file)k, policy->tables[k], &block->traces[k]);
                TRY(buffer_status(&block->traces[k]));
            }
        }
    }
    TRY(buffer_status(&block->runs));
out:
    return st;
}

static bool
take_block(struct work *work, int64_t *index)
{
    bool taken;

    (void)pthread_mutex_lock(&work->lock);
    if (work->stop != NULL && *work->stop != 0 && work->status == STATUS_OK &&
        work->next < work->n_blocks) {
        work->status = STATUS_STOPPED;
    }
    taken = work->status == STATUS_OK && work->next < work->n_blocks;
    *index = taken ? work->next++ : 0;
    (void)pthread_mutex_unlock(&work->lock);
    return taken;
}

/* Waits for its turn, so that blocks leave in order; after a failure nothing is delivered. */
static void
deliver(struct work *work, int64_t index, enum status st, const struct replicate_block *block)
{
    (void)pthread_mutex_lock(&work->lock);
    while (work->turn != index) {
        (void)pthread_cond_wait(&work->delivered, &work->lock);
    }
    if (st == STATUS_OK && (work->status == STATUS_OK || work->status == STATUS_STOPPED)) {
        st = work->sink->take(work->sink->self, block);
    }
    if (st != STATUS_OK && (work->status == STATUS_OK || work->status == STATUS_STOPPED)) {
        work->status = st;
    }
    work->turn++;
    (void)pthread_cond_broadcast(&work->delivered);
    (void)pthread_mutex_unlock(&work->lock);
}

static void *
worker(void *context)
{
    struct work *work = context;
    struct replicate_block block;
    struct recorder recorder;
    struct run run;
    int64_t index;

    memset(&run, 0, sizeof(run));
    memset(&block, 0, sizeof(block));
    recorder_init(&recorder, work->plan->level);
    while (take_block(work, &index)) {
        deliver(work, index, run_block(&run, work->plan, index, &recorder, &block), &block);
    }
    run_free(&run);
    recorder_free(&recorder);
    buffer_free(&block.runs);
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        buffer_free(&block.traces[k]);
    }
    return NULL;
}

enum status
replicate(const struct replicate_plan *plan, const struct replicate_sink *sink,
    const atomic_int *stop)
{
    struct work work = {.plan = plan,
        .sink = sink,
        .stop = stop,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .delivered = PTHREAD_COND_INITIALIZER,
        .n_blocks = blocks_per_policy(plan) * plan->n_policies};
    int32_t threads = plan->threads < work.n_blocks ? plan->threads : (int32_t)work.n_blocks;
    pthread_t *others = calloc((size_t)(threads > 1 ? threads : 1), sizeof(*others));
    int32_t started = 0;

    if (others == NULL) {
        return STATUS_NO_MEMORY;
    }
    /* A thread that cannot be had is no failure: the others do its work. */
    while (
        started < threads - 1 && pthread_create(&others[started], NULL, worker, &work) == 0) {
        started++;
    }
    (void)worker(&work);
    for (int32_t k = 0; k < started; k++) {
        (void)pthread_join(others[k], NULL);
    }
    free(others);
    (void)pthread_cond_destroy(&work.delivered);
    (void)pthread_mutex_destroy(&work.lock);
    return work.status;
}

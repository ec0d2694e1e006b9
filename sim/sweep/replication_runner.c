#include "sweep/replication_runner.h"

#include <stdlib.h>
#include <string.h>

#include "observe/metrics_observer.h"
#include "stats/parallel.h"

/* One run */

/* Up to the horizon, pausing on the grid of series.csv, which schedules nothing. */
static enum run_stop
advance(struct run *run, const struct world *w, struct recorder *recorder,
    const struct trace_sink *sink)
{
    double step = w->outputs.series.every_days;
    enum run_stop stop = RUN_REACHED;

    if (recorder != NULL && w->outputs.series.variables.count > 0) {
        for (int64_t k = 0; (double)k * step < w->horizon_days && stop == RUN_REACHED; k++) {
            stop = run_until(run, w, (double)k * step, &metrics_observers, sink);
            if (stop == RUN_REACHED) {
                recorder_sample(recorder, w, run);
            }
        }
    }
    return stop == RUN_REACHED ? run_until(run, w, INFINITY, &metrics_observers, sink) : stop;
}

enum status
replication_run_next(struct run *run, struct metric_run *row,
    const struct replication_plan *plan, int32_t policy, int64_t replication,
    struct recorder *recorder)
{
    const struct replication_policy *p = &plan->policies[policy];
    struct trace_sink sink =
        recorder == NULL ? (struct trace_sink){NULL, NULL} : recorder_sink(recorder);
    bool watched = recorder != NULL && recorder->level > RECORDER_NONE;
    enum run_stop stop;
    enum status st;

    if (recorder != NULL) {
        TRY(recorder_begin(
            recorder, p->world, (struct trace_rows_run){plan->point_id, p->id, replication}));
    }
    TRY((run->n_arrays == 0 ? run_init : run_reset)(run, p->world, plan->seed,
        (uint64_t)replication, plan->world_hash, &metrics_observers));
    if (recorder != NULL) {
        recorder_first_day(recorder, p->world, run);
    }
    stop = advance(run, p->world, recorder, watched ? &sink : NULL);
    st = stop == RUN_NO_MEMORY || (recorder != NULL && recorder->no_memory) ? STATUS_NO_MEMORY
                                                                            : STATUS_OK;
    *row = (struct metric_run){.point_id = plan->point_id,
        .policy = p->id,
        .rep = replication,
        .status = stop == RUN_MAX_EVENTS ? "max_events" : RUN_TABLE_COMPLETE,
        .end_reason = stop == RUN_MAX_EVENTS ? "max_events" : "horizon",
        .end_day = run->kernel.now,
        .n_events = (int64_t)run->kernel.n_events,
        .fingerprint = (int64_t)run->kernel.fingerprint};
    metric_clear(row);
    if (stop == RUN_REACHED) {
        metrics_measure(row, p->world, run);
    }
out:
    return st;
}

enum status
replication_run_one(struct metric_run *row, const struct replication_plan *plan, int32_t policy,
    int64_t replication, struct recorder *recorder)
{
    struct run run;
    enum status st;

    memset(&run, 0, sizeof(run));
    st = replication_run_next(&run, row, plan, policy, replication, recorder);
    run_free(&run);
    return st;
}

/* Many */

struct worker {
    struct run run;
    struct recorder recorder;
};

struct worker_pool {
    const struct replication_plan *plan;
    const struct replication_sink *sink;
    const atomic_int *stop;
    bool stopped;
    int64_t next, n_blocks;
    struct worker *workers; /* by worker */
    int64_t *taken;         /* by slot */
    struct replication_block *blocks;
};

static int64_t
blocks_per_policy(const struct replication_plan *plan)
{
    return (plan->n_replications + REPLICATION_BLOCK - 1) / REPLICATION_BLOCK;
}

static void
clear_block(struct replication_block *block)
{
    block->n_failed = 0;
    buffer_clear(&block->runs);
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        buffer_clear(&block->traces[k]);
        block->rows[k] = 0;
    }
}

static enum status
run_block(const struct replication_plan *plan, struct worker *place, int64_t index,
    struct replication_block *block)
{
    int64_t per_policy = blocks_per_policy(plan);
    int64_t first = index % per_policy * REPLICATION_BLOCK;
    int64_t end = first + REPLICATION_BLOCK < plan->n_replications ? first + REPLICATION_BLOCK
                                                                   : plan->n_replications;
    const struct replication_policy *policy = &plan->policies[index / per_policy];
    enum status st = STATUS_OK;

    block->policy = (int32_t)(index / per_policy);
    block->n_runs = end - first;
    clear_block(block);
    for (int64_t rep = first; rep < end; rep++) {
        struct metric_run *row = &block->row[rep - first];

        TRY(replication_run_next(&place->run, row, plan, block->policy,
            plan->first_replication + rep, &place->recorder));
        block->n_failed += strcmp(row->status, RUN_TABLE_COMPLETE) != 0;
        if (plan->run_table != NULL) {
            table_row(plan->run_table, row, &block->runs);
        }
        for (int32_t k = 0; k < RECORDER_FILES; k++) {
            if (policy->tables[k] != NULL) {
                block->rows[k] += recorder_print(&place->recorder, (enum recorder_file)k,
                    policy->tables[k], &block->traces[k]);
                TRY(buffer_status(&block->traces[k]));
            }
        }
    }
    TRY(buffer_status(&block->runs));
out:
    return st;
}

static bool
take_block(void *self, int32_t slot)
{
    struct worker_pool *c = self;
    bool left = c->next < c->n_blocks;

    if (left && c->stop != NULL && *c->stop != 0) {
        c->stopped = true;
    }
    if (left && !c->stopped) {
        c->taken[slot] = c->next++;
    }
    return left && !c->stopped;
}

static enum status
do_block(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    const struct worker_pool *c = self;

    (void)f;
    return run_block(c->plan, &c->workers[worker], c->taken[slot], &c->blocks[slot]);
}

static enum status
give_block(void *self, int32_t slot, struct failure *f)
{
    const struct worker_pool *c = self;

    (void)f;
    return c->sink->take(c->sink->self, &c->blocks[slot]);
}

static void
free_crowd(struct worker_pool *c, int32_t workers)
{
    for (int32_t k = 0; c->workers != NULL && k < workers; k++) {
        run_free(&c->workers[k].run);
        recorder_free(&c->workers[k].recorder);
    }
    for (int32_t k = 0; c->blocks != NULL && k < workers * PARALLEL_SLOTS; k++) {
        buffer_free(&c->blocks[k].runs);
        for (int32_t file = 0; file < RECORDER_FILES; file++) {
            buffer_free(&c->blocks[k].traces[file]);
        }
    }
    free(c->workers);
    free(c->taken);
    free(c->blocks);
}

enum status
replication_run(const struct replication_plan *plan, const struct replication_sink *sink,
    const atomic_int *stop)
{
    struct worker_pool c = {.plan = plan,
        .sink = sink,
        .stop = stop,
        .n_blocks = blocks_per_policy(plan) * plan->n_policies};
    struct parallel p = {&c, take_block, do_block, give_block};
    int32_t workers = plan->threads < c.n_blocks ? plan->threads : (int32_t)c.n_blocks;
    size_t slots;
    enum status st = STATUS_NO_MEMORY;

    workers = workers > 1 ? workers : 1;
    slots = (size_t)workers * PARALLEL_SLOTS;
    c.workers = calloc((size_t)workers, sizeof(*c.workers));
    c.taken = calloc(slots, sizeof(*c.taken));
    c.blocks = calloc(slots, sizeof(*c.blocks));
    if (c.workers != NULL && c.taken != NULL && c.blocks != NULL) {
        for (int32_t k = 0; k < workers; k++) {
            recorder_init(&c.workers[k].recorder, plan->level);
        }
        st = parallel_run(&p, workers, NULL);
    }
    free_crowd(&c, workers);
    return st == STATUS_OK && c.stopped ? STATUS_STOPPED : st;
}

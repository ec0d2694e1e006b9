#include "bench/bench_model.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench_world.h"
#include "observe/metrics_observer.h"
#include "observe/recorder_tables.h"
#include "sweep/replication_runner.h"

const struct bench_model_effort bench_model_full = {5, 0.5, 193};
const struct bench_model_effort bench_model_quick = {3, 0.1, 57};

static double
seconds_on(clockid_t clock)
{
    struct timespec t;

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/** What one measurement made. */
struct made {
    int64_t runs, events;
};

static enum status
count(void *self, const struct replication_block *block)
{
    struct made *made = self;

    for (int64_t k = 0; k < block->n_runs; k++) {
        made->runs++;
        made->events += block->row[k].n_events;
    }
    return STATUS_OK;
}

/** Events and runs per second. */
struct rates {
    double events, runs;
};

/* The best of several repetitions, of as many runs as take long enough. */
static enum status
measure(struct replication_plan *plan, const struct bench_model_effort *effort, clockid_t clock,
    struct rates *best)
{
    enum status st = STATUS_OK;

    *best = (struct rates){0, 0};
    for (int32_t k = 0; k < effort->repetitions;) {
        struct made made = {0, 0};
        struct replication_sink sink = {&made, count};
        double start = seconds_on(clock), took;

        TRY(replication_run(plan, &sink, NULL));
        took = seconds_on(clock) - start;
        if (took < effort->seconds) {
            plan->n_replications *= 2;
            continue;
        }
        k++;
        best->events = fmax(best->events, (double)made.events / took);
        best->runs = fmax(best->runs, (double)made.runs / took);
    }
out:
    return st;
}

static enum status
measure_threads(struct replication_plan *plan, const struct bench_model_effort *effort,
    struct bench_kernel_row *rows, struct rates *one)
{
    struct rates two;
    enum status st;

    TRY(measure(plan, effort, CLOCK_PROCESS_CPUTIME_ID, one));
    plan->threads = 2;
    TRY(measure(plan, effort, CLOCK_MONOTONIC, &two));
    plan->threads = 1;
    rows[0] = (struct bench_kernel_row){
        .benchmark = "model_events", .unit = "events/s", .value = one->events, .ratio = NAN};
    rows[1] = (struct bench_kernel_row){
        .benchmark = "model_runs", .unit = "runs/s", .value = one->runs, .ratio = NAN};
    rows[2] = (struct bench_kernel_row){.benchmark = "model_runs_2_threads",
        .unit = "runs/s",
        .value = two.runs,
        .ratio = two.runs / one->runs};
out:
    return st;
}

static enum status
measure_incidents(struct replication_plan *plan, struct replication_policy *policy,
    const struct bench_model_effort *effort, struct bench_kernel_row *row, struct rates bare)
{
    struct table tables[RECORDER_FILES] = {{0}};
    struct rates traced;
    enum status st;

    TRY(recorder_tables_init(tables, policy->world, RECORDER_INCIDENTS));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        policy->tables[k] = tables[k].record == NULL ? NULL : &tables[k];
    }
    plan->level = RECORDER_INCIDENTS;
    TRY(measure(plan, effort, CLOCK_PROCESS_CPUTIME_ID, &traced));
    *row = (struct bench_kernel_row){.benchmark = "model_runs_incidents",
        .unit = "runs/s",
        .value = traced.runs,
        .ratio = bare.runs / traced.runs};
out:
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        table_free(&tables[k]);
    }
    return st;
}

static enum status
measure_copies(const struct run *run, const struct bench_model_effort *effort, double *seconds)
{
    double start = seconds_on(CLOCK_PROCESS_CPUTIME_ID), took;
    int64_t copies = 0;
    enum status st = STATUS_OK;

    do {
        struct run copy;

        TRY(run_copy(&copy, run));
        run_free(&copy);
        copies++;
        took = seconds_on(CLOCK_PROCESS_CPUTIME_ID) - start;
    } while (took < effort->seconds);
    *seconds = took / (double)copies;
out:
    return st;
}

static enum status
measure_run(const struct world *w, const struct bench_model_effort *effort,
    struct bench_kernel_row rows[2])
{
    double seconds;
    struct run run;
    enum status st;

    TRY(run_init(&run, w, 1, 1, 0, &metrics_observers));
    st = run_until(&run, w, INFINITY, &metrics_observers, NULL) == RUN_NO_MEMORY
             ? STATUS_NO_MEMORY
             : STATUS_OK;
    TRY(st);
    TRY(measure_copies(&run, effort, &seconds));
    rows[0] = (struct bench_kernel_row){.benchmark = "run_bytes",
        .unit = "bytes",
        .value = (double)run_bytes(&run),
        .ratio = NAN};
    rows[1] = (struct bench_kernel_row){
        .benchmark = "run_copy", .unit = "us", .value = 1e6 * seconds, .ratio = NAN};
out:
    run_free(&run);
    return st;
}

enum status
bench_model_rows(const struct scenario *s, const struct bench_model_effort *effort,
    struct bench_kernel_row rows[BENCH_MODEL_ROWS])
{
    struct replication_policy policy = {.id = s->policies[0].id, .world = s->policies[0].world};
    struct replication_plan plan = {.policies = &policy,
        .n_policies = 1,
        .point_id = 1,
        .seed = 1,
        .first_replication = 1,
        .n_replications = 2,
        .threads = 1};
    struct table run_table = {0};
    struct rates bare;
    enum status st;

    TRY(table_init(&run_table, &metric_run_record, TABLE_EXACT, NULL, 0));
    plan.run_table = &run_table;
    TRY(measure_threads(&plan, effort, rows, &bare));
    TRY(measure_incidents(&plan, &policy, effort, &rows[3], bare));
    TRY(measure_run(policy.world, effort, &rows[4]));
    for (int32_t k = 0; k < BENCH_MODEL_ROWS; k++) {
        rows[k].parameter = policy.world->n_states;
        rows[k].textbook = NAN;
    }
out:
    table_free(&run_table);
    return st;
}

static enum status
give_rows(FILE *out, struct scenario *s, const struct bench_model_effort *effort)
{
    struct bench_kernel_row rows[BENCH_MODEL_ROWS];
    enum status st = bench_model_rows(s, effort, rows);

    if (st == STATUS_OK) {
        bench_kernel_print(out, rows, BENCH_MODEL_ROWS);
    }
    return st;
}

enum status
bench_model(
    FILE *out, const char *path, const struct bench_model_effort *effort, struct failure *f)
{
    static const int32_t sizes[] = {57, 193};
    struct scenario s = {0};
    enum status st = STATUS_OK;

    if (path != NULL) {
        TRY(scenario_load(&s, path, NULL, f));
        TRY(give_rows(out, &s, effort));
    }
    for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
        if (sizes[k] <= effort->max_states) {
            scenario_free(&s);
            TRY(bench_world(&s, sizes[k], f));
            TRY(give_rows(out, &s, effort));
        }
    }
out:
    scenario_free(&s);
    return st;
}

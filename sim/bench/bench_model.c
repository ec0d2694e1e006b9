#include "bench/bench_model.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench_fork.h"
#include "bench/bench_world.h"
#include "bench/instructions.h"
#include "observe/metrics_observer.h"
#include "sweep/result.h"

const struct bench_model_effort bench_model_full = {5, 0.5, 193};
const struct bench_model_effort bench_model_quick = {3, 0.1, 57};

static double
seconds_on(clockid_t clock)
{
    struct timespec t;

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/** The runs to measure, which are replications of one policy. */
struct subject {
    struct experiment *experiment;
    struct layout frame;
    int32_t threads;
};

/**
 * Events and runs in a second; instructions for an event and for a run, NAN if they are not
 * counted.
 */
struct rates {
    double events, runs;
    double instructions_event, instructions_run;
};

/** Seconds, events and instructions of all replications together. */
struct work {
    double took, events, instructions;
};

/* Executes all replications once. */
static enum status
run_once(const struct subject *s, clockid_t clock, struct work *work)
{
    struct instructions counter;
    struct journal journal = JOURNAL_CLOSED;
    struct sweep sweep = {0};
    struct result result = {0};
    struct sweep_plan plan = {.layout = &s->frame,
        .journal = &journal,
        .threads = s->threads,
        .shard = 1,
        .shards = 1,
        .point = -1,
        .max_seconds = INFINITY};
    double *column = calloc((size_t)s->experiment->replications.max, sizeof(*column)), start,
           before;
    enum status st = column == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    (void)instructions_open(&counter);

    TRY(st);
    TRY(layout_shape(&s->frame, &journal.shape));
    TRY(journal_open_memory(&journal, &journal.shape, NULL));
    TRY(sweep_open(&sweep, &plan, NULL));
    start = seconds_on(clock);
    before = instructions_read(&counter);
    TRY(sweep_run(&sweep, NULL));
    work->instructions = instructions_read(&counter) - before;
    work->took = seconds_on(clock) - start;
    TRY(result_init(&result, &s->frame, NULL));
    TRY(result_add_rows(&result, &sweep, NULL));
    TRY(run_table_column(&result.runs, "n_events", column, NULL));
    work->events = 0;
    for (int64_t i = 0; i < result.runs.n; i++) {
        work->events += isnan(column[i]) ? 0 : column[i];
    }
out:
    result_free(&result);
    sweep_close(&sweep);
    journal_close(&journal);
    instructions_close(&counter);
    free(column);
    return st;
}

/* Stores the best of several repetitions in *best. Doubles the number of runs until one repetition
   takes long enough. */
static enum status
measure(const struct subject *s, const struct bench_model_effort *effort, clockid_t clock,
    struct rates *best)
{
    struct experiment_replications *r = &s->experiment->replications;
    enum status st = STATUS_OK;

    *best = (struct rates){0, 0, NAN, NAN};
    for (int32_t k = 0; k < effort->repetitions;) {
        struct work work;

        TRY(run_once(s, clock, &work));
        if (work.took < effort->seconds) {
            r->max *= 2;
            continue;
        }
        k++;
        best->events = fmax(best->events, work.events / work.took);
        best->runs = fmax(best->runs, (double)r->max / work.took);
        best->instructions_event =
            fmin(best->instructions_event, work.instructions / work.events);
        best->instructions_run =
            fmin(best->instructions_run, work.instructions / (double)r->max);
    }
out:
    return st;
}

static enum status
measure_threads(const struct subject *s, const struct bench_model_effort *effort,
    struct bench_kernel_row *rows, struct rates *one)
{
    struct subject of_two = *s;
    struct rates two;
    enum status st;

    TRY(measure(s, effort, CLOCK_PROCESS_CPUTIME_ID, one));
    of_two.threads = 2;
    TRY(measure(&of_two, effort, CLOCK_MONOTONIC, &two));
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

static void
fill_instructions(struct bench_kernel_row rows[2], struct rates rates)
{
    struct instructions counter;
    const char *reason = instructions_open(&counter);

    instructions_close(&counter);
    rows[0] = (struct bench_kernel_row){.benchmark = "model_instructions_run",
        .unit = "instructions/run",
        .value = rates.instructions_run,
        .ratio = NAN,
        .note = reason};
    rows[1] = (struct bench_kernel_row){.benchmark = "model_instructions_event",
        .unit = "instructions/event",
        .value = rates.instructions_event,
        .ratio = NAN,
        .note = reason};
}

static enum status
measure_incidents(const struct subject *s, const struct bench_model_effort *effort,
    struct bench_kernel_row *row, struct rates bare)
{
    struct subject traced = {.experiment = s->experiment, .threads = 1};
    struct rates rates;
    enum status st;

    s->experiment->outputs.trace_level = RECORDER_INCIDENTS;
    TRY(layout_init(&traced.frame, traced.experiment));
    TRY(measure(&traced, effort, CLOCK_PROCESS_CPUTIME_ID, &rates));
    *row = (struct bench_kernel_row){.benchmark = "model_runs_incidents",
        .unit = "runs/s",
        .value = rates.runs,
        .ratio = bare.runs / rates.runs};
out:
    layout_free(&traced.frame);
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
bench_model_rows(struct scenario *s, const struct bench_model_effort *effort,
    struct bench_kernel_row rows[BENCH_MODEL_ROWS])
{
    struct experiment e = {0};
    struct experiment_run run = {.seed = 1, .replications = 2, .trace_level = RECORDER_NONE};
    struct subject subject = {.experiment = &e, .threads = 1};
    struct rates bare;
    enum status st;

    s->n_policies = 1;
    s->baseline = 0;
    TRY(experiment_of_scenario(&e, s, &run, NULL));
    TRY(layout_init(&subject.frame, &e));
    TRY(measure_threads(&subject, effort, rows, &bare));
    TRY(measure_incidents(&subject, effort, &rows[3], bare));
    fill_instructions(&rows[4], bare);
    TRY(measure_run(e.base.policies[0].world, effort, &rows[6]));
    TRY(bench_fork_row(e.base.policies[0].world, effort, &rows[8]));
    for (int32_t k = 0; k < BENCH_MODEL_ROWS; k++) {
        rows[k].parameter = e.base.policies[0].world->n_states;
        rows[k].textbook = NAN;
    }
out:
    layout_free(&subject.frame);
    experiment_free(&e);
    return st;
}

static enum status
print_rows(FILE *out, struct scenario *s, const struct bench_model_effort *effort)
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
        TRY(print_rows(out, &s, effort));
    }
    for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
        if (sizes[k] <= effort->max_states) {
            TRY(bench_world(&s, sizes[k], f));
            TRY(print_rows(out, &s, effort));
        }
    }
out:
    return st;
}

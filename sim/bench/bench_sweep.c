#include "bench/bench_sweep.h"

#include "bench/bench_world.h"
#include "bench/process.h"
#include "bench/workspace.h"
#include "experiment/experiment.h"
#include "observe/metrics_observer.h"

const struct bench_sweep_effort bench_sweep_full = {8, 1.5, false};
const struct bench_sweep_effort bench_sweep_quick = {2, 0.1, false};

enum { POINTS = 8, START_UPS = 20, REPETITIONS_MAX = 16 };

/* ---- files ---- */

/** A temporary directory and the files in it. */
struct files {
    struct workspace directory;
    char scenario[WORKSPACE_PATH_BYTES], experiment[WORKSPACE_PATH_BYTES];
    /** The same experiment, with estimates of one metric only. */
    char one_metric[WORKSPACE_PATH_BYTES];
    char result[WORKSPACE_PATH_BYTES];
};

static enum status
make_files(struct files *p, struct failure *f)
{
    enum status st;

    TRY(workspace_make(&p->directory, f));
    workspace_path(&p->directory, "scenario.json", p->scenario);
    workspace_path(&p->directory, "experiment.json", p->experiment);
    workspace_path(&p->directory, "little.json", p->one_metric);
    workspace_path(&p->directory, "result", p->result);
out:
    return st;
}

/* Writes an experiment with points whose horizons differ by a thousandth, so that all runs take
   about the same time. */
static enum status
write_experiment(
    const char *path, const char *outputs, double days, int64_t replications, struct failure *f)
{
    struct buffer b = {0};
    enum status st;

    bench_world_points(&b, outputs, days, -0.001 * days, POINTS, replications);
    TRY(buffer_status(&b));
    TRY(workspace_write(path, b.at, f));
out:
    buffer_free(&b);
    return st;
}

static enum status
write_experiments(const struct files *p, double days, int64_t replications, struct failure *f)
{
    enum status st;

    TRY(write_experiment(p->experiment, "", days, replications, f));
    TRY(write_experiment(
        p->one_metric, "\"outputs\": {\"metrics\": [\"harm\"]},", days, replications, f));
out:
    return st;
}

/* ---- runs alone ---- */

static enum status
run_point(const struct experiment *e, const struct scenario *worlds, int64_t point,
    const struct observers *observers, struct process_cost *cost)
{
    double processor = process_seconds(CLOCK_PROCESS_CPUTIME_ID),
           clock = process_seconds(CLOCK_MONOTONIC);
    enum status st = STATUS_OK;

    for (int32_t p = 0; p < worlds->n_policies; p++) {
        const struct world *w = worlds->policies[p].world;
        struct run run = {0};

        for (int64_t rep = 1; rep <= e->replications.max && st == STATUS_OK; rep++) {
            struct metric_run row = {0};

            st = (run.n_arrays == 0 ? run_init : run_reset)(
                &run, w, e->seed, (uint64_t)rep, experiment_world(e, point, p), observers);
            if (st == STATUS_OK) {
                st = run_until(&run, w, INFINITY, observers, NULL) == RUN_NO_MEMORY
                         ? STATUS_NO_MEMORY
                         : STATUS_OK;
            }
            if (st == STATUS_OK && observers != NULL) {
                metrics_measure(&row, w, &run);
            }
        }
        run_free(&run);
    }
    cost->processor += process_seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    cost->clock += process_seconds(CLOCK_MONOTONIC) - clock;
    return st;
}

/* Executes the runs without `cbmsim sweep`. The time to make the worlds is not counted, because it
   is part of the overhead of a sweep. */
static enum status
run_alone(const struct experiment *e, const struct observers *observers,
    struct process_cost *cost, struct failure *f)
{
    enum status st = STATUS_OK;

    *cost = (struct process_cost){0, 0, 0};
    for (int64_t point = 0; point < e->n_points; point++) {
        struct scenario worlds = {0};

        st = experiment_make(e, point, &worlds, f);
        if (st == STATUS_OK) {
            st = run_point(e, &worlds, point, observers, cost);
        }
        scenario_free(&worlds);
        TRY(st);
    }
out:
    return st;
}

/* ---- all parts ---- */

/** The measured parts, in the order of their rows. */
enum part { BARE, METRICS, ROWS, SWEEP, THREADS, PARTS };

static enum status
sweep_once(const char *program, const struct files *p, const char *experiment,
    const char *threads, struct process_cost *cost, struct failure *f)
{
    const char *words[PROCESS_WORDS] = {program, "sweep", experiment, "-o", p->result,
        "--fresh", "--quiet", "-j", threads, NULL};

    return process_run(words, cost, f);
}

/** Resources of all parts in each repetition. */
struct costs {
    struct process_cost one[REPETITIONS_MAX][PARTS];
    int32_t n;
};

static enum status
measure(const char *program, const struct files *p, const struct experiment *e,
    const struct bench_sweep_effort *effort, struct costs *costs, struct failure *f)
{
    enum status st = STATUS_OK;

    for (costs->n = 0; costs->n < effort->repetitions; costs->n++) {
        struct process_cost *one = costs->one[costs->n];

        TRY(run_alone(e, NULL, &one[BARE], f));
        TRY(run_alone(e, &metrics_observers, &one[METRICS], f));
        TRY(sweep_once(program, p, p->one_metric, "1", &one[ROWS], f));
        TRY(sweep_once(program, p, p->experiment, "1", &one[SWEEP], f));
        TRY(sweep_once(program, p, p->experiment, "2", &one[THREADS], f));
    }
out:
    return st;
}

static double
time_of(const struct process_cost *c, bool clock)
{
    return clock ? c->clock : c->processor;
}

/*
 * Returns the median of the times of a part. If `under` is not PARTS, returns the median of the
 * ratios to the times of the part `under` in the same repetition.
 */
static double
median(const struct costs *c, enum part part, enum part under, bool clock)
{
    double x[REPETITIONS_MAX];

    for (int32_t k = 0; k < c->n; k++) {
        double time = time_of(&c->one[k][part], clock);

        x[k] = under == PARTS ? time : time / time_of(&c->one[k][under], clock);
    }
    return bench_kernel_median(x, c->n);
}

/* Reads the experiment, and doubles its replications until the runs take long enough. */
static enum status
choose_replications(
    const struct files *p, double days, double seconds, struct experiment *e, struct failure *f)
{
    enum status st;

    for (int64_t replications = 20;; replications *= 2) {
        struct process_cost cost;

        TRY(write_experiments(p, days, replications, f));
        TRY(experiment_read(e, p->experiment, f));
        TRY(run_alone(e, NULL, &cost, f));
        if (cost.processor >= seconds) {
            return STATUS_OK;
        }
        experiment_free(e);
    }
out:
    return st;
}

static struct bench_kernel_row
row_of(const struct costs *c, const char *name, double runs, enum part part, bool clock)
{
    return (struct bench_kernel_row){name, (int64_t)runs, "runs/s",
        runs / median(c, part, PARTS, clock), NAN, median(c, part, BARE, clock), NULL};
}

static void
fill_rows(const struct costs *c, double runs, struct bench_kernel_row *rows)
{
    double memory = 0;

    for (int32_t k = 0; k < c->n; k++) {
        memory = fmax(memory, c->one[k][SWEEP].memory);
    }
    rows[0] = row_of(c, "sweep_bare", runs, BARE, false);
    rows[0].ratio = NAN;
    rows[1] = row_of(c, "sweep_metrics", runs, METRICS, false);
    rows[2] = row_of(c, "sweep_rows", runs, ROWS, false);
    rows[3] = row_of(c, "sweep", runs, SWEEP, false);
    rows[4] = row_of(c, "sweep_wall", runs, SWEEP, true);
    rows[5] = row_of(c, "sweep_2_threads", runs, THREADS, true);
    rows[5].ratio = median(c, SWEEP, THREADS, true);
    rows[6] = (struct bench_kernel_row){
        "sweep_memory", (int64_t)runs, "MB", 1e-6 * memory, NAN, NAN, NULL};
}

static enum status
measure_million(const char *program, const struct files *p, int32_t policies,
    struct bench_kernel_row *row, struct failure *f)
{
    int64_t replications = 1000000 / (POINTS * policies) + 1;
    struct process_cost cost;
    enum status st;

    TRY(write_experiments(p, 10, replications, f));
    TRY(sweep_once(program, p, p->experiment, "2", &cost, f));
    *row = (struct bench_kernel_row){"sweep_million", replications * POINTS * policies, "MB",
        1e-6 * cost.memory, NAN, NAN, NULL};
out:
    return st;
}

static enum status
measure_start(const char *program, struct bench_kernel_row *row, struct failure *f)
{
    const char *words[PROCESS_WORDS] = {program, "--version", NULL};
    double x[START_UPS];
    struct process_cost one;
    enum status st = STATUS_OK;

    for (int k = 0; k < START_UPS; k++) {
        TRY(process_run(words, &one, f));
        x[k] = one.clock;
    }
    *row = (struct bench_kernel_row){
        "start_up", 0, "ms", 1e3 * bench_kernel_median(x, START_UPS), NAN, NAN, NULL};
out:
    return st;
}

enum status
bench_sweep_rows(const char *program, const struct scenario *s,
    const struct bench_sweep_effort *effort, struct bench_kernel_row rows[BENCH_SWEEP_ROWS],
    int32_t *n, struct failure *f)
{
    double days = s->policies[0].world->horizon_days;
    struct experiment e = {0};
    struct costs costs;
    struct files p = {0};
    enum status st;

    TRY(make_files(&p, f));
    TRY(workspace_write(p.scenario, s->resolved, f));
    TRY(choose_replications(&p, days, effort->seconds, &e, f));
    TRY(measure(program, &p, &e, effort, &costs, f));
    fill_rows(&costs, (double)experiment_max_runs(&e), rows);
    *n = 7;
    if (effort->million) {
        TRY(measure_million(program, &p, s->n_policies, &rows[(*n)++], f));
    }
    TRY(measure_start(program, &rows[(*n)++], f));
out:
    experiment_free(&e);
    workspace_remove(&p.directory);
    return st;
}

enum status
bench_sweep(FILE *out, const char *program, const char *path,
    const struct bench_sweep_effort *effort, struct failure *f)
{
    struct bench_kernel_row rows[BENCH_SWEEP_ROWS];
    struct scenario s = {0};
    int32_t n = 0;
    enum status st;

    TRY(scenario_load(&s, path, NULL, f));
    TRY(bench_sweep_rows(program, &s, effort, rows, &n, f));
    bench_kernel_print(out, rows, n);
out:
    scenario_free(&s);
    return st;
}

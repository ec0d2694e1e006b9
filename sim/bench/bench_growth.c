#include "bench/bench_growth.h"

#include <math.h>

#include "bench/bench_kernel.h"
#include "bench/bench_world.h"
#include "bench/counted.h"
#include "format/table_read.h"

enum { NOTE_BYTES = 128, NUMBER_TEXT_BYTES = 16 };

/** Files of the measurements, and the way to count instructions. */
struct bench {
    const char *program;
    struct workspace directory;
    struct counted counted;
    char scenario[WORKSPACE_PATH_BYTES], experiment[WORKSPACE_PATH_BYTES];
    char result[WORKSPACE_PATH_BYTES], runs[WORKSPACE_PATH_BYTES];
};

static enum status
open_bench(struct bench *b, const char *program, bool prefer_counter, struct failure *f)
{
    enum status st;

    *b = (struct bench){.program = program, .counted.counter.fd = -1};
    TRY(workspace_make(&b->directory, f));
    workspace_path(&b->directory, "scenario.json", b->scenario);
    workspace_path(&b->directory, "experiment.json", b->experiment);
    workspace_path(&b->directory, "result", b->result);
    workspace_path(&b->directory, "result/runs.csv", b->runs);
    counted_open(&b->counted, &b->directory, prefer_counter);
out:
    return st;
}

static void
close_bench(struct bench *b)
{
    counted_close(&b->counted);
    workspace_remove(&b->directory);
}

static enum status
count_run(const struct bench *b, const char *scenario, int32_t replications, const char *trace,
    double *instructions, struct failure *f)
{
    char number[NUMBER_TEXT_BYTES];
    const char *words[PROCESS_WORDS] = {b->program, "run", scenario, "-n", number, "-s", "1",
        "--trace-level", trace, "-j", "1", "--quiet", "--fresh", "-o", b->result};

    (void)snprintf(number, sizeof(number), "%d", replications);
    return counted_run(&b->counted, words, instructions, f);
}

/* ---- exponents ---- */

#define HOTLINE "\"hotline\": {}"
#define MALWARE "\"malware\": {}"

/* Returns the number of states that have about `dyads` dyads if all are related. */
static int32_t
states_for(int32_t dyads)
{
    return (int32_t)lround((1 + sqrt(1 + 8.0 * dyads)) / 2);
}

/* Each function below changes the default shape to a shape of size n. write_scenario() sets the
   default: n states in a ring, two years, and one incident per year in all. */

static void
shape_dyads(struct bench_shape *w, int32_t n)
{
    w->states = states_for(n);
    w->complete = true;
}

static void
shape_parties(struct bench_shape *w, int32_t n)
{
    w->states = w->parties = states_for(n);
    w->agreements = 1;
}

static void
shape_states(struct bench_shape *w, int32_t n)
{
    w->neighbours = 2;
    w->rate = 3.0 * n;
}

static void
shape_incidents(struct bench_shape *w, int32_t n)
{
    w->states = w->parties = 10;
    w->neighbours = 2;
    w->rate = n;
    w->agreements = 1;
    w->measures = MALWARE;
}

static void
shape_desk(struct bench_shape *w, int32_t n)
{
    w->states = 3;
    w->rate = n;
}

static void
shape_measures(struct bench_shape *w, int32_t n)
{
    w->states = w->parties = 4;
    w->rate = 20;
    w->agreements = n;
    w->measures = HOTLINE ", " MALWARE;
}

static void
shape_policies(struct bench_shape *w, int32_t n)
{
    w->states = 3;
    w->rate = 20;
    w->policies = n;
}

static void
shape_pair(struct bench_shape *w, int32_t n)
{
    (void)n;
    w->states = w->parties = 2;
    w->rate = 20;
    w->agreements = 1;
    w->policies = 2;
}

static void
shape_complete(struct bench_shape *w, int32_t n)
{
    (void)n;
    w->complete = true;
}

/**
 * A size of a world or of an experiment. The benchmark counts the cost at three values of this
 * size.
 */
struct dimension {
    const char *name;
    int32_t start; /* the smallest size; the others are two and four times as large */
    void (*shape)(struct bench_shape *w, int32_t n);
    int32_t replications; /* 0: n replications */
    bool points;          /* true: a sweep of n design points; false: `run` */
};

static const struct dimension dimensions[] = {
    {"exponent_dyads", 200, shape_dyads, 1, false},
    {"exponent_parties", 200, shape_parties, 1, false},
    {"exponent_states", 20, shape_states, 1, false},
    {"exponent_incidents", 200, shape_incidents, 1, false},
    {"exponent_desk", 1500, shape_desk, 1, false},
    {"exponent_measures", 10, shape_measures, 1, false},
    {"exponent_policies", 6, shape_policies, 5, false},
    {"exponent_points", 8, shape_pair, 1, true},
    {"exponent_rows", 20, shape_pair, 0, false},
    {"exponent_control", 20, shape_complete, 1, false},
};

static enum status
write_scenario(const struct bench *b, const struct dimension *d, int32_t n, struct failure *f)
{
    struct bench_shape shape = {
        .states = n, .neighbours = 1, .rate = 1, .days = 730, .measures = HOTLINE};
    struct buffer text = {0};
    enum status st;

    d->shape(&shape, n);
    bench_world_write(&text, &shape);
    TRY(buffer_status(&text));
    TRY(workspace_write(b->scenario, text.at, f));
out:
    buffer_free(&text);
    return st;
}

/* Writes an experiment with n points of one replication each. With more replications, the sweep
   would choose the size of its units from its speed, and the number of instructions would differ
   between repetitions. */
static enum status
write_points(const struct bench *b, int32_t n, struct failure *f)
{
    struct buffer text = {0};
    enum status st;

    bench_world_points(&text, "", 360, 0.01, n, 1);
    TRY(buffer_status(&text));
    TRY(workspace_write(b->experiment, text.at, f));
out:
    buffer_free(&text);
    return st;
}

static enum status
count_size(const struct bench *b, const struct dimension *d, int32_t n, double *instructions,
    struct failure *f)
{
    const char *sweep[PROCESS_WORDS] = {
        b->program, "sweep", b->experiment, "-j", "1", "--quiet", "--fresh", "-o", b->result};
    enum status st;

    TRY(write_scenario(b, d, n, f));
    if (d->points) {
        TRY(write_points(b, n, f));
        TRY(counted_run(&b->counted, sweep, instructions, f));
    } else {
        TRY(count_run(b, b->scenario, d->replications == 0 ? n : d->replications, "none",
            instructions, f));
    }
out:
    return st;
}

static enum status
fit(FILE *out, const struct bench *b, const struct dimension *d, struct failure *f)
{
    struct bench_kernel_row row = {.benchmark = d->name,
        .parameter = 4 * d->start,
        .unit = "power",
        .value = NAN,
        .textbook = NAN,
        .ratio = NAN,
        .note = b->counted.how};
    char note[NOTE_BYTES];
    double x[3];
    enum status st = STATUS_OK;

    if (b->counted.possible) {
        for (int32_t k = 0; k < 3; k++) {
            TRY(count_size(b, d, d->start << k, &x[k], f));
        }
        (void)snprintf(note, sizeof(note), "%.4g %.4g %.4g instructions %s", x[0], x[1], x[2],
            b->counted.how);
        row.value = log2(fmax(x[2] - x[1], 1) / fmax(x[1] - x[0], 1));
        row.note = note;
    }
    bench_kernel_print(out, &row, 1);
out:
    return st;
}

enum status
bench_growth_exponents(FILE *out, const char *program, struct failure *f)
{
    struct bench b;
    enum status st;

    TRY(open_bench(&b, program, false, f));
    for (size_t k = 0; k < sizeof(dimensions) / sizeof(dimensions[0]); k++) {
        TRY(fit(out, &b, &dimensions[k], f));
    }
out:
    close_bench(&b);
    return st;
}

/* ---- instructions per run ---- */

/** Numbers of runs and of events in a result. */
struct events {
    double runs, events;
};

static enum status
add_run(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct events *all = context;
    double events;

    (void)f;
    all->runs++;
    all->events += table_read_real(&cells[0], &events) && !isnan(events) ? events : 0;
    return STATUS_OK;
}

static enum status
read_events(const struct bench *b, struct events *all, struct failure *f)
{
    static const char *const wanted[] = {"n_events"};

    *all = (struct events){0, 0};
    return table_read(b->runs, wanted, 1, add_run, all, f);
}

enum status
bench_growth_instructions(
    FILE *out, const char *program, const char *path, int32_t replications, struct failure *f)
{
    double x[2] = {0}, runs, events;
    struct events all[2] = {{NAN, NAN}, {NAN, NAN}};
    struct bench_kernel_row rows[2];
    struct bench b;
    enum status st;

    TRY(open_bench(&b, program, true, f));
    for (int32_t k = 0; k < 2 && b.counted.possible; k++) {
        TRY(count_run(&b, path, replications << k, "none", &x[k], f));
        TRY(read_events(&b, &all[k], f));
    }
    runs = all[1].runs - all[0].runs;
    events = all[1].events - all[0].events;
    rows[0] = (struct bench_kernel_row){.benchmark = "program_instructions_run",
        .parameter = replications,
        .unit = "instructions/run",
        .value = (x[1] - x[0]) / runs,
        .textbook = NAN,
        .ratio = NAN,
        .note = b.counted.how};
    rows[1] = rows[0];
    rows[1].benchmark = "program_instructions_event";
    rows[1].unit = "instructions/event";
    rows[1].value = (x[1] - x[0]) / events;
    rows[1].ratio = events / runs;
    bench_kernel_print(out, rows, 2);
out:
    close_bench(&b);
    return st;
}

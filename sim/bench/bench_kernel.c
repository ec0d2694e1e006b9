#include "bench/bench_kernel.h"

#include "bench/hold.h"
#include "bench/mm1.h"
#include "kernel/tally.h"

#include <gsl/gsl_randist.h>
#include <inttypes.h>
#include <math.h>
#include <time.h>

const struct bench_kernel_effort bench_kernel_full = {11, 400000, 400000, 1 << 20};
const struct bench_kernel_effort bench_kernel_quick = {5, 60000, 200000, 4096};

enum { MAX_REPETITIONS = 101 };

static double
cpu_seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double
bench_kernel_median(double *x, int32_t n)
{
    static const double half = 0.5;
    double value;

    tally_quantiles(x, n, &half, &value, 1);
    return value;
}

/* Does `steps` steps of some work on h. The result is used, so that the compiler does not remove
   the work. */
typedef double work(struct hold *h, int64_t steps);

static double
seconds_of(work *w, struct hold *h, int64_t steps, double *sink)
{
    double start = cpu_seconds();

    *sink += w(h, steps);
    return cpu_seconds() - start;
}

/* Measures the times of the kernel and of the textbook method alternately, in nanoseconds for each
   step. */
static void
compare(struct bench_kernel_row *row, const struct bench_kernel_effort *effort, work *kernel,
    work *textbook, struct hold *h)
{
    double kernel_times[MAX_REPETITIONS], textbook_times[MAX_REPETITIONS];
    double scale = 1e9 / (double)effort->steps;
    volatile double keep;
    double sink = 0;

    for (int32_t i = 0; i < effort->repetitions; i++) {
        kernel_times[i] = seconds_of(kernel, h, effort->steps, &sink) * scale;
        textbook_times[i] = seconds_of(textbook, h, effort->steps, &sink) * scale;
    }
    keep = sink;
    (void)keep;
    row->unit = "ns";
    row->value = bench_kernel_median(kernel_times, effort->repetitions);
    row->textbook = bench_kernel_median(textbook_times, effort->repetitions);
    row->ratio = row->textbook / row->value;
}

static double
draw_batch(struct hold *h, int64_t steps)
{
    double sum = 0;

    for (int64_t i = 0; i < steps; i++) {
        sum += exponential_batch_next(&h->batch);
    }
    return sum;
}

static double
draw_gsl(struct hold *h, int64_t steps)
{
    double sum = 0;

    for (int64_t i = 0; i < steps; i++) {
        sum += gsl_ran_exponential(h->mt19937, 1);
    }
    return sum;
}

static enum status
compare_hold(
    struct bench_kernel_row rows[2], const struct bench_kernel_effort *effort, int32_t pending)
{
    struct hold h;
    enum status st = hold_init(&h, pending);

    if (st != STATUS_OK) {
        return st;
    }
    rows[0] = (struct bench_kernel_row){.benchmark = "hold_table", .parameter = pending};
    rows[1] = (struct bench_kernel_row){.benchmark = "hold", .parameter = pending};
    compare(&rows[0], effort, hold_queue_table, hold_heap_table, &h);
    compare(&rows[1], effort, hold_queue_drawn, hold_heap_drawn, &h);
    hold_free(&h);
    return STATUS_OK;
}

static enum status
compare_exponential(struct bench_kernel_row *row, const struct bench_kernel_effort *effort)
{
    struct hold h;
    enum status st = hold_init(&h, 1);

    if (st != STATUS_OK) {
        return st;
    }
    *row = (struct bench_kernel_row){.benchmark = "exponential"};
    compare(row, effort, draw_batch, draw_gsl, &h);
    hold_free(&h);
    return STATUS_OK;
}

typedef enum status mm1(int64_t customers, uint64_t seed, struct mm1_result *result);

static enum status
events_per_second(mm1 *run, int64_t customers, uint64_t seed, double *rate)
{
    double start = cpu_seconds();
    struct mm1_result result;
    enum status st = run(customers, seed, &result);

    *rate = (double)result.n_events / (cpu_seconds() - start);
    return st;
}

static enum status
compare_mm1(struct bench_kernel_row *row, const struct bench_kernel_effort *effort)
{
    double kernel_times[MAX_REPETITIONS], textbook_times[MAX_REPETITIONS];
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < effort->repetitions; i++) {
        uint64_t seed = (uint64_t)i + 1;

        TRY(events_per_second(mm1_kernel, effort->customers, seed, &kernel_times[i]));
        TRY(events_per_second(mm1_textbook, effort->customers, seed, &textbook_times[i]));
    }
    *row = (struct bench_kernel_row){.benchmark = "mm1",
        .parameter = effort->customers,
        .unit = "events/s",
        .value = bench_kernel_median(kernel_times, effort->repetitions),
        .textbook = bench_kernel_median(textbook_times, effort->repetitions)};
    row->ratio = row->value / row->textbook;
out:
    return st;
}

enum status
bench_kernel_rows(const struct bench_kernel_effort *effort,
    struct bench_kernel_row rows[BENCH_KERNEL_ROWS], int32_t *n, struct failure *f)
{
    static const int32_t pending[] = {16, 256, 4096, 65536, 1048576};
    enum status st;

    BUG_UNLESS(effort->repetitions > 0 && effort->repetitions <= MAX_REPETITIONS);
    *n = 0;
    for (size_t i = 0; i < sizeof(pending) / sizeof(pending[0]); i++) {
        if (pending[i] <= effort->max_pending) {
            TRY(compare_hold(&rows[*n], effort, pending[i]));
            *n += 2;
        }
    }
    TRY(compare_exponential(&rows[(*n)++], effort));
    TRY(compare_mm1(&rows[(*n)++], effort));
out:
    return st == STATUS_OK ? st : failure_of(st, f, "bench: out of memory");
}

void
bench_kernel_header(FILE *out)
{
    (void)fprintf(out, "benchmark,parameter,value,unit,textbook,ratio,note\n");
}

void
bench_kernel_print(FILE *out, const struct bench_kernel_row *rows, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        const struct bench_kernel_row *r = &rows[i];
        char value[32] = "", textbook[32] = "", ratio[32] = "";

        if (isfinite(r->value)) {
            (void)snprintf(value, sizeof(value), "%.4g", r->value);
        }
        if (isfinite(r->textbook)) {
            (void)snprintf(textbook, sizeof(textbook), "%.4g", r->textbook);
        }
        if (isfinite(r->ratio)) {
            (void)snprintf(ratio, sizeof(ratio), "%.2f", r->ratio);
        }
        (void)fprintf(out, "%s,%" PRId64 ",%s,%s,%s,%s,%s\n", r->benchmark, r->parameter, value,
            r->unit, textbook, ratio, r->note == NULL ? "" : r->note);
    }
    (void)fflush(out);
}

enum status
bench_kernel(FILE *out, const struct bench_kernel_effort *effort, struct failure *f)
{
    struct bench_kernel_row rows[BENCH_KERNEL_ROWS];
    int32_t n;
    enum status st = bench_kernel_rows(effort, rows, &n, f);

    if (st != STATUS_OK) {
        return st;
    }
    bench_kernel_header(out);
    bench_kernel_print(out, rows, n);
    return ferror(out) ? failure_of(STATUS_IO, f, "bench: cannot write the table") : STATUS_OK;
}

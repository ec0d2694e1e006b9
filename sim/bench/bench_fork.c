#include "bench/bench_fork.h"

#include <math.h>
#include <time.h>

#include "model/run_tabled.h"

enum { DAYS = 180 };

static double
processor_seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void
seat_all(struct run *r, const struct world *w, bool seated)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, seated);
    }
}

/* Executes the run up to the first decision after half of the horizon. The decision sets
   r->waiting. The model settles all other matters that seats could settle. */
static enum status
run_to_decision(struct run *r, const struct world *w)
{
    enum run_stop stop = run_until(r, w, w->horizon_days / 2, NULL, NULL);
    enum status st = STATUS_OK;

    if (stop == RUN_REACHED) {
        seat_all(r, w, true);
        while ((stop = run_until(r, w, w->horizon_days, NULL, NULL)) == RUN_DECISION &&
               r->waiting == NONE) {
            TRY(run_habit_all(r, w, NONE, NULL, NULL));
        }
        seat_all(r, w, false);
    }
    st = stop == RUN_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_OK;
out:
    return st;
}

static enum status
continue_fork(struct run *r, const struct world *w, uint64_t number)
{
    enum status st;

    run_fork(r, number);
    TRY(run_habit_all(r, w, NONE, NULL, NULL));
    if (run_until(r, w, r->kernel.now + DAYS, NULL, NULL) == RUN_NO_MEMORY) {
        st = STATUS_NO_MEMORY;
    }
out:
    return st;
}

static enum status
fork_into(struct run *to, const struct run *from, const struct world *w, uint64_t number)
{
    enum status st;

    TRY(run_copy_into(to, from));
    TRY(continue_fork(to, w, number));
out:
    return st;
}

static enum status
fork_new(const struct run *from, const struct world *w, uint64_t number)
{
    struct run copy;
    enum status st;

    TRY(run_copy(&copy, from));
    st = continue_fork(&copy, w, number);
    run_free(&copy);
out:
    return st;
}

/* Measures the number of forks in a second. If `to` is NULL, each fork is a new copy of the run. */
static enum status
measure(const struct run *from, struct run *to, const struct world *w,
    const struct bench_model_effort *effort, double *best)
{
    double start = processor_seconds(), took;
    uint64_t forks = 0;
    enum status st = STATUS_OK;

    do {
        for (int k = 0; k < 16; k++) {
            TRY(to != NULL ? fork_into(to, from, w, ++forks) : fork_new(from, w, ++forks));
        }
        took = processor_seconds() - start;
    } while (took < effort->seconds);
    *best = fmax(*best, (double)forks / took);
out:
    return st;
}

enum status
bench_fork_row(const struct world *w, const struct bench_model_effort *effort,
    struct bench_kernel_row *row)
{
    struct run from, to = {0};
    double into = 0, new_copies = 0;
    enum status st;

    *row = (struct bench_kernel_row){.benchmark = "run_forks",
        .unit = "forks/s",
        .value = NAN,
        .ratio = NAN,
        .note = "no decision in the second half of the horizon"};
    TRY(run_init(&from, w, 1, 1, 0, NULL));
    TRY(run_to_decision(&from, w));
    if (from.waiting != NONE) {
        for (int32_t k = 0; k < effort->repetitions; k++) {
            TRY(measure(&from, &to, w, effort, &into));
            TRY(measure(&from, NULL, w, effort, &new_copies));
        }
        row->value = into;
        row->ratio = into / new_copies;
        row->note = NULL;
    }
out:
    run_free(&to);
    run_free(&from);
    return st;
}

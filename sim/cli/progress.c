#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static double
seconds_since(const struct timespec *t)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - t->tv_sec) + 1e-9 * (double)(now.tv_nsec - t->tv_nsec);
}

void
progress_start(struct progress *p, int64_t total, bool quiet)
{
    *p = (struct progress){
        .total = total, .quiet = quiet, .terminal = isatty(STDERR_FILENO) == 1};
    (void)clock_gettime(CLOCK_MONOTONIC, &p->start);
    p->last = p->start;
}

static void
print_progress(struct progress *p)
{
    double seconds = seconds_since(&p->start);
    double rate = seconds > 0 ? (double)p->done / seconds : 0;
    double left = rate > 0 ? (double)(p->total - p->done) / rate : 0;

    (void)fprintf(stderr, "%s%" PRId64 " of %" PRId64 " runs, %.0f per second, %.0f s left%s",
        p->terminal ? "\r" : "", p->done, p->total, rate, left, p->terminal ? "   " : "\n");
    (void)clock_gettime(CLOCK_MONOTONIC, &p->last);
    p->printed = true;
}

/* Nothing is printed during the first 2 seconds. */
void
progress_add(struct progress *p, int64_t runs)
{
    int32_t tenths;

    p->done += runs;
    tenths = (int32_t)(10 * p->done / p->total);
    if (p->quiet || seconds_since(&p->start) < 2) {
        p->tenths = tenths;
        return;
    }
    if (p->terminal ? seconds_since(&p->last) >= 0.2 : tenths > p->tenths) {
        p->tenths = tenths;
        print_progress(p);
    }
}

void
progress_end(struct progress *p)
{
    if (p->printed && p->terminal) {
        (void)fprintf(stderr, "\n");
    }
}

#define _DEFAULT_SOURCE /* declares syscall() */

#include "bench/instructions.h"

#include <math.h>
#include <stdint.h>

#ifdef __linux__

#include <errno.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *
reason(int error)
{
    switch (error) {
    case EACCES:
    case EPERM:
        return "not permitted; see /proc/sys/kernel/perf_event_paranoid";
    case ENOENT:
    case ENODEV:
    case EOPNOTSUPP:
        return "this machine has no instruction counter";
    default:
        return "the operating system does not count instructions";
    }
}

const char *
instructions_open(struct instructions *c)
{
    struct perf_event_attr wanted = {.type = PERF_TYPE_HARDWARE,
        .size = sizeof(wanted),
        .config = PERF_COUNT_HW_INSTRUCTIONS,
        .inherit = 1,
        .exclude_kernel = 1,
        .exclude_hv = 1};

    c->fd = (int)syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    return c->fd < 0 ? reason(errno) : NULL;
}

double
instructions_read(const struct instructions *c)
{
    uint64_t count;

    return c->fd >= 0 && read(c->fd, &count, sizeof(count)) == sizeof(count) ? (double)count
                                                                             : (double)NAN;
}

void
instructions_close(struct instructions *c)
{
    if (c->fd >= 0) {
        (void)close(c->fd);
    }
    c->fd = -1;
}

#else

const char *
instructions_open(struct instructions *c)
{
    c->fd = -1;
    return "the operating system does not count instructions";
}

double
instructions_read(const struct instructions *c)
{
    (void)c;
    return NAN;
}

void
instructions_close(struct instructions *c)
{
    (void)c;
}

#endif

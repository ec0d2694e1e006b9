#define _DEFAULT_SOURCE /* declares wait4() */

#include "bench/process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/personality.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

double
process_seconds(clockid_t clock)
{
    struct timespec t;

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double
seconds_of(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

/* Replaces this process by a command without input and output, at fixed addresses if possible. */
static void
execute(const char *const words[PROCESS_WORDS])
{
    int nowhere = open("/dev/null", O_RDWR);
    char *arguments[PROCESS_WORDS];

    memcpy(arguments, words, sizeof(arguments));
    (void)dup2(nowhere, STDIN_FILENO);
    (void)dup2(nowhere, STDOUT_FILENO);
    (void)dup2(nowhere, STDERR_FILENO);
#ifdef __linux__
    (void)personality(ADDR_NO_RANDOMIZE);
#endif
    (void)execvp(arguments[0], arguments);
    _exit(127);
}

enum status
process_run(
    const char *const words[PROCESS_WORDS], struct process_cost *cost, struct failure *f)
{
    double start = process_seconds(CLOCK_MONOTONIC);
    struct rusage used;
    int how = 0;
    pid_t child = fork();

    if (child == 0) {
        execute(words);
    }
    if (child < 0 || wait4(child, &how, 0, &used) != child) {
        return failure_of(STATUS_IO, f, "%s: %s", words[0], strerror(errno));
    }
    if (!WIFEXITED(how) || WEXITSTATUS(how) != 0) {
        return failure_of(STATUS_IO, f, "%s %s: ended with exit status %d", words[0], words[1],
            WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how));
    }
    *cost = (struct process_cost){seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
        process_seconds(CLOCK_MONOTONIC) - start, 1024.0 * (double)used.ru_maxrss};
    return STATUS_OK;
}

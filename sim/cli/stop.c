#include "cli/stop.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* Lock-free, so that the handler may set it and every thread read it. */
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a flag for a signal handler");
static atomic_int stop;
static volatile sig_atomic_t asked; /* by SIGINT or SIGTERM */

/* Both the system and the shell may send SIGHUP when a terminal closes: it never counts twice. */
static void
on_signal(int number)
{
    if (number != SIGHUP) {
        if (asked) {
            _exit(130);
        }
        asked = 1;
    }
    stop = 1;
}

const atomic_int *
stop_on_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, before;

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        (void)sigaction(SIGHUP, &action, NULL);
    }
    return &stop;
}

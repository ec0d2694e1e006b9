#include <signal.h>
#include <unistd.h>

#include "cli/command.h"

/* The flag is lock-free, so that a signal handler can set it and every thread can read it. */
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a flag for a signal handler");
static atomic_int stop;
static volatile sig_atomic_t interrupted; /* SIGINT or SIGTERM came */

/* A second SIGHUP does not end the program at once, because both the system and the shell may send
   a SIGHUP when a terminal closes. */
static void
on_signal(int number)
{
    if (number != SIGHUP) {
        if (interrupted) {
            _exit(130);
        }
        interrupted = 1;
    }
    stop = 1;
}

const atomic_int *
command_stop_on_signals(void)
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

/**
 * cbmsim - discrete-event simulation of confidence-building measures between states in
 * cyberspace. This file: reads the command line, calls one function, prints what went wrong,
 * exits.
 */

#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/manual.h"
#include "cli/output.h"
#include "directory/version.h"

/* Lock-free, so that the handler may set it and every thread read it. */
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a flag for a signal handler");
static atomic_int stop;

const atomic_int *
command_stop(void)
{
    return &stop;
}

static void
on_signal(int number)
{
    (void)number;
    if (stop != 0) {
        _exit(130);
    }
    stop = 1;
}

static void
catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    /* A full quota or a closed pipe is an error of the write, not the end of the program. */
    (void)sigaction(SIGXFSZ, &ignore, NULL);
    (void)sigaction(SIGPIPE, &ignore, NULL);
}

/*
 * A standard file that is closed would lend its number to the next file opened, and what is
 * printed would stand in a result. What takes its place here refuses instead.
 */
static bool
hold_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) {
            return false;
        }
    }
    return true;
}

enum status
command_print_help(const struct command *c, struct failure *f)
{
    struct buffer b = {0};
    enum status st;

    if (c == NULL) {
        manual_overview(command_rows, &b);
    } else {
        manual_help(c, &b);
    }
    TRY(buffer_status(&b));
    TRY(output_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}

static int
leave(enum status st, const struct failure *f, const struct command *c)
{
    struct buffer usage = {0};

    failure_print("", f);
    if (st == STATUS_NO_MEMORY && f->count == 0) {
        (void)fprintf(stderr, "cbmsim: out of memory\n");
    }
    if (st == STATUS_USAGE && c != NULL) {
        manual_usage(c, &usage);
    } else if (st == STATUS_USAGE) {
        manual_overview(command_rows, &usage);
    }
    (void)fputs(usage.at == NULL ? "" : usage.at, stderr);
    buffer_free(&usage);
    return status_exit_code(st);
}

static enum status
dispatch(const struct command *c, int argc, const char *const *argv, struct failure *f)
{
    struct arguments arguments;
    enum status st = arguments_read(&arguments, c, argc, argv, 2, f);

    if (st == STATUS_OK) {
        st = arguments.help ? command_print_help(c, f) : c->run(&arguments, f);
    }
    arguments_free(&arguments);
    return st;
}

int
main(int argc, char **argv)
{
    static struct failure f;
    const char *name = argc > 1 ? argv[1] : "";
    bool help = strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0;
    const struct command *c = command_find(help ? "help" : name);

    if (!hold_standard_files()) {
        return status_exit_code(STATUS_IO);
    }
    (void)gsl_set_error_handler_off();
    catch_signals();
    if (strcmp(name, "--version") == 0) {
        (void)printf("cbmsim %s\n", version_with_commit);
        return leave(output_print("", 0, &f), &f, NULL);
    }
    if (c == NULL) {
        if (argc > 1) {
            failure_add(&f, "unknown command '%s'", name);
        }
        return leave(STATUS_USAGE, &f, NULL);
    }
    return leave(dispatch(c, argc, (const char *const *)argv, &f), &f, c);
}

/**
 * cbmsim - discrete-event simulation of confidence-building measures between states in
 * cyberspace. This file reads the command line, calls the function of the command, and prints its
 * errors.
 */

#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/manual.h"
#include "cli/output.h"
#include "directory/version.h"

/* Ignores two signals, so that a write beyond a limit of file size or to a closed pipe fails and
   does not end the program. */
static void
ignore_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigaction(SIGXFSZ, &ignore, NULL);
    (void)sigaction(SIGPIPE, &ignore, NULL);
}

/*
 * If a standard stream is closed, the next open() gets its descriptor, and messages would go into a
 * result file. So a placeholder, which rejects input and output, takes the descriptor.
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

static int
leave(enum status st, const struct failure *f, const struct command *c)
{
    struct buffer usage = {0};

    failure_print("", f);
    if (st == STATUS_NO_MEMORY) {
        (void)fprintf(stderr, "cbmsim: out of memory\n");
    }
    if (st == STATUS_USAGE && c != NULL) {
        manual_usage(c, &usage);
    } else if (st == STATUS_USAGE) {
        manual_overview(command_rows, &usage);
    }
    (void)fputs(buffer_string(&usage), stderr);
    buffer_free(&usage);
    return status_exit_code(st);
}

/* Makes the C library return the memory of large arrays. By default glibc keeps freed arrays of up
   to 32 MB, and larger arrays cannot reuse their memory. */
static void
return_large_arrays(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
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
    ignore_signals();
    return_large_arrays();
    if (strcmp(name, "--version") == 0) {
        (void)printf("cbmsim %s\n", version_with_commit);
        return leave(output_print("", 0, &f), &f, NULL);
    }
    if (c == NULL) {
        if (argc > 1) {
            command_unknown(name, &f);
        }
        return leave(STATUS_USAGE, &f, NULL);
    }
    return leave(dispatch(c, argc, (const char *const *)argv, &f), &f, c);
}

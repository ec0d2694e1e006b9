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
command_print(const char *bytes, size_t length, struct failure *f)
{
    if ((length == 0 || fwrite(bytes, 1, length, stdout) == length) && fflush(stdout) == 0) {
        return STATUS_OK;
    }
    /* Whoever reads may stop reading (`| head`): that is not worth a word. */
    return errno == EPIPE ? STATUS_IO
                          : failure_of(STATUS_IO, f, "standard output: cannot be written: %s",
                                strerror(errno));
}

static void
usage(FILE *out)
{
    (void)fprintf(out, "usage: cbmsim COMMAND ...\n\n");
    for (const struct command *c = command_rows; c->name != NULL; c++) {
        (void)fprintf(out, "  %-9s %s\n", c->name, c->summary);
    }
    (void)fprintf(out,
        "\n  cbmsim COMMAND --help says more, cbmsim --version which version this is.\n"
        "  To begin with:  cbmsim run scenarios/russia-indonesia-2021.json -o results/first\n");
}

static void
help(const struct command *c)
{
    (void)printf("usage: cbmsim %s %s\n\n%s\n\n%s", c->name, c->synopsis, c->summary, c->help);
}

static const struct command *
find(const char *name)
{
    for (const struct command *c = command_rows; c->name != NULL; c++) {
        if (strcmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

static void
print_failure(const struct failure *f)
{
    int32_t shown = f->count < FAILURE_LINES ? f->count : FAILURE_LINES;

    for (int32_t k = 0; k < shown; k++) {
        (void)fprintf(stderr, "%s\n", f->line[k]);
    }
    if (f->count > shown) {
        (void)fprintf(stderr, "... and %" PRId32 " more\n", f->count - shown);
    }
}

static int
leave(enum status st, const struct failure *f, const struct command *c)
{
    print_failure(f);
    if (st == STATUS_NO_MEMORY && f->count == 0) {
        (void)fprintf(stderr, "cbmsim: out of memory\n");
    }
    if (st == STATUS_USAGE && c != NULL) {
        (void)fprintf(stderr, "usage: cbmsim %s %s\n", c->name, c->synopsis);
    }
    return status_exit_code(st);
}

static enum status
dispatch(const struct command *c, int argc, const char *const *argv, struct failure *f)
{
    struct arguments arguments;
    enum status st = arguments_read(&arguments, c->options, argc, argv, 2, f);

    if (st == STATUS_OK && arguments.help) {
        help(c);
        st = command_print("", 0, f);
    } else if (st == STATUS_OK &&
               (arguments.n_operands < c->least || arguments.n_operands > c->most)) {
        st = failure_of(STATUS_USAGE, f,
            arguments.n_operands < c->least ? "something is missing after '%s'"
                                            : "there is too much after '%s'",
            c->name);
    } else if (st == STATUS_OK) {
        st = c->run(&arguments, f);
    }
    arguments_free(&arguments);
    return st;
}

int
main(int argc, char **argv)
{
    static struct failure f;
    const char *name = argc > 1 ? argv[1] : "";
    const struct command *c = find(name);

    if (!hold_standard_files()) {
        return status_exit_code(STATUS_IO);
    }
    (void)gsl_set_error_handler_off();
    catch_signals();
    if (strcmp(name, "--version") == 0) {
        (void)printf("cbmsim %s\n", CBMSIM_VERSION);
        return leave(command_print("", 0, &f), &f, NULL);
    }
    if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
        usage(stdout);
        return leave(command_print("", 0, &f), &f, NULL);
    }
    if (c == NULL) {
        if (argc > 1) {
            (void)fprintf(stderr, "cbmsim: there is no command '%s'\n", name);
        }
        usage(stderr);
        return status_exit_code(STATUS_USAGE);
    }
    return leave(dispatch(c, argc, (const char *const *)argv, &f), &f, c);
}

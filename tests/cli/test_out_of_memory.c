/* Makes each allocation of a command fail: that one alone, then that one and all later ones. The
   command must end with STATUS_NO_MEMORY, or succeed without the allocation. Its messages about
   files must be true. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "cli/command.h"
#include "failing.h"
#include "json_quotes.h"
#include "scratch.h"
#include "sweep/journal/crc32c.h"

enum { WORDS = 8, DENSE = 60 };

static const char *const scenario =
    "{'title': 'Small', 'start': '2021-01-01', 'horizon_days': 60,"
    "'states': {'a': {}, 'b': {}},"
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 30}}},"
    "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, 'measures': {'hotline': {}}}},"
    "'policies': {'with': {'title': 'With'}, 'without': {'patch': {'agreements': {'ab': "
    "null}}}}}";
static const char *const experiment =
    "{'scenario': 's.json', 'replications': 2, 'outputs': {'metrics': ['harm']},"
    "'factors': {'rate': {'path': '/sources/s/targets/b', 'values': [10, 30]}},"
    "'design': {'factorial': {'rate': 'all'}}}";

static char place[SCRATCH_PATH];
static const char *words[WORDS];
static int32_t n_words;
static int nowhere, printed, own[2]; /* descriptors: /dev/null, a file, stdout and stderr */
static uint32_t expected;            /* checksum of what the command prints; 0: not checked */

/* Sets the command line; the words end with NULL. */
static void
set_words(const char *first, ...)
{
    va_list rest;

    words[0] = "cbmsim";
    n_words = 1;
    va_start(rest, first);
    for (const char *word = first; word != NULL; word = va_arg(rest, const char *)) {
        words[n_words++] = word;
    }
    va_end(rest);
}

/* Sends the output of the command to the descriptors `out` and `error`. */
static void
redirect(int out, int error)
{
    (void)fflush(stdout);
    (void)dup2(out, STDOUT_FILENO);
    (void)dup2(error, STDERR_FILENO);
}

static uint32_t
checksum(int fd)
{
    char chunk[4096];
    uint32_t sum = 0;
    ssize_t n;

    for (off_t at = 0; (n = pread(fd, chunk, sizeof(chunk), at)) > 0; at += n) {
        sum = crc32c_add(sum, chunk, (size_t)n);
    }
    return sum;
}

/* Runs the command. No message about a file is allowed, because all files are valid. */
static enum status
work(void)
{
    const struct command *c = command_find(words[1]);
    static struct failure f;
    struct arguments arguments;
    enum status st;

    f.count = 0;
    assert_int_equal(ftruncate(printed, 0), 0);
    redirect(printed, nowhere);
    st = arguments_read(&arguments, c, n_words, words, 2, &f);
    st = st == STATUS_OK ? c->run(&arguments, &f) : st;
    arguments_free(&arguments);
    redirect(own[0], own[1]);
    if (st == STATUS_OK && expected != 0 && checksum(printed) != expected) {
        print_message("# %s: printed something else\n", words[1]);
        st = STATUS_MISMATCH;
    }
    if (f.count > 0) {
        print_message("# %s: %s\n", words[1], f.line[0]);
    }
    return f.count == 0 ? st : STATUS_BAD_INPUT;
}

static int
make_files(void **state)
{
    (void)state;
    if (!scratch_make(place) || chdir(place) != 0 ||
        !scratch_write(place, "s.json", json_quotes(scenario)) ||
        !scratch_write(place, "e.json", json_quotes(experiment))) {
        return -1;
    }
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    printed = open("printed", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    own[0] = dup(STDOUT_FILENO);
    own[1] = dup(STDERR_FILENO);
    set_words("sweep", "e.json", "-q", "-o", "swept", NULL);
    return work() == STATUS_OK ? 0 : -1;
}

static int
remove_files(void **state)
{
    (void)state;
    scratch_remove(place);
    return 0;
}

static void
try_all(void)
{
    expected = 0;
    assert_int_equal(work(), STATUS_OK); /* buffers of the C library are allocated once */
    expected = strcmp(words[1], "plan") == 0 ? 0 : checksum(printed); /* a plan measures time */
    failing_sampled(work, false, DENSE);
    failing_sampled(work, true, DENSE);
}

static void
test_check(void **state)
{
    (void)state;
    set_words("check", "e.json", "s.json", NULL);
    try_all();
}

static void
test_describe(void **state)
{
    (void)state;
    set_words("describe", "s.json", NULL);
    try_all();
    set_words("describe", "measures", NULL);
    try_all();
}

static void
test_plan(void **state)
{
    (void)state;
    set_words("plan", "e.json", NULL);
    try_all();
}

static void
test_status(void **state)
{
    (void)state;
    set_words("status", "swept", NULL);
    try_all();
}

static void
test_verify(void **state)
{
    (void)state;
    set_words("verify", "swept", "--runs", "2", NULL);
    try_all();
}

static void
test_compare(void **state)
{
    (void)state;
    set_words("compare", "swept", NULL);
    try_all();
}

static void
test_replay(void **state)
{
    (void)state;
    set_words("replay", "swept", "--run", "1/with/1", "--story", NULL);
    try_all();
}

static void
test_report(void **state)
{
    (void)state;
    set_words("report", "swept", "-o", "-", NULL);
    try_all();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_describe),
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_replay),
        cmocka_unit_test(test_report),
    };

    return cmocka_run_group_tests(tests, make_files, remove_files);
}

/* Makes each system call and each allocation fail while a result is written: that one alone,
   then that one and all later ones. The function must return a status with one line of message.
   Every file with its final name must be complete. The same command afterwards must write the
   same bytes as without the failure. Functions of the same name in this program replace the
   system calls; the n-th call fails. Allocations fail as in failing.h. */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE /* this macro makes read() an inline function */

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "failing.h"
#include "scratch.h"
#include "small_package.h"
#include "stats/comparison.h"
#include "stats/run_table.h"

enum call {
    CALL_NONE,
    CALL_WRITE,
    CALL_FSYNC,
    CALL_CLOSE,
    CALL_RENAME,
    CALL_OPEN,
    CALL_MKDIR,
    CALL_UNLINK,
    CALL_READ,
    CALL_OF_DISK, /* any of the calls above */
    CALL_MEMORY,
};

enum { KILL = -1 }; /* kill the process, in place of an errno */

static struct {
    enum call call;
    int reason;
    int32_t left;   /* calls before the one that fails */
    bool for_good;  /* also all later calls fail */
    int32_t failed; /* number of failed calls */
} fault;

static bool
refuse_call(enum call call)
{
    bool selected = fault.call == call || fault.call == CALL_OF_DISK;

    if (!selected || fault.left-- > 0 || (fault.failed > 0 && !fault.for_good)) {
        return false;
    }
    fault.failed++;
    if (fault.reason == KILL) {
        (void)raise(SIGKILL);
    }
    errno = fault.reason;
    return true;
}

/* ---- system calls ---- */

ssize_t
write(int fd, const void *bytes, size_t length)
{
    return refuse_call(CALL_WRITE) ? -1 : syscall(SYS_write, fd, bytes, length);
}

ssize_t
read(int fd, void *bytes, size_t length)
{
    return refuse_call(CALL_READ) ? -1 : syscall(SYS_read, fd, bytes, length);
}

/* Does nothing, because the tests do not need the flush, and thousands of real calls take a
   minute. */
int
fsync(int fd)
{
    (void)fd;
    return refuse_call(CALL_FSYNC) ? -1 : 0;
}

/* A failing close() has closed the descriptor. */
int
close(int fd)
{
    int result = (int)syscall(SYS_close, fd);

    return refuse_call(CALL_CLOSE) ? -1 : result;
}

int
renameat(int from, const char *name, int to, const char *as)
{
    return refuse_call(CALL_RENAME) ? -1 : (int)syscall(SYS_renameat2, from, name, to, as, 0);
}

int
openat(int directory, const char *name, int flags, ...)
{
    va_list arguments;
    unsigned mode = 0;

    va_start(arguments, flags);
    if (flags & O_CREAT) {
        mode = va_arg(arguments, unsigned);
    }
    va_end(arguments);
    return refuse_call(CALL_OPEN) ? -1 : (int)syscall(SYS_openat, directory, name, flags, mode);
}

int
mkdirat(int directory, const char *name, mode_t mode)
{
    return refuse_call(CALL_MKDIR) ? -1 : (int)syscall(SYS_mkdirat, directory, name, mode);
}

int
unlinkat(int directory, const char *name, int flags)
{
    return refuse_call(CALL_UNLINK) ? -1 : (int)syscall(SYS_unlinkat, directory, name, flags);
}

static void
arm(enum call call, int reason, int32_t n, bool for_good)
{
    fault.call = call;
    fault.reason = reason;
    fault.left = failing.left = n;
    fault.for_good = failing.for_good = for_good;
    fault.failed = failing.failed = 0;
    failing.armed = call == CALL_MEMORY;
}

static int32_t
disarm(void)
{
    fault.call = CALL_NONE;
    failing.armed = false;
    return fault.failed + failing.failed;
}

/* ---- results ---- */

static const char *const names[] = {
    "runs.csv", "analysis/summary.csv", "scenario.json", "datapackage.json"};
enum { NAMES = 4 };

/* The expected files of the new result, which lacks the extra table, and of the old result, which
   has it. */
static char expected[2][NAMES][SCRATCH_TEXT];

static void
record_expected(bool extra)
{
    char base[SCRATCH_PATH];

    assert_true(scratch_make(base));
    assert_ok(small_make(base, SMALL_IDENTITY, false, extra, NULL), NULL);
    for (int i = 0; i < NAMES; i++) {
        scratch_read(expected[extra][i], base, names[i]);
        assert_true(strlen(expected[extra][i]) > 0);
    }
    scratch_remove(base);
}

static void
check_complete(const char *path)
{
    static char text[SCRATCH_TEXT];

    for (int i = 0; i < NAMES; i++) {
        assert_string_equal(scratch_read(text, path, names[i]), expected[0][i]);
    }
}

/* Every existing file is complete: it is the old one or the new one. If there was an old result,
   all files exist. */
static void
check_files_complete(const char *path, bool before)
{
    static char text[SCRATCH_TEXT];

    for (int i = 0; i < NAMES; i++) {
        scratch_read(text, path, names[i]);
        if (before || scratch_exists(path, names[i])) {
            assert_true(strcmp(text, expected[0][i]) == 0 || strcmp(text, expected[1][i]) == 0);
        }
    }
}

static void
check_message(enum status st, const struct failure *f)
{
    if (st == STATUS_NO_MEMORY) {
        return;
    }
    assert_int_equal(st, STATUS_IO);
    assert_int_equal(f->count, 1);
    assert_non_null(strstr(f->line[0], ": "));
}

/* Returns whether the fault occurred. `before`: the directory already has a result of the same
   inputs. */
static bool
make_with_fault(enum call call, int reason, int32_t n, bool for_good, bool before)
{
    char base[SCRATCH_PATH];
    struct failure f = {0};

    assert_true(scratch_make(base));
    if (before) {
        assert_ok(small_make(base, SMALL_IDENTITY, false, true, NULL), NULL);
    }
    arm(call, reason, n, for_good);
    enum status st = small_make(base, SMALL_IDENTITY, false, false, &f);
    bool met = disarm() > 0;

    if (st == STATUS_OK) {
        check_complete(base);
    } else {
        assert_true(met);
        check_message(st, &f);
        check_files_complete(base, before);
    }
    assert_ok(small_make(base, SMALL_IDENTITY, false, false, NULL), NULL);
    check_complete(base);
    assert_false(scratch_exists(base, "analysis/plots/labels.csv"));
    scratch_remove(base);
    return met;
}

static void
every_call_fails(enum call call, int reason, int32_t minimum)
{
    /* The fault occurs once, or from then on. The directory is empty or, for system calls, may
       contain a result. */
    for (int round = 0; round < (call == CALL_MEMORY ? 2 : 4); round++) {
        int32_t n = 0;

        while (make_with_fault(call, reason, n, round & 1, round & 2)) {
            n++;
        }
        assert_true(n >= minimum);
    }
}

static void
full_disk(void **state)
{
    (void)state;
    every_call_fails(CALL_WRITE, ENOSPC, 6);
}

static void
broken_disk(void **state)
{
    (void)state;
    every_call_fails(CALL_FSYNC, EIO, 6);
    every_call_fails(CALL_CLOSE, EIO, 6);
    every_call_fails(CALL_READ, EIO, 0);
}

static void
no_more_files(void **state)
{
    (void)state;
    every_call_fails(CALL_OPEN, EMFILE, 6);
}

static void
permission_denied(void **state)
{
    (void)state;
    every_call_fails(CALL_RENAME, EACCES, 6);
    every_call_fails(CALL_MKDIR, EROFS, 2);
    every_call_fails(CALL_UNLINK, EPERM, 1);
}

static void
out_of_memory(void **state)
{
    (void)state;
    if (!OWN_MALLOC) {
        skip();
    }
    every_call_fails(CALL_MEMORY, ENOMEM, 10);
}

/* Returns whether the process was killed before it finished. */
static bool
make_and_be_killed(int32_t n, bool before)
{
    char base[SCRATCH_PATH];
    int how = 0;

    assert_true(scratch_make(base));
    if (before) {
        assert_ok(small_make(base, SMALL_IDENTITY, false, true, NULL), NULL);
    }
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        arm(CALL_OF_DISK, KILL, n, false);
        _exit(small_make(base, SMALL_IDENTITY, false, false, NULL) == STATUS_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    check_files_complete(base, before);
    assert_ok(small_make(base, SMALL_IDENTITY, false, false, NULL), NULL);
    check_complete(base);
    assert_false(scratch_exists(base, "analysis/plots/labels.csv"));
    scratch_remove(base);
    return WIFSIGNALED(how);
}

static void
killed_anywhere(void **state)
{
    (void)state;
    for (int before = 0; before < 2; before++) {
        int32_t n = 0;

        while (make_and_be_killed(n, before)) {
            n++;
        }
        assert_true(n > 40);
    }
}

/* ---- statistics ---- */

static const struct summary_metric metrics[] = {
    {"end_day", SUMMARY_MEAN, NULL, NULL},
    {"crisis", SUMMARY_SHARE, NULL, NULL},
    {"ratio", SUMMARY_RATIO, "end_day", "rep"},
};

static enum status
take_row(void *self, const void *row, struct failure *f)
{
    (void)row;
    (void)f;
    ++*(int32_t *)self;
    return STATUS_OK;
}

static enum status
analyse(const char *path, int32_t *rows)
{
    static const struct summary_options options = {.confidence = 0.95};
    struct summary_sink sink = {take_row, rows};
    struct run_table runs = {0};
    enum status st;

    TRY(run_table_of_file(&runs, path, NULL));
    TRY(summary_estimate(&runs, metrics, 3, &options, &sink, NULL));
    TRY(comparison_write_rows(&runs, metrics, 3, 0, 0.95, &sink, NULL));
out:
    run_table_free(&runs);
    return st;
}

static void
analysis_without_memory(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH];
    int32_t rows = 0, minimum = 0;
    bool met = true;

    (void)state;
    if (!OWN_MALLOC) {
        skip();
    }
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "runs.csv",
        "point_id,policy,rep,status,end_day,crisis\n"
        "1,base,1,ok,1.5,TRUE\n1,base,2,ok,2.5,FALSE\n1,none,1,ok,2,TRUE\n1,none,2,ok,9,"
        "TRUE\n"));
    scratch_join(path, base, "runs.csv");
    assert_ok(analyse(path, &minimum), NULL);
    assert_int_equal(minimum, 2 * (2 + 2 + 1) + 3); /* quantiles need more than two runs */
    for (int32_t n = 0; met; n++) {
        rows = 0;
        arm(CALL_MEMORY, ENOMEM, n, false);
        enum status st = analyse(path, &rows);
        met = disarm() > 0;
        assert_true(st == STATUS_OK ? rows == minimum : met);
        assert_true(st == STATUS_OK || st == STATUS_NO_MEMORY || st == STATUS_IO);
    }
    scratch_remove(base);
}

static int
set_up(void **state)
{
    (void)state;
    record_expected(false);
    record_expected(true);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_disk),
        cmocka_unit_test(broken_disk),
        cmocka_unit_test(no_more_files),
        cmocka_unit_test(permission_denied),
        cmocka_unit_test(out_of_memory),
        cmocka_unit_test(killed_anywhere),
        cmocka_unit_test(analysis_without_memory),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}

/* Tests the log of an exercise: confirmed records are read back, even if the file is incomplete.
   Damage is reported. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "json_quotes.h"
#include "scratch.h"
#include "workshop/exercise/log.h"

enum { LINES = 4, LINE_BYTES = 96 };

/* ---- system calls at which a test ends the process ---- */

enum step { BEFORE_WRITE, HALF_WRITTEN, BEFORE_SYNC, AFTER_SYNC, STEPS };

static int kill_at_append = -1, appends; /* in the child process */
static enum step kill_at_step;

ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);

static void
end_here(enum step step)
{
    if (appends == kill_at_append && step == kill_at_step) {
        (void)kill(getpid(), SIGKILL);
    }
}

ssize_t
__wrap_write(int fd, const void *bytes, size_t length)
{
    if (appends == kill_at_append && kill_at_step == HALF_WRITTEN && length > 20) {
        (void)__real_write(fd, bytes, length / 2);
    }
    end_here(BEFORE_WRITE);
    end_here(HALF_WRITTEN);
    return __real_write(fd, bytes, length);
}

int
__wrap_fdatasync(int fd)
{
    int result;

    end_here(BEFORE_SYNC);
    result = __real_fdatasync(fd);
    end_here(AFTER_SYNC);
    return result;
}

/* ---- helpers ---- */

static const char *
object(char out[LINE_BYTES], int i)
{
    (void)snprintf(out, LINE_BYTES, json_quotes("{'n': %d, 'at': '10:4%d', 'do': 'note'%.*s}"),
        i + 1, i, i % 3 * 5, json_quotes(", 'seat': 'a'"));
    return out;
}

static void
append(struct log *l, int i)
{
    char text[LINE_BYTES];
    struct failure f = {0};

    object(text, i % 3 == 2 ? i + 1 : i);
    assert_ok(log_append(l, text, strlen(text), &f), &f);
}

static void
make_log(const char *directory)
{
    struct log l;
    struct failure f = {0};

    assert_ok(log_open(&l, directory, &f), &f);
    for (int i = 0; i < LINES; i++) {
        append(&l, i);
    }
    log_close(&l);
}

static void
check_lines(const struct log *l, int64_t n)
{
    struct buffer line = {0};
    char text[LINE_BYTES];

    assert_int_equal(l->n_lines, n);
    for (int i = 0; i < (int)n; i++) {
        assert_ok(log_copy(l, i, &line), NULL);
        assert_string_equal(line.at, object(text, i % 3 == 2 ? i + 1 : i));
    }
    buffer_free(&line);
}

static void
put_file(const char *directory, const char *bytes, size_t length)
{
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_join(path, directory, LOG_NAME), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static size_t
last_line(const char *bytes, size_t length)
{
    size_t at = length - 1;

    while (at > 0 && bytes[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* ---- tests ---- */

static void
reads_back(void **state)
{
    char directory[SCRATCH_PATH], path[SCRATCH_PATH];
    struct stat status;
    struct log l, second;
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(directory));
    make_log(directory);
    assert_int_equal(stat(scratch_join(path, directory, LOG_NAME), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_ok(log_open(&l, directory, &f), &f);
    check_lines(&l, LINES);
    assert_int_equal(l.dropped.count, 0);
    assert_int_equal(log_open(&second, directory, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], "another cbmsim is writing"));
    log_close(&second);
    append(&l, LINES);
    log_close(&l);
    assert_ok(log_open(&l, directory, &f), &f);
    check_lines(&l, LINES + 1);
    log_close(&l);
    scratch_remove(directory);
}

static void
a_torn_end_is_dropped(void **state)
{
    char directory[SCRATCH_PATH], bytes[SCRATCH_TEXT];
    size_t length, from;
    struct log l;

    (void)state;
    assert_true(scratch_make(directory));
    make_log(directory);
    length = strlen(scratch_read(bytes, directory, LOG_NAME));
    from = last_line(bytes, length);
    for (size_t cut = from; cut < length; cut++) {
        struct failure f = {0};

        put_file(directory, bytes, cut);
        assert_ok(log_open(&l, directory, &f), &f);
        check_lines(&l, LINES - 1);
        assert_int_equal(l.dropped.count, cut > from);
        append(&l, LINES - 1);
        log_close(&l);
        assert_ok(log_open(&l, directory, &f), &f);
        check_lines(&l, LINES);
        log_close(&l);
    }
    scratch_remove(directory);
}

static void
a_changed_byte_is_found(void **state)
{
    static const char flips[] = {1, 0x20, 0x28, (char)0x80};
    char directory[SCRATCH_PATH], bytes[SCRATCH_TEXT], wanted[SCRATCH_PATH + 32];
    size_t length;
    int line = 1;

    (void)state;
    assert_true(scratch_make(directory));
    make_log(directory);
    length = strlen(scratch_read(bytes, directory, LOG_NAME));
    for (size_t at = 0; at < length; at++) {
        char was = bytes[at];
        struct failure f = {0};
        struct log l;

        (void)snprintf(wanted, sizeof(wanted), "%s/" LOG_NAME ":%d: ", directory, line);
        bytes[at] = (char)(was ^ flips[at % sizeof(flips)]);
        put_file(directory, bytes, length);
        assert_int_equal(log_open(&l, directory, &f), STATUS_IO);
        log_close(&l);
        assert_ptr_equal(strstr(f.line[0], wanted), f.line[0]);
        bytes[at] = was;
        line += was == '\n';
    }
    put_file(directory, bytes, length); /* the unchanged file is valid */
    make_log(directory);
    scratch_remove(directory);
}

/* Lines left out or exchanged are damage, too. */
static void
order_matters(void **state)
{
    char directory[SCRATCH_PATH], bytes[SCRATCH_TEXT];
    struct failure f = {0};
    struct log l;
    size_t first;

    (void)state;
    assert_true(scratch_make(directory));
    make_log(directory);
    (void)scratch_read(bytes, directory, LOG_NAME);
    first = strcspn(bytes, "\n") + 1;
    put_file(directory, bytes + first, strlen(bytes) - first);
    assert_int_equal(log_open(&l, directory, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], LOG_NAME ":1: "));
    log_close(&l);
    scratch_remove(directory);
}

/* The child reports each confirmed line as a byte in a pipe. */
static int
run_child(const char *directory, int append_number, enum step step)
{
    int ends[2], status, confirmed = 0;
    pid_t child;
    char byte = 0;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct failure f = {0};
        struct log l;

        kill_at_step = step;
        kill_at_append = append_number;
        appends = -1;
        if (log_open(&l, directory, &f) != STATUS_OK) {
            _exit(1);
        }
        for (appends = 0; appends < LINES; appends++) {
            char text[LINE_BYTES];

            object(text, appends % 3 == 2 ? appends + 1 : appends);
            if (log_append(&l, text, strlen(text), &f) != STATUS_OK) {
                _exit(2);
            }
            (void)__real_write(ends[1], &byte, 1);
        }
        _exit(3);
    }
    (void)close(ends[1]);
    while (read(ends[0], &byte, 1) == 1) {
        confirmed++;
    }
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return confirmed;
}

static void
a_killed_process_loses_nothing(void **state)
{
    (void)state;
    for (int n = 0; n < LINES; n++) {
        for (int step = 0; step < STEPS; step++) {
            char directory[SCRATCH_PATH];
            struct failure f = {0};
            struct log l;
            int confirmed;

            assert_true(scratch_make(directory));
            confirmed = run_child(directory, n, (enum step)step);
            assert_int_equal(confirmed, n);
            assert_ok(log_open(&l, directory, &f), &f);
            check_lines(&l, n + (step >= BEFORE_SYNC));
            assert_int_equal(l.dropped.count, step == HALF_WRITTEN);
            log_close(&l);
            scratch_remove(directory);
        }
    }
}

static void
a_full_disk_changes_nothing(void **state)
{
    char directory[SCRATCH_PATH], text[LINE_BYTES], before[SCRATCH_TEXT], after[SCRATCH_TEXT];
    struct rlimit old, small;
    struct failure f = {0};
    struct log l;

    (void)state;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_true(scratch_make(directory));
    make_log(directory);
    assert_ok(log_open(&l, directory, &f), &f);
    (void)scratch_read(before, directory, LOG_NAME);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = (struct rlimit){strlen(before) + 10, old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    object(text, LINES);
    assert_int_equal(log_append(&l, text, strlen(text), &f), STATUS_IO);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_non_null(strstr(f.line[0], "cannot save"));
    assert_string_equal(scratch_read(after, directory, LOG_NAME), before);
    append(&l, LINES);
    log_close(&l);
    assert_ok(log_open(&l, directory, &f), &f);
    check_lines(&l, LINES + 1);
    log_close(&l);
    scratch_remove(directory);
}

static void
other_directories_are_refused(void **state)
{
    char directory[SCRATCH_PATH];
    struct failure f = {0};
    struct log l;

    (void)state;
    assert_true(scratch_make(directory));
    assert_true(scratch_write(directory, "mine.txt", "text"));
    assert_int_equal(log_open(&l, directory, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], "contains no exercise"));
    log_close(&l);
    assert_int_equal(scratch_count(directory), 1);
    scratch_remove(directory);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_back),
        cmocka_unit_test(a_torn_end_is_dropped),
        cmocka_unit_test(a_changed_byte_is_found),
        cmocka_unit_test(order_matters),
        cmocka_unit_test(a_killed_process_loses_nothing),
        cmocka_unit_test(a_full_disk_changes_nothing),
        cmocka_unit_test(other_directories_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

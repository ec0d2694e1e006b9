/* Tests that an exercise is a function of its records: for every prefix of the log, and after
   every interruption. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hash.h"
#include "long_form.h"
#include "played.h"

enum { RECORDS_MAX = 400 };

/* Number of records of that kind. */
static int64_t
count(const struct exercise *x, enum record_kind kind)
{
    int64_t n = 0;

    for (int64_t i = 0; i < x->n_records; i++) {
        n += x->records[i].kind == kind;
    }
    return n;
}

/* Plays to the end; stores the hash after each record. Returns the number of records. */
static int64_t
play(struct played *p, uint64_t hashes[RECORDS_MAX])
{
    const struct exercise *x = &p->session.exercise;

    do {
        assert_true(x->n_records < RECORDS_MAX);
        hashes[x->n_records] = played_hash(x);
    } while (played_step(p));
    return x->n_records;
}

static void
every_prefix_is_an_exercise(void **state)
{
    int64_t taken = 0, acts = 0, calls_made = 0, answers = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct played p;
        uint64_t hashes[RECORDS_MAX];
        int64_t n;

        played_enter(&p, seed, seed == 3 ? "alpha" : NULL);
        n = play(&p, hashes);
        assert_true(n > 10 && p.session.exercise.now.settled.count > 2);
        for (int64_t k = 1; k <= n; k++) {
            struct exercise at;
            struct failure f = {0};

            assert_ok(exercise_at(&p.session.exercise, k, &at, &f), &f);
            assert_true(played_hash(&at) == hashes[k]);
            exercise_free(&at);
        }
        taken += count(&p.session.exercise, RECORD_take);
        acts += count(&p.session.exercise, RECORD_act);
        calls_made += count(&p.session.exercise, RECORD_call);
        answers += count(&p.session.exercise, RECORD_answer);
        played_leave(&p);
    }
    assert_true(taken > 0 && acts > 0 && calls_made > 0 && answers > 0);
}

/* The log is read again from the disk. */
static void
the_log_is_the_exercise(void **state)
{
    struct played p;
    uint64_t hashes[RECORDS_MAX];
    struct failure f = {0};
    int64_t n;

    (void)state;
    played_enter(&p, 4, NULL);
    n = play(&p, hashes);
    session_close(&p.session);
    assert_ok(played_open(&p, &f), &f);
    assert_true(p.session.continued && p.session.exercise.n_records == n);
    assert_true(played_hash(&p.session.exercise) == hashes[n]);
    played_leave(&p);
}

static void
back_then_forward(void **state)
{
    struct played p;
    uint64_t hashes[RECORDS_MAX];
    int64_t n;

    (void)state;
    played_enter(&p, 5, NULL);
    n = play(&p, hashes);
    for (int64_t to = 1; to < n; to += 3) {
        struct record_line r = record_empty(RECORD_back);
        const struct exercise *x = &p.session.exercise;

        r.back.to = to;
        assert_ok(played_do(&p, &r), NULL);
        assert_true(played_hash(x) == hashes[to]);
        for (int64_t k = to; k < n; k++) { /* the same records again */
            struct record_line again = x->records[k];

            assert_ok(played_do(&p, &again), NULL);
            if (k + 1 == n || k % 4 == 0) {
                assert_true(played_hash(x) == hashes[k + 1]);
            }
        }
        r.back.to = n;
        assert_ok(played_do(&p, &r), NULL); /* returns to the records that were undone */
        assert_true(played_hash(x) == hashes[n]);
    }
    played_leave(&p);
}

/* ---- kill -9 ---- */

/* in the child process: the number of the write or fdatasync */
static long kill_at = -1, calls;
static bool half;

ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);

static void
end_here(void)
{
    if (kill_at >= 0 && calls++ == kill_at) {
        (void)kill(getpid(), SIGKILL);
    }
}

ssize_t
__wrap_write(int fd, const void *bytes, size_t length)
{
    if (kill_at >= 0 && calls == kill_at && half) {
        (void)__real_write(fd, bytes, length / 2);
    }
    end_here();
    return __real_write(fd, bytes, length);
}

int
__wrap_fdatasync(int fd)
{
    int result;

    end_here();
    result = __real_fdatasync(fd);
    end_here();
    return result;
}

/* Continues the exercise in a process that is killed. Returns false if the process reached the
   end. */
static bool
play_and_die(struct played *p, long at, bool after_half)
{
    struct failure f = {0};
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (played_open(p, &f) != STATUS_OK) {
            _exit(1);
        }
        kill_at = at;
        half = after_half;
        while (played_step(p)) {
        }
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true((WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
                (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    return WIFSIGNALED(status);
}

/* Each record has three moments: before the write, before the flush and after it. */
static void
killed_at_every_record(void **state)
{
    bool all = long_form();
    struct played whole, p;
    uint64_t hashes[RECORDS_MAX];
    struct failure f = {0};
    int64_t n;
    long step = 0;

    (void)state;
    played_enter(&whole, 6, NULL);
    n = play(&whole, hashes);
    played_enter(&p, 6, NULL);
    session_close(&p.session);
    /* Each process saves none, one or two more records. */
    while (play_and_die(&p, all ? step % 4 : 2 + step % 6, step % 2 == 0)) {
        step++;
        assert_true(step < 4 * n);
        assert_ok(played_open(&p, &f), &f);
        assert_true(played_hash(&p.session.exercise) == hashes[p.session.exercise.n_records]);
        session_close(&p.session);
    }
    assert_true(step > n / 3);
    assert_ok(played_open(&p, &f), &f);
    assert_int_equal(p.session.exercise.n_records, n);
    assert_true(played_hash(&p.session.exercise) == hashes[n]);
    played_leave(&p);
    played_leave(&whole);
}

/* ---- refusals ---- */

static void
another_exercise_is_refused(void **state)
{
    struct played p;
    struct failure f = {0};

    (void)state;
    played_enter(&p, 7, NULL);
    session_close(&p.session);
    p.solo = "alpha";
    assert_int_equal(played_open(&p, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], "another kind"));
    session_close(&p.session);
    p.solo = NULL;
    f = (struct failure){0};
    assert_ok(played_open(&p, &f), &f);
    played_leave(&p);
}

/* If the program does not reproduce the run of a log, the message names the first record that
   differs. */
static void
a_run_that_parts_is_told(void **state)
{
    struct played p;
    uint64_t hashes[RECORDS_MAX];
    struct failure f = {0};
    struct record_line r;
    struct exercise x;
    int64_t parted = 0;

    (void)state;
    played_enter(&p, 8, NULL);
    (void)play(&p, hashes);
    assert_ok(exercise_begin(&x,
                  &(struct exercise_setup){&p.session.scenario, NULL, p.seed + 1, NULL}, &f),
        &f);
    for (int64_t i = 0; parted == 0; i++) {
        enum status st;

        r = p.session.exercise.records[i];
        st = exercise_apply(&x, &r, &f);
        assert_true(st == STATUS_OK || st == STATUS_MISMATCH);
        parted = st == STATUS_MISMATCH ? r.n : 0;
    }
    assert_non_null(strstr(f.line[0], "the run differs from the log at this step"));
    exercise_free(&x);
    played_leave(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_prefix_is_an_exercise),
        cmocka_unit_test(the_log_is_the_exercise),
        cmocka_unit_test(back_then_forward),
        cmocka_unit_test(killed_at_every_record),
        cmocka_unit_test(another_exercise_is_refused),
        cmocka_unit_test(a_run_that_parts_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

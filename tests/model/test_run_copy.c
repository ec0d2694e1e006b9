/* Tests copies in the memory of another run. */
#include "assert_ok.h"
#include "continuations.h"
#include "failing.h"

enum { MANY_STATES = 200 };

static void
load_many_states(struct scenario *s)
{
    struct buffer json = {0};

    buffer_text(&json, "{'start': '2021-01-01', 'horizon_days': 100, 'states': {");
    for (int32_t k = 0; k < MANY_STATES; k++) {
        buffer_printf(&json, "%s's%d': {}", k > 0 ? ", " : "", k);
    }
    buffer_text(&json, "}, 'sources': {");
    for (int32_t k = 0; k < MANY_STATES; k++) {
        buffer_printf(&json, "%s'o%d': {'kind': 'state', 'home': 's%d', 'targets': {'s%d': 3}}",
            k > 0 ? ", " : "", k, k, (k + 1) % MANY_STATES);
    }
    buffer_text(&json, "}}");
    worlds_load(s, json.at);
    buffer_free(&json);
}

/* One run receives copies of many days, one after the other. Its memory still has the contents of
   the last continuation. */
static void
test_copies_continue_equally(void **state)
{
    static struct run r, to;
    struct diary whole = {.messages = true, .trust = true}, first = whole;
    struct trace_sink whole_sink = diary_sink(&whole), first_sink = diary_sink(&first);
    struct scenario s;
    const struct world *w;
    uint64_t fingerprint;

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 7, 1, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 900, NULL, &whole_sink), RUN_REACHED);
    fingerprint = r.kernel.fingerprint;
    run_free(&r);
    assert_ok(run_init(&r, w, 7, 1, 0, NULL), NULL);
    for (double day = 3; day < 900; day += 41) {
        struct diary rest = {.messages = true, .trust = true};
        struct trace_sink sink = diary_sink(&rest);

        assert_int_equal(run_until(&r, w, day, NULL, &first_sink), RUN_REACHED);
        assert_ok(run_copy_into(&to, &r), NULL);
        assert_true(same_bytes(&to, &r));
        assert_null(run_verify(&to, w));
        buffer_add(&rest.text, first.text.length > 0 ? first.text.at : "", first.text.length);
        assert_int_equal(run_until(&to, w, 900, NULL, &sink), RUN_REACHED);
        assert_true(to.kernel.fingerprint == fingerprint);
        assert_int_equal(rest.text.length, whole.text.length);
        assert_memory_equal(rest.text.at, whole.text.at, rest.text.length);
        buffer_free(&rest.text);
    }
    assert_true(finish(&r, w) == fingerprint); /* the copies did not change it */
    buffer_free(&whole.text);
    buffer_free(&first.text);
    run_free(&to);
    run_free(&r);
    scenario_free(&s);
}

/* Runs of worlds of other sizes receive the copy: smaller, larger, and with 200 states. */
static void
test_copies_into_runs_of_other_sizes(void **state)
{
    struct scenario s[3];
    struct run from, to, other;

    (void)state;
    worlds_load(&s[0], SMALL);
    worlds_load(&s[1], LARGE);
    load_many_states(&s[2]);
    for (int a = 0; a < 3; a++) {
        const struct world *w = worlds_first(&s[a]);
        uint64_t fingerprint;

        begin_until(&from, w, 1, 60);
        assert_ok(run_copy(&other, &from), NULL);
        fingerprint = finish(&other, w);
        run_free(&other);
        for (int b = 0; b < 3; b++) {
            begin_until(&to, worlds_first(&s[b]), 2, 90);
            assert_ok(run_copy_into(&to, &from), NULL);
            assert_true(same_bytes(&to, &from));
            assert_null(run_verify(&to, w));
            assert_true(finish(&to, w) == fingerprint);
            assert_null(run_verify(&to, w));
            /* The run can begin again as a run of the first world. */
            assert_ok(run_reset(&to, w, 7, 1, 0, NULL), NULL);
            assert_true(finish(&to, w) == fingerprint);
            run_free(&to);
        }
        run_free(&from);
    }
    for (int a = 0; a < 3; a++) {
        scenario_free(&s[a]);
    }
}

/* The copy begins with full arrays: all of them, only the pools, or only the lists of unused
   elements. The arrays grow while the copy continues. */
static void
test_pools_grow_in_the_copy(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run from, to;
    uint64_t fingerprint;

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    begin_until(&from, w, 1, 20);
    begin_until(&to, w, 1, 900);
    fingerprint = to.kernel.fingerprint;
    for (int full = 0; full < 3; full++) {
        int grown = 0;

        assert_ok(run_copy_into(&to, &from), NULL);
        for (int32_t k = RUN_WORLD_ARRAYS; k < to.n_arrays; k++) {
            if (full == 0 || (k - RUN_WORLD_ARRAYS) % 2 == full - 1) {
                to.arrays[k].capacity = to.arrays[k].count;
            }
        }
        assert_true(finish(&to, w) == fingerprint);
        for (int32_t k = RUN_WORLD_ARRAYS; k < to.n_arrays; k++) {
            grown += to.arrays[k].count > from.arrays[k].count;
        }
        assert_true(grown >= 5);
        assert_null(run_verify(&to, w));
    }
    run_free(&to);
    run_free(&from);
    scenario_free(&s);
}

static void
no_counts(const struct world *w, int32_t *counts)
{
    (void)w;
    (void)counts;
}

/* A refused copy changes nothing. */
static void
test_refused_copies(void **state)
{
    static const size_t sizes[] = {sizeof(int64_t)};
    static const struct observer counter = {
        .n_arrays = 1, .element_sizes = sizes, .initial = no_counts};
    static const struct observer *const list[] = {&counter};
    const struct observers observers = {.n = 1, .at = list};
    struct scenario s;
    const struct world *w;
    struct run r, observed, before;

    (void)state;
    worlds_load(&s, SMALL);
    w = worlds_first(&s);
    begin_until(&r, w, 1, 300);
    assert_ok(run_copy(&before, &r), NULL);
    assert_ok(run_init(&observed, w, 1, 1, 0, &observers), NULL);
    assert_int_equal(run_copy_into(&r, &r), STATUS_BAD_INPUT);
    assert_int_equal(run_copy_into(&r, &observed), STATUS_BAD_INPUT);
    assert_int_equal(run_copy_into(&observed, &r), STATUS_BAD_INPUT);
    assert_true(same_bytes(&r, &before));
    assert_true(finish(&r, w) == finish(&before, w));
    run_free(&observed);
    run_free(&before);
    run_free(&r);
    scenario_free(&s);
}

/* Memory */

/* Returns the number of allocations of a copy and its continuation for 180 days. */
static int32_t
allocations(struct run *to, const struct run *from, const struct world *w, bool into)
{
    failing.failed = 0;
    failing.left = INT32_MAX;
    failing.armed = true;
    assert_ok((into ? run_copy_into : run_copy)(to, from), NULL);
    assert_int_equal(run_until(to, w, from->kernel.now + 180, NULL, NULL), RUN_REACHED);
    failing.armed = false;
    return INT32_MAX - failing.left;
}

static void
test_copies_allocate_only_once(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run from, to = {0}, copy;

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    begin_until(&from, w, 1, 400);
    if (OWN_MALLOC) {
        assert_true(allocations(&to, &from, w, true) > 10);
        for (int k = 0; k < 5; k++) {
            assert_int_equal(allocations(&to, &from, w, true), 0);
        }
        assert_true(allocations(&copy, &from, w, false) > 10); /* the twin */
        run_free(&copy);
    }
    run_free(&to);
    run_free(&from);
    scenario_free(&s);
}

static struct scenario small, large;
static struct run source;

/* Copies into a zeroed run, and continues it. */
static enum status
copy_and_continue(void)
{
    struct run to = {0};
    enum status st;

    TRY(run_copy_into(&to, &source));
    if (run_until(&to, worlds_first(&large), 200, NULL, NULL) == RUN_NO_MEMORY) {
        st = STATUS_NO_MEMORY;
    }
out:
    run_free(&to);
    return st;
}

/* Copies into a run of a smaller world; allocation n fails. Returns whether the copy failed. In
   this case the smaller run continues as if there had been no copy. */
static bool
copy_fails(int32_t n, uint64_t fingerprint_of_small, uint64_t fingerprint_of_large)
{
    const struct world *w = worlds_first(&small);
    struct run to, again;
    enum status st;

    begin_until(&to, w, 1, 30);
    failing.failed = 0;
    failing.for_good = false;
    failing.left = n;
    failing.armed = true;
    st = run_copy_into(&to, &source);
    failing.armed = false;
    if (failing.failed == 0) {
        assert_ok(st, NULL);
        assert_true(finish(&to, worlds_first(&large)) == fingerprint_of_large);
    } else {
        assert_int_equal(st, STATUS_NO_MEMORY);
        assert_null(run_verify(&to, w));
        assert_ok(run_copy(&again, &to), NULL);
        assert_true(finish(&to, w) == fingerprint_of_small);
        assert_ok(run_copy_into(&to, &again), NULL);
        assert_true(finish(&to, w) == fingerprint_of_small);
        run_free(&again);
    }
    run_free(&to);
    return failing.failed > 0;
}

static void
test_copies_without_memory(void **state)
{
    struct run r;
    uint64_t of_small, of_large;
    int32_t n = 0;

    (void)state;
    worlds_load(&small, SMALL);
    worlds_load(&large, LARGE);
    begin_until(&r, worlds_first(&small), 1, 30);
    of_small = finish(&r, worlds_first(&small));
    run_free(&r);
    begin_until(&source, worlds_first(&large), 1, 150);
    assert_ok(run_copy(&r, &source), NULL);
    of_large = finish(&r, worlds_first(&large));
    run_free(&r);
    while (copy_fails(n, of_small, of_large)) {
        n++;
    }
    assert_true(n > 3 || !OWN_MALLOC);
    failing_everywhere(copy_and_continue, false);
    failing_everywhere(copy_and_continue, true);
    run_free(&source);
    scenario_free(&large);
    scenario_free(&small);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies_continue_equally),
        cmocka_unit_test(test_copies_into_runs_of_other_sizes),
        cmocka_unit_test(test_pools_grow_in_the_copy),
        cmocka_unit_test(test_refused_copies),
        cmocka_unit_test(test_copies_allocate_only_once),
        cmocka_unit_test(test_copies_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests forks: continuations of one run with other random numbers. */
#include "assert_ok.h"
#include "continuations.h"

#include "kernel/tally.h"

/* Runs fork `number` of a copy to the horizon. NUMBER_OF_COPY: runs the copy itself. */
enum { NUMBER_OF_COPY = 1000 };

static uint64_t
fork_of(const struct run *from, const struct world *w, uint64_t number, struct diary *d)
{
    static struct run to;
    struct trace_sink sink = diary_sink(d);

    *d = (struct diary){.messages = true, .trust = true};
    assert_ok(run_copy_into(&to, from), NULL);
    if (number != NUMBER_OF_COPY) {
        run_fork(&to, number);
    }
    assert_int_equal(run_until(&to, w, w->horizon_days, NULL, &sink), RUN_REACHED);
    assert_null(run_verify(&to, w));
    return to.kernel.fingerprint;
}

/* Each fork has one future. It is always the same, and differs from those of other forks and from
   that of the run. */
static void
test_forks_are_repeated_and_differ(void **state)
{
    enum { FORKS = 20 };
    struct scenario s;
    const struct world *w;
    struct run r;
    struct diary d, again;
    uint64_t prints[FORKS + 1];

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    begin_until(&r, w, 1, 300);
    prints[FORKS] = fork_of(&r, w, NUMBER_OF_COPY, &d);
    buffer_free(&d.text);
    for (uint64_t k = 0; k < FORKS; k++) {
        prints[k] = fork_of(&r, w, k, &d);
        assert_true(fork_of(&r, w, k, &again) == prints[k]);
        assert_true(diary_same(&d, &again, true));
    }
    for (int k = 0; k <= FORKS; k++) {
        for (int m = 0; m < k; m++) {
            assert_true(prints[k] != prints[m]);
        }
    }
    assert_true(finish(&r, w) == prints[FORKS]);
    run_free(&r);
    scenario_free(&s);
}

/* A fork of a copy is a copy of a fork. A fork of a fork is another future. */
static void
test_forks_and_copies_commute(void **state)
{
    struct scenario s;
    const struct world *w;
    struct run r, fork = {0}, copy = {0};
    uint64_t fingerprint;

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    begin_until(&r, w, 1, 300);
    assert_ok(run_copy_into(&copy, &r), NULL);
    run_fork(&copy, 5);
    run_fork(&r, 5);
    assert_ok(run_copy_into(&fork, &r), NULL);
    assert_true(same_bytes(&fork, &copy));
    fingerprint = finish(&fork, w);
    assert_true(finish(&copy, w) == fingerprint);
    run_fork(&r, 5);
    assert_true(finish(&r, w) != fingerprint);
    run_free(&copy);
    run_free(&fork);
    run_free(&r);
    scenario_free(&s);
}

/* Candidates: the type and severity of those that started, in the order of their identity. */
struct candidates {
    int32_t n;
    uint64_t id[4000];
    int32_t nature[4000];
};

static void
note_candidate(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct candidates *c = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_STARTED && f->incident->source != NONE && c->n < 4000) {
        c->id[c->n] = f->incident->id;
        c->nature[c->n++] = 100 * f->incident->type + f->incident->severity;
    }
}

/* Continues fork `number`. The seats choose the best option for the model, or the last possible
   option. */
static void
follow(const struct run *from, const struct world *w, uint64_t number, bool last,
    struct candidates *found)
{
    struct trace_sink sink = {found, note_candidate};
    struct run to = {0};

    found->n = 0;
    assert_ok(run_copy_into(&to, from), NULL);
    run_fork(&to, number);
    while (worlds_next_decision(&to, w, w->horizon_days, &sink) == RUN_DECISION) {
        struct option options[RESPONSE_MAX];
        int32_t covert = run_choice(&to, w, SIDE_COVERT, NONE);
        int32_t overt = run_choice(&to, w, SIDE_OVERT, covert);
        int32_t n = run_options(&to, w, SIDE_OVERT, covert, options);

        for (int32_t k = 0; last && k < n; k++) {
            overt = options[k].utility > -INFINITY ? options[k].response : overt;
        }
        assert_ok(
            run_choose(&to, w, covert, overt, run_choice(&to, w, SIDE_HELP, NONE), NULL, &sink),
            NULL);
    }
    run_free(&to);
}

/* Returns the share of the common candidates that have the same nature. *n is the number of common
   candidates. */
static double
same_nature(const struct candidates *a, const struct candidates *b, int32_t *n)
{
    int32_t same = 0;

    *n = 0;
    for (int32_t k = 0; k < a->n; k++) {
        for (int32_t m = 0; m < b->n; m++) {
            if (a->id[k] == b->id[m]) {
                (*n)++;
                same += a->nature[k] == b->nature[m];
            }
        }
    }
    return (double)same / *n;
}

/* Forks with the same number have the same candidates for all choices. The twins with other numbers
   have not. */
static void
test_forks_of_one_number_have_common_candidates(void **state)
{
    static struct candidates first, last, other;
    struct scenario s;
    const struct world *w;
    struct run r;
    int32_t n, others = 0;

    (void)state;
    worlds_load(&s, LARGE);
    w = worlds_first(&s);
    begin_until(&r, w, 1, 300);
    run_seat(&r, worlds_state(w, "a"), true);
    follow(&r, w, 1, false, &first);
    follow(&r, w, 1, true, &last);
    assert_true(same_nature(&first, &last, &n) == 1);
    assert_true(n > 20);
    for (uint64_t number = 2; number <= 4; number++) {
        follow(&r, w, number, false, &other);
        assert_true(same_nature(&first, &other, &n) < 0.5);
        others += n;
    }
    assert_true(others > 40);
    run_free(&r);
    scenario_free(&s);
}

static void
count_start(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(int64_t *)self += f->kind == OBS_STARTED;
}

/* Incidents of one source in 400 forks of one day: Poisson counts as in independent runs, within
   four standard errors. The twin, with one number for all, has no variance. */
static void
test_forks_are_independent(void **state)
{
    enum { FORKS = 400 };
    const double mean = 30 * 1461 / 365.25;
    struct scenario s;
    const struct world *w;
    struct run r, to = {0};

    (void)state;
    worlds_load(&s, WORLD("'states': {'a': {}}, 'horizon_days': 1826.25, 'sources': {'x': "
                          "{'kind': 'criminal', 'targets': {'a': 30}, 'frailty_k': 0, "
                          "'campaign_size_mean': 0}}"));
    w = worlds_first(&s);
    begin_until(&r, w, 1, 365.25);
    for (int twin = 0; twin < 2; twin++) {
        struct tally counts = {0};

        for (uint64_t k = 1; k <= FORKS; k++) {
            int64_t n = 0;
            struct trace_sink sink = {&n, count_start};

            assert_ok(run_copy_into(&to, &r), NULL);
            run_fork(&to, twin ? 1 : k);
            assert_int_equal(run_until(&to, w, 1826.25, NULL, &sink), RUN_REACHED);
            tally_add(&counts, (double)n);
        }
        if (twin) {
            assert_true(tally_variance(&counts) == 0);
        } else {
            assert_true(worlds_near(counts.mean, mean, 4 * sqrt(mean / FORKS)));
            assert_true(
                worlds_near(tally_variance(&counts), mean, 4 * mean * sqrt(2.0 / FORKS)));
        }
    }
    run_free(&to);
    run_free(&r);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forks_are_repeated_and_differ),
        cmocka_unit_test(test_forks_and_copies_commute),
        cmocka_unit_test(test_forks_of_one_number_have_common_candidates),
        cmocka_unit_test(test_forks_are_independent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

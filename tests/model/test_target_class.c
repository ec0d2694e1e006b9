/* Tests the class of the target of a scripted incident: it is stated in the inject, or drawn. */
#include "worlds.h"

#include "model/catalogue/measure.h"

enum { CLASSES = 5, RUNS = 60 };

#define SCRIPT(n, member)                                                                      \
    "'i" n "': {'day': '2021-01-0" n                                                           \
    "', 'source': 'x', 'target': 'b', 'type': "                                                \
    "'ddos_disruption'" member "}"
#define SCRIPTED(one, two, three, four, five)                                                  \
    WORLD("'states': {'a': {" NEUTRAL_STATE "}, 'b': {" NEUTRAL_STATE                          \
          "}}, 'sources': {'x': {'kind': 'state', 'home': 'a'}}, 'injects': {" SCRIPT(         \
              "1", one) ", " SCRIPT("2", two) ", " SCRIPT("3", three) ", " SCRIPT("4",         \
              four) ", " SCRIPT("5", five) "}")
#define CLASS(word) ", 'target_class': '" word "'"

/* The incidents of the five injects, by day. */
struct started {
    struct incident of[CLASSES];
    int n;
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *o)
{
    struct started *x = self;

    (void)w;
    (void)r;
    if (o->kind == OBS_STARTED && x->n < CLASSES) {
        x->of[x->n++] = *o->incident;
    }
}

static struct started
play(const struct world *w, uint64_t replication)
{
    struct started x = {.n = 0};
    struct trace_sink sink = {&x, note};
    struct run r;

    assert_ok(run_init(&r, w, 4, replication, 0, NULL), NULL);
    assert_int_equal(run_until(&r, w, 6, NULL, &sink), RUN_REACHED);
    assert_int_equal(x.n, CLASSES);
    run_free(&r);
    return x;
}

/* Counts the runs in which each incident has the class that the second world states; everything
   else about it is the same in both worlds. */
static void
count_stated(const char *json, int stated[CLASSES], int critical[CLASSES])
{
    static const int classes[] = {
        TARGET_ANY, TARGET_PRIVATE, TARGET_GOVERNMENT, TARGET_MILITARY, TARGET_PRIVATE};
    struct scenario plain, scripted;

    worlds_load(&plain, SCRIPTED("", "", "", "", ""));
    worlds_load(&scripted, json);
    for (uint64_t n = 1; n <= RUNS; n++) {
        struct started without = play(worlds_first(&plain), n);
        struct started with = play(worlds_first(&scripted), n);

        for (int k = 0; k < CLASSES; k++) {
            struct incident expected = without.of[k];

            expected.target_class = with.of[k].target_class;
            expected.critical = with.of[k].critical;
            assert_memory_equal(&expected, &with.of[k], sizeof(expected));
            stated[k] += with.of[k].target_class == classes[k];
            critical[k] += with.of[k].critical;
            assert_true(k > 0 || with.of[k].target_class == without.of[k].target_class);
        }
    }
    scenario_free(&scripted);
    scenario_free(&plain);
}

static void
test_stated(void **state)
{
    int stated[CLASSES] = {0}, critical[CLASSES] = {0};

    (void)state;
    count_stated(SCRIPTED(CLASS("any"), CLASS("private"), CLASS("government"),
                     CLASS("military"), CLASS("critical")),
        stated, critical);
    assert_int_equal(stated[0], 0); /* no incident is of the class "any" */
    for (int k = 1; k < CLASSES; k++) {
        assert_int_equal(stated[k], RUNS);
        assert_int_equal(critical[k], k == CLASSES - 1 ? RUNS : 0);
    }
}

/* The twin: without the member, each class and critical infrastructure are drawn. */
static void
test_drawn(void **state)
{
    int stated[CLASSES] = {0}, critical[CLASSES] = {0};

    (void)state;
    count_stated(SCRIPTED("", "", "", "", ""), stated, critical);
    for (int k = 1; k < CLASSES; k++) {
        assert_in_range(stated[k], 1, RUNS - 1);
        assert_in_range(critical[k], 1, RUNS - 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stated),
        cmocka_unit_test(test_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

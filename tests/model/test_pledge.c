/* Tests the default effects of pledges. The row of the family has the recorded change of one
   pair of states, shrunk by a prior; the row of this pair has the recorded change itself. Both
   promise the same share. Also tests the weight of the state's own promise. MODEL.md (8.4),
   (10.8) */
#include "worlds.h"

#include "kernel/tally.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { STATISTICS = 0 };
#else
enum { STATISTICS = 1 };
#endif

/* Two rivals with one attributed attack per year in each direction, as in test_trust. */
#define SOURCE(home, target)                                                                   \
    "'of_" home "': {'kind': 'state', 'home': '" home "', 'targets': {'" target                \
    "': 1}, "                                                                                  \
    "'campaign_size_mean': 0, 'mix': {'ddos_disruption': 0.3, 'malware_degradation': 0.3, "    \
    "'intrusion_long_espionage': 0.4}}"
#define PLEDGE(measures, parameters)                                                           \
    WORLD("'horizon_days': 3652.5, "                                                           \
          "'states': {'a': {'attribution': 0.75}, 'b': {'attribution': 0.75}}, "               \
          "'pairs': {'a:b': {'tension_baseline': 0.25, 'tension_start': 0.25, "                \
          "'trust_good': 1.2, 'trust_bad': 2.8}}, "                                            \
          "'sources': {" SOURCE("a", "b") ", " SOURCE("b", "a") "}, "                          \
          "'parameters': {" parameters "}, "                                                   \
          "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'suspension': "                 \
          "{'hazard_per_day': 0}, 'measures': {" measures "}}}")
#define FAMILY(more) "'restraint_pledge': {" more "}"
#define RECORDED(more) "'us_china_2015_pledge': {" more "}"

static bool
same(const char *one, const char *other)
{
    const char *const texts[2] = {one, other};
    struct diary d[2];

    for (int k = 0; k < 2; k++) {
        struct scenario s;

        worlds_load(&s, texts[k]);
        d[k] = worlds_diary(worlds_first(&s), 3, true);
        scenario_free(&s);
    }
    return diary_same(&d[0], &d[1], false);
}

static void
test_the_default_change_is_shrunk(void **state)
{
    bool family =
        same(PLEDGE(FAMILY(""), ""), PLEDGE(FAMILY("'accepted_rate_change': -0.3"), ""));
    bool recorded =
        same(PLEDGE(RECORDED(""), ""), PLEDGE(RECORDED("'accepted_rate_change': -0.74"), ""));
    bool promise = same(PLEDGE(FAMILY(""), ""), PLEDGE(FAMILY("'promise': 0.74"), ""));

    (void)state;
    print_message("change by default -0.3: %s, of the fitted row -0.74: %s, promise 0.74: %s\n",
        family ? "yes" : "no", recorded ? "yes" : "no", promise ? "yes" : "no");
    assert_true(family && recorded && promise);
    /* the twins: the values are exchanged */
    family = same(PLEDGE(FAMILY(""), ""), PLEDGE(FAMILY("'accepted_rate_change': -0.74"), ""));
    recorded =
        same(PLEDGE(RECORDED(""), ""), PLEDGE(RECORDED("'accepted_rate_change': -0.3"), ""));
    promise = same(PLEDGE(FAMILY(""), ""), PLEDGE(FAMILY("'promise': 0.3"), ""));
    print_message("exchanged -0.74: %s, -0.3: %s, 0.3: %s\n", family ? "yes" : "no",
        recorded ? "yes" : "no", promise ? "yes" : "no");
    assert_false(family || recorded || promise);
}

/* Means of one run: trust of both states, and hostile responses. */
struct means {
    double trust, hostile;
};

static void
note_hostile(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)r;
    if (f->kind == OBS_DECIDED && f->value != 0) {
        ((struct means *)self)->hostile +=
            response_is_hostile(WORLD_RESPONSE(w, f->incident->overt)) +
            response_is_hostile(WORLD_RESPONSE(w, f->incident->covert));
    }
}

static struct means
means_of(const struct world *w, uint64_t replication)
{
    static struct run r;
    struct sim_context s = {.run = &r, .world = w};
    struct means x = {0, 0};
    struct trace_sink sink = {&x, note_hostile};

    worlds_begin(&r, w, 1, replication);
    assert_int_equal(run_until(&r, w, w->horizon_days, NULL, &sink), RUN_REACHED);
    for (int k = 0; k < 2; k++) {
        x.trust += tally_time_area(&SIM_PAIR(&s, 0)->direction[k].trust, w->horizon_days) /
                   w->horizon_days / 2;
    }
    return x;
}

/* Paired differences of trust and of hostile responses from the world without the pledge. */
static void
effect(const char *name, const char *with, const char *without, struct tally change[2])
{
    const char *const texts[2] = {without, with};
    struct scenario s[2];
    uint64_t runs = STATISTICS ? (long_form() ? 2000 : 300) : 2;

    change[0] = change[1] = (struct tally){0};
    worlds_load(&s[0], texts[0]);
    worlds_load(&s[1], texts[1]);
    for (uint64_t n = 1; n <= runs; n++) {
        struct means x = means_of(worlds_first(&s[0]), n), y = means_of(worlds_first(&s[1]), n);

        tally_add(&change[0], y.trust - x.trust);
        tally_add(&change[1], y.hostile - x.hostile);
    }
    scenario_free(&s[0]);
    scenario_free(&s[1]);
    print_message("%s: trust %+.3f +- %.3f, hostile responses %+.2f +- %.2f\n", name,
        change[0].mean, 1.96 * sqrt(tally_variance(&change[0]) / (double)runs), change[1].mean,
        1.96 * sqrt(tally_variance(&change[1]) / (double)runs));
}

/* Prints trust under the default, where the promise of .74 is kept in part. The weight of a state's
   own promise belongs to the effect on its responses, not to the effect on trust. */
static void
test_what_the_default_does(void **state)
{
    struct tally half[2], kept[2], free_[2];

    (void)state;
    effect("default", PLEDGE(FAMILY(""), ""), PLEDGE("", ""), half);
    effect("kept (-0.74)", PLEDGE(FAMILY("'accepted_rate_change': -0.74"), ""), PLEDGE("", ""),
        kept);
    effect("default, w_pledge 0", PLEDGE(FAMILY(""), "'decision': {'w_pledge': 0}"),
        PLEDGE("", "'decision': {'w_pledge': 0}"), free_);
    assert_true(!STATISTICS || (kept[0].mean > half[0].mean && kept[1].mean < half[1].mean));
    assert_true(!STATISTICS || half[1].mean < free_[1].mean);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_default_change_is_shrunk),
        cmocka_unit_test(test_what_the_default_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the number of incidents of campaigns, in total and on one day, for different headrooms.
   MODEL.md (1.4), (1.9) */
#include "worlds.h"

#include "kernel/portable_math.h"
#include "kernel/tally.h"

struct campaigns {
    struct tally counts;
    /* incidents of this run, incidents of all runs, and those that share their day with another
       one */
    int64_t n, all, same;
    int64_t together; /* incidents so far on the day of the last one */
    double last;
};

static void
note_campaign(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct campaigns *c = self;
    bool again = c->n > 0 && f->day == c->last;

    (void)w;
    (void)r;
    if (f->kind == OBS_STARTED) {
        c->together = again ? c->together + 1 : 1;
        c->same += c->together == 2 ? 2 : c->together > 2;
        c->last = f->day;
        c->n++;
        c->all++;
    } else if (f->kind == OBS_OVER) {
        tally_add(&c->counts, (double)c->n);
        c->n = 0;
    }
}

/* Members follow at once, so that the incidents of a campaign have equal days. */
static struct campaigns
campaigns_of(const char *name, const char *headroom, const char *mean)
{
    struct campaigns c = {.n = 0};
    struct trace_sink sink = {&c, note_campaign};
    struct buffer json = {0};

    buffer_printf(&json,
        WORLD("'states': {'a': {}}, 'horizon_days': 3652.5, "
              "'parameters': {'rates': {'headroom': %s}}, "
              "'sources': {'x': {'kind': 'criminal', 'targets': {'a': 5}, "
              "'bundle_lag_days': 0%s}}"),
        headroom, mean);
    worlds_many(json.at, 400, &sink);
    buffer_free(&json);
    print_message("%s, headroom %s: variance / mean %.3f, same day %.4f\n", name, headroom,
        tally_variance(&c.counts) / c.counts.mean, (double)c.same / (double)c.all);
    return c;
}

/* Checks the mean, the variance, and the share of incidents whose campaign has other incidents. A
   campaign has 1 + Poisson(m) incidents. */
static bool
is_campaigns(const struct campaigns *c, double m)
{
    double mean = c->counts.mean, n = (double)c->counts.n;
    double ratio = tally_variance(&c->counts) / mean;
    double expected = (1 + 3 * m + m * m) / (1 + m); /* E[N^2] / E[N] */
    double share = 1 - portable_exp(-m) / (1 + m), all = (double)c->all;

    return worlds_near(mean, 50, 4 * sqrt(50 * expected / n)) &&
           worlds_near(ratio, expected, 4 * expected * sqrt(2 / n)) &&
           worlds_near((double)c->same / all, share, 4 * sqrt(share * (1 - share) * 2 / all));
}

static void
test_headroom_changes_no_distribution(void **state)
{
    static const char *const headrooms[] = {"1.0001", "2", "10"};
    struct campaigns c;

    (void)state;
    for (int k = 0; k < 3; k++) {
        c = campaigns_of("campaigns of 1", headrooms[k], ", 'campaign_size_mean': 1");
        assert_true(is_campaigns(&c, 1));
    }
    c = campaigns_of("the default", "2", ""); /* the default: 12 % */
    assert_true(is_campaigns(&c, 0.066));
    /* the twin: the number of members under the earlier rule, which divided the mean by
       `headroom` */
    c = campaigns_of("twin", "2", ", 'campaign_size_mean': 0.5");
    assert_false(is_campaigns(&c, 1));
    c = campaigns_of("twin", "10", ", 'campaign_size_mean': 0.1");
    assert_false(is_campaigns(&c, 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_headroom_changes_no_distribution)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests limiting cases with known results. Each test has a slightly different twin world that
   must fail. */
#include "assert_ok.h"
#include "worlds.h"

#include "kernel/portable_math.h"
#include "kernel/tally.h"
#include "model/dyad/dyad.h"
#include "model/incident/desk.h"
#include "model/state/sim.h"

/* Poisson and negative binomial counts */

struct arrivals {
    struct tally counts, gaps;
    int64_t n, zero;
    double last;
};

static void
note_arrival(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct arrivals *a = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_STARTED) {
        if (a->n > 0) {
            tally_add(&a->gaps, f->day - a->last);
        }
        a->last = f->day;
        a->n++;
    } else if (f->kind == OBS_OVER) {
        tally_add(&a->counts, (double)a->n);
        a->zero += a->n == 0 ? 1 : 0;
        a->n = 0;
    }
}

#define ALONE ", 'campaign_size_mean': 0"

static struct arrivals
arrivals_of(const char *rate, const char *more, uint64_t runs)
{
    struct arrivals a = {.n = 0};
    struct trace_sink sink = {&a, note_arrival};
    struct buffer json = {0};

    buffer_printf(&json,
        WORLD("'states': {'a': {}}, 'horizon_days': 3652.5, "
              "'sources': {'x': {'kind': 'criminal', 'targets': {'a': %s}%s}}"),
        rate, more);
    worlds_many(json.at, runs, &sink);
    buffer_free(&json);
    return a;
}

static bool
is_poisson(const struct arrivals *a, double mean)
{
    double n = (double)a->counts.n;
    double variance = tally_variance(&a->counts);

    return worlds_near(a->counts.mean, mean, 4 * sqrt(mean / n)) &&
           worlds_near(variance / a->counts.mean, 1, 4 * sqrt(2 / n)) &&
           worlds_near(sqrt(tally_variance(&a->gaps)) / a->gaps.mean, 1, 4 / sqrt(mean * n));
}

static void
test_counts_are_poisson(void **state)
{
    struct arrivals a = arrivals_of("10", ALONE, 500), bundled, frail;

    (void)state;
    assert_true(is_poisson(&a, 100));
    bundled = arrivals_of("10", ", 'campaign_size_mean': 1", 500);
    frail = arrivals_of("10", ALONE ", 'frailty_k': 50", 500);
    assert_false(is_poisson(&bundled, 100));
    assert_false(is_poisson(&frail, 100));
}

static bool
is_negative_binomial(const struct arrivals *a, double mean, double k)
{
    double m = a->counts.mean, v = tally_variance(&a->counts), n = (double)a->counts.n;
    double zero = portable_exp(-k * portable_log(1 + mean / k));

    return worlds_near(m, mean, 4 * sqrt((mean + mean * mean / k) / n)) &&
           worlds_near(m * m / (v - m), k, 0.25 * k) &&
           worlds_near((double)a->zero / n, zero, 4 * sqrt(zero * (1 - zero) / n));
}

static void
test_frailty_makes_counts_negative_binomial(void **state)
{
    struct arrivals a = arrivals_of("0.5", ALONE ", 'frailty_k': 0.45", 3000), twin;

    (void)state;
    assert_true(is_negative_binomial(&a, 5, 0.45));
    twin = arrivals_of("0.5", ALONE ", 'frailty_k': 0.7", 3000);
    assert_false(is_negative_binomial(&twin, 5, 0.45));
}

/* The technical desk as an M/M/2 queue */

static void
serve_criminals(const char *hours, double *wait, double *use)
{
    struct tally waits = {0};
    struct buffer json = {0};
    struct scenario s;
    const struct world *w;

    *use = 0;
    buffer_printf(&json,
        WORLD("'states': {'a': {'analysts': 2, 'triage_hours': %s}}, "
              "'horizon_days': 20000, "
              "'sources': {'x': {'kind': 'criminal', "
              "'targets': {'a': 584.4}, "
              "'campaign_size_mean': 0}}"),
        hours);
    worlds_load(&s, json.at);
    w = worlds_first(&s);
    for (uint64_t k = 1; k <= 8; k++) {
        static struct run r;
        const struct desk *d;

        worlds_begin(&r, w, 1, k);
        assert_int_equal(run_until(&r, w, w->horizon_days, NULL, NULL), RUN_REACHED);
        d = ARRAY_AT(struct desk, &r.desks, desk_technical(0));
        tally_merge(&waits, &d->wait_days);
        *use += tally_time_area(&d->busy_time, w->horizon_days) / (2 * w->horizon_days) / 8;
    }
    *wait = waits.mean;
    scenario_free(&s);
    buffer_free(&json);
}

static void
test_desk_is_an_mm2_queue(void **state)
{
    /* 1.6 arrivals a day, service of a day: utilisation 0.8, wait rho^2 / (1 - rho^2) */
    double expected = 0.64 / 0.36, wait, use;

    (void)state;
    serve_criminals("24", &wait, &use);
    assert_true(worlds_near(wait, expected, 0.08 * expected));
    assert_true(worlds_near(use, 0.8, 0.01));
    serve_criminals("25", &wait, &use);
    assert_false(worlds_near(wait, expected, 0.08 * expected));
    assert_false(worlds_near(use, 0.8, 0.01));
}

/* Tension as shot noise: mean and variance by Campbell's theorem */

static void
estimate_tension(double rate, double *mean, double *variance, double *area)
{
    struct scenario s;
    const struct world *w;
    struct run r;
    struct sim_context sim;
    struct dyad_direction direction;
    struct stream_base base = {8, 1, 0};
    struct tally seen = {0};
    double next_look = 2000;
    const double end = 4e6;

    worlds_load(&s, WORLD("'states': {'a': {}, 'b': {}}, "
                          "'pairs': {'a:b': {'tension_baseline': 0.25, "
                          "'tension_start': 0.25, 'routine_contacts_per_year': 0}}, "
                          "'parameters': {'tension': {'threshold': 100}}"));
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    sim = (struct sim_context){.run = &r, .world = w};
    direction = dyad_direction(&sim, 0, 1);
    for (uint64_t k = 0; r.kernel.now < end; k++) {
        double gap = -portable_log(stream_uniform(&base, 1, 1, k)) / rate;
        double next = r.kernel.now + gap;

        while (next_look < next) {
            r.kernel.now = next_look;
            tally_add(&seen, dyad_tension(&sim, direction));
            next_look += 40;
        }
        r.kernel.now = next;
        dyad_tension_shock(&sim, direction, 0.35, 77 + (k >> 16), k & 0xffff);
    }
    *mean = seen.mean;
    *variance = tally_variance(&seen);
    *area = run_tension_area(&r, w, 0, 0) / r.kernel.now;
    run_free(&r);
    scenario_free(&s);
}

static void
test_tension_is_shot_noise(void **state)
{
    const double tau = 90 / 0.69314718055994531, rate = 0.02;
    const double expected = 0.25 + rate * 0.35 * tau;
    const double spread = rate * 0.35 * 0.35 * exp(0.25) * tau / 2;
    double mean, variance, area;

    (void)state;
    estimate_tension(rate, &mean, &variance, &area);
    assert_true(worlds_near(mean, expected, 0.02));
    assert_true(worlds_near(area, expected, 0.02));
    assert_true(worlds_near(variance, spread, 0.02));
    assert_false(worlds_near(
        variance, spread * exp(-0.25), 0.02)); /* variance without noise of the jumps */
    estimate_tension(rate * 1.05, &mean, &variance, &area);
    assert_false(worlds_near(mean, expected, 0.02));
}

/* Counter-operations with a fixed probability */

#define ONLY_REPLIES(a, b, p, more)                                                            \
    "'states': {'a': {'operation_teams': 1000, 'retaliation': " a                              \
    "}, 'b': {'operation_teams': 1000, 'retaliation': " b                                      \
    "}}, 'sources': {'x': {'kind': 'state', 'home': 'a', 'targets': {'b': " p                  \
    "}, 'mix': {'ddos_disruption': 1}, 'campaign_size_mean': 0}}, "                            \
    "'parameters': {'attribution': {'weight_non_state_overt': 0, "                             \
    "'weight_accident_overt': 0}, "                                                            \
    "'tension': {'jump': 0}, 'clarification': {'p_ask': 0}, "                                  \
    "'truth': {'p_surfaces': 0}, 'decision': {'covert_chain': 0}}, "                           \
    "'responses': {'demarche': {'alpha': -20}, "                                               \
    "'public_attribution': {'alpha': -20}, "                                                   \
    "'legal_step': {'alpha': -20}, "                                                           \
    "'sanctions': {'alpha': -20}, "                                                            \
    "'military_display': {'alpha': -20}, "                                                     \
    "'consultation': {'alpha': -20}, "                                                         \
    "'inquiry': {'alpha': -20}, "                                                              \
    "'joint_investigation': {'alpha': -20}, "                                                  \
    "'counter_operation_higher': {'alpha': -20}, "                                             \
    "'counter_operation': {'alpha': 0, 'hostility': 0, 'severity_slope': 0}" more "}"

struct limit_family {
    int64_t first, parents, children;
    double last_parent;
};

static void
note_family(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct limit_family *all = self;

    (void)r;
    (void)w;
    if (f->kind == OBS_STARTED) {
        const struct incident *i = f->incident;

        all->first += i->parent_kind == PARENT_NONE && i->start_day <= all->last_parent;
        all->parents += i->start_day <= all->last_parent;
        all->children += i->parent_kind == PARENT_INCIDENT && i->parent_day <= all->last_parent;
    }
}

/* Estimates the reproduction number and the mean size of a cascade. */
static void
estimate_branching(const char *logit, double *number, double *size)
{
    struct limit_family all = {.last_parent = 38000};
    struct trace_sink sink = {&all, note_family};
    struct buffer json = {0};
    struct scenario s;

    buffer_printf(&json, WORLD(ONLY_REPLIES("%s", "%s", "20", "") ", 'horizon_days': 40000"),
        logit, logit);
    worlds_load(&s, json.at);
    for (uint64_t k = 1; k <= 10; k++) {
        worlds_run(worlds_first(&s), 1, k, &sink);
    }
    *number = (double)all.children / (double)all.parents;
    *size = (double)all.parents / (double)all.first;
    scenario_free(&s);
    buffer_free(&json);
}

static void
test_counter_operations_branch(void **state)
{
    double number, size;

    (void)state;
    estimate_branching("-0.4054651081081644", &number, &size); /* logit 0.4 */
    assert_true(worlds_near(number, 0.4, 0.012));
    assert_true(worlds_near(size, 1 / 0.6, 0.05));
    estimate_branching("-0.3", &number, &size);
    assert_false(worlds_near(number, 0.4, 0.012));
    assert_false(worlds_near(size, 1 / 0.6, 0.05));
}

/* Richardson: a always responds with two operations, b with 2 p on average;
   cascades die out if 4 p < 1. */

#define TWICE                                                                                  \
    ", "                                                                                       \
    "'open_operation': {'side': 'overt', "                                                     \
    "'effect': 'operation', 'need': 'named', 'alpha': 0, 'doctrine': 'retaliation'}, "         \
    "'mitigate': {'alpha': -20}, "                                                             \
    "'assistance_request': {'alpha': -20}, "                                                   \
    "'technical_notice': {'alpha': -20}"

static int
endless_of_40(const char *logit)
{
    struct buffer json = {0};
    struct scenario s;
    int endless = 0;

    buffer_printf(&json,
        WORLD(ONLY_REPLIES(
            "9", "%s", "0", TWICE) ", 'horizon_days': 365000, 'max_events': 20000, "
                                   "'pairs': {'a:b': {'routine_contacts_per_year': 0}}, "
                                   "'injects': {'spark': {'kind': 'incident', "
                                   "'day': '2021-02-01', 'source': 'x', 'target': 'b'}}"),
        logit);
    worlds_load(&s, json.at);
    for (uint64_t k = 1; k <= 40; k++) {
        static struct run r;
        enum run_stop stop;

        worlds_begin(&r, worlds_first(&s), 1, k);
        stop = run_until(&r, worlds_first(&s), 365000, NULL, NULL);
        assert_true(stop == RUN_REACHED || stop == RUN_MAX_EVENTS);
        endless += stop == RUN_MAX_EVENTS;
    }
    scenario_free(&s);
    buffer_free(&json);
    return endless;
}

static void
test_cascades_die_out_below_one(void **state)
{
    (void)state;
    assert_int_equal(endless_of_40("-1.7"), 0); /* p = 0.154: a b = 0.62 */
    assert_true(endless_of_40("0") >= 15);      /* p = 0.5: a b = 2 */
}

/* Little's law for messages; every message is reported once */

struct post {
    double days, waiting_days;
    int64_t n, by_end[MESSAGE_LATE + 1];
};

static void
note_post(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct post *p = self;

    (void)w;
    (void)r;
    if (f->kind == OBS_MESSAGE) {
        assert_in_range(f->message->end, MESSAGE_ANSWERED, MESSAGE_LATE);
        p->by_end[f->message->end]++;
        p->n++;
        p->days += f->day - f->message->sent_day;
        if (f->message->arrived_day > 0) {
            p->waiting_days += f->day - f->message->arrived_day;
        }
    }
}

static void
test_littles_law_for_messages(void **state)
{
    const double end = 8000;
    struct post post = {.n = 0};
    struct trace_sink sink = {&post, note_post};
    struct scenario s;
    const struct world *w;
    struct run r;
    double level = 0;
    int looks = 0;

    (void)state;
    worlds_load(&s,
        WORLD(STATES_ABC
            ", " PAIRS_ABC ", " SOURCES_ABC
            ", 'horizon_days': 8001, 'parameters': {'clarification': {'ask_information': 0, "
            "'ask_severity': 0, 'p_ask': 1}}, "
            "'agreements': {'x': {'parties': {'a': {}, 'b': {}, 'c': {}}, "
            "'kind': 'multilateral', 'measures': {'cert_exchange': {}, 'assistance': {}}}}"));
    w = worlds_first(&s);
    assert_ok(run_init(&r, w, 1, 1, 0, NULL), NULL);
    for (double day = 0.25; day < end; day += 0.25) {
        assert_int_equal(run_until(&r, w, day, NULL, &sink), RUN_REACHED);
        level += r.messages.items.count - r.messages.unused.count;
        looks++;
    }
    level /= looks;
    assert_true(post.n > 200);
    assert_true(worlds_near(level, post.days / end, 0.03 * level));
    assert_false(worlds_near(
        level, post.waiting_days / end, 0.03 * level)); /* the time without transit */
    for (int k = MESSAGE_ANSWERED; k <= MESSAGE_LATE; k++) {
        assert_true(post.by_end[k] > 0 || k == MESSAGE_REFUSED || k == MESSAGE_LATE);
    }
    run_free(&r);
    scenario_free(&s);
}

/* Conservation: every started incident ends or is censored, and is closed exactly once. */

struct books {
    int64_t started, ended, closed, censored, acts, act_matters;
};

static void
note_books(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct books *b = self;
    const struct incident *i = f->incident;

    (void)w;
    (void)r;
    b->started += f->kind == OBS_STARTED;
    b->ended += f->kind == OBS_ENDED;
    if (f->kind == OBS_CLOSED && i->trigger_kind == TRIGGER_INCIDENT) {
        b->closed++;
        b->censored += f->value == 1 && !i->ended;
        assert_true(i->harm >= 0);
    }
    b->act_matters += f->kind == OBS_CLOSED && i->trigger_kind == TRIGGER_ACT &&
                      i->n_decisions < 128; /* no response to a deceiver (9.9) */
    b->acts +=
        f->kind == OBS_ACT && f->act->response != NONE && ladder_is_hostile(f->act->rung);
}

static void
test_incidents_are_conserved(void **state)
{
    struct books b = {0};
    struct trace_sink sink = {&b, note_books};
    struct scenario s;

    (void)state;
    worlds_load(&s, WORLD(WORLD_ABC ", 'horizon_days': 3000"));
    for (uint64_t k = 1; k <= 20; k++) {
        worlds_run(worlds_first(&s), 1, k, &sink);
    }
    assert_true(b.started > 2000 && b.acts > 50);
    assert_int_equal(b.closed, b.started);
    assert_int_equal(b.ended + b.censored, b.started);
    assert_int_equal(b.acts, b.act_matters);
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_are_poisson),
        cmocka_unit_test(test_frailty_makes_counts_negative_binomial),
        cmocka_unit_test(test_desk_is_an_mm2_queue),
        cmocka_unit_test(test_tension_is_shot_noise),
        cmocka_unit_test(test_counter_operations_branch),
        cmocka_unit_test(test_cascades_die_out_below_one),
        cmocka_unit_test(test_littles_law_for_messages),
        cmocka_unit_test(test_incidents_are_conserved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests effects that change their sign: each measure helps in one world and harms in another,
   with the same candidates. Each test has a twin in which the cause of the change is switched
   off. */
#include "worlds.h"

#include "kernel/tally.h"
#include "model/state/sim.h"

/* With a sanitizer the tests run a few replications and do not check the signs. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { STATISTICS = 0 };
#else
enum { STATISTICS = 1 };
#endif

typedef void note_observation(
    void *self, const struct world *w, const struct run *r, const struct observation *f);

/* Paired differences of the sums of `note`: second scenario minus first, run by run. */
static struct tally
paired(const char *first, const char *second, uint64_t runs, note_observation *note)
{
    const char *const texts[2] = {first, second};
    struct tally differences = {0};
    struct scenario s[2];

    for (int k = 0; k < 2; k++) {
        worlds_load(&s[k], texts[k]);
    }
    for (uint64_t n = 1; n <= (STATISTICS ? runs : 2); n++) {
        double sum[2] = {0, 0};

        for (int k = 0; k < 2; k++) {
            struct trace_sink sink = {&sum[k], note};

            worlds_run(worlds_first(&s[k]), 1, n, &sink);
        }
        tally_add(&differences, sum[1] - sum[0]);
    }
    scenario_free(&s[0]);
    scenario_free(&s[1]);
    return differences;
}

/* Whether the mean has that sign and differs from 0 by more than three standard errors. */
static bool
is_signed(struct tally d, int sign)
{
    double error = sqrt(tally_variance(&d) / (double)d.n);

    print_message("mean %.3g, standard error %.2g, of %d runs\n", d.mean, error, (int)d.n);
    return sign * d.mean > 3 * error;
}

static void
assert_signed(struct tally d, int sign)
{
    assert_true(is_signed(d, sign) || !STATISTICS);
}

static void
assert_not_signed(struct tally d, int sign)
{
    assert_true(!is_signed(d, sign) || !STATISTICS);
}

/* T1. Better detection without correct attribution: responses to the operations of others reduce
   the deterrence of an attacker. MODEL.md (1.7) */

#define SERVICE(name, home, rate, more)                                                        \
    "'" name "': {'kind': 'state', 'home': '" home                                             \
    "', 'campaign_size_mean': 0, 'targets': {'a': " rate                                       \
    "}, 'mix': {'malware_long_espionage': 1}" more "}"
#define FALSE_FLAGS(share) ", 'false_flag': {'share': " share ", 'blames': 'b'}"
#define SERVICES(share)                                                                        \
    SERVICE("b_service", "b", "6", "") ", " SERVICE("third", "c", "12", FALSE_FLAGS(share))
#define DETERRED(flags, measures)                                                              \
    WORLD("'horizon_days': 7305, "                                                             \
          "'states': {'a': {" NEUTRAL_STATE ", 'publicity': 4, 'retaliation': -20, "                 \
          "'detection': 0.1, "                                                                 \
          "'patience': 4, 'analysts': 100}, "                                                  \
          "'b': {" NEUTRAL_STATE ", 'retaliation': -20, 'inertia': 3}, "                             \
          "'c': {" NEUTRAL_STATE ", 'retaliation': -20}}, "                                          \
          "'sources': {" SERVICES(flags) "}, "                                                 \
          "'parameters': {'publicity': {'secrecy': 0}, 'rates': {'deterrence': 3}, "           \
          "'attribution': {'false_flag_pull': 0.7}, 'truth': {'mistake_doubt': 0}, "           \
          "'tension': {'jump': 0}}, "                                                          \
          "'responses': {"                                \
          "'military_display': {'alpha': -20}, 'limited_force': {'alpha': -20}, "              \
          "'legal_step': {'alpha': -20}, 'sanctions': {'alpha': -20}}, "                       \
          "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, 'measures': {" measures "}}}")
#define SENSORS "'sensors': {'detection_speed_change': 6, 'adoption_lag_days': 0}"

static void
note_attacks(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)r;
    if (f->kind == OBS_STARTED && f->incident->source >= 0 &&
        strcmp(WORLD_SOURCE(w, f->incident->source)->key.id, "b_service") == 0) {
        *(double *)self += 1;
    }
}

static void
test_detection_without_attribution_encourages(void **state)
{
    (void)state;
    assert_signed(paired(DETERRED("1", ""), DETERRED("1", SENSORS), 60, note_attacks), 1);
    assert_signed(paired(DETERRED("0", ""), DETERRED("0", SENSORS), 30, note_attacks), -1);
}

/* T2. A third state under a false flag reduces the region of peace between two states: at every
   tension fewer runs have no hostile act between them, and fewer tensions are peaceful. */

#define FLAGS(tension, share, pull)                                                            \
    WORLD(                                                                                     \
        "'horizon_days': 1826, 'states': {'a': {}, 'b': {}, 'c': {}}, "                        \
        "'sources': {'third': {'kind': 'state', "                                              \
        "'home': 'c', 'targets': {'a': 1.5, 'b': 1.5}, "                                       \
        "'false_flag': {'share': " share "}}}, 'pairs': {'a:b': {'tension_baseline': " tension \
        ", 'tension_start': " tension                                                          \
        "}, 'a:c': {}, 'b:c': {}}, 'parameters': {'attribution': {'false_flag_pull': " pull    \
        "}}")

static void
note_war_of_two(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    if (f->kind == OBS_ACT && ladder_is_hostile(f->act->rung) && f->act->actor < 2 &&
        f->act->target < 2) {
        *(double *)self = 1;
    }
}

static double
peace(const char *json, int runs)
{
    struct scenario s;
    double quarrels = 0;

    worlds_load(&s, json);
    for (int n = 1; n <= runs; n++) {
        double quarrel = 0;
        struct trace_sink sink = {&quarrel, note_war_of_two};

        worlds_run(worlds_first(&s), 1, (uint64_t)n, &sink);
        quarrels += quarrel;
    }
    scenario_free(&s);
    return 1 - quarrels / runs;
}

static void
test_false_flags_shrink_the_region_of_peace(void **state)
{
    static const char *const none[] = {FLAGS("0.05", "0", "0.6"), FLAGS("0.3", "0", "0.6"),
        FLAGS("0.6", "0", "0.6"), FLAGS("0.9", "0", "0.6")};
    static const char *const flags[] = {FLAGS("0.05", "0.8", "0.6"), FLAGS("0.3", "0.8", "0.6"),
        FLAGS("0.6", "0.8", "0.6"), FLAGS("0.9", "0.8", "0.6")};
    static const char *const idle[] = {FLAGS("0.05", "0.8", "0"), FLAGS("0.3", "0.8", "0"),
        FLAGS("0.6", "0.8", "0"), FLAGS("0.9", "0.8", "0")};
    int runs = STATISTICS ? 300 : 2, peaceful[2] = {0, 0};

    (void)state;
    for (int k = 0; k < 4; k++) {
        double p = peace(none[k], runs), q = peace(flags[k], runs);

        print_message("peace %.2f, with false flags %.2f\n", p, q);
        peaceful[0] += p >= 0.6;
        peaceful[1] += q >= 0.6;
        /* three standard errors of a difference of two shares of 300 are at most .12 */
        assert_true(!STATISTICS || q < p - 0.12);
        assert_true(
            !STATISTICS || fabs(peace(idle[k], runs) - p) < 0.12); /* flags without pull */
    }
    assert_true(!STATISTICS || peaceful[1] < peaceful[0]);
}

/* Clean networks are hard to misuse: the lever false_origin reduces the pull of false flags. */
#define CLEAN(change)                                                                          \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}, 'c': {}}, "                      \
        "'sources': {'third': {'kind': 'state', "                                              \
        "'home': 'c', 'targets': {'a': 8}, 'mix': {'ddos_disruption': 1}, "                    \
        "'false_flag': {'share': 1, 'blames': 'b'}}}, "                                        \
        "'parameters': {'attribution': {'false_flag_pull': 0.6}}, "                            \
        "'agreements': {'x': {'parties': {'b': {}, 'c': {}}, "                                 \
        "'measures': {'clean': {'adoption_lag_days': 0, 'false_origin_change': " change        \
        "}}}}")

static void
note_blamed(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(double *)self += f->kind == OBS_NAMED && f->incident->named == 1;
}

static void
test_clean_networks_are_hard_to_misuse(void **state)
{
    (void)state;
    assert_signed(paired(CLEAN("0"), CLEAN("-0.6"), 20, note_blamed), -1);
    assert_not_signed(paired(CLEAN("0"), CLEAN("-0.001"), 20, note_blamed), -1);
}

/* Channels that fail under tension. A denial protects a state that is not responsible. But a state
   under high tension does not reply, and its silence raises suspicion. */

#define LINE(shock, silence, ask) LINE_WAIT(shock, silence, ask, "3")
#define LINE_WAIT(shock, silence, ask, wait)                                                   \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, "                                                             \
        "'states': {'a': {'operation_teams': 0}, 'b': {'inertia': 20}, 'c': {}}, "             \
        "'sources': {'third': {'kind': 'state', "                                              \
        "'home': 'c', 'targets': {'a': 12}, 'false_flag': {'share': 1, 'blames': 'b'}, "       \
        "'mix': {'ddos_disruption': 1}}}, "                                                    \
        "'pairs': {'a:b': {'trust_good': 8, "                                                  \
        "'trust_bad': 2, "                                                                     \
        "'channels': {'political': {'answer_tense': 0, "                                       \
        "'latency_hours': 2, 'credibility': 0.9}}}}, "                                         \
        "'parameters': {'attribution': {'false_flag_pull': 0.5}, "                             \
        "'tension': {'halflife_days': 36525, "                                                 \
        "'jump': 0, 'act_1': 0, 'act_2': 0, 'act_3': 0, 'relief_answer': 0, "                  \
        "'offer_days': 36525, 'relief_settlement': 0, 'relief_apology': 0}, "                  \
        "'truth': {'caution': 0}, "                                                            \
        "'trust': {'refused': 0, 'honoured': 0}, "                                             \
        "'clarification': {'silence': " silence ", 'wait_days': " wait                         \
        ", 'ask_information': 0, 'ask_severity': 0, 'p_ask': " ask                             \
        "}}, "                                                                                 \
        "'injects': {'shock': {'kind': 'tension_shock', "                                      \
        "'day': '2021-01-02', 'actor': 'b', 'target': 'a', 'size': " shock "}}")

static void
note_misdirected(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(double *)self += f->kind == OBS_ACT && f->act->misdirected;
}

static void
test_channels_fail_under_tension(void **state)
{
    (void)state;
    assert_signed(paired(LINE("0", "1", "0"), LINE("0", "1", "0.9"), 60, note_misdirected), -1);
    /* a weight of 3, far above the default. The effect of silence has to be larger than that of the
       end of the search, which alone prevents accusations (below) */
    assert_signed(paired(LINE("5", "3", "0"), LINE("5", "3", "0.9"), 200, note_misdirected), 1);
    /* if silence has no weight, a channel without replies misleads nobody. The effect is even below
       0: a state that waits for a reply has ended its search, so that it names a state less often.
       Without a wait there is hardly any effect */
    assert_signed(paired(LINE("5", "0", "0"), LINE("5", "0", "0.9"), 60, note_misdirected), -1);
    assert_not_signed(paired(LINE_WAIT("5", "0", "0", "0"), LINE_WAIT("5", "0", "0.9", "0"), 60,
                          note_misdirected),
        -1);
}

/* Leaked indicators: sharing speeds up the detection of a campaign, a leak to
   the attacker slows it. */

#define SHARED(share, leak, effect)                                                            \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}}, "                               \
        "'sources': {'x': {'kind': 'criminal', "                                               \
        "'targets': {'a': 6, 'b': 6}, "                                                        \
        "'mix': {'intrusion_long_espionage': 1}, "                                             \
        "'campaign_size_mean': 3, 'bundle_lag_days': 30}}, "                                   \
        "'incident_types': {'intrusion_long_espionage': {'duration_log_mean': 5.43}}, "        \
        "'parameters': {'detection': {'leak_effect': " effect                                  \
        "}}, "                                                                                 \
        "'agreements': {'x': {'parties': {'a': {}, 'b': {}}, "                                 \
        "'opens': {'technical': {}}, "                                                         \
        "'measures': {'sharing': {'adoption_lag_days': 0, 'indicator_sharing_gain': " share    \
        ", 'leak_gain': " leak "}}}}")

/* Days until detection, or until an undetected end. */
static void
note_dwell(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    if (f->kind == OBS_DETECTED || (f->kind == OBS_ENDED && isnan(f->incident->detected_day))) {
        *(double *)self += f->day - f->incident->start_day;
    }
}

static void
test_leaks_reverse_the_effect_of_sharing(void **state)
{
    (void)state;
    assert_signed(
        paired(SHARED("0", "0", "0.25"), SHARED("1", "0", "0.25"), 80, note_dwell), -1);
    assert_signed(
        paired(SHARED("0", "0", "0.25"), SHARED("1", "1", "0.25"), 80, note_dwell), 1);
    assert_not_signed(paired(SHARED("0", "0", "1"), SHARED("1", "1", "1"), 80, note_dwell), 1);
}

/* V22. States sign under threat. Incidents are more frequent after the signature than before,
   although the agreement prevents some. */

#define SIGNED(weight, change)                                                                 \
    WORLD(                                                                                     \
        "'horizon_days': 3652.5, 'states': {'a': {}, 'b': {}}, "                               \
        "'sources': {'x': {'kind': 'state', "                                                  \
        "'home': 'a', 'targets': {'b': 6}, 'mix': {'malware_degradation': 1}, "                \
        "'frailty_k': 0.5, 'tension_elasticity': 0.5}}, "                                      \
        "'agreements': {'x': {'status': 'proposed', "                                          \
        "'parties': {'a': {}, 'b': {}}, "                                                      \
        "'suspension': {'hazard_per_day': 0}, "                                                \
        "'entry': {'hazard_per_year': 0.05, 'tension_weight': " weight                         \
        ", 'ratification_days': 1, 'into_force_days': 0}, "                                    \
        "'measures': {'restraint': {'accepted_rate_change': " change                           \
        ", 'adoption_lag_days': 0}}}}, 'parameters': {'trust': {'attacked': 0}}")

struct sides {
    double before, after, days_before, days_after, signed_day;
};

static void
note_sides(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct sides *x = self;
    bool signed_ = x->signed_day < INFINITY;

    (void)r;
    if (f->kind == OBS_AGREEMENT && f->b == AGREEMENT_SIGNED) {
        x->signed_day = f->day;
    } else if (f->kind == OBS_STARTED && f->incident->source >= 0) {
        x->before += !signed_;
        x->after += signed_;
    } else if (f->kind == OBS_OVER) {
        x->days_before += fmin(x->signed_day, w->horizon_days);
        x->days_after += fmax(w->horizon_days - x->signed_day, 0);
        x->signed_day = INFINITY;
    }
}

static void
note_operations(
    void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    (void)w;
    (void)r;
    *(double *)self += f->kind == OBS_STARTED && f->incident->source >= 0;
}

/* Ratio of the rate after signature to the rate before, pooled over runs. */
static double
naive_ratio(const char *json)
{
    struct sides x = {.signed_day = INFINITY};
    struct trace_sink sink = {&x, note_sides};
    struct scenario s;

    worlds_load(&s, json);
    for (uint64_t n = 1; n <= (STATISTICS ? 400 : 4); n++) {
        worlds_run(worlds_first(&s), 1, n, &sink);
    }
    scenario_free(&s);
    print_message("naive ratio %.2f\n", x.after / x.days_after / (x.before / x.days_before));
    return x.after / x.days_after / (x.before / x.days_before);
}

static void
test_states_sign_under_threat(void **state)
{
    (void)state;
    assert_true(naive_ratio(SIGNED("3", "-0.3")) > 1.2 || !STATISTICS);
    assert_signed(paired(SIGNED("3", "0"), SIGNED("3", "-0.3"), 200, note_operations), -1);
    /* if signature is independent of tension, the ratio shows the effect */
    assert_true(naive_ratio(SIGNED("0", "-0.3")) < 0.9 || !STATISTICS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_detection_without_attribution_encourages),
        cmocka_unit_test(test_false_flags_shrink_the_region_of_peace),
        cmocka_unit_test(test_clean_networks_are_hard_to_misuse),
        cmocka_unit_test(test_channels_fail_under_tension),
        cmocka_unit_test(test_leaks_reverse_the_effect_of_sharing),
        cmocka_unit_test(test_states_sign_under_threat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

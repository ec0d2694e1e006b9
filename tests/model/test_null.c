/* Tests that measures without effect change no byte of a run, and that additions to a world do not
   change the draws of its other parts. */
#include "worlds.h"

#include "model/catalogue/measure.h"

/* A world in which every lever has an effect. */
#define SOURCES                                                                                \
    "'sources': {'state_a': {'kind': 'state', "                                                \
    "'home': 'a', 'exploit_stock': true, 'campaign_size_mean': 2, 'bundle_lag_days': 60, "     \
    "'targets': {'b': 15, 'c': 5}}, "                                                          \
    "'state_b': {'kind': 'state', "                                                            \
    "'home': 'b', 'targets': {'a': 12, 'c': 4}, "                                              \
    "'false_flag': {'share': 0.2, 'blames': 'c'}}, "                                           \
    "'criminals': {'kind': 'criminal', "                                                       \
    "'home': 'a', 'targets': {'a': 3, 'b': 6, 'c': 1}, "                                       \
    "'campaign_size_mean': 1}, "                                                               \
    "'accidents': {'kind': 'accident', 'home': 'a', 'targets': {'b': 1}}}"
#define STATES                                                                                 \
    "'states': {'a': {'doctrinal_position': -1}, "                                             \
    "'b': {'doctrinal_position': 1, 'analysts': 1, 'triage_hours': 96}, "                      \
    "'c': {}}"
/* Half of the requests are refused, so that lowering the share by a tenth changes some reply. */
#define PAIRS                                                                                  \
    "'pairs': {'a:b': {'legal_refusal': 0.5, 'tension_baseline': 0.25, "                       \
    "'tension_start': 0.25, 'trust_good': 1.2, 'trust_bad': 2.8, " CHANNELS                    \
    "}, 'a:c': {" CHANNELS "}, 'b:c': {" CHANNELS "}}"
#define BASE STATES ", " PAIRS ", " SOURCES ", 'horizon_days': 2000"

static const struct measure *
row_at(int32_t k)
{
    return field_row(&measure_rows, sizeof(struct measure), k);
}

static void
write_effects(struct buffer *json, bool zero)
{
    const char *comma = "";

    if (zero) {
        for (int32_t k = 0; k < measure_record.n_fields; k++) {
            const struct field *field = &measure_record.fields[k];

            if (field->offset >= offsetof(struct measure, effect)) {
                buffer_printf(json, "%s'%s': 0", comma, field->name);
                comma = ", ";
            }
        }
        /* a pledge is also an effect: on the party's own responses, and on
           trust after a violation */
        buffer_printf(json, "%s'pledge': false", comma);
    }
}

/* The world with an agreement that contains rows first to first + n - 1. */
static void
load_rows(struct scenario *s, int32_t first, int32_t n, bool zero)
{
    struct buffer json = {0};

    buffer_text(&json,
        "{'start': '2021-01-01', " BASE
        ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, 'consultations': "
        "{'interval_days': 60}, 'measures': {");
    for (int32_t k = first; k < first + n; k++) {
        buffer_printf(&json, "%s'%s': {", k > first ? ", " : "", row_at(k)->key.id);
        write_effects(&json, zero);
        buffer_text(&json, "}");
    }
    buffer_text(&json,
        "}}}, 'parameters': {'sharing': {'partner_tension': 100, "
        "'partner_trust': 0, 'partner_posterior': 1}}}");
    worlds_load(s, json.at);
    buffer_free(&json);
}

static struct diary
diary_of(const struct scenario *s, uint64_t replication)
{
    struct diary d = {.trust = true};
    struct trace_sink sink = diary_sink(&d);

    worlds_run(worlds_first(s), 1, replication, &sink);
    assert_true(d.text.length > 1000);
    return d;
}

/* Runs of the world without measures; each run is made once. */
enum { RUNS = 400 };
struct bare {
    struct scenario scenario;
    struct diary runs[RUNS];
};

static struct bare *
bare_load(void)
{
    struct bare *bare = calloc(1, sizeof(*bare));

    assert_non_null(bare);
    load_rows(&bare->scenario, 0, 0, false);
    return bare;
}

static void
bare_free(struct bare *bare)
{
    for (int k = 0; k < RUNS; k++) {
        buffer_free(&bare->runs[k].text);
    }
    scenario_free(&bare->scenario);
    free(bare);
}

/* Whether run `k` has the same diary without and with the rows. */
static bool
same_run(struct bare *bare, const struct scenario *with, int k, bool verbose)
{
    struct diary copy = {.trust = true}, d = diary_of(with, (uint64_t)k + 1);

    if (bare->runs[k].text.length == 0) {
        bare->runs[k] = diary_of(&bare->scenario, (uint64_t)k + 1);
    }
    buffer_add(&copy.text, bare->runs[k].text.at, bare->runs[k].text.length);
    return diary_same(&copy, &d, verbose);
}

/* Tests each row alone in one run, and all rows together in several runs. */
static void
test_rows_without_effects_change_nothing(void **state)
{
    int32_t count = field_row_count(&measure_rows);
    struct bare *bare = bare_load();
    struct scenario with;

    (void)state;
    for (int32_t row = 0; row < count; row++) {
        load_rows(&with, row, 1, true);
        assert_true(same_run(bare, &with, 0, true));
        scenario_free(&with);
    }
    load_rows(&with, 0, count, true);
    for (int k = 0; k < 6; k++) {
        assert_true(same_run(bare, &with, k, true));
    }
    scenario_free(&with);
    bare_free(bare);
}

/* Index of the first run that a row of the catalogue changes; `runs` if it changes none. */
static int
first_changed(struct bare *bare, int32_t row, int runs)
{
    struct scenario with;
    int k = 0;

    load_rows(&with, row, 1, false);
    while (k < runs && same_run(bare, &with, k, false)) {
        k++;
    }
    scenario_free(&with);
    return k;
}

/* The twin: with the effects in the catalogue, every row with an effect changes a run. */
static void
test_rows_with_effects_change_it(void **state)
{
    struct bare *bare = bare_load();

    (void)state;
    for (int32_t k = 0; k < field_row_count(&measure_rows); k++) {
        const struct measure *row = row_at(k);
        int runs = measure_has_effect(row) ? RUNS : 1;

        if ((first_changed(bare, k, runs) < runs) != measure_has_effect(row)) {
            fail_msg("%s %s", row->key.id,
                measure_has_effect(row) ? "changes nothing"
                                        : "changes a run, although it has no effect");
        }
    }
    bare_free(bare);
}

/* A whole agreement. */
#define PACT(members)                                                                          \
    WORLD(BASE ", 'agreements': {'pact': {'parties': {'a': {}, 'b': {}}" members "}}")

static struct diary
of_text(const char *json, int n)
{
    struct scenario s;
    struct diary d;

    worlds_load(&s, json);
    d = worlds_diary(worlds_first(&s), n, false);
    scenario_free(&s);
    return d;
}

/* All catalogues with implementation 0. A pledge with implementation 0 is still a pledge, so that
   an operation against it is a violation. Pledges are therefore switched off. */
#define WHOLE                                                                                  \
    WORLD(BASE                                                                                 \
        ", "                                                                                   \
        "'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "                              \
        "'catalogues': {%s}, 'measures': {%s}}}")

static struct diary
of_all_catalogues(const char *implementation)
{
    struct buffer catalogues = {0}, pledges = {0}, json = {0};
    struct diary d;

    for (int32_t k = 0; k < measure_catalogue_rows.count; k++) {
        const struct key *key = field_row(&measure_catalogue_rows, sizeof(struct catalogue), k);

        buffer_printf(&catalogues, "%s'%s': {'implementation': %s}", k > 0 ? ", " : "", key->id,
            implementation);
    }
    for (int32_t k = 0; k < field_row_count(&measure_rows); k++) {
        if (row_at(k)->pledge) {
            buffer_printf(&pledges, "%s'%s': {'pledge': false}", pledges.length > 0 ? ", " : "",
                row_at(k)->key.id);
        }
    }
    buffer_printf(&json, WHOLE, catalogues.at, pledges.at);
    d = of_text(json.at, 5);
    buffer_free(&catalogues);
    buffer_free(&pledges);
    buffer_free(&json);
    return d;
}

static void
test_catalogues_without_implementation_change_nothing(void **state)
{
    struct diary none = of_text(WORLD(BASE), 5);
    struct diary paper = of_all_catalogues("0");

    (void)state;
    assert_true(diary_same(&none, &paper, true));
    none = of_text(WORLD(BASE), 5);
    paper = of_all_catalogues("0.01");
    assert_false(diary_same(&none, &paper, false));
}

static void
test_an_agreement_without_effects_changes_nothing(void **state)
{
    struct diary none = of_text(WORLD(BASE), 10);
    struct diary pact = of_text(PACT(""), 10);

    (void)state;
    assert_true(diary_same(&none, &pact, true));
    none = of_text(WORLD(BASE), 10);
    pact = of_text(PACT(", 'measures': {'doctrine_exchange': {}}"), 10);
    assert_false(diary_same(&none, &pact, false));
}

/* Rounds and exercises without a measure have no effect; only their dates exist. MODEL.md (11.5) */
#define MEETINGS ", 'consultations': {'interval_days': 60}, 'exercises': {'interval_days': 90}"

static void
test_meetings_without_measures_change_nothing(void **state)
{
    static const char *const measures[] = {
        "'consultations': {'ask_gain': 0, 'misreading_reduction': 0, "
        "'consultation_bonus_shift': "
        "0, 'acceptance_bonus_shift': 0}",
        "'exercise': {'answer_gain': 0, 'desk_speed_change': 0}"};
    struct diary none = of_text(WORLD(BASE), 10), met = of_text(PACT(MEETINGS), 10);

    (void)state;
    assert_true(diary_same(&none, &met, true));
    for (int k = 0; k < 2; k++) { /* the twins: a measure for rounds, a measure for exercises */
        struct buffer json = {0};

        buffer_printf(&json, PACT(MEETINGS ", 'measures': {%s}"), measures[k]);
        none = of_text(WORLD(BASE), 10);
        met = of_text(json.at, 10);
        assert_false(diary_same(&none, &met, false));
        buffer_free(&json);
    }
}

/* An agreement does not make its parties suspects. */
#define STRANGERS(agreements)                                                                  \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}, 'c': {}}, "                                              \
        "'sources': {'state_a': {'kind': 'state', 'home': 'a', 'targets': {'b': 20}}}, "       \
        "'horizon_days': 3000" agreements)

static void
test_parties_are_not_suspects(void **state)
{
    struct scenario s[2];
    struct diary d[2] = {{.trust = true}, {.trust = true}};
    const char *const texts[2] = {
        STRANGERS(""), STRANGERS(", 'agreements': {'pact': {'parties': {'b': {}, 'c': {}}}}")};

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct trace_sink sink = diary_sink(&d[k]);

        worlds_load(&s[k], texts[k]);
        worlds_run(worlds_first(&s[k]), 1, 1, &sink);
        assert_int_equal(worlds_first(&s[k])->n_pairs, 1 + k);
    }
    /* the areas of the additional pair are at the end */
    assert_true(d[0].text.length > 10000);
    assert_memory_equal(d[0].text.at, d[1].text.at, d[0].text.length - 2);
    buffer_free(&d[0].text);
    buffer_free(&d[1].text);
    scenario_free(&s[0]);
    scenario_free(&s[1]);
}

/* Two rivals with a channel that delivers every message at once. `answer`: probability of a
   reply. */
#define RIVALS_IN_TOUCH(answer, more)                                                          \
    WORLD(                                                                                     \
        "'states': {'a': {'handling_hours': 0}, 'b': {'handling_hours': 0}}, "                 \
        "'sources': {'a': {'kind': 'state', 'home': 'a', 'targets': {'b': 20}}, "              \
        "'b': {'kind': 'state', 'home': 'b', 'targets': {'a': 20}}}, "                         \
        "'pairs': {'a:b': {'tension_baseline': 0.25, "                                         \
        "'channels': {'political': {'answer_calm': " answer                                    \
        ", 'answer_tense': 0, 'reach_stale': 1, 'reach_fresh': 1, "                            \
        "'locate_fresh_hours': 0, 'locate_stale_hours': 0}}}}, " more                          \
        ", 'horizon_days': 3000")

/* A channel without replies (T5). Inquiries that are always sent change nothing if nobody waits for
   replies, and if inquiries need no time of desks and do not change freshness. There are no crises,
   because an inquiry in a crisis would inform the other state of the crisis (10.4). */
#define NO_CRISES "'tension': {'threshold': 100}"
#define DEAD(answer, asked)                                                                    \
    RIVALS_IN_TOUCH(answer, "'parameters': {" NO_CRISES                                        \
                            ", 'clarification': {'wait_days': 0, 'ask_information': 0, "       \
                            "'ask_severity': 0, 'p_ask': " asked "}}")
static struct diary
without_inquiries(const char *json)
{
    struct diary d = {.trust = true, .no_inquiries = true};
    struct trace_sink sink = diary_sink(&d);

    worlds_many(json, 10, &sink);
    return d;
}

static void
test_a_channel_without_replies_changes_nothing(void **state)
{
    struct diary never = without_inquiries(DEAD("0", "0"));
    struct diary always = without_inquiries(DEAD("0", "1"));

    (void)state;
    assert_true(diary_same(&never, &always, true));
    never = without_inquiries(DEAD("0", "0"));
    always = without_inquiries(DEAD("0.95", "1"));
    assert_false(diary_same(&never, &always, false));
}

/* Warnings without replies also change nothing. Nobody waits for a reply to a warning, so that
   silence costs no trust. A warned state has `wait_days` to reply before the act, which is 0
   here. */
#define WARNED(answer, gain)                                                                   \
    RIVALS_IN_TOUCH(answer,                                                                    \
        "'parameters': {" NO_CRISES                                                            \
        ", 'clarification': {'p_ask': 0, 'wait_days': 0}}, "                                   \
        "'agreements': {'line': {'parties': {'a': {}, 'b': {}}, 'measures': {'warning': "      \
        "{'adoption_lag_days': 0, 'warning_gain': " gain "}}}}")

static void
test_a_warning_without_reply_changes_nothing(void **state)
{
    struct diary never = without_inquiries(WARNED("0", "0"));
    struct diary always = without_inquiries(WARNED("0", "1"));

    (void)state;
    assert_true(diary_same(&never, &always, true));
    never = without_inquiries(WARNED("0.95", "0"));
    always = without_inquiries(WARNED("0.95", "1"));
    assert_false(diary_same(&never, &always, false));
}

/* Candidates of an arrival process have the same ids under every policy. */

struct identities {
    uint64_t ids[20000];
    double days[20000];
    int32_t n;
};

static void
note_start(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct identities *all = self;

    (void)r;
    (void)w;
    if (f->kind == OBS_STARTED && f->incident->source != NONE && all->n < 20000) {
        all->ids[all->n] = f->incident->id;
        all->days[all->n++] = f->day;
    }
}

static int
common(const struct identities *a, const struct identities *b, bool same_days)
{
    int n = 0;

    for (int32_t i = 0; i < a->n; i++) {
        for (int32_t j = 0; j < b->n; j++) {
            if (a->ids[i] == b->ids[j]) {
                assert_true(!same_days || a->days[i] == b->days[j]);
                n += a->days[i] == b->days[j] ? 1 : 0;
            }
        }
    }
    return n;
}

static void
starts_of(const char *json, uint64_t replication, struct identities *all)
{
    struct trace_sink sink = {all, note_start};
    struct scenario s;

    all->n = 0;
    worlds_load(&s, json);
    worlds_run(worlds_first(&s), 1, replication, &sink);
    scenario_free(&s);
}

/* A settlement in only one of the two worlds would reduce the attacks there (1.15). */
#define UNSETTLED(more) BASE ", 'parameters': {'tension': {'settled_rate': 1}" more "}"
#define PLEDGED                                                                                \
    WORLD(UNSETTLED(                                                                           \
        "") ", "                                                                               \
            "'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "                          \
            "'measures': {'restraint_pledge': {}}}}")
#define HEADROOM WORLD(UNSETTLED(", 'rates': {'headroom': 2.5}"))

static void
test_policies_share_candidates(void **state)
{
    static struct identities base, pledged, headroom;
    int taken = 0;

    (void)state;
    for (uint64_t replication = 1; replication <= 5; replication++) {
        starts_of(WORLD(UNSETTLED("")), replication, &base);
        starts_of(PLEDGED, replication, &pledged);
        /* the pledge removes incidents and adds none */
        assert_int_equal(common(&base, &pledged, true), pledged.n);
        taken += base.n - pledged.n;
    }
    assert_true(taken > 100);
    /* the twin: another headroom gives other candidates */
    starts_of(HEADROOM, 5, &headroom);
    assert_true(common(&base, &headroom, false) < headroom.n / 10);
}

/* Additions without effect: states without sources, and an agreement between other states. */
#define MORE_STATES                                                                            \
    "'states': {'a': {'doctrinal_position': -1}, "                                             \
    "'aa': {}, 'b': {'doctrinal_position': 1, 'analysts': 1, 'triage_hours': 96}, "            \
    "'bb': {}, 'c': {}, 'x': {}}, " PAIRS ", 'horizon_days': 2000, "
#define FAR_AWAY                                                                               \
    ", "                                                                                       \
    "'agreements': {'far': {'parties': {'bb': {}, 'x': {}}, "                                  \
    "'measures': {'restraint_pledge': {}, 'cert_exchange': {}}}}"

static void
test_additions_change_no_draw(void **state)
{
    struct diary base = of_text(WORLD(BASE), 5);
    struct diary more = of_text(WORLD(MORE_STATES SOURCES), 5);

    (void)state;
    assert_true(diary_same(&base, &more, true));
    base = of_text(WORLD(BASE), 1);
    more = of_text(WORLD(MORE_STATES SOURCES FAR_AWAY), 1);
    /* except the areas of the additional pair, at the end */
    assert_true(more.text.length > base.text.length);
    assert_memory_equal(base.text.at, more.text.at, base.text.length - 1);
    assert_false(diary_same(&base, &more, false));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_without_effects_change_nothing),
        cmocka_unit_test(test_rows_with_effects_change_it),
        cmocka_unit_test(test_catalogues_without_implementation_change_nothing),
        cmocka_unit_test(test_an_agreement_without_effects_changes_nothing),
        cmocka_unit_test(test_meetings_without_measures_change_nothing),
        cmocka_unit_test(test_parties_are_not_suspects),
        cmocka_unit_test(test_a_channel_without_replies_changes_nothing),
        cmocka_unit_test(test_a_warning_without_reply_changes_nothing),
        cmocka_unit_test(test_policies_share_candidates),
        cmocka_unit_test(test_additions_change_no_draw),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

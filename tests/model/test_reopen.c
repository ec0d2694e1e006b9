/* Tests that a security company names an actor after the decision of the victim. MODEL.md (9.14) */
#include "stage.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"
#include "model/incident/incident.h"
#include "model/response/action.h"

/* ---- one incident, without a run ---- */

/* Adds an incident against a by c, on which a has decided. The actor that a named is `named`; its
   belief is 0.6 for b and 0.3 for c. Industry names `company`. */
static int32_t
decided(struct stage *t, int32_t named, int32_t company)
{
    int32_t index = stage_attack(t, hash_mix(9), named, 0.6);
    struct incident *i = SIM_INCIDENT(&t->s, index);

    i->start_day = i->detected_day = i->decided_day = i->settled_day = 0;
    i->perceived_severity = 3;
    i->perceived_intent = 1;
    i->public_day = i->industry_day = 0;
    i->industry_named = company;
    i->last_belief = 1 + sim_acquire(&t->run.beliefs);
    *SIM_BELIEF(&t->s, i->last_belief - 1) = (struct belief){.n = 4,
        .suspect = {1, 2, SUSPECT_NON_STATE, SUSPECT_ACCIDENT},
        .p = {0.6, 0.3, 0.05, 0.05},
        .accuracy = 0.8};
    return index;
}

#define EQUAL WORLD(WORLD_ABC ", 'parameters': {'attribution': {'item_weight_sd': 0}}")

/* Returns the actor that a names after the statement. *due: whether a decides again. */
static int32_t
named_later(int32_t named, int32_t company, double day, bool taken_down, bool *due)
{
    struct stage t;
    int32_t index, after;

    stage_enter(&t, EQUAL);
    index = decided(&t, named, company);
    SIM_INCIDENT(&t.s, index)->taken_down = taken_down;
    t.run.kernel.now += day;
    action_reopen(&t.s, index);
    after = SIM_INCIDENT(&t.s, index)->named;
    *due = (t.s.marks.kinds & MARK_STEP) != 0;
    assert_true(*due == (SIM_INCIDENT(&t.s, index)->belief != NONE));
    stage_leave(&t);
    return after;
}

static int32_t
named_after(int32_t named, int32_t company, double day, bool *due)
{
    return named_later(named, company, day, false, due);
}

/* The police know the criminals whose infrastructure they have taken down. */
static void
test_a_takedown_closes_the_matter(void **state)
{
    bool due;

    (void)state;
    assert_int_equal(named_later(1, 2, 10, true, &due), 1);
    assert_false(due);
    (void)named_later(1, 2, 10, false, &due); /* the twin */
    assert_true(due);
}

static void
test_a_statement_names_another_actor(void **state)
{
    bool due;

    (void)state;
    /* after a statement that is right with probability .86, the belief in c rises from .3 to .86 */
    assert_int_equal(named_after(1, 2, 10, &due), 2);
    assert_true(due);
    assert_int_equal(named_after(NONE, 2, 10, &due), 2);
    assert_true(due);
    /* no new decision follows if the company names the same state, or if doubt remains */
    assert_int_equal(named_after(1, 1, 10, &due), 1);
    assert_false(due);
    assert_int_equal(named_after(1, SUSPECT_NON_STATE, 10, &due), 1);
    assert_false(due);
    /* the twin: too late */
    assert_int_equal(named_after(1, 2, 800, &due), 1);
    assert_false(due);
}

/* If a no longer names b, it takes back the recorded incident and the bad experience. */
static void
test_the_former_suspect_is_cleared(void **state)
{
    (void)state;
    /* company 1 is the twin: the company names b, too */
    for (int32_t company = 1; company <= 2; company++) {
        struct stage t;
        struct dyad_direction side;
        double trust;
        int32_t index;

        stage_enter(&t, EQUAL);
        side = dyad_direction(&t.s, 0, 1);
        index = decided(&t, 1, company);
        trust = dyad_trust(&t.s, side);
        SIM_INCIDENT(&t.s, index)->grievance = (struct decaying){0.5, 0};
        dyad_trust_update(&t.s, side, 0, 0.5);
        dyad_record_believed_incident(&t.s, side, 1);
        action_reopen(&t.s, index);
        assert_true(worlds_near(dyad_trust(&t.s, side), trust, 1e-9) == (company == 2));
        assert_true((dyad_believed(&t.s, side) == 0) == (company == 2));
        stage_leave(&t);
    }
}

/* ---- runs ---- */

struct counts {
    int statements, reopened,
        wrong;  /* further decisions; those of them at another moment or after the truth */
    int agreed; /* further decisions on the actor of the company */
    int retracted;
};

static void
note(void *self, const struct world *w, const struct run *r, const struct observation *f)
{
    struct counts *x = self;
    const struct incident *i = f->incident;

    (void)w;
    (void)r;
    if (f->kind == OBS_INDUSTRY) {
        x->statements++;
    } else if (f->kind == OBS_DECIDED && f->value == 2) {
        x->reopened++;
        x->wrong += f->day != i->industry_day || !i->reopened || !isnan(i->truth_day);
        x->agreed += i->named == i->industry_named;
    } else if (f->kind == OBS_ACT) {
        x->retracted += f->act->retraction;
    }
}

#define COMPANIES(days, needed)                                                                \
    WORLD(                                                                                     \
        "'states': {'a': {" NEUTRAL_STATE ", 'confidence_needed': " needed                     \
        "}, 'b': {" NEUTRAL_STATE "}, 'c': {" NEUTRAL_STATE "}}, " PAIRS_ABC                   \
        ", 'horizon_days': 3652.5, 'sources': {'c': {'kind': 'state', 'home': "                \
        "'c', 'targets': {'a': 9}, 'mix': {'malware_disruption': 1}, 'false_flag': {'share': " \
        "0.5, 'blames': 'b'}}}, 'parameters': {'truth': {'p_surfaces': 0}, 'publicity': {"     \
        "'secrecy': 0, 'industry_share': 1, 'industry_delay_days': 60, "                       \
        "'industry_delay_log_sd': 0.5}, 'attribution': {'reopen_days': " days "}}")

static struct counts
counts_of(const char *json)
{
    struct counts x = {0};
    struct trace_sink sink = {&x, note};

    worlds_many(json, 20, &sink);
    print_message("statements %d, decided once more %d (%d as the company), retracted %d\n",
        x.statements, x.reopened, x.agreed, x.retracted);
    return x;
}

static void
test_statements_after_the_decision_count(void **state)
{
    struct counts x = counts_of(COMPANIES("730", "0.6")),
                  twin = counts_of(COMPANIES("0", "0.6"));
    struct counts certain = counts_of(COMPANIES("730", "0.99"));

    (void)state;
    assert_true(x.statements > 300 && twin.statements > 300);
    assert_true(x.reopened > 30);
    assert_int_equal(x.wrong, 0);
    assert_true(x.agreed > 0.9 * x.reopened);
    assert_true(x.retracted > 5);
    assert_int_equal(twin.reopened, 0); /* the twin */
    assert_true(twin.retracted < x.retracted);
    assert_true(certain.retracted < x.retracted / 2); /* the twin */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_names_another_actor),
        cmocka_unit_test(test_a_takedown_closes_the_matter),
        cmocka_unit_test(test_the_former_suspect_is_cleared),
        cmocka_unit_test(test_statements_after_the_decision_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

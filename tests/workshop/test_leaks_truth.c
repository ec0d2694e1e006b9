/* Tests two exercises that differ only in the actors behind the same incidents. Their seats see the
   same bytes until analysts, a security company, the truth or a demand has revealed an actor. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hidden.h"
#include "workshop/handouts_internal.h"
#include "workshop/review/review.h"

enum { SEEDS = 12 };

/* Answers every decision with "pass" and every question with silence. Uses only the pages. */
static void
settle_all(struct hidden_side *x, int32_t seat)
{
    const struct exercise *e = &x->played.session.exercise;
    struct team *team = malloc(sizeof(*team));
    struct team_names names;
    struct arena a = {0};

    assert_non_null(team);
    assert_ok(seat_names(e, &a, &names), NULL);
    assert_ok(seat_team(e, seat, &names, &a, team), NULL);
    for (int32_t k = 0; k < team->n_matters; k++) {
        const struct team_matter *m = &team->matters[k];
        bool decision = m->n_rows > 0;
        struct record_line r = record_empty(decision ? RECORD_settle : RECORD_answer);

        if (decision) {
            r.settle.seat = team->id;
            r.settle.matter = m->number;
            r.settle.family = "pass";
        } else {
            r.answer.seat = team->id;
            r.answer.matter = m->number;
            r.answer.reply = m->replies[m->n_replies - 1];
        }
        assert_ok(played_do(&x->played, &r), NULL);
    }
    arena_free(&a);
    free(team);
}

/* Continues to the next stop. Returns false at the review. */
static bool
go_on(struct hidden_side *x)
{
    const struct exercise *e = &x->played.session.exercise;
    enum plan_kind kind = exercise_stop(e)->kind;
    struct record_line r;

    if (kind == PLAN_REVIEW) {
        return false;
    }
    for (int32_t seat = 0; seat < HIDDEN_SEATS && e->now.open; seat++) {
        settle_all(x, seat);
    }
    if (e->now.open && kind != PLAN_BRIEF && kind != PLAN_TALKS && kind != PLAN_LOBBY) {
        r = record_empty(RECORD_close);
        assert_ok(played_do(&x->played, &r), NULL);
    }
    r = record_empty(RECORD_go);
    assert_ok(played_do(&x->played, &r), NULL);
    x->revealed = x->revealed || hidden_is_shown(e);
    return true;
}

/* ---- comparing ---- */

/* Appends everything that a team can get: its page in both forms, and its sheet on paper. */
static void
outputs_of(const struct hidden_side *x, int32_t seat, struct buffer *out)
{
    const struct exercise *e = &x->played.session.exercise;

    buffer_clear(out);
    assert_ok(seat_page(e, seat, false, out), NULL);
    assert_ok(seat_page(e, seat, true, out), NULL);
    handouts_team(&(struct handouts){.scenario = e->scenario,
                      .workshop = e->workshop,
                      .world = e->world,
                      .language = e->workshop->language,
                      .out = out},
        e->now.seats[seat].sheet);
    assert_ok(buffer_status(out), NULL);
}

static bool
is_same(const struct hidden_side *x, const struct hidden_side *y, int32_t seat)
{
    struct buffer a = {0}, b = {0};
    bool same;

    outputs_of(x, seat, &a);
    outputs_of(y, seat, &b);
    same = a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
    buffer_free(&a);
    buffer_free(&b);
    return same;
}

/* Whether the seat has detected an incident whose culprit was exchanged. */
static bool
is_hit(const struct hidden_side *x, int32_t seat)
{
    const struct exercise *e = &x->played.session.exercise;

    for (int32_t k = 0; k < e->now.run.incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &e->now.run.incidents.items, k);

        if (i->n_pending > 0 && hidden_is_exchanged(e->world, i) && !isnan(i->detected_day) &&
            i->target == e->now.seats[seat].state) {
            return true;
        }
    }
    return false;
}

/* Whether the seat has to decide about something at the stop. */
static bool
is_busy(const struct hidden_side *x, int32_t seat)
{
    struct tabled matters[TABLED_MAX];

    return exercise_matters(&x->played.session.exercise, seat, matters) > 0;
}

/* Counts over pairs of exercises. */
struct found {
    int32_t equal; /* equal outputs of a seat that was hit, before an actor was revealed */
    int32_t busy;  /* those of them with a matter to settle */
    int32_t early; /* pairs whose outputs differed before an actor was revealed */
    int32_t parted;
};

/* A review, which has the truth, is refused until the review is open. A team can therefore learn
   only from its page. */
static void
check_closed(const struct hidden_side *x)
{
    struct review review = {.n = 0};
    struct failure f = {0};

    assert_int_equal(
        review_read(&review, &x->played.session.exercise, 1, &f), STATUS_BAD_INPUT);
    review_free(&review);
}

static void
compare(const char *const *changes, uint64_t seed, struct found *found)
{
    struct hidden_side x, y;
    bool same = true, more = true;

    hidden_open(&x, NULL, seed);
    hidden_open(&y, changes, seed);
    while (same && more) {
        for (int32_t seat = 0; seat < HIDDEN_SEATS; seat++) {
            bool revealed = x.revealed || y.revealed;

            same = same && is_same(&x, &y, seat);
            found->equal += same && !revealed && is_hit(&x, seat);
            found->busy += same && !revealed && is_hit(&x, seat) && is_busy(&x, seat);
        }
        if (same) {
            check_closed(&x);
            more = go_on(&x);
            assert_int_equal(go_on(&y), more);
        }
    }
    found->parted += !same;
    found->early += !same && !x.revealed && !y.revealed;
    hidden_close(&x);
    hidden_close(&y);
}

static void
culprits_do_not_show(void **state)
{
    struct found found = {0}, twin = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        compare(hidden_culprits, seed, &found);
        compare(hidden_severities, seed, &twin);
    }
    print_message(
        "equal %d, busy %d, parted %d, of these early %d; twin: parted %d, early %d\n",
        (int)found.equal, (int)found.busy, (int)found.parted, (int)found.early,
        (int)twin.parted, (int)twin.early);
    assert_int_equal(found.early, 0);
    assert_true(found.equal > SEEDS && found.busy > SEEDS / 2 && found.parted > 0);
    assert_true(twin.early > SEEDS / 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(culprits_do_not_show),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

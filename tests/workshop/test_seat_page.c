/* Tests that the page of a seat reports each item of its ledger, and why a family of responses
   is impossible. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "json_quotes.h"
#include "model/input/response.h"
#include "model/run_tabled.h"
#include "played.h"
#include "workshop/exercise/family.h"
#include "workshop/exercise/page_team_internal.h"

#define HAPPENED "WHAT HAPPENED SINCE THE LAST STOP\n"

static int32_t
count(const char *text, const char *mark)
{
    int32_t n = 0;

    for (; (text = strstr(text, mark)) != NULL; text += strlen(mark)) {
        n++;
    }
    return n;
}

/* Counts the lines of a part of the page that begin an item. Further lines of an item are indented
   deeper. */
static int32_t
items_shown(const char *page)
{
    const char *at = strstr(page, HAPPENED), *end;
    int32_t n = 0;

    assert_non_null(at);
    at += strlen(HAPPENED);
    end = strstr(at, "\n\n");
    for (; at < end; at = strchr(at, '\n') + 1) {
        n += strncmp(at, "  ", 2) == 0 && at[2] != ' ' && strncmp(at, "  Nothing", 9) != 0;
    }
    return n;
}

/* The numbers of facts that the teams had learned when the present stop and the previous one
   began. */
struct learned {
    int32_t stop, now[2], before[2];
};

static void
follow(const struct exercise *x, struct learned *l)
{
    if (x->now.stop == l->stop) {
        return;
    }
    l->stop = x->now.stop;
    for (int32_t seat = 0; seat < 2; seat++) {
        l->before[seat] = l->now[seat];
        (void)seen_items(&x->now.seen, x->now.seats[seat].state, &l->now[seat]);
    }
}

struct found {
    int32_t shown, earlier, possible, impossible, same_day;
};

static void
check_items(
    const struct exercise *x, int32_t seat, const struct learned *l, struct found *found)
{
    struct buffer text = {0}, json = {0};
    int32_t n, news;
    const struct seen_item *items = seen_items(&x->now.seen, x->now.seats[seat].state, &n);

    news = n - l->before[seat];
    for (int32_t k = l->before[seat]; k < n && k < l->now[seat]; k++) {
        /* decisions of the team that were carried out at the end of the previous stop */
        found->same_day += items[k].kind == SEEN_DECIDED && items[k].day == floor(items[k].day);
    }
    assert_ok(seat_page(x, seat, false, &text), NULL);
    assert_ok(seat_page(x, seat, true, &json), NULL);
    if (exercise_stop(x)->kind != PLAN_LOBBY) {
        assert_int_equal(items_shown(buffer_string(&text)), news);
        found->shown += news;
        found->earlier += n - news;
    }
    assert_int_equal(count(buffer_string(&json), "\"begins\""), n);
    buffer_free(&text);
    buffer_free(&json);
}

/* Checks that the reasons are those of the model for the state that the belief names. If the seat
   names another state, more responses may be possible, but not fewer. */
static void
check_families(const struct exercise *x, int32_t seat, struct found *found)
{
    struct team *team = malloc(sizeof(*team));
    struct family families[RESPONSE_FAMILIES];
    struct team_names names;
    struct arena a = {0};

    assert_non_null(team);
    assert_ok(seat_names(x, &a, &names), NULL);
    assert_ok(seat_team(x, seat, &names, &a, team), NULL);
    for (int32_t k = 0; k < team->n_matters; k++) {
        const struct team_matter *m = &team->matters[k];

        if (m->n_rows == 0) {
            continue;
        }
        assert_ok(run_families(&x->now.run, x->world, x->now.seats[seat].state, m->number, NONE,
                      families),
            NULL);
        for (int32_t f = 0; f < RESPONSE_FAMILIES; f++) {
            if (m->families[f].possible) {
                found->possible++;
                assert_null(m->families[f].why);
            } else {
                found->impossible++;
                assert_int_equal(families[f].n_possible, 0);
                assert_string_equal(
                    m->families[f].why, response_obstacle_words[families[f].obstacle]);
            }
        }
    }
    arena_free(&a);
    free(team);
}

static void
a_page_tells_every_item_and_reason(void **state)
{
    struct found found = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct played p;
        struct learned l = {0};

        played_enter(&p, seed, NULL);
        do {
            follow(&p.session.exercise, &l);
            for (int32_t seat = 0; seat < 2; seat++) {
                check_items(&p.session.exercise, seat, &l, &found);
                check_families(&p.session.exercise, seat, &found);
            }
        } while (played_step(&p));
        played_leave(&p);
    }
    assert_true(found.shown > 50 && found.earlier > 50);
    assert_true(found.same_day > 5);
    assert_true(found.possible > 50 && found.impossible > 5);
}

/* Every kind of item and every end of an order has words. Only facts that all states learn are
   marked as known to all. */
static void
every_kind_has_words(void **state)
{
    struct played p;
    const struct exercise *x = &p.session.exercise;
    struct view *view = calloc(1, sizeof(*view));
    struct team *team = calloc(1, sizeof(*team));
    struct plan_stop stop = {.kind = PLAN_DECIDE};
    struct team_names names;
    struct arena a = {0};
    struct buffer page = {0};

    (void)state;
    assert_true(view != NULL && team != NULL);
    played_enter(&p, 1, NULL);
    assert_ok(seat_names(x, &a, &names), NULL);
    team->name = "Alpha";
    for (int32_t n = 0; n < SEEN_KINDS + ORDER_NO_ATTACK + 1; n++) {
        int32_t kind = n < SEEN_KINDS ? n : SEEN_ORDER_CLOSED;
        int32_t end = n < SEEN_KINDS ? NONE : n - SEEN_KINDS;
        struct seen_item item = {.kind = kind,
            .actor = 0,
            .target = 1,
            .type = NONE,
            .named = NONE,
            .overt = NONE,
            .covert = NONE,
            .help = NONE,
            .response = NONE,
            .agreement = 0,
            .message = NONE,
            .channel = NONE,
            .reply = NONE,
            .end = end,
            .public_ = true,
            .day = 3,
            .severity = NAN,
            .confidence = NAN};
        struct page_team all = {.view = view,
            .team = team,
            .names = &names,
            .stop = &stop,
            .items = &item,
            .n_items = 1};

        buffer_clear(&page);
        page_team_text(&all, &page);
        assert_ok(buffer_status(&page), NULL);
        assert_int_equal(items_shown(buffer_string(&page)), 1);
        assert_int_equal(count(buffer_string(&page), "(public)"),
            kind == SEEN_ACT || kind == SEEN_PUBLIC || kind == SEEN_INDUSTRY ||
                kind == SEEN_TRUTH || kind == SEEN_AGREEMENT || kind == SEEN_MEMBER);
        assert_int_equal(count(buffer_string(&page), ": withdrawn: "),
            end != NONE && end != ORDER_EXECUTED && end != ORDER_CALLED_BACK);
        assert_int_equal(count(buffer_string(&page), "no attack"), end == ORDER_NO_ATTACK);
    }
    buffer_free(&page);
    arena_free(&a);
    played_leave(&p);
    free(team);
    free(view);
}

/* Adds the states that have stated a demand to the target, one bit each. They are collected at each
   stop, because the run later removes incidents. */
static void
add_demands(const struct run *r, int32_t target, uint32_t *states)
{
    for (int32_t k = 0; k < r->incidents.items.count; k++) {
        const struct incident *i = ARRAY_AT(struct incident, &r->incidents.items, k);

        if (i->n_pending > 0 && i->target == target && !isnan(i->demand_day)) {
            *states |= UINT32_C(1) << i->initiator;
        }
    }
}

static bool
page_has(const struct exercise *x, int32_t seat, const char *text, const char *member)
{
    struct buffer page = {0}, json = {0};
    bool has;

    assert_ok(seat_page(x, seat, false, &page), NULL);
    assert_ok(seat_page(x, seat, true, &json), NULL);
    has = count(buffer_string(&page), text) > 0;
    assert_true(has == (count(buffer_string(&json), json_quotes(member)) > 0));
    buffer_free(&json);
    buffer_free(&page);
    return has;
}

/* The page of the victim shows the demand, and that the author is known. The page of the author
   shows the demand, too. Other pages do not. */
static void
a_demand_is_on_two_pages(void **state)
{
    int32_t with = 0, without = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        struct played p;
        const struct exercise *x = &p.session.exercise;
        uint32_t to_alpha = 0, to_beta = 0;

        played_enter(&p, seed, NULL);
        do {
            add_demands(&x->now.run, x->now.seats[0].state, &to_alpha);
            add_demands(&x->now.run, x->now.seats[1].state, &to_beta);
            if (exercise_stop(x)->kind == PLAN_LOBBY) {
                continue;
            }
            for (int32_t seat = 0; seat < 2; seat++) {
                uint32_t own = seat == 0 ? to_alpha : to_beta,
                         theirs = to_alpha + to_beta - own;
                uint32_t other = UINT32_C(1) << x->now.seats[1 - seat].state;
                uint32_t self = UINT32_C(1) << x->now.seats[seat].state;

                assert_true(((own & other) != 0) ==
                            page_has(x, seat,
                                seat == 0 ? "Beta has told you what it demands"
                                          : "Alpha has told you what it demands",
                                seat == 0 ? "'demands': 'beta'" : "'demands': 'alpha'"));
                assert_true(
                    ((theirs & self) != 0) ==
                    page_has(x, seat, "you have told it what you demand", "'demands': true"));
                *((own & other) != 0 ? &with : &without) += 1;
            }
        } while (played_step(&p));
        played_leave(&p);
    }
    assert_true(with > 10 && without > 10);
}

/* ---- crises ---- */

static struct seen_item
fact(int32_t kind, int32_t actor, int32_t target, int32_t named, double day)
{
    return (struct seen_item){.kind = kind,
        .number = 4,
        .actor = actor,
        .target = target,
        .named = named,
        .day = day,
        .begins = kind == SEEN_CRISIS};
}

/* The state is 0, and the other state of the crisis is 1. */
static void
a_crisis_follows_what_the_state_knows(void **state)
{
    const struct seen_item crisis = fact(SEEN_CRISIS, 0, 1, NONE, 30);
    const struct {
        struct seen_item item;
        bool is_cause, after; /* after: the fact is in the ledger after the crisis */
    } cases[] = {
        {fact(SEEN_DECIDED, NONE, NONE, 1, 30), true, false},
        {fact(SEEN_DECIDED, NONE, NONE, 1, 30), true, true},
        {fact(SEEN_NAMED, NONE, NONE, 1, 29.5), true, false},
        {fact(SEEN_ACT, 1, 0, NONE, 29), true, false},
        {fact(SEEN_ACT, 0, 1, NONE, 29), true, false},
        {fact(SEEN_TRUTH, 1, 0, NONE, 30), true, false},
        {fact(SEEN_ACT, 1, 0, NONE, 28), false, false},       /* too long ago */
        {fact(SEEN_ACT, 1, 2, NONE, 30), false, false},       /* against another state */
        {fact(SEEN_DECIDED, NONE, NONE, 2, 30), false, true}, /* toward another state */
        {fact(SEEN_NAMED, NONE, NONE, 1, 30), false, true},   /* later than the crisis */
        {fact(SEEN_OVER, NONE, NONE, NONE, 30), false, false},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++) {
        struct seen_item items[2] = {cases[k].item, cases[k].item};
        struct page_team p = {.items = items, .n_items = 2};
        int32_t at = cases[k].after ? 0 : 1;

        items[at] = crisis;
        assert_ptr_equal(
            page_team_cause(&p, &items[at]), cases[k].is_cause ? &items[1 - at] : NULL);
    }
}

/* The actor that a team addresses counts as named by its analysts only if no suspect is more
   probable. */
static void
analysts_name_the_first_suspect(void **state)
{
    struct seen_incident i = {.n_suspects = 2,
        .suspect = {SUSPECT_NON_STATE, 1},
        .posterior = {.57, .06},
        .named = 1};

    (void)state;
    assert_int_equal(page_team_analysts(&i), NONE);
    i.posterior[1] = .6;
    assert_int_equal(page_team_analysts(&i), 1);
    i.named = NONE;
    assert_int_equal(page_team_analysts(&i), NONE);
    i = (struct seen_incident){.named = 1}; /* there is no belief after the last decision */
    assert_int_equal(page_team_analysts(&i), 1);
}

static bool
may_offer(const struct team *team, int32_t with)
{
    for (int32_t k = 0; k < team->n_initiatives; k++) {
        const struct team_initiative *i = &team->initiatives[k];

        for (int32_t j = 0; strcmp(i->kind, "offer") == 0 && j < i->n_with; j++) {
            if (i->with[j] == with) {
                return true;
            }
        }
    }
    return false;
}

/* Checks that a team that has an offer cannot make another one to the same state. */
static void
check_offers(const struct exercise *x, int32_t seat, int32_t *with, int32_t *without)
{
    struct team *team = malloc(sizeof(*team));
    struct team_names names;
    struct arena a = {0};
    bool offered = false;

    assert_non_null(team);
    assert_ok(seat_names(x, &a, &names), NULL);
    assert_ok(seat_team(x, seat, &names, &a, team), NULL);
    for (int32_t k = 0; k < team->n_matters; k++) {
        if (strcmp(team->matters[k].kind, "offer") == 0) {
            assert_false(may_offer(team, team->matters[k].from));
            offered = true;
            ++*with;
        }
    }
    *without += !offered && may_offer(team, x->now.seats[1 - seat].state);
    arena_free(&a);
    free(team);
}

/* A team answers an offer and cannot make another offer to the same state. The answer names the
   state that made the offer. */
static void
an_offer_is_answered(void **state)
{
    int32_t with = 0, without = 0, answered = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct played p;
        const struct exercise *x = &p.session.exercise;

        played_enter(&p, seed, NULL);
        do {
            for (int32_t seat = 0; seat < 2; seat++) {
                check_offers(x, seat, &with, &without);
            }
        } while (played_step(&p));
        for (int32_t k = 0; k < x->now.settled.count; k++) {
            const struct exercise_settled *s =
                ARRAY_AT(struct exercise_settled, &x->now.settled, k);

            if (s->kind == TABLED_OFFER) {
                assert_true(s->asker >= 0 && s->asker != x->now.seats[s->seat].state);
                answered++;
            }
        }
        played_leave(&p);
    }
    print_message("%d %d %d\n", (int)with, (int)without, (int)answered);
    assert_true(with > 0 && without > 0 && answered > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_tells_every_item_and_reason),
        cmocka_unit_test(every_kind_has_words),
        cmocka_unit_test(a_demand_is_on_two_pages),
        cmocka_unit_test(a_crisis_follows_what_the_state_knows),
        cmocka_unit_test(analysts_name_the_first_suspect),
        cmocka_unit_test(an_offer_is_answered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

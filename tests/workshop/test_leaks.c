/* Tests that the page of a team has no text and no number of other seats. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/number.h"
#include "played.h"

/* Texts of the other seat, and of the facilitator. Texts for all seats contain none of these. */
static const char *const of_alpha[] = {"-ALPHA", NULL};
static const char *const of_beta[] = {"-BETA", NULL};
static const char *const of_nobody[] = {"NOTE", "EXPECT", NULL};

static int32_t
count(const char *page, const char *const *marks)
{
    int32_t n = 0;

    for (; *marks != NULL; marks++) {
        for (const char *at = page; (at = strstr(at, *marks)) != NULL; at++) {
            n++;
        }
    }
    return n;
}

/* Whether the page has 16 hexadecimal digits in a row: an identity, a fingerprint, a hash. */
static bool
has_identity(const char *page)
{
    int32_t digits = 0;

    for (; *page != '\0'; page++) {
        digits =
            isxdigit((unsigned char)*page) && !isupper((unsigned char)*page) ? digits + 1 : 0;
        if (digits == 16) {
            return true;
        }
    }
    return false;
}

static void
page_of(const struct exercise *x, int32_t seat, struct buffer *page)
{
    buffer_clear(page);
    assert_ok(seat_page(x, seat, false, page), NULL);
    assert_ok(seat_page(x, seat, true, page), NULL);
}

/* A message of beta to alpha is on alpha's page only if it has arrived, after the next step. */
static bool
has_arrived(const struct exercise *x)
{
    bool arrived = false;

    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        for (int64_t k = i; r->kind == RECORD_say && k < x->now.n_standing; k++) {
            arrived = arrived || (strcmp(r->say.to, "alpha") == 0 && r->say.arrives &&
                                     exercise_standing(x, k)->kind == RECORD_go);
        }
    }
    return arrived;
}

struct found {
    int32_t own[2], messages;
};

static void
check_pages(const struct exercise *x, struct found *found)
{
    char seed[NUMBER_BYTES], seed_hex[NUMBER_BYTES];
    struct buffer page = {0};

    (void)number_print_unsigned(seed, x->seed);
    (void)number_print_hex(seed_hex, x->seed);
    for (int32_t seat = 0; seat < 2; seat++) {
        const char *const *own = seat == 0 ? of_alpha : of_beta;

        page_of(x, seat, &page);
        found->own[seat] += count(page.at, own);
        assert_int_equal(count(page.at, seat == 0 ? of_beta : of_alpha), 0);
        assert_int_equal(count(page.at, of_nobody), 0);
        assert_false(has_identity(page.at));
        assert_null(strstr(page.at, seed));
        assert_null(strstr(page.at, seed_hex));
        assert_null(strstr(page.at, "utility"));
        if (seat == 0) {
            bool shown = strstr(page.at, "SAY-FROM-B") != NULL;

            assert_int_equal(shown, has_arrived(x));
            found->messages += shown;
        }
    }
    buffer_free(&page);
}

static void
pages_have_own_texts_only(void **state)
{
    struct found found = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct played p;

        played_enter(&p, seed << 40 | 987654321, NULL);
        do {
            check_pages(&p.session.exercise, &found);
        } while (played_step(&p));
        played_leave(&p);
    }
    assert_true(found.own[0] > 100 && found.own[1] > 100 && found.messages > 0);
}

static void
an_identity_is_found(void **state)
{
    (void)state;
    assert_true(has_identity("x 0123456789abcdef"));
    assert_false(has_identity("x 0123456789abcde 0123"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_have_own_texts_only),
        cmocka_unit_test(an_identity_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the notes about renamed names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/renamed.h"

static const char *
note(const char *name, const char *there)
{
    static char out[TEXT_VISIBLE_BYTES];
    const char *const names[] = {"harm", there, NULL};

    return renamed_note(out, name, (struct text_names){names, sizeof(*names), 3});
}

/* A file of the user has an old name, and the program knows the current name. */
static void
test_an_old_name(void **state)
{
    (void)state;
    assert_string_equal(note("front", "overt"), "; renamed to \"overt\"");
    assert_string_equal(note("front", "covert"), "");
    assert_string_equal(note("violation", "pledge_test"),
        "; replaced by \"pledge_test\", which has another meaning and unit");
    assert_string_equal(note("harm", "overt"), "");
}

/* A file of an earlier version has the old name, and the user asks for the current name. */
static void
test_a_current_name(void **state)
{
    (void)state;
    assert_string_equal(note("overt", "front"), "; \"front\" was renamed to \"overt\"");
    assert_string_equal(note("overt", "back"), "");
    assert_string_equal(note("pledge_test", "violation"), "");
}

/* No name was renamed to another old name. */
static void
test_the_table(void **state)
{
    (void)state;
    for (int32_t i = 0; i < renamed_n_names; i++) {
        assert_int_equal(
            text_index(renamed_names[i].to, TEXT_NAMES(renamed_names, from, renamed_n_names)),
            -1);
    }
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_old_name),
        cmocka_unit_test(test_a_current_name),
        cmocka_unit_test(test_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

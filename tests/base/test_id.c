/* Tests reserved words, which programs do not read as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/id.h"

static void
test_readings(void **state)
{
    static const struct {
        const char *text, *reading;
    } rows[] = {{"NA", ID_MISSING}, {"NaN", ID_MISSING}, {"null", ID_MISSING},
        {"None", ID_MISSING}, {"n/a", ID_MISSING}, {"", ID_MISSING}, {"YES", ID_TRUTH},
        {"Off", ID_TRUTH}, {"T", ID_TRUTH}, {"true", ID_TRUTH}, {"Inf", ID_NUMBER},
        {"1e5", ID_NUMBER}, {"007", ID_NUMBER}, {".5", ID_NUMBER}, {" 2 ", ID_NUMBER},
        {"0x1F", ID_NUMBER}, {"infi", ID_NUMBER}, {"2019-01-01", ID_DATE},
        {"2019-01-01T10:00", ID_DATE}, {"2019-01-32", NULL}, {"2019-01-01x", NULL},
        {"e5", NULL}, {"1e5x", NULL}, {"nation", NULL}, {"norway", NULL}, {"online", NULL},
        {"a", NULL}};

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        const char *reading = id_reading(rows[k].text);

        if (rows[k].reading == NULL
                ? reading != NULL
                : reading == NULL || strcmp(reading, rows[k].reading) != 0) {
            fail_msg("\"%s\" is read as %s", rows[k].text, reading == NULL ? "text" : reading);
        }
    }
}

static void
test_messages(void **state)
{
    char out[ID_FAULT_BYTES];

    (void)state;
    assert_null(id_fault(out, "norway", "state"));
    assert_string_equal(id_fault(out, "no", "state"),
        "\"no\" is not allowed: programs that read tables may read it as true or false; use "
        "another id, for example \"no_state\"");
    assert_string_equal(id_fault(out, "No", "state"),
        "\"No\" is not an id: an id begins with a lower-case letter, followed by up to 62 of "
        "a-z 0-9 _ -");
    assert_null(id_name_fault(out, "Norway"));
    assert_null(id_name_fault(out, "none"));
    assert_non_null(id_name_fault(out, "None"));
    assert_string_equal(id_name_fault(out, "1e5"),
        "programs that read tables may read \"1e5\" as a number; use another text");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests expressions: values, missing values, types, and the positions of errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "design/expression.h"

static struct arena arena;
static char why[EXPRESSION_WHY_BYTES];

static const struct node low = {.kind = NODE_TEXT, .text = "low"};
static const struct node high = {.kind = NODE_TEXT, .text = "high"};
static const struct node *const levels[] = {&low, &high};
static const struct node no = {.kind = NODE_FALSE}, yes = {.kind = NODE_TRUE};
static const struct node *const both[] = {&no, &yes};
static const struct expression_name names[] = {{"a", NULL, 0}, {"b", NULL, 0},
    {"missing", NULL, 0}, {"level", levels, 2}, {"critical", both, 2}};

static enum status
parse(struct expression *x, const char *text, bool condition)
{
    const struct expression_names all = {"metric", names, 5, condition, NULL};

    return expression_read(x, text, &all, &arena, why);
}

/* Returns the value for a = 6, missing b, level "high" and critical false. The option `missing` is
   2. */
static double
value(const char *text, bool *is_condition)
{
    const double row[] = {6, NAN, 2, 1, 0};
    struct expression x;

    if (parse(&x, text, false) != STATUS_OK) {
        fail_msg("%s: %s", text, why);
    }
    *is_condition = x.is_condition;
    assert_true(expression_holds(&x, row) == (expression_value(&x, row) != 0));
    return expression_value(&x, row);
}

static void
test_values(void **state)
{
    static const struct {
        const char *text;
        double value;
        bool is_condition;
    } rows[] = {{"a", 6, false}, {"-a * 2 - -1", -11, false}, {"a / 4 + 1", 2.5, false},
        {"a - b", NAN, false}, {"1 / (a - 6)", INFINITY, false},
        {"(a - 6) / (a - 6)", NAN, false}, {"a > 5", 1, true},
        {"a > 5 and a < 6 or a == 6", 1, true}, {"not a > 5", 0, true}, {"b < 1", 0, true},
        {"b >= 1", 0, true}, {"b != 1", 0, true}, {"not b < 1", 1, true},
        {"missing(b)", 1, true}, {"missing(a)", 0, true}, {"missing( a + b )", 1, true},
        {"not missing(a) and missing (b)", 1, true}, {"missing", 2, false},
        {"missing(missing)", 0, true}, {"missing(level)", 0, true},
        {"level == \"high\"", 1, true}, {"level != \"high\"", 0, true},
        {"level == 'high'", 1, true}, {"level == 'low' or a == 6", 1, true},
        {"critical == false", 1, true}, {"critical == FALSE and a > 1", 1, true},
        {"critical == False", 1, true}, {"critical == true", 0, true},
        {"(critical != TRUE)", 1, true}, {"critical == True", 0, true}, {"critical", 0, true},
        {"not critical", 1, true}, {"(critical) == false", 1, true},
        {"a > 1 and critical", 0, true}, {"critical or a == 6", 1, true},
        {"not (critical or critical)", 1, true}, {"missing(critical)", 0, true},
        {"critical and critical", 0, true}, {"critical and a == 6", 0, true},
        {"not critical and a == 6", 1, true}};
    bool is_condition;

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        double found = value(rows[k].text, &is_condition);
        if (!(found == rows[k].value || (isnan(found) && isnan(rows[k].value))) ||
            is_condition != rows[k].is_condition) {
            fail_msg("%s: %g", rows[k].text, found);
        }
    }
}

static void
test_errors(void **state)
{
    static const struct {
        const char *text, *why;
        bool condition;
    } rows[] = {
        {"", "at character 1: expected a number, a metric or \"(\", but the text ends here",
            false},
        {"a +", "at character 4: expected a number, a metric or \"(\", but the text ends here",
            false},
        {"harm > 2",
            "at character 1: unknown metric harm; known: a, b, missing, level, "
            "critical",
            false},
        {"1 < missin", "at character 5: unknown metric missin; did you mean \"missing\"?",
            false},
        {"(a", "at character 3: expected \")\"", false},
        {"a 2", "at character 3: unexpected text after the expression", false},
        {"a 2", "at character 3: unexpected text after the condition", true},
        {"a", "at character 2: expected a condition before this place, for example a < 24",
            true},
        {"a > 1 and 4",
            "at character 12: expected a condition before this place, for example a < 24",
            false},
        {"(a > 1) + 4", "at character 10: expected a number before this place", false},
        {"level", "at character 6: expected a number before this place", false},
        {"level == \"none\"",
            "at character 10: use one of the values of metric level: "
            "\"low\", \"high\"",
            false},
        {"level == low", "at character 10: write the text in quotes: \"low\"", false},
        {"level == levl", "at character 10: unknown metric levl; did you mean \"level\"?",
            false},
        {"level == level",
            "at character 10: two names of texts cannot be compared; write a condition for "
            "each text, as in (A == 'x' and B == 'x') or (A == 'y' and B == 'y'): level and "
            "level",
            false},
        {"level == a",
            "at character 10: expected one of these texts, in quotes: \"low\", \"high\"",
            false},
        {"level == 3",
            "at character 10: expected one of these texts, in quotes: \"low\", \"high\"",
            false},
        {"level == 'low\"",
            "at character 10: expected one of these texts, in quotes: \"low\", \"high\"",
            false},
        {"level == 'lo'",
            "at character 10: use one of the values of metric level: "
            "\"low\", \"high\"",
            false},
        {"a > 1 and level",
            "at character 16: expected a condition before this place, for example a < 24",
            false},
        {"level != ''", "at character 10: for an empty cell write missing(x), with x = level",
            false},
        {"level %in% 'low'", "at character 7: there is no %in%: write x == \"a\" or x == \"b\"",
            true},
        {"critical + 1", "at character 11: expected a number before this place", false},
        {"critical == 1", "at character 13: expected true or false", false},
        {"critical == TRUTH", "at character 13: expected true or false", false},
        {"critical == 'true'",
            "at character 13: use one of the values of metric critical: "
            "false, true",
            false},
        {"a > 1 && a < 2", "at character 7: write and instead of & or &&", false},
        {"(a > 1 & a < 2)", "at character 8: write and instead of & or &&", false},
        {"a > 1 || a < 2", "at character 7: write or instead of | or ||", true},
        {"a = 1", "at character 3: write == instead of = (also >= and <=)", true},
        {"level = \"low\"", "at character 7: write == instead of = (also >= and <=)", false},
        {"a == == 1", "at character 6: expected a number, a metric or \"(\"", false},
        {"!missing(a)", "at character 1: write not instead of !", false},
        {"a > 1 AND a < 2", "at character 7: write and instead of AND", false},
        {"1 + log(a)", "at character 5: there are no functions except missing()", false},
        {"is.na (a)", "at character 1: write missing(x) instead of is.na(x)", false},
        {"ifelse(a > 1, 1, 0)",
            "at character 1: write the condition alone: its value is 1 or 0", false},
        {"if (a > 1) 1", "at character 1: write the condition alone: its value is 1 or 0",
            false},
        {"a^2", "at character 2: there is no ^: write x * x", false},
        {"level < \"high\"", "at character 8: compare texts only with == and !=", false},
        {"missing(a > 1)", "at character 11: expected \")\" after the name of a number or text",
            false},
        {"missing(missing(b))",
            "at character 19: expected \")\" after the name of a number or text", false},
        {"missing(a", "at character 10: expected \")\" after the name of a number or text",
            false},
    };
    struct expression x;

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        enum status st = parse(&x, rows[k].text, rows[k].condition);

        if (st != STATUS_BAD_INPUT || strcmp(why, rows[k].why) != 0) {
            fail_msg("%s: %s", rows[k].text, st == STATUS_OK ? "is valid" : why);
        }
    }
}

/* Repeats a text `n` times around "a". */
static enum status
parse_nested(const char *before, const char *after, int n)
{
    struct buffer text = {0};
    struct expression x;
    enum status st;

    for (int k = 0; k < n; k++) {
        buffer_text(&text, before);
    }
    buffer_text(&text, "a");
    for (int k = 0; k < n; k++) {
        buffer_text(&text, after);
    }
    st = parse(&x, buffer_string(&text), false);
    buffer_free(&text);
    return st;
}

static void
test_limits(void **state)
{
    (void)state;
    assert_int_equal(parse_nested("(", ")", 60), STATUS_OK);
    assert_int_equal(parse_nested("(", ")", 70), STATUS_BAD_INPUT);
    assert_non_null(strstr(why, "nested too deeply"));
    assert_int_equal(parse_nested("- ", "", 60), STATUS_OK);
    assert_int_equal(parse_nested("- ", "", 70), STATUS_BAD_INPUT);
    assert_int_equal(parse_nested("", " + a", 480), STATUS_OK);
    assert_int_equal(parse_nested("", " + a", 600), STATUS_BAD_INPUT);
    assert_non_null(strstr(why, "too long"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
        cmocka_unit_test(test_errors), cmocka_unit_test(test_limits)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    arena_free(&arena);
    return failed;
}

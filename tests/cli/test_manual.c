/* Tests that the row of a command determines how its command line is read, and that synopsis and
   help are printed from this row. test_install.sh tests that the manual page and the completion
   follow from the help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "cli/manual.h"
#include "failing.h"

static const char *const grinds[] = {"fine", "medium", "coarse", NULL};
static const char *const beans[] = {"arabica", "robusta", NULL};

#define BREW                                                                                   \
    .name = "brew", .operands = "BEANS [WATER]", .min = 1, .max = 2, .summary = "make coffee", \
    .notes = "Takes minutes.", .keyword = "BEANS", .keywords = beans,                          \
    .example = "brew arabica --grind fine"
#define GRIND                                                                                  \
    {                                                                                          \
        "grind", .choices = grinds, .help = "How the beans are ground."                        \
    }
#define OUTPUT                                                                                 \
    {                                                                                          \
        "output", 'o', "CUP", "Where it goes.", .required = true                               \
    }
#define EXTRA                                                                                  \
    {                                                                                          \
        "extra-hot", 'x', "DEGREES", "How much hotter it is served."                           \
    }

static const struct command plain[] = {{BREW, .options = {GRIND, OUTPUT}},
    {"pour", "", .summary = "empty the cup", .example = "pour"}, {0}};
static const struct command extended[] = {{BREW, .options = {GRIND, OUTPUT, EXTRA}},
    {"pour", "", .summary = "empty the cup", .example = "pour"}, {0}};

static void
usage(const struct command *rows, struct buffer *b)
{
    manual_usage(rows, b);
}

static void
help(const struct command *rows, struct buffer *b)
{
    manual_help(rows, b);
}

typedef void printer(const struct command *rows, struct buffer *b);

static bool
prints(printer *print, const struct command *rows, const char *part)
{
    struct buffer b = {0};
    bool found;

    print(rows, &b);
    assert_ok(buffer_status(&b), NULL);
    found = strstr(b.at, part) != NULL;
    buffer_free(&b);
    return found;
}

static enum status
read_line(
    const struct command *c, const char *const *words, struct arguments *a, struct failure *f)
{
    int argc = 0;

    while (words[argc] != NULL) {
        argc++;
    }
    *f = (struct failure){0};
    return arguments_read(a, c, argc, words, 0, f);
}

static void
test_a_new_option_appears_in_synopsis_help_and_parser(void **state)
{
    static const struct {
        printer *print;
        const char *part;
    } wanted[] = {
        {usage, " [-x DEGREES]"},
        {help, " [-x DEGREES]"},
        {help, "\n  -x, --extra-hot DEGREES\n        How much hotter it is served.\n"},
    };
    static const char *const line[] = {"arabica", "-o", "mug", "--extra-hot=5", NULL};
    struct arguments a;
    struct failure f;

    (void)state;
    for (size_t k = 0; k < sizeof(wanted) / sizeof(wanted[0]); k++) {
        assert_true(prints(wanted[k].print, extended, wanted[k].part));
        assert_false(prints(wanted[k].print, plain, wanted[k].part));
    }
    assert_ok(read_line(extended, line, &a, &f), &f);
    assert_string_equal(arguments_value(&a, "extra-hot", ""), "5");
    arguments_free(&a);
    assert_int_equal(read_line(plain, line, &a, &f), STATUS_USAGE);
    assert_string_equal(f.line[0], "unknown option '--extra-hot=5'");
    arguments_free(&a);
}

static void
test_choices_are_printed_and_enforced(void **state)
{
    static const char *const right[] = {"arabica", "-omug", "--grind", "coarse", NULL};
    static const char *const none[] = {"arabica", "-omug", NULL};
    static const char *const wrong[] = {"arabica", "-omug", "--grind", "powder", NULL};
    struct arguments a;
    struct failure f;

    (void)state;
    assert_true(prints(usage, plain, " [--grind fine|medium|coarse] -o CUP"));
    assert_true(prints(help, plain, "\n  BEANS\n        arabica or robusta\n"));
    assert_true(prints(help, plain, "\n  --grind fine|medium|coarse\n"));
    assert_ok(read_line(plain, right, &a, &f), &f);
    assert_int_equal(arguments_choice(&a, "grind", 1), 2);
    arguments_free(&a);
    assert_ok(read_line(plain, none, &a, &f), &f);
    assert_int_equal(arguments_choice(&a, "grind", 1), 1);
    arguments_free(&a);
    assert_int_equal(read_line(plain, wrong, &a, &f), STATUS_USAGE);
    assert_string_equal(f.line[0], "--grind: 'powder' is unknown; use fine, medium or coarse");
    arguments_free(&a);
}

static void
test_missing_and_unexpected_words_are_errors(void **state)
{
    static const struct {
        const char *words[6];
        const char *message; /* "" if the line is valid */
    } lines[] = {
        {{"arabica", "-o", "mug"}, ""},
        {{"arabica", "-o", "mug", "water"}, ""},
        {{"--", "-o", "-o"}, "'brew' needs --output CUP"},
        {{"--help"}, ""},
        {{"-o", "mug"}, "'brew' needs a BEANS"},
        {{"arabica"}, "'brew' needs --output CUP"},
        {{"arabica", "water", "milk", "-o", "mug"}, "unexpected argument 'milk'"},
        {{"arabica", "-o"}, "--output needs a value"},
        {{"arabica", "-o", "mug", "-oglass"}, "--output is given twice; give it once"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
        struct arguments a;
        struct failure f;
        enum status st = read_line(plain, lines[k].words, &a, &f);

        assert_int_equal(st, lines[k].message[0] == '\0' ? STATUS_OK : STATUS_USAGE);
        assert_string_equal(f.line[0], lines[k].message);
        arguments_free(&a);
    }
}

static void
test_help_lines_have_at_most_80_columns(void **state)
{
    static const struct command wordy[] = {
        {BREW, .options = {GRIND, OUTPUT,
                   {"first", .help = "Words, words, words, words, words, words, "
                                     "words, words, words, words, words."},
                   {"second", .argument = "ARGUMENT", .help = "Help.", .repeatable = true}}}};
    struct buffer b = {0};
    int32_t lines = 0;

    (void)state;
    manual_help(wordy, &b);
    assert_ok(buffer_status(&b), NULL);
    for (const char *at = b.at; *at != '\0'; at += strcspn(at, "\n") + 1) {
        assert_true(strcspn(at, "\n") <= 80);
        lines++;
    }
    assert_true(lines > 15);
    assert_non_null(
        strstr(b.at, "[--first]\n       [--second ARGUMENT]...\n\nMake coffee. Takes"));
    buffer_free(&b);
}

static enum status
print_all(void)
{
    static printer *const printers[] = {usage, help, manual_overview};
    enum status st = STATUS_OK;

    for (size_t k = 0; k < sizeof(printers) / sizeof(printers[0]); k++) {
        struct buffer b = {0};

        printers[k](extended, &b);
        st = st == STATUS_OK ? buffer_status(&b) : st;
        buffer_free(&b);
    }
    return st;
}

static void
test_failing_allocations_are_reported(void **state)
{
    (void)state;
    failing_everywhere(print_all, false);
    failing_everywhere(print_all, true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_option_appears_in_synopsis_help_and_parser),
        cmocka_unit_test(test_choices_are_printed_and_enforced),
        cmocka_unit_test(test_missing_and_unexpected_words_are_errors),
        cmocka_unit_test(test_help_lines_have_at_most_80_columns),
        cmocka_unit_test(test_failing_allocations_are_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests the parts of a report: numbers for readers, text of users, scales, strips, intervals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/html_escape.h"
#include "report/charts/interval.h"
#include "report/number_text.h"
#include "report/scale.h"
#include "report/svg.h"

#define MINUS "\xE2\x88\x92"
#define NARROW "\xE2\x80\xAF"

static void
test_number_text(void **state)
{
    static const struct {
        double x;
        const char *text;
    } rows[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {1.5, "1.5"},
        {1.2345, "1.23"},
        {9.999, "10"},
        {12.345, "12.3"},
        {99.94, "99.9"},
        {99.96, "100"},
        {100.4, "100"},
        {564.4, "564"},
        {9999.4, "9999"},
        {27431.3, "27" NARROW "431"},
        {1234567.8, "1" NARROW "234" NARROW "568"},
        {0.5, "0.5"},
        {0.0123, "0.0123"},
        {0.01, "0.01"},
        {0.09996, "0.1"},
        {0.000125, "0.000125"},
        {0.0000125, "1.25e-05"},
        {0.00002, "2e-05"},
        {-27.44, MINUS "27.4"},
        {-0.001, MINUS "0.001"},
        {2.5e20, "2.5e+20"},
        {-8.5e-22, "0"},
        {1e-11, "1e-11"},
        {NAN, "-"},
        {INFINITY, "-"},
    };
    char out[NUMBER_TEXT_BYTES];

    (void)state;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        assert_string_equal(number_text_real(out, rows[k].x), rows[k].text);
    }
    assert_string_equal(number_text_signed(out, 2), "+2");
    assert_string_equal(number_text_signed(out, 0), "0");
    assert_string_equal(number_text_signed(out, 1e-20), "0");
    assert_string_equal(number_text_signed(out, -2), MINUS "2");
    assert_string_equal(number_text_count(out, -12345), MINUS "12" NARROW "345");
    assert_string_equal(number_text_count(out, 1000), "1000");
    assert_string_equal(number_text_count(out, INT64_MAX),
        "9" NARROW "223" NARROW "372" NARROW "036" NARROW "854" NARROW "775" NARROW "807");
}

static void
expect_html(const char *text, int32_t maximum, const char *expected)
{
    struct buffer b = {0};

    buffer_text(&b, "");
    html_text(&b, text, maximum);
    assert_string_equal(b.at, expected);
    buffer_free(&b);
}

static void
test_html_escape(void **state)
{
    (void)state;
    expect_html("a", 1, "a");
    expect_html("", 5, "");
    expect_html(NULL, 5, "");
    expect_html("<script>alert('&\")</script>", 100,
        "&lt;script&gt;alert(&#39;&amp;&quot;)&lt;/script&gt;");
    expect_html("abcdef", 6, "abcdef");
    expect_html("abcdef", 5, "abcd\xE2\x80\xA6");
    expect_html("\xC3\xA9\xC3\xA9\xC3\xA9", 2, "\xC3\xA9\xE2\x80\xA6"); /* characters */
    expect_html(
        "a\xE2\x80\xAE"
        "b",
        9, "a\\u202eb"); /* override */
    expect_html(
        "a\xE2\x80\x8F"
        "b",
        9, "a\\u200fb");                                    /* mark */
    expect_html("\xD8\xA7\xD9\x84", 9, "\xD8\xA7\xD9\x84"); /* Arabic stays */
    expect_html(
        "a\x01\x7F"
        "b",
        9, "a\\u0001\\u007fb");
    expect_html("a\nb\tc", 9, "a b c");
    expect_html(
        "a\xFF\xC0"
        "b",
        9,
        "a\xEF\xBF\xBD\xEF\xBF\xBD"
        "b");
    expect_html("\xEF\xBF\xBF", 9, "\\uffff"); /* no character of any document */
    assert_true(html_cuts("abc", 2));
    assert_false(html_cuts("abc", 3));
}

static void
test_scale(void **state)
{
    struct scale s = {0};
    double ticks[SCALE_TICKS];

    (void)state;
    scale_include(&s, NAN);
    scale_include(&s, -INFINITY);
    assert_false(s.seen);
    scale_include(&s, 3.3);
    scale_include(&s, 17.2);
    scale_round(&s, 5);
    assert_true(s.low <= 3.3 && s.high >= 17.2);
    assert_true(s.low == 0 && s.high == 20);
    assert_true(scale_at(&s, 5) == 25);
    assert_true(scale_at(&s, -5) == 0 && scale_at(&s, 99) == 100);
    assert_int_equal(scale_ticks(&s, 5, ticks), 5);
    assert_true(ticks[0] == 0 && ticks[1] == 5 && ticks[4] == 20);
}

/* For all ends of the scale there are few ticks. They are in order, within the ends, and at equal
   distances. */
static void
test_ticks(void **state)
{
    (void)state;
    for (double size = 1e-9; size < 1e12; size *= 3.7) {
        for (double offset = -2; offset <= 2; offset += 0.37) {
            struct scale s = {size * offset, size * (offset + 1), true};
            double ticks[SCALE_TICKS];
            int32_t n = scale_ticks(&s, 5, ticks);

            assert_in_range(n, 2, 7);
            for (int32_t k = 0; k < n; k++) {
                assert_true(
                    ticks[k] >= s.low - 1e-8 * size && ticks[k] <= s.high + 1e-8 * size);
                assert_true(k == 0 || ticks[k] > ticks[k - 1]);
            }
        }
    }
}

/* One number, no number, and numbers that are almost equal have a scale, too. */
static void
test_flat_scale(void **state)
{
    static const double values[] = {0, 7, -7, 1e-200, 1e200};

    (void)state;
    for (size_t k = 0; k < sizeof(values) / sizeof(values[0]); k++) {
        struct scale s = {0};
        double ticks[SCALE_TICKS];

        scale_include(&s, values[k]);
        scale_round(&s, 5);
        assert_true(s.low < values[k] && s.high > values[k]);
        assert_in_range(scale_ticks(&s, 5, ticks), 2, 7);
        assert_true(isfinite(scale_at(&s, values[k])));
    }
    struct scale none = {0};

    scale_round(&none, 5);
    assert_true(none.high > none.low);
}

static void
test_place(void **state)
{
    struct buffer b = {0};

    (void)state;
    number_text_add_coordinate(&b, 33.33333);
    buffer_text(&b, " ");
    number_text_add_coordinate(&b, -0.001);
    buffer_text(&b, " ");
    number_text_add_coordinate(&b, 100);
    assert_string_equal(b.at, "33.33 0 100");
    buffer_free(&b);
}

static void
test_svg(void **state)
{
    struct buffer b = {0};

    (void)state;
    svg_open(&b, 20);
    svg_line(&b, "grid", 0, 1, 100, 1);
    svg_path(&b, "curve", 0, 20);
    svg_path_command(&b, 'M', 0, 0.5);
    svg_path_command(&b, 'H', 12.345, 0);
    svg_path_command(&b, 'V', 0, 7);
    svg_path_end(&b);
    svg_close(&b);
    assert_non_null(
        strstr(b.at, "<line class=\"grid\" x1=\"0%\" y1=\"1\" x2=\"100%\" y2=\"1\"/>"));
    assert_non_null(strstr(b.at, "d=\"M0 0.5H12.35V7\""));
    buffer_free(&b);
}

static void
test_section(void **state)
{
    struct section f = {.title = "A chart"};

    (void)state;
    section_open(&f);
    buffer_text(&f.out, "It shows.");
    section_picture(&f);
    section_table(&f, "Who|#Much");
    section_cell_text(&f, "<b>");
    section_cell_real(&f, 1.25);
    section_close(&f);
    f.title = "Another";
    section_note(&f, "No data.");
    section_group_open(&f, "One more", "of a group");
    section_group_fold(&f, "Fold");
    f.title = "Within";
    section_open(&f);
    buffer_text(&f.out, "It shows.");
    section_picture(&f);
    section_picture_more(&f, "More of it");
    section_table(&f, "Who|#Much");
    section_close(&f);
    f.title = "Without data";
    section_note(&f, "None.");
    section_group_close(&f);
    f.title = "The last";
    section_note(&f, "No data.");
    assert_int_equal(
        f.count, 2); /* the list of contents has no chart of a group, and no note */
    assert_string_equal(f.contents[1].name, "One more");
    assert_int_equal(f.contents[1].id, 2);
    assert_string_equal(
        f.notes.at, "<li>Another: No data.</li>\n<li>The last: No data.</li>\n");
    assert_non_null(strstr(f.out.at, "<h2 id=\"chart-2\" tabindex=\"-1\">One more</h2>"));
    assert_non_null(
        strstr(f.out.at, "<h3 id=\"chart-3\" tabindex=\"-1\">Within: of a group</h3>"));
    assert_non_null(strstr(f.out.at,
        "</div>\n<details><summary>More of it</summary>\n<div "
        "class=\"picture\" role=\"img\" "
        "aria-labelledby=\"chart-3\" "
        "aria-describedby=\"says-3\">\n</div>\n</details>\n"));
    assert_null(strstr(f.out.at, "Without data"));
    assert_non_null(strstr(f.out.at,
        "<caption>A chart</caption>\n<tr><th scope=\"col\">Who</th>"
        "<th scope=\"col\" class=\"number\">Much</th></tr>"));
    assert_non_null(strstr(f.out.at,
        "<tr><th scope=\"row\"><bdi>&lt;b&gt;</bdi></th>"
        "<td class=\"number\">1.25</td></tr>"));
    assert_non_null(strstr(f.out.at, "role=\"img\" aria-labelledby=\"chart-1\""));
    assert_null(strstr(f.out.at, "aria-labelledby=\"chart-2\" aria-describedby"));
    section_free(&f);
}

/* A row has whisker, ring and line of no difference only if they have a meaning for it. */
static void
test_interval_row(void **state)
{
    static const struct series_style look = {SVG_CIRCLE, "s2"};
    struct interval_rows rows = {
        .scale = {-10, 10, true}, .differences = true, .p_adjusted = NAN};
    struct buffer b = {0};

    (void)state;
    interval_row(&b, &rows, look, (struct estimate){5, 0, 10}, NAN);
    assert_non_null(strstr(b.at, "<span>+5 (0 to +10)</span>"));
    assert_non_null(
        strstr(b.at, "class=\"whisker\" x1=\"50%\" y1=\"12\" x2=\"100%\" y2=\"12\""));
    assert_non_null(strstr(b.at, "class=\"zero\" x1=\"50%\""));
    assert_non_null(strstr(b.at, "<svg x=\"75%\" y=\"12\"><path class=\"mark s2\""));
    assert_null(strstr(b.at, "mark open none"));
    buffer_clear(&b);
    rows.p_adjusted = 0.0004;
    interval_row(&b, &rows, look, (struct estimate){5, 0, 10}, NAN);
    assert_non_null(strstr(b.at, "<span>+5 (0 to +10), p&nbsp;&lt;&nbsp;0.001</span>"));
    buffer_clear(&b);
    rows.p_adjusted = NAN;
    rows.differences = false;
    interval_row(&b, &rows, look, (struct estimate){5, NAN, 10}, 0);
    assert_non_null(strstr(b.at, "<span>5</span>"));
    assert_non_null(strstr(b.at, "<svg x=\"50%\" y=\"12\"><path class=\"mark open none\""));
    assert_null(strstr(b.at, "whisker"));
    assert_null(strstr(b.at, "zero"));
    buffer_clear(&b);
    interval_row(&b, &rows, look, (struct estimate){NAN, NAN, NAN}, NAN);
    assert_non_null(strstr(b.at, "<span>-</span>"));
    assert_null(strstr(b.at, "mark"));
    buffer_free(&b);
}

static void
test_interval_curve(void **state)
{
    static const struct estimate at[] = {{2, 0, 4}, {3, 1, 4}};
    static const double x[] = {0, 50};
    struct interval_frame frame = {.scale = {0, 4, true}, .top = 10, .bottom = 110};
    struct buffer b = {0};

    (void)state;
    assert_true(interval_down(&frame, 4) == 10 && interval_down(&frame, 1) == 85);
    interval_curve(&b, &frame, (struct series_style){SVG_CIRCLE, "s2"}, x, at, 2);
    assert_non_null(strstr(b.at, "y=\"10\" height=\"100\""));
    assert_non_null(strstr(b.at,
        "class=\"band s2\" vector-effect=\"non-scaling-stroke\" "
        "d=\"M0 0L50 0L50 75L0 100\""));
    assert_non_null(strstr(b.at,
        "class=\"curve s2\" vector-effect=\"non-scaling-stroke\" "
        "d=\"M0 50L50 25\""));
    buffer_free(&b);
}

/* A second chart that has no table ends the program. */
static void
test_section_without_table(void **state)
{
    pid_t child;
    int how;

    (void)state;
    (void)fflush(stdout);
    child = fork();
    if (child == 0) {
        struct section f = {.title = "A chart"};

        (void)close(STDERR_FILENO);
        for (int k = 0; k < 2; k++) {
            section_open(&f);
            section_picture(&f);
            if (k == 0) {
                section_table(&f, "Who|#Much");
            }
            section_close(&f);
        }
        _exit(0);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 70); /* status_bug() */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number_text),
        cmocka_unit_test(test_html_escape),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_ticks),
        cmocka_unit_test(test_flat_scale),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_svg),
        cmocka_unit_test(test_section),
        cmocka_unit_test(test_section_without_table),
        cmocka_unit_test(test_interval_row),
        cmocka_unit_test(test_interval_curve),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/** The forms of a story: one incident, one state, by date, HTML, two runs side by side. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "model/input/incident_type.h"
#include "model/input/response.h"
#include "story_rows.h"

/* Two incidents, each with an act: 0x11 leads to an act against Cestia, 0x12 to one against
   Borvia. */
static void
put_two_cascades(struct story_rows *f)
{
    story_decide(f, story_incident(f, 0x11), CESTIA, 0.9, "public_attribution");
    (void)story_act(f, 0x22, 0x11, CESTIA, "public_attribution");
    story_decide(f, story_incident(f, 0x12), BORVIA, 0.8, "demarche");
    (void)story_act(f, 0x23, 0x12, BORVIA, "demarche");
}

static int32_t
count_of(const char *text, const char *word)
{
    int32_t n = 0;

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        n++;
    }
    return n;
}

static void
test_one_incident(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options root = {.policy = "as it is", .incident = 0x12};
    const struct narrative_options act = {.policy = "as it is", .incident = 0x23};
    const struct narrative_options none = {.policy = "as it is", .incident = 0x99};
    struct buffer out = {0};
    char *whole;

    put_two_cascades(f);
    whole = strdup(story_text(f, &root));
    assert_non_null(strstr(whole, "[0000000000000023]"));
    assert_null(strstr(whole, "[0000000000000022]"));
    assert_null(strstr(whole, "At the end"));
    assert_string_equal(story_text(f, &act), whole); /* the id of an act selects its cascade */
    free(whole);
    assert_int_equal(
        narrative_print(&f->recorder, &f->world, &none, &out, NULL), STATUS_BAD_INPUT);
    buffer_free(&out);
}

static void
test_one_state(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options cestia = {.policy = "as it is", .state = "cestia"};
    const struct narrative_options ardia = {.policy = "as it is", .state = "ardia"};
    const struct narrative_options nowhere = {.policy = "as it is", .state = "nowhere"};
    struct buffer out = {0};

    put_two_cascades(f);
    assert_null(strstr(story_text(f, &cestia), "[0000000000000023]"));
    assert_non_null(strstr(f->text, "[0000000000000022]"));
    assert_non_null(strstr(story_text(f, &ardia), "[0000000000000023]"));
    assert_int_equal(
        narrative_print(&f->recorder, &f->world, &nowhere, &out, NULL), STATUS_BAD_INPUT);
    buffer_free(&out);
}

static void
test_by_date(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options dates = {.policy = "as it is", .by_date = true};
    const char *at;

    put_two_cascades(f);
    at = strstr(story_text(f, &dates), "What happened 2 March 2022. Borvia began");
    assert_non_null(at);
    assert_int_equal(count_of(at, "2 March 2022. Borvia began"), 1); /* one paragraph */
    assert_null(strstr(f->text, "1. "));
    assert_null(strstr(f->text, "[00"));
}

static void
test_width(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options narrow = {.policy = "as it is", .width = 40};
    struct buffer out = {0};
    int32_t n = 0, longest = 0;

    put_two_cascades(f);
    assert_ok(narrative_print(&f->recorder, &f->world, &narrow, &out, NULL), NULL);
    for (const char *at = buffer_string(&out); *at != '\0'; at++) {
        n = *at == '\n' ? 0 : n + (((unsigned char)*at & 0xC0) != 0x80);
        longest = n > longest ? n : longest;
    }
    assert_in_range(longest, 36, 40);
    buffer_free(&out);
}

static void
test_html(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options html = {.policy = "as <it> is", .html = true};
    struct trace_rows_act *a;

    f->states[BORVIA].name = "Bor<script>via";
    put_two_cascades(f);
    a = story_act(f, 0x24, 0x23, ARDIA, "demarche"); /* a list in a list in a list */
    a->actor = BORVIA;
    a->parent_kind = PARENT_ACT;
    a->day = 120;
    (void)story_text(f, &html);
    story_expect(f->text, "<h1>Three states</h1>");
    story_expect(f->text, "<p>The story of run 7 under the policy “as &lt;it&gt; is”.</p>");
    story_expect(f->text, "<h2>1. ");
    story_expect(f->text, "Bor&lt;script&gt;via");
    story_expect_not(f->text, "<script");
    assert_int_equal(count_of(f->text, "<ul>"), count_of(f->text, "</ul>"));
    assert_int_equal(count_of(f->text, "<li>"), 5);
    assert_int_equal(count_of(f->text, "</li>"), 5);
}

/* ---- two runs ---- */

/* The cascade of an incident in two runs. The caller frees it. */
static char *
twin_text(const struct story_rows *a, const struct story_rows *b, int64_t incident, bool html)
{
    const struct narrative_twin twins[2] = {
        {&a->recorder, &a->world, "calm"}, {&b->recorder, &b->world, "loud"}};
    const struct narrative_options options = {.incident = incident, .width = 80, .html = html};
    struct buffer out = {0};

    assert_ok(narrative_twin_print(twins, &options, &out, NULL), NULL);
    return out.at;
}

static void
test_equal_runs(void **state)
{
    struct story_rows *f = *state;
    char *text;

    put_two_cascades(f);
    text = twin_text(f, f, 0x11, false);
    assert_non_null(strstr(text, "The same happened under both policies."));
    assert_null(strstr(text, "Policy “calm”"));
    assert_int_equal(count_of(text, "\n2 March 2022. "), 1);
    free(text);
}

static void
test_different_runs(void **state)
{
    struct story_rows *f = *state, *g;
    const char *head, *left, *right;
    char *text;

    assert_int_equal(story_begin((void **)&g), 0);
    put_two_cascades(f);
    story_decide(g, story_incident(g, 0x11), CESTIA, 0.9, "absorb"); /* no act follows */
    text = twin_text(f, g, 0x11, false);
    head = strstr(text, "Policy “calm”");
    assert_non_null(head);
    assert_non_null(strstr(head, "Policy “loud”"));
    /* Equal parts of the two runs are printed once, before the head of the columns. */
    assert_true(strstr(text, "2 March 2022") < head);
    assert_int_equal(count_of(text, "\n2 March 2022. "), 1);
    /* The act of day 100 is in the left column only. */
    left = strstr(head, "Ardia blamed cestia");
    assert_non_null(left);
    assert_true(left[-1] == '\n');
    right = strstr(head, "no step");
    assert_non_null(right);
    assert_true(right > left || right[-1] != '\n');
    free(text);
    text = twin_text(f, g, 0x11, true);
    assert_int_equal(count_of(text, "<table>"), count_of(text, "</table>"));
    assert_non_null(strstr(text, "<th>Policy “calm”</th><th>Policy “loud”</th>"));
    free(text);
    text = twin_text(f, g, 0x12, true); /* the incident exists only in the first run */
    assert_non_null(strstr(text, "Policy “loud”: the incident does not happen"));
    free(text);
    (void)story_end((void **)&g);
}

static void
test_a_missing_incident(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_twin twins[2] = {
        {&f->recorder, &f->world, "calm"}, {&f->recorder, &f->world, "loud"}};
    const struct narrative_options options = {.incident = 0x99};
    struct buffer out = {0};

    put_two_cascades(f);
    assert_int_equal(narrative_twin_print(twins, &options, &out, NULL), STATUS_BAD_INPUT);
    buffer_free(&out);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_one_incident),
        TEST(test_one_state),
        TEST(test_by_date),
        TEST(test_width),
        TEST(test_html),
        TEST(test_equal_runs),
        TEST(test_different_runs),
        TEST(test_a_missing_incident),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tests cascades as trees, names with control characters, invented names, and running out of
   memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "failing.h"
#include "story_rows.h"
#include "words/narrative/narrative_cascade.h"

static void
test_nodes_have_the_parents_of_their_rows(void **state)
{
    struct story_rows *f = *state;
    struct trace_rows_incident *spilled, *counter;
    struct narrative_cascade forest;
    int32_t first;

    (void)story_incident(f, 0x50);
    spilled =
        /* an incident of the same day, with a lower identity than its parent */
        story_incident(f, 0x05);
    spilled->parent_id = 0x50;
    spilled->parent_kind = PARENT_INCIDENT;
    (void)story_act(f, 0x40, 0x50, BORVIA, "sanctions");
    counter = story_incident(f, 0x30);
    counter->counter_operation = true;
    counter->parent_id = 0x40;
    counter->parent_kind = PARENT_ACT;
    counter->generation = 2;
    counter->start_day = 120;
    story_act(f, 0x30, 0x40, ARDIA, "sanctions")->generation =
        2; /* the same operation as an act */
    (void)story_event(f, OBS_DECIDED, 90, 0x50, BORVIA, NAN);
    (void)story_event(f, OBS_NAMED, 89, 0x40, BORVIA, NAN);
    assert_ok(narrative_cascade_init(&forest, &f->recorder), NULL);
    assert_int_equal(forest.n_nodes, 4);
    for (int32_t k = 0; k < forest.n_nodes; k++) {
        const struct narrative_node *n = &forest.nodes[k];
        int64_t above = n->parent == NONE ? 0 : forest.nodes[n->parent].id;

        assert_int_equal(n->root, 0);
        assert_int_equal(above, n->id == 0x50 ? 0 : n->id == 0x30 ? 0x40 : 0x50);
        assert_int_equal(n->n_below, n->id == 0x50 ? 3 : n->id == 0x40 ? 1 : 0);
        assert_true((n->act != NULL) == (n->id == 0x40 || n->id == 0x30));
    }
    assert_int_equal(narrative_cascade_events(&forest, 0x50, &first), 1);
    assert_int_equal(forest.events[first]->event, OBS_DECIDED);
    assert_int_equal(narrative_cascade_events(&forest, 0x51, &first), 0);
    assert_int_equal(narrative_cascade_messages(&forest, 0x50, &first), 0);
    narrative_cascade_free(&forest);
}

static void
test_control_characters_in_names_are_printed_as_text(void **state)
{
    struct story_rows *f = *state;
    const char *story;

    f->states[BORVIA].name = "Bor\x1b[31mvia\xe2\x80\xae";
    story_decide(f, story_incident(f, 0x11), BORVIA, 0.9, "absorb");
    story_incident(f, 0x12)->asked = true;
    story = story_text(f, NULL);
    assert_null(strchr(story, '\x1b'));
    story_expect_not(story, "\xe2\x80\xae");
    story_expect(story, "Bor\\u001b[31mvia\\u202e");
}

static void
test_invented_names_hide_the_others(void **state)
{
    struct story_rows *f = *state;
    const char *story;

    f->aliases[0] = (struct alias){{.id = "ardia"}, "Redland"};
    f->aliases[1] = (struct alias){{.id = "borvia"}, "Blueland"};
    f->aliases[2] = (struct alias){{.id = "cestia"}, "Greenland"};
    f->world.aliases = (struct list){f->aliases, 3};
    f->world.use_aliases = true;
    story_decide(f, story_incident(f, 0x11), CESTIA, 0.9, "public_attribution");
    story_act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    story = story_text(f, NULL);
    story_expect(story, "Redland blamed Greenland in public");
    story_expect_not(story, "rdia");
    story_expect_not(story, "orvia");
    story_expect_not(story, "estia");
}

static const struct story_rows *short_of_memory;

static enum status
print_all(void)
{
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    struct buffer out = {0};
    enum status st = narrative_print(
        &short_of_memory->recorder, &short_of_memory->world, &whole, &out, NULL);

    /* An incomplete story must not be reported as success. */
    if (st == STATUS_OK && strcmp(out.at, short_of_memory->text) != 0) {
        st = STATUS_MISMATCH;
    }
    buffer_free(&out);
    return st;
}

static void
test_without_memory(void **state)
{
    struct story_rows *f = *state;
    const struct narrative_options whole = {.policy = "as it is", .whole = true};
    struct buffer out = {0};

    story_decide(f, story_incident(f, 0x11), CESTIA, 0.9, "public_attribution");
    story_act(f, 0x22, 0x11, CESTIA, "public_attribution")->wrongful = true;
    story_event(f, OBS_DECIDED, 101, 0x22, ARDIA, NAN)->detail = "demarche";
    (void)story_event(f, OBS_CRISIS, 101, 0, BORVIA, 1);
    story_incident(f, 0x12)->start_day = 61;
    assert_ok(narrative_print(&f->recorder, &f->world, &whole, &out, NULL), NULL);
    free(f->text);
    f->text = out.at;
    short_of_memory = f;
    failing_everywhere(print_all, false);
    failing_everywhere(print_all, true);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
    const struct CMUnitTest tests[] = {
        TEST(test_nodes_have_the_parents_of_their_rows),
        TEST(test_control_characters_in_names_are_printed_as_text),
        TEST(test_invented_names_hide_the_others),
        TEST(test_without_memory),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}

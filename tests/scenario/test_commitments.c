/* Tests that every numbered commitment of every arrangement is in its scenario. It is
   represented by a part of the model that has an effect, or it states why it is out of scope. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "scenario/commitment.h"
#include "scenario/scenario.h"

/* The documents, and the number of their commitments. */
static const struct arrangement {
    const char *scenario, *agreement;
    int32_t count;
} arrangements[] = {
    {"scenarios/russia-indonesia-2021.json", "ri-2021", 15},
    {"scenarios/vietnam-russia-2017.json", "vr-declaration-2017", 18},
    {"scenarios/russia-france-osce.json", "rf-dialogue", 12},
    {"scenarios/russia-france-osce.json", "osce", 16},
    {"scenarios/indonesia-russia-2017.json", "ir-talks-2017", 9},
    {"scenarios/indonesia-russia-2017.json", "ri-2021", 15},
    {"scenarios/asean-2016.json", "asean-2016", 10},
};

enum { ARRANGEMENTS = sizeof(arrangements) / sizeof(arrangements[0]) };

static struct scenario scenario;

static void
load_with(const char *path, const char *set)
{
    const char *const sets[] = {set};
    struct scenario_options options = {.overrides = {.texts = sets, .count = set != NULL}};
    struct failure f = {0};

    if (scenario_load(&scenario, path, &options, &f) != STATUS_OK) {
        fail_msg("%s", f.line[0]);
    }
}

/* Whether a measure changes a lever, with implementation and activity above 0. */
static bool
changes_a_lever(const struct node *measure)
{
    for (int i = 0; i < measure_record.n_fields; i++) {
        const struct field *field = &measure_record.fields[i];
        const struct node *value = json_find(measure, field->name);

        if (field->offset >= offsetof(struct measure, effect) && value != NULL &&
            value->number != 0) {
            return json_find(measure, "implementation")->number > 0 &&
                   json_find(measure, "activity")->number > 0;
        }
    }
    return false;
}

/* Whether the node has an effect in the model: no zero, empty text or absent channel. */
static bool
has_effect(const char *pointer, const struct node *found)
{
    const struct node *present = json_find(found, "present");

    switch (found->kind) {
    case NODE_NUMBER:
        return found->number != 0;
    case NODE_TEXT:
        return found->text[0] != '\0';
    case NODE_TRUE:
        return true;
    case NODE_OBJECT:
        if (json_find(found, "adoption_lag_days") != NULL) {
            return changes_a_lever(found);
        }
        return found->count > 0 && (present == NULL || present->kind == NODE_TRUE ||
                                       strstr(pointer, "/opens/") != NULL);
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_LIST:
        break;
    }
    return false;
}

struct walk {
    int32_t pointers, faults;
    char first[400];
};

static void
fault(struct walk *w, const char *id, const char *what, const char *pointer)
{
    if (w->faults++ == 0) {
        (void)snprintf(w->first, sizeof(w->first), "%s: %s %s", id, what, pointer);
    }
}

static void
visit(void *self, const char *pointer, const struct node *found)
{
    struct walk *w = self;

    w->pointers++;
    if (found == NULL) {
        fault(w, "", "leads nowhere:", pointer);
    } else if (!has_effect(pointer, found)) {
        fault(w, "", "does nothing:", pointer);
    }
}

static const char *
reason_of(const struct node *commitment)
{
    const char *reason = json_find_text(commitment, "no_mechanism");

    return reason != NULL ? reason : json_find_text(commitment, "out_of_scope");
}

static struct walk
walk(const struct arrangement *a, int32_t count)
{
    const struct node *agreement =
        json_find(json_find(scenario.root, "agreements"), a->agreement);
    const struct node *all = json_find(agreement, "commitments");
    struct walk w = {0};

    assert_non_null(all);
    for (int32_t n = 1; n <= count; n++) {
        char id[16];
        const struct node *one;
        int32_t before = w.pointers;

        (void)snprintf(id, sizeof(id), "c%02d", n);
        one = json_find(all, id);
        if (one == NULL) {
            fault(&w, id, "is missing", "");
            continue;
        }
        assert_true(strlen(json_find_text(one, "text")) > 10);
        commitment_for_each(scenario.root, a->agreement, one, visit, &w);
        if (w.pointers == before && strlen(reason_of(one)) < 10) {
            fault(&w, id, "has neither a mechanism nor a reason", "");
        }
    }
    if (all->count > count) {
        fault(&w, "", "more commitments than the document has", "");
    }
    return w;
}

static void
test_every_commitment_is_represented(void **state)
{
    (void)state;
    for (int k = 0; k < ARRANGEMENTS; k++) {
        struct walk w;

        load_with(arrangements[k].scenario, NULL);
        w = walk(&arrangements[k], arrangements[k].count);
        if (w.faults > 0) {
            fail_msg("%s, %s", arrangements[k].scenario, w.first);
        }
        assert_true(w.pointers > arrangements[k].count / 2);
        assert_int_equal(scenario.warnings.count, 0);
        scenario_free(&scenario);
    }
}

/* The check finds faults: a missing commitment, an additional one, an invalid pointer, a measure
   without effect, an absent channel. */
static void
test_the_walk_finds_faults(void **state)
{
    static const struct {
        int32_t more;
        const char *set, *message;
    } twins[] = {
        {1, NULL, "c16: is missing"},
        {-1, NULL, "more commitments"},
        {0, "/agreements/ri-2021/commitments/c05/represented_by=\"measures/none\"",
            "leads nowhere: /agreements/ri-2021/measures/none"},
        {0, "/agreements/ri-2021/measures/joint_monitoring/implementation=0",
            "does nothing: /agreements/ri-2021/measures/joint_monitoring"},
        {0, "/agreements/ri-2021/measures/data_protection/refusal_reduction=0", "does nothing"},
        {0, "/pairs/indonesia:russia/channels/technical/present=false", "does nothing"},
        {0, "/agreements/ri-2021/consultations/interval_days=0", "does nothing"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof(twins) / sizeof(twins[0]); k++) {
        struct walk w;

        load_with(arrangements[0].scenario, twins[k].set);
        w = walk(&arrangements[0], arrangements[0].count + twins[k].more);
        assert_true(w.faults > 0);
        if (strstr(w.first, twins[k].message) == NULL) {
            fail_msg("%s, not %s", w.first, twins[k].message);
        }
        scenario_free(&scenario);
    }
}

static void
test_a_pointer_to_nothing_is_warned_of(void **state)
{
    (void)state;
    load_with(arrangements[0].scenario,
        "/agreements/ri-2021/commitments/c05/represented_by=\"measures/none /pairs/a:b\"");
    assert_int_equal(scenario.warnings.count, 3); /* the third: policy "without" removes it */
    assert_non_null(strstr(scenario.warnings.line[0],
        "/agreements/ri-2021/commitments/c05/represented_by: the scenario has no member "
        "/agreements/ri-2021/measures/none; correct the pointer"));
    assert_non_null(strstr(scenario.warnings.line[1], "the scenario has no member /pairs/a:b"));
    scenario_free(&scenario);
}

static void
test_represented_or_out_of_scope_not_both(void **state)
{
    static const char *const sets[] = {
        "/agreements/ri-2021/commitments/c05/out_of_scope=\"a reason\""};
    struct scenario_options options = {.overrides = {.texts = sets, .count = 1}};
    struct failure f = {0};

    (void)state;
    assert_int_equal(
        scenario_load(&scenario, arrangements[0].scenario, &options, &f), STATUS_BAD_INPUT);
    assert_non_null(strstr(
        f.line[0], "excludes no_mechanism and out_of_scope; give only one of the three"));
}

static void
test_commitment_numbers(void **state)
{
    (void)state;
    assert_string_equal(commitment_number("c07"), "7");
    assert_string_equal(commitment_number("c10"), "10");
    assert_string_equal(commitment_number("c7a"), "c7a");
    assert_string_equal(commitment_number("norm_f"), "norm_f");
    assert_string_equal(commitment_number("c"), "c");
    assert_string_equal(commitment_number("c0"), "c0");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_commitment_is_represented),
        cmocka_unit_test(test_the_walk_finds_faults),
        cmocka_unit_test(test_a_pointer_to_nothing_is_warned_of),
        cmocka_unit_test(test_represented_or_out_of_scope_not_both),
        cmocka_unit_test(test_commitment_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

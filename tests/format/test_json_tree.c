/* Tests JSON trees: pointers, patches, printing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "assert_ok.h"
#include "format/decode/patch.h"
#include "format/json_parse.h"
#include "format/json_print.h"
#include "format/pointer.h"
#include "json_quotes.h"

static struct node *
parse(struct arena *a, const char *file, const char *text)
{
    struct node *tree = NULL;
    struct failure f = {0};

    assert_ok(json_parse(a, file, json_quotes(text), strlen(text), &tree, &f), &f);
    return tree;
}

static void
assert_prints(const struct node *node, const char *want)
{
    struct buffer b = {0};

    json_print_short(&b, node);
    assert_json_equal(b.at, want);
    buffer_free(&b);
}

static void
test_parse_keeps_values_and_locations(void **state)
{
    struct arena a = {0};
    struct node *t = parse(&a, "f",
        "\xEF\xBB\xBF{'a':\n"
        " [1.50, '\\u00e9\\n', null], 'b': {}}");

    (void)state;
    assert_prints(t, "{'a': [1.5, '\xC3\xA9\\n', null], 'b': {}}");
    assert_int_equal(json_member(t, "a")->key_at.column, 2);
    assert_int_equal(json_find(t, "a")->at.line, 2);
    assert_int_equal(json_find(t, "b")->at.column, 33);
    assert_string_equal(json_find(t, "b")->at.file, "f");
    arena_free(&a);
}

static void
test_duplicates_are_refused_with_both_locations(void **state)
{
    static const char text[] =
        "{'a': 1,\n"
        " '\\u0061': 2, 'A': {'x': 1, 'x': 2}}";
    struct arena a = {0};
    struct node *tree = NULL;
    struct failure f = {0};

    (void)state;
    assert_int_equal(
        json_parse(&a, "f", json_quotes(text), strlen(text), &tree, &f), STATUS_BAD_INPUT);
    assert_int_equal(f.count, 2);
    assert_string_equal(
        f.line[0], "f:2:2: duplicate key \"a\" (first at 1:2); remove one of the two");
    assert_string_equal(
        f.line[1], "f:2:29: duplicate key \"x\" (first at 2:21); remove one of the two");
    arena_free(&a);
}

static void
test_pointers(void **state)
{
    struct arena a = {0};
    struct node *t = parse(&a, "f", "{'a/b': {'m~n': [10, 11]}, '': 3}");
    struct pointer p;

    (void)state;
    assert_null(pointer_read(&a, "/a~1b/m~0n/1", &p));
    assert_true(pointer_find(t, &p)->number == 11);
    assert_null(pointer_read(&a, "/a~1b/m~0n/01", &p));
    assert_null(pointer_find(t, &p));
    assert_null(pointer_read(&a, "/a~1b/m~0n/2", &p));
    assert_null(pointer_find(t, &p));
    assert_null(pointer_read(&a, "/", &p));
    assert_true(pointer_find(t, &p)->number == 3);
    assert_null(pointer_read(&a, "", &p));
    assert_ptr_equal(pointer_find(t, &p), t);
    assert_string_equal(pointer_read(&a, "a", &p), "a pointer begins with '/'");
    assert_string_equal(
        pointer_read(&a, "/a~2", &p), "'~' in a pointer is written ~0, '/' is written ~1");
    {
        static char deep[2 * POINTER_DEPTH + 3];

        for (size_t i = 0; i < sizeof(deep) - 1; i++) {
            deep[i] = i % 2 == 0 ? '/' : 'a';
        }
        assert_string_equal(
            pointer_read(&a, deep, &p), "the pointer has too many steps (maximum 64)");
    }
    arena_free(&a);
}

static void
test_pointers_overlap(void **state)
{
    struct arena a = {0};
    struct pointer p, q;

    (void)state;
    assert_null(pointer_read(&a, "/a/b", &p));
    assert_null(pointer_read(&a, "/a", &q));
    assert_true(pointer_overlaps(&p, &q));
    assert_null(pointer_read(&a, "/a/c", &q));
    assert_false(pointer_overlaps(&p, &q));
    arena_free(&a);
}

/* The examples of RFC 7396, appendix A, with objects, and further ones. */
static void
test_merge_patch(void **state)
{
    static const char *const cases[][3] = {
        {"{'a':'b'}", "{'a':'c'}", "{'a': 'c'}"},
        {"{'a':'b'}", "{'b':'c'}", "{'a': 'b', 'b': 'c'}"},
        {"{'a':'b'}", "{'a':null}", "{}"},
        {"{'a':'b','b':'c'}", "{'a':null}", "{'b': 'c'}"},
        {"{'a':['b']}", "{'a':'c'}", "{'a': 'c'}"},
        {"{'a':'c'}", "{'a':['b']}", "{'a': ['b']}"},
        {"{'a':{'b':'c'}}", "{'a':{'b':'d','c':null}}", "{'a': {'b': 'd'}}"},
        {"{'a':[{'b':'c'}]}", "{'a':[1]}", "{'a': [1]}"},
        {"['a','b']", "['c','d']", "['c', 'd']"},
        {"{'a':'b'}", "['c']", "['c']"},
        {"{'a':'foo'}", "null", "null"},
        {"{'e':null}", "{'a':1}", "{'e': null, 'a': 1}"},
        {"[1,2]", "{'a':'b','c':null}", "{'a': 'b'}"},
        {"{}", "{'a':{'bb':{'ccc':null}}}", "{'a': {'bb': {}}}"},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct node *t = parse(&a, "f", cases[i][0]);

        assert_ok(patch_merge(&a, &t, parse(&a, "p", cases[i][1]), PATCH_APPLY), NULL);
        assert_prints(t, cases[i][2]);
    }
    arena_free(&a);
}

static void
test_patches_compose(void **state)
{
    struct arena a = {0};
    struct node *t = parse(&a, "f", "{'a': {'x': 1, 'y': null}}");

    (void)state;
    assert_ok(
        patch_merge(&a, &t, parse(&a, "p", "{'a': {'x': null, 'z': 2}}"), PATCH_KEEP), NULL);
    assert_prints(t, "{'a': {'x': null, 'y': null, 'z': 2}}");
    assert_ok(patch_drop_nulls(&a, t), NULL);
    assert_prints(t, "{'a': {'z': 2}}");
    arena_free(&a);
}

static void
test_merging_keeps_locations(void **state)
{
    struct arena a = {0};
    struct node *t = parse(&a, "base", "{'a': {'x': 1, 'y': 2}}");

    (void)state;
    assert_ok(patch_merge(&a, &t,
                  parse(&a, "child",
                      "{'a':\n"
                      "{'y': 3}}"),
                  PATCH_APPLY),
        NULL);
    assert_string_equal(json_find(json_find(t, "a"), "x")->at.file, "base");
    assert_string_equal(json_find(json_find(t, "a"), "y")->at.file, "child");
    assert_int_equal(json_find(json_find(t, "a"), "y")->at.line, 2);
    arena_free(&a);
}

static void
test_members_of_large_objects_are_found(void **state)
{
    enum { MEMBERS = 20000 };
    struct arena a = {0};
    struct place at = {0};
    struct node *t = json_node(&a, NODE_OBJECT, at);
    char key[16];

    (void)state;
    for (int i = 0; i < MEMBERS; i++) {
        int length = snprintf(key, sizeof(key), "k%d", i);

        assert_ok(
            json_add(&a, t, arena_text(&a, key, (size_t)length), at, json_number(&a, i, at)),
            NULL);
    }
    for (int i = 0; i < MEMBERS; i++) {
        (void)snprintf(key, sizeof(key), "k%d", i);
        assert_true(json_find(t, key)->number == i);
    }
    assert_null(json_find(t, "k20000"));
    assert_ok(json_remove(&a, t, "k77"), NULL);
    assert_null(json_find(t, "k77"));
    assert_true(json_find(t, "k78")->number == 78);
    arena_free(&a);
}

/* Requests members in their order, in another order, and absent ones; also in copies. */
static void
test_members_are_found_in_sequence(void **state)
{
    static const int order[] = {0, 1, 2, 5, 6, 40, 3, 4, 39, 38, 0, 12, 13};
    struct arena a = {0};
    struct place at = {0};
    char key[16];

    (void)state;
    for (int members = 1; members <= 40; members++) {
        struct node *t = json_node(&a, NODE_OBJECT, at), *copy;
        int32_t next = 0, of_copy = 0;

        for (int i = 0; i < members; i++) {
            int length = snprintf(key, sizeof(key), "k%d", i);

            assert_ok(json_add(&a, t, arena_text(&a, key, (size_t)length), at,
                          json_number(&a, i, at)),
                NULL);
        }
        copy = json_copy(&a, t);
        for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++) {
            const struct node *found, *in_copy;

            (void)snprintf(key, sizeof(key), "k%d", order[k]);
            found = json_find_next(t, key, &next);
            in_copy = json_find_next(copy, key, &of_copy);
            assert_true(found == json_find(t, key) && in_copy == json_find(copy, key));
            assert_true((found != NULL) == (order[k] < members));
            assert_true(found == NULL || (found->number == order[k] && in_copy != found &&
                                             in_copy->number == order[k]));
        }
        next = 0;
        assert_null(json_find_next(json_number(&a, 1, at), "k0", &next));
    }
    arena_free(&a);
}

static void
test_copies_are_equal_and_independent(void **state)
{
    struct arena a = {0}, b = {0};
    struct node *t = parse(&a, "f", "{'a': [1, {'b': 'x'}], 'c': true}"), *copy;

    (void)state;
    copy = json_copy(&b, t);
    assert_true(json_equal(t, copy));
    assert_true(json_equal(copy, parse(&a, "g", "{'c': true, 'a': [1, {'b': 'x'}]}")));
    assert_false(json_equal(copy, parse(&a, "g", "{'c': true, 'a': [1, {'b': 'y'}]}")));
    assert_false(json_equal(copy, parse(&a, "g", "{'c': false, 'a': [1]}")));
    arena_free(&a);
    assert_prints(copy, "{'a': [1, {'b': 'x'}], 'c': true}");
    arena_free(&b);
}

/* The copy shares the texts but not the nodes: a change of one tree does not affect the other. */
static void
test_borrowed_trees_are_independent(void **state)
{
    struct arena a = {0}, b = {0};
    struct node *t = parse(&a, "f", "{'a': [1, {'b': 'x'}], 'c': true}"), *copy;

    (void)state;
    copy = json_borrow(&b, t);
    assert_true(json_equal(t, copy));
    assert_ptr_equal(copy->members[0].key, t->members[0].key);
    assert_ok(json_remove(&b, copy, "c"), NULL);
    copy->members[0].value->members[0].value->number = 2;
    assert_prints(copy, "{'a': [2, {'b': 'x'}]}");
    assert_prints(t, "{'a': [1, {'b': 'x'}], 'c': true}");
    arena_free(&b);
    arena_free(&a);
}

static void
test_printing_is_canonical(void **state)
{
    struct arena a = {0};
    struct buffer b = {0};

    (void)state;
    json_print(&b, parse(&a, "f", "{'a':[],'b':{'c':0.30000000000000004,'d':[1,-2.50]}}"));
    assert_json_equal(b.at,
        "{\n"
        "  'a': [],\n"
        "  'b': {\n"
        "    'c': 0.30000000000000004,\n"
        "    'd': [\n"
        "      1,\n"
        "      -2.5\n"
        "    ]\n"
        "  }\n"
        "}\n");
    buffer_free(&b);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_keeps_values_and_locations),
        cmocka_unit_test(test_duplicates_are_refused_with_both_locations),
        cmocka_unit_test(test_pointers),
        cmocka_unit_test(test_pointers_overlap),
        cmocka_unit_test(test_merge_patch),
        cmocka_unit_test(test_patches_compose),
        cmocka_unit_test(test_merging_keeps_locations),
        cmocka_unit_test(test_members_of_large_objects_are_found),
        cmocka_unit_test(test_members_are_found_in_sequence),
        cmocka_unit_test(test_copies_are_equal_and_independent),
        cmocka_unit_test(test_borrowed_trees_are_independent),
        cmocka_unit_test(test_printing_is_canonical),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

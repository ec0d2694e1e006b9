/* Tests that the schema and the checks of the reader agree on shipped and on damaged scenarios. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>

#include "assert_ok.h"
#include "files.h"
#include "format/json_parse.h"
#include "format/json_print.h"
#include "scenario/schema/schema.h"
#include "words/starter.h"

static struct scenario scenario;
static FILE *verdicts;
static int written;

static void
write_schema(const char *name, enum schema_kind kind)
{
    struct buffer b = {0};

    assert_ok(schema_print(&b, kind), NULL);
    files_write(name, b.at);
    buffer_free(&b);
}

/* Whether a message reports an error that a schema can express, that is, it contains one of these
   texts. */
static bool
is_for_schema(const struct failure *f)
{
    static const char *const words[] = {"unknown member", ": expected ", "is outside",
        "is not one of", "is not an id", "is reserved", "missing:", "not a whole number",
        "null is", "must not begin", "must not contain", "is not the format",
        "an empty file name", "too large for a whole"};

    for (int32_t i = 0; i < f->count && i < FAILURE_LINES; i++) {
        for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
            if (strstr(f->line[i], words[k]) != NULL &&
                strstr(f->line[i], "expected a whole number from") == NULL) {
                return true;
            }
        }
    }
    return false;
}

static void
judge(const char *path)
{
    struct failure f = {0};
    enum status st = scenario_load(&scenario, path, NULL, &f);

    if (st == STATUS_OK) {
        scenario_free(&scenario);
    }
    (void)fprintf(verdicts, "%s schema %s\n", path,
        st == STATUS_OK     ? "ok"
        : is_for_schema(&f) ? "bad"
                            : "any");
}

static void
write_and_judge(const struct node *tree)
{
    struct buffer b = {0};
    char name[32];

    (void)snprintf(name, sizeof(name), "m%05d.json", written++);
    json_print(&b, tree);
    files_write(name, b.at);
    buffer_free(&b);
    judge(name);
}

static int32_t
count_nodes(const struct node *node)
{
    int32_t count = 1;

    for (int32_t i = 0; i < node->count; i++) {
        count += count_nodes(node->members[i].value);
    }
    return count;
}

/* Returns the member whose value is node n below the given node, in the order of the document. */
static struct member *
nth_member(struct node *node, int32_t *n)
{
    for (int32_t i = 0; i < node->count; i++) {
        struct member *found;

        if (--*n == 0) {
            return &node->members[i];
        }
        found = nth_member(node->members[i].value, n);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static const char *const hostile[] = {"1e300", "-1e300", "2.5", "'Xx'", "'=x'", "'a\\u0007'",
    "'2021-02-30'", "true", "null", "[]", "{}", "'none'", "{'zz': 1}", "{'A': {}}",
    "9007199254740993"};

/* Damages member n: gives it another value, or adds an unknown member beside it or in its place.
   The items of lists have no keys. */
static void
damage(const char *text, int32_t n, size_t how)
{
    struct arena a = {0};
    struct failure f = {0};
    struct node *tree = NULL;
    struct member *m;
    enum { VALUES = sizeof(hostile) / sizeof(hostile[0]) };

    assert_ok(json_parse(&a, "x", text, strlen(text), &tree, &f), &f);
    m = nth_member(tree, &n);
    assert_non_null(m);
    if (how < VALUES) {
        assert_ok(
            json_parse(&a, "x", json_quotes(hostile[how]), strlen(hostile[how]), &m->value, &f),
            &f);
    } else if (m->key == NULL) {
        m->value = json_node(&a, NODE_OBJECT, m->key_at);
    } else if (how == VALUES) {
        m->key = "Qqq";
    } else {
        m->value = json_node(&a, NODE_OBJECT, m->key_at);
        m->key = "qqq";
    }
    write_and_judge(tree);
    arena_free(&a);
}

static void
damage_all(const char *text, int32_t stride)
{
    struct arena a = {0};
    struct failure f = {0};
    struct node *tree = NULL;
    size_t ways = sizeof(hostile) / sizeof(hostile[0]) + 2;
    int32_t count, step = 0;

    assert_ok(json_parse(&a, "x", text, strlen(text), &tree, &f), &f);
    count = count_nodes(tree);
    write_and_judge(tree);
    for (int32_t n = 1; n < count; n++) {
        for (size_t how = 0; how < ways; how++) {
            if (step++ % stride == 0) {
                damage(text, n, how);
            }
        }
    }
    arena_free(&a);
}

static void
damage_text(const char *text, int32_t stride)
{
    damage_all(json_quotes(text), stride);
}

static void
judge_shipped(void)
{
    glob_t found;

    if (glob(SOURCE_DIR "/scenarios/*.json", 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            judge(found.gl_pathv[i]);
        }
        globfree(&found);
    }
    if (glob(SOURCE_DIR "/scenarios/agreements/*.json", 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            (void)fprintf(verdicts, "%s agreement ok\n", found.gl_pathv[i]);
        }
        globfree(&found);
    }
}

static void
damage_templates(void)
{
    for (const char *const *id = starter_ids; *id != NULL; id++) {
        struct buffer b = {0};
        struct failure f = {0};
        struct scenario whole;

        if (starter_scenario(*id) != NULL) {
            continue;
        }
        assert_ok(starter_print(*id, "A \"title\"", NULL, &b), NULL);
        files_write("template.json", b.at);
        damage_all(b.at, 3);
        buffer_free(&b);
        assert_ok(scenario_load(&whole, "template.json", NULL, &f), &f);
        assert_string_equal(whole.title, "A \"title\"");
        damage_all(whole.resolved, 97);
        scenario_free(&whole);
    }
}

/* Damages whole catalogues, where null has a meaning. */
static void
damage_catalogues(void)
{
    damage_text(
        "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "
        "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "
        "'catalogues': {'osce': {'activity': 0.5}}, "
        "'measures': {'osce_1': null, 'osce_2': {}}}}}",
        1);
}

static void
test_agreement_with_an_independent_validator(void **state)
{
    struct buffer extended = {0};
    char command[512];
    int code;

    verdicts = fopen("verdicts.txt", "w");
    assert_non_null(verdicts);
    write_schema("schema.json", SCHEMA_SCENARIO);
    write_schema("agreement.json", SCHEMA_AGREEMENT);
    judge_shipped();
    damage_templates();
    damage_catalogues();
    assert_ok(starter_print("smallest", "A title", NULL, &extended), NULL);
    files_write("template.json", extended.at);
    buffer_free(&extended);
    damage_text(
        "{'extends': 'template.json', "
        "'states': {'alpha': {'analysts': null, 'officers': 3}}, "
        "'sources': {'alpha_service': {'targets': {'beta': 2}}}, "
        "'policies': {'q': {'title': 't', 'patch': {'horizon_days': 9}}}}",
        1);
    assert_int_equal(fclose(verdicts), 0);
    (void)snprintf(command, sizeof(command), "python3 '%s/tests/scenario/validate.py' '%s'",
        SOURCE_DIR, (const char *)*state);
    code = system(command);
    if (code / 256 == 77) {
        print_message("skipped: python3-jsonschema is not installed\n");
        skip();
    }
    assert_int_equal(code, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agreement_with_an_independent_validator),
    };

    return cmocka_run_group_tests(tests, files_enter, files_leave);
}

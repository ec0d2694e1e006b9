#include "scenario/schema.h"

#include <stdio.h>
#include <string.h>

#include "model/world.h"
#include "scenario/catalogue.h"
#include "scenario/document.h"
#include "scenario/parse.h"
#include "scenario/print.h"

#define ID_PATTERN "[a-z][a-z0-9_-]{0,62}"
#define TEXT_PATTERN "^(?![=+@\t-])[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$"
#define DATE_PATTERN "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define WHOLE_MAX 9007199254740991.0

enum { RECORDS_MAX = 128, NAME_BYTES = 96 };

/** Whether a description is of a whole thing or of a patch of one. */
enum part { WHOLE, PATCH };

struct writer {
    struct arena arena;
    const struct record *records[RECORDS_MAX]; /* defined so far, in order of first use */
    int32_t count;
    const struct schema_member *members; /* in place of rows, or beside them */
    int32_t n_members;
    bool failed;
};

static const struct place nowhere;

static struct node *
object(struct writer *w)
{
    struct node *node = tree_node(&w->arena, NODE_OBJECT, nowhere);

    w->failed = w->failed || node == NULL;
    return node;
}

static struct node *
list(struct writer *w)
{
    struct node *node = tree_node(&w->arena, NODE_LIST, nowhere);

    w->failed = w->failed || node == NULL;
    return node;
}

static void
put(struct writer *w, struct node *to, const char *key, struct node *value)
{
    if (w->failed || to == NULL || tree_add(&w->arena, to, key, nowhere, value) != STATUS_OK) {
        w->failed = true;
    }
}

static void
put_text(struct writer *w, struct node *to, const char *key, const char *text)
{
    put(w, to, key, tree_text(&w->arena, text, nowhere));
}

static void
put_number(struct writer *w, struct node *to, const char *key, double x)
{
    put(w, to, key, tree_number(&w->arena, x, nowhere));
}

static void
put_flag(struct writer *w, struct node *to, const char *key, bool value)
{
    put(w, to, key, tree_node(&w->arena, value ? NODE_TRUE : NODE_FALSE, nowhere));
}

static struct node *
text_schema(struct writer *w, const char *pattern)
{
    struct node *node = object(w);

    put_text(w, node, "type", "string");
    put_text(w, node, "pattern", pattern);
    return node;
}

static struct node *
only_key(struct writer *w, const char *key, const char *text)
{
    struct node *node = object(w);

    put_text(w, node, key, text);
    return node;
}

/* The same or null, which takes it out. */
static struct node *
or_null(struct writer *w, struct node *schema)
{
    struct node *node = object(w), *any = list(w);

    put(w, any, NULL, schema);
    put(w, any, NULL, only_key(w, "type", "null"));
    put(w, node, "anyOf", any);
    return node;
}

/* Names of definitions: that of the record, numbered if another record had it before. */
static const char *
definition_name(
    struct writer *w, const struct record *record, enum part part, char *out, size_t size)
{
    int32_t same = 0, i = 0;

    for (; i < w->count && w->records[i] != record; i++) {
        same += strcmp(w->records[i]->name, record->name) == 0;
    }
    if (i == w->count) {
        BUG_UNLESS(w->count < RECORDS_MAX);
        w->records[w->count++] = record;
    }
    (void)snprintf(out, size, "%.40s", record->name);
    if (same > 0) {
        (void)snprintf(out, size, "%.40s_%d", record->name, same + 1);
    }
    if (part == PATCH) {
        (void)snprintf(out + strlen(out), size - strlen(out), "_patch");
    }
    return out;
}

static struct node *
reference(struct writer *w, const struct record *record, enum part part)
{
    char name[NAME_BYTES], target[NAME_BYTES + 32];

    definition_name(w, record, part, name, sizeof(name));
    (void)snprintf(target, sizeof(target), "#/definitions/%s", name);
    return only_key(w, "$ref", target);
}

static void
put_range(struct writer *w, struct node *to, const struct field *field)
{
    bool bounded = field->min != 0 || field->max != 0;

    if (bounded) {
        put_number(w, to, "minimum", field->min);
        put_number(w, to, "maximum", field->max);
    } else if (field->kind == FIELD_COUNT) {
        put_number(w, to, "minimum", -WHOLE_MAX);
        put_number(w, to, "maximum", WHOLE_MAX);
    }
}

static void
put_default(struct writer *w, struct node *to, const struct field *field)
{
    if (field->required) {
        return;
    }
    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
        put_number(w, to, "default", field->preset);
        break;
    case FIELD_FLAG:
        put_flag(w, to, "default", field->preset != 0);
        break;
    case FIELD_CHOICE:
        if (field->preset >= 0) {
            put_text(w, to, "default", field->choices[(int)field->preset]);
        }
        break;
    case FIELD_TEXT:
        if (field->preset_text != NULL) {
            put_text(w, to, "default", field->preset_text);
        }
        break;
    case FIELD_DATE:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
        break;
    }
}

/* The sentence, the unit, and how much the preset is worth. */
static void
put_meaning(struct writer *w, struct node *to, const struct field *field)
{
    struct buffer b = {0};

    buffer_text(&b, field->doc == NULL ? "" : field->doc);
    if (field->evidence == EVIDENCE_ASSUMED) {
        buffer_text(&b, " Default without evidence: sweep it");
        if (field->sweep_low != field->sweep_high) {
            buffer_text(&b, " over ");
            buffer_number(&b, field->sweep_low);
            buffer_text(&b, " to ");
            buffer_number(&b, field->sweep_high);
        }
        buffer_text(&b, ".");
    } else if (field->source != NULL) {
        buffer_printf(&b, " Source: %s.", field->source);
    }
    w->failed = w->failed || b.failed;
    put_text(w, to, "description", b.at == NULL ? "" : b.at);
    buffer_free(&b);
    if (field->unit != NULL && field->unit[0] != '\0') {
        put_text(w, to, "unit", field->unit);
    }
}

static struct node *
choice_schema(struct writer *w, const char *const *choices)
{
    struct node *node = object(w), *names = list(w);

    for (; *choices != NULL; choices++) {
        put(w, names, NULL, tree_text(&w->arena, *choices, nowhere));
    }
    put(w, node, "enum", names);
    return node;
}

static struct node *
key_schema(struct writer *w, const struct field *map)
{
    struct node *node, *names;

    if (!map->rows_only) {
        return text_schema(
            w, map->pair_keys ? "^" ID_PATTERN ":" ID_PATTERN "$" : "^" ID_PATTERN "$");
    }
    node = object(w);
    names = list(w);
    for (int32_t i = 0; i < field_row_count(map->rows); i++) {
        const void *row = field_row(map->rows, map->record->size, i);

        put(w, names, NULL, tree_text(&w->arena, ((const struct key *)row)->id, nowhere));
    }
    put(w, node, "enum", names);
    return node;
}

static struct node *value_schema(struct writer *w, const struct field *field, enum part part);

/* An item of a map. Agreements may be patches of a file. */
static struct node *
item_schema(struct writer *w, const struct record *record, enum part part)
{
    struct node *node, *required;

    if (record->scalar) {
        node = value_schema(w, &record->fields[0], part);
        put_meaning(w, node, &record->fields[0]);
        return node;
    }
    if (part == PATCH || record != &world_agreement_record) {
        return reference(w, record, part);
    }
    node = object(w);
    required = list(w);
    put(w, required, NULL, tree_text(&w->arena, "file", nowhere));
    put(w, node, "if", object(w));
    put(w, tree_find(node, "if"), "required", required);
    put(w, node, "then", reference(w, record, PATCH));
    put(w, node, "else", reference(w, record, WHOLE));
    return node;
}

static struct node *
map_schema(struct writer *w, const struct field *field, enum part part)
{
    struct node *node = object(w), *item = item_schema(w, field->record, part);

    put_text(w, node, "type", "object");
    put(w, node, "propertyNames", key_schema(w, field));
    put(w, node, "additionalProperties", part == PATCH ? or_null(w, item) : item);
    return node;
}

static struct node *
number_schema(struct writer *w, const struct field *field)
{
    struct node *node = only_key(w, "type", field->kind == FIELD_COUNT ? "integer" : "number");

    put_range(w, node, field);
    return node;
}

static struct node *
value_schema(struct writer *w, const struct field *field, enum part part)
{
    struct node *node;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
        return number_schema(w, field);
    case FIELD_FLAG:
        return only_key(w, "type", "boolean");
    case FIELD_TEXT:
        return text_schema(w, TEXT_PATTERN);
    case FIELD_DATE:
        node = text_schema(w, DATE_PATTERN);
        put_text(w, node, "format", "date");
        return node;
    case FIELD_CHOICE:
        return choice_schema(w, field->choices);
    case FIELD_REF:
        return text_schema(w, "^" ID_PATTERN "$");
    case FIELD_OBJECT:
        /* A reference stands alone in draft-07: its neighbours would be ignored. */
        node = object(w);
        put(w, node, "allOf", list(w));
        put(w, tree_find(node, "allOf"), NULL, reference(w, field->record, part));
        return node;
    case FIELD_MAP:
        return map_schema(w, field, part);
    }
    return NULL;
}

static const struct schema_member *
find_member(const struct writer *w, const struct record *record, const char *name)
{
    for (int32_t i = 0; i < w->n_members; i++) {
        if (w->members[i].record == record && strcmp(w->members[i].name, name) == 0) {
            return &w->members[i];
        }
    }
    return NULL;
}

/* What the document says in place of rows. */
static void
put_members(struct writer *w, struct node *properties, const struct record *record)
{
    for (int32_t i = 0; i < w->n_members; i++) {
        const char *json = w->members[i].json;
        struct node *value = NULL;
        struct failure f = {0};

        if (w->members[i].record == record) {
            w->failed =
                parse_json(&w->arena, "schema", json, strlen(json), &value, &f) != STATUS_OK ||
                w->failed;
            put(w, properties, w->members[i].name, value);
        }
    }
}

static void
put_properties(struct writer *w, struct node *properties, const struct record *record,
    enum part part, bool whole_world)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        struct node *value = value_schema(w, field, part);
        bool fixed =
            strcmp(field->name, "seed") == 0 || strcmp(field->name, "replications") == 0;

        if (part == PATCH) {
            value = or_null(w, value);
        }
        put_meaning(w, value, field);
        if (part == WHOLE) {
            put_default(w, value, field);
        }
        if ((whole_world || record != &world_record || !fixed) &&
            find_member(w, record, field->name) == NULL) {
            put(w, properties, field->name, value);
        }
    }
    put_members(w, properties, record);
}

/* Whole catalogues in an agreement; beside them, and only there, null leaves a measure out. */
static void
put_catalogues(
    struct writer *w, struct node *agreement, struct node *properties, enum part part)
{
    struct node *catalogues = value_schema(w, &catalogue_field, WHOLE);
    struct node *measures = tree_find(properties, "measures"), *required = list(w);
    struct node *taken = object(w), *unless = object(w), *then = object(w);
    struct member *item = tree_member(measures, "additionalProperties");

    put_meaning(w, catalogues, &catalogue_field);
    put(w, properties, catalogue_field.name, catalogues);
    if (part == PATCH || item == NULL) {
        return;
    }
    put(w, required, NULL, tree_text(&w->arena, catalogue_field.name, nowhere));
    put(w, taken, "required", required);
    put(w, taken, "properties", object(w));
    put(w, tree_find(taken, "properties"), catalogue_field.name, object(w));
    put_number(
        w, tree_find(tree_find(taken, "properties"), catalogue_field.name), "minProperties", 1);
    put(w, unless, "not", taken);
    put(w, then, "properties", object(w));
    put(w, tree_find(then, "properties"), "measures", object(w));
    put(w, tree_find(tree_find(then, "properties"), "measures"), "additionalProperties",
        item->value);
    item->value = or_null(w, item->value);
    put(w, agreement, "if", unless);
    put(w, agreement, "then", then);
}

/* The members of a record; `more` are those the document adds, or NULL. */
static struct node *
record_schema(struct writer *w, const struct record *record, enum part part, struct node *more)
{
    struct node *node = object(w), *properties = more == NULL ? object(w) : more;
    struct node *required = list(w);

    put_text(w, node, "type", "object");
    put_text(w, node, "description", record->doc == NULL ? "" : record->doc);
    put_properties(w, properties, record, part, more != NULL);
    if (record == &world_agreement_record && part == PATCH) {
        put(w, properties, "file", text_schema(w, "^(?!/)."));
    }
    if (record == &world_agreement_record) {
        put_catalogues(w, node, properties, part);
    }
    put(w, node, "properties", properties);
    for (int32_t i = 0; part == WHOLE && i < record->n_fields; i++) {
        if (record->fields[i].required) {
            put(w, required, NULL, tree_text(&w->arena, record->fields[i].name, nowhere));
        }
    }
    if (required != NULL && required->count > 0) {
        put(w, node, "required", required);
    }
    put_flag(w, node, "additionalProperties", false);
    return node;
}

/* Members of every document. */
static struct node *
document_members(struct writer *w, const char *format)
{
    struct node *members = object(w);

    put(w, members, "$schema", only_key(w, "description", "Where this schema is kept."));
    put(w, members, "format", only_key(w, "const", format));
    return members;
}

static struct node *
policies_schema(struct writer *w, enum part part)
{
    struct node *policy = object(w), *members = object(w), *node = object(w);

    put(w, members, "title", text_schema(w, TEXT_PATTERN));
    put(w, members, "notes", text_schema(w, TEXT_PATTERN));
    put(w, members, "patch", only_key(w, "$ref", "#/definitions/policy_patch"));
    put_text(w, policy, "type", "object");
    put(w, policy, "properties", members);
    put_flag(w, policy, "additionalProperties", false);
    put_text(w, node, "type", "object");
    put_text(w, node, "description",
        "Alternatives to compare: what each changes, as a merge patch (RFC 7396).");
    put(w, node, "propertyNames", text_schema(w, "^" ID_PATTERN "$"));
    put(w, node, "additionalProperties", part == PATCH ? or_null(w, policy) : policy);
    return node;
}

static struct node *
scenario_schema(struct writer *w, enum part part)
{
    struct node *members = document_members(w, DOCUMENT_SCENARIO_FORMAT);

    put(w, members, "policies", policies_schema(w, part));
    put(w, members, "baseline", text_schema(w, "^" ID_PATTERN "$"));
    if (part == PATCH) {
        put(w, members, "extends", text_schema(w, "^(?!/)."));
    }
    return record_schema(w, &world_record, part, members);
}

/* Every record that was referred to, and those they refer to. */
static void
put_definitions(struct writer *w, struct node *definitions)
{
    for (int32_t i = 0; i < w->count; i++) {
        const struct record *record = w->records[i];
        char name[2][NAME_BYTES];

        definition_name(w, record, WHOLE, name[0], NAME_BYTES);
        definition_name(w, record, PATCH, name[1], NAME_BYTES);
        for (int k = 0; k < 2; k++) {
            const char *key = arena_text(&w->arena, name[k], strlen(name[k]));

            w->failed = w->failed || key == NULL;
            put(w, definitions, key, record_schema(w, record, k == 0 ? WHOLE : PATCH, NULL));
        }
    }
}

static struct node *
schema_root(struct writer *w, enum schema_kind kind)
{
    struct node *root = object(w), *definitions = object(w), *condition = object(w);
    struct node *required = list(w);

    put_text(w, root, "$schema", "http://json-schema.org/draft-07/schema#");
    put_text(
        w, root, "title", kind == SCHEMA_SCENARIO ? "cbmsim scenario" : "cbmsim agreement");
    if (kind == SCHEMA_SCENARIO) {
        put(w, required, NULL, tree_text(&w->arena, "extends", nowhere));
        put(w, condition, "required", required);
        put(w, root, "if", condition);
        put(w, root, "then", only_key(w, "$ref", "#/definitions/scenario_patch"));
        put(w, root, "else", only_key(w, "$ref", "#/definitions/scenario"));
        put(w, definitions, "scenario", scenario_schema(w, WHOLE));
        put(w, definitions, "scenario_patch", scenario_schema(w, PATCH));
        put(w, definitions, "policy_patch", record_schema(w, &world_record, PATCH, NULL));
    } else {
        struct node *members = document_members(w, DOCUMENT_AGREEMENT_FORMAT), *all = list(w);

        put(w, all, NULL, record_schema(w, &world_agreement_record, WHOLE, members));
        put(w, root, "allOf", all);
    }
    put_definitions(w, definitions);
    put(w, root, "definitions", definitions);
    return root;
}

enum status
schema_print(struct buffer *b, enum schema_kind kind)
{
    struct writer w = {.count = 0};
    struct node *root = schema_root(&w, kind);

    if (!w.failed) {
        print_tree(b, root);
    }
    arena_free(&w.arena);
    return w.failed ? STATUS_NO_MEMORY : buffer_status(b);
}

enum status
schema_print_document(struct buffer *b, const struct schema_document *document)
{
    struct writer w = {.members = document->members, .n_members = document->n_members};
    struct node *root = object(&w), *definitions = object(&w), *all = list(&w);
    struct node *members = document_members(&w, document->format);

    put_text(&w, root, "$schema", "http://json-schema.org/draft-07/schema#");
    put_text(&w, root, "title", document->title);
    put(&w, members, "policies", policies_schema(&w, WHOLE));
    put(&w, all, NULL, record_schema(&w, document->record, WHOLE, members));
    put(&w, root, "allOf", all);
    put(&w, definitions, "policy_patch", record_schema(&w, &world_record, PATCH, NULL));
    for (int32_t i = 0; i < document->n_definitions; i++) {
        char name[NAME_BYTES];

        definition_name(&w, document->definitions[i], WHOLE, name, sizeof(name));
    }
    put_definitions(&w, definitions);
    put(&w, root, "definitions", definitions);
    if (!w.failed) {
        print_tree(b, root);
    }
    arena_free(&w.arena);
    return w.failed ? STATUS_NO_MEMORY : buffer_status(b);
}

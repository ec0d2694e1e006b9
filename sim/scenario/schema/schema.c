#include "scenario/schema/schema_internal.h"

#include <string.h>

#include "format/json_print.h"
#include "model/input/world.h"
#include "scenario/catalogue.h"
#include "scenario/document.h"
#include "scenario/extends.h"
#include "scenario/workshop.h"

static void
put_properties(struct schema_writer *w, struct node *properties, const struct record *record,
    enum schema_part part, bool whole_world)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        struct node *value;
        bool fixed =
            strcmp(field->name, "seed") == 0 || strcmp(field->name, "replications") == 0;

        if (field->kind == FIELD_NODE && field->schema == NULL) {
            continue;
        }
        value = schema_value(w, field, part);
        if (part == SCHEMA_PATCH && field->kind != FIELD_NODE) {
            value = schema_or_null(w, value);
        }
        if (field->kind != FIELD_NODE) { /* a NODE has a schema with a description of its own */
            schema_put_meaning(w, value, field);
        }
        if (part == SCHEMA_WHOLE) {
            schema_put_default(w, value, field);
        }
        if (whole_world || record != &world_record || !fixed) {
            schema_put(w, properties, field->name, value);
        }
    }
}

/* Adds `catalogues` to the schema of an agreement. Null in `measures` is allowed only together with
   `catalogues`. */
static void
put_catalogues(struct schema_writer *w, struct node *agreement, struct node *properties,
    enum schema_part part)
{
    struct node *catalogues = schema_value(w, &catalogue_field, SCHEMA_WHOLE);
    struct node *measures = json_find(properties, "measures"), *required = schema_list(w);
    struct node *taken = schema_object(w), *unless = schema_object(w), *then = schema_object(w);
    struct member *item = json_member(measures, "additionalProperties");

    schema_put_meaning(w, catalogues, &catalogue_field);
    schema_put(w, properties, catalogue_field.name, catalogues);
    if (part == SCHEMA_PATCH || item == NULL) {
        return;
    }
    schema_put_text(w, required, NULL, catalogue_field.name);
    schema_put(w, taken, "required", required);
    schema_put(w, taken, "properties", schema_object(w));
    schema_put(w, json_find(taken, "properties"), catalogue_field.name, schema_object(w));
    schema_put_number(
        w, json_find(json_find(taken, "properties"), catalogue_field.name), "minProperties", 1);
    schema_put(w, unless, "not", taken);
    schema_put(w, then, "properties", schema_object(w));
    schema_put(w, json_find(then, "properties"), "measures", schema_object(w));
    schema_put(w, json_find(json_find(then, "properties"), "measures"), "additionalProperties",
        item->value);
    item->value = schema_or_null(w, item->value);
    schema_put(w, agreement, "if", unless);
    schema_put(w, agreement, "then", then);
}

/* Returns the schema of a record. `more` has further members, those of the document; it may be
   NULL. */
static struct node *
record_schema(struct schema_writer *w, const struct record *record, enum schema_part part,
    struct node *more)
{
    struct node *node = schema_object(w), *properties = more == NULL ? schema_object(w) : more;
    struct node *required = schema_list(w);

    schema_put_text(w, node, "type", "object");
    schema_put_text(w, node, "description", record->doc == NULL ? "" : record->doc);
    put_properties(w, properties, record, part, more != NULL);
    if ((record == &world_agreement_record || record == &seat_policy_record) &&
        part == SCHEMA_PATCH) {
        schema_put(w, properties, "file", schema_text(w, "^(?!/)."));
    }
    if (record == &world_agreement_record) {
        put_catalogues(w, node, properties, part);
    }
    schema_put(w, node, "properties", properties);
    for (int32_t i = 0; part == SCHEMA_WHOLE && i < record->n_fields; i++) {
        if (record->fields[i].required) {
            schema_put_text(w, required, NULL, record->fields[i].name);
        }
    }
    if (required != NULL && required->count > 0) {
        schema_put(w, node, "required", required);
    }
    schema_put_flag(w, node, "additionalProperties", false);
    return node;
}

/* Returns the members that every document may have. */
static struct node *
document_members(struct schema_writer *w, const char *format)
{
    struct node *members = schema_object(w);

    schema_put(
        w, members, "$schema", schema_only(w, "description", "The address of this schema."));
    schema_put(w, members, "format", schema_only(w, "const", format));
    return members;
}

static struct node *
policies_schema(struct schema_writer *w, enum schema_part part)
{
    struct node *policy = schema_object(w), *members = schema_object(w);
    struct node *node = schema_object(w);

    schema_put(w, members, "title", schema_text(w, SCHEMA_TEXT_PATTERN));
    schema_put(w, members, "notes", schema_text(w, SCHEMA_TEXT_PATTERN));
    schema_put(w, members, "patch", schema_only(w, "$ref", "#/definitions/policy_patch"));
    schema_put_text(w, policy, "type", "object");
    schema_put(w, policy, "properties", members);
    schema_put_flag(w, policy, "additionalProperties", false);
    schema_put_text(w, node, "type", "object");
    schema_put_text(w, node, "description",
        "Alternatives to compare; each is a merge patch (RFC 7396) of the scenario.");
    schema_put(w, node, "propertyNames", schema_text(w, SCHEMA_NEW_ID_PATTERN));
    schema_put(w, node, "additionalProperties",
        part == SCHEMA_PATCH ? schema_or_null(w, policy) : policy);
    return node;
}

/* Returns the schema of the policies of an experiment: an object as in a scenario, or a list of
   ids. */
static struct node *
chosen_policies_schema(struct schema_writer *w)
{
    struct node *node = schema_object(w), *any = schema_list(w);
    struct node *ids = schema_only(w, "type", "array");

    schema_put_number(w, ids, "minItems", 1);
    schema_put_flag(w, ids, "uniqueItems", true);
    schema_put_text(w, ids, "description", "Ids of policies of the scenario.");
    schema_put(w, ids, "items", schema_text(w, SCHEMA_ID_PATTERN));
    schema_put(w, any, NULL, policies_schema(w, SCHEMA_WHOLE));
    schema_put(w, any, NULL, ids);
    schema_put(w, node, "anyOf", any);
    return node;
}

static struct node *
scenario_schema(struct schema_writer *w, enum schema_part part)
{
    struct node *members = document_members(w, DRAFT_FORMAT);

    schema_put(w, members, "policies", policies_schema(w, part));
    schema_put(w, members, "baseline", schema_text(w, SCHEMA_ID_PATTERN));
    schema_put(w, members, "workshop", schema_reference(w, &workshop_record, part));
    if (part == SCHEMA_PATCH) {
        schema_put(w, members, "extends", schema_text(w, "^(?!/)."));
    }
    return record_schema(w, &world_record, part, members);
}

/* Adds the definition of every record to which a schema refers. The list grows in the loop, because
   a definition may refer to further records. */
static void
put_definitions(struct schema_writer *w, struct node *definitions)
{
    for (int32_t i = 0; i < w->count; i++) {
        const struct record *record = w->records[i];
        char name[2][SCHEMA_NAME_BYTES];

        schema_definition(w, record, SCHEMA_WHOLE, name[0], SCHEMA_NAME_BYTES);
        schema_definition(w, record, SCHEMA_PATCH, name[1], SCHEMA_NAME_BYTES);
        for (int k = 0; k < 2; k++) {
            const char *key = arena_text(&w->arena, name[k], strlen(name[k]));

            w->failed = w->failed || key == NULL;
            schema_put(w, definitions, key,
                record_schema(w, record, k == 0 ? SCHEMA_WHOLE : SCHEMA_PATCH, NULL));
        }
    }
}

static struct node *
schema_root(struct schema_writer *w, enum schema_kind kind)
{
    struct node *root = schema_object(w), *definitions = schema_object(w);
    struct node *condition = schema_object(w), *required = schema_list(w);

    schema_put_text(w, root, "$schema", "http://json-schema.org/draft-07/schema#");
    schema_put_text(
        w, root, "title", kind == SCHEMA_SCENARIO ? "cbmsim scenario" : "cbmsim agreement");
    if (kind == SCHEMA_SCENARIO) {
        schema_put_text(w, required, NULL, "extends");
        schema_put(w, condition, "required", required);
        schema_put(w, root, "if", condition);
        schema_put(w, root, "then", schema_only(w, "$ref", "#/definitions/scenario_patch"));
        schema_put(w, root, "else", schema_only(w, "$ref", "#/definitions/scenario"));
        schema_put(w, definitions, "scenario", scenario_schema(w, SCHEMA_WHOLE));
        schema_put(w, definitions, "scenario_patch", scenario_schema(w, SCHEMA_PATCH));
        schema_put(w, definitions, "policy_patch",
            record_schema(w, &world_record, SCHEMA_PATCH, NULL));
    } else {
        struct node *members = document_members(w, DOCUMENT_AGREEMENT_FORMAT);
        struct node *all = schema_list(w);

        schema_put(
            w, all, NULL, record_schema(w, &world_agreement_record, SCHEMA_WHOLE, members));
        schema_put(w, root, "allOf", all);
    }
    put_definitions(w, definitions);
    schema_put(w, root, "definitions", definitions);
    return root;
}

enum status
schema_print(struct buffer *b, enum schema_kind kind)
{
    struct schema_writer w = {.count = 0};
    struct node *root = schema_root(&w, kind);

    if (!w.failed) {
        json_print(b, root);
    }
    arena_free(&w.arena);
    return w.failed ? STATUS_NO_MEMORY : buffer_status(b);
}

enum status
schema_print_document(struct buffer *b, const struct schema_document *document)
{
    struct schema_writer w = {.count = 0};
    struct node *root = schema_object(&w), *definitions = schema_object(&w);
    struct node *all = schema_list(&w), *members = document_members(&w, document->format);

    schema_put_text(&w, root, "$schema", "http://json-schema.org/draft-07/schema#");
    schema_put_text(&w, root, "title", document->title);
    schema_put(&w, members, "policies", chosen_policies_schema(&w));
    schema_put(&w, all, NULL, record_schema(&w, document->record, SCHEMA_WHOLE, members));
    schema_put(&w, root, "allOf", all);
    schema_put(
        &w, definitions, "policy_patch", record_schema(&w, &world_record, SCHEMA_PATCH, NULL));
    for (int32_t i = 0; i < document->n_definitions; i++) {
        char name[SCHEMA_NAME_BYTES];

        schema_definition(&w, document->definitions[i], SCHEMA_WHOLE, name, sizeof(name));
    }
    put_definitions(&w, definitions);
    schema_put(&w, root, "definitions", definitions);
    if (!w.failed) {
        json_print(b, root);
    }
    arena_free(&w.arena);
    return w.failed ? STATUS_NO_MEMORY : buffer_status(b);
}

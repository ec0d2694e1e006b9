#include "scenario/schema/schema_internal.h"

#include <string.h>

#include "format/json_parse.h"
#include "model/input/world.h"

#define DATE_PATTERN "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define WHOLE_MAX 9007199254740991.0

static void
put_range(struct schema_writer *w, struct node *to, const struct field *field)
{
    bool bounded = field->min != 0 || field->max != 0;

    if (bounded) {
        schema_put_number(w, to, "minimum", field->min);
        schema_put_number(w, to, "maximum", field->max);
    } else if (field->kind == FIELD_COUNT) {
        schema_put_number(w, to, "minimum", -WHOLE_MAX);
        schema_put_number(w, to, "maximum", WHOLE_MAX);
    }
}

void
schema_put_default(struct schema_writer *w, struct node *to, const struct field *field)
{
    if (field->required) {
        return;
    }
    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
        schema_put_number(w, to, "default", field->default_value);
        break;
    case FIELD_FLAG:
        schema_put_flag(w, to, "default", field->default_value != 0);
        break;
    case FIELD_CHOICE:
        if (field->default_value >= 0) {
            schema_put_text(w, to, "default", field->choices[(int)field->default_value]);
        }
        break;
    case FIELD_TEXT:
        if (field->default_text != NULL) {
            schema_put_text(w, to, "default", field->default_text);
        }
        break;
    case FIELD_DATE:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
}

void
schema_put_meaning(struct schema_writer *w, struct node *to, const struct field *field)
{
    struct buffer b = {0};

    buffer_text(&b, field->doc == NULL ? "" : field->doc);
    if (field->evidence == EVIDENCE_ASSUMED) {
        buffer_text(&b, " The default has no evidence: sweep it");
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
    schema_put_text(w, to, "description", buffer_string(&b));
    buffer_free(&b);
    if (field->unit != NULL && field->unit[0] != '\0') {
        schema_put_text(w, to, "unit", field->unit);
    }
}

static struct node *
choice_schema(struct schema_writer *w, const char *const *choices)
{
    struct node *node = schema_object(w), *names = schema_list(w);

    for (; *choices != NULL; choices++) {
        schema_put_text(w, names, NULL, *choices);
    }
    schema_put(w, node, "enum", names);
    return node;
}

/* Whether the id of a built-in row is a reserved word, like that of the response "none". */
static bool
has_reserved_row(const struct builtins *rows, size_t size)
{
    for (int32_t i = 0; rows != NULL && i < field_row_count(rows); i++) {
        if (id_reading(((const struct key *)field_row(rows, size, i))->id) != NULL) {
            return true;
        }
    }
    return false;
}

static struct node *
key_schema(struct schema_writer *w, const struct field *map)
{
    struct node *node, *names;

    if (map->pair_keys) {
        return schema_text(w, "^" SCHEMA_ID ":" SCHEMA_ID "$");
    }
    if (!map->builtins_only) {
        return schema_text(w, has_reserved_row(map->builtins, map->record->size)
                                  ? SCHEMA_ID_PATTERN
                                  : SCHEMA_NEW_ID_PATTERN);
    }
    node = schema_object(w);
    names = schema_list(w);
    for (int32_t i = 0; i < field_row_count(map->builtins); i++) {
        const void *row = field_row(map->builtins, map->record->size, i);

        schema_put_text(w, names, NULL, ((const struct key *)row)->id);
    }
    schema_put(w, node, "enum", names);
    return node;
}

/* Returns the schema of an item of a map. If an agreement names a file, the schema is that of a
   patch. */
static struct node *
item_schema(struct schema_writer *w, const struct record *record, enum schema_part part)
{
    struct node *node, *required;

    if (record->scalar) {
        node = schema_value(w, &record->fields[0], part);
        schema_put_meaning(w, node, &record->fields[0]);
        return node;
    }
    if (part == SCHEMA_PATCH || record != &world_agreement_record) {
        return schema_reference(w, record, part);
    }
    node = schema_object(w);
    required = schema_list(w);
    schema_put_text(w, required, NULL, "file");
    schema_put(w, node, "if", schema_object(w));
    schema_put(w, json_find(node, "if"), "required", required);
    schema_put(w, node, "then", schema_reference(w, record, SCHEMA_PATCH));
    schema_put(w, node, "else", schema_reference(w, record, SCHEMA_WHOLE));
    return node;
}

static struct node *
map_schema(struct schema_writer *w, const struct field *field, enum schema_part part)
{
    struct node *node = schema_object(w), *item = item_schema(w, field->record, part);

    schema_put_text(w, node, "type", "object");
    schema_put(w, node, "propertyNames", key_schema(w, field));
    schema_put(
        w, node, "additionalProperties", part == SCHEMA_PATCH ? schema_or_null(w, item) : item);
    return node;
}

/* Returns the schema of a list. A patch replaces a list as a whole, so the schema is the same in a
   patch. */
static struct node *
list_schema(struct schema_writer *w, const struct field *field)
{
    const struct record *record = field->record;
    struct node *node = schema_only(w, "type", "array");

    if (field->min > 0) {
        schema_put_number(w, node, "minItems", field->min);
    }
    if (field->max > 0) {
        schema_put_number(w, node, "maxItems", field->max);
    }
    if (field->distinct) {
        schema_put_flag(w, node, "uniqueItems", true);
    }
    schema_put(w, node, "items",
        record->scalar ? schema_value(w, &record->fields[0], SCHEMA_WHOLE)
                       : schema_reference(w, record, SCHEMA_WHOLE));
    return node;
}

/* Returns the schema that a field row contains as JSON text. */
static struct node *
given_schema(struct schema_writer *w, const char *json)
{
    struct node *node = NULL;
    struct failure f = {0};
    enum status st = json_parse(&w->arena, "schema", json, strlen(json), &node, &f);

    w->failed = w->failed || st != STATUS_OK;
    return node;
}

static struct node *
number_schema(struct schema_writer *w, const struct field *field)
{
    struct node *node =
        schema_only(w, "type", field->kind == FIELD_COUNT ? "integer" : "number");

    put_range(w, node, field);
    return node;
}

struct node *
schema_value(struct schema_writer *w, const struct field *field, enum schema_part part)
{
    struct node *node;

    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
        return number_schema(w, field);
    case FIELD_FLAG:
        return schema_only(w, "type", "boolean");
    case FIELD_TEXT:
        return schema_text(w, SCHEMA_TEXT_PATTERN);
    case FIELD_DATE:
        node = schema_text(w, DATE_PATTERN);
        schema_put_text(w, node, "format", "date");
        return node;
    case FIELD_CHOICE:
        return choice_schema(w, field->choices);
    case FIELD_REF:
        return schema_text(w, SCHEMA_ID_PATTERN);
    case FIELD_OBJECT:
        /* Draft-07 ignores members beside "$ref", so the reference is put into "allOf". */
        node = schema_object(w);
        schema_put(w, node, "allOf", schema_list(w));
        schema_put(w, json_find(node, "allOf"), NULL, schema_reference(w, field->record, part));
        return node;
    case FIELD_MAP:
        return map_schema(w, field, part);
    case FIELD_LIST:
        return list_schema(w, field);
    case FIELD_NODE:
        return given_schema(w, field->schema);
    }
    return NULL;
}

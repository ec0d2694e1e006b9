#include "scenario/schema/schema_internal.h"

#include <stdio.h>
#include <string.h>

static const struct place nowhere;

struct node *
schema_object(struct schema_writer *w)
{
    struct node *node = json_node(&w->arena, NODE_OBJECT, nowhere);

    w->failed = w->failed || node == NULL;
    return node;
}

struct node *
schema_list(struct schema_writer *w)
{
    struct node *node = json_node(&w->arena, NODE_LIST, nowhere);

    w->failed = w->failed || node == NULL;
    return node;
}

void
schema_put(struct schema_writer *w, struct node *to, const char *key, struct node *value)
{
    if (w->failed || to == NULL || json_add(&w->arena, to, key, nowhere, value) != STATUS_OK) {
        w->failed = true;
    }
}

void
schema_put_text(struct schema_writer *w, struct node *to, const char *key, const char *text)
{
    schema_put(w, to, key, json_text(&w->arena, text, nowhere));
}

void
schema_put_number(struct schema_writer *w, struct node *to, const char *key, double x)
{
    schema_put(w, to, key, json_number(&w->arena, x, nowhere));
}

void
schema_put_flag(struct schema_writer *w, struct node *to, const char *key, bool value)
{
    schema_put(w, to, key, json_node(&w->arena, value ? NODE_TRUE : NODE_FALSE, nowhere));
}

struct node *
schema_text(struct schema_writer *w, const char *pattern)
{
    struct node *node = schema_object(w);

    schema_put_text(w, node, "type", "string");
    schema_put_text(w, node, "pattern", pattern);
    return node;
}

struct node *
schema_only(struct schema_writer *w, const char *key, const char *text)
{
    struct node *node = schema_object(w);

    schema_put_text(w, node, key, text);
    return node;
}

struct node *
schema_or_null(struct schema_writer *w, struct node *schema)
{
    struct node *node = schema_object(w), *any = schema_list(w);

    schema_put(w, any, NULL, schema);
    schema_put(w, any, NULL, schema_only(w, "type", "null"));
    schema_put(w, node, "anyOf", any);
    return node;
}

const char *
schema_definition(struct schema_writer *w, const struct record *record, enum schema_part part,
    char *out, size_t size)
{
    int32_t same = 0, i = 0;

    for (; i < w->count && w->records[i] != record; i++) {
        same += strcmp(w->records[i]->name, record->name) == 0;
    }
    if (i == w->count) {
        BUG_UNLESS(w->count < SCHEMA_RECORDS_MAX);
        w->records[w->count++] = record;
    }
    (void)snprintf(out, size, "%.40s", record->name);
    if (same > 0) {
        (void)snprintf(out, size, "%.40s_%d", record->name, same + 1);
    }
    if (part == SCHEMA_PATCH) {
        (void)snprintf(out + strlen(out), size - strlen(out), "_patch");
    }
    return out;
}

struct node *
schema_reference(struct schema_writer *w, const struct record *record, enum schema_part part)
{
    char name[SCHEMA_NAME_BYTES], target[SCHEMA_NAME_BYTES + 32];

    schema_definition(w, record, part, name, sizeof(name));
    (void)snprintf(target, sizeof(target), "#/definitions/%s", name);
    return schema_only(w, "$ref", target);
}

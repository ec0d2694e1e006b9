#include "format/decode/defaults.h"

#include <stdlib.h>
#include <string.h>

/** Where the values of missing members come from. */
struct filler {
    struct arena *arena;
    struct place at; /* location of the new members */
    /* A struct whose members are the defaults. NULL: the defaults are those of the record. */
    const void *start;
};

static enum status fill_object(
    struct arena *a, struct node *object, const struct record *record, const void *start);

const void *
defaults_row_named(const struct field *map, const char *id)
{
    int32_t count = map->builtins == NULL ? 0 : field_row_count(map->builtins);

    for (int32_t i = 0; i < count; i++) {
        const void *row = field_row(map->builtins, map->record->size, i);

        if (strcmp(((const struct key *)row)->id, id) == 0) {
            return row;
        }
    }
    return NULL;
}

struct text_names
defaults_row_ids(struct arena *a, const struct field *map)
{
    int32_t n = map->builtins == NULL ? 0 : field_row_count(map->builtins);
    const char **ids = arena_alloc(a, (size_t)n * sizeof(*ids));

    for (int32_t i = 0; ids != NULL && i < n; i++) {
        ids[i] = ((const struct key *)field_row(map->builtins, map->record->size, i))->id;
    }
    return (struct text_names){ids, sizeof(*ids), ids == NULL ? 0 : n};
}

const void *
defaults_fill_row(const struct field *map, const char *key, const struct node *item)
{
    const char *name = NULL;

    if (map->builtins != NULL && map->builtins->name_field != NULL) {
        name = json_find_text(item, map->builtins->name_field);
    }
    if (name == NULL) {
        name = map->builtins != NULL && map->builtins->named_only ? "" : key;
    }
    return defaults_row_named(map, name);
}

const struct field *
defaults_member_of_row(
    const struct field *map, const void *row, const struct field *member, struct field *changed)
{
    *changed = *member;
    if (row == NULL || map->builtins->sweep == NULL ||
        !map->builtins->sweep(row, member, &changed->sweep_low, &changed->sweep_high)) {
        return member;
    }
    changed->evidence = EVIDENCE_ASSUMED;
    return changed;
}

static enum status
text_value(const struct filler *f, const char *text, struct node **value)
{
    *value = text == NULL ? NULL : json_text(f->arena, text, f->at);
    return text != NULL && *value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Makes the node of a number, a flag or a choice. */
static enum status
number_value(
    const struct filler *f, const struct field *field, double number, struct node **value)
{
    if (field->kind == FIELD_CHOICE) {
        return text_value(f, number < 0 ? NULL : field->choices[(int)number], value);
    }
    *value = field->kind == FIELD_FLAG
                 ? json_node(f->arena, number != 0 ? NODE_TRUE : NODE_FALSE, f->at)
                 : json_number(f->arena, number, f->at);
    return *value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Stores the value of a missing member, or NULL if it stays missing. */
static enum status
plain_value(const struct filler *f, const struct field *field, struct node **value)
{
    const char *start = field->keep_default ? NULL : f->start;

    *value = NULL;
    switch (field->kind) {
    case FIELD_REAL:
    case FIELD_COUNT:
    case FIELD_FLAG:
    case FIELD_CHOICE:
        if (field->required && start == NULL) {
            return STATUS_OK;
        }
        return number_value(
            f, field, start == NULL ? field->default_value : field_number(field, start), value);
    case FIELD_TEXT:
        if (start != NULL && *(const char *const *)(const void *)(start + field->offset)) {
            return text_value(
                f, *(const char *const *)(const void *)(start + field->offset), value);
        }
        return text_value(f, field->default_text, value);
    case FIELD_OBJECT:
    case FIELD_MAP:
        *value = json_node(f->arena, NODE_OBJECT, f->at);
        return *value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    case FIELD_DATE:
    case FIELD_REF:
    case FIELD_LIST:
    case FIELD_NODE:
        break;
    }
    return STATUS_OK;
}

/* Whether the record has a required member. An object of such a record has no complete defaults;
   the author of the file must write it. */
static bool
needs_author(const struct record *record)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        if (record->fields[i].required) {
            return true;
        }
    }
    return false;
}

/* Adds an item that the file omits. The item is an empty object or, if the record is scalar, the
   value of the built-in row. */
static enum status
add_item(struct arena *a, struct node *map, const struct field *field, const char *id,
    const void *row)
{
    struct filler f = {a, map->at, row};
    struct node *value = NULL;
    enum status st = STATUS_OK;

    if (json_member(map, id) != NULL) {
        return STATUS_OK;
    }
    if (field->record->scalar) {
        TRY(plain_value(&f, &field->record->fields[0], &value));
    } else {
        value = json_node(a, NODE_OBJECT, map->at);
    }
    if (value == NULL) {
        return STATUS_NO_MEMORY;
    }
    value->is_default = true;
    return json_add(a, map, id, map->at, value);
out:
    return st;
}

/* Adds the missing items: the items of `list`, and the built-in rows that every map gets
   (`builtins_all`). */
static enum status
add_rows(struct arena *a, struct node *map, const struct field *field, const struct list *list)
{
    size_t size = field->record->size;
    enum status st = STATUS_OK;

    for (int32_t i = 0; list != NULL && i < list->count; i++) {
        const void *item = (const char *)list->items + (size_t)i * size;

        TRY(add_item(a, map, field, ((const struct key *)item)->id, item));
    }
    for (int32_t i = 0; field->builtins_all && i < field_row_count(field->builtins); i++) {
        const void *row = field_row(field->builtins, size, i);

        if (field->builtins->joins != NULL && !field->builtins->joins(row)) {
            continue;
        }
        TRY(add_item(a, map, field, ((const struct key *)row)->id, row));
    }
out:
    return st;
}

static const void *
find_in_list(const struct list *list, size_t size, const char *id)
{
    int32_t i = list == NULL ? -1 : text_index(id, field_ids(list, size));

    return i < 0 ? NULL : (const char *)list->items + (size_t)i * size;
}

static int
compare_keys(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

/* Fills a map. `list` has the items of this map in the built-in row that gives the defaults of the
   object around the map; `list` may be NULL. */
static enum status
fill_map(struct arena *a, struct node *map, const struct field *field, const struct list *list)
{
    enum status st = STATUS_OK;

    if (map->kind != NODE_OBJECT) {
        return STATUS_OK;
    }
    TRY(add_rows(a, map, field, list));
    for (int32_t i = 0; i < map->count && !field->record->scalar; i++) {
        struct member *m = &map->members[i];
        const void *start = defaults_fill_row(field, m->key, m->value);

        if (start == NULL) {
            start = find_in_list(list, field->record->size, m->key);
        }
        TRY(fill_object(a, m->value, field->record, start));
    }
    if (map->count > 1) {
        qsort(map->members, (size_t)map->count, sizeof(*map->members), compare_keys);
    }
    TRY(json_compact(a, map));
out:
    return st;
}

static enum status
fill_inside(const struct filler *f, const struct field *field, struct node *value)
{
    const char *start = f->start == NULL ? NULL : (const char *)f->start + field->offset;
    enum status st = STATUS_OK;

    if (field->kind == FIELD_OBJECT) {
        return fill_object(f->arena, value, field->record, start);
    }
    if (field->kind == FIELD_MAP) {
        return fill_map(f->arena, value, field, (const struct list *)(const void *)start);
    }
    for (int32_t i = 0; field->kind == FIELD_LIST && i < value->count; i++) {
        TRY(fill_object(f->arena, value->members[i].value, field->record, NULL));
    }
out:
    return st;
}

/* Moves a member into `ordered`. Makes it from the defaults if it is missing. */
static enum status
fill_member(const struct filler *f, const struct field *field, struct node *object,
    struct node *ordered)
{
    struct member *m = json_member(object, field->name);
    bool nested = !field_is_single(field);
    struct member made = {field->name, f->at, NULL};
    enum status st = STATUS_OK;

    if (m != NULL && (nested || !m->value->is_default)) {
        made = *m;
    } else if (field->kind != FIELD_OBJECT || field->required || !needs_author(field->record)) {
        TRY(plain_value(f, field, &made.value));
        if (made.value != NULL) {
            made.value->is_default = true;
        }
    }
    if (made.value == NULL) {
        return STATUS_OK;
    }
    TRY(fill_inside(f, field, made.value));
    TRY(json_add(f->arena, ordered, made.key, made.key_at, made.value));
out:
    return st;
}

static enum status
fill_object(
    struct arena *a, struct node *object, const struct record *record, const void *start)
{
    struct filler f = {a, object->at, start};
    struct node *ordered;
    enum status st = STATUS_OK;

    if (object->kind != NODE_OBJECT || record->scalar) {
        return STATUS_OK;
    }
    ordered = json_node(a, NODE_OBJECT, object->at);
    if (ordered == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < record->n_fields; i++) {
        TRY(fill_member(&f, &record->fields[i], object, ordered));
    }
    for (int32_t i = 0; i < object->count; i++) {
        struct member *m = &object->members[i];

        if (field_find(record, m->key) == NULL) {
            TRY(json_add(a, ordered, m->key, m->key_at, m->value));
        }
    }
    ordered->is_default = object->is_default;
    *object = *ordered;
out:
    return st;
}

enum status
defaults_fill_record(struct arena *a, struct node *object, const struct record *record)
{
    return fill_object(a, object, record, NULL);
}

#include "format/decode/decode.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/id.h"
#include "base/number.h"
#include "format/decode/decode_unknown.h"
#include "format/decode/defaults.h"

static enum status decode_object(struct decode_value_context *b, const struct path *path,
    const struct node *node, const struct record *record, void *item);

static enum status decode_slot(const struct decode_value_slot *s);

/* Checks that the key "a:b" of a pair has two different ids in byte order. */
static void
check_pair(const struct decode_value_slot *map, const struct path *path, const struct member *m)
{
    const char *colon = strchr(m->key, ':');
    char first[TEXT_ID_LENGTH + 1] = "";
    size_t length = colon == NULL ? 0 : (size_t)(colon - m->key);
    struct diag *r = map->context->diag;

    if (colon == NULL || length > TEXT_ID_LENGTH) {
        diag_at(r, m->key_at, path, "write the pair as \"a:b\", with two ids of /%s",
            map->field->refers);
        return;
    }
    memcpy(first, m->key, length);
    if (decode_value_reference(map->context, m->key_at, path, map->field->refers, first) < 0 ||
        decode_value_reference(map->context, m->key_at, path, map->field->refers, colon + 1) <
            0) {
        return;
    }
    if (strcmp(first, colon + 1) == 0) {
        diag_at(r, m->key_at, path, "a pair needs two different ids; change one of them");
    } else if (strcmp(first, colon + 1) > 0) {
        diag_at(r, m->key_at, path,
            "write \"%s:%s\": the ids of a pair must be in alphabetical order", colon + 1,
            first);
    }
}

static void
report_row(const struct decode_value_slot *map, struct place at, const struct path *path,
    const char *id)
{
    /* If the map has more built-in rows, the message names only the most similar one. */
    enum { LISTED_MAX = 8 };
    struct diag *r = map->context->diag;
    struct text_names rows = diag_is_full(r)
                                 ? (struct text_names){0}
                                 : defaults_row_ids(map->context->arena, map->field);
    char list[DECODE_VALUE_LIST_BYTES], visible[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];
    bool listed = rows.count > 0 && rows.count <= LISTED_MAX;

    diag_at(r, at, path, "there is no %s \"%s\"%s%s%s", map->field->record->name,
        text_visible(visible, id), listed ? "; valid: " : "",
        listed ? decode_value_list(list, rows) : "",
        decode_value_suggestion(meant, r, id, rows));
}

/* Checks the built-in row that an item names with the member `name_field` or, if the map allows
   only built-in rows, with its key. Reports a row that does not exist. */
static void
check_row(const struct decode_value_slot *map, const struct path *path, const struct member *m)
{
    const struct builtins *rows = map->field->builtins;
    const struct node *named =
        rows->name_field == NULL ? NULL : json_find(m->value, rows->name_field);
    const char *id = named != NULL && named->kind == NODE_TEXT ? named->text : m->key;

    if ((named != NULL || map->field->builtins_only) &&
        defaults_row_named(map->field, id) == NULL) {
        report_row(map, named == NULL ? m->key_at : named->at, path, id);
    }
}

/* Checks the key of an item and returns its index. */
static int32_t
check_key(const struct decode_value_slot *map, const struct path *path, const struct member *m,
    int32_t place)
{
    const struct field *f = map->field;
    const char *row, *fault;
    char out[ID_FAULT_BYTES];

    if (f->pair_keys) {
        check_pair(map, path, m);
        return place;
    }
    if (f->refers != NULL) {
        return decode_value_reference(map->context, m->key_at, path, f->refers, m->key);
    }
    row = f->builtins == NULL || f->builtins->named_only ? NULL : defaults_row_named(f, m->key);
    fault = row != NULL || f->builtins_only ? NULL : id_fault(out, m->key, f->record->name);
    if (fault != NULL) {
        diag_at(map->context->diag, m->key_at, path, "%s", fault);
    } else if (f->builtins != NULL && !f->builtins->named_only) {
        check_row(map, path, m);
    }
    return f->builtins_only && row != NULL
               ? (int32_t)((size_t)(row - (const char *)f->builtins->at) / f->record->size)
               : place;
}

/* Decodes one item of a map or a list. */
static enum status
decode_item(struct decode_value_context *context, const struct path *path,
    const struct node *value, const struct record *record, void *item)
{
    struct decode_value_slot bare = {context, record->fields, path, value, NULL};

    if (!record->scalar) {
        return decode_object(context, path, value, record, item);
    }
    bare.to = (char *)item + record->fields[0].offset;
    decode_value_clear(bare.field, bare.to);
    return decode_slot(&bare);
}

/* Allocates the items of a map or a list. */
static enum status
open_list(const struct decode_value_slot *s, struct list *list)
{
    list->items =
        arena_alloc(s->context->arena, (size_t)s->value->count * s->field->record->size);
    list->count = list->items == NULL ? 0 : s->value->count;
    return list->items == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void *
item_of(const struct decode_value_slot *s, const struct list *list, int32_t i)
{
    return (char *)list->items + (size_t)i * s->field->record->size;
}

static enum status
decode_map_item(
    const struct decode_value_slot *map, const struct member *m, int32_t place, void *item)
{
    struct path path = {map->path, m->key};
    struct key *key = item;

    key->id = arena_text(map->context->arena, m->key, strlen(m->key));
    if (key->id == NULL) {
        return STATUS_NO_MEMORY;
    }
    key->hash = hash_text(key->id);
    key->index = check_key(map, &path, m, place);
    return decode_item(map->context, &path, m->value, map->field->record, item);
}

static enum status
decode_map(const struct decode_value_slot *s)
{
    struct list *list = s->to;
    enum status st;

    if (s->value->kind != NODE_OBJECT) {
        decode_value_type_error(s, "an object");
        return STATUS_OK;
    }
    TRY(open_list(s, list));
    for (int32_t i = 0; i < list->count; i++) {
        TRY(decode_map_item(s, &s->value->members[i], i, item_of(s, list, i)));
    }
out:
    return st;
}

/* Whether the value is a list with a valid number of items. Reports an error otherwise. */
static bool
check_list(const struct decode_value_slot *s)
{
    const struct field *f = s->field;
    int32_t min = (int32_t)f->min, max = f->max > 0 ? (int32_t)f->max : INT32_MAX;
    char wanted[64] = "a list";

    if (max < INT32_MAX) {
        (void)snprintf(wanted, sizeof(wanted), "a list of %d to %d items", min, max);
    } else if (min > 0) {
        (void)snprintf(wanted, sizeof(wanted), "a list of %d or more items", min);
    }
    if (s->value->kind != NODE_LIST) {
        decode_value_type_error(s, wanted);
    } else if (s->value->count < min || s->value->count > max) {
        diag_at(s->context->diag, s->value->at, s->path, "expected %s, found %d", wanted,
            s->value->count);
    } else {
        return true;
    }
    return false;
}

static enum status
decode_list_item(const struct decode_value_slot *list, int32_t i, void *item)
{
    const struct record *record = list->field->record;
    const struct node *value = list->value->members[i].value;
    char key[NUMBER_BYTES];
    struct path path = {list->path, key};
    int32_t k = 0;

    number_print_integer(key, i);
    while (
        list->field->distinct && k < i && !json_equal(list->value->members[k].value, value)) {
        k++;
    }
    if (list->field->distinct && k < i) {
        diag_at(list->context->diag, value->at, &path,
            "duplicate: the list already contains this value; remove one");
    }
    return decode_item(list->context, &path, value, record, item);
}

static enum status
decode_list(const struct decode_value_slot *s)
{
    struct list *list = s->to;
    enum status st = STATUS_OK;

    if (!check_list(s)) {
        return STATUS_OK;
    }
    TRY(open_list(s, list));
    for (int32_t i = 0; i < list->count; i++) {
        TRY(decode_list_item(s, i, item_of(s, list, i)));
    }
out:
    return st;
}

static enum status
decode_slot(const struct decode_value_slot *s)
{
    if (s->field->kind == FIELD_OBJECT) {
        return decode_object(s->context, s->path, s->value, s->field->record, s->to);
    }
    if (s->field->kind == FIELD_LIST) {
        return decode_list(s);
    }
    return s->field->kind == FIELD_MAP ? decode_map(s) : decode_value(s);
}

enum { TITLE_BYTES = 64 };

/* Writes the name of a record for a message, as in "lhs design" for "lhs_design". */
static const char *
title_of(char out[TITLE_BYTES], const struct record *record)
{
    (void)snprintf(out, TITLE_BYTES, "%s", record->name);
    for (char *at = out; *at != '\0'; at++) {
        *at = (char)(*at == '_' ? ' ' : *at);
    }
    return out;
}

/* Reports unknown members. Members are usually in the order of the fields, so the next field is
   tried first. */
static void
check_known(struct decode_value_context *b, const struct path *path, const struct node *node,
    const struct record *record)
{
    int32_t next = 0;

    for (int32_t i = 0; i < node->count; i++) {
        const struct member *m = &node->members[i];
        struct path at = {path, m->key};
        char title[TITLE_BYTES];
        const struct field *field =
            next < record->n_fields && strcmp(record->fields[next].name, m->key) == 0
                ? &record->fields[next]
                : field_find(record, m->key);

        if (field != NULL) {
            next = (int32_t)(field - record->fields) + 1;
            continue;
        }
        decode_unknown_member(b->diag, m->key_at, &at, title_of(title, record),
            TEXT_NAMES(record->fields, name, record->n_fields), record->listed);
    }
}

/* Calls the check() of the record, which compares members with each other. */
static void
check_members(struct decode_value_context *b, const struct path *path, const struct node *node,
    const struct record *record, const void *item)
{
    const char *member = NULL, *fault = record->check(item, &member);
    const struct node *at = member == NULL ? NULL : json_find(node, member);
    struct path inner = {path, member};

    if (fault != NULL) {
        diag_at(b->diag, at == NULL ? node->at : at->at, member == NULL ? path : &inner, "%s",
            fault);
    }
}

static enum status
decode_object(struct decode_value_context *b, const struct path *path, const struct node *node,
    const struct record *record, void *item)
{
    struct field self = {
        .name = record->name, .kind = FIELD_OBJECT, .unit = "", .record = record};
    struct decode_value_slot whole = {b, &self, path, node, item};
    int32_t before = b->diag->count, next = 0;
    char title[TITLE_BYTES];
    enum status st = STATUS_OK;

    decode_value_clear(&self, item);
    if (node->kind != NODE_OBJECT) {
        decode_value_type_error(&whole, "an object");
        return STATUS_OK;
    }
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        struct path at = {path, field->name};
        struct decode_value_slot s = {b, field, &at, json_find_next(node, field->name, &next),
            (char *)item + field->offset};

        if (s.value != NULL) {
            TRY(decode_slot(&s));
        } else if (field->required) {
            diag_at(b->diag, node->at, &at, "missing; add this required member of %s",
                title_of(title, record));
        }
    }
    if (!record->open) {
        check_known(b, path, node, record);
    }
    if (record->check != NULL && b->diag->count == before) {
        check_members(b, path, node, record, item);
    }
out:
    return st;
}

enum status
decode_part(struct decode_value_context *context, const struct path *path,
    const struct node *node, const struct record *record, void *item)
{
    int32_t before = context->diag->count;
    enum status st;

    TRY(decode_object(context, path, node, record, item));
    st = diag_status(context->diag, before);
out:
    return st;
}

enum status
decode_struct(struct decode_value_context *context, const struct node *node,
    const struct record *record, void *item)
{
    return decode_part(context, NULL, node, record, item);
}

double
decode_start(const struct node *root)
{
    const char *start = json_find_text(root, "start");
    int64_t days = 0;

    return start != NULL && text_date(start, &days) ? (double)days : 0;
}

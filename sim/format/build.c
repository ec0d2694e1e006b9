#include "format/build.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/number.h"
#include "format/fill.h"

static enum status build_object(struct value_context *b, const struct path *path,
    const struct node *node, const struct record *record, void *item);

static enum status build_slot(const struct value_slot *s);

/* Both sides of "a:b". */
static void
check_pair(const struct value_slot *map, const struct path *path, const struct member *m)
{
    const char *colon = strchr(m->key, ':');
    char first[TEXT_ID_LENGTH + 1] = "";
    size_t length = colon == NULL ? 0 : (size_t)(colon - m->key);
    struct report *r = map->context->report;

    if (colon == NULL || length > TEXT_ID_LENGTH) {
        report_at(r, m->key_at, path, "a pair is written \"a:b\", two ids of /%s",
            map->field->refers);
        return;
    }
    memcpy(first, m->key, length);
    if (value_reference(map->context, m->key_at, path, map->field->refers, first) < 0 ||
        value_reference(map->context, m->key_at, path, map->field->refers, colon + 1) < 0) {
        return;
    }
    if (strcmp(first, colon + 1) == 0) {
        report_at(r, m->key_at, path, "a pair needs two different ids");
    } else if (strcmp(first, colon + 1) > 0) {
        report_at(r, m->key_at, path, "write it as \"%s:%s\": in a pair a comes before b",
            colon + 1, first);
    }
}

/* Ids of the rows of all tables; none without memory, or if nobody will see them. */
static struct text_names
row_ids(const struct value_slot *map)
{
    int32_t n = report_is_full(map->context->report) ? 0 : field_row_count(map->field->rows);
    const char **ids = arena_alloc(map->context->arena, (size_t)n * sizeof(*ids));

    for (int32_t i = 0; ids != NULL && i < n; i++) {
        ids[i] =
            ((const struct key *)field_row(map->field->rows, map->field->record->size, i))->id;
    }
    return (struct text_names){ids, sizeof(*ids), ids == NULL ? 0 : n};
}

/* Whether the item may exist by the map's rows. */
static void
check_row(const struct value_slot *map, const struct path *path, const struct member *m)
{
    const struct rows *rows = map->field->rows;
    const struct node *named =
        rows->named_by == NULL ? NULL : tree_find(m->value, rows->named_by);
    const char *id = named != NULL && named->kind == NODE_TEXT ? named->text : m->key;

    if ((named != NULL || map->field->rows_only) && fill_row_named(map->field, id) == NULL) {
        (void)value_index(map->context->report, named == NULL ? m->key_at : named->at, path,
            map->field->record->name, id, row_ids(map));
    }
}

/* Checks the key of an item and says what its index is. */
static int32_t
check_key(const struct value_slot *map, const struct path *path, const struct member *m,
    int32_t place)
{
    const struct field *f = map->field;
    const char *row;
    char shown[TEXT_VISIBLE_BYTES];

    if (f->pair_keys) {
        check_pair(map, path, m);
        return place;
    }
    if (!text_is_id(m->key)) {
        report_at(map->context->report, m->key_at, path,
            "\"%s\" is not an id: a lower-case letter, then up to 62 of a-z 0-9 _ -",
            text_visible(shown, m->key));
        return place;
    }
    if (f->refers != NULL) {
        return value_reference(map->context, m->key_at, path, f->refers, m->key);
    }
    if (f->rows == NULL) {
        return place;
    }
    check_row(map, path, m);
    row = fill_row_named(f, m->key);
    return f->rows_only && row != NULL
               ? (int32_t)((size_t)(row - (const char *)f->rows->at) / f->record->size)
               : place;
}

/* An item of a map or a list. */
static enum status
build_item(struct value_context *context, const struct path *path, const struct node *value,
    const struct record *record, void *item)
{
    struct value_slot bare = {context, &record->fields[0], path, value, NULL};

    if (!record->scalar) {
        return build_object(context, path, value, record, item);
    }
    bare.to = (char *)item + record->fields[0].offset;
    value_clear(bare.field, bare.to);
    return build_slot(&bare);
}

static enum status
build_map_item(const struct value_slot *map, const struct member *m, int32_t place, void *item)
{
    struct path path = {map->path, m->key};
    struct key *key = item;

    key->id = arena_text(map->context->arena, m->key, strlen(m->key));
    if (key->id == NULL) {
        return STATUS_NO_MEMORY;
    }
    key->hash = hash_text(key->id);
    key->index = check_key(map, &path, m, place);
    return build_item(map->context, &path, m->value, map->field->record, item);
}

static enum status
build_map(const struct value_slot *s)
{
    struct list *list = s->to;
    size_t size = s->field->record->size;
    enum status st = STATUS_OK;

    if (s->value->kind != NODE_OBJECT) {
        value_complain_type(s, "an object");
        return STATUS_OK;
    }
    list->items = arena_alloc(s->context->arena, (size_t)s->value->count * size);
    if (list->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    list->count = s->value->count;
    for (int32_t i = 0; i < s->value->count; i++) {
        void *item = (char *)list->items + (size_t)i * size;

        TRY(build_map_item(s, &s->value->members[i], i, item));
    }
out:
    return st;
}

/* Whether it is a list of as many items as there may be. */
static bool
check_list(const struct value_slot *s)
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
        value_complain_type(s, wanted);
    } else if (s->value->count < min || s->value->count > max) {
        report_at(s->context->report, s->value->at, s->path, "expected %s, found %d", wanted,
            s->value->count);
    } else {
        return true;
    }
    return false;
}

static enum status
build_list_item(const struct value_slot *list, int32_t i, void *item)
{
    const struct record *record = list->field->record;
    const struct node *value = list->value->members[i].value;
    char key[NUMBER_BYTES];
    struct path path = {list->path, key};
    int32_t k = 0;

    number_print_integer(key, i);
    while (
        list->field->distinct && k < i && !tree_equal(list->value->members[k].value, value)) {
        k++;
    }
    if (list->field->distinct && k < i) {
        report_at(list->context->report, value->at, &path, "stands in the list already");
    }
    return build_item(list->context, &path, value, record, item);
}

static enum status
build_list(const struct value_slot *s)
{
    struct list *list = s->to;
    size_t size = s->field->record->size;
    enum status st = STATUS_OK;

    if (!check_list(s)) {
        return STATUS_OK;
    }
    list->items = arena_alloc(s->context->arena, (size_t)s->value->count * size);
    if (list->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    list->count = s->value->count;
    for (int32_t i = 0; i < s->value->count; i++) {
        TRY(build_list_item(s, i, (char *)list->items + (size_t)i * size));
    }
out:
    return st;
}

static enum status
build_slot(const struct value_slot *s)
{
    if (s->field->kind == FIELD_OBJECT) {
        return build_object(s->context, s->path, s->value, s->field->record, s->to);
    }
    if (s->field->kind == FIELD_LIST) {
        return build_list(s);
    }
    return s->field->kind == FIELD_MAP ? build_map(s) : value_build(s);
}

/* Members mostly come in the order of the fields. */
static void
check_known(struct value_context *b, const struct path *path, const struct node *node,
    const struct record *record)
{
    int32_t next = 0;

    for (int32_t i = 0; i < node->count; i++) {
        const struct member *m = &node->members[i];
        struct path at = {path, m->key};
        char meant[TEXT_VISIBLE_BYTES];
        const struct field *field =
            next < record->n_fields && strcmp(record->fields[next].name, m->key) == 0
                ? &record->fields[next]
                : field_find(record, m->key);

        if (field != NULL) {
            next = (int32_t)(field - record->fields) + 1;
            continue;
        }
        report_at(b->report, m->key_at, &at, "unknown key in %s%s", record->name,
            value_suggestion(
                meant, b->report, m->key, TEXT_NAMES(record->fields, name, record->n_fields)));
    }
}

static void
check_members(struct value_context *b, const struct path *path, const struct node *node,
    const struct record *record, const void *item)
{
    const char *member = NULL, *fault = record->check(item, &member);
    const struct node *at = member == NULL ? NULL : tree_find(node, member);
    struct path inner = {path, member};

    if (fault != NULL) {
        report_at(b->report, at == NULL ? node->at : at->at, member == NULL ? path : &inner,
            "%s", fault);
    }
}

static enum status
build_object(struct value_context *b, const struct path *path, const struct node *node,
    const struct record *record, void *item)
{
    struct field self = {
        .name = record->name, .kind = FIELD_OBJECT, .unit = "", .record = record};
    struct value_slot whole = {b, &self, path, node, item};
    int32_t before = b->report->count, next = 0;
    enum status st = STATUS_OK;

    value_clear(&self, item);
    if (node->kind != NODE_OBJECT) {
        value_complain_type(&whole, "an object");
        return STATUS_OK;
    }
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        struct path at = {path, field->name};
        struct value_slot s = {b, field, &at, tree_find_next(node, field->name, &next),
            (char *)item + field->offset};

        if (s.value != NULL) {
            TRY(build_slot(&s));
        } else if (field->required) {
            report_at(b->report, node->at, &at, "missing: %s needs it", record->name);
        }
    }
    if (!record->open) {
        check_known(b, path, node, record);
    }
    if (record->check != NULL && b->report->count == before) {
        check_members(b, path, node, record, item);
    }
out:
    return st;
}

enum status
build_part(struct value_context *context, const struct path *path, const struct node *node,
    const struct record *record, void *item)
{
    int32_t before = context->report->count;
    enum status st;

    TRY(build_object(context, path, node, record, item));
    st = report_status(context->report, before);
out:
    return st;
}

enum status
build_struct(struct value_context *context, const struct node *node,
    const struct record *record, void *item)
{
    return build_part(context, NULL, node, record, item);
}

double
build_start(const struct node *root)
{
    const char *start = tree_find_text(root, "start");
    int64_t days = 0;

    return start != NULL && text_date(start, &days) ? (double)days : 0;
}

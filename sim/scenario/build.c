#include "scenario/build.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "kernel/stream.h"
#include "scenario/fill.h"

#define WHOLE_MAX 9007199254740991.0 /* 2^53 - 1: every whole number up to it is a double */

struct builder {
    struct arena *arena;
    struct report *report;
    const struct node *root;
    double start; /* day 0 of relative dates, days since 1970-01-01 */
};

/** One member on its way into a struct. */
struct slot {
    struct builder *b;
    const struct field *field;
    const struct path *path;
    const struct node *value;
    void *to;
};

static enum status build_object(struct builder *b, const struct path *path,
    const struct node *node, const struct record *record, void *item);

const char *
build_text_fault(const char *text)
{
    if (text[0] != '\0' && strchr("=+-@\t", text[0]) != NULL) {
        return "a text must not begin with = + - @ or a tab: a spreadsheet would run it";
    }
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;

        if ((c < 0x20 && c != '\n') || c == 0x7F) {
            return "a text must not hold control characters other than line feeds";
        }
    }
    return NULL;
}

static const char *
unit_of(const struct field *field)
{
    bool quantity =
        field->unit != NULL && field->unit[0] != '\0' && strcmp(field->unit, "1") != 0;

    return quantity ? field->unit : NULL;
}

/* "expected a number (share), found text "x"". */
static void
complain_type(const struct slot *s, const char *wanted)
{
    const char *unit = unit_of(s->field), *quoted = "";
    char shown[TEXT_VISIBLE_BYTES] = "";

    if (s->value->kind == NODE_NULL) {
        report_at(s->b->report, s->value->at, s->path,
            "null is nobody's value: leave the member out");
        return;
    }
    if (s->value->kind == NODE_TEXT) {
        quoted = "\"";
        text_visible(shown, s->value->text);
    }
    report_at(s->b->report, s->value->at, s->path, "expected %s%s%s%s, found %s%s%s%s%s",
        wanted, unit == NULL ? "" : " (", unit == NULL ? "" : unit, unit == NULL ? "" : ")",
        tree_kind_name(s->value->kind), quoted[0] == '\0' ? "" : " ", quoted, shown, quoted);
}

static void
complain_range(const struct slot *s, double x)
{
    char value[NUMBER_BYTES], min[NUMBER_BYTES], max[NUMBER_BYTES];
    const char *unit = unit_of(s->field);

    number_print(value, x);
    number_print(min, s->field->min);
    number_print(max, s->field->max);
    report_at(s->b->report, s->value->at, s->path, "%s is outside [%s, %s]%s%s%s", value, min,
        max, unit == NULL ? "" : " (", unit == NULL ? "" : unit, unit == NULL ? "" : ")");
}

/* A field whose bounds are both 0 has none. */
static bool
in_range(const struct field *field, double x)
{
    return (field->min == 0 && field->max == 0) || (x >= field->min && x <= field->max);
}

static void
build_real(const struct slot *s)
{
    if (s->value->kind != NODE_NUMBER) {
        complain_type(s, "a number");
    } else if (!in_range(s->field, s->value->number)) {
        complain_range(s, s->value->number);
    } else {
        *(double *)s->to = s->value->number;
    }
}

static void
build_count(const struct slot *s)
{
    double x = s->value->number;
    char value[NUMBER_BYTES];

    if (s->value->kind != NODE_NUMBER) {
        complain_type(s, "a whole number");
        return;
    }
    if (!(x >= -WHOLE_MAX && x <= WHOLE_MAX)) {
        number_print(value, x);
        report_at(s->b->report, s->value->at, s->path,
            "%s is too large for a whole number (9007199254740991 at most)", value);
    } else if (x != (double)(int64_t)x) {
        number_print(value, x);
        report_at(s->b->report, s->value->at, s->path, "%s is not a whole number", value);
    } else if (!in_range(s->field, x)) {
        complain_range(s, x);
    } else {
        *(int64_t *)s->to = (int64_t)x;
    }
}

static void
build_flag(const struct slot *s)
{
    if (s->value->kind != NODE_TRUE && s->value->kind != NODE_FALSE) {
        complain_type(s, "true or false");
    } else {
        *(bool *)s->to = s->value->kind == NODE_TRUE;
    }
}

static enum status
build_text(const struct slot *s)
{
    const char *fault, *copy;

    if (s->value->kind != NODE_TEXT) {
        complain_type(s, "text");
        return STATUS_OK;
    }
    fault = build_text_fault(s->value->text);
    if (fault != NULL) {
        report_at(s->b->report, s->value->at, s->path, "%s", fault);
        return STATUS_OK;
    }
    copy = arena_text(s->b->arena, s->value->text, strlen(s->value->text));
    *(const char **)s->to = copy;
    return copy == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void
build_date(const struct slot *s)
{
    bool is_start = s->path->parent == NULL && strcmp(s->field->name, "start") == 0;
    char shown[TEXT_VISIBLE_BYTES];
    int64_t days;

    if (s->value->kind != NODE_TEXT) {
        complain_type(s, "text \"YYYY-MM-DD\"");
    } else if (!text_date(s->value->text, &days)) {
        report_at(s->b->report, s->value->at, s->path,
            "\"%s\" is not a date YYYY-MM-DD of the calendar",
            text_visible(shown, s->value->text));
    } else {
        *(double *)s->to = (double)days - (is_start ? 0 : s->b->start);
    }
}

/** Names among which one was probably meant. */
typedef const char *name_of(const void *context, int32_t i);

/* "; did you mean "x"?", or nothing. */
static const char *
suggestion(char out[TEXT_VISIBLE_BYTES], const struct report *r, const char *text,
    int32_t count, name_of *name, const void *context)
{
    const char *meant = report_is_full(r) ? NULL : text_nearest(text, count, name, context);

    out[0] = '\0';
    if (meant != NULL) {
        char shown[TEXT_VISIBLE_BYTES];

        (void)snprintf(out, TEXT_VISIBLE_BYTES, "; did you mean \"%.*s\"?", TEXT_ID_LENGTH,
            text_visible(shown, meant));
    }
    return out;
}

static const char *
choice_name(const void *context, int32_t i)
{
    return ((const char *const *)context)[i];
}

static void
complain_choice(const struct slot *s, int32_t count)
{
    char list[FAILURE_LINE_BYTES / 2] = "", shown[TEXT_VISIBLE_BYTES];
    char meant[TEXT_VISIBLE_BYTES];
    size_t used = 0;

    for (int32_t i = 0; i < count && used + 2 < sizeof(list); i++) {
        int length = snprintf(list + used, sizeof(list) - used, "%s\"%s\"", i > 0 ? ", " : "",
            s->field->choices[i]);

        used += (size_t)length;
    }
    report_at(s->b->report, s->value->at, s->path, "\"%s\" is none of %s%s",
        text_visible(shown, s->value->text), list,
        suggestion(meant, s->b->report, s->value->text, count, choice_name, s->field->choices));
}

static void
build_choice(const struct slot *s)
{
    int32_t count = 0, found = -1;

    if (s->value->kind != NODE_TEXT) {
        complain_type(s, "text");
        return;
    }
    for (; s->field->choices[count] != NULL; count++) {
        if (strcmp(s->field->choices[count], s->value->text) == 0) {
            found = count;
        }
    }
    if (found < 0) {
        complain_choice(s, count);
    } else {
        *(int32_t *)s->to = found;
    }
}

static const char *
member_name(const void *context, int32_t i)
{
    return ((const struct node *)context)->members[i].key;
}

/* Index of an id in a top-level map, which is sorted; complains if it is not there. */
static int32_t
find_reference(const struct builder *b, struct place at, const struct path *path,
    const char *map, const char *id)
{
    const struct node *things = tree_find(b->root, map);
    const struct member *m = tree_member(things, id);
    int32_t count = things == NULL || things->kind != NODE_OBJECT ? 0 : things->count;
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];

    if (m != NULL) {
        return (int32_t)(m - things->members);
    }
    report_at(b->report, at, path, "there is no \"%s\" in /%s%s", text_visible(shown, id), map,
        suggestion(meant, b->report, id, count, member_name, things));
    return -1;
}

static void
build_ref(const struct slot *s)
{
    if (s->value->kind != NODE_TEXT) {
        complain_type(s, "text, an id");
        return;
    }
    *(int32_t *)s->to =
        find_reference(s->b, s->value->at, s->path, s->field->refers, s->value->text);
}

/* Both sides of "a:b". */
static void
check_pair(const struct slot *map, const struct path *path, const struct member *m)
{
    const char *colon = strchr(m->key, ':');
    char first[TEXT_ID_LENGTH + 1] = "";
    size_t length = colon == NULL ? 0 : (size_t)(colon - m->key);
    struct report *r = map->b->report;

    if (colon == NULL || length > TEXT_ID_LENGTH) {
        report_at(r, m->key_at, path, "a pair is written \"a:b\", two ids of /%s",
            map->field->refers);
        return;
    }
    memcpy(first, m->key, length);
    if (find_reference(map->b, m->key_at, path, map->field->refers, first) < 0 ||
        find_reference(map->b, m->key_at, path, map->field->refers, colon + 1) < 0) {
        return;
    }
    if (strcmp(first, colon + 1) == 0) {
        report_at(r, m->key_at, path, "a pair needs two different ids");
    } else if (strcmp(first, colon + 1) > 0) {
        report_at(r, m->key_at, path, "write it as \"%s:%s\": in a pair a comes before b",
            colon + 1, first);
    }
}

static const char *
row_name(const void *context, int32_t i)
{
    const struct field *map = context;
    const void *row = (const char *)map->rows->at + (size_t)i * map->record->size;

    return ((const struct key *)row)->id;
}

/* Whether the item may exist by the map's rows. */
static void
check_row(const struct slot *map, const struct path *path, const struct member *m)
{
    const struct rows *rows = map->field->rows;
    const struct node *named =
        rows->named_by == NULL ? NULL : tree_find(m->value, rows->named_by);
    const char *id = named != NULL && named->kind == NODE_TEXT ? named->text : m->key;
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES];

    if ((named == NULL && !map->field->rows_only) || fill_row_named(map->field, id) != NULL) {
        return;
    }
    report_at(map->b->report, named == NULL ? m->key_at : named->at, path,
        "there is no %s \"%s\"%s", map->field->record->name, text_visible(shown, id),
        suggestion(meant, map->b->report, id, rows->count, row_name, map->field));
}

/* Checks the key of an item and says what its index is. */
static int32_t
check_key(
    const struct slot *map, const struct path *path, const struct member *m, int32_t place)
{
    const struct field *f = map->field;
    const char *row;
    char shown[TEXT_VISIBLE_BYTES];

    if (f->pair_keys) {
        check_pair(map, path, m);
        return place;
    }
    if (!text_is_id(m->key)) {
        report_at(map->b->report, m->key_at, path,
            "\"%s\" is not an id: a lower-case letter, then up to 62 of a-z 0-9 _ -",
            text_visible(shown, m->key));
        return place;
    }
    if (f->refers != NULL) {
        return find_reference(map->b, m->key_at, path, f->refers, m->key);
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

static enum status build_slot(const struct slot *s);

static enum status
build_map_item(const struct slot *map, const struct member *m, int32_t place, void *item)
{
    const struct record *record = map->field->record;
    struct path path = {map->path, m->key};
    struct key *key = item;
    enum status st;

    key->id = arena_text(map->b->arena, m->key, strlen(m->key));
    if (key->id == NULL) {
        return STATUS_NO_MEMORY;
    }
    key->hash = stream_hash(key->id);
    key->index = check_key(map, &path, m, place);
    if (record->scalar) {
        struct slot bare = {map->b, &record->fields[0], &path, m->value,
            (char *)item + record->fields[0].offset};

        TRY(build_slot(&bare));
    } else {
        TRY(build_object(map->b, &path, m->value, record, item));
    }
out:
    return st;
}

static enum status
build_map(const struct slot *s)
{
    struct list *list = s->to;
    size_t size = s->field->record->size;
    enum status st = STATUS_OK;

    if (s->value->kind != NODE_OBJECT) {
        complain_type(s, "an object");
        return STATUS_OK;
    }
    list->items = arena_alloc(s->b->arena, (size_t)s->value->count * size);
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

static enum status
build_slot(const struct slot *s)
{
    switch (s->field->kind) {
    case FIELD_REAL:
        build_real(s);
        break;
    case FIELD_COUNT:
        build_count(s);
        break;
    case FIELD_FLAG:
        build_flag(s);
        break;
    case FIELD_TEXT:
        return build_text(s);
    case FIELD_DATE:
        build_date(s);
        break;
    case FIELD_CHOICE:
        build_choice(s);
        break;
    case FIELD_REF:
        build_ref(s);
        break;
    case FIELD_OBJECT:
        return build_object(s->b, s->path, s->value, s->field->record, s->to);
    case FIELD_MAP:
        return build_map(s);
    }
    return STATUS_OK;
}

/* What a member is while nothing valid was said. */
static void
set_absent(const struct field *field, void *to)
{
    switch (field->kind) {
    case FIELD_REAL:
        *(double *)to = field->preset;
        break;
    case FIELD_COUNT:
        *(int64_t *)to = (int64_t)field->preset;
        break;
    case FIELD_FLAG:
        *(bool *)to = field->preset != 0;
        break;
    case FIELD_TEXT:
        *(const char **)to = field->preset_text;
        break;
    case FIELD_DATE:
        *(double *)to = NAN;
        break;
    case FIELD_CHOICE:
        *(int32_t *)to = (int32_t)field->preset;
        break;
    case FIELD_REF:
        *(int32_t *)to = -1;
        break;
    case FIELD_OBJECT:
        for (int32_t i = 0; i < field->record->n_fields; i++) {
            const struct field *inner = &field->record->fields[i];

            set_absent(inner, (char *)to + inner->offset);
        }
        break;
    case FIELD_MAP:
        *(struct list *)to = (struct list){NULL, 0};
        break;
    }
}

static const char *
field_name(const void *context, int32_t i)
{
    return ((const struct record *)context)->fields[i].name;
}

static void
check_known(struct builder *b, const struct path *path, const struct node *node,
    const struct record *record)
{
    for (int32_t i = 0; i < node->count; i++) {
        const struct member *m = &node->members[i];
        struct path at = {path, m->key};
        char meant[TEXT_VISIBLE_BYTES];
        bool known = false;

        for (int32_t k = 0; k < record->n_fields && !known; k++) {
            known = strcmp(record->fields[k].name, m->key) == 0;
        }
        if (known) {
            continue;
        }
        report_at(b->report, m->key_at, &at, "unknown key in %s%s", record->name,
            suggestion(meant, b->report, m->key, record->n_fields, field_name, record));
    }
}

static void
check_members(struct builder *b, const struct path *path, const struct node *node,
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
build_object(struct builder *b, const struct path *path, const struct node *node,
    const struct record *record, void *item)
{
    struct field self = {.name = record->name, .unit = ""};
    struct slot whole = {b, &self, path, node, item};
    int32_t before = b->report->count;
    enum status st = STATUS_OK;

    if (node->kind != NODE_OBJECT) {
        complain_type(&whole, "an object");
        return STATUS_OK;
    }
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        struct path at = {path, field->name};
        struct slot s = {
            b, field, &at, tree_find(node, field->name), (char *)item + field->offset};

        set_absent(field, s.to);
        if (s.value != NULL) {
            TRY(build_slot(&s));
        } else if (field->required) {
            report_at(b->report, node->at, &at, "missing: %s needs it", record->name);
        }
    }
    check_known(b, path, node, record);
    if (record->check != NULL && b->report->count == before) {
        check_members(b, path, node, record, item);
    }
out:
    return st;
}

enum status
build_struct(struct arena *a, const struct node *root, const struct record *record, void *item,
    struct report *r)
{
    struct builder b = {a, r, root, 0};
    const char *start = tree_find_text(root, "start");
    int32_t before = r->count;
    int64_t days = 0;
    enum status st;

    if (start != NULL && text_date(start, &days)) {
        b.start = (double)days;
    }
    TRY(build_object(&b, NULL, root, record, item));
    st = report_status(r, before);
out:
    return st;
}

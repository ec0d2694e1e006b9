#include "words/value_list.h"

#include <math.h>
#include <stdio.h>

#include "format/decode/defaults.h"
#include "model/input/world.h"
#include "words/describe.h"

enum { POINTER_LENGTH = 256 };

/**
 * The current object of value_list_for_each(): its record and, if it is in a map, the map and the
 * built-in row with its defaults.
 */
struct position {
    const struct record *record;
    const struct node *object;
    const struct field *map;
    const void *row;
};

static void visit_members(const struct position *position, const char *pointer,
    value_list_visit *visitor, void *self);

static void
visit_item(const struct field *map, const struct member *m, const char *pointer,
    value_list_visit *visitor, void *self)
{
    struct position position = {
        map->record, m->value, map, defaults_fill_row(map, m->key, m->value)};

    if (map->record->scalar) {
        visitor(self, pointer, &map->record->fields[0], m->value);
    } else {
        visit_members(&position, pointer, visitor, self);
    }
}

static void
visit_members(
    const struct position *position, const char *pointer, value_list_visit *visitor, void *self)
{
    for (int32_t i = 0; i < position->record->n_fields; i++) {
        const struct field *field = &position->record->fields[i];
        const struct node *value = json_find(position->object, field->name);
        char at[POINTER_LENGTH];

        (void)snprintf(at, sizeof(at), "%.180s/%.64s", pointer, field->name);
        if (value == NULL) {
            continue;
        }
        if (field->kind == FIELD_OBJECT) {
            value_list_for_each(field->record, value, at, visitor, self);
        } else if (field->kind != FIELD_MAP) {
            struct field changed;

            visitor(self, at,
                defaults_member_of_row(position->map, position->row, field, &changed), value);
        }
        for (int32_t k = 0; field->kind == FIELD_MAP && k < value->count; k++) {
            char item[POINTER_LENGTH];

            (void)snprintf(item, sizeof(item), "%.120s/%.130s", at, value->members[k].key);
            visit_item(field, &value->members[k], item, visitor, self);
        }
    }
}

void
value_list_for_each(const struct record *record, const struct node *object, const char *pointer,
    value_list_visit *visitor, void *self)
{
    struct position position = {record, object, NULL, NULL};

    visit_members(&position, pointer, visitor, self);
}

static void
put_value(void *self, const char *pointer, const struct field *field, const struct node *value)
{
    struct text_table *s = self;

    text_table_text(s, pointer);
    if (value->kind == NODE_NUMBER) {
        text_table_number(s, value->number);
    } else {
        text_table_text(
            s, value->kind == NODE_TEXT ? value->text : json_kind_name(value->kind));
    }
    text_table_text(s, field->unit != NULL && field->unit[0] != '\0' ? field->unit : NULL);
    text_table_text(s, value->is_default ? "default" : "set");
    text_table_text(
        s, field->evidence == EVIDENCE_NONE ? NULL : describe_evidence(field->evidence));
    text_table_number(s, field->sweep_low == field->sweep_high ? NAN : field->sweep_low);
    text_table_number(s, field->sweep_low == field->sweep_high ? NAN : field->sweep_high);
    text_table_text(s, field->source);
    text_table_text(s, field->doc);
}

enum status
value_list_print(const struct node *root, enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"pointer", "value", "unit", "set_by", "evidence",
        "sweep_low", "sweep_high", "source", "meaning", NULL};
    struct text_table text_table;
    enum status st;

    text_table_init(&text_table, columns);
    value_list_for_each(&world_record, root, "", put_value, &text_table);
    st = text_table_print(&text_table, format, b);
    text_table_free(&text_table);
    return st;
}

#include "words/describe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "model/input/world.h"
#include "scenario/workshop.h"

enum { POINTER_LENGTH = 256, LONG_ROW = 24 };

const char *const describe_topics[] = {"parameters", "levers", "measures", "effects",
    "catalogues", "incidents", "responses", "postures", "seat_policies", "metrics", "columns",
    "events", "streams", "channels", "series", "experiments", "designs", "analyses", "workshop",
    NULL};

const char *
describe_evidence(enum evidence evidence)
{
    static const char *const names[] = {
        "", "data", "fitted", "default, sweep it", "definition"};

    return names[evidence];
}

/* Writes the members of an object of numbers that are not 0: "1 0.02; 2 0.35". */
static void
put_numbers(char out[DESCRIBE_VALUE_BYTES], const struct record *record, const void *object)
{
    size_t length = 0;

    for (int32_t k = 0; k < record->n_fields && length < DESCRIBE_VALUE_BYTES; k++) {
        double x = field_number(&record->fields[k], object);

        if (x != 0) {
            length += (size_t)snprintf(out + length, DESCRIBE_VALUE_BYTES - length, "%s%s %.6g",
                length > 0 ? "; " : "", record->fields[k].name, x);
        }
    }
}

const char *
describe_value(char out[DESCRIBE_VALUE_BYTES], const struct field *field, const void *item)
{
    const void *at = (const char *)item + field->offset;
    double x = field_number(field, item);
    const char *text = NULL;

    out[0] = '\0';
    if (field->kind == FIELD_COUNT) {
        number_print_integer(out, *(const int64_t *)at);
    } else if (field->kind == FIELD_FLAG) {
        text = x != 0 ? "true" : "false";
    } else if (field->kind == FIELD_TEXT) {
        text = *(const char *const *)at;
    } else if (field->kind == FIELD_CHOICE) {
        text = x < 0 ? NULL : field->choices[(int32_t)x];
    } else if (field->kind == FIELD_OBJECT) {
        put_numbers(out, field->record, at);
    } else if (isfinite(x)) {
        number_print(out, x);
    }
    if (text != NULL) {
        (void)snprintf(out, DESCRIBE_VALUE_BYTES, "%s", text);
    }
    return out;
}

static const char *
kind_name(const struct field *field)
{
    static const char *const names[] = {"number", "whole number", "true/false", "text", "date",
        "choice", "id", "object", "map", "list", "value"};

    return names[field->kind];
}

static void
put_default(struct text_table *s, const struct field *field)
{
    if (field->required) {
        text_table_text(s, "required");
    } else if (field->kind == FIELD_REAL || field->kind == FIELD_COUNT) {
        text_table_number(s, field->default_value);
    } else if (field->kind == FIELD_FLAG) {
        text_table_text(s, field->default_value != 0 ? "true" : "false");
    } else if (field->kind == FIELD_CHOICE && field->default_value >= 0) {
        text_table_text(s, field->choices[(int)field->default_value]);
    } else {
        text_table_text(s, field->default_text);
    }
}

static void
put_member(struct text_table *s, const struct field *field, const char *pointer)
{
    bool number = field->kind == FIELD_REAL || field->kind == FIELD_COUNT;
    bool bounded = number && (field->min != 0 || field->max != 0);
    bool swept = field->sweep_low != field->sweep_high;

    text_table_text(s, pointer);
    text_table_text(s, kind_name(field));
    text_table_text(s, field->unit != NULL && field->unit[0] != '\0' ? field->unit : NULL);
    text_table_number(s, bounded ? field->min : NAN);
    text_table_number(s, bounded ? field->max : NAN);
    put_default(s, field);
    text_table_text(
        s, field->evidence == EVIDENCE_NONE ? NULL : describe_evidence(field->evidence));
    text_table_number(s, swept ? field->sweep_low : NAN);
    text_table_number(s, swept ? field->sweep_high : NAN);
    text_table_text(s, field->source);
    text_table_text(s, field->doc);
}

void
describe_members(struct text_table *s, const struct record *record, const char *prefix)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        char pointer[POINTER_LENGTH];

        (void)snprintf(pointer, sizeof(pointer), "%.200s%s%.50s", prefix,
            record->scalar ? "" : "/", record->scalar ? "" : field->name);
        if (field->kind == FIELD_MAP) {
            (void)snprintf(pointer + strlen(pointer), sizeof(pointer) - strlen(pointer), "/%s",
                field->pair_keys ? "A:B" : "ID");
        }
        if (field->kind == FIELD_OBJECT || field->kind == FIELD_MAP) {
            describe_members(s, field->record, pointer);
        } else {
            put_member(s, field, pointer);
        }
    }
}

const char *const describe_members_columns[] = {"pointer", "kind", "unit", "min", "max",
    "default", "evidence", "sweep_low", "sweep_high", "source", "meaning", NULL};

/* Appends the members of a record. Their pointers begin with `prefix`. */
static enum status
describe_part(const struct record *record, const char *prefix, enum text_table_format format,
    struct buffer *b)
{
    struct text_table s;
    enum status st;

    text_table_init(&s, describe_members_columns);
    describe_members(&s, record, prefix);
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

enum status
describe_record(const struct record *record, enum text_table_format format, struct buffer *b)
{
    return describe_part(record, "", format, b);
}

static bool
is_plain(const struct field *field)
{
    return !field->keep_default && field_is_single(field) && field->kind != FIELD_REF;
}

/* Whether a member is an object of numbers, such as the weights of severities. */
static bool
has_numbers(const struct field *field)
{
    return field->kind == FIELD_OBJECT && field->record->n_fields > 0 &&
           field->record->fields[0].kind == FIELD_REAL;
}

static bool
is_neutral(const char *value)
{
    static const char *const neutral[] = {"", "0", "false", "none", "nothing", "any"};

    return text_index(value, TEXT_WORDS(neutral)) >= 0;
}

/* Whether a member has a neutral value in all rows. If so, its column is left out. */
static bool
is_idle(const struct field *field, const struct record *record, const struct builtins *rows)
{
    for (int32_t i = 0; i < field_row_count(rows); i++) {
        const char *row = field_row(rows, record->size, i);
        char value[DESCRIBE_VALUE_BYTES];

        describe_value(value, field, row);
        if (!is_neutral(value)) {
            return false;
        }
    }
    return true;
}

static void
put_row(
    struct text_table *s, const struct field *const *fields, int32_t n_fields, const void *row)
{
    text_table_text(s, ((const struct key *)row)->id);
    for (int32_t k = 0; k < n_fields; k++) {
        char value[DESCRIBE_VALUE_BYTES];

        describe_value(value, fields[k], row);
        if (fields[k]->kind == FIELD_REAL || fields[k]->kind == FIELD_COUNT) {
            text_table_number(s, field_number(fields[k], row));
        } else {
            text_table_text(s, value[0] == '\0' ? NULL : value);
        }
    }
}

/* Prints rows with many members for people: id, title, and all other members in one cell. */
static enum status
describe_long_rows(const struct record *record, const struct builtins *rows,
    const struct field *const *fields, int32_t n_fields, enum text_table_format format,
    struct buffer *b)
{
    static const char *const columns[] = {"id", "title", "members", NULL};
    struct buffer members = {0};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int32_t i = 0; i < field_row_count(rows); i++) {
        const char *row = field_row(rows, record->size, i);
        char title[DESCRIBE_VALUE_BYTES] = "";

        buffer_clear(&members);
        for (int32_t k = 0; k < n_fields; k++) {
            char value[DESCRIBE_VALUE_BYTES];

            describe_value(value, fields[k], row);
            if (strcmp(fields[k]->name, "title") == 0) {
                memcpy(title, value, sizeof(title));
            } else if (!is_neutral(value)) {
                buffer_printf(&members, "%s%s: %s", members.length > 0 ? "; " : "",
                    fields[k]->name, value);
            }
        }
        text_table_text(&s, ((const struct key *)(const void *)row)->id);
        text_table_text(&s, title);
        text_table_text(&s, members.at);
    }
    st = members.failed ? STATUS_NO_MEMORY : text_table_print(&s, format, b);
    text_table_free(&s);
    buffer_free(&members);
    return st;
}

/* Prints one line for each row. There is a column for each plain member that at least one row
   uses. */
static enum status
describe_rows(const struct record *record, const struct builtins *rows,
    enum text_table_format format, struct buffer *b)
{
    const char *columns[TEXT_TABLE_COLUMNS_MAX + 1] = {"id"};
    const struct field *fields[TEXT_TABLE_COLUMNS_MAX];
    int32_t count = 0;
    struct text_table s;
    enum status st;

    for (int32_t i = 0; i < record->n_fields && count + 2 < TEXT_TABLE_COLUMNS_MAX; i++) {
        if ((is_plain(&record->fields[i]) || has_numbers(&record->fields[i])) &&
            !is_idle(&record->fields[i], record, rows)) {
            fields[count++] = &record->fields[i];
            columns[count] = record->fields[i].name;
        }
    }
    columns[count + 1] = NULL;
    if ((format == TEXT_TABLE_TEXT || format == TEXT_TABLE_MD) && count > LONG_ROW) {
        return describe_long_rows(record, rows, fields, count, format, b);
    }
    text_table_init(&s, columns);
    for (int32_t i = 0; i < field_row_count(rows); i++) {
        put_row(&s, fields, count, field_row(rows, record->size, i));
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

/* Prints the members of a measure that change a lever: "reach_gain, reach_reduction". */
static void
print_members(enum lever lever, struct buffer *b)
{
    for (int32_t k = 0; k < measure_record.n_fields; k++) {
        const struct field *field = &measure_record.fields[k];

        if (measure_is_effect(field) && measure_lever(field) == lever) {
            buffer_printf(b, "%s%s", b->length > 0 ? ", " : "", field->name);
        }
    }
}

static enum status
describe_levers(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {
        "id", "kind", "scope", "unit", "members", "meaning", NULL};
    struct buffer members = {0};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int i = 0; i < LEVER_COUNT; i++) {
        const struct lever_row *row = &lever_rows[i];

        text_table_text(&s, row->id);
        text_table_text(&s, lever_kind_name(row->kind));
        text_table_text(&s, row->scope == SCOPE_STATE ? "state" : "pair");
        text_table_text(&s, row->unit);
        buffer_clear(&members);
        print_members((enum lever)i, &members);
        text_table_text(&s, members.at);
        text_table_text(&s, row->doc);
    }
    st = members.failed ? STATUS_NO_MEMORY : text_table_print(&s, format, b);
    text_table_free(&s);
    buffer_free(&members);
    return st;
}

/* Returns the record of the items of a top-level map. */
static const struct record *
items_of(const struct record *record, const char *map)
{
    const struct field *field = field_find(record, map);

    BUG_UNLESS(field != NULL);
    return field->record;
}

enum status
describe_topic(const char *topic, enum text_table_format format, struct buffer *b)
{
    if (strcmp(topic, "parameters") == 0) {
        return describe_record(&world_record, format, b);
    }
    if (strcmp(topic, "levers") == 0) {
        return describe_levers(format, b);
    }
    if (strcmp(topic, "measures") == 0) {
        return describe_measures(NULL, format, b);
    }
    if (strcmp(topic, "effects") == 0) {
        return describe_effects(NULL, format, b);
    }
    if (strcmp(topic, "catalogues") == 0) {
        return describe_catalogues(format, b);
    }
    if (strcmp(topic, "incidents") == 0) {
        return describe_rows(
            items_of(&world_record, "incident_types"), &incident_type_rows, format, b);
    }
    if (strcmp(topic, "responses") == 0) {
        return describe_rows(items_of(&world_record, "responses"), &response_rows, format, b);
    }
    if (strcmp(topic, "postures") == 0) {
        return describe_postures(format, b);
    }
    if (strcmp(topic, "seat_policies") == 0) {
        return describe_rows(
            items_of(&world_record, "seat_policies"), &seat_policy_rows, format, b);
    }
    if (strcmp(topic, "metrics") == 0) {
        return describe_metrics(format, b);
    }
    if (strcmp(topic, "columns") == 0) {
        return describe_columns(format, b);
    }
    if (strcmp(topic, "channels") == 0) {
        return describe_rows(
            items_of(&world_pair_record, "channels"), &world_channel_rows, format, b);
    }
    if (strcmp(topic, "series") == 0) {
        return describe_series(format, b);
    }
    if (strcmp(topic, "experiments") == 0) {
        return describe_experiments(format, b);
    }
    if (strcmp(topic, "designs") == 0) {
        return describe_designs(format, b);
    }
    if (strcmp(topic, "analyses") == 0) {
        return describe_analyses(format, b);
    }
    if (strcmp(topic, "workshop") == 0) {
        return describe_part(&workshop_record, "/workshop", format, b);
    }
    if (strcmp(topic, "events") == 0) {
        return describe_events(format, b);
    }
    return strcmp(topic, "streams") == 0 ? describe_streams(format, b) : STATUS_USAGE;
}

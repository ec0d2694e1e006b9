#include "format/decode/decode_value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/number.h"
#include "format/decode/decode_unknown.h"

/* 2^53 - 1: a double represents every integer up to this number. */
#define WHOLE_MAX 9007199254740991.0

/* Some scripts and emoji need these two invisible characters. */
enum { NON_JOINER = 0x200C, JOINER = 0x200D };

const char *
decode_value_text_fault(const char *text)
{
    if (text[0] != '\0' && strchr("=+-@\t", text[0]) != NULL) {
        return "a text must not begin with = + - @ or a tab, because a spreadsheet would "
               "read it as a formula";
    }
    for (size_t left = strlen(text), step; left > 0; text += step, left -= step) {
        uint32_t code = 0;

        step = text_character(text, left, &code);
        if (step == 0) {
            return "a text must be valid UTF-8";
        }
        if ((code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0)) {
            return "a text must not contain control characters other than line feeds";
        }
        if (!text_is_printable(code) && code != '\n' && code != JOINER && code != NON_JOINER) {
            return "a text must not contain invisible characters or characters that change "
                   "the direction of writing";
        }
    }
    return NULL;
}

/* The unit to print after a value. NULL if the member is a pure number or not a quantity. */
static const char *
unit_of(const struct field *field)
{
    bool quantity =
        field->unit != NULL && field->unit[0] != '\0' && strcmp(field->unit, "1") != 0;

    return quantity ? field->unit : NULL;
}

void
decode_value_type_error(const struct decode_value_slot *s, const char *wanted)
{
    const char *unit = unit_of(s->field), *quoted = "";
    char visible[TEXT_VISIBLE_BYTES] = "";

    if (s->value->kind == NODE_NULL) {
        diag_at(s->context->diag, s->value->at, s->path,
            "null is only allowed in a patch; omit the member instead");
        return;
    }
    if (s->value->kind == NODE_TEXT) {
        quoted = "\"";
        text_visible(visible, s->value->text);
    }
    if (s->value->kind == NODE_NUMBER && s->field->kind == FIELD_TEXT) {
        char number[NUMBER_BYTES];

        number_print(number, s->value->number);
        diag_at(s->context->diag, s->value->at, s->path,
            "expected text, found a number; write \"%s\"", number);
        return;
    }
    diag_at(s->context->diag, s->value->at, s->path, "expected %s%s%s%s, found %s%s%s%s%s",
        wanted, unit == NULL ? "" : " (", unit == NULL ? "" : unit, unit == NULL ? "" : ")",
        json_kind_name(s->value->kind), quoted[0] == '\0' ? "" : " ", quoted, visible, quoted);
}

static void
report_range(const struct decode_value_slot *s, double x)
{
    char value[NUMBER_BYTES], min[NUMBER_BYTES], max[NUMBER_BYTES];
    const char *unit = unit_of(s->field);

    number_print(value, x);
    number_print(min, s->field->min);
    number_print(max, s->field->max);
    diag_at(s->context->diag, s->value->at, s->path, "%s is outside [%s, %s]%s%s%s", value, min,
        max, unit == NULL ? "" : " (", unit == NULL ? "" : unit, unit == NULL ? "" : ")");
}

/* Whether x is in the range of the field. If both bounds are 0, there is no range. */
static bool
in_range(const struct field *field, double x)
{
    return (field->min == 0 && field->max == 0) || (x >= field->min && x <= field->max);
}

static void
read_real(const struct decode_value_slot *s)
{
    if (s->value->kind != NODE_NUMBER) {
        decode_value_type_error(s, "a number");
    } else if (!in_range(s->field, s->value->number)) {
        report_range(s, s->value->number);
    } else {
        *(double *)s->to = s->value->number;
    }
}

static void
read_count(const struct decode_value_slot *s)
{
    double x = s->value->number;
    char value[NUMBER_BYTES];

    if (s->value->kind != NODE_NUMBER) {
        decode_value_type_error(s, "a whole number");
        return;
    }
    if (!(x >= -WHOLE_MAX && x <= WHOLE_MAX)) {
        number_print(value, x);
        diag_at(s->context->diag, s->value->at, s->path,
            "%s is too large for a whole number (maximum 9007199254740991)", value);
    } else if (x != (double)(int64_t)x) {
        number_print(value, x);
        diag_at(s->context->diag, s->value->at, s->path, "%s is not a whole number", value);
    } else if (!in_range(s->field, x)) {
        report_range(s, x);
    } else {
        *(int64_t *)s->to = (int64_t)x;
    }
}

static void
read_flag(const struct decode_value_slot *s)
{
    if (s->value->kind != NODE_TRUE && s->value->kind != NODE_FALSE) {
        decode_value_type_error(s, "true or false");
    } else {
        *(bool *)s->to = s->value->kind == NODE_TRUE;
    }
}

static enum status
read_text(const struct decode_value_slot *s)
{
    char out[ID_FAULT_BYTES];
    const char *fault, *copy;

    if (s->value->kind != NODE_TEXT) {
        decode_value_type_error(s, "text");
        return STATUS_OK;
    }
    fault = s->field->verbatim ? NULL : decode_value_text_fault(s->value->text);
    if (fault == NULL && s->field->is_name) {
        fault = id_name_fault(out, s->value->text);
    }
    if (fault != NULL) {
        diag_at(s->context->diag, s->value->at, s->path, "%s", fault);
        return STATUS_OK;
    }
    copy = arena_text(s->context->arena, s->value->text, strlen(s->value->text));
    *(const char **)s->to = copy;
    return copy == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Reports a number of days that is probably a date in another form. There are two cases. The number
   has the digits of a date, as in 20190220. Or it is larger than the horizon and, read as the day
   number of a spreadsheet, is a day of the run. */
static void
check_days(const struct decode_value_slot *s, double days)
{
    static const double spreadsheet = -25569; /* 1899-12-30, which is day 0 in spreadsheets */
    const struct decode_value_context *c = s->context;
    double serial = floor(days) + spreadsheet;
    char date[TEXT_DAY_BYTES];
    int64_t ignored;

    if (days >= 10000000 && days <= 99999999 && days == floor(days)) {
        int whole = (int)days;

        (void)snprintf(date, sizeof(date), "%04d-%02d-%02d", whole / 10000, whole / 100 % 100,
            whole % 100);
        if (text_date(date, &ignored)) {
            diag_at(c->diag, s->value->at, s->path,
                "%d looks like a date, but a number means days; write %s", whole, date);
        }
    } else if (days > c->horizon && serial >= c->start && serial <= c->start + c->horizon) {
        diag_at(c->diag, s->value->at, s->path,
            "%.15g is the number that spreadsheets use for %s; set the format of the column to "
            "YYYY-MM-DD",
            days, text_day(date, (int64_t)serial));
    }
}

static void
read_date(const struct decode_value_slot *s)
{
    bool is_start = s->path->parent == NULL && strcmp(s->field->name, "start") == 0;
    char visible[TEXT_VISIBLE_BYTES];
    int64_t days;

    if (s->value->kind == NODE_NUMBER && s->context->days_as_numbers) {
        check_days(s, s->value->number);
        *(double *)s->to = s->value->number;
    } else if (s->value->kind != NODE_TEXT) {
        decode_value_type_error(s, "text \"YYYY-MM-DD\"");
    } else if (!text_date(s->value->text, &days)) {
        diag_at(s->context->diag, s->value->at, s->path,
            "\"%s\" is not a valid date YYYY-MM-DD", text_visible(visible, s->value->text));
    } else {
        *(double *)s->to = (double)days - (is_start ? 0 : s->context->start);
    }
}

static void
report_choice(const struct decode_value_slot *s, struct text_names names)
{
    char list[DECODE_VALUE_LIST_BYTES], visible[TEXT_VISIBLE_BYTES];
    char suggestion[TEXT_VISIBLE_BYTES];

    diag_at(s->context->diag, s->value->at, s->path, "\"%s\" is not one of %s%s",
        text_visible(visible, s->value->text), decode_value_list(list, names),
        decode_value_suggestion(suggestion, s->context->diag, s->value->text, names));
}

static void
read_choice(const struct decode_value_slot *s)
{
    struct text_names names = text_list(s->field->choices);
    int32_t found;

    if (s->value->kind != NODE_TEXT) {
        decode_value_type_error(s, "text");
        return;
    }
    found = text_index(s->value->text, names);
    if (found < 0) {
        report_choice(s, names);
    } else {
        *(int32_t *)s->to = found;
    }
}

int32_t
decode_value_reference(const struct decode_value_context *context, struct place at,
    const struct path *path, const char *map, const char *id)
{
    const struct node *items = json_find(context->root, map);
    const struct member *m = json_member(items, id);
    char message[DECODE_UNKNOWN_BYTES], where[POINTER_BYTES];

    if (m != NULL) {
        return (int32_t)(m - items->members);
    }
    if (items == NULL || items->count == 0) {
        struct path top = {NULL, map};

        diag_at(context->diag, (items == NULL ? context->root : items)->at, &top,
            "missing or empty; add \"%s\", to which other members refer",
            text_visible(message, id));
        return -1;
    }
    (void)snprintf(where, sizeof(where), "/%s", map);
    diag_at(context->diag, at, path, "%s",
        decode_unknown_in(message, context->diag, id, where, json_keys(items)));
    return -1;
}

static void
read_ref(const struct decode_value_slot *s)
{
    if (s->value->kind != NODE_TEXT) {
        decode_value_type_error(s, "text (an id)");
        return;
    }
    *(int32_t *)s->to = decode_value_reference(
        s->context, s->value->at, s->path, s->field->refers, s->value->text);
}

enum status
decode_value(const struct decode_value_slot *s)
{
    switch (s->field->kind) {
    case FIELD_REAL:
        read_real(s);
        break;
    case FIELD_COUNT:
        read_count(s);
        break;
    case FIELD_FLAG:
        read_flag(s);
        break;
    case FIELD_TEXT:
        return read_text(s);
    case FIELD_DATE:
        read_date(s);
        break;
    case FIELD_CHOICE:
        read_choice(s);
        break;
    case FIELD_REF:
        read_ref(s);
        break;
    case FIELD_NODE:
        /* Copies the pointer; an assignment would need a cast of const. */
        memcpy(s->to, &s->value, sizeof(s->value));
        break;
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_LIST:
        BUG_UNLESS(false); /* decode.c decodes objects, maps and lists */
        break;
    }
    return STATUS_OK;
}

void
decode_value_clear(const struct field *field, void *to)
{
    switch (field->kind) {
    case FIELD_REAL:
        *(double *)to = field->default_value;
        break;
    case FIELD_COUNT:
        *(int64_t *)to = (int64_t)field->default_value;
        break;
    case FIELD_FLAG:
        *(bool *)to = field->default_value != 0;
        break;
    case FIELD_TEXT:
        *(const char **)to = field->default_text;
        break;
    case FIELD_DATE:
        *(double *)to = NAN;
        break;
    case FIELD_CHOICE:
        *(int32_t *)to = (int32_t)field->default_value;
        break;
    case FIELD_REF:
        *(int32_t *)to = -1;
        break;
    case FIELD_OBJECT:
        for (int32_t i = 0; i < field->record->n_fields; i++) {
            const struct field *inner = &field->record->fields[i];

            decode_value_clear(inner, (char *)to + inner->offset);
        }
        break;
    case FIELD_NODE:
        *(struct node **)to = NULL;
        break;
    case FIELD_MAP:
    case FIELD_LIST:
        *(struct list *)to = (struct list){NULL, 0};
        break;
    }
}

/* The tables of the kinds of events, the random streams, the columns of the trace files, and the
   variables of series.csv. */
#include "base/buffer.h"
#include "model/input/world.h"
#include "model/model.h"
#include "observe/recorder.h"
#include "words/describe.h"

enum status
describe_events(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"kind", "turn", NULL};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int i = 0; i < EVENT_COUNT; i++) {
        text_table_text(&s, model_events[i].name);
        text_table_number(&s, model_events[i].priority);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

enum status
describe_streams(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"purpose", "entity_and_index", "spent_on", NULL};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        text_table_text(&s, purpose_rows[i].name);
        text_table_text(&s, purpose_rows[i].address);
        text_table_text(&s, purpose_rows[i].uniforms);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

enum status
describe_series(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"id", "of", "unit", "meaning", NULL};
    const struct series_variable *rows = world_series_rows.at;
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int i = 0; i < SERIES_VARIABLES; i++) {
        text_table_text(&s, rows[i].key.id);
        text_table_text(&s, i <= SERIES_RUNG ? "pair, in both directions" : "state");
        text_table_text(&s, rows[i].unit);
        text_table_text(&s, rows[i].doc);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

/* Appends the values that a column can have: "espionage | crime", "an id in /states". */
static void
add_values(struct buffer *b, const struct field *field)
{
    if (field->kind == FIELD_FLAG) {
        buffer_text(b, "true | false");
    } else if (field->kind == FIELD_REF) {
        buffer_printf(b, "an id in /%s", field->refers);
    }
    for (int32_t k = 0; field->kind == FIELD_CHOICE && field->choices[k] != NULL; k++) {
        buffer_printf(b, "%s%s", k == 0 ? "" : " | ", field->choices[k]);
    }
}

enum status
describe_columns(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"file", "column", "unit", "values", "meaning", NULL};
    struct buffer values = {0};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int i = 0; i < RECORDER_FILES; i++) {
        const struct record *record = recorder_files[i].record;

        for (int32_t k = 0; k < record->n_fields; k++) {
            const struct field *field = &record->fields[k];

            /* the only object, the key of the run, is the same in all files and is left out */
            if (field->kind != FIELD_OBJECT) {
                buffer_clear(&values);
                add_values(&values, field);
                text_table_text(&s, recorder_files[i].name);
                text_table_text(&s, field->name);
                text_table_text(&s, field->unit);
                text_table_text(&s, values.length == 0 ? NULL : values.at);
                text_table_text(&s, field->doc);
            }
        }
    }
    st = values.failed ? STATUS_NO_MEMORY : text_table_print(&s, format, b);
    text_table_free(&s);
    buffer_free(&values);
    return st;
}

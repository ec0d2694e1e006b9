/* The kinds of events and the random streams of a run, and the variables of series.csv. */
#include "model/input/world.h"
#include "model/model.h"
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

/* The variables of series.csv. */
#include "model/input/world.h"
#include "words/describe.h"

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

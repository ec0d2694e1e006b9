#include "format/text_table.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "format/json_writer.h"

enum { TEXT_WIDTH_MAX = 48 };

const char *const text_table_format_names[] = {"text", "md", "csv", "json", NULL};

void
text_table_init(struct text_table *s, const char *const *columns)
{
    memset(s, 0, sizeof(*s));
    for (; *columns != NULL && s->n_columns < TEXT_TABLE_COLUMNS_MAX; columns++) {
        s->columns[s->n_columns++] = *columns;
    }
}

void
text_table_free(struct text_table *s)
{
    arena_free(&s->arena);
    memset(s, 0, sizeof(*s));
}

static void
add(struct text_table *s, const char *text, bool is_number)
{
    if (arena_grow(&s->arena, &s->cells, s->n_cells, &s->capacity, sizeof(*s->cells)) !=
        STATUS_OK) {
        s->failed = true;
        return;
    }
    if (text != NULL) {
        text = arena_text(&s->arena, text, strlen(text));
        s->failed = s->failed || text == NULL;
    }
    s->cells[s->n_cells++] = (struct text_table_cell){text, is_number};
}

void
text_table_text(struct text_table *s, const char *text)
{
    add(s, text, false);
}

void
text_table_number(struct text_table *s, double x)
{
    char digits[NUMBER_BYTES];

    if (!isfinite(x)) {
        add(s, NULL, false);
        return;
    }
    number_print(digits, x);
    add(s, digits, true);
}

static int32_t
count_rows(const struct text_table *s)
{
    return s->n_columns == 0 ? 0 : s->n_cells / s->n_columns;
}

static const struct text_table_cell *
cell(const struct text_table *s, int32_t row, int32_t column)
{
    return &s->cells[row * s->n_columns + column];
}

static void
print_csv(const struct text_table *s, struct buffer *b)
{
    for (int32_t c = 0; c < s->n_columns; c++) {
        buffer_text(b, c > 0 ? "," : "");
        buffer_csv(b, s->columns[c]);
    }
    buffer_text(b, "\n");
    for (int32_t r = 0; r < count_rows(s); r++) {
        for (int32_t c = 0; c < s->n_columns; c++) {
            const char *text = cell(s, r, c)->text;

            buffer_text(b, c > 0 ? "," : "");
            buffer_csv(b, text == NULL ? "" : text);
        }
        buffer_text(b, "\n");
    }
}

/* Prints a JSON array of objects, one on each line. */
static void
print_json(const struct text_table *s, struct buffer *b)
{
    struct json_writer w;

    json_writer_init_lines(&w, b, 1);
    json_writer_open(&w, NULL, '[');
    for (int32_t r = 0; r < count_rows(s); r++) {
        json_writer_open(&w, NULL, '{');
        for (int32_t c = 0; c < s->n_columns; c++) {
            const struct text_table_cell *one = cell(s, r, c);

            if (one->is_number) {
                json_writer_value(&w, s->columns[c], one->text);
            } else {
                json_writer_text(&w, s->columns[c], one->text);
            }
        }
        json_writer_close(&w, '}');
    }
    json_writer_close(&w, ']');
}

static void
print_md_cell(struct buffer *b, const char *text)
{
    buffer_text(b, " ");
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '|') {
            buffer_text(b, "\\");
        }
        buffer_add(b, *text == '\n' ? " " : text, 1);
    }
    buffer_text(b, " |");
}

static void
print_md(const struct text_table *s, struct buffer *b)
{
    buffer_text(b, "|");
    for (int32_t c = 0; c < s->n_columns; c++) {
        print_md_cell(b, s->columns[c]);
    }
    buffer_text(b, "\n|");
    for (int32_t c = 0; c < s->n_columns; c++) {
        buffer_text(b, "---|");
    }
    for (int32_t r = 0; r < count_rows(s); r++) {
        buffer_text(b, "\n|");
        for (int32_t c = 0; c < s->n_columns; c++) {
            print_md_cell(b, cell(s, r, c)->text);
        }
    }
    buffer_text(b, "\n");
}

/* Returns the width in characters, not bytes. */
static int32_t
width_of(const char *text)
{
    int32_t width = 0;

    for (; text != NULL && *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return width;
}

static void
print_padded(struct buffer *b, const char *text, int32_t width, bool right, bool last)
{
    int32_t space = width - width_of(text);

    for (int32_t i = 0; right && i < space; i++) {
        buffer_text(b, " ");
    }
    buffer_text(b, text == NULL ? "" : text);
    for (int32_t i = 0; !right && !last && i < space; i++) {
        buffer_text(b, " ");
    }
    buffer_text(b, last ? "\n" : "  ");
}

static void
print_text(const struct text_table *s, struct buffer *b)
{
    int32_t width[TEXT_TABLE_COLUMNS_MAX];

    for (int32_t c = 0; c < s->n_columns; c++) {
        width[c] = width_of(s->columns[c]);
        for (int32_t r = 0; r < count_rows(s); r++) {
            int32_t needed = width_of(cell(s, r, c)->text);

            width[c] = needed > width[c] ? needed : width[c];
        }
        width[c] = width[c] > TEXT_WIDTH_MAX ? TEXT_WIDTH_MAX : width[c];
        print_padded(b, s->columns[c], width[c], false, c + 1 == s->n_columns);
    }
    for (int32_t r = 0; r < count_rows(s); r++) {
        for (int32_t c = 0; c < s->n_columns; c++) {
            const struct text_table_cell *one = cell(s, r, c);

            print_padded(b, one->text, width[c], one->is_number, c + 1 == s->n_columns);
        }
    }
}

enum status
text_table_print(const struct text_table *s, enum text_table_format format, struct buffer *b)
{
    switch (format) {
    case TEXT_TABLE_TEXT:
        print_text(s, b);
        break;
    case TEXT_TABLE_MD:
        print_md(s, b);
        break;
    case TEXT_TABLE_CSV:
        print_csv(s, b);
        break;
    case TEXT_TABLE_JSON:
        print_json(s, b);
        break;
    }
    return s->failed ? STATUS_NO_MEMORY : buffer_status(b);
}

#include "words/narrative/narrative_page.h"

#include <string.h>

#include "base/html_escape.h"
#include "words/narrative/internal.h"

enum { STEP = 2, DEEPEST = 24, GAP = 3, NARROWEST = 20 };

static const char style[] =
    "body{font:1.1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1{margin-bottom:0}h2{margin-top:2rem}p{margin:.4rem 0}"
    "table{border-collapse:collapse}th,td{border-top:1px solid;padding:.3rem .5rem;"
    "text-align:start;vertical-align:top}"
    "@media print{h2{break-after:avoid}}";

static int32_t
width_of(const struct narrative *s)
{
    return s->options->width > 0 ? s->options->width : NARRATIVE_WIDTH;
}

static void
finish(struct narrative *s, struct buffer *line)
{
    s->no_memory = s->no_memory || line->failed;
    buffer_clear(line);
}

/* Closes HTML lists until only `lists` are open. */
static void
close_lists(struct narrative *s, int32_t lists, struct buffer *out)
{
    for (; s->page.lists > lists; s->page.lists--) {
        buffer_text(out, "</li></ul>");
    }
}

/* Begins a part: ends an open list or table in HTML, or puts a blank line in text. */
static void
begin(struct narrative *s, enum narrative_page_part part, struct buffer *out)
{
    enum narrative_page_part last = s->page.last;

    if (s->options->html && part != NARRATIVE_PAGE_ITEM) {
        close_lists(s, 0, out);
    }
    if (s->options->html && last == NARRATIVE_PAGE_TABLE && part != last) {
        buffer_text(out, "</table>\n");
    }
    if (!s->options->html && last != NARRATIVE_PAGE_NOTHING &&
        (part != last || part == NARRATIVE_PAGE_PARAGRAPH)) {
        buffer_text(out, "\n");
    }
    s->page.last = part;
}

void
narrative_page_begin(const struct narrative *s, const char *title, struct buffer *out)
{
    if (s->options->html && !s->options->part) {
        buffer_text(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        html_text(out, title, HTML_LINE);
        buffer_printf(out, "</title><style>%s</style></head>\n<body>\n", style);
    }
}

void
narrative_page_end(struct narrative *s, struct buffer *out)
{
    if (s->options->html) {
        begin(s, NARRATIVE_PAGE_NOTHING, out);
        buffer_text(out, s->options->part ? "" : "</body></html>\n");
    }
}

/* Prints the line as an element of HTML, or as a paragraph of text. */
static void
put(struct narrative *s, enum narrative_page_part part, const char *element,
    struct buffer *line, struct buffer *out)
{
    if (line->length > 0 && !line->failed) {
        begin(s, part, out);
        if (s->options->html) {
            buffer_printf(out, "<%s>", element);
            html_text(out, buffer_string(line), HTML_WHOLE);
            buffer_printf(out, "</%s>\n", element);
        } else {
            buffer_paragraph(out, buffer_string(line), 0, 0, width_of(s));
        }
    }
    finish(s, line);
}

void
narrative_page_title(struct narrative *s, struct buffer *line, struct buffer *out)
{
    if (s->options->part) {
        finish(s, line);
    }
    put(s, NARRATIVE_PAGE_TITLE, s->page.last == NARRATIVE_PAGE_TITLE ? "p" : "h1", line, out);
}

void
narrative_page_heading(struct narrative *s, struct buffer *line, struct buffer *out)
{
    put(s, NARRATIVE_PAGE_HEADING, s->options->part ? "h3" : "h2", line, out);
}

void
narrative_page_paragraph(struct narrative *s, struct buffer *line, struct buffer *out)
{
    put(s, NARRATIVE_PAGE_PARAGRAPH, "p", line, out);
}

void
narrative_page_dated(
    struct narrative *s, const char *date, struct buffer *line, struct buffer *out)
{
    if (line->length > 0 && !line->failed) {
        begin(s, NARRATIVE_PAGE_DATED, out);
        if (s->options->html) {
            buffer_printf(out, "<p><b>%s.</b> ", date);
            html_text(out, buffer_string(line), HTML_WHOLE);
            buffer_text(out, "</p>\n");
        } else {
            struct buffer text = {0};

            buffer_printf(&text, "%s. %s", date, buffer_string(line));
            buffer_paragraph(out, buffer_string(&text), 0, NARRATIVE_INDENT, width_of(s));
            finish(s, &text);
            buffer_free(&text);
        }
    }
    finish(s, line);
}

void
narrative_page_item(struct narrative *s, int32_t depth, struct buffer *line, struct buffer *out)
{
    int32_t indent = STEP * (1 + (depth < DEEPEST ? depth : DEEPEST));

    begin(s, NARRATIVE_PAGE_ITEM, out);
    if (!s->options->html) {
        struct buffer text = {0};

        buffer_printf(&text, "- %s", buffer_string(line));
        buffer_paragraph(out, buffer_string(&text), indent, indent + STEP, width_of(s));
        finish(s, &text);
        buffer_free(&text);
    } else {
        close_lists(s, depth + 1, out);
        if (s->page.lists == depth + 1) {
            buffer_text(out, "</li>\n");
        }
        for (; s->page.lists <= depth; s->page.lists++) {
            buffer_text(out, "<ul>");
        }
        buffer_text(out, "<li>");
        html_text(out, buffer_string(line), HTML_WHOLE);
    }
    finish(s, line);
}

/* Moves *at past the next line of a text. Returns the number of bytes of the line, and sets *n to
   its number of characters. */
static size_t
next_line(const char **at, int32_t *n)
{
    size_t length = strcspn(*at, "\n");
    const char *from = *at;

    *n = 0;
    for (size_t k = 0; k < length; k++) {
        /* do not count continuation bytes of UTF-8 */
        *n += ((unsigned char)from[k] & 0xC0) != 0x80;
    }
    *at += length + (from[length] == '\n');
    return length;
}

/* Prints two texts side by side, in columns. */
static void
put_columns(const char *left, const char *right, int32_t column, struct buffer *out)
{

    while (*left != '\0' || *right != '\0') {
        const char *l = left, *r = right;
        int32_t n, unused;
        size_t length = next_line(&left, &n);

        buffer_add(out, l, length);
        length = next_line(&right, &unused);
        if (length > 0) {
            for (; n < column + GAP; n++) {
                buffer_text(out, " ");
            }
            buffer_add(out, r, length);
        }
        buffer_text(out, "\n");
    }
}

void
narrative_page_row(struct narrative *s, const char *date, struct buffer *left,
    struct buffer *right, struct buffer *out)
{
    int32_t column = (width_of(s) - GAP) / 2;
    bool first = s->page.last != NARRATIVE_PAGE_TABLE;

    column = column < NARROWEST ? NARROWEST : column;
    begin(s, NARRATIVE_PAGE_TABLE, out);
    if (s->options->html) {
        const char *cell = date[0] == '\0' ? "th" : "td";

        buffer_text(out, first ? "<table>\n" : "");
        buffer_printf(out, "<tr><th>%s</th><%s>", date, cell);
        html_text(out, buffer_string(left), HTML_WHOLE);
        buffer_printf(out, "</%s><%s>", cell, cell);
        html_text(out, buffer_string(right), HTML_WHOLE);
        buffer_printf(out, "</%s></tr>\n", cell);
    } else {
        struct buffer columns[2] = {{0}, {0}};

        buffer_printf(out, "%s%s%s", first ? "" : "\n", date, date[0] != '\0' ? "\n" : "");
        buffer_paragraph(&columns[0], buffer_string(left), 0, 0, column);
        buffer_paragraph(&columns[1], buffer_string(right), 0, 0, column);
        put_columns(buffer_string(&columns[0]), buffer_string(&columns[1]), column, out);
        for (int32_t k = 0; k < 2; k++) {
            finish(s, &columns[k]);
            buffer_free(&columns[k]);
        }
    }
    finish(s, left);
    finish(s, right);
}

/**
 * narrative_page.h - writes the parts of a story, as text or as an HTML page.
 *
 * The form and the width come from narrative_options. Each function prints the text in `line` and
 * empties `line`. If `line` is empty, it prints nothing. In text, a blank line separates
 * paragraphs, and parts of different kinds. In HTML, names and titles are escaped (html_escape.h).
 * The page has no scripts and loads nothing.
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_PAGE_H
#define WORDS_NARRATIVE_NARRATIVE_PAGE_H

#include "base/buffer.h"

struct narrative;

/** The part that was written last. */
enum narrative_page_part {
    NARRATIVE_PAGE_NOTHING,
    NARRATIVE_PAGE_TITLE,
    NARRATIVE_PAGE_HEADING,
    NARRATIVE_PAGE_PARAGRAPH,
    NARRATIVE_PAGE_DATED,
    NARRATIVE_PAGE_ITEM,
    NARRATIVE_PAGE_TABLE
};

struct narrative_page {
    enum narrative_page_part last;
    int32_t lists; /* number of nested HTML lists that are open */
};

/** Begins the page. `title` is the title of the browser window. */
void narrative_page_begin(const struct narrative *s, const char *title, struct buffer *out);
void narrative_page_end(struct narrative *s, struct buffer *out);

/** Prints the title of the story, or a line below the title. */
void narrative_page_title(struct narrative *s, struct buffer *line, struct buffer *out);
void narrative_page_heading(struct narrative *s, struct buffer *line, struct buffer *out);
void narrative_page_paragraph(struct narrative *s, struct buffer *line, struct buffer *out);

/** Prints what happened on a date. */
void narrative_page_dated(
    struct narrative *s, const char *date, struct buffer *line, struct buffer *out);

/** Prints an item of a nested list. Depth 0 is the outermost list. */
void narrative_page_item(
    struct narrative *s, int32_t depth, struct buffer *line, struct buffer *out);

/** Prints a row of a table with the columns date, left and right. Empties `left` and `right`. */
void narrative_page_row(struct narrative *s, const char *date, struct buffer *left,
    struct buffer *right, struct buffer *out);

#endif

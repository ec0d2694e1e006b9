/**
 * section.h - the HTML section of a chart: heading, sentence, picture, table.
 *
 *     section_open      heading, from `title`; then add the sentence
 *     section_picture   then add the picture; heading and sentence describe it to screen readers
 *     section_table     then add the table, cell by cell; it is folded
 *     section_close
 *
 * section_note() replaces a chart without data and explains how to get them; the notes form a
 * separate list. Screen readers get the heading and the sentence of a picture, not its content.
 *
 * The charts of a further metric are in a group, which is folded:
 *
 *     section_group_open    heading; then add what is visible while the group is folded
 *     section_group_fold    then add its charts; their headings name the group, notes are left out
 *     section_group_close
 */
#ifndef REPORT_SECTION_H
#define REPORT_SECTION_H

#include "base/buffer.h"

enum { SECTION_MAX = 40, SECTION_NAME = 1200 };

/** An entry of the table of contents. */
struct section_entry {
    char name[SECTION_NAME];
    int32_t id;
};

/** The sections of a page, in order. Zero is empty. */
struct section {
    struct buffer out, notes; /* notes: items of a list */
    const char *title;        /* of the next chart; the caller sets it before section_open() */
    struct section_entry contents[SECTION_MAX];
    int32_t count;
    /* private */
    int32_t id;                /* of the current chart or group, from 1 */
    const char *group;         /* the subject of the current group; NULL outside a group */
    bool folded;               /* the current picture is folded */
    int32_t column, n_columns; /* of the current table */
    bool text_columns[SECTION_MAX];
    const char *remark;
};

void section_open(struct section *f);
void section_picture(struct section *f);

/** Begins a folded part of the picture. `summary` is trusted HTML. */
void section_picture_more(struct section *f, const char *summary);

/** `columns`: headings separated by '|'; '#' marks a column of numbers, which is right-aligned. */
void section_table(struct section *f, const char *columns);
void section_close(struct section *f);

void section_free(struct section *f);

/** Adds a note on the chart `title`, which has no data. `text` is trusted HTML. */
void section_note(struct section *f, const char *text);

/**
 * `name` and `about` are trusted HTML; `about` is added to the headings of its charts and must
 * live until section_group_close().
 */
void section_group_open(struct section *f, const char *name, const char *about);
void section_group_fold(struct section *f, const char *summary);
void section_group_close(struct section *f);

/**
 * Begin and end a cell, whose HTML the caller adds between them. The first cell of a row is its
 * heading.
 */
void section_cell(struct section *f);
void section_cell_end(struct section *f);

/** A whole cell. `text` is escaped; `html` is trusted HTML. */
void section_cell_text(struct section *f, const char *text);
void section_cell_html(struct section *f, const char *html);
void section_cell_code(struct section *f, const char *html);
void section_cell_real(struct section *f, double x);
void section_cell_count(struct section *f, int64_t n);

/** A line below the current table. `text` is trusted HTML and must live until section_close(). */
void section_remark(struct section *f, const char *text);

#endif

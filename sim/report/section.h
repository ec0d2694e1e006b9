/**
 * section.h - the HTML section of a chart: heading, sentence, picture, table.
 *
 *   section_open      adds the heading from `title`; the caller then adds the sentence
 *   section_picture   the caller then adds the picture
 *   section_table     the caller then adds the table, cell by cell; the table is folded
 *   section_close
 *
 * Screen readers read the heading and the sentence as the description of the picture. They do not
 * read the content of the picture. If a chart has no data, section_note() replaces the chart by a
 * note that explains how to record the data. The notes form a separate list.
 *
 * The charts of each metric after the first are in a group, which is folded:
 *
 *   section_group_open    adds the heading; the caller then adds what is visible while the group is
 *                         folded
 *   section_group_fold    the caller then adds the charts of the group; their headings name the
 *                         group, and notes are left out
 *   section_group_close
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

/** The sections of a page, in order. A zeroed struct is empty. */
struct section {
    struct buffer out, notes; /* `notes` has the items of a list */
    /** Title of the next chart; the caller sets it before section_open(). */
    const char *title;
    struct section_entry contents[SECTION_MAX];
    int32_t count;
    /* The members below are private. */
    int32_t id;                /* number of the current chart or group, from 1 */
    const char *group;         /* subject of the current group; NULL outside a group */
    bool folded;               /* the current picture is folded */
    int32_t column, n_columns; /* current column and number of columns of the current table */
    bool text_columns[SECTION_MAX];
    const char *remark;
};

/** Each function begins or ends a part of a section, in the order above. */
void section_open(struct section *f);
void section_picture(struct section *f);

/** Begins a part of the picture that is folded. `summary` is trusted HTML. */
void section_picture_more(struct section *f, const char *summary);

/**
 * Begins the table. `columns` has the headings, separated by '|'. A '#' marks a column of numbers,
 * which is right-aligned.
 */
void section_table(struct section *f, const char *columns);
void section_close(struct section *f);

void section_free(struct section *f);

/** Adds a note about the chart f->title, which has no data. `text` is trusted HTML. */
void section_note(struct section *f, const char *text);

/**
 * Begins a group. `name` and `about` are trusted HTML. `about` is added to the headings of the
 * charts of the group and must live until section_group_close().
 */
void section_group_open(struct section *f, const char *name, const char *about);
void section_group_fold(struct section *f, const char *summary);
void section_group_close(struct section *f);

/**
 * These functions begin and end a cell. The caller adds its HTML between them. The first cell of a
 * row is its heading.
 */
void section_cell(struct section *f);
void section_cell_end(struct section *f);

/** These functions add a whole cell. `text` is escaped; `html` is trusted HTML. */
void section_cell_text(struct section *f, const char *text);
void section_cell_html(struct section *f, const char *html);
void section_cell_code(struct section *f, const char *html);
void section_cell_real(struct section *f, double x);
void section_cell_count(struct section *f, int64_t n);

/**
 * Adds a line below the current table. `text` is trusted HTML and must live until section_close().
 */
void section_remark(struct section *f, const char *text);

#endif

/**
 * section.h - the frame of a chart: its name, a sentence, the picture, its table.
 *
 *     section_open      a section with the title as its heading; the sentence follows
 *     section_picture   what is drawn follows, with the title and the sentence as its description
 *     section_table     the table follows, cell by cell, folded away until it is asked for
 *     section_close
 *
 * section_note() stands in place of a chart that the result has no data for, and says how to get
 * them. A picture is hidden from readers of the screen but for its name and the sentence.
 *
 * Charts about one thing more stand in a group, folded away until somebody opens it:
 *
 *     section_group_open    a section of its own; what is to be seen unfolded follows
 *     section_group_fold    its charts follow, each named after the group, too; notes are left out
 *     section_group_close
 */
#ifndef REPORT_SECTION_H
#define REPORT_SECTION_H

#include "base/buffer.h"

enum { SECTION_MAX = 40, SECTION_NAME = 160 };

/** What the list of contents has: names, not cut into the middle of a character, and ids. */
struct section_entry {
    char name[SECTION_NAME];
    int32_t id;
};

/** The charts of a page, in order. Zero is empty. */
struct section {
    struct buffer out;
    const char *title; /* of the next chart, set before it is opened */
    struct section_entry contents[SECTION_MAX];
    int32_t count;
    /* private */
    int32_t id;                /* of the chart or group that is open, counted from 1 */
    const char *group;         /* what its charts are about; NULL outside of a group */
    bool folded;               /* the picture that is open is a folded one */
    int32_t column, n_columns; /* of the table that is open */
    bool text_columns[SECTION_MAX];
    const char *remark;
};

void section_open(struct section *f);
void section_picture(struct section *f);

/** More of the picture, folded away; `summary` is ours. */
void section_picture_more(struct section *f, const char *summary);

/** Headings with '|' between: text to the left, or, with a '#' before it, numbers to the right. */
void section_table(struct section *f, const char *columns);
void section_close(struct section *f);

/** A section without a picture; `text` is ours. */
void section_note(struct section *f, const char *text);

/** `name` is ours; `about` stands behind the names of its charts, and stays until it is closed. */
void section_group_open(struct section *f, const char *name, const char *about);
void section_group_fold(struct section *f, const char *summary);
void section_group_close(struct section *f);

/** Between these the text of a cell stands; the first cell of a row is its heading. */
void section_cell(struct section *f);
void section_cell_end(struct section *f);

/** A whole cell; `text` is foreign, `ours` is not. */
void section_cell_text(struct section *f, const char *text);
void section_cell_html(struct section *f, const char *ours);
void section_cell_code(struct section *f, const char *ours);
void section_cell_real(struct section *f, double x);
void section_cell_count(struct section *f, int64_t n);

/** A line below the table that is open: what it leaves out. `text` is ours and stays. */
void section_remark(struct section *f, const char *text);

#endif

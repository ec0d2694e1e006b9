/**
 * figure.h - the frame of a chart: its name, a sentence, the picture, its table.
 *
 *     figure_open      a section with the title as its heading; the sentence follows
 *     figure_picture   what is drawn follows, with the title and the sentence as its description
 *     figure_table     the table follows, cell by cell, folded away until it is asked for
 *     figure_close
 *
 * figure_note() stands in place of a chart that the result has no data for, and says how to get
 * them. A picture is hidden from readers of the screen but for its name and the sentence.
 *
 * Charts about one thing more stand in a group, folded away until somebody opens it:
 *
 *     figure_group_open    a section of its own; what is to be seen unfolded follows
 *     figure_group_fold    its charts follow, each named after the group, too; notes are left out
 *     figure_group_close
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "base/buffer.h"

enum { FIGURE_MAX = 40, FIGURE_NAME = 160 };

/** What the list of contents has: names, not cut into the middle of a character, and ids. */
struct figure_entry {
    char name[FIGURE_NAME];
    int32_t id;
};

/** The charts of a page, in order. Zero is empty. */
struct figure {
    struct buffer out;
    const char *title; /* of the next chart, set before it is opened */
    struct figure_entry contents[FIGURE_MAX];
    int32_t count;
    /* private */
    int32_t id;                /* of the chart or group that is open, counted from 1 */
    const char *group;         /* what its charts are about; NULL outside of a group */
    bool folded;               /* the picture that is open is a folded one */
    int32_t column, n_columns; /* of the table that is open */
    bool text_columns[FIGURE_MAX];
    const char *remark;
};

void figure_open(struct figure *f);
void figure_picture(struct figure *f);

/** More of the picture, folded away; `summary` is ours. */
void figure_picture_more(struct figure *f, const char *summary);

/** Headings with '|' between: text to the left, or, with a '#' before it, numbers to the right. */
void figure_table(struct figure *f, const char *columns);
void figure_close(struct figure *f);

/** A section without a picture; `text` is ours. */
void figure_note(struct figure *f, const char *text);

/** `name` is ours; `about` stands behind the names of its charts, and stays until it is closed. */
void figure_group_open(struct figure *f, const char *name, const char *about);
void figure_group_fold(struct figure *f, const char *summary);
void figure_group_close(struct figure *f);

/** Between these the text of a cell stands; the first cell of a row is its heading. */
void figure_cell(struct figure *f);
void figure_cell_end(struct figure *f);

/** A whole cell; `text` is foreign, `ours` is not. */
void figure_cell_text(struct figure *f, const char *text);
void figure_cell_ours(struct figure *f, const char *ours);
void figure_cell_code(struct figure *f, const char *ours);
void figure_cell_real(struct figure *f, double x);
void figure_cell_count(struct figure *f, int64_t n);

/** A line below the table that is open: what it leaves out. `text` is ours and stays. */
void figure_remark(struct figure *f, const char *text);

#endif

/**
 * figure.h - the frame of a chart: its name, a sentence, the picture, its table.
 *
 *     figure_open      a section with the name as its heading; the sentence follows
 *     figure_picture   what is drawn follows, with the name and the sentence as its description
 *     figure_table     the table follows, cell by cell, folded away until it is asked for
 *     figure_close
 *
 * figure_note() stands in place of a chart that the result has no data for, and says how to get
 * them. A picture is hidden from readers of the screen but for its name and the sentence.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "base/buffer.h"

enum { FIGURE_MAX = 40 };

/** The charts of a page, in order. Zero is empty. */
struct figure {
    struct buffer out;
    const char *names[FIGURE_MAX]; /* of the charts, for the list of contents */
    int32_t count;
    int32_t column, n_columns; /* of the table that is open */
    bool text_columns[FIGURE_MAX];
    const char *remark;
};

void figure_open(struct figure *f, const char *name);
void figure_picture(struct figure *f);

/** A heading is text to the left, or, with a '#' before it, numbers to the right. */
void figure_table(struct figure *f, const char *caption, const char *const *columns, int32_t n);
void figure_close(struct figure *f);

/** A section without a picture; `text` is ours. */
void figure_note(struct figure *f, const char *name, const char *text);

/** Between these the text of a cell stands; the first cell of a row is its heading. */
void figure_cell(struct figure *f);
void figure_cell_end(struct figure *f);

/** A whole cell; `text` is foreign, `ours` is not. */
void figure_cell_text(struct figure *f, const char *text);
void figure_cell_ours(struct figure *f, const char *ours);
void figure_cell_real(struct figure *f, double x);
void figure_cell_count(struct figure *f, int64_t n);

/** A line below the table that is open: what it leaves out. `text` is ours and stays. */
void figure_remark(struct figure *f, const char *text);

#endif

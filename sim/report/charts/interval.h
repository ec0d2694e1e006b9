/**
 * interval.h - estimates with their intervals in a chart: rows and curves of its picture, cells
 * of its table.
 *
 * A value is drawn as a mark, its interval as a line through the mark. Parts that are NAN are
 * left out.
 */
#ifndef REPORT_CHARTS_INTERVAL_H
#define REPORT_CHARTS_INTERVAL_H

#include "report/label.h"
#include "report/section.h"

/** Makes room for the value and its interval on a scale. */
void interval_include(struct scale *s, struct estimate at);

/** Three cells of a table: the value and the ends of its interval. */
void interval_cells(struct section *f, struct estimate at);

/* ---- horizontal values, one row each ---- */

/** Common to the rows of a panel. */
struct interval_rows {
    struct scale scale;
    bool differences;  /* printed with their signs; with a line at 0 */
    double p_adjusted; /* of the next row; NAN: none */
};

/** A mark and its horizontal interval, `y` pixels below the top of a strip. */
void interval_mark(struct buffer *b, const struct scale *s, struct series_style look,
    struct estimate at, double y);

/**
 * Ends a row whose label svg_label() has begun: adds the numbers at the right, then the strip
 * with the mark and, at `ring`, a ring.
 */
void interval_row(struct buffer *b, const struct interval_rows *rows, struct series_style look,
    struct estimate at, double ring);

/** The estimate of a policy. */
struct interval_policy {
    int32_t policy;
    struct estimate at;
    double p_adjusted; /* NAN: none */
};

/** A panel with a title, one row for each of n policies, and the axis. */
void interval_panel(struct buffer *b, const struct report_data *m, int32_t headline,
    bool differences, const struct interval_policy *of, int32_t n);

/* ---- vertical values ---- */

/** The position of a vertical scale in a strip, in pixels from the top. */
struct interval_frame {
    struct scale scale;
    double top, bottom;
    bool shares; /* of runs: printed as "25", the highest as "50 of 100 runs" */
};

/** The position of x in pixels from the top of the strip. */
double interval_down(const struct interval_frame *frame, double x);

/** Horizontal grid lines at round numbers. */
void interval_lines(struct buffer *b, const struct interval_frame *frame);

/** The numbers of these lines, at the left. */
void interval_numbers(struct buffer *b, const struct interval_frame *frame);

/** A mark and its vertical interval at `x` per cent of the width. */
void interval_upright(struct buffer *b, const struct interval_frame *frame,
    struct series_style look, struct estimate at, double x);

/**
 * A curve through n values at x[0..n-1] per cent of the width, with the band of their
 * intervals.
 */
void interval_curve(struct buffer *b, const struct interval_frame *frame,
    struct series_style look, const double *x, const struct estimate *at, int32_t n);

#endif

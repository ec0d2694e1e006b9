/**
 * interval.h - draws estimates with their intervals: rows and curves of a picture, and cells of its
 * table.
 *
 * A value is drawn as a mark, and its interval as a line through the mark. Parts that are NAN are
 * left out.
 */
#ifndef REPORT_CHARTS_INTERVAL_H
#define REPORT_CHARTS_INTERVAL_H

#include "report/label.h"
#include "report/section.h"

/** Extends a scale so that it contains the value and its interval. */
void interval_include(struct scale *s, struct estimate at);

/** Adds three cells to a table: the value and the ends of its interval. */
void interval_cells(struct section *f, struct estimate at);

/* ---- horizontal values, one row each ---- */

/** Properties that all rows of a panel share. */
struct interval_rows {
    struct scale scale;
    /** The values are differences: they are printed with signs, and there is a line at 0. */
    bool differences;
    double p_adjusted; /* p value of the next row; NAN: there is none */
};

/**
 * Draws a mark and its horizontal interval, `y` pixels below the top of a strip. (A strip is an SVG
 * of svg.h.)
 */
void interval_mark(struct buffer *b, const struct scale *s, struct series_style look,
    struct estimate at, double y);

/**
 * Ends a row, whose label svg_label() has begun. Adds the numbers at the right, and then the strip
 * with the mark and a ring at the value `ring`.
 */
void interval_row(struct buffer *b, const struct interval_rows *rows, struct series_style look,
    struct estimate at, double ring);

/** The estimate of a policy. */
struct interval_policy {
    int32_t policy;
    struct estimate at;
    double p_adjusted; /* NAN: there is none */
};

/** Draws a panel: its title, one row for each of n policies, and the axis. */
void interval_panel(struct buffer *b, const struct report_data *m, int32_t headline,
    bool differences, const struct interval_policy *of, int32_t n);

/* ---- vertical values ---- */

/** The position of a vertical scale in a strip, in pixels from the top of the strip. */
struct interval_frame {
    struct scale scale;
    double top, bottom;
    /**
     * The values are shares of runs: they are printed as "25", and the highest one as "50 of 100
     * runs".
     */
    bool shares;
};

/** Returns the position of x in pixels from the top of the strip. */
double interval_down(const struct interval_frame *frame, double x);

/** Draws horizontal grid lines at round numbers. */
void interval_lines(struct buffer *b, const struct interval_frame *frame);

/** Writes the numbers of the lines of interval_lines() at the left. */
void interval_numbers(struct buffer *b, const struct interval_frame *frame);

/** Draws a mark and its vertical interval at `x` per cent of the width. */
void interval_upright(struct buffer *b, const struct interval_frame *frame,
    struct series_style look, struct estimate at, double x);

/**
 * Draws a curve through n values and the band of their intervals. Value i is at x[i] per cent of
 * the width.
 */
void interval_curve(struct buffer *b, const struct interval_frame *frame,
    struct series_style look, const double *x, const struct estimate *at, int32_t n);

#endif

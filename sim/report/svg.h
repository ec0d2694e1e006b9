/**
 * svg.h - draws elements of pictures. A picture consists of strips, which are SVGs of the full
 * width of the page.
 *
 * x is in per cent of the width, and y in pixels from the top. So marks and letters have the same
 * size on every screen, and only horizontal distances change. A strip is hidden from screen
 * readers, because the picture that contains it has a name and a description, and the table has the
 * numbers. The CSS classes are those of style.h.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include "base/buffer.h"
#include "report/scale.h"

/** Shapes that distinguish series without colour. Series k has shape k and the class "s<k>". */
enum svg_mark {
    SVG_SQUARE,
    SVG_TRIANGLE,
    SVG_CIRCLE,
    SVG_DIAMOND,
    SVG_DOWN,
    SVG_PLUS,
    SVG_CROSS,
    SVG_RING,
    SVG_MARKS
};

/** The number of series with different colours and shapes. */
enum { SVG_SERIES = 4 };

/** The part of a text that stands at its position x. */
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/** Begin and end a strip. `height` is in pixels. */
void svg_open(struct buffer *b, int32_t height);
void svg_close(struct buffer *b);

/**
 * These functions write the line above a strip. Call svg_label() and add the text. If there is a
 * value at the right, call svg_label_value() and add the value. Then call svg_label_end().
 */
void svg_label(struct buffer *b);
void svg_label_value(struct buffer *b);
void svg_label_end(struct buffer *b);

/** Draw a line, and a bar whose upper left corner is at (x, y). */
void svg_line(struct buffer *b, const char *class_, double x1, double y1, double x2, double y2);
void svg_bar(
    struct buffer *b, const char *class_, double x, double y, double width, double height);
/**
 * Draws n bars side by side, `gap` per cent apart, whose heights are proportional to counts. The
 * highest bar has `height` pixels.
 */
void svg_histogram(struct buffer *b, const char *series, const int64_t *counts, int32_t n,
    double bottom, double height, double gap);

/** Draws a mark with its centre at (x, y). */
void svg_mark(struct buffer *b, enum svg_mark mark, const char *class_, double x, double y);

/** Begins a text. The caller adds trusted or escaped text and then calls svg_text_end(). */
void svg_text(struct buffer *b, const char *class_, double x, double y, enum svg_anchor anchor);
void svg_text_end(struct buffer *b);

/**
 * Begins a path in a frame of its own, of width 100 and height 100. The caller adds the text of its
 * `d` attribute and then calls svg_path_end().
 */
void svg_path(struct buffer *b, const char *class_, double y, double height);
void svg_path_end(struct buffer *b);

/** Adds a command ("M", "L", "H", "V") and a point to a path. */
void svg_path_command(struct buffer *b, char command, double x, double y);

/**
 * Draws the vertical grid lines of a scale from `top` to `bottom`, and writes their numbers below.
 */
void svg_ticks(
    struct buffer *b, const struct scale *s, int32_t wanted, double top, double bottom);

/** Draws a strip that has only the numbers of a scale. */
void svg_axis(struct buffer *b, const struct scale *s, int32_t wanted);

/** These functions draw a mark, or a short bar, within a text. */
void svg_inline_mark(struct buffer *b, enum svg_mark mark, const char *class_);
void svg_inline_bar(struct buffer *b, const char *class_);

#endif

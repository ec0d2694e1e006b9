/**
 * svg.h - pieces of pictures: an SVG as wide as the page lets it be.
 *
 * Places across are in per cent of the width, places down in pixels, so that marks and letters
 * keep their size on a phone and on a wall, and only the distances between them change. A strip
 * is a part of a picture and hidden from readers of the screen: the picture has the name, the
 * text around it says what it shows, and the table holds the numbers. Classes are those of
 * style.h.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include "base/buffer.h"
#include "report/scale.h"

/** Shapes that tell series apart without colour; series k has shape k and the class "s<k>". */
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

/** Series that colour and shape can tell apart. */
enum { SVG_SERIES = 4 };

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

void svg_open(struct buffer *b, int32_t height);
void svg_close(struct buffer *b);

/**
 * The line above a strip: what the strip is about follows, then, if there is one, its value at the
 * right; svg_label_end().
 */
void svg_label(struct buffer *b);
void svg_label_value(struct buffer *b);
void svg_label_end(struct buffer *b);

void svg_line(struct buffer *b, const char *class_, double x1, double y1, double x2, double y2);
void svg_bar(
    struct buffer *b, const char *class_, double x, double y, double width, double height);
void svg_mark(struct buffer *b, enum svg_mark mark, const char *class_, double x, double y);

/** Text of ours, or of html_escape.h, follows; then svg_text_end(). */
void svg_text(struct buffer *b, const char *class_, double x, double y, enum svg_anchor anchor);
void svg_text_end(struct buffer *b);

/**
 * A path in a frame of its own, whose width and height are 100: the text of its `d` follows, then
 * svg_path_end().
 */
void svg_path(struct buffer *b, const char *class_, double y, double height);
void svg_path_end(struct buffer *b);

/** Adds a command ("M", "L", "H", "V") and a point to a path. */
void svg_path_command(struct buffer *b, char command, double x, double y);

/** Lines across and numbers for a scale, over the rows from `top` to `bottom`, numbers below. */
void svg_ticks(
    struct buffer *b, const struct scale *s, int32_t wanted, double top, double bottom);

/** A strip of nothing but the numbers of a scale. */
void svg_axis(struct buffer *b, const struct scale *s, int32_t wanted);

/** A mark in the middle of a text, or a piece of a bar. */
void svg_inline_mark(struct buffer *b, enum svg_mark mark, const char *class_);
void svg_inline_bar(struct buffer *b, const char *class_);

#endif

/**
 * strip.h - pieces of pictures: an SVG as wide as the page lets it be.
 *
 * Places across are in per cent of the width, places down in pixels, so that marks and letters
 * keep their size on a phone and on a wall, and only the distances between them change. A strip
 * is a part of a picture and hidden from readers of the screen: the picture has the name, the
 * text around it says what it shows, and the table holds the numbers. Classes are those of
 * style.h.
 */
#ifndef REPORT_STRIP_H
#define REPORT_STRIP_H

#include "base/buffer.h"
#include "report/scale.h"

/** Shapes that tell series apart without colour; series k has shape k and the class "s<k>". */
enum strip_mark {
    STRIP_SQUARE,
    STRIP_TRIANGLE,
    STRIP_CIRCLE,
    STRIP_DIAMOND,
    STRIP_DOWN,
    STRIP_PLUS,
    STRIP_CROSS,
    STRIP_RING,
    STRIP_MARKS
};

/** Series that colour and shape can tell apart. */
enum { STRIP_SERIES = 4 };

enum strip_anchor { STRIP_START, STRIP_MIDDLE, STRIP_END };

void strip_open(struct buffer *b, int32_t height);
void strip_close(struct buffer *b);

/**
 * The line above a strip: what the strip is about follows, then, if there is one, its value at the
 * right; strip_label_end().
 */
void strip_label(struct buffer *b);
void strip_label_value(struct buffer *b);
void strip_label_end(struct buffer *b);

void strip_line(
    struct buffer *b, const char *class_, double x1, double y1, double x2, double y2);
void strip_bar(
    struct buffer *b, const char *class_, double x, double y, double width, double height);
void strip_mark(struct buffer *b, enum strip_mark mark, const char *class_, double x, double y);

/** Text of ours, or of markup.h, follows; then strip_text_end(). */
void strip_text(
    struct buffer *b, const char *class_, double x, double y, enum strip_anchor anchor);
void strip_text_end(struct buffer *b);

/**
 * A path in a frame of its own, whose width and height are 100: the text of its `d` follows, then
 * strip_path_end().
 */
void strip_path(struct buffer *b, const char *class_, double y, double height);
void strip_path_end(struct buffer *b);

/** Adds a command ("M", "L", "H", "V") and a point to a path. */
void strip_step(struct buffer *b, char command, double x, double y);

/** Lines across and numbers for a scale, over the rows from `top` to `bottom`, numbers below. */
void strip_ticks(
    struct buffer *b, const struct scale *s, int32_t wanted, double top, double bottom);

/** A strip of nothing but the numbers of a scale. */
void strip_axis(struct buffer *b, const struct scale *s, int32_t wanted);

/** A mark in the middle of a text, or a piece of a bar. */
void strip_inline_mark(struct buffer *b, enum strip_mark mark, const char *class_);
void strip_inline_bar(struct buffer *b, const char *class_);

#endif

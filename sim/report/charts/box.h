/**
 * box.h - rectangles in a picture. Charts use them to place texts where they cover nothing.
 *
 * Coordinates are in pixels, and y grows downward.
 */
#ifndef REPORT_CHARTS_BOX_H
#define REPORT_CHARTS_BOX_H

#include <stdbool.h>

struct box_spot {
    double x, y;
};

struct box {
    double left, top, right, bottom;
};

/** Returns the box of a text or mark that has this size and the centre `at`. */
struct box box_around(struct box_spot at, double width, double height);

/** Whether two boxes overlap. */
bool box_overlap(const struct box *a, const struct box *b);

/** Whether a line goes through a box (Liang and Barsky 1984). */
bool box_crosses(struct box_spot from, struct box_spot to, const struct box *box);

#endif

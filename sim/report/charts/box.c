#include "report/charts/box.h"

#include <math.h>

struct box
box_around(struct box_spot at, double width, double height)
{
    return (struct box){
        at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2};
}

bool
box_overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* Narrows the part [*first, *last] of a line to the part between two limits of one coordinate. `at`
   is this coordinate at the start of the line, and `step` is its change to the end. */
static void
clip_line(double at, double step, double low, double high, double *first, double *last)
{
    double a = step != 0 ? (low - at) / step : at < low ? INFINITY : -INFINITY;
    double b = step != 0 ? (high - at) / step : at > high ? -INFINITY : INFINITY;

    *first = fmax(*first, fmin(a, b));
    *last = fmin(*last, fmax(a, b));
}

bool
box_crosses(struct box_spot from, struct box_spot to, const struct box *box)
{
    double first = 0, last = 1;

    clip_line(from.x, to.x - from.x, box->left, box->right, &first, &last);
    clip_line(from.y, to.y - from.y, box->top, box->bottom, &first, &last);
    return first < last;
}

/**
 * style.h - the style sheet of a report for phones, projectors and print, with and without colour.
 *
 * Series differ by shape and label, so they can be distinguished without colour. Their colours are
 * those of Okabe and Ito that have a contrast of at least 3:1 on white (black, vermillion, blue,
 * bluish green). The minimum colour distance between them is 36 for readers with protanopia and 53
 * with deuteranopia. The colours of a ladder go from light to dark in every rendering; their
 * minimum distance is 17 (deuteranopia) and 13 (grey).
 */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

#include "base/buffer.h"

/** Adds the style sheet. */
void style_print(struct buffer *b);

/** Adds the fill patterns that the style sheet uses. Called once for each page. */
void style_patterns(struct buffer *b);

#endif

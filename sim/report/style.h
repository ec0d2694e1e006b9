/**
 * style.h - the style sheet of a report, for phones, projectors and print, with and without
 * colour.
 *
 * Series differ by shape and label; colour is redundant. Series colours are those of Okabe and
 * Ito with a contrast of at least 3:1 on white (black, vermillion, blue, bluish green); their
 * minimum distance is 36 for protanopia and 53 for deuteranopia. The colours of a ladder go
 * from light to dark in every rendering; minimum distance 17 (deuteranopia) and 13 (grey).
 */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

#include "base/buffer.h"

/** Adds the style sheet. */
void style_print(struct buffer *b);

/** Adds the fill patterns of the style sheet: once per page. */
void style_patterns(struct buffer *b);

#endif

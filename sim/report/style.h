/**
 * style.h - how a report looks: on a phone, on a wall, on paper, without colour.
 *
 * Series are told apart by shape and label, and colour repeats it. Colours: Okabe and Ito's that
 * reach 3:1 on white (black, vermillion, blue, bluish green), least distance 36 for protanopia
 * and 53 for deuteranopia; steps of a ladder, from light to dark in every rendering, least
 * distance 17 (deuteranopia) and 13 (grey).
 */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

#include "base/buffer.h"

/** Adds the style sheet. */
void style_print(struct buffer *b);

/** Adds the patterns that the style sheet fills cells with: once in a page. */
void style_patterns(struct buffer *b);

#endif

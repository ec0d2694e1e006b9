/**
 * markup.h - foreign text in HTML and SVG, always as text.
 *
 * Whatever a scenario holds (titles, names, notes) comes out as characters: < > & and quotes are
 * escaped, so that a text may stand in an element or in a quoted attribute; control characters
 * and what reverses the direction of writing are spelt out (\u202e), what is not UTF-8 becomes
 * U+FFFD. A text that is cut ends in an ellipsis.
 */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include "base/buffer.h"

/** How many characters of a foreign text are shown. */
enum { MARKUP_LABEL = 48, MARKUP_NAME = 100, MARKUP_LINE = 300, MARKUP_WHOLE = INT32_MAX };

/** Adds the text, of at most `most` characters. NULL adds nothing. */
void markup_text(struct buffer *b, const char *text, int32_t most);

/** The same in an element whose direction of writing is its own affair: <bdi>. */
void markup_isolated(struct buffer *b, const char *text, int32_t most);

/** The same for the text of an SVG, between characters that isolate it. */
void markup_in_picture(struct buffer *b, const char *text, int32_t most);

/** Whether `most` characters are too few for the text. */
bool markup_cuts(const char *text, int32_t most);

/** A name as of a column, "harm_mean", in words: "harm mean". */
void markup_words(struct buffer *b, const char *name);

#endif

/**
 * html_escape.h - foreign text in HTML and SVG, always as text.
 *
 * Whatever a scenario holds (titles, names, notes) comes out as characters: < > & and quotes are
 * escaped, so that a text may stand in an element or in a quoted attribute; control characters
 * and what reverses the direction of writing are spelt out (\u202e), what is not UTF-8 becomes
 * U+FFFD. A text that is cut ends in an ellipsis.
 */
#ifndef REPORT_HTML_ESCAPE_H
#define REPORT_HTML_ESCAPE_H

#include "base/buffer.h"

/** How many characters of a foreign text are shown. */
enum { HTML_LABEL = 48, HTML_NAME = 100, HTML_LINE = 300, HTML_WHOLE = INT32_MAX };

/** Adds the text, of at most `most` characters. NULL adds nothing. */
void html_text(struct buffer *b, const char *text, int32_t maximum);

/** The same in an element whose direction of writing is its own affair: <bdi>. */
void html_bdi(struct buffer *b, const char *text, int32_t maximum);

/** The same for the text of an SVG, between characters that isolate it. */
void html_in_picture(struct buffer *b, const char *text, int32_t maximum);

/** Whether `most` characters are too few for the text. */
bool html_cuts(const char *text, int32_t maximum);

/** A name as of a column, "harm_mean", in words: "harm mean". */
void html_words(struct buffer *b, const char *name);

#endif

/**
 * html_escape.h - writes untrusted text into HTML and SVG.
 *
 * Texts of a scenario (titles, names, notes) are printed as plain characters: < > & and quotes
 * are escaped, for use in an element or in a quoted attribute; control characters and
 * characters that reverse the direction of writing are printed as \u202e; bytes that are not
 * UTF-8 become U+FFFD. A shortened text ends in an ellipsis.
 */
#ifndef BASE_HTML_ESCAPE_H
#define BASE_HTML_ESCAPE_H

#include "base/buffer.h"

/** Maximum numbers of characters. */
enum { HTML_LABEL = 48, HTML_NAME = 100, HTML_LINE = 300, HTML_WHOLE = INT32_MAX };

/** Adds at most `maximum` characters of the text. NULL adds nothing. */
void html_text(struct buffer *b, const char *text, int32_t maximum);

/** Like html_text(), in an element <bdi>, which isolates the direction of writing. */
void html_bdi(struct buffer *b, const char *text, int32_t maximum);

/** Like html_text(), for text in an SVG, between characters that isolate the direction of
 * writing. */
void html_in_picture(struct buffer *b, const char *text, int32_t maximum);

/** Whether the text has more than `maximum` characters. */
bool html_cuts(const char *text, int32_t maximum);

/** Adds the name of a column, "harm_mean", as words: "harm mean". */
void html_words(struct buffer *b, const char *name);

#endif

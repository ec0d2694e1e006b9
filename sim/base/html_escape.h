/**
 * html_escape.h - writes untrusted text into HTML and SVG.
 *
 * The texts of a scenario (titles, names, notes) are printed as plain characters. The characters <
 * > & and quotes are escaped, so that the text can stand in an element or in a quoted attribute.
 * Control characters and characters that reverse the direction of writing are printed as escapes,
 * for example "\u202e". A byte that is not UTF-8 becomes U+FFFD. A text that is cut ends in an
 * ellipsis.
 */
#ifndef BASE_HTML_ESCAPE_H
#define BASE_HTML_ESCAPE_H

#include "base/buffer.h"

/** Maximum lengths of texts in characters. */
enum { HTML_LABEL = 48, HTML_NAME = 100, HTML_LINE = 300, HTML_WHOLE = INT32_MAX };

/** Adds at most `maximum` characters of the text. NULL adds nothing. */
void html_text(struct buffer *b, const char *text, int32_t maximum);

/**
 * Adds the text as html_text() does, in an element <bdi>, which isolates the direction of writing.
 */
void html_bdi(struct buffer *b, const char *text, int32_t maximum);

/**
 * Adds the text as html_text() does, for an SVG picture: between the Unicode characters that
 * isolate the direction of writing (U+2068 and U+2069).
 */
void html_in_picture(struct buffer *b, const char *text, int32_t maximum);

/** Whether the text has more than `maximum` characters. */
bool html_cuts(const char *text, int32_t maximum);

/** Adds the name of a column as words, for example "harm_mean" as "harm mean". */
void html_words(struct buffer *b, const char *name);

#endif

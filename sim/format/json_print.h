/**
 * json_print.h - prints a JSON tree as text.
 *
 * The text is canonical: an indent of two spaces, members in the order of the tree, numbers with
 * the fewest digits that read back as the same double, and UTF-8 with only the necessary escapes.
 * Equal trees in the same order give equal bytes.
 */
#ifndef FORMAT_JSON_PRINT_H
#define FORMAT_JSON_PRINT_H

#include "base/buffer.h"
#include "format/json_tree.h"

/** Prints the tree on several lines. The text ends with a line feed. */
void json_print(struct buffer *b, const struct node *node);

/** Prints the tree on one line without a line feed, for messages. */
void json_print_short(struct buffer *b, const struct node *node);

#endif

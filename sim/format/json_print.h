/**
 * json_print.h - a tree as JSON text.
 *
 * Canonical: two spaces, the order of the tree, numbers with the fewest digits that read back,
 * text as UTF-8 with only what must be escaped. Equal trees in equal order give equal bytes.
 */
#ifndef FORMAT_JSON_PRINT_H
#define FORMAT_JSON_PRINT_H

#include "base/buffer.h"
#include "format/json_tree.h"

/** Ends with a line feed. */
void json_print(struct buffer *b, const struct node *node);

/** On one line and without a line feed, for messages. */
void json_print_short(struct buffer *b, const struct node *node);

#endif

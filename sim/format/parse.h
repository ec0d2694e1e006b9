/**
 * parse.h - from the bytes of a JSON file to a tree with places.
 */
#ifndef FORMAT_PARSE_H
#define FORMAT_PARSE_H

#include "format/tree.h"

/**
 * Reads a document. `text` holds size + 1 bytes, the last of them NUL; `file` names it in
 * places and must live as long as the tree. Refused: what json_guard.h refuses, and duplicate
 * keys.
 */
enum status parse_json(struct arena *a, const char *file, const char *text, size_t size,
    struct node **tree, struct failure *f) MUST_CHECK;

/** Version of the library that parses. */
const char *parse_library(void);

#endif

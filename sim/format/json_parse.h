/**
 * json_parse.h - from the bytes of a JSON file to a tree with places.
 */
#ifndef FORMAT_JSON_PARSE_H
#define FORMAT_JSON_PARSE_H

#include "format/json_tree.h"

/**
 * Reads a document. `text` holds size + 1 bytes, the last of them NUL; `file` names it in
 * places and must live as long as the tree. Refused: what json_validate.h refuses, and duplicate
 * keys.
 */
enum status json_parse(struct arena *a, const char *file, const char *text, size_t size,
    struct node **tree, struct failure *f) MUST_CHECK;

/** Version of the library that parses. */
const char *json_parse_library(void);

#endif

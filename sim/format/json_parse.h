/**
 * json_parse.h - parses a JSON document to a tree with locations.
 *
 * json_validate() checks the text, cJSON unescapes the strings, and the result becomes a tree of
 * struct node.
 */
#ifndef FORMAT_JSON_PARSE_H
#define FORMAT_JSON_PARSE_H

#include "format/json_tree.h"

/**
 * Parses `text`, which has size + 1 bytes, the last of them NUL. `file` is its name in
 * locations and must outlive the tree. STATUS_BAD_INPUT if json_validate() rejects the text, or
 * if it has duplicate keys.
 */
enum status json_parse(struct arena *a, const char *file, const char *text, size_t size,
    struct node **tree, struct failure *f) MUST_CHECK;

/** Version of the JSON library. */
const char *json_parse_library(void);

#endif

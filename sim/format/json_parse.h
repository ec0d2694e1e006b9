/**
 * json_parse.h - parses a JSON document into a tree of struct node with locations.
 *
 * json_validate() checks the text, and cJSON decodes it.
 */
#ifndef FORMAT_JSON_PARSE_H
#define FORMAT_JSON_PARSE_H

#include "format/json_tree.h"

/**
 * Parses `text`, which has size + 1 bytes; the last byte is NUL. `file` is the name of the document
 * in locations and must outlive the tree. Returns STATUS_BAD_INPUT if json_validate() rejects the
 * text or if an object has two equal keys.
 */
enum status json_parse(struct arena *a, const char *file, const char *text, size_t size,
    struct node **tree, struct failure *f) MUST_CHECK;

/** Name and version of the JSON library. */
const char *json_parse_library(void);

#endif

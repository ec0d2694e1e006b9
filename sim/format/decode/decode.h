/**
 * decode.h - decodes a JSON tree into structs that format/field.h describes.
 *
 * Defaults must already be filled in. The functions check type, range, spelling and reference of
 * every member and report all errors, not only the first. Texts and items are copied into the
 * arena, so the tree may be freed afterwards, unless the record has members of the kind FIELD_NODE.
 */
#ifndef FORMAT_DECODE_DECODE_H
#define FORMAT_DECODE_DECODE_H

#include "format/decode/decode_value.h"

/**
 * Decodes `node` into `item`, a zeroed struct of the record. Returns STATUS_BAD_INPUT if an error
 * was reported.
 */
enum status decode_struct(struct decode_value_context *context, const struct node *node,
    const struct record *record, void *item) MUST_CHECK;

/** Like decode_struct(), for a part of a document. `path` locates the part in messages. */
enum status decode_part(struct decode_value_context *context, const struct path *path,
    const struct node *node, const struct record *record, void *item) MUST_CHECK;

/**
 * Day 0 of a document: its member `start` in days since 1970-01-01. Returns 0 if `start` is not a
 * date.
 */
double decode_start(const struct node *root);

#endif

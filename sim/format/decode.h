/**
 * decode.h - from a filled tree to structs, by the tables of format/field.h.
 *
 * Nothing is believed: every member's type, range, spelling and reference is checked here, and
 * all errors are reported, not only the first. Texts and items are copied into the arena, so
 * that the tree may go, but for members of the kind FIELD_NODE.
 */
#ifndef FORMAT_DECODE_H
#define FORMAT_DECODE_H

#include "format/decode_value.h"

/** Fills `item`, a zeroed struct of the record. STATUS_BAD_INPUT if anything was reported. */
enum status decode_struct(struct decode_value_context *context, const struct node *node,
    const struct record *record, void *item) MUST_CHECK;

/** The same for a part of a document that stands at `path`. */
enum status decode_part(struct decode_value_context *context, const struct path *path,
    const struct node *node, const struct record *record, void *item) MUST_CHECK;

/** Day 0 of a document: its member `start` as days since 1970-01-01, 0 if that is no date. */
double decode_start(const struct node *root);

#endif

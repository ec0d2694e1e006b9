/**
 * decode_again.h - changes decoded structs (decode.h) without decoding the whole document again.
 *
 * A sweep changes few numbers of a large scenario. It copies the structs and sets these numbers.
 */
#ifndef FORMAT_DECODE_DECODE_AGAIN_H
#define FORMAT_DECODE_DECODE_AGAIN_H

#include "format/decode/decode_value.h"

/**
 * Completes `item`, a copy of the bytes of a struct of the record: copies the items of its maps and
 * lists, at every depth, into the arena. Afterwards `item` shares only texts with the original.
 */
enum status decode_again_copy(
    struct arena *a, const struct record *record, void *item) MUST_CHECK;

/**
 * Finds the member of an item that a pointer names, in maps by id. Returns NULL and does not set
 * *to if there is no such member, if it is not a REAL, COUNT or FLAG, or if it is in a list.
 */
const struct field *decode_again_find(
    const struct record *record, void *item, const struct pointer *p, void **to);

/**
 * Applies the checks of all records that contain the member (struct record). Returns false if one
 * of them fails.
 */
bool decode_again_check(const struct record *record, const void *item, const struct pointer *p);

#endif

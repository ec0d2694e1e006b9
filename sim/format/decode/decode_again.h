/**
 * decode_again.h - changes decoded structs (decode.h) without decoding the whole document again.
 *
 * A sweep changes few numbers of a large scenario. It copies the structs and sets these numbers.
 */
#ifndef FORMAT_DECODE_DECODE_AGAIN_H
#define FORMAT_DECODE_DECODE_AGAIN_H

#include "format/decode/decode_value.h"

/**
 * Completes a copy. `item` has the bytes of another struct of the record. The function copies the
 * items of its maps and lists, at every depth, into the arena. Afterwards `item` shares only texts
 * with the original. Returns STATUS_NO_MEMORY if the arena has no memory left.
 */
enum status decode_again_copy(
    struct arena *a, const struct record *record, void *item) MUST_CHECK;

/**
 * Finds the member of `item` that the pointer names. A step into a map is the id of an item. Stores
 * the address of the member in *to and returns its field. Returns NULL and leaves *to unchanged if
 * there is no such member, if the member is not a REAL, COUNT or FLAG, or if it is in a list.
 */
const struct field *decode_again_find(
    const struct record *record, void *item, const struct pointer *p, void **to);

/**
 * Calls the function check() of every record on the way to the member (see struct record). Returns
 * false if one of the checks fails.
 */
bool decode_again_check(const struct record *record, const void *item, const struct pointer *p);

#endif

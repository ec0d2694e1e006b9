/**
 * renamed.h - keys, choices, metrics and columns that were renamed, for messages about unknown
 * names.
 */
#ifndef BASE_RENAMED_H
#define BASE_RENAMED_H

#include "base/text.h"

/** A name in earlier versions, and its current name. */
struct renamed {
    const char *from, *to;
    bool replaced; /* the member `to` has another meaning: its value is not that of `from` */
};

extern const struct renamed renamed_names[];
extern const int32_t renamed_n_names;

/**
 * Writes a text to append to the message that `name` is not one of `names`:
 *
 *   ; renamed to "x"             x, one of `names`, is the current name
 *   ; replaced by "x", which has another meaning and unit
 *   ; "y" was renamed to "name"  y, one of `names`, is the old name, from an earlier version
 *
 * otherwise "". Returns `out`.
 */
const char *renamed_note(
    char out[TEXT_VISIBLE_BYTES], const char *name, struct text_names names);

#endif

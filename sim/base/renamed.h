/**
 * renamed.h - JSON keys, choices, metrics and columns that were renamed.
 *
 * The list serves the error messages about unknown names.
 */
#ifndef BASE_RENAMED_H
#define BASE_RENAMED_H

#include "base/text.h"

/** A name in earlier versions of the program, and its current name. */
struct renamed {
    const char *from, *to;
    /** `to` does not mean the same as `from`, so that the old value cannot be used. */
    bool replaced;
};

extern const struct renamed renamed_names[];
extern const int32_t renamed_n_names;

/**
 * Writes a note for the error message that `name` is unknown; `names` are the known names. Returns
 * `out`. The note is one of these:
 *
 *   ; renamed to "x"             `name` is an old name, and x in `names` is its current name
 *   ; replaced by "x", which has another meaning and unit
 *   ; "y" was renamed to "name"  `name` is a current name, and y in `names` is its old name
 *
 * If there is no such relation, the note is "".
 */
const char *renamed_note(
    char out[TEXT_VISIBLE_BYTES], const char *name, struct text_names names);

#endif

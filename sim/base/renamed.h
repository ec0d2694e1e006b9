/**
 * renamed.h - names of files and command lines that were renamed: keys, choices, metrics and
 * columns. Messages about a name that is not there look here.
 */
#ifndef BASE_RENAMED_H
#define BASE_RENAMED_H

#include "base/text.h"

/** A name of an earlier version and its present name. */
struct renamed {
    const char *from, *to;
};

extern const struct renamed renamed_names[];
extern const int32_t renamed_n_names;

/**
 * Text to add to a message that `name` is not one of `names`: "; renamed to "x"" if x, one of
 * them, is its present name; "; "y" was renamed to "name"" if y, one of them, is its former name,
 * since an earlier version wrote the file; else "". Returns `out`.
 */
const char *renamed_note(
    char out[TEXT_VISIBLE_BYTES], const char *name, struct text_names names);

#endif

/**
 * decode_unknown.h - messages about a name that does not exist. They propose a similar name or, if
 * there are few valid names, list these.
 */
#ifndef FORMAT_DECODE_DECODE_UNKNOWN_H
#define FORMAT_DECODE_DECODE_UNKNOWN_H

#include "format/decode/decode_value.h"
#include "format/pointer.h"

enum {
    DECODE_UNKNOWN_BYTES =
        (int)DECODE_VALUE_HINT_BYTES + (int)TEXT_VISIBLE_BYTES + (int)POINTER_BYTES + 48
};

/**
 * Writes `there is no WHAT "x"` and a hint (decode_value_hint()): `; did you mean "y"?`, or
 * `; valid: ` and all names. `name` may be NULL. Returns `out`.
 */
const char *decode_unknown_name(char out[DECODE_UNKNOWN_BYTES], const char *what,
    const char *name, struct text_names valid);

/**
 * Writes `there is no "x" in WHERE` and the same hint, about an id that must be a member of the
 * object at the JSON pointer WHERE. `r`, which may be NULL, is as in decode_value_hint(). Returns
 * `out`.
 */
const char *decode_unknown_in(char out[DECODE_UNKNOWN_BYTES], const struct diag *r,
    const char *id, const char *where, struct text_names ids);

/** The first words of every message about a member that does not exist. */
#define DECODE_UNKNOWN_MEMBER "unknown member"

/**
 * Reports the unknown member that `path` ends with: `unknown member in WHAT` and a hint. `names`
 * are the members that exist. If there is no hint, the message ends with `listed`, which may be
 * NULL.
 */
void decode_unknown_member(struct diag *r, struct place at, const struct path *path,
    const char *what, struct text_names names, const char *listed);

/** Returns STATUS_USAGE after the message `--OPTION: there is no WHAT "x"` with the hint. */
enum status decode_unknown_option(struct failure *f, const char *option, const char *what,
    const char *name, struct text_names valid);

#endif

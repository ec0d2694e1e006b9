/**
 * diagnostics.h - collects the errors of an input file: location, member, message.
 *
 *   x.json:14:22: /agreements/ri-2021/measures/hotline/reach_gain: 2 is outside [0, 1] (share)
 *
 * The world is checked once for each policy; an error that was already reported is not repeated.
 */
#ifndef FORMAT_DIAGNOSTICS_H
#define FORMAT_DIAGNOSTICS_H

#include "format/json_tree.h"
#include "format/pointer.h"

/** A zeroed struct with `failure` set is empty. */
struct diag {
    struct failure *failure;
    const char *policy; /* added to each message, unless NULL */
    int32_t count;      /* errors so far, repeated ones included */
    uint64_t *seen;     /* hashes of the lines reported so far */
    int32_t n_seen;
    int64_t capacity;
};

void diag_free(struct diag *r);

/** Reports an error at a location and a path, which may be NULL. */
void diag_at(struct diag *r, struct place at, const struct path *path, const char *format, ...)
    PRINTF_LIKE(4, 5);

/** Reports an error at a JSON Pointer in text form; "" is the whole document. */
void diag_pointer(struct diag *r, struct place at, const char *pointer, const char *message);

/** Whether further lines are only counted, so that suggestions need not be computed. */
bool diag_is_full(const struct diag *r);

/** STATUS_BAD_INPUT if an error was reported since r->count was `before`. */
enum status diag_status(const struct diag *r, int32_t before) MUST_CHECK;

#endif

/**
 * diagnostics.h - collects the errors of an input file. Each error has a location, a member and a
 * message:
 *
 *   x.json:14:22: /agreements/ri-2021/measures/hotline/reach_gain: 2 is outside [0, 1] (share)
 *
 * The world is checked once for each policy. An error that was already reported is not repeated.
 */
#ifndef FORMAT_DIAGNOSTICS_H
#define FORMAT_DIAGNOSTICS_H

#include "format/json_tree.h"
#include "format/pointer.h"

/** A zeroed struct with `failure` set contains no errors yet. */
struct diag {
    struct failure *failure;
    /** The policy that is being checked, which is added to each message; NULL: none. */
    const char *policy;
    int32_t count;  /* number of errors so far, including repeated ones */
    uint64_t *seen; /* hashes of the reported lines */
    int32_t n_seen;
    int64_t capacity;
};

void diag_free(struct diag *r);

/** Reports an error at a location. `path` names the member and may be NULL. */
void diag_at(struct diag *r, struct place at, const struct path *path, const char *format, ...)
    PRINTF_LIKE(4, 5);

/** Reports an error in the member at the JSON Pointer `pointer`; "" is the whole document. */
void diag_pointer(struct diag *r, struct place at, const char *pointer, const char *message);

/**
 * Whether further errors are only counted, without keeping their lines. Callers then need not
 * compute suggestions.
 */
bool diag_is_full(const struct diag *r);

/**
 * Returns STATUS_BAD_INPUT if an error was reported since r->count was `before`, otherwise
 * STATUS_OK.
 */
enum status diag_status(const struct diag *r, int32_t before) MUST_CHECK;

#endif

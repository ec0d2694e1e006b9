/**
 * diagnostics.h - errors found in a scenario: where, which member, what is wrong.
 *
 *   scenarios/x.json:14:22: /agreements/ri-2021/measures/hotline/reach_gain: 2 is outside [0,
 * 1] (share)
 *
 * The world is checked once for every policy; what was said of it before is not said again.
 */
#ifndef FORMAT_DIAGNOSTICS_H
#define FORMAT_DIAGNOSTICS_H

#include "format/json_tree.h"
#include "format/pointer.h"

/** Zero, with `failure` set, is empty. */
struct diag {
    struct failure *failure;
    const char *policy; /* named behind what is said, unless NULL */
    int32_t count;      /* complaints so far, repeated ones too */
    uint64_t *seen;     /* hashes of the lines so far */
    int32_t n_seen;
    int64_t capacity;
};

void diag_free(struct diag *r);

void diag_at(struct diag *r, struct place at, const struct path *path, const char *format, ...)
    PRINTF_LIKE(4, 5);

/** The same for a pointer in text; "" is the document. */
void diag_pointer(struct diag *r, struct place at, const char *pointer, const char *message);

/** Further lines are only counted: nothing costly need be found out for them. */
bool diag_is_full(const struct diag *r);

/** STATUS_BAD_INPUT if anything was reported since `before`, a former r->count. */
enum status diag_status(const struct diag *r, int32_t before) MUST_CHECK;

#endif

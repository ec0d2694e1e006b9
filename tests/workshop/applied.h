/** applied.h - records without members, applied to an exercise that has no directory. */
#ifndef TESTS_WORKSHOP_APPLIED_H
#define TESTS_WORKSHOP_APPLIED_H

#include "assert_ok.h"

#include "workshop/exercise/exercise.h"

/** Completes and applies a record of this kind without members, such as go, close or begin. */
static inline void
applied_record(struct exercise *x, enum record_kind kind, struct arena *a)
{
    struct record_line r = record_empty(kind);
    struct failure f = {0};

    assert_ok(exercise_complete(x, &r, a, &f), &f);
    assert_ok(exercise_apply(x, &r, &f), &f);
}

#endif

/**
 * run_verify.h - checks the invariants of a run between two events. The check is slow and allocates
 * memory.
 */
#ifndef TESTS_MODEL_RUN_VERIFY_H
#define TESTS_MODEL_RUN_VERIFY_H

#include "model/run.h"

/** Returns NULL if all invariants hold, otherwise a text about the first one that does not hold. */
const char *run_verify(const struct run *r, const struct world *w);

#endif

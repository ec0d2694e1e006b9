/**
 * run_verify.h - checks the invariants of a run between two events. Slow, and allocates memory.
 */
#ifndef TESTS_MODEL_RUN_VERIFY_H
#define TESTS_MODEL_RUN_VERIFY_H

#include "model/run.h"

/** NULL if all invariants hold, else the first one broken, in words. */
const char *run_verify(const struct run *r, const struct world *w);

#endif

/**
 * long_form.h - whether a test runs in its long form.
 */
#ifndef TESTS_LONG_FORM_H
#define TESTS_LONG_FORM_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** Whether the environment variable CBMSIM_LONG is yes. scripts/test sets it to no. */
static inline bool
long_form(void)
{
    const char *set = getenv("CBMSIM_LONG");

    return set != NULL && strcmp(set, "yes") == 0;
}

#endif

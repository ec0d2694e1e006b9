/**
 * starter_internal.h - a template in a file of its own.
 */
#ifndef WORDS_STARTER_INTERNAL_H
#define WORDS_STARTER_INTERNAL_H

#include <stddef.h>

/* starter_print() replaces it with the title as a JSON text. */
#define STARTER_TITLE "@title@"

/** The template of an exercise in parts, ended by NULL. */
extern const char *const starter_workshop[];

#endif

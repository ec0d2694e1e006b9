/**
 * starter_internal.h - the template of an exercise, which has a file of its own.
 */
#ifndef WORDS_STARTER_INTERNAL_H
#define WORDS_STARTER_INTERNAL_H

#include <stddef.h>

/* The text in a template that starter_print() replaces with the title, quoted as in JSON. */
#define STARTER_TITLE "@title@"

/** The template of an exercise, in several strings, ended by NULL. */
extern const char *const starter_workshop[];

#endif

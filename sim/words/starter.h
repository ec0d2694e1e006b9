/**
 * starter.h - starter scenarios for `cbmsim new`.
 */
#ifndef WORDS_STARTER_H
#define WORDS_STARTER_H

#include "base/buffer.h"

struct starter_row {
    const char *id;
    const char *title;
    const char *text; /* a scenario with a gap for its title */
};

/** Ended by a row whose id is NULL. The first one is used if none is named. */
extern const struct starter_row starter_rows[];

/** Writes the scenario `id` (NULL: the first) under a title. STATUS_USAGE: no such template. */
enum status starter_print(const char *id, const char *title, struct buffer *b) MUST_CHECK;

#endif

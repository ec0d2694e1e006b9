/**
 * starter.h - starter scenarios for `cbmsim new`.
 */
#ifndef WORDS_STARTER_H
#define WORDS_STARTER_H

#include "base/buffer.h"

struct starter_row {
    const char *id;
    const char *title;
    const char *text; /* a scenario with a placeholder for its title */
};

/** Ended by a row whose id is NULL. The first row is the default. */
extern const struct starter_row starter_rows[];

/** Adds the scenario `id` (NULL: the default) with a title. STATUS_USAGE if the id is unknown. */
enum status starter_print(const char *id, const char *title, struct buffer *b) MUST_CHECK;

#endif

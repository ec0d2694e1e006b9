/**
 * template.h - starter scenarios for `cbmsim new`.
 */
#ifndef WORDS_TEMPLATE_H
#define WORDS_TEMPLATE_H

#include "base/buffer.h"

struct template_row {
    const char *id;
    const char *title;
    const char *text; /* a scenario with a gap for its title */
};

/** Ended by a row whose id is NULL. The first one is used if none is named. */
extern const struct template_row template_rows[];

/** Writes the scenario `id` (NULL: the first) under a title. STATUS_USAGE: no such template. */
enum status template_print(const char *id, const char *title, struct buffer *b) MUST_CHECK;

#endif

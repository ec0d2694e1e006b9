/**
 * starter.h - templates of scenarios and experiments for `cbmsim new`.
 */
#ifndef WORDS_STARTER_H
#define WORDS_STARTER_H

#include "base/buffer.h"

/** The names of the templates, ended by NULL. The first one is the default. */
extern const char *const starter_ids[];

/**
 * Returns the template of the scenario that the template of an experiment refers to; NULL if `id`
 * is the template of a scenario.
 */
const char *starter_scenario(const char *id);

/**
 * Appends the template `id`, one of starter_ids, with a title. For the template of an experiment,
 * `scenario` is the file name of its scenario.
 */
enum status starter_print(
    const char *id, const char *title, const char *scenario, struct buffer *b) MUST_CHECK;

#endif

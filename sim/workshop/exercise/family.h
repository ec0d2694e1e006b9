/**
 * family.h - the six families of responses from which people choose.
 *
 * The order of the families is fixed. It never depends on utilities. The row of a response names
 * its family. All words are those of the pages in English.
 */
#ifndef WORKSHOP_EXERCISE_FAMILY_H
#define WORKSHOP_EXERCISE_FAMILY_H

#include "model/input/values.h"

/**
 * The ids of the families: "pass", "repair", "ask", "together", "say", "cost"; the array ends with
 * NULL.
 */
extern const char *const family_names[RESPONSE_FAMILIES + 1];

/** The titles of the families, such as "Do nothing". */
extern const char *const family_titles[RESPONSE_FAMILIES];

/** The text on the card of a family, below its title. */
extern const char *const family_hints[RESPONSE_FAMILIES];

/**
 * Returns the words of the pages for a built-in response or type of incident, by its id; NULL if it
 * is not built in.
 */
const char *family_row_words(const char *id);
const char *family_type_words(const char *id);

#endif

/**
 * brief.h - prints a description of a scenario in words, as a handout.
 *
 * The description has the states, the sources of incidents, the relations, the agreements with
 * their commitments and measures, the policies to compare, and the assumptions with their evidence.
 */
#ifndef WORDS_BRIEF_H
#define WORDS_BRIEF_H

#include "format/text_table.h"
#include "scenario/scenario.h"

/**
 * Appends the description if the format is TEXT or MD. If the format is CSV or JSON, appends every
 * value of the scenario, one per line, with its evidence and range. Returns STATUS_NO_MEMORY if
 * memory runs out.
 */
enum status brief_print(
    const struct scenario *s, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif

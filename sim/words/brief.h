/**
 * brief.h - a scenario in words, for the people in the room.
 *
 * Who the states are, where incidents come from, what binds whom article by article, what each
 * measure is meant to do, which policies are compared, and what is assumed: every number without
 * evidence says so where it stands.
 */
#ifndef WORDS_BRIEF_H
#define WORDS_BRIEF_H

#include "format/text_table.h"
#include "scenario/scenario.h"

/**
 * TEXT and MD: the brief. CSV and JSON: every value in force, one per line, with what it is worth.
 */
enum status brief_print(
    const struct scenario *s, enum text_table_format format, struct buffer *b) MUST_CHECK;

#endif

/**
 * describe.h - the tables of the program in words: parameters, levers, measures, and so on.
 *
 * All of it is read from the rows the program works by, so that it cannot say anything else.
 */
#ifndef WORDS_DESCRIBE_H
#define WORDS_DESCRIBE_H

#include "format/field.h"
#include "format/text_table.h"

/** Topics of describe_topic, ended by NULL. */
extern const char *const describe_topics[];

/** STATUS_USAGE if there is no such topic. */
enum status describe_topic(
    const char *topic, enum text_table_format format, struct buffer *b) MUST_CHECK;

/**
 * The rows of the measures, one line each, and what each does to each lever, one line each; of
 * one catalogue or of all, if `catalogue` is NULL. STATUS_USAGE if there is no such catalogue.
 */
enum status describe_measures(
    const char *catalogue, enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_effects(
    const char *catalogue, enum text_table_format format, struct buffer *b) MUST_CHECK;

/** The catalogues, one line each, and what the measures of one do together. */
enum status describe_catalogues(enum text_table_format format, struct buffer *b) MUST_CHECK;

/** One line per member of a record, and of the records in it, addressed as JSON pointers. */
enum status describe_record(
    const struct record *record, enum text_table_format format, struct buffer *b) MUST_CHECK;

/** "data", "fitted", "default, sweep it", "definition", or "". */
const char *describe_evidence(enum evidence evidence);

/** A member of a struct as text for people; "" if it is absent. Returns `out`. */
enum { DESCRIBE_VALUE_BYTES = 256 };
const char *describe_value(
    char out[DESCRIBE_VALUE_BYTES], const struct field *field, const void *item);

#endif

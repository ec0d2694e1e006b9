/**
 * describe.h - prints the tables of `cbmsim describe`: parameters, levers, measures, and so on.
 * Their rows are the rows that the program itself uses.
 */
#ifndef WORDS_DESCRIBE_H
#define WORDS_DESCRIBE_H

#include "format/field.h"
#include "format/text_table.h"

/** The topics of describe_topic(), ended by NULL. */
extern const char *const describe_topics[];

/** Appends the table of a topic. Returns STATUS_USAGE if the topic is unknown. */
enum status describe_topic(
    const char *topic, enum text_table_format format, struct buffer *b) MUST_CHECK;

/**
 * describe_measures() appends the measures, one line each; describe_effects() their effects, one
 * line for each measure and lever. `catalogue` NULL: all catalogues. They return STATUS_USAGE if
 * the catalogue is unknown.
 */
enum status describe_measures(
    const char *catalogue, enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_effects(
    const char *catalogue, enum text_table_format format, struct buffer *b) MUST_CHECK;

/**
 * Appends the metrics, one line each: the columns of runs.csv, and the rows that only summary.csv
 * and compare.csv have (ratios, and shares of runs with an event).
 */
enum status describe_metrics(enum text_table_format format, struct buffer *b) MUST_CHECK;

/** Appends the catalogues, one line each, with the joint effect of their measures. */
enum status describe_catalogues(enum text_table_format format, struct buffer *b) MUST_CHECK;

/** Appends the postures of states, one line each, with the origin of their values. */
enum status describe_postures(enum text_table_format format, struct buffer *b) MUST_CHECK;

/**
 * These four functions append the kinds of events, the random streams, the columns of the trace
 * files, and the variables of series.csv, one line each.
 */
enum status describe_events(enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_streams(enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_columns(enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_series(enum text_table_format format, struct buffer *b) MUST_CHECK;

/**
 * These functions append the members of an experiment file, its designs, and its analyses, one line
 * each.
 */
enum status describe_experiments(enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_designs(enum text_table_format format, struct buffer *b) MUST_CHECK;
enum status describe_analyses(enum text_table_format format, struct buffer *b) MUST_CHECK;

/** Appends the rows of describe_record() to a table with these columns. All pointers begin with
 * `prefix`. */
extern const char *const describe_members_columns[];
void describe_members(struct text_table *s, const struct record *record, const char *prefix);

/**
 * Appends one line for each member of a record and of the records inside it. Members are named by
 * JSON pointers.
 */
enum status describe_record(
    const struct record *record, enum text_table_format format, struct buffer *b) MUST_CHECK;

/** Returns the kind of evidence: "data", "fitted", "default, sweep it", "definition", or "". */
const char *describe_evidence(enum evidence evidence);

/** Writes the value of a member of a struct as text; "" if it is absent. Returns `out`. */
enum { DESCRIBE_VALUE_BYTES = 256 };
const char *describe_value(
    char out[DESCRIBE_VALUE_BYTES], const struct field *field, const void *item);

#endif

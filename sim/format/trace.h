/**
 * trace.h - incidents that were recorded, from a CSV file.
 *
 * The first row names the columns: members of the record, in any order, each at most once;
 * required members need their column. A cell says what a JSON value would say, a date also as a
 * number of days since the scenario's start; an empty cell is an absent member. RFC 4180 with
 * LF or CRLF, UTF-8 with or without a byte order mark. Spaces around an unquoted cell are
 * dropped.
 */
#ifndef FORMAT_TRACE_H
#define FORMAT_TRACE_H

#include "format/input.h"
#include "format/value.h"

enum { TRACE_ROWS_MAX = 1000000, TRACE_COLUMNS_MAX = 64 };

/**
 * Reads the rows into a list of structs of the record. Errors stand at FILE:LINE:COLUMN, with
 * the column counted in cells.
 */
enum status trace_read(struct value_context *context, const struct input *file,
    const struct record *record, struct list *rows) MUST_CHECK;

#endif

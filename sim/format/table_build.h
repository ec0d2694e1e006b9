/**
 * table_build.h - rows of a user's CSV file become structs, by their record.
 *
 * The first row names the columns: members of the record, in any order, each at most once;
 * required members need their column. A cell says what a JSON value would say, a date also as a
 * number of days since the scenario's start; an empty cell is an absent member.
 */
#ifndef FORMAT_TABLE_BUILD_H
#define FORMAT_TABLE_BUILD_H

#include "format/decode_value.h"
#include "format/input_file.h"

enum { TABLE_BUILD_ROWS_MAX = 1000000, TABLE_BUILD_COLUMNS_MAX = 64 };

/**
 * Reads the rows into a list of structs of the record. All errors are reported, at
 * FILE:LINE:CELL and with the column's name.
 */
enum status table_build(struct decode_value_context *context, const struct input_file *file,
    const struct record *record, struct list *rows) MUST_CHECK;

#endif

/**
 * table_build.h - decodes the rows of a user's CSV file into structs.
 *
 * The first row has the names of the columns. Each name is a member of the record. The columns may
 * have any order, and no name may occur twice. The columns of required members must be present. A
 * cell contains the value as in JSON. If the context allows it, a date may also be a number of
 * days. An empty cell is an absent member.
 */
#ifndef FORMAT_TABLE_BUILD_H
#define FORMAT_TABLE_BUILD_H

#include "format/decode/decode_value.h"
#include "format/input_file.h"

enum { TABLE_BUILD_ROWS_MAX = 1000000, TABLE_BUILD_COLUMNS_MAX = 64 };

/**
 * Receives each decoded row as a struct. The function can check the row and report further errors.
 */
typedef void table_build_check(void *self, struct place at, const void *row);

/**
 * Decodes the rows into a list of structs of the record, in the arena. All errors are reported,
 * with the location FILE:LINE:CELL and the name of the column. `check` receives `self`.
 */
enum status table_build(struct decode_value_context *context, const struct input_file *file,
    const struct record *record, table_build_check *check, void *self,
    struct list *rows) MUST_CHECK;

#endif

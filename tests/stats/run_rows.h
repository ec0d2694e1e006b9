/**
 * run_rows.h - rows of runs.csv for tests of statistics.
 *
 * A test defines `struct run_row`, which begins with RUN_ROW_KEY, and the arrays `statuses` and
 * `run_fields`; the fields begin with RUN_ROW_KEY_FIELDS.
 */
#ifndef TESTS_STATS_RUN_ROWS_H
#define TESTS_STATS_RUN_ROWS_H

#include "format/table.h"

#define ROW(member, ...) FIELD(struct run_row, member, __VA_ARGS__)

/** Members that identify a run and have its status at the end. */
#define RUN_ROW_KEY                                                                            \
    int64_t point_id;                                                                          \
    int32_t policy;                                                                            \
    int64_t rep;                                                                               \
    int32_t status

#define RUN_ROW_KEY_FIELDS                                                                     \
    ROW(point_id, .unit = ""),                                                                 \
        FIELD_AS(struct run_row, policy, FIELD_REF, .refers = "policies"),                     \
        ROW(rep, .unit = ""),                                                                  \
        FIELD_AS(struct run_row, status, FIELD_CHOICE, .choices = statuses)

#define RUN_ROW_RECORD                                                                         \
    {                                                                                          \
        .name = "run", FIELDS_OF(struct run_row, run_fields)                                   \
    }

#endif

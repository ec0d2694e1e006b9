/**
 * row.h - a row of runs.csv as blocks hold it: 8-byte words, little-endian, of one length.
 *
 * The first word says how the run ended, as an enum row_end; the others are the members of struct
 * metric_run from end_day on, numbers as they are. A number that is not finite has no text either:
 * it is one NAN, so that equal rows have equal bytes on every machine. Point, policy and
 * replication follow from where a row stands.
 */
#ifndef SWEEP_ROW_H
#define SWEEP_ROW_H

#include "observe/metric.h"

enum {
    ROW_WORDS = 1 + (sizeof(struct metric_run) - offsetof(struct metric_run, end_day)) / 8,
    ROW_BYTES = 8 * ROW_WORDS
};

/** How a run ended: its status and its end_reason. */
enum row_end { ROW_COMPLETE, ROW_MAX_EVENTS, ROW_INVALID, ROW_ENDS };

void row_set_end(struct metric_run *row, enum row_end end);
enum row_end row_end(const struct metric_run *row);

/** Writes ROW_BYTES. */
void row_pack(const struct metric_run *row, char *out);

/** Fills all but point_id, policy and rep, which stay; false if these are no row. */
bool row_unpack(const char *bytes, struct metric_run *row);

#endif

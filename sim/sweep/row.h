/**
 * row.h - a row of runs.csv as it is stored in blocks: a fixed number of 8-byte little-endian
 * words.
 *
 * The first word states how the run ended (enum row_end). The other words are, in binary, the
 * members of struct metric_run from end_day to the metrics, and then the counted outcomes
 * (experiment_counts.h). Other outcomes are computed from these numbers. Every number that is not
 * finite is stored as the same NAN (an empty cell in runs.csv), so equal rows have equal bytes on
 * every machine. Point, policy and replication follow from the position of the row.
 */
#ifndef SWEEP_ROW_H
#define SWEEP_ROW_H

#include "observe/metric.h"

enum {
    ROW_WORDS =
        1 + (offsetof(struct metric_run, outcomes) - offsetof(struct metric_run, end_day)) / 8,
    ROW_BYTES = 8 * ROW_WORDS /* of a row without counted outcomes */
};

/** Returns the bytes of a row with n counted outcomes. */
static inline size_t
row_bytes(int32_t n)
{
    return ROW_BYTES + 8 * (size_t)n;
}

/** How a run ended, which determines the columns status and end_reason. */
enum row_end { ROW_COMPLETE, ROW_MAX_EVENTS, ROW_INVALID, ROW_ENDS };

/** Set and return the end of a run, as its columns status and end_reason state it. */
void row_set_end(struct metric_run *row, enum row_end end);
enum row_end row_end(const struct metric_run *row);

/** Stores in *end the end whose column end_reason has this text. Returns false if there is none. */
bool row_end_read(const char *end_reason, enum row_end *end);

/** Writes the row_bytes(n) bytes of a row with n counted outcomes to `out`. */
void row_pack(const struct metric_run *row, int32_t n, char *out);

/**
 * Fills all members except point_id, policy, rep, and the outcomes from the n-th on. Returns false
 * if the bytes are not a row.
 */
bool row_unpack(const char *bytes, int32_t n, struct metric_run *row);

#endif

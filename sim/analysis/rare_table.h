/**
 * rare_table.h - the probability of a rare event at every point, computed from the estimates in
 * runs.csv.
 */
#ifndef ANALYSIS_RARE_TABLE_H
#define ANALYSIS_RARE_TABLE_H

#include "experiment/experiment.h"
#include "rare/rare_row.h"
#include "stats/run_table.h"
#include "stats/summary.h"

/** A row of analysis/rare.csv. */
struct rare_table_row {
    int64_t point_id;
    struct rare_row estimate;
};

extern const struct record rare_table_record;
extern const char *const rare_table_keys[];

/**
 * Passes every struct rare_table_row to the sink, by point and policy. Each replication is a
 * repetition of splitting. The ratio of two policies uses only replications with an estimate under
 * both. `baseline` is the index of a policy in `runs`; with -1 there are no ratios. There are no
 * rows if the experiment has no rare event.
 */
enum status rare_table_write_rows(const struct experiment *e, double confidence,
    const struct run_table *runs, int32_t baseline, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif

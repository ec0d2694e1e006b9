/**
 * experiment_counts.h - outcomes that count incidents, acts or messages of a run, or sum over them.
 *
 * A counted outcome has one column. With `by` it has one column for each group, for example for
 * each state, incident type, pair of states or year. Its expressions use the columns of the trace
 * file. At the end of a run the expressions are evaluated for each row of the run, and the
 * resulting numbers are stored with the metrics. So counted outcomes, unlike other outcomes, are
 * part of the identity of an experiment.
 */
#ifndef EXPERIMENT_EXPERIMENT_COUNTS_H
#define EXPERIMENT_EXPERIMENT_COUNTS_H

#include "experiment/experiment.h"
#include "format/diagnostics.h"
#include "observe/metric.h"

/** Whether an item of /outputs/outcomes is a counted outcome, that is, has `count` or `sum`. */
bool experiment_counts_has(const struct node *outcome);

/**
 * Reads one counted outcome and adds its columns to e->outcomes, which has space for `room` more.
 * Reports errors to the diagnostics.
 */
enum status experiment_counts_read(struct experiment *e, struct diag *diag,
    const struct member *outcome, int32_t room) MUST_CHECK;

/** Computes the counted outcomes of a run from its recorded rows. */
void experiment_counts_count(const struct experiment *e, int32_t policy,
    const struct recorder *recorder, struct metric_run *row);

/**
 * Returns the lowest level at which a recorder records the rows that outcomes count, or
 * RECORDER_NONE if no outcome counts rows.
 */
enum recorder_level experiment_counts_level(const struct experiment *e);

#endif

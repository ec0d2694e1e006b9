/**
 * experiment_outcomes.h - outcomes that a scenario or an experiment defines in /outputs/outcomes.
 *
 * An outcome is an expression (expression.h) over the metrics of a run and over counted outcomes
 * (experiment_counts.h). It is computed from the stored metrics, so it does not change a run, and
 * finished runs can be analysed again with other outcomes. An outcome has a column of runs.csv
 * after the metrics. A condition has the value 1 or 0 and is summarised as a share. A number is
 * summarised as a mean. A value that is not finite is missing. All outcomes of an aborted run are
 * missing.
 */
#ifndef EXPERIMENT_EXPERIMENT_OUTCOMES_H
#define EXPERIMENT_EXPERIMENT_OUTCOMES_H

#include "experiment/experiment.h"
#include "format/diagnostics.h"
#include "observe/metric.h"

/**
 * Reads the outcomes of e->base and sets e->outcomes, e->runs and e->metrics. Reports errors to the
 * diagnostics. *e is complete even after an error, so that later steps can find further errors.
 */
enum status experiment_outcomes_read(struct experiment *e, struct diag *diag) MUST_CHECK;

/**
 * Adds outcomes to the metrics that are summarised, unless all metrics are summarised anyway. The
 * added outcomes are those with a key in `own`, which is /outputs/outcomes of the experiment; NULL:
 * there are none.
 */
enum status experiment_outcomes_summarise(
    struct experiment *e, const struct node *own) MUST_CHECK;

/**
 * Whether runs.csv has a column of this name that is not summarised but that an expression may use.
 */
bool experiment_outcomes_is_column(const char *name);

/** Computes the outcomes of a run from its metrics. */
void experiment_outcomes_compute(const struct experiment *e, struct metric_run *row);

/** Returns the outcome with the id `id`, or NULL if there is none. */
const struct experiment_outcome *experiment_outcomes_find(
    const struct experiment *e, const char *id);

/**
 * Returns how a column of runs.csv is summarised. A metric or an outcome has its own estimator; any
 * other column is summarised as a mean.
 */
struct summary_metric experiment_outcomes_metric(const struct experiment *e, const char *name);

#endif

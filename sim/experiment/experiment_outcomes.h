/**
 * experiment_outcomes.h - outcomes that a scenario or an experiment defines in /outputs/outcomes.
 *
 * An outcome is an expression (expression.h) over the metrics of a run and over counted
 * outcomes (experiment_counts.h). It is computed from the stored row: runs do not depend on it,
 * and can be analysed again with other outcomes. It has a column of runs.csv after the metrics.
 * A condition has the value 1 or 0 and is summarised as a share, a number as a mean; a value
 * that is not finite is missing, and so are all outcomes of a run that was aborted.
 */
#ifndef EXPERIMENT_EXPERIMENT_OUTCOMES_H
#define EXPERIMENT_EXPERIMENT_OUTCOMES_H

#include "experiment/experiment.h"
#include "format/diagnostics.h"
#include "observe/metric.h"

/**
 * Reads the outcomes of e->base; sets e->outcomes, e->runs and e->metrics. Errors go to the
 * diagnostics; *e is complete even then, so that later steps can find further errors.
 */
enum status experiment_outcomes_read(struct experiment *e, struct diag *diag) MUST_CHECK;

/**
 * Adds the outcomes whose keys are in `own` (/outputs/outcomes of the experiment, NULL: none)
 * to the metrics to summarise, unless these are all metrics.
 */
enum status experiment_outcomes_summarise(
    struct experiment *e, const struct node *own) MUST_CHECK;

/** Whether an expression may use the name, a column of runs.csv that is not summarised. */
bool experiment_outcomes_is_column(const char *name);

/** Computes the outcomes of a run from its metrics. */
void experiment_outcomes_compute(const struct experiment *e, struct metric_run *row);

/** The outcome with that id, NULL if there is none. */
const struct experiment_outcome *experiment_outcomes_find(
    const struct experiment *e, const char *id);

/** How a column of runs.csv is summarised: the estimator of a metric or outcome, the mean for
 * any other column. */
struct summary_metric experiment_outcomes_metric(const struct experiment *e, const char *name);

#endif

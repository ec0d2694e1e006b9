/**
 * outcome.h - watches a run and says at its end what it came to.
 *
 * A watcher of the model's facts: it keeps its numbers in pools inside the run, so that a
 * copied run goes on counting, and never steers. Definitions: metric.c; estimators:
 * MODEL.md 13.
 */
#ifndef OBSERVE_OUTCOME_H
#define OBSERVE_OUTCOME_H

#include "model/run.h"
#include "observe/metric.h"

extern const struct watchers outcome_watchers;

/**
 * Fills the metrics of a run that reached its horizon. Sorts lists inside the run's pools, so
 * the run is not to go on afterwards.
 */
void outcome_measure(struct metric_run *row, const struct world *w, struct run *r);

#endif

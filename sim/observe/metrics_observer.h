/**
 * metrics_observer.h - watches a run and says at its end what it came to.
 *
 * A watcher of the model's facts: it keeps its numbers in pools inside the run, so that a
 * copied run goes on counting, and never steers. Definitions: metric.c; estimators:
 * MODEL.md 13.
 */
#ifndef OBSERVE_METRICS_OBSERVER_H
#define OBSERVE_METRICS_OBSERVER_H

#include "model/run.h"
#include "observe/metric.h"

extern const struct observers metrics_observers;

/**
 * Fills the metrics of a run that reached its horizon. Sorts lists inside the run's pools, so
 * the run is not to go on afterwards.
 */
void metrics_measure(struct metric_run *row, const struct world *w, struct run *r);

#endif

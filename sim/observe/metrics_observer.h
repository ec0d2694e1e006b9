/**
 * metrics_observer.h - counts during a run, and computes the metrics at its end.
 *
 * An observer of the model. It keeps its counters in arrays inside the run, so that the copy of a
 * run continues to count, and never changes the run. Definitions: metric_list.h; estimators:
 * MODEL.md 13.
 */
#ifndef OBSERVE_METRICS_OBSERVER_H
#define OBSERVE_METRICS_OBSERVER_H

#include "model/run.h"
#include "observe/metric.h"

extern const struct observers metrics_observers;

/**
 * Computes the metrics of a run that reached its horizon. Sorts arrays of the run: the run must
 * not continue afterwards.
 */
void metrics_measure(struct metric_run *row, const struct world *w, struct run *r);

#endif

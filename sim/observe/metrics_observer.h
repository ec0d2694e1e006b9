/**
 * metrics_observer.h - counts during a run, and computes the metrics at its end.
 *
 * The observer keeps its counters in arrays inside the run. A copied run therefore continues to
 * count. The observer never changes the run itself. metric_list.h defines the metrics, and MODEL.md
 * 13 has the formulas.
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

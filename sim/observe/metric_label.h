/**
 * metric_label.h - names of metrics in words, for reports and charts.
 *
 * If metric_label.c has no row for a metric, reports and charts show its id, with spaces in place
 * of underscores.
 */
#ifndef OBSERVE_METRIC_LABEL_H
#define OBSERVE_METRIC_LABEL_H

#include "base/buffer.h"

/**
 * Returns a noun that fits into a sentence: "harm" or "the number of crises". Returns NULL if the
 * metric has no row. For the day of an event that is summarised as a share of runs (SUMMARY_EVENT),
 * the noun names the share: "the share of runs with a violation".
 */
const char *metric_label_words(const char *metric);

/**
 * Returns the noun without its article and without "number of", for titles and axes: "crises" for
 * "the number of crises". `words` comes from metric_label_words().
 */
const char *metric_label_title(const char *words);

/**
 * Returns the event of which the metric is the first day: "an act of rung 8 or above". Returns NULL
 * if the metric is not a first day.
 */
const char *metric_label_event(const char *metric);

#endif

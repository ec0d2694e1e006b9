/**
 * metric_label.h - the names of metrics in words, the same in reports and in charts.
 *
 * A metric without a row in metric_label.c is named by its id, with spaces in place of
 * underscores.
 */
#ifndef OBSERVE_METRIC_LABEL_H
#define OBSERVE_METRIC_LABEL_H

#include "base/buffer.h"

/**
 * A noun with its article, as in "harm is lower" or "the number of crises is lower"; NULL: the
 * metric has no row. The noun for a day that is summarised as a share of runs (SUMMARY_EVENT)
 * names the share: "the share of runs with a violation".
 */
const char *metric_label_words(const char *metric);

/** The part of such a noun that titles and axes show: "crises", "misattribution rate". */
const char *metric_label_title(const char *words);

/** The event whose first day is the metric: "an act of rung 8 or above"; NULL: not a first day. */
const char *metric_label_event(const char *metric);

#endif

/**
 * headline_metric.h - the metrics of a report, named as in metric_label.h.
 *
 * The metrics and their order depend on the experiment file alone, never on results: results
 * cannot be selected. If the file names metrics (`outputs`), they follow its primary metrics,
 * in the order of the file. Otherwise a report has harm, the outcomes of the file, and further
 * metrics. A sweep has charts for at most HEADLINE_CHARTED metrics, and one line for each
 * further metric up to HEADLINE_MAX.
 */
#ifndef REPORT_SUMMARY_HEADLINE_METRIC_H
#define REPORT_SUMMARY_HEADLINE_METRIC_H

#include "experiment/experiment.h"
#include "stats/summary.h"

enum { HEADLINE_MAX = 12, HEADLINE_CHARTED = 7 };

struct headline_metric {
    const char *metric;
    const char *words; /* a noun, as in "harm is lower"; NULL: the title or name */
    const struct experiment_outcome *outcome; /* NULL: a built-in metric */
    const char *of; /* HTML that follows the words: " to Aland"; NULL: nothing */
    struct summary_metric definition;
};

/** The metrics of a report, at most HEADLINE_MAX; returns how many. */
int32_t headline_choose(const struct experiment *e, struct headline_metric out[HEADLINE_MAX]);

/** Adds the name of a metric in words. */
void headline_words(struct buffer *b, const struct headline_metric *h);

/** Adds the name of a metric as a title: "hostile responses", not "the number of hostile
 * responses"; see metric_label_title(). */
void headline_title(struct buffer *b, const struct headline_metric *h);

/** Adds sentences that define the outcomes among n metrics; nothing if there are none. */
void headline_definitions(struct buffer *b, const struct headline_metric *of, int32_t n);

/** Adds the description of the metric's column in runs.csv; nothing if it has no column. */
void headline_doc(struct buffer *b, const struct headline_metric *h);

#endif

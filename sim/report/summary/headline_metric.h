/**
 * headline_metric.h - the metrics that a report shows, with the names of metric_label.h.
 *
 * The metrics and their order depend only on the experiment file, never on results, so that no
 * metric is selected because of its result. If the file names metrics (`outputs`), the report has
 * the primary metrics and then the other named metrics, in the order of the file. Otherwise the
 * report has harm, the outcomes of the file, and some other metrics. A sweep has charts for at most
 * HEADLINE_CHARTED metrics. Each further metric up to HEADLINE_MAX has one line.
 */
#ifndef REPORT_SUMMARY_HEADLINE_METRIC_H
#define REPORT_SUMMARY_HEADLINE_METRIC_H

#include "experiment/experiment.h"
#include "stats/summary.h"

enum { HEADLINE_MAX = 12, HEADLINE_CHARTED = 7 };

/** A metric of a report, and its name in sentences. */
struct headline_metric {
    const char *metric;
    /** The name as a noun, as in "harm is lower"; NULL: the title or the name of the metric. */
    const char *words;
    const struct experiment_outcome *outcome; /* NULL: the metric is a built-in metric */
    const char *of; /* HTML that follows the words, for example " to Aland"; NULL: nothing */
    struct summary_metric definition;
};

/** Chooses the metrics of a report and returns their number, at most HEADLINE_MAX. */
int32_t headline_choose(const struct experiment *e, struct headline_metric out[HEADLINE_MAX]);

/** Adds the name of a metric in words. */
void headline_words(struct buffer *b, const struct headline_metric *h);

/**
 * Adds the name of a metric as a title: "hostile responses" in place of "the number of hostile
 * responses" (see metric_label_title()).
 */
void headline_title(struct buffer *b, const struct headline_metric *h);

/**
 * Adds sentences that define the outcomes among n metrics. Adds nothing if there are no outcomes.
 */
void headline_definitions(struct buffer *b, const struct headline_metric *of, int32_t n);

/** Adds the description of the metric's column in runs.csv. Adds nothing if it has no column. */
void headline_doc(struct buffer *b, const struct headline_metric *h);

#endif

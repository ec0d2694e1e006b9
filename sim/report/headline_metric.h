/**
 * headline_metric.h - the metrics that a report shows first. One is a row of headline_metric.c.
 *
 * Neutral between reports, so that nobody chooses what looks well; an experiment that names its
 * metrics (`outputs`) has those, in its order. A sweep has charts of at most HEADLINE_CHARTED and
 * one line of each other one up to HEADLINE_MAX.
 */
#ifndef REPORT_HEADLINE_METRIC_H
#define REPORT_HEADLINE_METRIC_H

#include "experiment/experiment.h"
#include "stats/summary.h"

enum { HEADLINE_MAX = 12, HEADLINE_CHARTED = 7 };

struct headline_metric {
    const char *metric;
    const char *words; /* as in "harm is lower"; NULL: the metric's name in words */
    struct summary_metric definition;
};

/** The metrics of a report, at most HEADLINE_MAX; `e` is NULL for a run. Returns how many. */
int32_t headline_choose(const struct experiment *e, struct headline_metric out[HEADLINE_MAX]);

/** Adds what people call it. */
void headline_words(struct buffer *b, const struct headline_metric *h);

/** Adds the same as a title: "hostile responses", not "the number of hostile responses". */
void headline_title(struct buffer *b, const struct headline_metric *h);

/** Adds what it is, of the program's tables: nothing if they do not say. */
void headline_doc(struct buffer *b, const struct headline_metric *h);

#endif

/**
 * headline.h - the metrics that a report shows first. One is a row of headline.c.
 *
 * Neutral between reports, so that nobody chooses what looks well; an experiment that names its
 * metrics (`outputs`) has those, in its order.
 */
#ifndef REPORT_HEADLINE_H
#define REPORT_HEADLINE_H

#include "experiment/experiment.h"
#include "results/summary.h"

enum { HEADLINE_MAX = 10 };

struct headline {
    const char *metric;
    const char *words; /* as in "harm is lower"; NULL: the metric's name in words */
    struct summary_metric how;
};

/** The metrics of a report, at most HEADLINE_MAX; `e` is NULL for a run. Returns how many. */
int32_t headline_choose(const struct experiment *e, struct headline out[HEADLINE_MAX]);

/** Adds what people call it. */
void headline_words(struct buffer *b, const struct headline *h);

/** What it is, of the program's tables: "" if they do not say; and its unit. */
const char *headline_doc(const struct headline *h);
const char *headline_unit(const struct headline *h);

#endif

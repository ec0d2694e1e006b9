/**
 * summary_text.h - the main finding of a result in sentences, and its caveat.
 *
 * A finding states the size of a difference with its interval, and in how many runs it occurs ("in
 * 91 of 100 runs"). It is about simulated runs only. The primary metrics come first, and among them
 * the metrics with a finding come before those without a difference.
 */
#ifndef REPORT_SUMMARY_SUMMARY_TEXT_H
#define REPORT_SUMMARY_SUMMARY_TEXT_H

#include "report/effects.h"

/** If there are more policies, only counts are reported. */
enum { SUMMARY_TEXT_POLICIES_MAX = 8 };

/** Adds the main finding. `e` has the effects of the first headline metric. */
void summary_text_print(struct buffer *b, const struct report_data *m, const struct effects *e);

/**
 * Adds the finding of a sweep about one metric: the numbers of points for each policy, or the range
 * of the metric.
 */
void summary_text_metric(struct buffer *b, const struct effects *e);

/**
 * Adds the list of further findings, and of the metrics without a difference. `e` has the effects
 * of the first headline metric.
 */
enum status summary_text_list(struct buffer *b, const struct effects *e) MUST_CHECK;

/**
 * Adds the caveat. It states that results are not estimates of reality and what evidence the
 * measures of each policy have. For a sweep it also states where an effect has both directions.
 */
void summary_text_caveat(
    struct buffer *b, const struct report_data *m, const struct effects *e);

#endif

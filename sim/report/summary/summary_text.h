/**
 * summary_text.h - the main finding of a result in sentences, and its caveat.
 *
 * A finding is the size of a difference with its interval, and frequencies of runs ("in 91 of 100
 * runs"), not a statement about what would have happened. The primary metrics come first; findings
 * come before metrics without a difference.
 */
#ifndef REPORT_SUMMARY_SUMMARY_TEXT_H
#define REPORT_SUMMARY_SUMMARY_TEXT_H

#include "report/effects.h"

/** With more policies only counts are reported. */
enum { SUMMARY_TEXT_POLICIES_MAX = 8 };

/** Adds the main finding. `e` are the effects of the first headline metric. */
void summary_text_print(struct buffer *b, const struct report_data *m, const struct effects *e);

/** Adds the finding of a sweep for one metric: numbers of points for each policy, or the range. */
void summary_text_metric(struct buffer *b, const struct effects *e);

/**
 * Adds the list of further findings, and of metrics without a difference. `e` are the effects of
 * the first headline metric.
 */
enum status summary_text_list(struct buffer *b, const struct effects *e) MUST_CHECK;

/**
 * Adds the caveat: that results are not estimates, the evidence for the measures of each
 * policy, and where a sweep found both directions of an effect.
 */
void summary_text_caveat(
    struct buffer *b, const struct report_data *m, const struct effects *e);

#endif

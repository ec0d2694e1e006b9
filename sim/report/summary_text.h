/**
 * summary_text.h - what a result says, in a sentence, and how far it can be trusted, in a few.
 *
 * In frequencies of runs that were made ("in 91 of 100 runs"), never in what would have been.
 */
#ifndef REPORT_SUMMARY_TEXT_H
#define REPORT_SUMMARY_TEXT_H

#include "report/effects.h"

/** Of more policies not each is told of. */
enum { SUMMARY_TEXT_POLICIES_MAX = 8 };

/** The sentence; `e` is of the first headline. */
void summary_text_print(struct buffer *b, const struct report_data *m, const struct effects *e);

/** A list of what a sweep says of one metric: each policy at how many points, or the range. */
void summary_text_metric(struct buffer *b, const struct effects *e);

/** What else was found, and where nothing was. */
void summary_text_list(struct buffer *b, const struct report_data *m);

/**
 * That nothing here is an estimate, what the measures of each policy rest on, and where a sweep
 * found that the sign turns.
 */
void summary_text_caveat(
    struct buffer *b, const struct report_data *m, const struct effects *e);

#endif

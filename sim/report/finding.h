/**
 * finding.h - what a result says, in a sentence, and how far it can be trusted, in a few.
 *
 * In frequencies of runs that were made ("in 91 of 100 runs"), never in what would have been.
 */
#ifndef REPORT_FINDING_H
#define REPORT_FINDING_H

#include "report/effects.h"

/** Of more policies not each is told of. */
enum { FINDING_POLICIES_MAX = 8 };

/** The sentence; `e` is of the first headline. */
void finding_print(struct buffer *b, const struct material *m, const struct effects *e);

/** A list of what a sweep says of one metric: each policy at how many points, or the range. */
void finding_metric(struct buffer *b, const struct effects *e);

/** What else was found, and where nothing was. */
void finding_list(struct buffer *b, const struct material *m);

/**
 * That nothing here is an estimate, what the measures of each policy rest on, and where a sweep
 * found that the sign turns.
 */
void finding_caveat(struct buffer *b, const struct material *m, const struct effects *e);

#endif

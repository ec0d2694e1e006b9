/**
 * summary_text_size.h - sizes of differences in sentences, with intervals and adjusted p values.
 */
#ifndef REPORT_SUMMARY_SUMMARY_TEXT_SIZE_H
#define REPORT_SUMMARY_SUMMARY_TEXT_SIZE_H

#include "report/effects.h"

/**
 * Whether a difference was found. Primary metrics were chosen in advance: their interval does not
 * contain 0. Other metrics: the adjusted p value is not above 1 - confidence.
 */
bool summary_text_size_found(
    const struct report_data *m, const struct report_data_difference *d);

/** Adds "+0.1 (+0.05 to +0.15), p = 0.003", with the adjusted p. */
void summary_text_size_short(struct buffer *b, const struct report_data_difference *d);

/**
 * Adds the difference of a policy at the only point in sentences: its size, as a number and as
 * a share of the mean, and the numbers of runs in which the policy is lower and higher.
 */
void summary_text_size_run(
    struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline);

/** Whether a sweep found an effect of a policy: in the mean over points, or at a point. */
bool summary_text_size_found_points(const struct effects *e, int32_t policy);

/**
 * Adds the difference of a policy in a sweep, in sentences: the mean over points, the range
 * over points, and the numbers of points at which the policy is lower and higher.
 */
void summary_text_size_points(struct buffer *b, const struct effects *e, int32_t policy);

/** Of many policies at one point, adds the one with the largest difference, as a sentence. */
void summary_text_size_largest(struct buffer *b, const struct report_data *m, int32_t headline);

#endif

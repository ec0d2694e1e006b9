/**
 * summary_text_size.h - writes the sizes of differences in sentences, with intervals and adjusted p
 * values.
 */
#ifndef REPORT_SUMMARY_SUMMARY_TEXT_SIZE_H
#define REPORT_SUMMARY_SUMMARY_TEXT_SIZE_H

#include "report/effects.h"

/**
 * Whether a difference was found. For a primary metric, which was chosen in advance, its interval
 * must not contain 0. For another metric, the adjusted p value must be at most 1 - confidence.
 */
bool summary_text_size_found(
    const struct report_data *m, const struct report_data_difference *d);

/** Adds a difference as "+0.1 (+0.05 to +0.15), p = 0.003"; the p value is adjusted. */
void summary_text_size_short(struct buffer *b, const struct report_data_difference *d);

/**
 * Adds sentences about the difference of a policy at the only point. They give its size, as a
 * number and as a share of the mean, and the numbers of runs in which the value under the policy is
 * lower and higher.
 */
void summary_text_size_run(
    struct buffer *b, const struct report_data *m, int32_t policy, int32_t headline);

/** Whether a sweep found an effect of a policy, in the mean over points or at a point. */
bool summary_text_size_found_points(const struct effects *e, int32_t policy);

/**
 * Adds sentences about the difference of a policy in a sweep. They give the mean over points, the
 * range over points, and the numbers of points at which the value under the policy is lower and
 * higher.
 */
void summary_text_size_points(struct buffer *b, const struct effects *e, int32_t policy);

/** For many policies at one point: adds a sentence about the policy with the largest difference. */
void summary_text_size_largest(struct buffer *b, const struct report_data *m, int32_t headline);

#endif

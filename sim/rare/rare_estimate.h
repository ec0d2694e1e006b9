/**
 * rare_estimate.h - estimates a probability, its interval and its cost from repetitions of
 * splitting.
 */
#ifndef RARE_RARE_ESTIMATE_H
#define RARE_RARE_ESTIMATE_H

#include "stats/statistics.h"

/** The estimate from all repetitions. */
struct rare_estimate {
    /**
     * Mean over the repetitions, which is unbiased, and its interval (rare_interval()). The
     * interval is NAN if no repetition reached the event.
     */
    struct estimate probability;
    /* standard error of the mean, divided by the mean; NAN if the mean is 0 */
    double relative_error;
    int64_t repetitions, with_event;
    double steps; /* number of model events in all paths, including those of the pilot */
    /**
     * Number of steps that crude simulation needs for the same standard error, divided by `steps`.
     * The time for copying paths does not count. NAN if there is no standard error.
     */
    double gain;
};

/**
 * Returns the mean of n unbiased estimates x >= 0 of a positive number, with an interval from mean
 * * exp(-h) to mean * exp(h). Here h is the half-width of Student's interval, divided by the mean.
 * Reason: estimates by splitting are skewed to the right. The symmetric interval would lie too low,
 * and could contain negative probabilities.
 */
struct estimate rare_interval(const double *x, int64_t n, struct confidence_cache *level);

/**
 * Estimates the probability from the n estimates x of repetitions. `steps` is the number of steps
 * in all paths, including those of the pilot. `steps_of_path` is the mean number of steps of a run
 * without splitting.
 */
struct rare_estimate rare_estimate_of(const double *x, int64_t n, double steps,
    double steps_of_path, struct confidence_cache *level);

/**
 * Returns the ratio of the mean of x to the mean of y, estimated by the jackknife from n paired
 * repetitions. The interval is formed as in rare_interval(). NAN if one of the means is 0. `work`
 * is an array of n doubles for intermediate results.
 */
struct estimate rare_ratio(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

#endif

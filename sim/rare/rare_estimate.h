/**
 * rare_estimate.h - estimates a probability, its interval and its cost from repetitions of
 * splitting.
 */
#ifndef RARE_RARE_ESTIMATE_H
#define RARE_RARE_ESTIMATE_H

#include "stats/statistics.h"

/** The estimate from all repetitions. */
struct rare_estimate {
    /** Mean over the repetitions and its interval. The mean is unbiased. The interval is that of
     * Student on the logarithm (rare_interval()); NAN if no repetition reached the event. */
    struct estimate probability;
    double relative_error; /* standard error of the mean, divided by it; NAN */
    int64_t repetitions, with_event;
    double steps; /* events of all paths, those of the pilot included */
    /** Steps that crude simulation needs for the same standard error, divided by `steps`. The
     * time for copying paths is not counted. NAN if there is no standard error. */
    double gain;
};

/**
 * The interval of the mean of n unbiased estimates x >= 0 of a positive number: mean *
 * exp(+-h), with h = Student's half-width divided by the mean. Estimates by splitting are
 * skewed to the right; the symmetric interval mean +- half-width lies too low and can contain
 * negative probabilities.
 */
struct estimate rare_interval(const double *x, int64_t n, struct confidence_cache *level);

/** The estimate of n repetitions with the estimates x. `steps`: of all their paths, and of the
 * pilot; `steps_of_path`: the mean of a crude run. */
struct rare_estimate rare_estimate_of(const double *x, int64_t n, double steps,
    double steps_of_path, struct confidence_cache *level);

/**
 * The ratio of two probabilities from paired repetitions: jackknifed, with an interval on the
 * logarithm as in rare_interval(). NAN if one of them is 0. `work` is a work array of n
 * doubles.
 */
struct estimate rare_ratio(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work);

#endif

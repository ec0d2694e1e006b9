/**
 * coverage.h - estimates the coverage of an interval by simulation with a fixed seed.
 */
#ifndef TESTS_COVERAGE_H
#define TESTS_COVERAGE_H

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/statistics.h"

#define AT_95 (&(struct confidence_cache){.confidence = 0.95})

static inline double
coverage_mean(const double *x, int32_t n)
{
    double sum = 0;

    for (int32_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return sum / n;
}

enum { COVERAGE_REPETITIONS = 4000 };

/* Draws a sample and returns whether its interval covers the true value. */
typedef bool coverage_once(gsl_rng *rng);

#define coverage_of(covers) coverage_told(covers, #covers)

static inline double
coverage_told(coverage_once *covers, const char *name)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    int32_t hits = 0;

    assert_non_null(rng);
    gsl_rng_set(rng, 20210621);
    for (int32_t i = 0; i < COVERAGE_REPETITIONS; i++) {
        hits += covers(rng);
    }
    gsl_rng_free(rng);
    print_message("# %s: %.1f of 100\n", name, 100.0 * hits / COVERAGE_REPETITIONS);
    return (double)hits / COVERAGE_REPETITIONS;
}

/* Whether the coverage is within four standard errors of the expected coverage. */
#define coverage_kept(covers, promised) coverage_near(coverage_of(covers), promised)

static inline bool
coverage_near(double covered, double promised)
{
    double error = sqrt(promised * (1 - promised) / COVERAGE_REPETITIONS);

    return fabs(covered - promised) < 4 * error;
}

static inline bool
coverage_inside(struct estimate e, double truth)
{
    return e.low <= truth && truth <= e.high;
}

static inline void
coverage_normal_runs(gsl_rng *rng, double *x, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        x[i] = 3 + gsl_ran_gaussian(rng, 2);
    }
}

static inline void
coverage_ratio_runs(gsl_rng *rng, double *a, double *b, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        b[i] = (double)(1 + gsl_ran_poisson(rng, gsl_ran_gamma(rng, 2, 4)));
        a[i] = 0.25 * b[i] + gsl_ran_gaussian(rng, sqrt(b[i]));
    }
}

enum { COVERAGE_RATIO_RUNS = 60 };

#endif

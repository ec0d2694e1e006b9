#include "rare/rare_estimate.h"

#include <math.h>

/* Returns an interval of a positive number that is symmetric on the logarithmic scale. `half_width`
   belongs to the symmetric interval of the number. */
static struct estimate
on_logarithm(double value, double half_width)
{
    double factor = value > 0 ? exp(half_width / value) : NAN;

    return (struct estimate){value, value / factor, value * factor};
}

struct estimate
rare_interval(const double *x, int64_t n, struct confidence_cache *level)
{
    struct estimate plain = statistics_mean(x, n, level);

    return on_logarithm(plain.value, (plain.high - plain.low) / 2);
}

struct rare_estimate
rare_estimate_of(const double *x, int64_t n, double steps, double steps_of_path,
    struct confidence_cache *level)
{
    struct rare_estimate e = {.repetitions = n, .steps = steps};
    struct moments m = statistics_moments(x, n);
    double p = m.mean, variance = m.sd * m.sd / (double)n;

    for (int64_t k = 0; k < n; k++) {
        e.with_event += x[k] > 0;
    }
    e.probability = rare_interval(x, n, level);
    e.probability.high = e.probability.high > 1 ? 1 : e.probability.high;
    e.relative_error = p > 0 ? sqrt(variance) / p : NAN;
    e.gain = p > 0 && variance > 0 ? p * (1 - p) / variance * steps_of_path / steps : NAN;
    return e;
}

struct estimate
rare_ratio(
    const double *x, const double *y, int64_t n, struct confidence_cache *level, double *work)
{
    struct estimate plain = statistics_ratio(x, y, n, level, work);

    return plain.value > 0 ? on_logarithm(plain.value, (plain.high - plain.low) / 2)
                           : (struct estimate){NAN, NAN, NAN};
}

/**
 * effects.h - main effects of the factors of a sweep: the mean of a metric over the points that
 * have one level of a factor, with its interval.
 *
 * With several policies the value is the difference from the baseline, else the metric itself.
 * All runs are used: the mean is that of the means of points, which may have different numbers
 * of replications. Because points may share random numbers, the independent observations of the
 * interval are the replications: more points do not make it narrower. A factor with more than
 * EFFECTS_LEVELS values is divided into EFFECTS_BINS equal shares of its range.
 */
#ifndef REPORT_EFFECTS_H
#define REPORT_EFFECTS_H

#include "report/report_data.h"
#include "stats/statistics.h"

enum { EFFECTS_LEVELS = 10, EFFECTS_BINS = 5, EFFECTS_LABEL = 96, EFFECTS_POLICIES = 3 };

/** The levels of a factor. */
struct effects_factor {
    int32_t factor; /* of the experiment */
    int32_t n_levels;
    char label[EFFECTS_LEVELS + 1][EFFECTS_LABEL]; /* not escaped for HTML */
    signed char *level;                            /* by point */
    struct estimate at[EFFECTS_POLICIES][EFFECTS_LEVELS + 1];
    double spread; /* largest minus smallest mean of a level; the maximum over policies */
};

/** Zero is empty. */
struct effects {
    const struct report_data *material;
    int32_t headline;                   /* index of the metric */
    bool differences;                   /* else the metric itself */
    int32_t policies[EFFECTS_POLICIES]; /* in the order of label_ordered() */
    int32_t n_policies;
    int64_t n_points;
    int32_t reps, fewest; /* largest and smallest number of replications of a point */
    int64_t *first;       /* index of the first value of each point, and the end */
    double *values[EFFECTS_POLICIES]; /* [first[point] + rep], NAN: missing */
    struct effects_factor *factors;   /* the largest spread first */
    int32_t n_factors;
    /* private */
    double *work; /* [reps] */
    struct confidence_cache *level;
};

/**
 * Makes the effects of one metric; `m` must outlive *e. A result of `run` is one point without
 * factors.
 */
enum status effects_make(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;

/** Like effects_make(), but without factors: for effects_mean() only. */
enum status effects_make_means(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;
void effects_free(struct effects *e);

/**
 * The mean for policies[k] over the points for which `has` returns true (NULL: all points),
 * from the first `reps` replications of each. NAN if there is no value.
 */
struct estimate effects_mean(const struct effects *e, int32_t k, int32_t reps,
    bool (*has)(const void *context, int64_t point), const void *context);

/** The mean for policies[k] at a point; NAN if there is no value. */
double effects_point(const struct effects *e, int32_t k, int64_t point);

/** Adds "the difference from X in harm", or "harm". */
void effects_words(struct buffer *b, const struct effects *e);

/** Adds " Only the first three policies are shown." if there are more. */
void effects_limit(struct buffer *b, const struct effects *e);

#endif

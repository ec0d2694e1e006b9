/**
 * effects.h - main effects of the factors of a sweep.
 *
 * A main effect consists of the means of a metric over the points that have the same level of a
 * factor, with their intervals. With several policies the value is the difference from the
 * baseline, and with one policy the metric itself. All runs are used. The mean is the mean of the
 * means of points, which may have different numbers of replications. Because points may share
 * random numbers, the independent observations for the interval are the replications: more points
 * do not make the interval narrower. The range of a factor with more than EFFECTS_LEVELS values is
 * divided into EFFECTS_BINS equal parts, which serve as levels.
 */
#ifndef REPORT_EFFECTS_H
#define REPORT_EFFECTS_H

#include "report/report_data.h"
#include "stats/statistics.h"

enum { EFFECTS_LEVELS = 10, EFFECTS_BINS = 5, EFFECTS_LABEL = 96, EFFECTS_POLICIES = 3 };

/** A factor with its levels, and the mean at each level. */
struct effects_factor {
    int32_t factor; /* index of the factor in the experiment */
    int32_t n_levels;
    /** Names of the levels, not escaped for HTML. */
    char label[EFFECTS_LEVELS + 1][EFFECTS_LABEL];
    signed char *level; /* level of each point */
    struct estimate at[EFFECTS_POLICIES][EFFECTS_LEVELS + 1];
    double spread; /* largest minus smallest mean of a level; the maximum over the policies */
};

/** The main effects of all factors on one metric. A zeroed struct is empty. */
struct effects {
    const struct report_data *material;
    int32_t headline; /* index of the metric in the headline metrics */
    /**
     * Whether the values are differences from the baseline. Otherwise they are values of the
     * metric.
     */
    bool differences;
    /** Indices of the policies in the order of label_ordered(). */
    int32_t policies[EFFECTS_POLICIES];
    int32_t n_policies;
    int64_t n_points;
    int32_t reps, fewest; /* largest and smallest number of replications of a point */
    /** For each point: index of its first value in `values`; at the end, the number of values. */
    int64_t *first;
    double *values[EFFECTS_POLICIES]; /* [first[point] + rep]; NAN: missing */
    struct effects_factor *factors;   /* the factor with the largest spread comes first */
    int32_t n_factors;
    /* The members below are private. */
    double *work; /* a work array */
    struct confidence_cache *level;
};

/**
 * Computes the effects of one metric. `m` must outlive *e. A result of `run` counts as one point
 * without factors.
 */
enum status effects_make(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;

/** Like effects_make(), but without factors. It suffices for effects_mean(). */
enum status effects_make_means(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;
void effects_free(struct effects *e);

/**
 * Returns the mean for policies[k] over the points for which `has` returns true, from the first
 * `reps` replications of each point. If `has` is NULL, all points count. Returns NAN if there is no
 * value.
 */
struct estimate effects_mean(const struct effects *e, int32_t k, int32_t reps,
    bool (*has)(const void *context, int64_t point), const void *context);

/** Returns the mean for policies[k] at a point, or NAN if there is no value. */
double effects_point(const struct effects *e, int32_t k, int64_t point);

/**
 * Adds the words for the values of the effects, for example "the difference from X in harm" or
 * "harm".
 */
void effects_words(struct buffer *b, const struct effects *e);

/** Adds " Only the first three policies are shown." if there are more policies. */
void effects_limit(struct buffer *b, const struct effects *e);

#endif

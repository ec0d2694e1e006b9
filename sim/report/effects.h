/**
 * effects.h - what a sweep says of its factors: the metric, averaged over the points that have one
 * level of a factor, and how sure that is.
 *
 * With several policies it is the difference to the baseline that is averaged, else the metric
 * itself. Points may share their histories, so an average over points does not get surer with more
 * of them: for every replication the mean over the points is taken, and the interval is Student's
 * over replications. A factor of many values is cut into equal shares of its range.
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
    char label[EFFECTS_LEVELS + 1][EFFECTS_LABEL]; /* as text, not yet for HTML */
    signed char *level;                            /* by point */
    struct estimate at[EFFECTS_POLICIES][EFFECTS_LEVELS + 1];
    double spread; /* between the means of levels, the largest of the policies */
};

/** Zero is empty. */
struct effects {
    const struct report_data *material;
    int32_t headline;                   /* whose effects they are, an index */
    bool differences;                   /* else of the metric itself */
    int32_t policies[EFFECTS_POLICIES]; /* whose they are, in the order of looks */
    int32_t n_policies;
    int64_t n_points;
    int32_t reps;                     /* all points have so many */
    double *values[EFFECTS_POLICIES]; /* [point * reps + rep], NAN: missing */
    struct effects_factor *factors;   /* the one that matters most first */
    int32_t n_factors;
    /* private */
    double *work; /* a number per replication */
    struct confidence_cache *level;
};

/** Of one headline; `m` must outlive *e. Of a run, one point without factors. */
enum status effects_make(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;

/** The same without factors: means alone. */
enum status effects_make_means(
    struct effects *e, const struct report_data *m, int32_t headline) MUST_CHECK;
void effects_free(struct effects *e);

/**
 * The mean over the points for which `has` holds (NULL: all), from the first `reps`
 * replications.
 */
struct estimate effects_mean(const struct effects *e, int32_t k, int32_t reps,
    bool (*has)(const void *context, int64_t point), const void *context);

/** Adds "the difference to X in harm", or "harm". */
void effects_words(struct buffer *b, const struct effects *e);

/** Adds " Only the first three policies are drawn." if there are more. */
void effects_limit(struct buffer *b, const struct effects *e);

#endif

#include "report/effects.h"

#include <math.h>
#include <stdlib.h>

#include "report/label.h"

/* ---- values by point and replication ---- */

static void
choose_policies(struct effects *e)
{
    const struct scenario *s = e->material->source.scenario;

    e->differences = s->n_policies > 1;
    for (int32_t k = e->differences; k < s->n_policies && e->n_policies < EFFECTS_POLICIES;
         k++) {
        e->policies[e->n_policies++] = label_ordered(e->material, k);
    }
}

static void
put_group(struct effects *e, int32_t k, const struct report_data_group *g, bool subtract)
{
    const struct report_data *m = e->material;
    double *row = e->values[k] + e->first[g->point - 1];

    for (int64_t i = 0; i < g->n; i++) {
        int32_t rep = report_data_rep(m, g->first + i);
        double x = report_data_value(m, e->headline, g->first + i);

        row[rep - 1] = subtract ? row[rep - 1] - x : x;
    }
}

/* Finds where the values of each point begin, and the smallest and largest number of
   replications. */
static enum status
lay_out(struct effects *e)
{
    const struct report_data *m = e->material;

    e->first = calloc((size_t)e->n_points + 1, sizeof(*e->first));
    if (e->first == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t g = 0; g < m->n_groups; g++) {
        const struct report_data_group *group = &m->groups[g];
        int32_t last = report_data_rep(m, group->first + group->n - 1);

        if (group->point <= e->n_points && last > e->first[group->point]) {
            e->first[group->point] = last;
        }
    }
    for (int64_t p = 1; p <= e->n_points; p++) {
        int32_t n = (int32_t)e->first[p];

        e->reps = n > e->reps ? n : e->reps;
        e->fewest = n > 0 && (e->fewest == 0 || n < e->fewest) ? n : e->fewest;
        e->first[p] += e->first[p - 1];
    }
    return STATUS_OK;
}

static enum status
fill(struct effects *e)
{
    const struct report_data *m = e->material;
    int64_t n = e->first[e->n_points];

    for (int32_t k = 0; k < e->n_policies; k++) {
        e->values[k] = malloc(((size_t)n + 1) * sizeof(double));
        if (e->values[k] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (int64_t i = 0; i < n; i++) {
            e->values[k][i] = NAN;
        }
        for (int64_t g = 0; g < m->n_groups; g++) {
            const struct report_data_group *group = &m->groups[g];

            if (group->point <= e->n_points && group->policy == e->policies[k]) {
                put_group(e, k, group, false);
            }
        }
        for (int64_t p = 1; p <= e->n_points && e->differences; p++) {
            const struct report_data_group *base =
                report_data_find(m, (int32_t)p, m->source.scenario->baseline);

            if (base != NULL) {
                put_group(e, k, base, true);
            }
        }
    }
    return STATUS_OK;
}

/* Returns the number of values of a point in the first `reps` replications, and stores their
   mean. */
static int64_t
point_mean(const struct effects *e, int32_t k, int64_t point, int32_t reps, double *mean)
{
    const double *x = e->values[k] + e->first[point];
    int64_t all = e->first[point + 1] - e->first[point], n = 0;
    double sum = 0;

    for (int64_t r = 0; r < all && r < reps; r++) {
        if (isfinite(x[r])) {
            sum += x[r];
            n++;
        }
    }
    *mean = n == 0 ? NAN : sum / (double)n;
    return n;
}

double
effects_point(const struct effects *e, int32_t k, int64_t point)
{
    double mean;

    (void)point_mean(e, k, point, e->reps, &mean);
    return mean;
}

/* Sums over points, from which a mean and its interval are computed. */
struct over_points {
    int64_t points, fewest; /* number of points; smallest number of values of a point */
    double sum;             /* sum of the means of the points */
    double errors;          /* sum of the standard errors of the points */
    /* Sum of the standard errors, each divided by its degrees of freedom. */
    double shares;
};

/* Adds a point. work[r] collects the contribution of replication r to the error of the mean. */
static void
add_point(
    const struct effects *e, int32_t k, int64_t point, int32_t reps, struct over_points *all)
{
    const double *x = e->values[k] + e->first[point];
    int64_t end = e->first[point + 1] - e->first[point];
    double mean, weight, squares = 0;
    int64_t n = point_mean(e, k, point, reps, &mean);

    if (n == 0) {
        return;
    }
    all->points++;
    all->sum += mean;
    all->fewest = n < all->fewest ? n : all->fewest;
    weight = n < 2 ? 0 : 1 / sqrt((double)n * (double)(n - 1));
    for (int64_t r = 0; r < end && r < reps; r++) {
        double share = isfinite(x[r]) ? weight * (x[r] - mean) : 0;

        e->work[r] += share;
        squares += share * share;
    }
    all->errors += sqrt(squares);
    all->shares += n < 2 ? 0 : sqrt(squares) / (double)(n - 1);
}

/*
 * The mean of the means of points. Replications are independent. But if the points share random
 * numbers, the values of one replication at several points are not independent. So the
 * contributions of a replication are added over its points, and the variance is the sum of the
 * squares of these sums. The number of degrees of freedom is the harmonic mean of the numbers for
 * the single points, weighted with the standard errors of the points. If all points have the same
 * replications, the interval is Student's interval of the means of the replications.
 */
struct estimate
effects_mean(const struct effects *e, int32_t k, int32_t reps,
    bool (*has)(const void *context, int64_t point), const void *context)
{
    struct over_points all = {.fewest = INT64_MAX};
    double squares = 0, half = NAN, mean;

    for (int32_t r = 0; r < reps; r++) {
        e->work[r] = 0;
    }
    for (int64_t p = 0; p < e->n_points; p++) {
        if (has == NULL || has(context, p)) {
            add_point(e, k, p, reps, &all);
        }
    }
    if (all.points == 0) {
        return (struct estimate){NAN, NAN, NAN};
    }
    for (int32_t r = 0; r < reps; r++) {
        squares += e->work[r] * e->work[r];
    }
    if (all.fewest >= 2) {
        double degrees = all.shares > 0 ? all.errors / all.shares : (double)(all.fewest - 1);

        half = statistics_student(e->level, (int64_t)(degrees + 1 + 1e-6)) * sqrt(squares) /
               (double)all.points;
    }
    mean = all.sum / (double)all.points;
    return (struct estimate){mean, mean - half, mean + half};
}

/* ---- the whole ---- */

enum status
effects_make_means(struct effects *e, const struct report_data *m, int32_t headline)
{
    enum status st;

    *e = (struct effects){
        .material = m, .headline = headline, .n_points = m->source.experiment->n_points};
    choose_policies(e);
    TRY(lay_out(e));
    e->work = malloc(((size_t)e->reps + 1) * sizeof(*e->work));
    e->level = calloc(1, sizeof(*e->level));
    TRY(e->work == NULL || e->level == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    e->level->confidence = m->confidence;
    TRY(fill(e));
out:
    if (st != STATUS_OK) {
        effects_free(e);
    }
    return st;
}

void
effects_free(struct effects *e)
{
    for (int32_t k = 0; k < EFFECTS_POLICIES; k++) {
        free(e->values[k]);
    }
    for (int32_t i = 0; i < e->n_factors; i++) {
        free(e->factors[i].level);
    }
    free(e->factors);
    free(e->first);
    free(e->work);
    free(e->level);
    *e = (struct effects){0};
}

void
effects_words(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;

    if (e->differences) {
        buffer_text(b, "the difference from ");
        label_quoted(b, m, m->source.scenario->baseline);
        buffer_text(b, " in ");
    }
    headline_words(b, &m->headlines[e->headline]);
}

void
effects_limit(struct buffer *b, const struct effects *e)
{
    int32_t n = e->material->source.scenario->n_policies - e->differences;

    buffer_text(b, n > EFFECTS_POLICIES ? " Only the first three policies are shown." : "");
}

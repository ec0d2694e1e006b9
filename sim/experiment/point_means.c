#include "experiment/point_means.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status
point_means_init(struct point_means *m, int64_t n_points, const struct replications *runs)
{
    size_t points = (size_t)n_points + 1, all = (size_t)runs->n + 1;

    *m = (struct point_means){.n_points = n_points};
    m->value = calloc(points, sizeof(double));
    m->noise = calloc(points, sizeof(double));
    m->columns[0] = calloc(all, sizeof(double));
    m->columns[1] = calloc(all, sizeof(double));
    if (m->value == NULL || m->noise == NULL || m->columns[0] == NULL ||
        m->columns[1] == NULL) {
        point_means_free(m);
        return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

void
point_means_free(struct point_means *m)
{
    free(m->value);
    free(m->noise);
    free(m->columns[0]);
    free(m->columns[1]);
    memset(m, 0, sizeof(*m));
}

enum status
point_means_load(struct point_means *m, const struct replications *runs,
    const struct summary_metric *metric, struct failure *f)
{
    return summary_columns(runs, metric, m->columns[0], m->columns[1], f);
}

/* Sums over the runs of a point that have a value. */
struct sums {
    double n, x, y; /* first means, then sums of products of deviations: */
    double xx, xy, yy;
};

/* x, and what it is divided by (1 unless the metric is a ratio); false if it is missing. */
static bool
values_of(
    const struct point_means *m, enum summary_kind kind, int64_t run, double *x, double *y)
{
    *x = m->columns[0][run];
    *y = 1;
    if (kind == SUMMARY_RATIO) {
        *y = m->columns[1][run];
    } else if (kind == SUMMARY_TIME && isnan(*x)) {
        *x = m->columns[1][run];
    }
    return !isnan(*x) && !isnan(*y);
}

static struct sums
sum(const struct point_means *m, enum summary_kind kind, const struct replications_group *group)
{
    struct sums s = {0};

    for (int64_t i = group->first; i < group->first + group->n; i++) {
        double x, y;

        if (values_of(m, kind, i, &x, &y)) {
            double dx = x - s.x, dy = y - s.y;

            s.n++;
            s.x += dx / s.n;
            s.y += dy / s.n;
            s.xx += dx * (x - s.x);
            s.xy += dx * (y - s.y);
            s.yy += dy * (y - s.y);
        }
    }
    return s;
}

void
point_means_of(struct point_means *m, const struct replications *runs,
    const struct summary_metric *metric, int32_t policy)
{
    m->least = INT64_MAX;
    for (int64_t i = 0; i < m->n_points; i++) {
        m->value[i] = m->noise[i] = NAN;
    }
    for (int64_t g = 0; g < runs->n_groups; g++) {
        const struct replications_group *group = &runs->groups[g];
        int64_t point = group->point_id - 1;
        struct sums s;
        double ratio;

        if (group->policy != policy || point < 0 || point >= m->n_points) {
            continue;
        }
        s = sum(m, metric->kind, group);
        ratio = s.n > 0 && s.y != 0 ? s.x / s.y : NAN;
        m->value[point] = ratio;
        m->least = (int64_t)s.n < m->least ? (int64_t)s.n : m->least;
        if (s.n >= 2) { /* the delta method; of a mean y is 1 and the rest vanishes */
            m->noise[point] = (s.xx - 2 * ratio * s.xy + ratio * ratio * s.yy) /
                              ((s.n - 1) * s.n * s.y * s.y);
        }
    }
    m->least = m->least == INT64_MAX ? 0 : m->least;
}

#include "analysis/point_means.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/shared_runs.h"

enum status
point_means_init(struct point_means *m, int64_t n_points, const struct run_table *runs)
{
    size_t points = (size_t)n_points + 1, all = (size_t)runs->n + 1;

    *m = (struct point_means){.n_points = n_points, .max_batches = POINT_BATCHES};
    m->value = calloc(points, sizeof(double));
    m->deviation = calloc(points * POINT_BATCHES, sizeof(double));
    m->replications = calloc(points, sizeof(*m->replications));
    m->columns[0] = calloc(all, sizeof(double));
    m->columns[1] = calloc(all, sizeof(double));
    if (m->value == NULL || m->deviation == NULL || m->replications == NULL ||
        m->columns[0] == NULL || m->columns[1] == NULL) {
        point_means_free(m);
        return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

void
point_means_free(struct point_means *m)
{
    free(m->value);
    free(m->deviation);
    free(m->replications);
    free(m->columns[0]);
    free(m->columns[1]);
    memset(m, 0, sizeof(*m));
}

enum status
point_means_load(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, struct failure *f)
{
    return summary_columns(runs, metric, m->columns[0], m->columns[1], f);
}

/* Means over the runs of a point that have a value. */
struct sums {
    double n, x, y;
};

/* Stores the value x of a run and its denominator y, which is 1 unless the metric is a ratio.
   Returns false if one of them is missing or the run is left out. */
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
    return !isnan(*x) && !isnan(*y) && (m->left_out == NULL || !m->left_out[run]);
}

static void
add(struct sums *s, double x, double y)
{
    s->n++;
    s->x += (x - s->x) / s->n;
    s->y += (y - s->y) / s->n;
}

static double
ratio_of(const struct sums *s)
{
    return s->n > 0 && s->y != 0 ? s->x / s->y : NAN;
}

/* Returns the deviation of one run from the ratio of the sums, by the delta method. y is 1 unless
   the metric is a ratio. */
static double
influence(const struct sums *s, double x, double y)
{
    return (x - ratio_of(s) * y) / s->y;
}

static void
reset(struct point_means *m)
{
    for (int64_t i = 0; i < m->n_points; i++) {
        m->value[i] = NAN;
        m->replications[i] = 0;
    }
    m->n_batches = 0;
}

static void
set_point(struct point_means *m, int64_t point, double value, double n)
{
    m->value[point] = value;
    m->replications[point] = (int64_t)n;
}

/* Sets the number of batches. Only points with at least 2 runs count: it is the smallest of their
   numbers of runs, but at most max_batches. */
static void
begin_deviations(struct point_means *m)
{
    m->n_batches = 0;
    for (int64_t i = 0; i < m->n_points; i++) {
        int64_t n = m->replications[i];

        if (n >= 2 && (m->n_batches == 0 || n < m->n_batches)) {
            m->n_batches = n < m->max_batches ? (int32_t)n : m->max_batches;
        }
    }
    memset(m->deviation, 0, (size_t)m->n_points * (size_t)m->n_batches * sizeof(*m->deviation));
}

static void
add_deviation(struct point_means *m, int64_t point, int32_t rep, double of_run)
{
    if (m->replications[point] >= 2) {
        m->deviation[point * m->n_batches + rep % m->n_batches] +=
            of_run * m->n_batches / (double)m->replications[point];
    }
}

static bool
is_of(const struct point_means *m, const struct run_table_group *group, int32_t policy)
{
    return group->policy == policy && group->point_id >= 1 && group->point_id <= m->n_points;
}

/* Processes the runs of one group. Pass 0 sets the value of the point, and pass 1 sets the
   deviations of the point. */
static void
of_group(struct point_means *m, const struct run_table *runs, enum summary_kind kind,
    const struct run_table_group *group, int pass)
{
    int64_t point = group->point_id - 1;
    struct sums s = {0};
    double x, y;

    for (int64_t i = group->first; i < group->first + group->n; i++) {
        if (values_of(m, kind, i, &x, &y)) {
            add(&s, x, y);
        }
    }
    set_point(m, point, ratio_of(&s), s.n);
    for (int64_t i = group->first; pass == 1 && i < group->first + group->n; i++) {
        if (values_of(m, kind, i, &x, &y)) {
            add_deviation(m, point, runs->rep[i], influence(&s, x, y));
        }
    }
}

void
point_means_of(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy)
{
    reset(m);
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t g = 0; g < runs->n_groups; g++) {
            if (is_of(m, &runs->groups[g], policy)) {
                of_group(m, runs, metric->kind, &runs->groups[g], pass);
            }
        }
        if (pass == 0) {
            begin_deviations(m);
        }
    }
}

/* ---- differences ---- */

/** A scan of two groups of a point in parallel, in the order of replications. */
struct pair_scan {
    const struct run_table_group *a, *b;
    int64_t i, k;
    int32_t rep; /* replication of the current pair */
};

/* Finds the next replication with a value in both groups. Returns false at the end. */
static bool
next_pair(const struct point_means *m, const struct run_table *runs, enum summary_kind kind,
    struct pair_scan *p, double x[2], double y[2])
{
    while (p->i < p->a->n && p->k < p->b->n) {
        int64_t i = p->a->first + p->i, k = p->b->first + p->k;
        int32_t rep = runs->rep[i], other = runs->rep[k];

        p->rep = rep;
        p->i += rep <= other;
        p->k += other <= rep;
        if (rep == other && values_of(m, kind, i, &x[0], &y[0]) &&
            values_of(m, kind, k, &x[1], &y[1])) {
            return true;
        }
    }
    return false;
}

/* Processes the pairs of two groups. As in of_group(), pass 0 sets the value of the point, and pass
   1 sets the deviations of the point. */
static void
of_pairs(struct point_means *m, const struct run_table *runs, enum summary_kind kind,
    const struct run_table_group *a, const struct run_table_group *b, int pass)
{
    struct pair_scan pairs = {a, b, 0, 0, 0};
    struct sums s[2] = {{0, 0, 0}, {0, 0, 0}};
    int64_t point = a->point_id - 1;
    double x[2], y[2];

    while (next_pair(m, runs, kind, &pairs, x, y)) {
        add(&s[0], x[0], y[0]);
        add(&s[1], x[1], y[1]);
    }
    set_point(m, point, ratio_of(&s[0]) - ratio_of(&s[1]), s[0].n);
    pairs = (struct pair_scan){a, b, 0, 0, 0};
    while (pass == 1 && next_pair(m, runs, kind, &pairs, x, y)) {
        add_deviation(
            m, point, pairs.rep, influence(&s[0], x[0], y[0]) - influence(&s[1], x[1], y[1]));
    }
}

/* Returns the group of runs of the same point under another policy, or NULL if there are none. */
static const struct run_table_group *
group_beside(const struct run_table *runs, int64_t g, int32_t policy)
{
    int64_t first = g;

    while (first > 0 && runs->groups[first - 1].point_id == runs->groups[g].point_id) {
        first--;
    }
    for (; first < runs->n_groups && runs->groups[first].point_id == runs->groups[g].point_id;
         first++) {
        if (runs->groups[first].policy == policy) {
            return &runs->groups[first];
        }
    }
    return NULL;
}

void
point_means_difference(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, int32_t versus)
{
    reset(m);
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t g = 0; g < runs->n_groups; g++) {
            const struct run_table_group *other =
                is_of(m, &runs->groups[g], policy) ? group_beside(runs, g, versus) : NULL;

            if (other != NULL) {
                of_pairs(m, runs, metric->kind, &runs->groups[g], other, pass);
            }
        }
        if (pass == 0) {
            begin_deviations(m);
        }
    }
}

bool
point_means_take(struct point_means *m, const struct run_table *runs,
    const struct summary_metric *metric, int32_t policy, const char *versus)
{
    int32_t other = versus == NULL ? -1 : run_table_policy(runs, versus);

    if (versus == NULL) {
        point_means_of(m, runs, metric, policy);
    } else if (other >= 0 && other != policy) {
        point_means_difference(m, runs, metric, policy, other);
    }
    return versus == NULL || (other >= 0 && other != policy);
}

/* ---- sets of points ---- */

/* Sets has[set] for each set that has points of the family. */
static void
find_sets(const struct experiment *e, enum design_family family, bool *has)
{
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];

        if (mark->family == (int8_t)family) {
            has[mark->set] = true;
        }
    }
}

/* Sets the minimum and the maximum number of replications of the points of a set. */
static void
count_replications(struct point_set *s, const struct experiment *e, enum design_family family)
{
    s->min_replications = INT64_MAX;
    s->max_replications = 0;
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];
        int64_t n = s->means->replications[i];

        if (mark->family == (int8_t)family && mark->set == s->set) {
            s->min_replications = n < s->min_replications ? n : s->min_replications;
            s->max_replications = n > s->max_replications ? n : s->max_replications;
        }
    }
}

enum status
point_means_for_each(const struct experiment *e, const struct experiment_analysis *a,
    enum design_family family, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n,
    enum status (*visit)(void *self, const struct point_set *s, struct failure *f), void *self,
    struct failure *f)
{
    struct point_means means = {0};
    struct shared_runs shared = {0};
    bool *has = calloc((size_t)e->design.n_sets + 1, sizeof(*has));
    enum status st = STATUS_NO_MEMORY;

    if (has == NULL) {
        return st;
    }
    find_sets(e, family, has);
    TRY(point_means_init(&means, e->n_points, runs));
    TRY(shared_runs_init(&shared, e, family, runs));
    means.left_out = shared.left_out;
    for (int32_t i = 0; i < n; i++) {
        TRY(point_means_load(&means, runs, &metrics[i], f));
        for (int32_t policy = 0; policy < runs->n_policies; policy++) {
            struct point_set s = {.metric = metrics[i].name,
                .policy = runs->policies[policy],
                .versus = a->baseline,
                .means = &means,
                .planned = run_table_max_replications(runs)};
            bool present;

            shared_runs_find(&shared, runs, policy,
                a->baseline == NULL ? -1 : run_table_policy(runs, a->baseline));
            present = point_means_take(&means, runs, &metrics[i], policy, a->baseline);
            for (; s.set < e->design.n_sets; s.set++) {
                if (present && has[s.set]) {
                    count_replications(&s, e, family);
                    TRY(visit(self, &s, f));
                }
            }
        }
    }
out:
    free(has);
    point_means_free(&means);
    shared_runs_free(&shared);
    return st;
}

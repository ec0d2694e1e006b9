#include "report/report_data.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "report/report_data_cells.h"

enum status
report_data_path(const struct report_data *m, const char *name, struct buffer *path,
    bool *there, struct failure *f)
{
    struct stat facts;
    enum status st;

    buffer_printf(path, "%s/%s", m->source.directory, name);
    TRY(buffer_status(path));
    *there = stat(path->at, &facts) == 0;
    if (*there) {
        TRY(manifest_unchanged(m->source.past, m->source.directory, name, f));
    }
out:
    return st;
}

int32_t
report_data_policy(const struct report_data *m, const char *id)
{
    const struct scenario *s = m->source.scenario;

    return text_index(id, TEXT_NAMES(s->policies, id, s->n_policies));
}

const char *
report_data_policy_title(const struct report_data *m, int32_t policy)
{
    const struct scenario_policy *p = &m->source.scenario->policies[policy];

    return p->title == NULL || p->title[0] == '\0' ? p->id : p->title;
}

int
report_data_compare_differences(const void *a, const void *b)
{
    const struct report_data_difference *x = a, *y = b;

    if (x->headline != y->headline) {
        return x->headline < y->headline ? -1 : 1;
    }
    if (x->point != y->point) {
        return x->point < y->point ? -1 : 1;
    }
    return x->policy < y->policy ? -1 : x->policy > y->policy;
}

static int
compare_groups(const void *key, const void *item)
{
    const struct report_data_group *x = key, *y = item;

    if (x->point != y->point) {
        return x->point < y->point ? -1 : 1;
    }
    return x->policy < y->policy ? -1 : x->policy > y->policy;
}

const struct report_data_group *
report_data_find(const struct report_data *m, int32_t point, int32_t policy)
{
    struct report_data_group key = {.point = point, .policy = policy};

    return m->n_groups == 0 ? NULL
                            : bsearch(&key, m->groups, (size_t)m->n_groups, sizeof(*m->groups),
                                  compare_groups);
}

const struct report_data_difference *
report_data_difference(
    const struct report_data *m, int32_t point, int32_t policy, int32_t headline)
{
    struct report_data_difference key = {
        .point = point, .policy = policy, .headline = headline};

    return m->n_differences == 0
               ? NULL
               : bsearch(&key, m->differences, (size_t)m->n_differences,
                     sizeof(*m->differences), report_data_compare_differences);
}

struct report_data_count_signs
report_data_count_signs(const struct report_data *m, int32_t policy, int32_t headline)
{
    int64_t n = m->source.experiment->n_points;
    struct report_data_count_signs signs = {0};

    for (int64_t i = 1; i <= n; i++) {
        const struct report_data_difference *d =
            report_data_difference(m, (int32_t)i, policy, headline);

        if (d != NULL && isfinite(d->at.low) && isfinite(d->at.high)) {
            signs.lower += d->at.high < 0;
            signs.higher += d->at.low > 0;
            signs.neither += d->at.low <= 0 && d->at.high >= 0;
        }
    }
    signs.n = signs.lower + signs.higher + signs.neither;
    return signs;
}

/* ---- values of runs ---- */

static double
value_of(const struct report_data *m, struct report_data_cells *cells, int64_t run)
{
    return report_data_cells_at(cells, m->rows == NULL ? run : m->rows[run]);
}

bool
report_data_has(const struct report_data *m, enum report_data_column column)
{
    return m->columns[column] != NULL;
}

double
report_data_cell(const struct report_data *m, enum report_data_column column, int64_t run)
{
    return value_of(m, m->columns[column], run);
}

int32_t
report_data_rep(const struct report_data *m, int64_t run)
{
    return m->table.rep[m->rows == NULL ? run : m->rows[run]];
}

enum status
report_data_status(const struct report_data *m, struct failure *f)
{
    const struct report_data_fault *fault = m->fault;

    return fault == NULL || fault->status == STATUS_OK
               ? STATUS_OK
               : failure_of(fault->status, f, "%s", fault->why.line[0]);
}

double
report_data_value(const struct report_data *m, int32_t headline, int64_t run)
{
    double x = value_of(m, m->values[headline], run);

    if (m->headlines[headline].definition.kind == SUMMARY_TIME && isnan(x)) {
        return report_data_cell(m, REPORT_DATA_END, run);
    }
    if (m->headlines[headline].definition.kind == SUMMARY_EVENT) {
        return !isnan(x);
    }
    if (m->denominators[headline] != NULL) {
        double below = value_of(m, m->denominators[headline], run);

        return below > 0 ? x / below : NAN;
    }
    return x;
}

struct report_data_pairs
report_data_pairs(const struct report_data *m, int32_t point, int32_t policy, int32_t headline)
{
    const struct report_data_group *a =
        report_data_find(m, point, m->source.scenario->baseline);
    const struct report_data_group *b = report_data_find(m, point, policy);
    struct report_data_pairs pairs = {0};
    int64_t i = 0, k = 0;

    while (a != NULL && b != NULL && i < a->n && k < b->n) {
        int32_t first = report_data_rep(m, a->first + i),
                second = report_data_rep(m, b->first + k);

        if (first == second) {
            double x = report_data_value(m, headline, a->first + i),
                   y = report_data_value(m, headline, b->first + k);

            pairs.lower += y < x;
            pairs.higher += y > x;
            pairs.same += y == x;
        }
        i += first <= second;
        k += second <= first;
    }
    pairs.n = pairs.lower + pairs.higher + pairs.same;
    return pairs;
}

const char *
report_data_state_name(const struct report_data *m, const char *id)
{
    const struct world *w = m->world;
    const struct state *states = w->states.items;
    const struct alias *aliases = w->aliases.items;
    int32_t k = text_index(id, TEXT_NAMES(states, key.id, w->states.count));
    int32_t a =
        w->use_aliases ? text_index(id, TEXT_NAMES(aliases, key.id, w->aliases.count)) : -1;
    const char *name = a >= 0 ? aliases[a].name : k >= 0 ? states[k].name : NULL;

    return name == NULL || name[0] == '\0' ? id : name;
}

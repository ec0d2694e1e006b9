#include "report/material.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "results/replications.h"
#include "results/table_read.h"

static const char *const column_names[MATERIAL_COLUMNS] = {
    [MATERIAL_MAX_RUNG] = "max_rung",
    [MATERIAL_FIRST_ANSWER] = "first_answer_rung_6_day",
    [MATERIAL_END] = "end_day",
    [MATERIAL_SCORE] = "escalation_score",
};

enum status
material_path(const struct material *m, const char *name, struct buffer *path, bool *there)
{
    struct stat facts;
    enum status st;

    buffer_printf(path, "%s/%s", m->source.directory, name);
    st = buffer_status(path);
    *there = st == STATUS_OK && stat(path->at, &facts) == 0;
    return st;
}

int32_t
material_policy(const struct material *m, const char *id)
{
    for (int32_t k = 0; id != NULL && k < m->source.scenario->n_policies; k++) {
        if (strcmp(m->source.scenario->policies[k].id, id) == 0) {
            return k;
        }
    }
    return -1;
}

const char *
material_policy_title(const struct material *m, int32_t policy)
{
    const struct scenario_policy *p = &m->source.scenario->policies[policy];

    return p->title == NULL || p->title[0] == '\0' ? p->id : p->title;
}

/* ---- growing arrays ---- */

/* Room for one item more of an array that `held` items fit in. */
static bool
grow(void **items, size_t size, int64_t n, int64_t *held)
{
    int64_t more = *held == 0 ? 256 : *held * 2;
    void *at;

    if (n < *held) {
        return true;
    }
    at = realloc(*items, (size_t)more * size);
    if (at == NULL) {
        return false;
    }
    *items = at;
    *held = more;
    return true;
}

/* The arrays by run grow together. */
static bool
grow_runs(struct material *m, double **columns[], int32_t n_columns)
{
    int64_t held = m->capacity;

    if (m->n_runs < m->capacity) {
        return true;
    }
    for (int32_t k = 0; k < n_columns; k++) {
        held = m->capacity;
        if (!grow((void **)columns[k], sizeof(double), m->n_runs, &held)) {
            return false;
        }
    }
    return grow((void **)&m->runs, sizeof(*m->runs), m->n_runs, &m->capacity);
}

/* ---- runs.csv ---- */

enum {
    POINT,
    POLICY,
    REP,
    STATUS,
    FIRST_COLUMN,
    WANTED = FIRST_COLUMN + MATERIAL_COLUMNS + 2 * HEADLINE_MAX
};

struct reading {
    struct material *m;
    const char *wanted[WANTED];
    double **to[WANTED];
    int32_t n;
};

static void
want(struct reading *r, const char *name, double **to)
{
    r->to[r->n - FIRST_COLUMN] = to;
    r->wanted[r->n++] = name;
}

/* A run of the next group begins it. */
static bool
put_in_group(struct material *m, struct material_run run)
{
    struct material_group *last = m->n_groups == 0 ? NULL : &m->groups[m->n_groups - 1];

    if (last == NULL || last->point != run.point || last->policy != run.policy) {
        if (!grow((void **)&m->groups, sizeof(*m->groups), m->n_groups, &m->groups_capacity)) {
            return false;
        }
        last = &m->groups[m->n_groups++];
        *last = (struct material_group){run.point, run.policy, m->n_runs, 0};
    }
    last->n++;
    return true;
}

static bool
whole(const struct table_read_cell *cell, int32_t *n)
{
    double x;

    if (!table_read_real(cell, &x) || !(x >= 1 && x <= INT32_MAX)) {
        return false;
    }
    *n = (int32_t)x;
    return true;
}

static enum status
take_run(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct reading *r = context;
    struct material *m = r->m;
    struct material_run run;

    run.policy = material_policy(m, cells[POLICY].text);
    if (!whole(&cells[POINT], &run.point) || !whole(&cells[REP], &run.rep) || run.policy < 0) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s/runs.csv: a row belongs to no run of this "
            "result",
            m->source.directory);
    }
    if (cells[STATUS].text == NULL || strcmp(cells[STATUS].text, REPLICATIONS_COMPLETE) != 0) {
        m->n_failed++;
        return STATUS_OK;
    }
    if (!grow_runs(m, r->to, r->n - FIRST_COLUMN) || !put_in_group(m, run)) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = FIRST_COLUMN; k < r->n; k++) {
        if (!table_read_real(&cells[k], &(*r->to[k - FIRST_COLUMN])[m->n_runs])) {
            return failure_of(STATUS_BAD_INPUT, f, "%s/runs.csv: %s is no number",
                m->source.directory, r->wanted[k]);
        }
    }
    m->runs[m->n_runs++] = run;
    return STATUS_OK;
}

static enum status
read_runs(struct material *m, struct failure *f)
{
    struct reading r = {.m = m,
        .wanted =
            {[POINT] = "point_id", [POLICY] = "policy", [REP] = "rep", [STATUS] = "status"},
        .n = FIRST_COLUMN};
    struct buffer path = {0};
    bool there;
    enum status st;

    for (int32_t k = 0; k < MATERIAL_COLUMNS; k++) {
        want(&r, column_names[k], &m->columns[k]);
    }
    for (int32_t k = 0; k < m->n_headlines; k++) {
        const struct summary_metric *how = &m->headlines[k].how;
        bool ratio = how->kind == SUMMARY_RATIO;

        want(&r, how->above != NULL ? how->above : how->name, &m->values[k]);
        if (ratio) {
            want(&r, how->below, &m->below[k]);
        }
    }
    TRY(material_path(m, "runs.csv", &path, &there));
    m->no_runs = !there;
    if (there) {
        TRY(table_read(path.at, r.wanted, r.n, take_run, &r, f));
    }
out:
    buffer_free(&path);
    return st;
}

/* ---- analysis/compare.csv ---- */

static enum status
take_difference(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct material *m = context;
    struct material_difference d = {.headline = -1};
    double pairs = 0, confidence = 0;

    d.policy = material_policy(m, cells[1].text);
    d.versus = material_policy(m, cells[2].text);
    for (int32_t k = 0; k < m->n_headlines; k++) {
        if (cells[3].text != NULL && strcmp(m->headlines[k].metric, cells[3].text) == 0) {
            d.headline = k;
        }
    }
    if (d.headline < 0 || d.versus != m->source.scenario->baseline) {
        return STATUS_OK;
    }
    if (d.policy < 0 || !whole(&cells[0], &d.point) || !table_read_real(&cells[4], &d.value) ||
        !table_read_real(&cells[5], &d.low) || !table_read_real(&cells[6], &d.high) ||
        !table_read_real(&cells[7], &pairs) || !table_read_real(&cells[8], &confidence)) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s/analysis/compare.csv: a row is no difference", m->source.directory);
    }
    m->confidence = confidence > 0 && confidence < 1 ? confidence : m->confidence;
    d.n_pairs = pairs >= 0 && pairs < 9e15 ? (int64_t)pairs : 0;
    if (!grow((void **)&m->differences, sizeof(*m->differences), m->n_differences,
            &m->differences_capacity)) {
        return STATUS_NO_MEMORY;
    }
    m->differences[m->n_differences++] = d;
    return STATUS_OK;
}

static int
compare_differences(const void *a, const void *b)
{
    const struct material_difference *x = a, *y = b;

    if (x->headline != y->headline) {
        return x->headline < y->headline ? -1 : 1;
    }
    if (x->point != y->point) {
        return x->point < y->point ? -1 : 1;
    }
    return x->policy < y->policy ? -1 : x->policy > y->policy;
}

static enum status
read_differences(struct material *m, struct failure *f)
{
    static const char *const wanted[] = {"point_id", "policy", "versus", "metric", "difference",
        "ci_lo", "ci_hi", "n_pairs", "confidence"};
    struct buffer path = {0};
    bool there;
    enum status st;

    TRY(material_path(m, "analysis/compare.csv", &path, &there));
    m->no_differences = !there;
    if (there) {
        TRY(table_read(path.at, wanted, FIELD_COUNT_OF(wanted), take_difference, m, f));
    }
    if (m->n_differences > 0) {
        qsort(m->differences, (size_t)m->n_differences, sizeof(*m->differences),
            compare_differences);
    }
out:
    buffer_free(&path);
    return st;
}

/* ---- all of it ---- */

enum status
material_read(struct material *m, const struct material_source *source, struct failure *f)
{
    enum status st;

    *m = (struct material){.source = *source};
    m->world = source->scenario->policies[source->scenario->baseline].world;
    m->confidence = SUMMARY_CONFIDENCE;
    m->n_headlines = headline_choose(source->experiment, m->headlines);
    TRY(read_runs(m, f));
    TRY(read_differences(m, f));
out:
    if (st != STATUS_OK) {
        material_free(m);
    }
    return st;
}

void
material_free(struct material *m)
{
    for (int32_t k = 0; k < HEADLINE_MAX; k++) {
        free(m->values[k]);
        free(m->below[k]);
    }
    for (int32_t k = 0; k < MATERIAL_COLUMNS; k++) {
        free(m->columns[k]);
    }
    free(m->runs);
    free(m->groups);
    free(m->differences);
    *m = (struct material){0};
}

/* ---- looking things up ---- */

static int
compare_groups(const void *key, const void *item)
{
    const struct material_group *x = key, *y = item;

    if (x->point != y->point) {
        return x->point < y->point ? -1 : 1;
    }
    return x->policy < y->policy ? -1 : x->policy > y->policy;
}

const struct material_group *
material_find(const struct material *m, int32_t point, int32_t policy)
{
    struct material_group key = {.point = point, .policy = policy};

    return m->n_groups == 0 ? NULL
                            : bsearch(&key, m->groups, (size_t)m->n_groups, sizeof(*m->groups),
                                  compare_groups);
}

const struct material_difference *
material_difference(const struct material *m, int32_t point, int32_t policy, int32_t headline)
{
    struct material_difference key = {.point = point, .policy = policy, .headline = headline};

    return m->n_differences == 0 ? NULL
                                 : bsearch(&key, m->differences, (size_t)m->n_differences,
                                       sizeof(*m->differences), compare_differences);
}

struct material_signs
material_signs(const struct material *m, int32_t policy, int32_t headline)
{
    int64_t n = m->source.experiment == NULL ? 1 : m->source.experiment->n_points;
    struct material_signs signs = {0};

    for (int64_t i = 1; i <= n; i++) {
        const struct material_difference *d =
            material_difference(m, (int32_t)i, policy, headline);

        if (d != NULL && isfinite(d->low) && isfinite(d->high)) {
            signs.lower += d->high < 0;
            signs.higher += d->low > 0;
            signs.neither += d->low <= 0 && d->high >= 0;
        }
    }
    signs.n = signs.lower + signs.higher + signs.neither;
    return signs;
}

double
material_value(const struct material *m, int32_t headline, int64_t run)
{
    double x = m->values[headline][run];

    if (m->headlines[headline].how.kind == SUMMARY_TIME && isnan(x)) {
        return m->columns[MATERIAL_END][run];
    }
    if (m->below[headline] != NULL) {
        double below = m->below[headline][run];

        return below > 0 ? x / below : NAN;
    }
    return x;
}

struct material_pairs
material_pairs(const struct material *m, int32_t point, int32_t policy, int32_t headline)
{
    const struct material_group *a = material_find(m, point, m->source.scenario->baseline);
    const struct material_group *b = material_find(m, point, policy);
    struct material_pairs pairs = {0};
    int64_t i = 0, k = 0;

    while (a != NULL && b != NULL && i < a->n && k < b->n) {
        int32_t first = m->runs[a->first + i].rep, second = m->runs[b->first + k].rep;

        if (first == second) {
            double x = material_value(m, headline, a->first + i),
                   y = material_value(m, headline, b->first + k);

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
material_state_name(const struct material *m, const char *id)
{
    const struct world *w = m->world;
    const char *name = NULL;

    for (int32_t k = 0; k < w->states.count; k++) {
        if (strcmp(WORLD_STATE(w, k)->key.id, id) == 0) {
            name = WORLD_STATE(w, k)->name;
        }
    }
    for (int32_t k = 0; w->use_aliases && k < w->aliases.count; k++) {
        const struct alias *alias = &((const struct alias *)w->aliases.items)[k];

        name = strcmp(alias->key.id, id) == 0 ? alias->name : name;
    }
    return name == NULL || name[0] == '\0' ? id : name;
}

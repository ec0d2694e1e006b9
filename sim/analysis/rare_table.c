#include "analysis/rare_table.h"

#include <math.h>
#include <stdlib.h>

#include "experiment/experiment_rare.h"

static const struct field fields[] = {
    FIELD(struct rare_table_row, point_id, .min = 1, .max = 0x1p53, .required = true,
        .unit = "", .doc = "Design point."),
    FIELD_AS(
        struct rare_table_row, estimate, FIELD_OBJECT, .record = &rare_row_record, .unit = ""),
};
const struct record rare_table_record = {.name = "rare_at_point",
    .doc = "A rare event at a design point under a policy.",
    FIELDS_OF(struct rare_table_row, fields)};
const char *const rare_table_keys[] = {"point_id", "policy", NULL};

enum column { PROBABILITY, EVENTS, LEVELS, RUN_EVENTS, COLUMNS };

/** The columns of a group and of the baseline's group at the same point. */
struct groups {
    struct run_table_reader reader[COLUMNS];
    double *values[COLUMNS];
    double *base, *x, *y, *work; /* `base` has the estimates of the baseline */
    const struct run_table_group *of_base;
    struct confidence_cache level;
};

static const struct run_table_group *
find_group(const struct run_table *runs, int64_t point, int32_t policy)
{
    for (int64_t k = 0; k < runs->n_groups; k++) {
        if (runs->groups[k].point_id == point && runs->groups[k].policy == policy) {
            return &runs->groups[k];
        }
    }
    return NULL;
}

/* Estimates the probability from the runs that have an estimate. */
static void
estimate(struct groups *g, int64_t n, double confidence, struct rare_row *row)
{
    double steps = 0, run_events = 0;
    int64_t count = 0;
    struct rare_estimate e;

    for (int64_t k = 0; k < n; k++) {
        if (!isnan(g->values[PROBABILITY][k])) {
            g->x[count++] = g->values[PROBABILITY][k];
            steps += g->values[EVENTS][k];
            run_events += g->values[RUN_EVENTS][k];
            row->levels = (int64_t)g->values[LEVELS][k];
        }
    }
    e = rare_estimate_of(g->x, count, steps, run_events / (double)count, &g->level);
    rare_row_set(row, &e, confidence, run_events / (double)count);
}

/* Estimates the ratio to the baseline from the replications with an estimate under both
   policies. */
static void
compare(struct groups *g, const struct run_table *runs, const struct run_table_group *group,
    const char *versus, struct rare_row *row)
{
    struct estimate ratio = {NAN, NAN, NAN};
    int64_t n = 0, b = 0, n_base = g->of_base == NULL ? 0 : g->of_base->n;

    for (int64_t k = 0; k < group->n; k++) {
        while (b < n_base && runs->rep[g->of_base->first + b] < runs->rep[group->first + k]) {
            b++;
        }
        if (b < n_base && runs->rep[g->of_base->first + b] == runs->rep[group->first + k] &&
            !isnan(g->values[PROBABILITY][k]) && !isnan(g->base[b])) {
            g->x[n] = g->values[PROBABILITY][k];
            g->y[n++] = g->base[b];
        }
    }
    if (n >= 2) {
        ratio = rare_ratio(g->x, g->y, n, &g->level, g->work);
    }
    rare_row_compare(row, versus, &ratio);
}

static enum status
write_group(const struct experiment *e, struct groups *g, const struct run_table *runs,
    const struct run_table_group *group, int32_t baseline, const struct summary_sink *sink,
    struct failure *f)
{
    struct rare_table_row row = {.point_id = group->point_id,
        .estimate = {.policy = runs->policies[group->policy],
            .levels = TABLE_NO_COUNT,
            .effort = e->rare.effort}};
    bool compared = baseline >= 0 && group->policy != baseline;
    static const struct estimate none = {NAN, NAN, NAN};
    enum status st;

    for (int k = 0; k < COLUMNS; k++) {
        TRY(run_table_read(&g->reader[k], group->first, group->n, g->values[k], f));
    }
    estimate(g, group->n, g->level.confidence, &row.estimate);
    rare_row_compare(&row.estimate, NULL, &none);
    if (compared) {
        g->of_base = find_group(runs, group->point_id, baseline);
        if (g->of_base != NULL) {
            TRY(run_table_read(
                &g->reader[PROBABILITY], g->of_base->first, g->of_base->n, g->base, f));
        }
        compare(g, runs, group, runs->policies[baseline], &row.estimate);
    }
    TRY(sink->take(sink->self, &row, f));
out:
    return st;
}

enum status
rare_table_write_rows(const struct experiment *e, double confidence,
    const struct run_table *runs, int32_t baseline, const struct summary_sink *sink,
    struct failure *f)
{
    static const char *const names[COLUMNS] = {[RUN_EVENTS] = "n_events"};
    size_t n = (size_t)run_table_max_replications(runs) + 1;
    double *memory = calloc((COLUMNS + 4) * n, sizeof(*memory));
    struct groups g = {.level = {.confidence = confidence}};
    enum status st = STATUS_OK;

    if (memory == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int k = 0; k < COLUMNS; k++) {
        g.values[k] = memory + (size_t)k * n;
    }
    g.base = memory + COLUMNS * n;
    g.x = g.base + n;
    g.y = g.x + n;
    g.work = g.y + n;
    for (int k = 0; k < COLUMNS && e->rare.given; k++) {
        TRY(run_table_reader_init(
            &g.reader[k], runs, names[k] == NULL ? experiment_rare_columns[k] : names[k], f));
    }
    for (int64_t k = 0; k < runs->n_groups && e->rare.given; k++) {
        TRY(write_group(e, &g, runs, &runs->groups[k], baseline, sink, f));
    }
out:
    free(memory);
    return st;
}

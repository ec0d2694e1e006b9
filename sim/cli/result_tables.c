#include "cli/result_tables.h"

#include <stdlib.h>
#include <string.h>

#include "results/comparison.h"

static const struct field point_fields[] = {
    FIELD(struct result_tables_point, point_id, .max = 9e15, .unit = "",
        .doc = "Point of the design."),
    FIELD(struct result_tables_point, point_key, .unit = "",
        .doc = "Hash of what was set at the point; empty for the scenario as it is."),
};
static const struct record point_record = {.name = "point",
    .doc = "A point of the design.",
    .size = sizeof(struct result_tables_point),
    .fields = point_fields,
    .n_fields = FIELD_COUNT_OF(point_fields)};
static const struct field policy_fields[] = {
    FIELD(struct result_tables_policy, policy, .unit = "", .doc = "Policy."),
    FIELD(struct result_tables_policy, title, .unit = "", .doc = "What it is called."),
    FIELD(struct result_tables_policy, baseline, .unit = "",
        .doc = "Whether others are compared with it."),
};
static const struct record policy_record = {.name = "policy",
    .doc = "A policy.",
    .size = sizeof(struct result_tables_policy),
    .fields = policy_fields,
    .n_fields = FIELD_COUNT_OF(policy_fields)};

const char *const result_tables_point_keys[] = {"point_id", NULL};
const char *const result_tables_policy_keys[] = {"policy", NULL};
const char *const result_tables_summary_keys[] = {
    "point_id", "policy", "metric", "statistic", NULL};
const char *const result_tables_comparison_keys[] = {
    "point_id", "policy", "versus", "metric", NULL};

/* Ids of a map, or the invented names, for columns that refer to it. */
static enum status
ids_of(const struct world *w, const struct list *list, size_t size, const char ***ids)
{
    const struct alias *aliases = w->aliases.items;

    *ids = calloc(list->count > 0 ? (size_t)list->count : 1, sizeof(**ids));
    if (*ids == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < list->count; k++) {
        (*ids)[k] = ((const struct key *)((const char *)list->items + (size_t)k * size))->id;
        for (int32_t a = 0; w->use_aliases && a < w->aliases.count; a++) {
            if (strcmp(aliases[a].key.id, (*ids)[k]) == 0) {
                (*ids)[k] = aliases[a].name;
            }
        }
    }
    return STATUS_OK;
}

static enum status
init_traces(struct result_tables *t, int32_t policy, enum recorder_level level,
    struct replicate_policy *p)
{
    const struct world *w = p->world;
    const struct {
        const char *name;
        const struct list *list;
        size_t size;
    } maps[] = {{"states", &w->states, sizeof(struct state)},
        {"sources", &w->sources, sizeof(struct source)},
        {"agreements", &w->agreements, sizeof(struct agreement)},
        {"incident_types", &w->incident_types, sizeof(struct incident_type)},
        {"responses", &w->responses, sizeof(struct response)}};
    enum { MAPS = sizeof(maps) / sizeof(maps[0]) };
    const char **ids[MAPS] = {NULL};
    struct table_ids tables[MAPS];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < MAPS; k++) {
        TRY(ids_of(w, maps[k].list, maps[k].size, &ids[k]));
        tables[k] = (struct table_ids){maps[k].name, ids[k], maps[k].list->count};
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        struct table *table = &t->traces[policy * RECORDER_FILES + k];

        if (recorder_writes((enum recorder_file)k, level, w)) {
            TRY(table_init(table, recorder_files[k].record, TABLE_TRACE, tables, MAPS));
            p->tables[k] = table;
        }
    }
out:
    for (int32_t k = 0; k < MAPS; k++) {
        free(ids[k]);
    }
    return st;
}

enum status
result_tables_init(struct result_tables *t, const struct scenario *s, enum recorder_level level,
    struct replicate_policy *policies)
{
    enum status st;

    *t = (struct result_tables){.n_traces = s->n_policies * RECORDER_FILES};
    t->traces = calloc((size_t)t->n_traces, sizeof(*t->traces));
    if (t->traces == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(table_init(&t->runs, &metric_run_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&t->summary, &summary_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&t->comparison, &comparison_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&t->points, &point_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&t->policies, &policy_record, TABLE_EXACT, NULL, 0));
    for (int32_t k = 0; k < s->n_policies; k++) {
        TRY(init_traces(t, k, level, &policies[k]));
    }
out:
    return st;
}

void
result_tables_free(struct result_tables *t)
{
    for (int32_t k = 0; t->traces != NULL && k < t->n_traces; k++) {
        table_free(&t->traces[k]);
    }
    free(t->traces);
    table_free(&t->runs);
    table_free(&t->summary);
    table_free(&t->comparison);
    table_free(&t->points);
    table_free(&t->policies);
    *t = (struct result_tables){0};
}

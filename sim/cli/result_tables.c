#include "cli/result_tables.h"

#include <stdlib.h>
#include <string.h>

#include "observe/recorder_tables.h"
#include "stats/comparison.h"

static const struct field point_fields[] = {
    FIELD(struct result_tables_point, point_id, .max = 9e15, .unit = "",
        .doc = "Point of the design."),
    FIELD(struct result_tables_point, point_key, .unit = "",
        .doc = "Hash of what was set at the point; empty for the scenario as it is."),
};
static const struct record point_record = {.name = "point",
    .doc = "A point of the design.",
    FIELDS_OF(struct result_tables_point, point_fields)};
static const struct field policy_fields[] = {
    FIELD(struct result_tables_policy, policy, .unit = "", .doc = "Policy."),
    FIELD(struct result_tables_policy, title, .unit = "", .doc = "What it is called."),
    FIELD(struct result_tables_policy, baseline, .unit = "",
        .doc = "Whether others are compared with it."),
};
static const struct record policy_record = {.name = "policy",
    .doc = "A policy.",
    FIELDS_OF(struct result_tables_policy, policy_fields)};

const char *const result_tables_point_keys[] = {"point_id", NULL};
const char *const result_tables_policy_keys[] = {"policy", NULL};

enum status
result_tables_init(struct result_tables *t, const struct scenario *s, enum recorder_level level,
    struct replication_policy *policies)
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
        struct table *traces = &t->traces[k * RECORDER_FILES];

        TRY(recorder_tables_init(traces, policies[k].world, level));
        for (int32_t i = 0; i < RECORDER_FILES; i++) {
            policies[k].tables[i] = traces[i].record == NULL ? NULL : &traces[i];
        }
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

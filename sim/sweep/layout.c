#include "sweep/layout.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/stream.h"
#include "observe/recorder_tables.h"

static const struct field failure_fields[] = {
    FIELD(struct layout_failure, point_id, .max = 9e15, .unit = "", .doc = "Point."),
    FIELD(struct layout_failure, policy, .unit = "", .doc = "Policy."),
    FIELD(struct layout_failure, rep, .max = 9e15, .unit = "", .doc = "Replication."),
    FIELD(
        struct layout_failure, status, .unit = "", .doc = "How the run ended, as in runs.csv."),
    FIELD(struct layout_failure, end_day, .max = INFINITY, .unit = "days",
        .doc = "Simulated day on which the run was aborted."),
    FIELD(struct layout_failure, message, .unit = "", .doc = "Reason for the failure."),
    FIELD(struct layout_failure, replay, .unit = "",
        .doc = "Command that repeats the run; type it in the result directory."),
};
const struct record layout_failure_record = {.name = "failure",
    .doc = "A run that was aborted.",
    FIELDS_OF(struct layout_failure, failure_fields)};

static const struct field policy_fields[] = {
    FIELD(struct layout_policy, policy, .unit = "", .doc = "Policy."),
    FIELD(struct layout_policy, title, .unit = "", .doc = "Title of the policy."),
    FIELD(struct layout_policy, baseline, .unit = "",
        .doc =
            "Whether this policy is the baseline, with which the other policies are compared."),
};
const struct record layout_policy_record = {
    .name = "policy", .doc = "A policy.", FIELDS_OF(struct layout_policy, policy_fields)};

static const struct field timing_fields[] = {
    FIELD(struct layout_timing, point_id, .max = 9e15, .unit = "", .doc = "Point."),
    FIELD(struct layout_timing, first_rep, .max = 9e15, .unit = "",
        .doc = "First replication of the block."),
    FIELD(struct layout_timing, last_rep, .max = 9e15, .unit = "",
        .doc = "Last replication of the block."),
    FIELD(struct layout_timing, runs, .max = 9e15, .unit = "runs",
        .doc = "Number of runs in the block, under all policies."),
    FIELD(struct layout_timing, seconds, .max = INFINITY, .unit = "s",
        .doc = "Computing time of the block on one thread."),
};
const struct record layout_timing_record = {.name = "timing",
    .doc = "A block of replications that one thread executed.",
    FIELDS_OF(struct layout_timing, timing_fields)};

const char *const layout_failure_keys[] = {"point_id", "policy", "rep", NULL};
const char *const layout_policy_keys[] = {"policy", NULL};
const char *const layout_design_keys[] = {"point_id", NULL};
const char *const layout_timing_keys[] = {"point_id", "first_rep", NULL};

enum status
layout_init(struct layout *layout, const struct experiment *e)
{
    const struct scenario *base = &e->base;
    enum status st;

    *layout = (struct layout){.experiment = e, .n_parts = LAYOUT_TRACES};
    layout->traces = calloc((size_t)base->n_policies * RECORDER_FILES, sizeof(*layout->traces));
    if (layout->traces == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(table_init(&layout->runs, &e->runs, TABLE_EXACT, NULL, 0));
    TRY(table_init(&layout->failures, &layout_failure_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&layout->design, &e->columns, TABLE_EXACT, NULL, 0));
    TRY(table_init(&layout->policies, &layout_policy_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&layout->timing, &layout_timing_record, TABLE_EXACT, NULL, 0));
    for (int32_t k = 0; k < base->n_policies; k++) {
        TRY(recorder_tables_init(&layout->traces[k * RECORDER_FILES], base->policies[k].world,
            (enum recorder_level)e->outputs.trace_level));
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        bool written = false;

        for (int32_t i = 0; i < base->n_policies; i++) {
            written = written || layout_trace(layout, i, (enum recorder_file)k) != NULL;
        }
        layout->part[k] = written ? layout->n_parts++ : -1;
    }
out:
    if (st != STATUS_OK) {
        layout_free(layout);
    }
    return st;
}

void
layout_drop_traces(struct layout *layout)
{
    int32_t n = layout->traces == NULL ? 0 : layout->experiment->base.n_policies;

    for (int32_t k = 0; k < n * RECORDER_FILES; k++) {
        table_free(&layout->traces[k]);
        layout->part[k % RECORDER_FILES] = -1;
    }
    layout->n_parts = LAYOUT_TRACES;
}

void
layout_free(struct layout *layout)
{
    layout_drop_traces(layout);
    free(layout->traces);
    table_free(&layout->runs);
    table_free(&layout->failures);
    table_free(&layout->design);
    table_free(&layout->policies);
    table_free(&layout->timing);
    *layout = (struct layout){0};
}

const struct table *
layout_trace(const struct layout *layout, int32_t policy, enum recorder_file file)
{
    const struct table *t = &layout->traces[policy * RECORDER_FILES + (int32_t)file];

    return t->record == NULL ? NULL : t;
}

int32_t
layout_stored(const struct layout *layout)
{
    return metric_run_record.n_fields + layout->experiment->n_counted_columns;
}

const char *
layout_trace_name(const struct layout *layout, enum recorder_file file)
{
    return layout->experiment->outputs.gzip ? recorder_files[file].packed
                                            : recorder_files[file].name;
}

enum status
layout_shape(const struct layout *layout, struct journal_shape *shape)
{
    const struct scenario *base = &layout->experiment->base;
    struct sha256 digest;
    struct buffer columns = {0};
    char identity[SHA256_HEX_BYTES];

    for (int32_t k = 0; k < layout_stored(layout); k++) {
        buffer_printf(
            &columns, "%s%s", k == 0 ? "" : ",", layout->experiment->runs.fields[k].name);
    }
    buffer_text(&columns, "\n");
    for (int32_t k = 0; k < base->n_policies * RECORDER_FILES; k++) {
        if (layout->traces[k].record != NULL) {
            table_header(&layout->traces[k], &columns);
        }
    }
    buffer_printf(&columns, "streams %d\n", (int)STREAM_VERSION);
    if (layout->experiment->outputs.gzip && layout->n_parts > LAYOUT_TRACES) {
        buffer_text(&columns, "gzip\n");
    }
    if (buffer_status(&columns) != STATUS_OK) {
        buffer_free(&columns);
        return STATUS_NO_MEMORY;
    }
    sha256_start(&digest);
    sha256_add_string(&digest, CBMSIM_VERSION);
    sha256_add_string(&digest, layout->experiment->identity);
    sha256_add_string(&digest, columns.at);
    sha256_print(&digest, identity);
    buffer_free(&columns);
    *shape = (struct journal_shape){.n_policies = base->n_policies, .n_parts = layout->n_parts};
    memcpy(shape->identity, identity, sizeof(shape->identity));
    return STATUS_OK;
}

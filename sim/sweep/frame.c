#include "sweep/frame.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/stream.h"
#include "observe/recorder_tables.h"

static const struct field failure_fields[] = {
    FIELD(struct frame_failure, point_id, .max = 9e15, .unit = "", .doc = "Point."),
    FIELD(struct frame_failure, policy, .unit = "", .doc = "Policy."),
    FIELD(struct frame_failure, rep, .max = 9e15, .unit = "", .doc = "Replication."),
    FIELD(struct frame_failure, status, .unit = "", .doc = "As in runs.csv."),
    FIELD(struct frame_failure, end_day, .max = INFINITY, .unit = "days",
        .doc = "Day the run was given up."),
    FIELD(struct frame_failure, message, .unit = "", .doc = "What went wrong."),
    FIELD(struct frame_failure, replay, .unit = "",
        .doc = "The command that runs it again, from within the result."),
};
const struct record frame_failure_record = {.name = "failure",
    .doc = "A run that was given up.",
    FIELDS_OF(struct frame_failure, failure_fields)};

static const struct field policy_fields[] = {
    FIELD(struct frame_policy, policy, .unit = "", .doc = "Policy."),
    FIELD(struct frame_policy, title, .unit = "", .doc = "What it is called."),
    FIELD(struct frame_policy, baseline, .unit = "",
        .doc = "Whether others are compared with it."),
};
const struct record frame_policy_record = {
    .name = "policy", .doc = "A policy.", FIELDS_OF(struct frame_policy, policy_fields)};

static const struct field timing_fields[] = {
    FIELD(struct frame_timing, point_id, .max = 9e15, .unit = "", .doc = "Point."),
    FIELD(struct frame_timing, first_rep, .max = 9e15, .unit = "",
        .doc = "First replication of the block."),
    FIELD(struct frame_timing, last_rep, .max = 9e15, .unit = "", .doc = "Its last."),
    FIELD(struct frame_timing, runs, .max = 9e15, .unit = "runs",
        .doc = "Runs of the block, over all policies."),
    FIELD(struct frame_timing, seconds, .max = INFINITY, .unit = "s",
        .doc = "What the block took one thread."),
};
const struct record frame_timing_record = {
    .name = "timing", .doc = "A block of runs.", FIELDS_OF(struct frame_timing, timing_fields)};

const char *const frame_failure_keys[] = {"point_id", "policy", "rep", NULL};
const char *const frame_policy_keys[] = {"policy", NULL};
const char *const frame_design_keys[] = {"point_id", NULL};
const char *const frame_timing_keys[] = {"point_id", "first_rep", NULL};

enum status
frame_init(struct frame *frame, const struct experiment *e)
{
    const struct scenario *base = &e->base;
    enum status st;

    *frame = (struct frame){.experiment = e, .n_parts = FRAME_TRACES};
    frame->traces = calloc((size_t)base->n_policies * RECORDER_FILES, sizeof(*frame->traces));
    if (frame->traces == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(table_init(&frame->runs, &metric_run_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&frame->failures, &frame_failure_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&frame->design, &e->columns, TABLE_EXACT, NULL, 0));
    TRY(table_init(&frame->policies, &frame_policy_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&frame->timing, &frame_timing_record, TABLE_EXACT, NULL, 0));
    for (int32_t k = 0; k < base->n_policies; k++) {
        TRY(recorder_tables_init(&frame->traces[k * RECORDER_FILES], base->policies[k].world,
            (enum recorder_level)e->outputs.trace_level));
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        bool written = false;

        for (int32_t i = 0; i < base->n_policies; i++) {
            written = written || frame_trace(frame, i, (enum recorder_file)k) != NULL;
        }
        frame->part[k] = written ? frame->n_parts++ : -1;
    }
out:
    if (st != STATUS_OK) {
        frame_free(frame);
    }
    return st;
}

void
frame_free(struct frame *frame)
{
    int32_t n = frame->traces == NULL ? 0 : frame->experiment->base.n_policies;

    for (int32_t k = 0; k < n * RECORDER_FILES; k++) {
        table_free(&frame->traces[k]);
    }
    free(frame->traces);
    table_free(&frame->runs);
    table_free(&frame->failures);
    table_free(&frame->design);
    table_free(&frame->policies);
    table_free(&frame->timing);
    *frame = (struct frame){0};
}

const struct table *
frame_trace(const struct frame *frame, int32_t policy, enum recorder_file file)
{
    const struct table *t = &frame->traces[policy * RECORDER_FILES + (int32_t)file];

    return t->record == NULL ? NULL : t;
}

enum status
frame_shape(const struct frame *frame, struct journal_shape *shape)
{
    const struct scenario *base = &frame->experiment->base;
    struct digest digest;
    struct buffer columns = {0};
    char identity[DIGEST_BYTES];

    table_header(&frame->runs, &columns);
    for (int32_t k = 0; k < base->n_policies * RECORDER_FILES; k++) {
        if (frame->traces[k].record != NULL) {
            table_header(&frame->traces[k], &columns);
        }
    }
    buffer_printf(&columns, "streams %d\n", (int)STREAM_VERSION);
    if (buffer_status(&columns) != STATUS_OK) {
        buffer_free(&columns);
        return STATUS_NO_MEMORY;
    }
    digest_init(&digest);
    digest_add_text(&digest, CBMSIM_VERSION);
    digest_add_text(&digest, frame->experiment->identity);
    digest_add_text(&digest, columns.at);
    digest_print(&digest, identity);
    buffer_free(&columns);
    *shape = (struct journal_shape){.n_policies = base->n_policies, .n_parts = frame->n_parts};
    memcpy(shape->identity, identity, sizeof(shape->identity));
    return STATUS_OK;
}

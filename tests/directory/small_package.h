/* A small result of two tables and a text, which tests write thousands of times. */
#ifndef TESTS_SMALL_PACKAGE_H
#define TESTS_SMALL_PACKAGE_H

#include "directory/result_dir.h"

#define SMALL_IDENTITY "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER_IDENTITY "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static const struct manifest_origin small_origin = {.identity = SMALL_IDENTITY};

struct small_row {
    int64_t point_id;
    int64_t rep;
    int64_t fingerprint;
    double end_day;
    bool crisis;
    int32_t status;
    int32_t state;
    const char *note;
};

static const char *const small_statuses[] = {"ok", "max_events", NULL};
static const char *const small_states[] = {"arland", "borland"};
static const struct table_ids small_ids = {"states", small_states, 2};
static const struct field small_fields[] = {
    FIELD(struct small_row, point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Point."),
    FIELD(struct small_row, rep, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Replication."),
    FIELD(struct small_row, fingerprint, .unit = TABLE_HEX, .doc = "Identity of the history."),
    FIELD(struct small_row, end_day, .min = 0, .max = INFINITY, .unit = "days", .doc = "End."),
    FIELD(struct small_row, crisis, .unit = "", .doc = "Whether a crisis occurred."),
    FIELD_AS(struct small_row, status, FIELD_CHOICE, .choices = small_statuses, .unit = "",
        .doc = "How the run ended."),
    FIELD_AS(struct small_row, state, FIELD_REF, .refers = "states", .unit = "",
        .doc = "Who \"suffered\" most."),
    FIELD(struct small_row, note, .unit = "", .doc = "A note."),
};
static const struct record small_record = {
    .name = "small",
    .doc = "One row per run.",
    .size = sizeof(struct small_row),
    .fields = small_fields,
    .n_fields = FIELD_COUNT_OF(small_fields),
};
static const char *const small_keys[] = {"point_id", "rep", NULL};

static inline enum status
small_add(struct result_dir *p, const struct table *table, const char *name, int32_t n,
    struct failure *f)
{
    enum status st;
    struct result_dir_entry entry = {.name = name, .table = table, .keys = small_keys};
    struct buffer text = {0};
    int32_t file;

    TRY(result_dir_add(p, &entry, &file, f));
    for (int32_t i = 1; i <= n; i++) {
        struct small_row row = {
            1, i, 0xabc + i, i / 3.0, i % 2 == 0, i % 7 == 0, i % 3 - 1, "a, b"};

        table_row(table, &row, &text);
        TRY(buffer_status(&text));
        if (text.length > 256) {
            TRY(result_dir_write(p, file, text.at, text.length, 1, f));
            buffer_clear(&text);
        } else {
            TRY(result_dir_write(p, file, "", 0, 1, f));
        }
    }
    TRY(result_dir_write(p, file, text.at == NULL ? "" : text.at, text.length, 0, f));
out:
    buffer_free(&text);
    return st;
}

/* Opens, fills and commits a result; `extra` adds a third table. */
static inline enum status
small_make(const char *path, const char *identity, bool fresh, bool extra, struct failure *f)
{
    static const char *const arguments[] = {"cbmsim", "run", "x.json"};
    static const struct manifest_file inputs[] = {{"x.json", SMALL_IDENTITY, 12, -1}};
    struct manifest_origin origin = {identity, inputs, 1};
    static const struct manifest_count counts[] = {{"runs", 20}};
    static const struct result_dir_entry scenario = {.name = "scenario.json"};
    struct manifest m = {.status = "complete",
        .seed = UINT64_MAX,
        .n_arguments = 3,
        .arguments = arguments,
        .n_counts = 1,
        .counts = counts};
    struct result_dir p = RESULT_DIR_CLOSED;
    struct table table = {0};
    int32_t file;
    enum status st;

    TRY(table_init(&table, &small_record, TABLE_EXACT, &small_ids, 1));
    TRY(result_dir_open(&p, path, &origin, fresh, f));
    TRY(small_add(&p, &table, "runs.csv", 20, f));
    TRY(small_add(&p, &table, "analysis/summary.csv", 3, f));
    if (extra) {
        TRY(small_add(&p, &table, "analysis/plots/labels.csv", 1, f));
    }
    TRY(result_dir_add(&p, &scenario, &file, f));
    TRY(result_dir_write(&p, file, "{}\n", 3, 0, f));
    TRY(result_dir_commit(&p, &m, "A small result", f));
out:
    result_dir_close(&p);
    table_free(&table);
    return st;
}

#endif

#include "workshop/review/review_tables.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "directory/datapackage.h"
#include "observe/recorder_tables.h"
#include "workshop/review/review_record.h"
#include "workshop/review/review_rows.h"

#define FOLDER "export/"
#define LOG_COPY "exercise.json"

/* ---- files ---- */

static const char *const answers_keys[] = {"step", "seat", "matter", NULL};
static const char *const beliefs_keys[] = {"step", "seat", "incident_id", "suspect", NULL};
static const char *const decisions_keys[] = {"step", "seat", "matter", NULL};
static const char *const messages_written_keys[] = {"record", NULL};
static const char *const predictions_keys[] = {"record", NULL};
static const char *const robustness_keys[] = {
    "step", "seat", "matter", "factor", "level", NULL};
static const char *const turning_keys[] = {NULL};
static const char *const use_keys[] = {"agreements", "used", "measure", NULL};
static const char *const whatif_keys[] = {"step", "seat", "matter", "arm", "measure", NULL};

#define FILE_OF(name)                                                                          \
    {#name ".csv", &review_rows_##name##_record, name##_keys, review_rows_##name},
static const struct file {
    const char *name; /* name in export/ */
    const struct record *record;
    const char *const *keys;
    void (*print)(const struct review *, bool texts, const struct table *, struct buffer *);
} files[] = {REVIEW_ROWS(FILE_OF)};

enum { FILES = sizeof(files) / sizeof(files[0]), TABLES_MAX = FILES + RECORDER_FILES };

/* A file that has been written, and its entry in the data package. */
struct written {
    /* table of this file alone; the tables of the trace files are stored together */
    struct table own;
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes;
};

struct export_files {
    const struct review *review;
    bool texts;
    const struct atomic_dir *directory;
    struct failure *f;
    struct written written[TABLES_MAX], log;
    struct table traces[RECORDER_FILES];
    struct datapackage_table tables[TABLES_MAX];
    int32_t n;
};

static enum status
write_file(
    struct export_files *e, const char *name, const struct buffer *text, struct written *w)
{
    char path[ATOMIC_DIR_NAME_BYTES];
    struct sha256 hash;
    int fd = -1;
    enum status st;

    (void)snprintf(path, sizeof(path), FOLDER "%s", name);
    TRY(buffer_status(text));
    TRY(atomic_dir_create(e->directory, path, &fd, e->f));
    TRY(atomic_dir_write(e->directory, path, fd, buffer_string(text), text->length, e->f));
    TRY(atomic_dir_close(e->directory, path, &fd, e->f));
    TRY(atomic_dir_publish(e->directory, path, e->f));
    sha256_start(&hash);
    sha256_add(&hash, text->at, text->length);
    sha256_print(&hash, w->sha256);
    w->bytes = (int64_t)text->length;
out:
    atomic_file_discard(&fd);
    return st;
}

static enum status
write_table(struct export_files *e, const char *name, const struct table *table,
    const char *const *keys, const struct buffer *text)
{
    struct written *w = &e->written[e->n];
    enum status st;

    TRY(write_file(e, name, text, w));
    e->tables[e->n++] = (struct datapackage_table){.path = name,
        .table = table,
        .keys = keys != NULL && keys[0] != NULL ? keys : NULL,
        .bytes = w->bytes,
        .sha256 = w->sha256};
out:
    return st;
}

/* ---- tables of the review, and of the run ---- */

static enum status
write_rows(struct export_files *e, const struct file *file)
{
    struct table *table = &e->written[e->n].own;
    struct buffer text = {0};
    enum status st;

    TRY(table_init(table, file->record, TABLE_EXACT, NULL, 0));
    table_header(table, &text);
    file->print(e->review, e->texts, table, &text);
    TRY(write_table(e, file->name, table, file->keys, &text));
out:
    buffer_free(&text);
    return st;
}

/* Prints the rows of a trace file, which are already sorted. */
static void
print_trace(const struct export_files *e, int32_t file, struct buffer *text)
{
    const struct array *rows = &e->review->trace.rows[file];

    table_header(&e->traces[file], text);
    for (int32_t k = 0; k < rows->count; k++) {
        table_row(&e->traces[file], (const char *)rows->at + (size_t)k * rows->size, text);
    }
}

static enum status
write_traces(struct export_files *e)
{
    const struct world *w = e->review->exercise->world;
    struct buffer text = {0};
    enum status st;

    TRY(recorder_tables_init(e->traces, w, RECORDER_EVENTS));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        /* series.csv has no rows: an exercise samples no variables */
        if (k != RECORDER_FILE_SERIES) {
            buffer_clear(&text);
            print_trace(e, k, &text);
            TRY(write_table(
                e, recorder_files[k].name, &e->traces[k], recorder_files[k].keys, &text));
        }
    }
out:
    buffer_free(&text);
    return st;
}

/* ---- the log ---- */

static enum status
write_log(struct export_files *e)
{
    const struct exercise *x = e->review->exercise;
    struct buffer text = {0};
    struct arena arena = {0};
    enum status st;

    buffer_text(&text, "{\n  \"format\": \"" RECORD_FORMAT "\",\n  \"records\": [");
    for (int64_t k = 0; k < x->n_records; k++) {
        struct record_line line;

        TRY(review_record(e->review, &x->records[k], e->texts, &arena, &line));
        buffer_text(&text, k == 0 ? "\n    " : ",\n    ");
        record_print(&line, &text);
    }
    buffer_text(&text, "\n  ]\n}\n");
    TRY(write_file(e, LOG_COPY, &text, &e->log));
out:
    arena_free(&arena);
    buffer_free(&text);
    return st;
}

static enum status
write_package(struct export_files *e)
{
    const struct datapackage_file log = {.path = LOG_COPY,
        .doc = "The records of the exercise, in order: who did what, also what was taken back. "
               "Each record is an object; its member \"do\" names its kind.",
        .format = "json",
        .mediatype = "application/json",
        .bytes = e->log.bytes,
        .sha256 = e->log.sha256};
    const struct datapackage package = {.name = "cbmsim-exercise",
        .title = e->review->exercise->workshop->title,
        .tables = e->tables,
        .n_tables = e->n,
        .files = &log,
        .n_files = 1};
    struct written w;
    struct buffer text = {0};
    enum status st;

    datapackage_print(&package, &text);
    TRY(write_file(e, "datapackage.json", &text, &w));
out:
    buffer_free(&text);
    return st;
}

enum status
review_tables_write(
    const struct review *r, bool texts, const struct atomic_dir *directory, struct failure *f)
{
    struct export_files *e = calloc(1, sizeof(*e));
    enum status st = STATUS_NO_MEMORY;

    if (e == NULL) {
        return st;
    }
    *e = (struct export_files){.review = r, .texts = texts, .directory = directory, .f = f};
    for (int32_t k = 0; k < FILES; k++) {
        TRY(write_rows(e, &files[k]));
    }
    TRY(write_traces(e));
    TRY(write_log(e));
    TRY(write_package(e));
out:
    for (int32_t k = 0; k < TABLES_MAX; k++) {
        table_free(&e->written[k].own);
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        table_free(&e->traces[k]);
    }
    free(e);
    return st;
}

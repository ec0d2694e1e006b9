#include "cli/archive.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "directory/platform.h"
#include "directory/version.h"
#include "sweep/replicate.h"

enum { CELL_SHOWN = 60, ADDRESS_BYTES = 160 };

static bool
has_output(const struct manifest_past *past, const char *name)
{
    return text_index(name, TEXT_NAMES(past->outputs, name, past->n_outputs)) >= 0;
}

enum status
archive_path(const struct archive *a, const char *name, struct buffer *path)
{
    buffer_printf(path, "%s/%s", a->directory, name);
    return buffer_status(path);
}

static enum status
read_experiment(struct archive *a, const char *path, struct failure *f)
{
    enum status st;

    TRY(experiment_read(&a->experiment, path, f));
    TRY(frame_init(&a->frame, &a->experiment));
    a->base = &a->experiment.base;
    a->n_points = a->experiment.n_points;
out:
    return st;
}

static enum status
read_scenario(struct archive *a, const char *path, struct failure *f)
{
    enum status st = scenario_load(&a->scenario, path, NULL, f);

    a->base = &a->scenario;
    a->n_points = 1;
    return st;
}

enum status
archive_look(struct archive *a, const char *directory, struct failure *f)
{
    struct stat facts;
    enum status st;

    *a = (struct archive){.directory = directory, .disk = DISK_CLOSED, .point = -1};
    if (stat(directory, &facts) != 0) { /* disk_open() would make it */
        return failure_of(STATUS_IO, f, "%s: %s", directory, strerror(errno));
    }
    TRY(disk_open(&a->disk, directory, f));
    TRY(manifest_read(&a->disk, &a->past, f));
    if (!a->past.ours) {
        st = failure_of(STATUS_IO, f, "%s: is no result directory of cbmsim", directory);
    }
out:
    return st;
}

enum status
archive_open(struct archive *a, const char *directory, struct failure *f)
{
    struct buffer path = {0};
    enum status st;

    TRY(archive_look(a, directory, f));
    a->swept = has_output(&a->past, "experiment.json");
    TRY(archive_path(a, a->swept ? "experiment.json" : "scenario.json", &path));
    TRY(a->swept ? read_experiment(a, path.at, f) : read_scenario(a, path.at, f));
    TRY(table_init(&a->runs, &metric_run_record, TABLE_EXACT, NULL, 0));
out:
    buffer_free(&path);
    return st;
}

enum status
archive_inputs_unchanged(const struct archive *a, const struct inputs *read, struct failure *f)
{
    size_t folder = strlen(a->directory) + 1;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < read->count; k++) {
        TRY(manifest_unchanged(&a->past, a->directory, read->items[k].path + folder, f));
    }
out:
    return st;
}

enum status
archive_unchanged(const struct archive *a, const char *const *names, struct failure *f)
{
    enum status st;

    TRY(archive_inputs_unchanged(a, &a->experiment.inputs, f));
    TRY(archive_inputs_unchanged(a, &a->experiment.base.inputs, f));
    TRY(archive_inputs_unchanged(a, &a->scenario.inputs, f));
    for (; *names != NULL; names++) {
        TRY(manifest_unchanged(&a->past, a->directory, *names, f));
    }
out:
    return st;
}

void
archive_free(struct archive *a)
{
    scenario_free(&a->worlds);
    table_free(&a->runs);
    scenario_free(&a->scenario);
    frame_free(&a->frame);
    experiment_free(&a->experiment);
    manifest_past_free(&a->past);
    disk_release(&a->disk);
}

enum status
archive_worlds(
    struct archive *a, int64_t point, const struct scenario **worlds, struct failure *f)
{
    enum status st = STATUS_OK;

    *worlds = a->swept ? &a->worlds : &a->scenario;
    if (a->swept && a->point != point) {
        struct failure *why = calloc(1, sizeof(*why));

        scenario_free(&a->worlds);
        a->point = point;
        st = why == NULL ? STATUS_NO_MEMORY : unit_worlds(&a->frame, point, &a->worlds, why);
        if (st != STATUS_OK && why != NULL && why->count > 0) {
            st = failure_of(st, f, "%s", why->line[0]);
        }
        free(why);
    }
    return st;
}

enum status
archive_run(struct archive *a, const struct address *address, struct recorder *recorder,
    struct metric_run *row, struct failure *f)
{
    const struct scenario *worlds;
    struct run memory;
    enum status st;

    memset(&memory, 0, sizeof(memory));
    TRY(archive_worlds(a, address->point, &worlds, f));
    if (a->swept) {
        TRY(unit_run_one(&a->frame, worlds, address->point, address->policy,
            address->replication, &memory, recorder, row));
    } else {
        const struct scenario_policy *p = &a->scenario.policies[address->policy];
        struct replicate_policy policy = {.id = p->id, .world = p->world};
        struct replicate_plan plan = {
            .policies = &policy, .n_policies = 1, .point_id = 1, .seed = a->past.seed};

        TRY(replicate_next(&memory, row, &plan, 0, address->replication, recorder));
    }
out:
    run_free(&memory);
    return st;
}

/* ---- rows ---- */

enum status
archive_rows_open(struct archive_rows *rows, const struct archive *a, struct failure *f)
{
    struct buffer path = {0}, header = {0};
    enum status st;

    *rows = (struct archive_rows){0};
    TRY(archive_path(a, "runs.csv", &path));
    table_header(&a->runs, &header);
    TRY(buffer_status(&header));
    rows->file = fopen(path.at, "rb");
    if (rows->file == NULL) {
        st = failure_of(STATUS_IO, f, "%s: %s", path.at, strerror(errno));
    } else if (!archive_rows_next(rows) || rows->length != header.length ||
               memcmp(rows->line, header.at, header.length) != 0) {
        st = failure_of(STATUS_MISMATCH, f, "%s: does not have the columns of cbmsim %s",
            path.at, version_with_commit);
    }
out:
    buffer_free(&path);
    buffer_free(&header);
    return st;
}

bool
archive_rows_next(struct archive_rows *rows)
{
    ssize_t length = getline(&rows->line, &rows->capacity, rows->file);

    rows->length = length > 0 ? (size_t)length : 0;
    return length > 0;
}

void
archive_rows_close(struct archive_rows *rows)
{
    if (rows->file != NULL) {
        (void)fclose(rows->file);
    }
    free(rows->line);
}

enum status
archive_rows_address(const struct archive_rows *rows, const struct archive *a,
    struct address *address, struct failure *f)
{
    char text[ADDRESS_BYTES];
    size_t length = 0;

    for (int32_t commas = 0; length < sizeof(text) - 1 && rows->line[length] != '\0' &&
                             (commas += rows->line[length] == ',') < 3;
         length++) {
        text[length] = (char)(rows->line[length] == ',' ? '/' : rows->line[length]);
    }
    text[length] = '\0';
    return address_read(address, "run", true, text, a->base, a->n_points, f) == STATUS_OK
               ? STATUS_OK
               : STATUS_MISMATCH;
}

/* Length of the first cell; numbers and ids need no quotes. */
static int
cell_length(const char *at)
{
    size_t length = strcspn(at, ",\n");

    return (int)(length < CELL_SHOWN ? length : CELL_SHOWN);
}

static enum status
differs(const struct archive *a, const struct metric_run *run, const char *there,
    const char *again, struct failure *f)
{
    char fingerprint[DIGEST_BYTES];
    int32_t column = 0;

    while (column + 1 < a->runs.n_columns) {
        size_t n = strcspn(there, ",\n"), m = strcspn(again, ",\n");

        if (n != m || memcmp(there, again, n) != 0 || there[n] != ',' || again[m] != ',') {
            break;
        }
        there += n + 1;
        again += m + 1;
        column++;
    }
    failure_add(f, "%s: run %" PRId64 "/%s/%" PRId64 ": %s is %.*s in runs.csv but %.*s now",
        a->directory, run->point_id, run->policy, run->rep, a->runs.columns[column].field->name,
        cell_length(there), there, cell_length(again), again);
    platform_fingerprint(fingerprint);
    if (strcmp(a->past.version, version_with_commit) != 0) {
        failure_add(f, "the result was made by cbmsim %s, this is cbmsim %s", a->past.version,
            version_with_commit);
    } else if (strcmp(a->past.fingerprint, fingerprint) != 0) {
        failure_add(f, "the result was made in another floating-point environment: another C "
                       "library or processor");
    }
    return STATUS_MISMATCH;
}

enum status
archive_rows_compare(const struct archive_rows *rows, const struct archive *a,
    const struct metric_run *again, struct failure *f)
{
    struct buffer text = {0};
    enum status st;

    table_row(&a->runs, again, &text);
    TRY(buffer_status(&text));
    if (text.length != rows->length || memcmp(text.at, rows->line, text.length) != 0) {
        st = differs(a, again, rows->line, text.at, f);
    }
out:
    buffer_free(&text);
    return st;
}

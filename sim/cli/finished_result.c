#include "cli/finished_result.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "directory/fp_platform.h"
#include "directory/version.h"

enum { CELL_SHOWN = 60, RUN_KEY_BYTES = 160 };

static bool
has_output(const struct manifest_old *past, const char *name)
{
    return text_index(name, TEXT_NAMES(past->outputs, name, past->n_outputs)) >= 0;
}

enum status
finished_result_path(const struct finished_result *a, const char *name, struct buffer *path)
{
    buffer_printf(path, "%s/%s", a->directory, name);
    return buffer_status(path);
}

enum status
finished_result_open_manifest(
    struct finished_result *a, const char *directory, struct failure *f)
{
    struct stat facts;
    enum status st;

    *a = (struct finished_result){.directory = directory, .dir = ATOMIC_DIR_CLOSED};
    work_unit_worlds_init(&a->worlds);
    /* The directory must exist, because atomic_dir_open() would create it. */
    if (stat(directory, &facts) != 0) {
        return failure_of_file(f, directory);
    }
    TRY(atomic_dir_open(&a->dir, directory, f));
    TRY(manifest_read(&a->dir, &a->manifest, f));
    if (!a->manifest.ours) {
        st = failure_of(STATUS_IO, f, "%s: is not a result directory of cbmsim", directory);
    }
out:
    return st;
}

/* Whether the manifest has the hash of a file. The manifest has no hashes while files are renamed
   to their final names (see result_dir.h). */
static bool
has_hash(const struct manifest_old *past, const char *name)
{
    int32_t k = text_index(name, TEXT_NAMES(past->outputs, name, past->n_outputs));

    return k >= 0 && past->outputs[k].sha256[0] != '\0';
}

bool
finished_result_has_rows(const struct finished_result *a)
{
    return has_hash(&a->manifest, "runs.csv");
}

enum status
finished_result_published(const struct finished_result *a, struct failure *f)
{
    return has_hash(&a->manifest, "scenario.json")
               ? STATUS_OK
               : failure_of(STATUS_IO, f,
                     "%s: cbmsim was interrupted while it replaced the tables; to finish the "
                     "result, run the command that made it again",
                     a->directory);
}

bool
finished_result_is_sweep(const struct finished_result *a)
{
    return has_output(&a->manifest, "experiment.json");
}

/* Returns the trace level that the manifest records. */
static enum recorder_level
level_of(const struct manifest_old *past)
{
    int32_t level = 0;

    while (recorder_level_names[level] != NULL &&
           strcmp(recorder_level_names[level], past->trace_level) != 0) {
        level++;
    }
    return recorder_level_names[level] == NULL ? RECORDER_NONE : (enum recorder_level)level;
}

/* Reads the scenario of a result of `run`. The options of its command line come from the
   manifest. */
static enum status
read_scenario(
    const struct finished_result *a, const char *path, struct experiment *e, struct failure *f)
{
    struct scenario scenario;
    struct experiment_run run = {.seed = a->manifest.seed,
        .trace_level = level_of(&a->manifest),
        .gzip = a->manifest.gzip};
    enum status st;

    TRY(scenario_load(&scenario, path, NULL, f));
    run.replications =
        a->manifest.replications > 0 ? a->manifest.replications : scenario.replications;
    TRY(experiment_of_scenario(e, &scenario, &run, f));
out:
    return st;
}

enum status
finished_result_experiment(
    const struct finished_result *a, struct experiment *e, struct failure *f)
{
    bool swept = finished_result_is_sweep(a);
    struct buffer path = {0};
    enum status st;

    TRY(finished_result_path(a, swept ? "experiment.json" : "scenario.json", &path));
    TRY(swept ? experiment_read(e, path.at, f) : read_scenario(a, path.at, e, f));
out:
    buffer_free(&path);
    return st;
}

enum status
finished_result_open(struct finished_result *a, const char *directory, struct failure *f)
{
    enum status st;

    TRY(finished_result_open_manifest(a, directory, f));
    TRY(finished_result_read(a, f));
out:
    return st;
}

enum status
finished_result_read(struct finished_result *a, struct failure *f)
{
    enum status st;

    TRY(finished_result_experiment(a, &a->experiment, f));
    TRY(layout_init(&a->layout, &a->experiment));
out:
    return st;
}

enum status
finished_result_inputs_unchanged(
    const struct finished_result *a, const struct input_files *read, struct failure *f)
{
    size_t folder = strlen(a->directory) + 1;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < read->count; k++) {
        TRY(manifest_unchanged(&a->manifest, a->directory, read->items[k].path + folder, f));
    }
out:
    return st;
}

enum status
finished_result_unchanged(
    const struct finished_result *a, const char *const *names, struct failure *f)
{
    enum status st;

    TRY(finished_result_published(a, f));
    TRY(finished_result_inputs_unchanged(a, &a->experiment.inputs, f));
    TRY(finished_result_inputs_unchanged(a, &a->experiment.base.inputs, f));
    for (; *names != NULL; names++) {
        TRY(manifest_unchanged(&a->manifest, a->directory, *names, f));
    }
out:
    return st;
}

void
finished_result_free(struct finished_result *a)
{
    work_unit_worlds_free(&a->worlds);
    layout_free(&a->layout);
    experiment_free(&a->experiment);
    manifest_old_free(&a->manifest);
    atomic_dir_release(&a->dir);
}

enum status
finished_result_run(struct finished_result *a, const struct run_key *key,
    struct recorder *recorder, struct metric_run *row, struct failure *f)
{
    static const struct replication_watch never = {0};
    struct run memory;
    enum status st;

    memset(&memory, 0, sizeof(memory));
    TRY(work_unit_worlds_of(&a->worlds, &a->layout, key->point, f));
    TRY(work_unit_run_one(
        &a->layout, &a->worlds, key->policy, key->replication, &never, &memory, recorder, row));
out:
    run_free(&memory);
    return st;
}

/* ---- rows ---- */

enum status
finished_result_rows_open(
    struct finished_result_rows *rows, const struct finished_result *a, struct failure *f)
{
    struct buffer path = {0}, header = {0};
    bool more;
    enum status st;

    *rows = (struct finished_result_rows){0};
    TRY(finished_result_path(a, "runs.csv", &path));
    table_header(&a->layout.runs, &header);
    TRY(buffer_status(&header));
    rows->file = fopen(path.at, "rb");
    if (rows->file == NULL) {
        st = failure_of_file(f, path.at);
        goto out;
    }
    TRY(finished_result_rows_next(rows, &more, f));
    if (!more || rows->length != header.length ||
        memcmp(rows->line, header.at, header.length) != 0) {
        st = failure_of(STATUS_MISMATCH, f,
            "%s: does not have the columns that cbmsim %s writes; use the version of cbmsim "
            "that made the result",
            path.at, version_with_commit);
    }
out:
    buffer_free(&path);
    buffer_free(&header);
    return st;
}

enum status
finished_result_rows_next(struct finished_result_rows *rows, bool *more, struct failure *f)
{
    ssize_t length = getline(&rows->line, &rows->capacity, rows->file);

    *more = length > 0;
    rows->length = *more ? (size_t)length : 0;
    return *more || feof(rows->file) ? STATUS_OK : failure_of_file(f, "runs.csv");
}

void
finished_result_rows_close(struct finished_result_rows *rows)
{
    if (rows->file != NULL) {
        (void)fclose(rows->file);
    }
    free(rows->line);
}

enum status
finished_result_rows_key(const struct finished_result_rows *rows,
    const struct finished_result *a, struct run_key *key, struct failure *f)
{
    char text[RUN_KEY_BYTES];
    size_t length = 0;

    for (int32_t commas = 0; length < sizeof(text) - 1 && rows->line[length] != '\0' &&
                             (commas += rows->line[length] == ',') < 3;
         length++) {
        text[length] = (char)(rows->line[length] == ',' ? '/' : rows->line[length]);
    }
    text[length] = '\0';
    return run_key_read(key, "run", true, text, &a->experiment.base, a->experiment.n_points,
               f) == STATUS_OK
               ? STATUS_OK
               : STATUS_MISMATCH;
}

enum status
finished_result_rows_find(struct finished_result_rows *rows, const struct finished_result *a,
    const struct run_key *wanted, bool *there, struct failure *f)
{
    struct run_key at;
    bool more;
    enum status st;

    *there = false;
    TRY(finished_result_rows_open(rows, a, f));
    while (!*there) {
        TRY(finished_result_rows_next(rows, &more, f));
        if (!more) {
            break;
        }
        TRY(finished_result_rows_key(rows, a, &at, f));
        *there = at.point == wanted->point && at.policy == wanted->policy &&
                 at.replication == wanted->replication;
    }
out:
    return st;
}

/* Returns the length of the first cell, limited for a message. (Numbers and ids have no quotes.) */
static int
cell_length(const char *at)
{
    size_t length = strcspn(at, ",\n");

    return (int)(length < CELL_SHOWN ? length : CELL_SHOWN);
}

static enum status
report_difference(const struct finished_result *a, const struct metric_run *run,
    const char *there, const char *again, struct failure *f)
{
    char fingerprint[SHA256_HEX_BYTES];
    int32_t column = 0;

    while (column + 1 < a->layout.runs.n_columns) {
        size_t n = strcspn(there, ",\n"), m = strcspn(again, ",\n");

        if (n != m || memcmp(there, again, n) != 0 || there[n] != ',' || again[m] != ',') {
            break;
        }
        there += n + 1;
        again += m + 1;
        column++;
    }
    failure_add(f, "%s: run %" PRId64 "/%s/%" PRId64 ": %s is %.*s in runs.csv but %.*s now",
        a->directory, run->point_id, run->policy, run->rep,
        a->layout.runs.columns[column].field->name, cell_length(there), there,
        cell_length(again), again);
    fp_platform_fingerprint(fingerprint);
    if (a->manifest.n_platforms > 1) {
        manifest_mixture(a->directory, a->manifest.platforms, a->manifest.n_platforms, f);
    } else if (strcmp(a->manifest.version, version_with_commit) != 0) {
        failure_add(f, "cbmsim %s made the result, and this is cbmsim %s; use the same version",
            a->manifest.version, version_with_commit);
    } else if (strcmp(a->manifest.fingerprint, fingerprint) != 0) {
        failure_add(f, "the result comes from another floating-point environment (another C "
                       "library or processor); use the same environment");
    }
    return STATUS_MISMATCH;
}

enum status
finished_result_rows_compare(const struct finished_result_rows *rows,
    const struct finished_result *a, const struct metric_run *again, struct failure *f)
{
    struct buffer text = {0};
    enum status st;

    table_row(&a->layout.runs, again, &text);
    TRY(buffer_status(&text));
    if (text.length != rows->length || memcmp(text.at, rows->line, text.length) != 0) {
        st = report_difference(a, again, rows->line, text.at, f);
    }
out:
    buffer_free(&text);
    return st;
}

#include <stdio.h>
#include <string.h>

#include "analysis/analysis.h"
#include "analysis/plots.h"
#include "base/message.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "directory/result_dir.h"
#include "experiment/experiment_calibration.h"

/* The files to write. They stay in .cbmsim until all are complete. */
struct files {
    struct atomic_dir *disk;
    const char *name[RESULT_DIR_FILES];
    int32_t n;
    int fd;
};

static enum status
close_last(struct files *files, struct failure *f)
{
    return files->fd < 0
               ? STATUS_OK
               : atomic_dir_close(files->disk, files->name[files->n - 1], &files->fd, f);
}

static enum status
write_bytes(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct files *files = self;

    (void)rows;
    return atomic_dir_write(
        files->disk, files->name[files->n - 1], files->fd, bytes, length, f);
}

static enum status
begin(void *self, const char *name, const struct table *table, const char *const *keys,
    struct failure *f)
{
    struct files *files = self;
    struct buffer header = {0};
    enum status st;

    (void)keys;
    TRY(close_last(files, f));
    if (files->n == RESULT_DIR_FILES) {
        return failure_of(STATUS_BAD_INPUT, f,
            "the analyses need more than %d files; request fewer analyses in the experiment",
            RESULT_DIR_FILES);
    }
    TRY(atomic_dir_create(files->disk, name, &files->fd, f));
    files->name[files->n++] = name;
    if (table != NULL) {
        table_header(table, &header);
        TRY(buffer_status(&header));
        TRY(write_bytes(files, header.at, header.length, 0, f));
    }
out:
    buffer_free(&header);
    return st;
}

/* Reports files that now differ from the manifest, which the command does not update. */
static enum status
print_changed_files(
    const struct finished_result *a, const struct files *files, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < files->n; k++) {
        struct buffer path = {0};
        char sha256[SHA256_HEX_BYTES] = "";
        int64_t bytes;

        st = finished_result_path(a, files->name[k], &path);
        st = st == STATUS_OK ? sha256_file(path.at, sha256, &bytes, f) : st;
        for (int32_t i = 0; i < a->manifest.n_outputs; i++) {
            if (strcmp(a->manifest.outputs[i].name, files->name[k]) == 0 &&
                strcmp(a->manifest.outputs[i].sha256, sha256) != 0) {
                message_print("%s: differs from the file recorded in %s/%s", path.at,
                    a->directory, MANIFEST_NAME);
            }
        }
        buffer_free(&path);
        TRY(st);
    }
out:
    return st;
}

/* Adds the calibration that the options request. If the option --statistics names a file, reads it
   into *statistics. */
static enum status
add_calibration(struct finished_result *a, const struct arguments *arguments,
    struct run_table *statistics, struct failure *f)
{
    const char *targets = arguments_value(arguments, "targets", NULL);
    const char *table = arguments_value(arguments, "statistics", NULL);
    const char *share = arguments_value(arguments, "accept", NULL);
    double accept = EXPERIMENT_ACCEPT;
    struct text_names columns;
    enum status st = STATUS_OK;

    if (targets == NULL) {
        return table == NULL && share == NULL
                   ? STATUS_OK
                   : failure_of(STATUS_USAGE, f, "--%s needs --targets with figures to compare",
                         table == NULL ? "accept" : "statistics");
    }
    if (share != NULL &&
        (!number_read(share, strlen(share), &accept) || !(accept > 0) || accept > 1)) {
        return failure_of(STATUS_USAGE, f, "--accept needs a share above 0 and at most 1");
    }
    if (a->experiment.n_factors == 0) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: has no factors to fit; --targets needs the result of a sweep", a->directory);
    }
    if (table != NULL) {
        TRY(run_table_of_file(statistics, table, f));
        columns = run_table_columns(statistics);
    }
    TRY(experiment_calibration_add(
        &a->experiment, targets, table == NULL ? NULL : &columns, f));
    a->experiment.analyses[a->experiment.n_analyses - 1].accept = accept;
out:
    return st;
}

static enum status
analyse(struct finished_result *a, const struct run_table *statistics, struct failure *f)
{
    struct files files = {.disk = &a->dir, .fd = -1};
    struct analysis_sink sink = {&files, begin, write_bytes};
    struct analysis analysis = {0};
    struct plots plots = {0};
    struct run_table runs = {0};
    struct buffer path = {0};
    enum status st;

    TRY(finished_result_path(a, "runs.csv", &path));
    TRY(analysis_init(&analysis, &a->experiment));
    analysis.statistics = statistics;
    TRY(atomic_dir_lock(&a->dir, f));
    TRY(run_table_of_file(&runs, path.at, f));
    TRY(analysis_make(&analysis, &runs, arguments_processors(), &sink, f));
    TRY(plots_write(&plots, &a->experiment, &sink, f));
    TRY(close_last(&files, f));
    for (int32_t k = 0; k < files.n; k++) {
        TRY(atomic_dir_publish(&a->dir, files.name[k], f));
    }
    TRY(print_changed_files(a, &files, f));
out:
    atomic_file_discard(&files.fd);
    analysis_free(&analysis);
    plots_free(&plots);
    run_table_free(&runs);
    buffer_free(&path);
    return st;
}

enum status
command_analyze(const struct arguments *arguments, struct failure *f)
{
    static const char *const from[] = {"runs.csv", NULL};
    struct finished_result a;
    struct run_table statistics = {0};
    enum status st;

    TRY(finished_result_open(&a, arguments->operands[0], f));
    TRY(finished_result_unchanged(&a, from, f));
    TRY(add_calibration(&a, arguments, &statistics, f));
    TRY(analyse(&a, statistics.n > 0 ? &statistics : NULL, f));
out:
    run_table_free(&statistics);
    finished_result_free(&a);
    return st;
}

#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "directory/result_dir.h"
#include "rare_result/rare_page.h"
#include "report/page.h"

enum { PATH_BYTES = 4096 };

static enum status
write_into_result(
    struct finished_result *a, const struct buffer *html, bool quiet, struct failure *f)
{
    int fd = -1;
    enum status st;

    TRY(atomic_dir_lock(&a->dir, f));
    TRY(atomic_dir_create(&a->dir, RESULT_DIR_REPORT, &fd, f));
    TRY(atomic_dir_write(&a->dir, RESULT_DIR_REPORT, fd, html->at, html->length, f));
    TRY(atomic_dir_close(&a->dir, RESULT_DIR_REPORT, &fd, f));
    TRY(atomic_dir_publish(&a->dir, RESULT_DIR_REPORT, f));
    if (!quiet) {
        message_print("%s/%s", a->directory, RESULT_DIR_REPORT);
    }
out:
    atomic_file_discard(&fd);
    return st;
}

/* Whether `path` is the page report.html in the result directory. */
static bool
is_own_page(const struct finished_result *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    char directory[PATH_BYTES];
    int length = snprintf(directory, sizeof(directory), "%.*s.", (int)(name - path), path);

    return strcmp(name, RESULT_DIR_REPORT) == 0 && length < PATH_BYTES &&
           output_same_file(directory, a->directory);
}

/* Repeats a run and compares it with its row in runs.csv. */
static enum status
replay(void *self, const struct report_data_run *run, struct recorder *recorder,
    const struct world **world, struct failure *f)
{
    struct finished_result *a = self;
    struct run_key key = {run->point - 1, run->policy, run->rep};
    struct finished_result_rows rows = {0};
    struct metric_run row;
    bool there;
    enum status st;

    TRY(finished_result_rows_find(&rows, a, &key, &there, f));
    TRY(finished_result_run(a, &key, recorder, &row, f));
    TRY(there ? finished_result_rows_compare(&rows, a, &row, f) : STATUS_MISMATCH);
    *world = a->worlds.there->policies[run->policy].world;
out:
    finished_result_rows_close(&rows);
    return st;
}

/* Reads the key of the run from --run, if the option is present. */
static enum status
read_shown_run(struct report_data_source *source, const struct finished_result *a,
    const struct arguments *arguments, struct failure *f)
{
    const char *text = arguments_value(arguments, "run", NULL);
    struct run_key key;
    enum status st = STATUS_OK;

    if (text == NULL) {
        return STATUS_OK;
    }
    TRY(run_key_read(&key, "run", true, text, &a->experiment.base, a->experiment.n_points, f));
    source->shown =
        (struct report_data_run){(int32_t)key.point + 1, key.policy, (int32_t)key.replication};
out:
    return st;
}

/* Prints the report of a sweep or of a run. */
static enum status
print_page(struct finished_result *a, const struct arguments *arguments, struct buffer *html,
    struct failure *f)
{
    static const char *const none[] = {NULL};
    struct report_data_source source;
    enum status st;

    TRY(finished_result_read(a, f));
    TRY(finished_result_unchanged(
        a, none, f)); /* the other files are checked when they are read */
    source = (struct report_data_source){.directory = a->directory,
        .past = &a->manifest,
        .scenario = &a->experiment.base,
        .experiment = &a->experiment,
        .self = a,
        .replay = replay};
    TRY(read_shown_run(&source, a, arguments, f));
    TRY(page_print(&source, html, f));
out:
    return st;
}

/* Prints the report of a rare event, which has no single run to show. */
static enum status
print_rare_page(struct finished_result *a, const struct arguments *arguments,
    struct buffer *html, struct failure *f)
{
    if (arguments_has(arguments, "run")) {
        return failure_of(
            STATUS_USAGE, f, "--run: the result of 'cbmsim rare' has no runs; omit --run");
    }
    return rare_page_print(a->directory, &a->manifest, html, f);
}

enum status
command_report(const struct arguments *arguments, struct failure *f)
{
    const char *path = arguments_value(arguments, "output", NULL);
    struct finished_result a;
    struct buffer html = {0};
    enum status st;

    TRY(finished_result_open_manifest(&a, arguments->operands[0], f));
    TRY((rare_page_is(&a.manifest) ? print_rare_page : print_page)(&a, arguments, &html, f));
    if (path == NULL || is_own_page(&a, path)) {
        TRY(write_into_result(&a, &html, arguments_has(arguments, "quiet"), f));
    } else if (strcmp(path, "-") == 0) {
        TRY(output_print(html.at, html.length, f));
    } else {
        TRY(output_replace_file(path, PAGE_MARK, "a report", &html, f));
    }
out:
    buffer_free(&html);
    finished_result_free(&a);
    return st;
}

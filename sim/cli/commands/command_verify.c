#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "cli/sweep_session.h"
#include "directory/gzip.h"

enum { ROWS_AGAIN = 5 };

/* The numbers of checked files, bytes, rows and repeated runs, and the errors. */
struct verification {
    struct finished_result *finished;
    int64_t files, bytes, rows, again;
    struct failure *f;
};

/* ---- files ---- */

/* Counts the rows of a CSV file. The header does not count. */
static enum status
count_rows(const char *path, int64_t *rows, struct failure *f)
{
    struct gzip_lines lines;
    bool quoted = false;
    enum status st;

    *rows = -1;
    TRY(gzip_lines_open(&lines, path, f));
    if (lines.file == NULL) {
        st = failure_of_file(f, path);
        goto out;
    }
    while (lines.line.length > 0) {
        *rows += table_count_rows(lines.line.at, lines.line.length, &quoted);
        TRY(gzip_lines_next(&lines, f));
    }
out:
    gzip_lines_close(&lines);
    return st;
}

/* Reports a missing or changed file. The caller then continues with the other files. */
static enum status
verify_file(struct verification *v, const struct manifest_file *written)
{
    struct buffer path = {0};
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes, rows = -1;
    enum status st;

    TRY(finished_result_path(v->finished, written->name, &path));
    if (written->sha256[0] == '\0') {
        goto out; /* the manifest has no hash of the journal */
    }
    TRY(sha256_file(path.at, sha256, &bytes, v->f));
    v->files++;
    v->bytes += bytes;
    if (strcmp(sha256, written->sha256) != 0) {
        st = failure_of(STATUS_MISMATCH, v->f,
            "%s: its contents have changed since cbmsim wrote it (now %" PRId64
            " bytes, originally %" PRId64 ")",
            path.at, bytes, written->bytes);
    } else if (written->rows >= 0) {
        TRY(count_rows(path.at, &rows, v->f));
        v->rows += rows;
        if (rows != written->rows) {
            st = failure_of(STATUS_MISMATCH, v->f,
                "%s: has %" PRId64 " rows, but cbmsim wrote %" PRId64, path.at, rows,
                written->rows);
        }
    }
out:
    buffer_free(&path);
    return st;
}

static enum status
verify_files(struct verification *v)
{
    const struct manifest_old *past = &v->finished->manifest;
    bool bad = false;

    for (int32_t k = 0; k < past->n_outputs; k++) {
        enum status st = verify_file(v, &past->outputs[k]);

        if (st == STATUS_NO_MEMORY) {
            return st;
        }
        bad = bad || st != STATUS_OK;
    }
    return bad ? STATUS_MISMATCH : STATUS_OK;
}

static enum status
verify_journal(struct verification *v, const struct arguments *arguments)
{
    const struct finished_result *a = v->finished;
    struct sweep_session s;
    enum status st;

    sweep_session_init(&s, arguments);
    TRY(sweep_session_open_readonly(&s, &a->layout, a->directory, false, v->f));
    /* sweep_session_open_readonly() has reported the damaged places. */
    if (s.journal.damage.count > 0) {
        st = failure_of(STATUS_MISMATCH, v->f, "%s: has changed in %d places", s.path.at,
            (int)s.journal.damage.count);
    }
out:
    sweep_session_free(&s);
    return st;
}

/* ---- runs ---- */

static enum status
verify_row(struct verification *v, const struct finished_result_rows *rows)
{
    struct run_key key;
    struct metric_run again;
    enum status st;

    TRY(finished_result_rows_key(rows, v->finished, &key, v->f));
    TRY(finished_result_run(v->finished, &key, NULL, &again, v->f));
    TRY(finished_result_rows_compare(rows, v->finished, &again, v->f));
    v->again++;
out:
    return st;
}

/* Repeats and compares up to `wanted` runs, which are spread evenly over the file. */
static enum status
verify_runs(struct verification *v, int64_t wanted)
{
    struct finished_result_rows rows = {0};
    int64_t n = -1, row = 0;
    bool more = true;
    enum status st;

    TRY(finished_result_rows_open(&rows, v->finished, v->f));
    for (; more; n++) {
        TRY(finished_result_rows_next(&rows, &more, v->f));
    }
    finished_result_rows_close(&rows);
    TRY(finished_result_rows_open(&rows, v->finished, v->f));
    wanted = wanted < n ? wanted : n;
    for (int64_t k = 0; k < wanted; k++) {
        int64_t at = (int64_t)((double)n * ((double)k + 0.5) / (double)wanted);

        for (; row <= at; row++) {
            TRY(finished_result_rows_next(&rows, &more, v->f));
        }
        TRY(verify_row(v, &rows));
    }
out:
    finished_result_rows_close(&rows);
    return st;
}

static enum status
verify(struct verification *v, const struct arguments *arguments)
{
    const struct finished_result *a = v->finished;
    struct failure mixture = {0};
    char shown[TEXT_VISIBLE_BYTES];
    struct buffer text = {0};
    int64_t wanted;
    enum status st;

    TRY(arguments_integer(arguments, "runs", 0, 1000000000, ROWS_AGAIN, &wanted, v->f));
    if (!finished_result_has_rows(a)) {
        st = atomic_dir_is_locked(&a->dir)
                 ? failure_of(STATUS_IO, v->f,
                       "%s: another cbmsim is writing this directory; wait until it ends, then "
                       "verify",
                       a->directory)
                 : failure_of(STATUS_MISMATCH, v->f,
                       "%s: the result is incomplete (partial); to finish it, repeat the "
                       "command that began it",
                       a->directory);
        goto out;
    }
    TRY(verify_files(v));
    TRY(verify_journal(v, arguments));
    TRY(verify_runs(v, wanted));
    buffer_printf(&text,
        "%s: %s, %" PRId64 " files of %" PRId64 " bytes and %" PRId64
        " rows are unchanged; %" PRId64 " repeated runs are the same\n",
        text_visible(shown, a->directory), a->manifest.status, v->files, v->bytes, v->rows,
        v->again);
    TRY(buffer_status(&text));
    TRY(output_print_text(&text, v->f));
    manifest_mixture(a->directory, a->manifest.platforms, a->manifest.n_platforms, &mixture);
    failure_print("warning: ", &mixture);
out:
    buffer_free(&text);
    return st;
}

enum status
command_verify(const struct arguments *arguments, struct failure *f)
{
    struct finished_result a;
    struct verification v = {.finished = &a, .f = f};
    enum status st;

    TRY(finished_result_open(&a, arguments->operands[0], f));
    TRY(verify(&v, arguments));
out:
    finished_result_free(&a);
    return st;
}

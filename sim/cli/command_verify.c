#include <inttypes.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/command.h"
#include "cli/study.h"

enum { ROWS_AGAIN = 5, READ_BYTES = 1 << 16 };

/* What was looked at, and what was wrong; the lines are in the failure. */
struct verification {
    struct archive *archive;
    int64_t files, bytes, rows, again;
    struct failure *f;
};

/* ---- files ---- */

/* Rows of a CSV file, without its header. */
static enum status
count_rows(const char *path, int64_t *rows, struct failure *f)
{
    char chunk[READ_BYTES];
    FILE *file = fopen(path, "rb");
    bool quoted = false;
    size_t got;

    *rows = -1;
    if (file == NULL) {
        return failure_of(STATUS_IO, f, "%s: cannot be read", path);
    }
    while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        *rows += table_count_rows(chunk, got, &quoted);
    }
    (void)fclose(file);
    return STATUS_OK;
}

/* A file that is not there or has changed is told, and the others are still looked at. */
static enum status
verify_file(struct verification *v, const struct manifest_file *written)
{
    struct buffer path = {0};
    char sha256[DIGEST_BYTES];
    int64_t bytes, rows = -1;
    enum status st;

    TRY(archive_path(v->archive, written->name, &path));
    if (written->sha256[0] == '\0') {
        goto out; /* the journal */
    }
    TRY(digest_file(path.at, sha256, &bytes, v->f));
    v->files++;
    v->bytes += bytes;
    if (strcmp(sha256, written->sha256) != 0) {
        st = failure_of(STATUS_MISMATCH, v->f,
            "%s: is not the file that was written: it has %" PRId64 " bytes, %" PRId64
            " were written",
            path.at, bytes, written->bytes);
    } else if (written->rows >= 0) {
        TRY(count_rows(path.at, &rows, v->f));
        v->rows += rows;
        if (rows != written->rows) {
            st = failure_of(STATUS_MISMATCH, v->f,
                "%s: has %" PRId64 " rows, %" PRId64 " were written", path.at, rows,
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
    const struct manifest_past *past = &v->archive->past;
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
    struct study s;
    struct buffer path = {0};
    enum status st;

    study_init(&s, arguments);
    TRY(archive_path(v->archive, "experiment.json", &path));
    TRY(study_read(&s, path.at, v->f));
    TRY(study_look(&s, &s.frame, v->archive->directory, false, v->f));
    if (s.journal.damage.count > 0) { /* study_look() has printed which */
        st = failure_of(STATUS_MISMATCH, v->f, "%s: changed in %d places", s.path.at,
            (int)s.journal.damage.count);
    }
out:
    study_free(&s);
    buffer_free(&path);
    return st;
}

/* ---- runs ---- */

static enum status
verify_row(struct verification *v, const struct archive_rows *rows)
{
    struct address address;
    struct metric_run again;
    enum status st;

    TRY(archive_rows_address(rows, v->archive, &address, v->f));
    TRY(archive_run(v->archive, &address, NULL, &again, v->f));
    TRY(archive_rows_compare(rows, v->archive, &again, v->f));
    v->again++;
out:
    return st;
}

/* Makes some runs again, spread evenly over the file. */
static enum status
verify_runs(struct verification *v, int64_t wanted)
{
    struct archive_rows rows = {0};
    int64_t n = -1, row = 0;
    enum status st;

    TRY(archive_rows_open(&rows, v->archive, v->f));
    for (n = 0; archive_rows_next(&rows); n++) {
    }
    archive_rows_close(&rows);
    TRY(archive_rows_open(&rows, v->archive, v->f));
    wanted = wanted < n ? wanted : n;
    for (int64_t k = 0; k < wanted; k++) {
        int64_t at = (int64_t)((double)n * ((double)k + 0.5) / (double)wanted);

        for (; row <= at; row++) {
            (void)archive_rows_next(&rows);
        }
        TRY(verify_row(v, &rows));
    }
out:
    archive_rows_close(&rows);
    return st;
}

static enum status
verify(struct verification *v, const struct arguments *arguments)
{
    const struct archive *a = v->archive;
    struct buffer text = {0};
    int64_t wanted;
    enum status st;

    TRY(arguments_integer(arguments, "runs", 0, 1000000000, ROWS_AGAIN, &wanted, v->f));
    if (strcmp(a->past.status, "complete") != 0 && strcmp(a->past.status, "partial") != 0) {
        st = failure_of(STATUS_MISMATCH, v->f,
            "%s: is not finished (%s); run the command that made it again to finish it",
            a->directory, a->past.status);
        goto out;
    }
    TRY(verify_files(v));
    if (a->swept) {
        TRY(verify_journal(v, arguments));
    }
    TRY(verify_runs(v, wanted));
    buffer_printf(&text,
        "%s: %s, %" PRId64 " files of %" PRId64 " bytes and %" PRId64
        " rows are unchanged; %" PRId64 " repeated runs are the same\n",
        a->directory, a->past.status, v->files, v->bytes, v->rows, v->again);
    TRY(buffer_status(&text));
    TRY(command_print(text.at, text.length, v->f));
out:
    buffer_free(&text);
    return st;
}

enum status
command_verify(const struct arguments *arguments, struct failure *f)
{
    struct archive a;
    struct verification v = {.archive = &a, .f = f};
    enum status st;

    TRY(archive_open(&a, arguments->operands[0], f));
    TRY(verify(&v, arguments));
out:
    archive_free(&a);
    return st;
}

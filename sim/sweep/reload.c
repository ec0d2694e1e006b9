#include "sweep/reload.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "directory/gzip.h"
#include "format/table_read.h"
#include "observe/recorder.h"
#include "sweep/row.h"

enum { BLOCK_RUNS = 512, KEY_BYTES = 160 };

/** The rows of one part of a point under one policy. */
struct part_rows {
    struct buffer text;
    struct run_rows {
        int32_t rep;
        uint32_t length; /* bytes of the rows of this run */
    } * runs;
    int64_t n, capacity;
};

struct reload {
    struct journal *to;
    const struct layout *layout;
    const char *directory;
    /* The rows of these files begin with point, policy and replication. files[LAYOUT_RUNS] is not
       used. */
    struct gzip_lines files[LAYOUT_PARTS];
    int64_t point;          /* counts from 1; 0 before the first row */
    struct part_rows *rows; /* [policy][part]: the rows of this point */
    struct buffer packed, run;
};

static struct part_rows *
rows_of(const struct reload *r, int32_t policy, int32_t part)
{
    return &r->rows[policy * r->layout->n_parts + part];
}

/* ---- files with text ---- */

static enum status
open_rows(struct reload *r, int32_t part, const char *name, struct failure *f)
{
    struct gzip_lines *file = &r->files[part];
    struct buffer path = {0};
    enum status st;

    buffer_printf(&path, "%s/%s", r->directory, name);
    TRY(buffer_status(&path));
    TRY(gzip_lines_open(file, path.at, f));
    if (file->file != NULL) {
        TRY(gzip_lines_next(file, f)); /* skips the header */
    }
out:
    buffer_free(&path);
    return st;
}

static enum status
open_files(struct reload *r, struct failure *f)
{
    enum status st;

    TRY(open_rows(r, LAYOUT_FAILURES, "failures.csv", f));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (r->layout->part[k] >= 0) {
            TRY(open_rows(
                r, r->layout->part[k], layout_trace_name(r->layout, (enum recorder_file)k), f));
        }
    }
out:
    return st;
}

/* Moves the rows of a run from a file to the end of its part. Adds their bytes to *length. */
static enum status
take_lines(struct reload *r, int32_t part, const char *key, struct part_rows *to,
    uint32_t *length, struct failure *f)
{
    struct gzip_lines *file = &r->files[part];
    size_t before = to->text.length;
    enum status st = STATUS_OK;

    buffer_clear(&r->run);
    while (file->line.length > 0 && strncmp(file->line.at, key, strlen(key)) == 0) {
        buffer_add(&r->run, file->line.at, file->line.length);
        TRY(gzip_lines_next(file, f));
    }
    TRY(buffer_status(&r->run));
    if (part >= LAYOUT_TRACES && r->layout->experiment->outputs.gzip) {
        TRY(gzip_pack(&to->text, buffer_string(&r->run), r->run.length));
    } else if (r->run.length > 0) {
        buffer_add(&to->text, r->run.at, r->run.length);
    }
    TRY(buffer_status(&to->text));
    *length = (uint32_t)(to->text.length - before);
out:
    return st;
}

/* ---- blocks ---- */

/* Adds the runs `from` to `to` - 1 of the current point as a block. Their replications are
   consecutive. */
static enum status
add_block(struct reload *r, int64_t from, int64_t to, size_t *offsets, struct failure *f)
{
    int32_t n_rows = r->to->shape.n_policies * r->layout->n_parts;
    int64_t n = to - from;
    struct journal_block block = {.point_id = (int32_t)r->point,
        .point_key = r->layout->experiment->keys[r->point - 1],
        .first = r->rows[0].runs[from].rep,
        .n = (int32_t)n};
    uint32_t *lengths = calloc((size_t)(n_rows * n), sizeof(*lengths));
    enum status st = STATUS_NO_MEMORY;

    if (lengths == NULL) {
        return st;
    }
    block.lengths = lengths;
    for (int32_t k = 0; k < n_rows; k++) {
        size_t start = offsets[k];

        for (int64_t i = 0; i < n; i++) {
            lengths[k * n + i] = r->rows[k].runs[from + i].length;
            offsets[k] += lengths[k * n + i];
            block.n_failed +=
                k % r->layout->n_parts == LAYOUT_FAILURES && lengths[k * n + i] > 0;
        }
        if (offsets[k] > start) {
            buffer_add(&block.text, r->rows[k].text.at + start, offsets[k] - start);
        }
    }
    TRY(buffer_status(&block.text));
    buffer_clear(&r->packed);
    TRY(journal_pack(r->to, &block, &r->packed));
    TRY(journal_append(r->to, &r->packed, f));
out:
    buffer_free(&block.text);
    free(lengths);
    return st;
}

/* Returns the end of the block that begins with run `from` of the point. */
static int64_t
end_of_block(const struct part_rows *rows, int64_t from)
{
    int64_t to = from + 1;

    while (to < rows->n && to < from + BLOCK_RUNS &&
           rows->runs[to].rep == rows->runs[to - 1].rep + 1) {
        to++;
    }
    return to;
}

/* Whether the point has the same replications under every policy. */
static bool
is_complete(const struct reload *r)
{
    const struct part_rows *first = rows_of(r, 0, LAYOUT_RUNS);

    for (int32_t policy = 1; policy < r->to->shape.n_policies; policy++) {
        const struct part_rows *other = rows_of(r, policy, LAYOUT_RUNS);

        for (int64_t i = 0; i < first->n && other->n == first->n; i++) {
            if (other->runs[i].rep != first->runs[i].rep) {
                return false;
            }
        }
        if (other->n != first->n) {
            return false;
        }
    }
    return true;
}

/* Adds the blocks of the current point and clears its rows. */
static enum status
add_point(struct reload *r, struct failure *f)
{
    int32_t n_rows = r->to->shape.n_policies * r->layout->n_parts;
    size_t *offsets = calloc((size_t)n_rows, sizeof(*offsets));
    enum status st = STATUS_OK;

    if (offsets == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (!is_complete(r)) {
        st = failure_of(STATUS_IO, f,
            "%s/runs.csv: point %" PRId64
            ": the policies have different replications, so the result cannot be merged; make "
            "it again with --fresh",
            r->directory, r->point);
        goto out;
    }
    for (int64_t from = 0, to; from < r->rows[0].n; from = to) {
        to = end_of_block(&r->rows[0], from);
        TRY(add_block(r, from, to, offsets, f));
    }
    for (int32_t k = 0; k < n_rows; k++) {
        buffer_clear(&r->rows[k].text);
        r->rows[k].n = 0;
    }
out:
    free(offsets);
    return st;
}

/* ---- runs.csv ---- */

static bool
read_hex(const char *text, uint64_t *number)
{
    char *end;

    *number = strtoull(text, &end, 16);
    return end == text + 16 && *end == '\0';
}

/* Stores a cell in the member of the row that the column describes. */
static bool
set_member(const struct table_column *column, const struct table_read_cell *cell, char *row)
{
    const struct field *field = column->field;
    void *member = row + column->offset;
    uint64_t number = 0;

    if (field->kind == FIELD_REAL) {
        return table_read_real(cell, member);
    }
    if (field->kind == FIELD_TEXT) {
        memcpy(member, &cell->text, sizeof(cell->text));
        return cell->text != NULL;
    }
    if (strcmp(field->unit, TABLE_HEX) == 0) {
        if (cell->text != NULL && !read_hex(cell->text, &number)) {
            return false;
        }
    } else if (cell->text == NULL || !number_read_unsigned(cell->text, &number)) {
        return false;
    }
    memcpy(member, &number, sizeof(number));
    return true;
}

static enum status
check_header(void *self, const struct table_read_cell *names, int32_t n, struct failure *f)
{
    const struct reload *r = self;
    const struct table *table = &r->layout->runs;
    /* The columns after the stored ones are outcomes. */
    bool equal = n >= layout_stored(r->layout);

    for (int32_t k = 0; equal && k < layout_stored(r->layout); k++) {
        equal =
            names[k].text != NULL && strcmp(names[k].text, table->columns[k].field->name) == 0;
    }
    return equal ? STATUS_OK
                 : failure_of(STATUS_IO, f,
                       "%s/runs.csv: does not have the columns of this version of cbmsim, so "
                       "the result cannot be merged; make it again with --fresh",
                       r->directory);
}

/* Adds a run, which must follow the last one of its policy, and the rows of this run in the other
   files. */
static enum status
add_run(struct reload *r, const struct metric_run *row, int32_t policy, struct failure *f)
{
    char key[KEY_BYTES];
    int32_t counted = r->layout->experiment->n_counted_columns;
    enum status st;

    (void)snprintf(
        key, sizeof(key), "%" PRId64 ",%s,%" PRId64 ",", row->point_id, row->policy, row->rep);
    for (int32_t part = 0; part < r->layout->n_parts; part++) {
        struct part_rows *rows = rows_of(r, policy, part);

        TRY(array_grow(&rows->runs, rows->n + 1, &rows->capacity, sizeof(*rows->runs)));
        rows->runs[rows->n] =
            (struct run_rows){(int32_t)row->rep, (uint32_t)row_bytes(counted)};
        if (part == LAYOUT_RUNS) {
            char *words = buffer_reserve(&rows->text, row_bytes(counted));
            if (words == NULL) {
                return STATUS_NO_MEMORY;
            }
            row_pack(row, counted, words);
            rows->text.length += row_bytes(counted);
        } else {
            TRY(take_lines(r, part, key, rows, &rows->runs[rows->n].length, f));
        }
        rows->n++;
    }
out:
    return st;
}

/* Whether a run may follow the rows so far. The points, and the replications under each policy,
   must be in order. */
static bool
is_in_order(const struct reload *r, const struct metric_run *row, int32_t policy)
{
    const struct part_rows *rows;

    if (policy < 0 || row->rep < 1 || row->rep > INT32_MAX || row->point_id < 1 ||
        row->point_id < r->point || row->point_id > r->layout->experiment->n_points) {
        return false;
    }
    rows = rows_of(r, policy, LAYOUT_RUNS);
    return row->point_id > r->point || rows->n == 0 || row->rep > rows->runs[rows->n - 1].rep;
}

static enum status
take_row(void *self, const struct table_read_cell *cells, struct failure *f)
{
    struct reload *r = self;
    const struct scenario *base = &r->layout->experiment->base;
    const struct table *table = &r->layout->runs;
    struct metric_run row = {0};
    enum row_end end;
    int32_t policy;
    enum status st;

    for (int32_t k = 0; k < layout_stored(r->layout); k++) {
        if (!set_member(&table->columns[k], &cells[k], (char *)&row)) {
            return failure_of(STATUS_IO, f,
                "%s/runs.csv: \"%s\" is not a value of %s, so the result cannot be merged; "
                "make it again with --fresh",
                r->directory, cells[k].text == NULL ? "" : cells[k].text,
                table->columns[k].field->name);
        }
    }
    policy = text_index(row.policy, TEXT_NAMES(base->policies, id, base->n_policies));
    if (!is_in_order(r, &row, policy) || !row_end_read(row.end_reason, &end)) {
        return failure_of(STATUS_IO, f,
            "%s/runs.csv: run %" PRId64 "/%s/%" PRId64
            " is not a run of this experiment, or not in order, so the result cannot be "
            "merged; make it again with --fresh",
            r->directory, row.point_id, row.policy, row.rep);
    }
    if (row.point_id > r->point && r->point > 0) {
        TRY(add_point(r, f));
    }
    r->point = row.point_id;
    row_set_end(&row, end);
    st = add_run(r, &row, policy, f);
out:
    return st;
}

static void
free_reload(struct reload *r)
{
    for (int32_t k = 0; r->rows != NULL && k < r->to->shape.n_policies * r->layout->n_parts;
         k++) {
        buffer_free(&r->rows[k].text);
        free(r->rows[k].runs);
    }
    free(r->rows);
    for (int32_t part = 0; part < LAYOUT_PARTS; part++) {
        gzip_lines_close(&r->files[part]);
    }
    buffer_free(&r->packed);
    buffer_free(&r->run);
}

enum status
reload_journal(
    struct journal *to, const struct layout *layout, const char *directory, struct failure *f)
{
    struct reload r = {.to = to, .layout = layout, .directory = directory};
    struct buffer path = {0};
    enum status st = STATUS_NO_MEMORY;

    r.rows = calloc((size_t)(to->shape.n_policies * layout->n_parts), sizeof(*r.rows));
    if (r.rows == NULL) {
        goto out;
    }
    TRY(open_files(&r, f));
    buffer_printf(&path, "%s/runs.csv", directory);
    TRY(buffer_status(&path));
    TRY(table_read_all(path.at, check_header, take_row, &r, f));
    st = r.point > 0 ? add_point(&r, f) : STATUS_OK;
out:
    buffer_free(&path);
    free_reload(&r);
    return st;
}

/* Tests tables of records. CBMSIM_BENCH=1 prints the time of a row of 30 columns. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "base/number.h"
#include "format/table.h"
#include "format/table_read.h"
#include "scratch.h"
#include "splitmix.h"

static const char *const colours[] = {"red", "pale blue", "a,b", "say \"no\"", NULL};
static const char *const states[] = {"arland", "borland"};
static const struct table_ids ids[] = {{"states", states, 2}};

struct site {
    int64_t point_id;
    int32_t policy;
};

struct row {
    struct site key;
    double day;
    double harm;
    int64_t count;
    int64_t id;
    bool known;
    const char *note;
    int32_t colour;
    int32_t state;
};

static const char *const policies[] = {"base", "none", NULL};
static const struct field key_fields[] = {
    FIELD(struct site, point_id, .unit = ""),
    FIELD_AS(struct site, policy, FIELD_CHOICE, .choices = policies),
};
static const struct record key_record = {
    .name = "key", .size = sizeof(struct site), .fields = key_fields, .n_fields = 2};
static const struct field row_fields[] = {
    FIELD_AS(struct row, key, FIELD_OBJECT, .record = &key_record),
    FIELD(struct row, day, .unit = "days"),
    FIELD(struct row, harm, .unit = "1"),
    FIELD(struct row, count, .unit = ""),
    FIELD(struct row, id, .unit = TABLE_HEX),
    FIELD(struct row, known, .unit = ""),
    FIELD(struct row, note, .unit = ""),
    FIELD_AS(struct row, colour, FIELD_CHOICE, .choices = colours),
    FIELD_AS(struct row, state, FIELD_REF, .refers = "states"),
};
static const struct record row_record = {.name = "row",
    .size = sizeof(struct row),
    .fields = row_fields,
    .n_fields = FIELD_COUNT_OF(row_fields)};

static void
check_text(const struct buffer *b, const char *expected)
{
    assert_ok(buffer_status(b), NULL);
    assert_int_equal(b->length, strlen(expected));
    assert_memory_equal(b->at, expected, b->length);
}

static void
check_row(enum table_style style, struct row row, const char *expected)
{
    struct table t;
    struct buffer out = {0};

    assert_ok(table_init(&t, &row_record, style, ids, 1), NULL);
    table_row(&t, &row, &out);
    check_text(&out, expected);
    buffer_free(&out);
    table_free(&t);
}

static void
header_names_the_fields(void **state)
{
    struct table t;
    struct buffer out = {0};

    (void)state;
    assert_ok(table_init(&t, &row_record, TABLE_EXACT, ids, 1), NULL);
    table_header(&t, &out);
    check_text(&out, "point_id,policy,day,harm,count,id,known,note,colour,state\n");
    assert_int_equal(table_find(&t, "harm"), 3);
    assert_int_equal(table_find(&t, "key"), -1);
    buffer_free(&out);
    table_free(&t);
}

static void
cells_of_every_kind(void **state)
{
    struct row row = {{1, 0}, 1.23456789, 0.1, -5, 0xabc, true, "plain", 0, 1};

    (void)state;
    check_row(
        TABLE_EXACT, row, "1,base,1.23456789,0.1,-5,0000000000000abc,TRUE,plain,red,borland\n");
    check_row(
        TABLE_TRACE, row, "1,base,1.234568,0.1,-5,0000000000000abc,TRUE,plain,red,borland\n");
}

static void
missing_is_empty(void **state)
{
    struct row row = {{1, -1}, NAN, NAN, TABLE_NO_COUNT, 0, false, NULL, -1, -1};

    (void)state;
    check_row(TABLE_EXACT, row, "1,,,,,,FALSE,,,\n");
    row.day = INFINITY;
    row.harm = -INFINITY;
    check_row(TABLE_TRACE, row, "1,,,,,,FALSE,,,\n");
}

static void
quotes_only_where_needed(void **state)
{
    struct row row = {{1, 0}, 0, 0, 0, 1, false, "", 1, 0};

    (void)state;
    check_row(TABLE_EXACT, row, "1,base,0,0,0,0000000000000001,FALSE,\"\",pale blue,arland\n");
    row.note = "say \"hello\", twice\n";
    row.colour = 2;
    check_row(TABLE_EXACT, row,
        "1,base,0,0,0,0000000000000001,FALSE,\"say \"\"hello\"\", twice\n\",\"a,b\",arland\n");
    row.note = " spaced ";
    row.colour = 3;
    check_row(TABLE_EXACT, row,
        "1,base,0,0,0,0000000000000001,FALSE,\" spaced \",\"say \"\"no\"\"\",arland\n");
    row.note = "=1+1";
    row.colour = 0;
    check_row(TABLE_EXACT, row, "1,base,0,0,0,0000000000000001,FALSE,=1+1,red,arland\n");
}

/* ---- round trip ---- */

enum { TRIP_ROWS = 3000, NOTE_BYTES = 24 };

struct trip {
    struct row rows[TRIP_ROWS];
    char notes[TRIP_ROWS][NOTE_BYTES];
    int32_t seen;
};

static void
random_rows(struct trip *trip)
{
    static const char letters[] = "ab,\"\n\r \t;'=\\\xc3\xa9";
    uint64_t random = 7;

    for (int32_t i = 0; i < TRIP_ROWS; i++) {
        struct row *row = &trip->rows[i];
        uint64_t bits = splitmix_next(&random);
        size_t length = splitmix_next(&random) % NOTE_BYTES;

        for (size_t j = 0; j < length; j++) {
            trip->notes[i][j] = letters[splitmix_next(&random) % (sizeof letters - 1)];
        }
        *row = (struct row){{i + 1, (int32_t)(bits % 2)}, 0, 0, (int64_t)splitmix_next(&random),
            (int64_t)splitmix_next(&random), bits % 3 == 0,
            bits % 5 == 0 ? NULL : trip->notes[i], (int32_t)(bits % 5) - 1,
            (int32_t)(bits % 3) - 1};
        memcpy(&row->harm, &bits, sizeof bits);
        row->day = (double)(bits >> 40) / 977;
    }
}

static void
check_cell(const struct table_read_cell *cell, const char *expected)
{
    if (expected == NULL) {
        assert_null(cell->text);
    } else {
        assert_non_null(cell->text);
        assert_int_equal(cell->length, strlen(expected));
        assert_string_equal(cell->text, expected);
    }
}

static enum status
compare_row(void *context, const struct table_read_cell *cells, struct failure *f)
{
    struct trip *trip = (struct trip *)context;
    const struct row *row = &trip->rows[trip->seen++];
    char number[NUMBER_BYTES];
    double x;

    (void)f;
    check_cell(&cells[0], row->note);
    assert_true(table_read_real(&cells[1], &x));
    assert_true(isfinite(row->harm) ? memcmp(&x, &row->harm, sizeof x) == 0 : isnan(x));
    check_cell(&cells[2], row->colour < 0 ? NULL : colours[row->colour]);
    check_cell(&cells[3], row->state < 0 ? NULL : states[row->state]);
    number_print_integer(number, row->count);
    check_cell(&cells[4], number);
    assert_true(table_read_real(&cells[5], &x));
    assert_true(x == (double)row->key.point_id);
    return STATUS_OK;
}

static void
write_file(const char *path, const struct buffer *b)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(b->at, 1, b->length, file), b->length);
    assert_int_equal(fclose(file), 0);
}

static void
rows_survive_a_round_trip(void **state)
{
    static const char *const wanted[] = {
        "note", "harm", "colour", "state", "count", "point_id"};
    struct trip *trip = (struct trip *)calloc(1, sizeof *trip);
    struct table t;
    struct buffer out = {0};
    struct failure f = {0};
    char path[SCRATCH_PATH];

    (void)state;
    assert_non_null(trip);
    random_rows(trip);
    assert_ok(table_init(&t, &row_record, TABLE_EXACT, ids, 1), NULL);
    table_header(&t, &out);
    for (int32_t i = 0; i < TRIP_ROWS; i++) {
        table_row(&t, &trip->rows[i], &out);
    }
    assert_true(scratch_file(path));
    write_file(path, &out);
    assert_ok(table_read(path, wanted, 6, compare_row, trip, &f), &f);
    assert_int_equal(trip->seen, TRIP_ROWS);
    assert_int_equal(unlink(path), 0);
    buffer_free(&out);
    table_free(&t);
    free(trip);
}

/* ---- invalid files ---- */

static enum status
count_row(void *context, const struct table_read_cell *cells, struct failure *f)
{
    (void)cells;
    (void)f;
    ++*(int32_t *)context;
    return STATUS_OK;
}

static void
check_refused(const char *text, size_t length, const char *message)
{
    static const char *const wanted[] = {"b"};
    struct buffer b = {0};
    struct failure f = {0};
    int32_t rows = 0;
    char path[SCRATCH_PATH];

    assert_true(scratch_file(path));
    buffer_add(&b, text, length);
    write_file(path, &b);
    assert_int_equal(table_read(path, wanted, 1, count_row, &rows, &f), STATUS_BAD_INPUT);
    assert_int_equal(f.count, 1);
    assert_memory_equal(f.line[0], path, strlen(path));
    assert_string_equal(f.line[0] + strlen(path), message);
    assert_int_equal(unlink(path), 0);
    buffer_free(&b);
}

static void
broken_tables_are_refused(void **state)
{
    struct buffer long_cell = {0};

    (void)state;
    check_refused("", 0, ":1:1: the file is empty: the first row must name the columns");
    check_refused("a,c\n1,2\n", 8, ": there is no column b");
    check_refused("a,b\n1,2\n1\n", 10, ":3:1: the row has 1 cell, but the header has 2");
    check_refused("a,b\n1,2,3\n", 10, ":2:1: the row has 3 cells, but the header has 2");
    check_refused(
        "a,b\n1,2\n1,3", 11, ":3:3: the last line has no end of line; complete the file");
    check_refused(
        "a,b\n1,\"2\n", 9, ":2:2: the file ends inside a quoted cell; add the closing quote");
    check_refused("a,b\n1,\"2\"3\n", 11,
        ":2:2: a quote inside a cell: put the cell in quotes and double this quote");
    check_refused(
        "a,b\n1,2\0003\n", 10, ":2:2: the file contains a NUL byte; save it as UTF-8 text");
    buffer_text(&long_cell, "a,b\n1,");
    for (int32_t i = 0; i < 5 * TABLE_READ_CELL; i++) {
        buffer_add(&long_cell, "x", 1);
    }
    buffer_text(&long_cell, "\n");
    check_refused(long_cell.at, long_cell.length,
        ":2:2: a cell is longer than 65536 bytes, the maximum; shorten it");
    buffer_free(&long_cell);
}

static void
no_file_is_an_input_output_error(void **state)
{
    struct failure f = {0};
    int32_t rows = 0;

    (void)state;
    assert_int_equal(
        table_read("/nonexistent/runs.csv", NULL, 0, count_row, &rows, &f), STATUS_IO);
    assert_string_equal(f.line[0], "/nonexistent/runs.csv: No such file or directory");
    assert_int_equal(table_read("/", NULL, 0, count_row, &rows, &f), STATUS_IO);
    assert_string_equal(f.line[1], "/: Is a directory");
}

/* ---- speed ---- */

enum { WIDE_DAYS = 12, WIDE_REALS = 6, WIDE_CHOICES = 8, WIDE_COUNTS = 4 };

struct wide {
    double day[WIDE_DAYS];
    double real[WIDE_REALS];
    int32_t choice[WIDE_CHOICES];
    int64_t count[WIDE_COUNTS];
};

static double
seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int32_t
wide_fields(struct field *fields, char names[][8])
{
    int32_t n = 0;

    for (int32_t i = 0; i < WIDE_DAYS + WIDE_REALS + WIDE_CHOICES + WIDE_COUNTS; i++, n++) {
        (void)snprintf(names[n], 8, "c%d", n);
        fields[n] = (struct field){.name = names[n], .kind = FIELD_REAL};
        if (i < WIDE_DAYS) {
            fields[n].offset = offsetof(struct wide, day) + 8 * (size_t)i;
            fields[n].unit = "days";
        } else if (i < WIDE_DAYS + WIDE_REALS) {
            fields[n].offset = offsetof(struct wide, real) + 8 * (size_t)(i - WIDE_DAYS);
        } else if (i < WIDE_DAYS + WIDE_REALS + WIDE_CHOICES) {
            fields[n].kind = FIELD_CHOICE;
            fields[n].choices = colours;
            fields[n].offset =
                offsetof(struct wide, choice) + 4 * (size_t)(i - WIDE_DAYS - WIDE_REALS);
        } else {
            fields[n].kind = FIELD_COUNT;
            fields[n].offset = offsetof(struct wide, count) +
                               8 * (size_t)(i - WIDE_DAYS - WIDE_REALS - WIDE_CHOICES);
        }
    }
    return n;
}

static void
time_of_a_row(void **state)
{
    struct field fields[40];
    char names[40][8];
    struct record record = {.name = "wide", .size = sizeof(struct wide), .fields = fields};
    struct wide row = {0};
    struct buffer out = {0};
    struct table t;
    uint64_t random = 1;

    (void)state;
    if (getenv("CBMSIM_BENCH") == NULL) {
        skip();
    }
    record.n_fields = wide_fields(fields, names);
    assert_ok(table_init(&t, &record, TABLE_TRACE, NULL, 0), NULL);
    for (int32_t i = 0; i < WIDE_DAYS; i++) {
        row.day[i] = i % 3 == 2 ? NAN : (double)(splitmix_next(&random) >> 11) * 0x1p-53 * 3650;
    }
    for (int32_t i = 0; i < WIDE_REALS; i++) {
        row.real[i] = (double)(splitmix_next(&random) >> 11) * 0x1p-53;
    }
    double start = seconds();
    int32_t n = 1000000;
    for (int32_t i = 0; i < n; i++) {
        row.count[0] = i;
        row.day[0] += 0.37;
        table_row(&t, &row, &out);
        if (out.length > 1 << 20) {
            buffer_clear(&out);
        }
    }
    print_message(
        "%.0f ns per row of %d columns\n", 1e9 * (seconds() - start) / n, t.n_columns);
    buffer_free(&out);
    table_free(&t);
}

static void
test_rows_end_outside_quotes(void **state)
{
    static const char file[] = "a,b\n1,\"x\ny\"\n2,\"\"\"\n\"\n3,z\n";
    size_t length = sizeof(file) - 1;

    (void)state;
    for (size_t cut = 0; cut <= length; cut++) {
        bool quoted = false;
        int64_t rows = table_count_rows(file, cut, &quoted);

        rows += table_count_rows(file + cut, length - cut, &quoted);
        assert_int_equal(rows, 4);
        assert_false(quoted);
    }
}

/* Lines with the ends of all systems are counted, also across the chunks that are read. */
static void
lines_are_counted_across_pieces(void **state)
{
    enum { ROWS = 20000 };
    static const char *const ends[] = {"\n", "\r\n", "\r"};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct buffer b = {0};

        buffer_printf(&b, "a,b%s%s", ends[k], ends[k]);
        for (int i = 0; i < ROWS; i++) {
            buffer_printf(&b, "%d,2%s", i, ends[k]);
        }
        buffer_printf(&b, "1%s", ends[k]);
        check_refused(b.at, b.length, ":20003:1: the row has 1 cell, but the header has 2");
        buffer_free(&b);
    }
}

static enum status
take_line(void *context, struct place at, const struct table_read_cell *cells, int32_t n)
{
    buffer_printf(context, "%d:", at.line);
    for (int32_t i = 0; i < n; i++) {
        buffer_printf(context, "%s|", cells[i].text == NULL ? "-" : cells[i].text);
    }
    return STATUS_OK;
}

/* A user's table is read to its end, to report all errors. */
static void
a_text_is_read_past_bad_rows(void **state)
{
    static const char text[] = "\xEF\xBB\xBF a ,b\n1,\n2\n\"3\n3\",\"\"\n4,5,6\n7,8";
    struct failure f = {0};
    struct diag report = {.failure = &f};
    struct buffer rows = {0};

    (void)state;
    assert_int_equal(
        table_read_text("t.csv", text, sizeof(text) - 1, take_line, take_line, &rows, &report),
        STATUS_BAD_INPUT);
    assert_string_equal(rows.at, "1:a|b|2:1|-|5:3\n3|-|7:7|8|");
    assert_int_equal(f.count, 2);
    assert_string_equal(f.line[0], "t.csv:3:1: the row has 1 cell, but the header has 2");
    assert_string_equal(f.line[1],
        "t.csv:6:1: the row has 3 cells, but the header has 2; if the first cells are row "
        "names, export the table without them (in R, row.names = FALSE; in pandas, "
        "index=False)");
    buffer_free(&rows);
    diag_free(&report);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_end_outside_quotes),
        cmocka_unit_test(lines_are_counted_across_pieces),
        cmocka_unit_test(a_text_is_read_past_bad_rows),
        cmocka_unit_test(header_names_the_fields),
        cmocka_unit_test(cells_of_every_kind),
        cmocka_unit_test(missing_is_empty),
        cmocka_unit_test(quotes_only_where_needed),
        cmocka_unit_test(rows_survive_a_round_trip),
        cmocka_unit_test(broken_tables_are_refused),
        cmocka_unit_test(no_file_is_an_input_output_error),
        cmocka_unit_test(time_of_a_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Reads any bytes as the blocks of a journal. Invalid checksums are first replaced with valid ones.
 * Blocks are accepted or reported as damaged, in bounded time and memory. Every accepted block can
 * be read, copied and found. Its rows can be printed if their values are possible.
 */
#define _GNU_SOURCE

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "format/table.h"
#include "sweep/journal/crc32c.h"
#include "sweep/journal/journal_file.h"
#include "sweep/row.h"

enum { POLICIES = 2, PARTS = 2 };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct journal_shape shape = {
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", POLICIES, PARTS};
static struct buffer file; /* header and blocks */
static size_t header;
static struct table table;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct failure f = {0};
    struct journal j;

    (void)argc;
    (void)argv;
    if (journal_open_memory(&j, &shape, &f) != STATUS_OK ||
        table_init(&table, &metric_run_record, TABLE_EXACT, NULL, 0) != STATUS_OK) {
        abort();
    }
    buffer_add(&file, j.memory.at, j.memory.length);
    header = file.length;
    journal_close(&j);
    return 0;
}

/* Makes the checksums of all blocks valid, one after the other. */
static void
seal(char *at, size_t size)
{
    while (size >= JOURNAL_BLOCK_HEAD) {
        uint64_t length = journal_file_take(at + JOURNAL_AT_LENGTH, 8);
        size_t body = size - JOURNAL_BLOCK_HEAD;

        body = length < body ? (size_t)length : body;
        journal_file_put(
            at + JOURNAL_AT_BODY_CHECKSUM, crc32c_add(0, at + JOURNAL_BLOCK_HEAD, body), 4);
        journal_file_seal(at);
        at += JOURNAL_BLOCK_HEAD + body;
        size -= JOURNAL_BLOCK_HEAD + body;
    }
}

static void
check(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void
print_rows(const struct buffer *rows)
{
    struct metric_run run = {.point_id = 1, .policy = "p", .rep = 1};
    struct buffer text = {0};

    for (size_t at = 0; at + ROW_BYTES <= rows->length; at += ROW_BYTES) {
        if (row_unpack(rows->at + at, 0, &run)) {
            table_row(&table, &run, &text);
            check(strstr(buffer_string(&text), "inf") == NULL);
            buffer_clear(&text);
        }
    }
    buffer_free(&text);
}

static void
read_block(const struct journal *j, struct journal_entry e)
{
    struct failure f = {0};
    struct journal_view v = {0};
    struct buffer text = {0}, copy = {0};
    int32_t n = journal_entry_runs(e), next;
    size_t length = 0;

    check(e.point_id > 0 && e.first > 0 && n > 0 && n <= JOURNAL_RUNS_MAX);
    check(journal_lengths(j, e, true, &v, &f) == STATUS_OK);
    for (int32_t policy = 0; policy < POLICIES; policy++) {
        for (int32_t part = 0; part < PARTS; part++) {
            buffer_clear(&text);
            check(journal_text(j, &v, policy, 0, n, part, &text, &f) == STATUS_OK);
            length += text.length;
            print_rows(&text);
        }
    }
    check(journal_copy(j, e, &copy, &f) == STATUS_OK && copy.length > length);
    check(journal_find(j, e.point_id, e.first, &next) != NULL);
    buffer_free(&text);
    buffer_free(&copy);
    journal_view_free(&v);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    int fd = memfd_create("journal", MFD_CLOEXEC);
    struct failure f = {0};
    struct journal j;

    file.length = header;
    buffer_add(&file, (const char *)bytes, size);
    check(fd >= 0 && buffer_status(&file) == STATUS_OK);
    seal(file.at + header, size);
    check(write(fd, file.at, file.length) == (ssize_t)file.length);
    check(journal_open(&j, fd, "journal", &shape, false, &f) == STATUS_OK);
    check(j.n_runs >= j.n_failed && j.nanoseconds >= 0 && journal_last_replication(&j) >= 0);
    journal_sort(&j);
    for (int64_t i = 0; i < j.n_entries; i++) {
        read_block(&j, j.entries[i]);
    }
    journal_close(&j);
    return 0;
}

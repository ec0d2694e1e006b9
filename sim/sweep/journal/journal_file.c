#include "sweep/journal/journal_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "sweep/journal/crc32c.h"

static const char magic[4] = {'c', 'b', 'j', '3'};

void
journal_file_put(char *at, uint64_t x, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        at[i] = (char)(x >> 8 * i & 0xff);
    }
}

uint64_t
journal_file_take(const char *at, int bytes)
{
    uint64_t x = 0;

    for (int i = 0; i < bytes; i++) {
        x |= (uint64_t)(unsigned char)at[i] << 8 * i;
    }
    return x;
}

void
journal_file_seal(char head[JOURNAL_BLOCK_HEAD])
{
    memcpy(head + JOURNAL_AT_MAGIC, magic, sizeof(magic));
    journal_file_put(head + JOURNAL_AT_CHECKSUM,
        crc32c_add(0, head + JOURNAL_AT_LENGTH, JOURNAL_BLOCK_HEAD - JOURNAL_AT_LENGTH), 4);
}

int64_t
journal_file_offset(struct journal_entry e)
{
    return (int64_t)(e.where >> JOURNAL_RUNS_BITS);
}

size_t
journal_file_lengths(const struct journal *j, uint64_t n)
{
    return (size_t)j->shape.n_policies * (size_t)n * (size_t)j->shape.n_parts;
}

/* Whether the numbers of a header are in their ranges. The checksum detects damage, but not a
   forged block. */
static bool
has_ranges(const struct journal *j, const char *head)
{
    uint64_t n = journal_file_take(head + JOURNAL_AT_RUNS, 4);
    uint64_t point = journal_file_take(head + JOURNAL_AT_POINT, 4);
    uint64_t first = journal_file_take(head + JOURNAL_AT_FIRST, 4);

    return n > 0 && n <= JOURNAL_RUNS_MAX && point > 0 && point <= INT32_MAX && first > 0 &&
           first <= INT32_MAX - JOURNAL_RUNS_MAX &&
           journal_file_take(head + JOURNAL_AT_FAILED, 8) <=
               n * (uint64_t)j->shape.n_policies &&
           journal_file_take(head + JOURNAL_AT_NANOSECONDS, 8) <= INT64_MAX &&
           journal_file_take(head + JOURNAL_AT_LENGTH, 8) >=
               4 * (uint64_t)journal_file_lengths(j, n);
}

bool
journal_file_is_head(const struct journal *j, const char *head)
{
    return memcmp(head, magic, sizeof(magic)) == 0 &&
           journal_file_take(head + JOURNAL_AT_CHECKSUM, 4) ==
               crc32c_add(
                   0, head + JOURNAL_AT_LENGTH, JOURNAL_BLOCK_HEAD - JOURNAL_AT_LENGTH) &&
           has_ranges(j, head) && journal_platform_is_sound(head);
}

enum status
journal_file_fails(const struct journal *j, struct failure *f)
{
    return failure_of_file(f, j->path);
}

enum status
journal_file_read(const struct journal *j, int64_t offset, char *bytes, size_t length,
    size_t *got, struct failure *f)
{
    *got = 0;
    if (j->fd < 0) {
        size_t left = offset < j->length ? (size_t)(j->length - offset) : 0;

        *got = length < left ? length : left;
        memcpy(bytes, j->memory.at + offset, *got);
        return STATUS_OK;
    }
    while (*got < length) {
        ssize_t n = pread(j->fd, bytes + *got, length - *got, offset + (int64_t)*got);

        if (n < 0 && errno != EINTR) {
            return journal_file_fails(j, f);
        }
        if (n == 0) {
            break;
        }
        *got += n > 0 ? (size_t)n : 0;
    }
    return STATUS_OK;
}

enum status
journal_file_read_all(
    const struct journal *j, int64_t offset, char *bytes, size_t length, struct failure *f)
{
    size_t got;
    enum status st = journal_file_read(j, offset, bytes, length, &got, f);

    return st == STATUS_OK && got < length ? failure_of(STATUS_IO, f,
                                                 "%s: another program shortened the file while "
                                                 "cbmsim used it; run the same command again",
                                                 j->path)
                                           : st;
}

enum status
journal_file_sum(
    const struct journal *j, int64_t offset, uint64_t length, uint32_t *sum, struct failure *f)
{
    char chunk[JOURNAL_CHUNK];

    *sum = 0;
    while (length > 0) {
        size_t maximum = length < JOURNAL_CHUNK ? (size_t)length : JOURNAL_CHUNK, got;
        enum status st = journal_file_read(j, offset, chunk, maximum, &got, f);

        if (st != STATUS_OK) {
            return st;
        }
        if (got == 0) {
            *sum = ~*sum;
            return STATUS_OK;
        }
        *sum = crc32c_add(*sum, chunk, got);
        offset += (int64_t)got;
        length -= got;
    }
    return STATUS_OK;
}

enum status
journal_file_lengths_fit(
    const struct journal *j, int64_t offset, const char *head, bool *fit, struct failure *f)
{
    uint64_t bytes = 4 * journal_file_lengths(j, journal_file_take(head + JOURNAL_AT_RUNS, 4));
    uint64_t text = 0, expected = journal_file_take(head + JOURNAL_AT_LENGTH, 8) - bytes;
    char chunk[JOURNAL_CHUNK];
    enum status st = STATUS_OK;

    offset += JOURNAL_BLOCK_HEAD;
    while (bytes > 0) {
        size_t n = bytes < JOURNAL_CHUNK ? (size_t)bytes : JOURNAL_CHUNK;

        TRY(journal_file_read_all(j, offset, chunk, n, f));
        for (size_t i = 0; i < n; i += 4) {
            text += journal_file_take(chunk + i, 4);
        }
        offset += (int64_t)n;
        bytes -= n;
    }
    *fit = text == expected;
out:
    return st;
}

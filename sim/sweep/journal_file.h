/**
 * journal_file.h - the bytes of a journal: where the numbers of a block stand, and reading them.
 *
 * Private to journal.c and journal_view.c.
 */
#ifndef SWEEP_JOURNAL_FILE_H
#define SWEEP_JOURNAL_FILE_H

#include "sweep/journal.h"

enum { JOURNAL_BLOCK_HEAD = 64, JOURNAL_RUNS_BITS = 12, JOURNAL_CHUNK = 1 << 16 };

/** Places in the head of a block; its checksum covers all that is behind it. */
enum {
    JOURNAL_AT_MAGIC = 0,
    JOURNAL_AT_CHECKSUM = 4,
    JOURNAL_AT_LENGTH = 8, /* of what follows the head */
    JOURNAL_AT_KEY = 16,
    JOURNAL_AT_POINT = 24,
    JOURNAL_AT_FIRST = 28,
    JOURNAL_AT_RUNS = 32,
    JOURNAL_AT_BODY_CHECKSUM = 36,
    JOURNAL_AT_NANOSECONDS = 40,
    JOURNAL_AT_FAILED = 48,
};

/** Numbers of `bytes` bytes, the lowest first. */
void journal_file_put(char *at, uint64_t x, int bytes);
uint64_t journal_file_take(const char *at, int bytes);

/** Writes the checksum of a head, and what says that it is one. */
void journal_file_seal(char head[JOURNAL_BLOCK_HEAD]);

/** Whether these are the first bytes of a block. */
bool journal_file_is_head(const struct journal *j, const char *head);

/** How many lengths stand before the text of a block of n runs per policy. */
size_t journal_file_lengths(const struct journal *j, uint64_t n);

/** Offset of a block. */
int64_t journal_file_offset(struct journal_entry e);

/** "PATH: what errno says". */
enum status journal_file_fails(const struct journal *j, struct failure *f);

/** Reads as many bytes as there are, up to `length`. */
enum status journal_file_read(const struct journal *j, int64_t offset, char *bytes,
    size_t length, size_t *got, struct failure *f) MUST_CHECK;

/** Reads all of them; that they are not there is an error. */
enum status journal_file_read_all(const struct journal *j, int64_t offset, char *bytes,
    size_t length, struct failure *f) MUST_CHECK;

/** The checksum of `length` bytes, or another one if there are fewer. */
enum status journal_file_sum(const struct journal *j, int64_t offset, uint64_t length,
    uint32_t *sum, struct failure *f) MUST_CHECK;

#endif

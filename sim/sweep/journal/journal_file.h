/**
 * journal_file.h - the binary format of a journal.
 *
 * This header has the offsets of the numbers in a block, and functions that read and write them. It
 * is private to journal.c, journal_platform.c and journal_view.c.
 */
#ifndef SWEEP_JOURNAL_JOURNAL_FILE_H
#define SWEEP_JOURNAL_JOURNAL_FILE_H

#include "sweep/journal/journal.h"

enum { JOURNAL_BLOCK_HEAD = 160, JOURNAL_RUNS_BITS = 12, JOURNAL_CHUNK = 1 << 16 };

/**
 * Offsets in the header of a block. The checksum of the header covers all bytes of the header after
 * the checksum.
 */
enum {
    JOURNAL_AT_MAGIC = 0,
    JOURNAL_AT_CHECKSUM = 4,
    JOURNAL_AT_LENGTH = 8, /* number of bytes that follow the header */
    JOURNAL_AT_KEY = 16,
    JOURNAL_AT_POINT = 24,
    JOURNAL_AT_FIRST = 28,
    JOURNAL_AT_RUNS = 32,
    JOURNAL_AT_BODY_CHECKSUM = 36,
    JOURNAL_AT_NANOSECONDS = 40,
    JOURNAL_AT_FAILED = 48,
    JOURNAL_AT_VERSION = 56,     /* text, padded with NULs */
    JOURNAL_AT_FINGERPRINT = 96, /* text of hexadecimal digits */
};

/** Stores the platform of this process in *p. */
void journal_platform_here(struct journal_platform *p);

/** Writes a platform into the header of a block. */
void journal_platform_put(const struct journal_platform *p, char head[JOURNAL_BLOCK_HEAD]);

/** Whether the platform in a header consists of printable characters and hexadecimal digits. */
bool journal_platform_is_sound(const char head[JOURNAL_BLOCK_HEAD]);

/**
 * Adds a block to j->entries and to the sums. `head` is its header, `offset` its offset in the
 * file.
 */
enum status journal_entry_add(struct journal *j, const char *head, int64_t offset) MUST_CHECK;

/** Adds the runs of a block to the counts in j->platforms. */
enum status journal_platform_count(
    struct journal *j, const char head[JOURNAL_BLOCK_HEAD], int64_t n_runs) MUST_CHECK;

/** Write and read an integer of `bytes` bytes in little-endian order. */
void journal_file_put(char *at, uint64_t x, int bytes);
uint64_t journal_file_take(const char *at, int bytes);

/** Writes the checksum and the magic number of a header. */
void journal_file_seal(char head[JOURNAL_BLOCK_HEAD]);

/** Whether these bytes are a valid header of a block in which every number is in its range. */
bool journal_file_is_head(const struct journal *j, const char *head);

/** Stores in *fit whether the lengths of the parts of a block add up to the length of its text. */
enum status journal_file_lengths_fit(const struct journal *j, int64_t offset, const char *head,
    bool *fit, struct failure *f) MUST_CHECK;

/** Returns the number of lengths that precede the text of a block of n runs for each policy. */
size_t journal_file_lengths(const struct journal *j, uint64_t n);

/** Returns the offset of a block. */
int64_t journal_file_offset(struct journal_entry e);

/** Reports "PATH: REASON", with the reason from errno. Returns STATUS_IO. */
enum status journal_file_fails(const struct journal *j, struct failure *f);

/**
 * Reads up to `length` bytes and stores their number in *got. *got is less than `length` only at
 * the end of the journal.
 */
enum status journal_file_read(const struct journal *j, int64_t offset, char *bytes,
    size_t length, size_t *got, struct failure *f) MUST_CHECK;

/** Reads exactly `length` bytes. It is an error if the journal has fewer. */
enum status journal_file_read_all(const struct journal *j, int64_t offset, char *bytes,
    size_t length, struct failure *f) MUST_CHECK;

/**
 * Computes the checksum of `length` bytes. If the journal has fewer bytes, stores a checksum that
 * does not match.
 */
enum status journal_file_sum(const struct journal *j, int64_t offset, uint64_t length,
    uint32_t *sum, struct failure *f) MUST_CHECK;

#endif

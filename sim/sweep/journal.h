/**
 * journal.h - finished blocks of runs, on the disk as soon as they are finished.
 *
 * One file that only grows: a head that says which experiment it belongs to, then blocks. A
 * block is replications first ... first + n - 1 of one point under every policy, as the bytes of
 * which rows of CSV files are made, with their length and a checksum (CRC-32C). It is added by one
 * write(); journal_sync() flushes what the system holds back. The head has a version: a journal
 * of another one is refused.
 *
 * Whatever stops the program, at most the last block is cut short. journal_open() passes over
 * it, and cuts it off if it may write. A block whose bytes have changed is passed over too, and
 * named in `damage`; its runs are then missing and are made again. Held are 16 bytes per block.
 *
 * The bytes of a block come in parts (rows of runs.csv, of failures.csv, of the traces): for
 * each policy, each part and each replication in turn, so that any part of any range of runs is
 * one piece, found by the lengths that stand before them.
 *
 * A journal that nobody will resume (journal_open_memory()) is held in memory, and in a temporary
 * file once it is larger than JOURNAL_MEMORY.
 *
 * All numbers are little-endian. One thread at a time may use a journal, but for
 * journal_pack(), journal_lengths() and journal_text(), which change nothing.
 */
#ifndef SWEEP_JOURNAL_H
#define SWEEP_JOURNAL_H

#include "base/buffer.h"

enum { JOURNAL_IDENTITY = 64, JOURNAL_RUNS_MAX = 4095, JOURNAL_MEMORY = 4 << 20 };

/** What a journal must agree on with whoever opens it. */
struct journal_shape {
    char identity[JOURNAL_IDENTITY + 1]; /* hexadecimal: of the experiment and the versions */
    int32_t n_policies, n_parts;
};

/** A finished block, before it is added. */
struct journal_block {
    int32_t point_id;   /* from 1 */
    uint64_t point_key; /* of the same point, in any order of points */
    int32_t first, n;   /* replications, from 1; n <= JOURNAL_RUNS_MAX */
    int64_t n_failed;
    int64_t nanoseconds;     /* it took: outside every comparison */
    const uint32_t *lengths; /* [policy][part][replication] */
    struct buffer text;
};

/** Where a block is. */
struct journal_entry {
    int32_t point_id, first;
    uint64_t where; /* offset << 12 | n */
};

struct journal {
    const char *path;     /* for messages */
    int fd;               /* -1: closed, or in memory */
    struct buffer memory; /* all of it, while there is no file */
    bool writable, temporary;
    struct journal_shape shape;
    int64_t length; /* of what is sound */
    int64_t synced; /* monotonic nanoseconds; of the last flush */
    int64_t n_runs, n_failed, nanoseconds;
    struct journal_entry *entries;
    int64_t n_entries, n_sorted, capacity;
    struct failure damage;
};

#define JOURNAL_CLOSED ((struct journal){.fd = -1})

/** Number of runs per policy in a block. */
int32_t journal_entry_runs(struct journal_entry e);

/**
 * Takes `fd`, open for reading and, if `writable`, for appending, and reads what is there.
 * STATUS_IO if it is another experiment's. `path` must outlive *j.
 */
enum status journal_open(struct journal *j, int fd, const char *path,
    const struct journal_shape *shape, bool writable, struct failure *f) MUST_CHECK;

/** Opens an empty one in memory, to be written. */
enum status journal_open_memory(
    struct journal *j, const struct journal_shape *shape, struct failure *f) MUST_CHECK;

/** Flushes nothing. Safe on JOURNAL_CLOSED. */
void journal_close(struct journal *j);

/** Adds the bytes of a block to *out. In any thread. */
enum status journal_pack(
    const struct journal *j, const struct journal_block *block, struct buffer *out) MUST_CHECK;

/** Where a part of all runs of a policy begins in a packed block. */
const char *journal_packed_part(
    const struct journal *j, const struct buffer *packed, int32_t policy, int32_t part);

/** Writes one packed block. What could be written only in part is taken back. */
enum status journal_append(
    struct journal *j, const struct buffer *packed, struct failure *f) MUST_CHECK;

/** Whether the last flush was `seconds` ago; if so, the next one counts from now. */
bool journal_due(struct journal *j, double seconds);

/** Flushes to the disk what was appended. In any thread. */
enum status journal_sync(const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Sorts the entries by point and first replication. The functions below find only what was
 * sorted, and entries stay where they are until the next append.
 */
void journal_sort(struct journal *j);

/** The highest replication of any point, 0 if there is none. */
int32_t journal_last_replication(const struct journal *j);

/** Entries of a point, in order; *n may be 0. */
const struct journal_entry *journal_point(
    const struct journal *j, int32_t point_id, int64_t *n);

/** The entry that holds a replication, or NULL; *next is where the one behind it begins. */
const struct journal_entry *journal_find(
    const struct journal *j, int32_t point_id, int32_t rep, int32_t *next);

/** A block that was read back. Zero is empty. */
struct journal_view {
    struct journal_block block; /* text is not read */
    uint32_t *lengths;
    int64_t capacity;
    int64_t text; /* offset */
};

/** Head and lengths of a block. With `check` its text is read too and must be what was added. */
enum status journal_lengths(const struct journal *j, struct journal_entry e, bool check,
    struct journal_view *v, struct failure *f) MUST_CHECK;

/** Adds the bytes of a block as they are, to be appended to another journal of this shape. */
enum status journal_copy(const struct journal *j, struct journal_entry e, struct buffer *out,
    struct failure *f) MUST_CHECK;

/** Adds one part of the runs [from, to) (counted from 0 in the block) of a policy to *out. */
enum status journal_text(const struct journal *j, const struct journal_view *v, int32_t policy,
    int32_t from, int32_t to, int32_t part, struct buffer *out, struct failure *f) MUST_CHECK;

/** Safe on zero. */
void journal_view_free(struct journal_view *v);

#endif

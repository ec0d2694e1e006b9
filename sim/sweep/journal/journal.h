/**
 * journal.h - stores finished blocks of runs on disk as soon as they are finished.
 *
 * The journal is one append-only file: a header that identifies the experiment, then blocks. A
 * block contains replications first ... first + n - 1 of one point under every policy, stored as
 * the encoded rows, with their length and a checksum (CRC-32C), and names the version and the
 * floating-point environment of the process that computed it. Each block is added by one
 * write(); journal_sync() flushes the page cache to disk. The header has a format version; a
 * journal with a different format version is rejected.
 *
 * If the program is interrupted, at most the last block is truncated. journal_open() skips a
 * truncated last block, and removes it if the journal is writable. It also skips a block whose
 * bytes have changed and names it in `damage`; the runs of that block are then missing and are
 * repeated. Memory: 16 bytes per block.
 *
 * The bytes of a block are divided into parts (rows of runs.csv, of failures.csv, of the traces).
 * They are ordered by policy, then part, then replication. Therefore each part of a range of runs
 * is contiguous, and its offset follows from the preceding table of lengths.
 *
 * A journal that will not be resumed (journal_open_memory()) is kept in memory, and in a temporary
 * file once it is larger than JOURNAL_MEMORY.
 *
 * All numbers are little-endian. Not thread-safe, except journal_pack(), journal_lengths() and
 * journal_text(), which only read.
 */
#ifndef SWEEP_JOURNAL_JOURNAL_H
#define SWEEP_JOURNAL_JOURNAL_H

#include "base/buffer.h"
#include "base/sha256.h"

enum { JOURNAL_IDENTITY = 64, JOURNAL_RUNS_MAX = 4095, JOURNAL_MEMORY = 4 << 20 };

/** Parameters that must match when a journal is opened. */
struct journal_shape {
    char identity[JOURNAL_IDENTITY + 1]; /* hash of experiment and versions, hexadecimal */
    int32_t n_policies, n_parts;
};

enum { JOURNAL_VERSION_BYTES = 40 };

/** Platform that computed blocks: program version and floating-point environment. */
struct journal_platform {
    char version[JOURNAL_VERSION_BYTES]; /* with the commit, see directory/version.h */
    char fingerprint[SHA256_HEX_BYTES];  /* see directory/fp_platform.h */
    int64_t n_runs;
};

/** A finished block, before it is added. */
struct journal_block {
    int32_t point_id;   /* from 1 */
    uint64_t point_key; /* identifies the point independently of its position in the design */
    int32_t first, n;   /* replications, from 1; n <= JOURNAL_RUNS_MAX */
    int64_t n_failed;
    int64_t nanoseconds;     /* run time, ignored when blocks are compared */
    const uint32_t *lengths; /* [policy][part][replication] */
    struct buffer text;
};

/** Location of a block. */
struct journal_entry {
    int32_t point_id, first;
    uint64_t where; /* offset << 12 | n */
};

struct journal {
    const char *path;     /* for messages */
    int fd;               /* -1: closed, or in memory */
    struct buffer memory; /* the whole journal, while it has no file */
    bool writable, temporary;
    struct journal_shape shape;
    int64_t length; /* length of the valid prefix, bytes */
    int64_t synced; /* time of the last flush, monotonic nanoseconds */
    int64_t n_runs, n_failed, nanoseconds;
    struct journal_entry *entries;
    int64_t n_entries, n_sorted, capacity;
    struct journal_platform here; /* this process; written into each block that it packs */
    struct journal_platform *platforms; /* of all blocks, in order of their first block */
    int64_t n_platforms, platforms_capacity;
    struct failure damage;
};

#define JOURNAL_CLOSED ((struct journal){.fd = -1})

/** Number of runs per policy in a block. */
int32_t journal_entry_runs(struct journal_entry e);

/**
 * Takes ownership of `fd` and reads the journal. `fd` must be open for reading and, if
 * `writable`, for appending. STATUS_IO if the journal belongs to another experiment. `path` must
 * outlive *j.
 */
enum status journal_open(struct journal *j, int fd, const char *path,
    const struct journal_shape *shape, bool writable, struct failure *f) MUST_CHECK;

/** Creates an empty, writable journal in memory. */
enum status journal_open_memory(
    struct journal *j, const struct journal_shape *shape, struct failure *f) MUST_CHECK;

/** Closes the journal without flushing it. Safe for JOURNAL_CLOSED. */
void journal_close(struct journal *j);

/** Encodes a block and appends its bytes to *out. Any thread may call it. */
enum status journal_pack(
    const struct journal *j, const struct journal_block *block, struct buffer *out) MUST_CHECK;

/** Start of one part of a policy's runs in a packed block. */
const char *journal_packed_part(
    const struct journal *j, const struct buffer *packed, int32_t policy, int32_t part);

/** Writes one packed block. A partial write is rolled back. */
enum status journal_append(
    struct journal *j, const struct buffer *packed, struct failure *f) MUST_CHECK;

/** Whether `seconds` have passed since the last flush; if so, resets the timer. */
bool journal_due(struct journal *j, double seconds);

/** Flushes the appended blocks to disk. Any thread may call it. */
enum status journal_sync(const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Sorts the entries by point and first replication. The functions below find only sorted
 * entries. Pointers to entries are valid until the next append.
 */
void journal_sort(struct journal *j);

/** The highest replication number of all points, 0 if the journal is empty. */
int32_t journal_last_replication(const struct journal *j);

/** Entries of a point, in order of replications; *n may be 0. */
const struct journal_entry *journal_point(
    const struct journal *j, int32_t point_id, int64_t *n);

/** The entry that contains a replication, or NULL; *next: first replication of the next entry. */
const struct journal_entry *journal_find(
    const struct journal *j, int32_t point_id, int32_t rep, int32_t *next);

/** A block that was read back. A zeroed struct is empty. */
struct journal_view {
    struct journal_block block; /* text is not read */
    uint32_t *lengths;
    int64_t capacity;
    int64_t text; /* offset */
};

/** Reads the header and lengths of a block. With `check`, also verifies the text's checksum. */
enum status journal_lengths(const struct journal *j, struct journal_entry e, bool check,
    struct journal_view *v, struct failure *f) MUST_CHECK;

/** Copies the unchanged bytes of a block to *out, for another journal of the same shape. */
enum status journal_copy(const struct journal *j, struct journal_entry e, struct buffer *out,
    struct failure *f) MUST_CHECK;

/** Appends one part of a policy's runs [from, to), counted from 0 in the block, to *out. */
enum status journal_text(const struct journal *j, const struct journal_view *v, int32_t policy,
    int32_t from, int32_t to, int32_t part, struct buffer *out, struct failure *f) MUST_CHECK;

/** Safe for a zeroed struct. */
void journal_view_free(struct journal_view *v);

#endif

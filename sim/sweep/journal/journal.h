/**
 * journal.h - stores each block of runs on disk as soon as the block is finished.
 *
 * The journal is one file to which data are only appended. A header, which identifies the
 * experiment, is followed by blocks. The header has a format version; a journal with another format
 * version is rejected.
 *
 * A block contains replications first ... first + n - 1 of one point under every policy, as encoded
 * rows with their lengths and a checksum (CRC-32C). It also names the program version and the
 * floating-point environment of the process that computed it. Each block is added by one write().
 * journal_sync() flushes the page cache to the disk.
 *
 * If the program is interrupted, at most the last block is truncated. journal_open() skips a
 * truncated last block, and removes it if the journal is writable. It also skips a block whose
 * bytes have changed, and reports it in `damage`. The runs of that block are then missing and are
 * repeated. The journal needs 16 bytes of memory for each block.
 *
 * The bytes of a block are divided into parts: rows of runs.csv, of failures.csv, and of each trace
 * file. The parts are ordered by policy, then by kind of part, then by replication. So the rows of
 * one part are contiguous for consecutive replications, and their offset follows from the table of
 * lengths before the rows.
 *
 * journal_open_memory() opens a journal that will not be resumed. Such a journal is kept in memory
 * and, once it is larger than JOURNAL_MEMORY bytes, in a temporary file.
 *
 * All numbers are little-endian. Only one thread at a time may use a journal. The exceptions are
 * journal_pack(), journal_lengths() and journal_text(), which only read.
 */
#ifndef SWEEP_JOURNAL_JOURNAL_H
#define SWEEP_JOURNAL_JOURNAL_H

#include "base/buffer.h"
#include "base/sha256.h"

enum { JOURNAL_IDENTITY = 64, JOURNAL_RUNS_MAX = 4095, JOURNAL_MEMORY = 4 << 20 };

/** Properties that must match when a journal is opened. */
struct journal_shape {
    char identity[JOURNAL_IDENTITY + 1]; /* hash of experiment and versions in hexadecimal */
    int32_t n_policies, n_parts;
};

enum { JOURNAL_VERSION_BYTES = 40 };

/** A platform that computed blocks: program version and floating-point environment. */
struct journal_platform {
    char version[JOURNAL_VERSION_BYTES]; /* version with commit (see directory/version.h) */
    /** Identifies the floating-point environment (see directory/fp_platform.h). */
    char fingerprint[SHA256_HEX_BYTES];
    int64_t n_runs;
};

/** A finished block that is to be added. */
struct journal_block {
    int32_t point_id; /* counts from 1 */
    /** Key of the point, which does not depend on its position in the design. */
    uint64_t point_key;
    /** Replications first ... first + n - 1; they count from 1, and n <= JOURNAL_RUNS_MAX. */
    int32_t first, n;
    int64_t n_failed;
    int64_t nanoseconds;     /* time of the runs; ignored when blocks are compared */
    const uint32_t *lengths; /* [policy][part][replication]: length in bytes */
    struct buffer text;
};

/** The location of a block in the journal. */
struct journal_entry {
    int32_t point_id, first;
    uint64_t where; /* 4096 * offset + n, where n is the number of replications */
};

/** An open journal. JOURNAL_CLOSED is a closed one. */
struct journal {
    const char *path;     /* path of the journal, for messages */
    int fd;               /* -1: the journal is closed or in memory */
    struct buffer memory; /* the whole journal while it has no file */
    bool writable, temporary;
    struct journal_shape shape;
    int64_t length; /* length of the valid beginning of the file in bytes */
    int64_t synced; /* time of the last flush (clock_now()) */
    int64_t n_runs, n_failed, nanoseconds;
    struct journal_entry *entries;
    int64_t n_entries, n_sorted, capacity;
    /** Platform of this process, which is written into each block that it packs. */
    struct journal_platform here;
    /** Platforms of all blocks, in the order of their first blocks. */
    struct journal_platform *platforms;
    int64_t n_platforms, platforms_capacity;
    struct failure damage;
};

#define JOURNAL_CLOSED ((struct journal){.fd = -1})

/** Returns the number of replications in a block. */
int32_t journal_entry_runs(struct journal_entry e);

/**
 * Reads the journal from the file descriptor `fd` and takes ownership of it. `fd` must be open for
 * reading and, if `writable` is true, for appending. Returns STATUS_IO if the journal belongs to
 * another experiment. `path` must outlive *j.
 */
enum status journal_open(struct journal *j, int fd, const char *path,
    const struct journal_shape *shape, bool writable, struct failure *f) MUST_CHECK;

/** Makes an empty, writable journal in memory. */
enum status journal_open_memory(
    struct journal *j, const struct journal_shape *shape, struct failure *f) MUST_CHECK;

/** Closes the journal without flushing it. May also be called for JOURNAL_CLOSED. */
void journal_close(struct journal *j);

/** Encodes a block and appends its bytes to *out. Any thread may call it. */
enum status journal_pack(
    const struct journal *j, const struct journal_block *block, struct buffer *out) MUST_CHECK;

/** Returns the start of one part of a policy's runs in a packed block. */
const char *journal_packed_part(
    const struct journal *j, const struct buffer *packed, int32_t policy, int32_t part);

/**
 * Appends one packed block to the journal. If only a part of its bytes can be written, the function
 * removes this part and fails.
 */
enum status journal_append(
    struct journal *j, const struct buffer *packed, struct failure *f) MUST_CHECK;

/**
 * Whether `seconds` have passed since the last flush. If so, the time since the last flush also
 * begins again at 0.
 */
bool journal_due(struct journal *j, double seconds);

/** Flushes the appended blocks to the disk. Any thread may call it. */
enum status journal_sync(const struct journal *j, struct failure *f) MUST_CHECK;

/**
 * Sorts the entries by point and first replication. The functions below find only those entries
 * that were present at the last call. Pointers to entries are valid until the next block is
 * appended.
 */
void journal_sort(struct journal *j);

/** Returns the highest number of a replication of any point, or 0 if the journal is empty. */
int32_t journal_last_replication(const struct journal *j);

/**
 * Returns the entries of a point in the order of replications, and stores their number in *n, which
 * may be 0.
 */
const struct journal_entry *journal_point(
    const struct journal *j, int32_t point_id, int64_t *n);

/**
 * Returns the entry that contains a replication, or NULL. Sets *next to the first replication of
 * the next entry.
 */
const struct journal_entry *journal_find(
    const struct journal *j, int32_t point_id, int32_t rep, int32_t *next);

/** A block that was read from the journal. A zeroed struct is empty. */
struct journal_view {
    struct journal_block block; /* its member `text` is not filled */
    uint32_t *lengths;
    int64_t capacity;
    int64_t text; /* offset of the text in the journal */
};

/**
 * Reads the header and the lengths of a block. If `check` is true, also verifies the checksum of
 * the text.
 */
enum status journal_lengths(const struct journal *j, struct journal_entry e, bool check,
    struct journal_view *v, struct failure *f) MUST_CHECK;

/** Copies the bytes of a block to *out without changes, for another journal of the same shape. */
enum status journal_copy(const struct journal *j, struct journal_entry e, struct buffer *out,
    struct failure *f) MUST_CHECK;

/**
 * Appends to *out one part of the runs `from` to `to` - 1 of a policy. Runs count from 0 in the
 * block.
 */
enum status journal_text(const struct journal *j, const struct journal_view *v, int32_t policy,
    int32_t from, int32_t to, int32_t part, struct buffer *out, struct failure *f) MUST_CHECK;

/** Frees a view. It may be zeroed. */
void journal_view_free(struct journal_view *v);

#endif

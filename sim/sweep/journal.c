#include "sweep/journal_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/temporary.h"
#include "sweep/crc32c.h"

/* The header of the file is a line of text. */
#define HEAD_MARK "cbmsim journal "
#define HEAD_FORMAT HEAD_MARK "%d %s %08x %08x "
enum { FILE_HEAD = 109, FORMAT = 3 };

/* A partial write is rolled back, so that later blocks remain readable. */
static enum status
write_file(struct journal *j, const char *bytes, size_t length, struct failure *f)
{
    size_t done = 0;

    while (done < length) {
        ssize_t n = write(j->fd, bytes + done, length - done);

        if (n < 0 && errno != EINTR) {
            enum status st = journal_file_fails(j, f);

            int undone = ftruncate(j->fd, j->length);

            (void)undone; /* on failure, the next journal_open() skips the rest */
            return st;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return STATUS_OK;
}

static enum status
write_memory(struct journal *j, const char *bytes, size_t length, struct failure *f)
{
    enum status st;

    if (j->memory.length + length <= JOURNAL_MEMORY) {
        buffer_add(&j->memory, bytes, length);
        return buffer_status(&j->memory);
    }
    TRY(temporary_open(&j->fd, f));
    TRY(write_file(j, j->memory.at, j->memory.length, f));
    buffer_free(&j->memory);
    TRY(write_file(j, bytes, length, f));
out:
    return st;
}

static enum status
write_all(struct journal *j, const char *bytes, size_t length, struct failure *f)
{
    enum status st = (j->fd < 0 ? write_memory : write_file)(j, bytes, length, f);

    j->length += st == STATUS_OK ? (int64_t)length : 0;
    return st;
}

/* ---- entries ---- */

int32_t
journal_entry_runs(struct journal_entry e)
{
    return (int32_t)(e.where & JOURNAL_RUNS_MAX);
}

static enum status
add_entry(struct journal *j, const char *head, int64_t offset)
{
    int64_t n_runs =
        (int64_t)journal_file_take(head + JOURNAL_AT_RUNS, 4) * j->shape.n_policies;
    int64_t spent;
    enum status st;

    TRY(array_grow(&j->entries, j->n_entries + 1, &j->capacity, sizeof(*j->entries)));
    j->entries[j->n_entries++] = (struct journal_entry){
        (int32_t)journal_file_take(head + JOURNAL_AT_POINT, 4),
        (int32_t)journal_file_take(head + JOURNAL_AT_FIRST, 4),
        (uint64_t)offset << JOURNAL_RUNS_BITS | journal_file_take(head + JOURNAL_AT_RUNS, 4)};
    TRY(journal_platform_count(j, head, n_runs));
    j->n_runs += n_runs;
    j->n_failed += (int64_t)journal_file_take(head + JOURNAL_AT_FAILED, 8);
    spent = (int64_t)journal_file_take(head + JOURNAL_AT_NANOSECONDS, 8);
    j->nanoseconds = spent > INT64_MAX - j->nanoseconds ? INT64_MAX : j->nanoseconds + spent;
out:
    return st;
}

static int
compare(const void *a, const void *b)
{
    const struct journal_entry *x = a, *y = b;

    if (x->point_id != y->point_id) {
        return x->point_id < y->point_id ? -1 : 1;
    }
    if (x->first != y->first) {
        return x->first < y->first ? -1 : 1;
    }
    return (x->where > y->where) - (x->where < y->where);
}

void
journal_sort(struct journal *j)
{
    if (j->n_entries > 0) {
        qsort(j->entries, (size_t)j->n_entries, sizeof(*j->entries), compare);
    }
    j->n_sorted = j->n_entries;
}

/* Index of the first sorted entry after replication `rep` of a point. */
static int64_t
behind(const struct journal *j, int32_t point_id, int32_t rep)
{
    struct journal_entry wanted = {point_id, rep, UINT64_MAX};
    int64_t low = 0, high = j->n_sorted;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (compare(&j->entries[middle], &wanted) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t
journal_last_replication(const struct journal *j)
{
    int32_t last = 0;

    for (int64_t i = 0; i < j->n_entries; i++) {
        int32_t of_entry = j->entries[i].first + journal_entry_runs(j->entries[i]) - 1;

        last = of_entry > last ? of_entry : last;
    }
    return last;
}

const struct journal_entry *
journal_point(const struct journal *j, int32_t point_id, int64_t *n)
{
    int64_t first = behind(j, point_id, 0);

    *n = behind(j, point_id, INT32_MAX) - first;
    return *n == 0 ? NULL : &j->entries[first];
}

const struct journal_entry *
journal_find(const struct journal *j, int32_t point_id, int32_t rep, int32_t *next)
{
    int64_t at = behind(j, point_id, rep);
    const struct journal_entry *e = at > 0 ? &j->entries[at - 1] : NULL;

    *next = at < j->n_sorted && j->entries[at].point_id == point_id ? j->entries[at].first
                                                                    : INT32_MAX;
    return e != NULL && e->point_id == point_id && rep - e->first < journal_entry_runs(*e)
               ? e
               : NULL;
}

/* ---- reading ---- */

/* The state of the block at an offset. */
enum finding { BLOCK_SOUND, BLOCK_CUT, BLOCK_BAD };

static enum status
check_block(const struct journal *j, int64_t offset, int64_t size,
    char head[JOURNAL_BLOCK_HEAD], enum finding *found, struct failure *f)
{
    uint64_t left = (uint64_t)(size - offset), length;
    uint32_t sum;
    bool fit;
    enum status st = STATUS_OK;

    *found = BLOCK_CUT;
    if (left < JOURNAL_BLOCK_HEAD) {
        return STATUS_OK;
    }
    TRY(journal_file_read_all(j, offset, head, JOURNAL_BLOCK_HEAD, f));
    *found = BLOCK_BAD;
    if (journal_file_is_head(j, head)) {
        length = journal_file_take(head + JOURNAL_AT_LENGTH, 8);
        *found = length > left - JOURNAL_BLOCK_HEAD ? BLOCK_CUT : BLOCK_BAD;
        if (*found == BLOCK_BAD) {
            TRY(journal_file_sum(j, offset + JOURNAL_BLOCK_HEAD, length, &sum, f));
            if (sum == journal_file_take(head + JOURNAL_AT_BODY_CHECKSUM, 4)) {
                TRY(journal_file_lengths_fit(j, offset, head, &fit, f));
                *found = fit ? BLOCK_SOUND : BLOCK_BAD;
            }
        }
    }
out:
    return st;
}

/* Finds the offset of the next block header from `offset` on; `size` if there is none. */
static enum status
find_head(
    const struct journal *j, int64_t offset, int64_t size, int64_t *found, struct failure *f)
{
    char chunk[JOURNAL_CHUNK];
    enum status st = STATUS_OK;

    for (*found = size; offset + JOURNAL_BLOCK_HEAD <= size;
         offset += JOURNAL_CHUNK - JOURNAL_BLOCK_HEAD) {
        size_t got;

        TRY(journal_file_read(j, offset, chunk, JOURNAL_CHUNK, &got, f));
        for (size_t i = 0; i + JOURNAL_BLOCK_HEAD <= got; i++) {
            if (journal_file_is_head(j, chunk + i)) {
                *found = offset + (int64_t)i;
                return STATUS_OK;
            }
        }
    }
out:
    return st;
}

/* A file system may leave zeros where it allocated space but wrote no data. */
static enum status
is_blank(const struct journal *j, int64_t offset, bool *blank, struct failure *f)
{
    char chunk[JOURNAL_CHUNK];
    size_t got;
    enum status st;

    *blank = true;
    do {
        TRY(journal_file_read(j, offset, chunk, JOURNAL_CHUNK, &got, f));
        for (size_t i = 0; i < got; i++) {
            *blank = *blank && chunk[i] == 0;
        }
        offset += (int64_t)got;
    } while (got > 0 && *blank);
out:
    return st;
}

/* Skips bytes that are not a valid block. */
static enum status
pass_over(
    struct journal *j, int64_t *offset, int64_t size, enum finding what, struct failure *f)
{
    int64_t next;
    bool blank = false;
    enum status st;

    TRY(find_head(j, *offset + 1, size, &next, f));
    if (what == BLOCK_BAD && next == size) {
        TRY(is_blank(j, *offset, &blank, f));
    }
    if (next < size || (what == BLOCK_BAD && !blank)) {
        failure_add(&j->damage, "%s: bytes %lld to %lld have changed since cbmsim wrote them",
            j->path, (long long)*offset, (long long)next - 1);
    }
    *offset = next;
out:
    return st;
}

static enum status
read_blocks(struct journal *j, int64_t size, struct failure *f)
{
    char head[JOURNAL_BLOCK_HEAD];
    enum finding found;
    enum status st = STATUS_OK;

    for (int64_t offset = j->length; offset < size;) {
        TRY(check_block(j, offset, size, head, &found, f));
        if (found == BLOCK_SOUND) {
            TRY(add_entry(j, head, offset));
            offset +=
                JOURNAL_BLOCK_HEAD + (int64_t)journal_file_take(head + JOURNAL_AT_LENGTH, 8);
            j->length = offset;
        } else {
            TRY(pass_over(j, &offset, size, found, f));
        }
    }
out:
    return st;
}

/* ---- opening ---- */

static enum status
print_head(const struct journal_shape *s, struct buffer *b)
{
    buffer_printf(
        b, HEAD_FORMAT, FORMAT, s->identity, (unsigned)s->n_policies, (unsigned)s->n_parts);
    if (!b->failed) {
        buffer_printf(b, "%08x\n", (unsigned)crc32c_add(0, b->at, b->length));
    }
    BUG_UNLESS(b->failed || b->length == FILE_HEAD);
    return buffer_status(b);
}

static enum status
refuse_head(const struct journal *j, const char *there, struct failure *f)
{
    size_t mark = strlen(HEAD_MARK);
    bool sound = strncmp(there, HEAD_MARK, mark) == 0 &&
                 crc32c_add(0, there, FILE_HEAD - 9) ==
                     (uint32_t)strtoul(there + FILE_HEAD - 9, NULL, 16);
    long format = sound ? strtol(there + mark, NULL, 10) : FORMAT;

    if (format != FORMAT) {
        return failure_of(STATUS_IO, f,
            "%s: is a journal of format %ld, but cbmsim " CBMSIM_VERSION
            " reads format %d; use the version of cbmsim that wrote it, or restart with "
            "--fresh",
            j->path, format, FORMAT);
    }
    return failure_of(STATUS_IO, f,
        sound ? "%s: contains runs of another experiment or another version of cbmsim; choose "
                "another directory, or restart with --fresh"
              : "%s: its header is corrupted; delete the file to repeat its runs",
        j->path);
}

/* The header must equal the header of this experiment; a truncated header counts as missing. */
static enum status
check_head(struct journal *j, int64_t *size, struct failure *f)
{
    char there[FILE_HEAD + 1] = "";
    struct buffer head = {0};
    size_t got;
    enum status st;

    TRY(print_head(&j->shape, &head));
    TRY(journal_file_read(j, 0, there, FILE_HEAD, &got, f));
    if (got == FILE_HEAD && memcmp(there, head.at, FILE_HEAD) != 0) {
        st = refuse_head(j, there, f);
        goto out;
    }
    if (got < FILE_HEAD) {
        *size = 0;
        if (j->writable) {
            TRY(ftruncate(j->fd, 0) == 0 ? STATUS_OK : journal_file_fails(j, f));
            TRY(write_all(j, head.at, head.length, f));
            *size = j->length;
        }
    } else {
        j->length = FILE_HEAD;
    }
out:
    buffer_free(&head);
    return st;
}

enum status
journal_open(struct journal *j, int fd, const char *path, const struct journal_shape *shape,
    bool writable, struct failure *f)
{
    struct stat facts;
    int64_t size;
    enum status st;

    *j = (struct journal){
        .fd = fd, .path = path, .shape = *shape, .writable = writable, .synced = clock_now()};
    journal_platform_here(&j->here);
    TRY(fstat(fd, &facts) == 0 ? STATUS_OK : journal_file_fails(j, f));
    size = facts.st_size;
    TRY(check_head(j, &size, f));
    TRY(read_blocks(j, size, f));
    if (writable && j->length < size) {
        TRY(ftruncate(fd, j->length) == 0 ? STATUS_OK : journal_file_fails(j, f));
    }
out:
    if (st != STATUS_OK) {
        journal_close(j);
    }
    return st;
}

enum status
journal_open_memory(struct journal *j, const struct journal_shape *shape, struct failure *f)
{
    struct buffer head = {0};
    enum status st;

    *j = (struct journal){.fd = -1,
        .path = "temporary journal",
        .shape = *shape,
        .writable = true,
        .temporary = true};
    journal_platform_here(&j->here);
    TRY(print_head(shape, &head));
    TRY(write_all(j, head.at, head.length, f));
out:
    buffer_free(&head);
    if (st != STATUS_OK) {
        journal_close(j);
    }
    return st;
}

void
journal_close(struct journal *j)
{
    if (j->fd >= 0) {
        (void)close(j->fd);
    }
    buffer_free(&j->memory);
    free(j->entries);
    free(j->platforms);
    *j = JOURNAL_CLOSED;
}

/* ---- adding ---- */

enum status
journal_pack(const struct journal *j, const struct journal_block *block, struct buffer *out)
{
    size_t n = journal_file_lengths(j, (uint64_t)block->n);
    size_t length = 4 * n + block->text.length;
    char *at = buffer_reserve(out, JOURNAL_BLOCK_HEAD + length);

    BUG_UNLESS(block->n > 0 && block->n <= JOURNAL_RUNS_MAX);
    if (at == NULL) {
        return STATUS_NO_MEMORY;
    }
    memset(at, 0, JOURNAL_BLOCK_HEAD);
    for (size_t i = 0; i < n; i++) {
        journal_file_put(at + JOURNAL_BLOCK_HEAD + 4 * i, block->lengths[i], 4);
    }
    if (block->text.length > 0) {
        memcpy(at + JOURNAL_BLOCK_HEAD + 4 * n, block->text.at, block->text.length);
    }
    journal_file_put(at + JOURNAL_AT_LENGTH, length, 8);
    journal_file_put(at + JOURNAL_AT_KEY, block->point_key, 8);
    journal_file_put(at + JOURNAL_AT_POINT, (uint64_t)block->point_id, 4);
    journal_file_put(at + JOURNAL_AT_FIRST, (uint64_t)block->first, 4);
    journal_file_put(at + JOURNAL_AT_RUNS, (uint64_t)block->n, 4);
    journal_file_put(
        at + JOURNAL_AT_BODY_CHECKSUM, crc32c_add(0, at + JOURNAL_BLOCK_HEAD, length), 4);
    journal_file_put(at + JOURNAL_AT_NANOSECONDS, (uint64_t)block->nanoseconds, 8);
    journal_file_put(at + JOURNAL_AT_FAILED, (uint64_t)block->n_failed, 8);
    journal_platform_put(&j->here, at);
    journal_file_seal(at);
    out->length += JOURNAL_BLOCK_HEAD + length;
    return STATUS_OK;
}

const char *
journal_packed_part(
    const struct journal *j, const struct buffer *packed, int32_t policy, int32_t part)
{
    uint64_t n = journal_file_take(packed->at + JOURNAL_AT_RUNS, 4);
    const char *lengths = packed->at + JOURNAL_BLOCK_HEAD;
    const char *at = lengths + 4 * journal_file_lengths(j, n);
    uint64_t before = ((uint64_t)policy * (uint64_t)j->shape.n_parts + (uint64_t)part) * n;

    for (uint64_t i = 0; i < before; i++) {
        at += journal_file_take(lengths + 4 * i, 4);
    }
    return at;
}

enum status
journal_append(struct journal *j, const struct buffer *packed, struct failure *f)
{
    int64_t offset = j->length;
    enum status st;

    BUG_UNLESS(j->writable && journal_file_is_head(j, packed->at));
    TRY(write_all(j, packed->at, packed->length, f));
    TRY(add_entry(j, packed->at, offset));
out:
    return st;
}

bool
journal_due(struct journal *j, double seconds)
{
    int64_t t = clock_now();
    bool due = !j->temporary && (double)(t - j->synced) >= 1e9 * seconds;

    j->synced = due ? t : j->synced;
    return due;
}

enum status
journal_sync(const struct journal *j, struct failure *f)
{
    /* EINVAL: this kind of file cannot be flushed and does not need it. */
    return j->temporary || fdatasync(j->fd) == 0 || errno == EINVAL ? STATUS_OK
                                                                    : journal_file_fails(j, f);
}

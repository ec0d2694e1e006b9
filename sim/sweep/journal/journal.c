#include "sweep/journal/journal_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/temporary.h"
#include "sweep/journal/crc32c.h"

/* The header of the file is a line of text. */
#define HEAD_MARK "cbmsim journal "
#define HEAD_FORMAT HEAD_MARK "%d %s %08x %08x "
enum { FILE_HEAD = 109, FORMAT = 3 };

/* Appends all bytes or none: if only a part can be written, the function removes this part. */
static enum status
write_file(struct journal *j, const char *bytes, size_t length, struct failure *f)
{
    size_t done = 0;

    while (done < length) {
        ssize_t n = write(j->fd, bytes + done, length - done);

        if (n < 0 && errno != EINTR) {
            enum status st = journal_file_fails(j, f);

            int undone = ftruncate(j->fd, j->length);

            /* If the file cannot be truncated, the next journal_open() skips the partial block. */
            (void)undone;
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

/* ---- reading ---- */

/* What was found at the offset of a block: a sound block, a truncated one, or damaged bytes. */
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

/* Finds the offset of the first block header at or after `offset`. Stores `size` if there is no
   such header. */
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

/* Stores in *blank whether only zeros follow. A file system may leave zeros where it allocated
   space but wrote no data. */
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

/* Moves *offset past bytes that are not a valid block. Reports changed bytes in j->damage. */
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
        failure_add(&j->damage,
            "%s: bytes %lld to %lld have changed since cbmsim wrote them; the runs in them are "
            "lost; to repeat them, run again the command that made the directory",
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
            TRY(journal_entry_add(j, head, offset));
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

/* Checks that the header of the file equals the header of this experiment. A truncated header
   counts as missing. */
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
    TRY(journal_entry_add(j, packed->at, offset));
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
    /* The error EINVAL means that files of this kind cannot be flushed, and need no flush. */
    return j->temporary || fdatasync(j->fd) == 0 || errno == EINVAL ? STATUS_OK
                                                                    : journal_file_fails(j, f);
}

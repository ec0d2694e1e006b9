#include "rare_result/rare_journal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"

enum { HEAD_BYTES = 64 };

/** A record of the file. It has no padding: the hash covers every byte before it. */
struct record {
    int64_t policy, number;
    struct splitting_repetition repetition;
    uint64_t hash; /* hash of the members above */
};

static uint64_t
hash_of(const struct record *record)
{
    uint64_t words[sizeof(*record) / sizeof(uint64_t)], h = 0;

    memcpy(words, record, sizeof(words));
    for (size_t k = 0; k + 1 < sizeof(words) / sizeof(words[0]); k++) {
        h = hash_mix(h + words[k] + UINT64_C(0x9e3779b97f4a7c15));
    }
    return h;
}

/* Reads up to `size` bytes. Returns the number of bytes read, or -1 on failure. */
static ssize_t
read_all(int fd, void *to, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t n = read(fd, (char *)to + done, size - done);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return n < 0 ? -1 : (ssize_t)done;
        }
        done += (size_t)n;
    }
    return (ssize_t)done;
}

static enum status
write_all(struct rare_journal *j, const void *from, size_t size, struct failure *f)
{
    size_t done = 0;

    while (done < size) {
        ssize_t n = write(j->fd, (const char *)from + done, size - done);

        if (n < 0 && errno != EINTR) {
            return failure_of_file(f, j->path);
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return STATUS_OK;
}

static enum status
read_records(struct rare_journal *j, struct failure *f)
{
    struct record record;
    ssize_t n;
    enum status st;

    while ((n = read_all(j->fd, &record, sizeof(record))) == (ssize_t)sizeof(record) &&
           record.hash == hash_of(&record)) {
        TRY(array_reserve(&j->records, 1));
        *ARRAY_AT(struct record, &j->records, j->records.count++) = record;
    }
    if (n < 0 ||
        ftruncate(j->fd, HEAD_BYTES + (off_t)j->records.count * (off_t)sizeof(record)) != 0 ||
        lseek(j->fd, 0, SEEK_END) < 0) {
        return failure_of_file(f, j->path);
    }
    st = STATUS_OK;
out:
    return st;
}

enum status
rare_journal_open(
    struct rare_journal *j, int fd, const char *path, const char *identity, struct failure *f)
{
    char head[HEAD_BYTES] = {0}, wanted[HEAD_BYTES] = {0};
    ssize_t n;
    enum status st;

    *j = (struct rare_journal){.fd = fd, .path = path};
    array_init(&j->records, sizeof(struct record));
    memcpy(wanted, identity, strlen(identity) < HEAD_BYTES ? strlen(identity) : HEAD_BYTES);
    if (lseek(fd, 0, SEEK_SET) < 0 || (n = read_all(fd, head, sizeof(head))) < 0) {
        return failure_of_file(f, path);
    }
    if (n < HEAD_BYTES) {
        if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) < 0) {
            return failure_of_file(f, path);
        }
        return write_all(j, wanted, sizeof(wanted), f);
    }
    if (memcmp(head, wanted, sizeof(head)) != 0) {
        return failure_of(STATUS_IO, f,
            "%s: was made from other inputs; choose another directory, or use --fresh", path);
    }
    TRY(read_records(j, f));
out:
    return st;
}

void
rare_journal_close(struct rare_journal *j)
{
    if (j->fd >= 0) {
        (void)close(j->fd);
    }
    j->fd = -1;
    array_free(&j->records);
}

bool
rare_journal_find(const struct rare_journal *j, int32_t policy, int64_t number,
    struct splitting_repetition *r)
{
    for (int32_t k = 0; k < j->records.count; k++) {
        const struct record *record = ARRAY_AT(struct record, &j->records, k);

        if (record->policy == policy && record->number == number) {
            *r = record->repetition;
            return true;
        }
    }
    return false;
}

enum status
rare_journal_add(struct rare_journal *j, int32_t policy, int64_t number,
    const struct splitting_repetition *r, struct failure *f)
{
    struct record record;

    memset(&record, 0, sizeof(record));
    record.policy = policy;
    record.number = number;
    memcpy(&record.repetition, r, sizeof(*r));
    record.hash = hash_of(&record);
    return write_all(j, &record, sizeof(record), f);
}

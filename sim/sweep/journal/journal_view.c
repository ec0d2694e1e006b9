#include "sweep/journal/journal_file.h"

#include <stdlib.h>

#include "base/array.h"

static enum status
corrupted(const struct journal *j, struct journal_entry e, struct failure *f)
{
    return failure_of(STATUS_IO, f,
        "%s: the journal is corrupted at byte %lld; run the same command again, or restart "
        "with --fresh",
        j->path, (long long)journal_file_offset(e));
}

/* Reads and checks a header again, because the file may have changed since it was opened. */
static enum status
read_head(const struct journal *j, struct journal_entry e, char head[JOURNAL_BLOCK_HEAD],
    uint64_t *length, struct failure *f)
{
    int64_t offset = journal_file_offset(e);
    enum status st;

    TRY(journal_file_read_all(j, offset, head, JOURNAL_BLOCK_HEAD, f));
    *length = journal_file_take(head + JOURNAL_AT_LENGTH, 8);
    if (!journal_file_is_head(j, head) ||
        journal_file_take(head + JOURNAL_AT_RUNS, 4) != (uint64_t)journal_entry_runs(e) ||
        *length > (uint64_t)(j->length - offset - JOURNAL_BLOCK_HEAD)) {
        st = corrupted(j, e, f);
    }
out:
    return st;
}

enum status
journal_lengths(const struct journal *j, struct journal_entry e, bool check,
    struct journal_view *v, struct failure *f)
{
    size_t n = journal_file_lengths(j, (uint64_t)journal_entry_runs(e));
    char head[JOURNAL_BLOCK_HEAD];
    uint64_t length, text = 0;
    uint32_t sum;
    enum status st;

    TRY(read_head(j, e, head, &length, f));
    if (check) {
        TRY(journal_file_sum(j, journal_file_offset(e) + JOURNAL_BLOCK_HEAD, length, &sum, f));
        TRY(sum == journal_file_take(head + JOURNAL_AT_BODY_CHECKSUM, 4) ? STATUS_OK
                                                                         : corrupted(j, e, f));
    }
    TRY(array_grow(&v->lengths, (int64_t)n, &v->capacity, sizeof(*v->lengths)));
    TRY(journal_file_read_all(
        j, journal_file_offset(e) + JOURNAL_BLOCK_HEAD, (char *)v->lengths, 4 * n, f));
    for (size_t i = 0; i < n; i++) {
        v->lengths[i] = (uint32_t)journal_file_take((const char *)&v->lengths[i], 4);
        text += v->lengths[i];
    }
    TRY(text == length - 4 * n ? STATUS_OK : corrupted(j, e, f));
    v->block = (struct journal_block){.point_id = e.point_id,
        .point_key = journal_file_take(head + JOURNAL_AT_KEY, 8),
        .first = e.first,
        .n = journal_entry_runs(e),
        .n_failed = (int64_t)journal_file_take(head + JOURNAL_AT_FAILED, 8),
        .nanoseconds = (int64_t)journal_file_take(head + JOURNAL_AT_NANOSECONDS, 8),
        .lengths = v->lengths};
    v->text = journal_file_offset(e) + JOURNAL_BLOCK_HEAD + 4 * (int64_t)n;
out:
    return st;
}

enum status
journal_copy(
    const struct journal *j, struct journal_entry e, struct buffer *out, struct failure *f)
{
    char head[JOURNAL_BLOCK_HEAD], *room;
    uint64_t length;
    enum status st;

    TRY(read_head(j, e, head, &length, f));
    length += JOURNAL_BLOCK_HEAD;
    room = buffer_reserve(out, length);
    if (room == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(journal_file_read_all(j, journal_file_offset(e), room, length, f));
    out->length += length;
out:
    return st;
}

enum status
journal_text(const struct journal *j, const struct journal_view *v, int32_t policy,
    int32_t from, int32_t to, int32_t part, struct buffer *out, struct failure *f)
{
    const uint32_t *lengths = v->lengths;
    int64_t before = ((int64_t)policy * j->shape.n_parts + part) * v->block.n;
    int64_t at = v->text;
    size_t length = 0;
    char *room;
    enum status st = STATUS_OK;

    for (int64_t i = 0; i < before + from; i++) {
        at += lengths[i];
    }
    for (int64_t i = before + from; i < before + to; i++) {
        length += lengths[i];
    }
    if (length == 0) {
        return STATUS_OK;
    }
    room = buffer_reserve(out, length);
    if (room == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(journal_file_read_all(j, at, room, length, f));
    out->length += length;
    out->at[out->length] = '\0';
out:
    return st;
}

void
journal_view_free(struct journal_view *v)
{
    free(v->lengths);
    *v = (struct journal_view){0};
}

#include "sweep/merge.h"

#include <string.h>

/* Two blocks of one point, one from each journal. text[k] has one part of one run, as the block of
   journal k stores it. */
struct block_pair {
    const struct journal *journal[2];
    struct journal_entry entry[2];
    struct journal_view view[2];
    struct buffer text[2];
};

static int32_t
last_of(struct journal_entry e)
{
    return e.first + journal_entry_runs(e) - 1;
}

/* Reads one part of a run from both blocks. */
static enum status
read_run(struct block_pair *p, int32_t policy, int32_t rep, int32_t part, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < 2; k++) {
        int32_t at = rep - p->entry[k].first;

        buffer_clear(&p->text[k]);
        TRY(journal_text(p->journal[k], &p->view[k], policy, at, at + 1, part, &p->text[k], f));
    }
out:
    return st;
}

static bool
is_equal(const struct block_pair *p)
{
    return p->text[0].length == p->text[1].length &&
           (p->text[0].length == 0 ||
               memcmp(p->text[0].at, p->text[1].at, p->text[0].length) == 0);
}

static enum status
compare_run(struct block_pair *p, const struct experiment *e, int32_t rep, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t policy = 0; policy < e->base.n_policies; policy++) {
        for (int32_t part = 0; part < p->journal[0]->shape.n_parts; part++) {
            TRY(read_run(p, policy, rep, part, f));
            if (!is_equal(p)) {
                return failure_of(STATUS_MISMATCH, f,
                    "%s and %s: both contain run %d/%s/%d, with different values; delete the "
                    "wrong directory and run its shard again",
                    p->journal[0]->path, p->journal[1]->path, p->entry[0].point_id,
                    e->base.policies[policy].id, rep);
            }
        }
    }
out:
    return st;
}

/* Compares the replications first ... last, which both blocks contain. */
static enum status
compare_blocks(struct block_pair *p, const struct experiment *e, int32_t first, int32_t last,
    struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < 2; k++) {
        TRY(journal_lengths(p->journal[k], p->entry[k], true, &p->view[k], f));
    }
    for (int32_t rep = first; rep <= last; rep++) {
        TRY(compare_run(p, e, rep, f));
    }
out:
    for (int32_t k = 0; k < 2; k++) {
        journal_view_free(&p->view[k]);
        buffer_free(&p->text[k]);
    }
    return st;
}

/* Compares a block with the replications that `to` already contains, and stores their number in
   *common. */
static enum status
compare_entry(const struct journal *to, const struct journal *from, struct journal_entry entry,
    const struct experiment *e, int32_t *common, struct failure *f)
{
    enum status st = STATUS_OK;
    int32_t rep = entry.first, next;

    *common = 0;
    while (rep <= last_of(entry)) {
        const struct journal_entry *there = journal_find(to, entry.point_id, rep, &next);
        struct block_pair pair = {.journal = {to, from}};
        int32_t last;

        if (there == NULL) {
            rep = next;
            continue;
        }
        pair.entry[0] = *there;
        pair.entry[1] = entry;
        last = last_of(*there) < last_of(entry) ? last_of(*there) : last_of(entry);
        TRY(compare_blocks(&pair, e, rep, last, f));
        *common += last - rep + 1;
        rep = last + 1;
    }
out:
    return st;
}

enum status
merge_journal(struct journal *to, struct journal *from, const struct experiment *e,
    int64_t *added, int64_t *both, struct failure *f)
{
    struct buffer packed = {0};
    enum status st = STATUS_OK;

    *added = 0;
    *both = 0;
    journal_sort(to);
    journal_sort(from);
    for (int64_t i = 0; i < from->n_entries; i++) {
        struct journal_entry entry = from->entries[i];
        int32_t n = journal_entry_runs(entry), common;

        TRY(compare_entry(to, from, entry, e, &common, f));
        if (common < n) {
            buffer_clear(&packed);
            TRY(journal_copy(from, entry, &packed, f));
            TRY(journal_append(to, &packed, f));
        }
        *added += (n - common) * e->base.n_policies;
        *both += common * e->base.n_policies;
    }
    TRY(journal_sync(to, f));
    journal_sort(to);
out:
    buffer_free(&packed);
    return st;
}

#include <stdlib.h>

#include "base/array.h"
#include "sweep/journal/journal_file.h"

int32_t
journal_entry_runs(struct journal_entry e)
{
    return (int32_t)(e.where & JOURNAL_RUNS_MAX);
}

enum status
journal_entry_add(struct journal *j, const char *head, int64_t offset)
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

/* Returns the index of the first sorted entry that begins after replication `rep` of a point. */
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

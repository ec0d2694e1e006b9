#include "analysis/shared_runs.h"

#include <stdlib.h>
#include <string.h>

/* Returns the number of a point's trajectory or row in its set, from 1. Returns 0 for points of
   other families. */
static int64_t
number_in_set(const struct design_mark *mark, enum design_family family)
{
    return mark->family != (int8_t)family ? 0
           : family == DESIGN_MORRIS      ? mark->part
                                          : mark->step;
}

/* Numbers the blocks (trajectories or rows) of all sets, in the order of the sets. */
static enum status
number_blocks(struct shared_runs *s, const struct experiment *e, enum design_family family)
{
    int64_t *first = calloc((size_t)e->design.n_sets + 1, sizeof(*first));

    if (first == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];
        int64_t number = number_in_set(mark, family);

        /* Points of other families have no set. */
        if (number > 0 && number > first[mark->set + 1]) {
            first[mark->set + 1] = number;
        }
    }
    for (int32_t set = 0; set < e->design.n_sets; set++) {
        first[set + 1] += first[set];
    }
    s->n_blocks = first[e->design.n_sets];
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];
        int64_t number = number_in_set(mark, family);

        s->block[i] = number > 0 && e->common_point ? first[mark->set] + number - 1 : -1;
    }
    free(first);
    return STATUS_OK;
}

enum status
shared_runs_init(struct shared_runs *s, const struct experiment *e, enum design_family family,
    const struct run_table *runs)
{
    enum status st;

    *s = (struct shared_runs){.n_points = e->n_points, .width = 1};
    for (int64_t i = 0; i < runs->n; i++) {
        s->width = runs->rep[i] >= s->width ? runs->rep[i] + 1 : s->width;
    }
    s->left_out = calloc((size_t)runs->n + 1, sizeof(*s->left_out));
    s->block = calloc((size_t)e->n_points + 1, sizeof(*s->block));
    if (s->left_out == NULL || s->block == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(number_blocks(s, e, family));
    s->size = calloc((size_t)s->n_blocks + 1, sizeof(*s->size));
    s->complete = calloc((size_t)s->n_blocks + 1, (size_t)s->width * sizeof(*s->complete));
    if (s->size == NULL || s->complete == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        if (s->block[i] >= 0) {
            s->size[s->block[i]]++;
        }
    }
out:
    return st;
}

void
shared_runs_free(struct shared_runs *s)
{
    free(s->left_out);
    free(s->block);
    free(s->size);
    free(s->complete);
    memset(s, 0, sizeof(*s));
}

void
shared_runs_find(
    struct shared_runs *s, const struct run_table *runs, int32_t policy, int32_t versus)
{
    memset(s->complete, 0, (size_t)(s->n_blocks * s->width) * sizeof(*s->complete));
    memset(s->left_out, 0, (size_t)runs->n * sizeof(*s->left_out));
    /* Pass 0 counts the complete runs of each replication, and pass 1 compares this number with the
       size of the block. */
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t g = 0; g < runs->n_groups; g++) {
            const struct run_table_group *group = &runs->groups[g];
            bool known = group->point_id >= 1 && group->point_id <= s->n_points;
            int64_t block = known ? s->block[group->point_id - 1] : -1;

            if (block < 0 || (group->policy != policy && group->policy != versus)) {
                continue;
            }
            for (int64_t i = group->first; i < group->first + group->n; i++) {
                int32_t *complete = &s->complete[block * s->width + runs->rep[i]];

                if (pass == 0) {
                    *complete += runs->complete[i];
                } else {
                    s->left_out[i] = *complete < s->size[block] * (versus < 0 ? 1 : 2);
                }
            }
        }
    }
}

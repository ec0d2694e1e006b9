#include "sweep/sweep.h"

#include <stdlib.h>

#include "base/array.h"

enum { BLOCK_RUNS = 32, BLOCK_RUNS_OF_EVENTS = 4, UNITS_PER_THREAD = 4 };

/* ---- deciding ---- */

/* A block that holds a replication: of the journal as it was sorted, or of what came since. */
static const struct journal_entry *
find_block(const struct sweep *s, int64_t point, int32_t rep)
{
    int32_t next;
    const struct journal_entry *e =
        journal_find(s->plan.journal, (int32_t)point + 1, rep, &next);

    for (int64_t i = 0; e == NULL && i < s->n_pending_blocks; i++) {
        const struct journal_entry *a = &s->pending_blocks[i];

        if (a->point_id == point + 1 && a->first <= rep &&
            rep - a->first < journal_entry_runs(*a)) {
            e = a;
        }
    }
    return e;
}

/* Takes replications judged + 1 ... to of a block into the moments of its point. */
static enum status
judge_block(struct sweep *s, int64_t point, struct journal_entry e, int32_t to)
{
    const struct journal *j = s->plan.journal;
    int32_t n = j->shape.n_policies;
    struct stopping_moments *moments = s->moments + point * stopping_moments(&s->stopping);
    struct buffer *rows = calloc((size_t)n, sizeof(*rows));
    struct journal_view v = {0};
    enum status st = rows == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    TRY(journal_lengths(j, e, false, &v, s->f));
    for (int32_t p = 0; p < n; p++) {
        TRY(journal_text(j, &v, p, s->points[point].n_decided + 1 - e.first, to + 1 - e.first,
            LAYOUT_RUNS, &rows[p], s->f));
    }
    TRY(stopping_add(&s->stopping, moments, rows));
    s->points[point].n_decided = to;
out:
    for (int32_t p = 0; rows != NULL && p < n; p++) {
        buffer_free(&rows[p]);
    }
    free(rows);
    journal_view_free(&v);
    return st;
}

/* Judges a point as far as its blocks go. */
static enum status
judge(struct sweep *s, int64_t point)
{
    struct sweep_point *p = &s->points[point];
    const struct stopping_moments *moments;
    const struct journal_entry *e;
    enum status st = STATUS_OK;

    if (s->moments == NULL) {
        return STATUS_OK; /* replications are fixed */
    }
    moments = s->moments + point * stopping_moments(&s->stopping);
    while (p->end == 0 && (e = find_block(s, point, p->n_decided + 1)) != NULL) {
        int32_t next = (int32_t)stopping_next(s->experiment, p->n_decided);
        int32_t last = e->first + journal_entry_runs(*e) - 1;

        TRY(judge_block(s, point, *e, last < next ? last : next));
        if (p->n_decided == next && (next == s->experiment->replications.max ||
                                        stopping_targets_met(&s->stopping, moments))) {
            p->end = next;
        }
    }
out:
    return st;
}

enum status
sweep_register_block(struct sweep *s, struct journal_entry e)
{
    int64_t kept = 0;
    enum status st;

    for (int64_t i = 0; i < s->n_pending_blocks; i++) {
        const struct journal_entry *a = &s->pending_blocks[i];
        const struct sweep_point *p = &s->points[a->point_id - 1];

        if (p->end == 0 && a->first + journal_entry_runs(*a) - 1 > p->n_decided) {
            s->pending_blocks[kept++] = *a;
        }
    }
    s->n_pending_blocks = kept;
    TRY(array_grow(&s->pending_blocks, s->n_pending_blocks + 1, &s->pending_blocks_capacity,
        sizeof(*s->pending_blocks)));
    s->pending_blocks[s->n_pending_blocks++] = e;
    st = judge(s, e.point_id - 1);
out:
    return st;
}

/* ---- what is there ---- */

struct sweep_share
sweep_wanted(const struct sweep *s, int64_t point)
{
    int32_t end = s->points[point].end;

    return (struct sweep_share){1, end > 0 ? end : s->experiment->replications.max};
}

struct sweep_share
sweep_planned(const struct sweep *s, int64_t point)
{
    const struct experiment *e = s->experiment;
    struct sweep_share all = sweep_wanted(s, point);
    int32_t shard = s->plan.shard, shards = s->plan.shards;
    bool mine = e->keys[point] % (uint64_t)shards == (uint64_t)(shard - 1);

    if (s->plan.point >= 0 && s->plan.point != point) {
        return (struct sweep_share){1, 0};
    }
    if (e->n_points == 1 && e->replications.n_targets == 0) {
        return (struct sweep_share){
            1 + (shard - 1) * all.last / shards, shard * all.last / shards};
    }
    return mine ? all : (struct sweep_share){1, 0};
}

int32_t
sweep_next_missing(const struct sweep *s, int64_t point, int32_t rep)
{
    const struct journal_entry *e;
    int32_t next;

    while ((e = journal_find(s->plan.journal, (int32_t)point + 1, rep, &next)) != NULL) {
        rep = e->first + journal_entry_runs(*e);
    }
    return rep;
}

int64_t
sweep_done(const struct sweep *s, int64_t point, struct sweep_share share)
{
    int64_t n, done = 0, behind = share.first - 1; /* replications up to this one are counted */
    const struct journal_entry *e = journal_point(s->plan.journal, (int32_t)point + 1, &n);

    for (int64_t i = 0; i < n; i++) {
        int64_t last = e[i].first + journal_entry_runs(e[i]) - 1;
        int64_t from = e[i].first > behind ? e[i].first : behind + 1;

        last = last < share.last ? last : share.last;
        if (last >= from) {
            done += last - from + 1;
            behind = last;
        }
    }
    return done;
}

int64_t
sweep_usable(const struct sweep *s, int64_t point)
{
    const struct sweep_point *p = &s->points[point];

    return p->end == 0 ? p->n_decided : p->end;
}

bool
sweep_is_whole(const struct sweep *s, int64_t point)
{
    struct sweep_share all = sweep_wanted(s, point);

    return s->points[point].end > 0 && sweep_done(s, point, all) == all.last;
}

/* ---- opening ---- */

/* Few points and replications are cut smaller, so that every thread has some. */
static int32_t
block_of(const struct sweep *s)
{
    const struct experiment *e = s->experiment;
    bool events = e->outputs.trace_level == RECORDER_EVENTS;
    int64_t maximum = events ? BLOCK_RUNS_OF_EVENTS : BLOCK_RUNS;
    int64_t fair = e->n_points * e->replications.max / (UNITS_PER_THREAD * s->plan.threads);

    return (int32_t)(fair < 1 ? 1 : fair < maximum ? fair : maximum);
}

enum status
sweep_open(struct sweep *s, const struct sweep_plan *plan, struct failure *f)
{
    const struct experiment *e = plan->layout->experiment;
    size_t n = e->n_points > 0 ? (size_t)e->n_points : 1;
    bool adaptive = e->replications.n_targets > 0;
    enum status st;

    *s = (struct sweep){.plan = *plan, .experiment = e, .f = f};
    (void)pthread_mutex_init(&s->lock, NULL);
    s->block = block_of(s);
    s->round_end = s->block;
    journal_sort(plan->journal);
    TRY(stopping_init(&s->stopping, e, &plan->layout->runs));
    s->points = calloc(n, sizeof(*s->points));
    s->moments = adaptive
                     ? calloc(n * (size_t)stopping_moments(&s->stopping), sizeof(*s->moments))
                     : NULL;
    if (s->points == NULL || (adaptive && s->moments == NULL)) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        s->points[i].end = adaptive ? 0 : (int32_t)e->replications.max;
        s->points[i].started = sweep_next_missing(s, i, (int32_t)sweep_planned(s, i).first) - 1;
        TRY(judge(s, i));
    }
out:
    if (st != STATUS_OK) {
        sweep_close(s);
    }
    return st;
}

void
sweep_close(struct sweep *s)
{
    if (s->experiment != NULL) {
        (void)pthread_mutex_destroy(&s->lock);
    }
    stopping_free(&s->stopping);
    free(s->points);
    free(s->moments);
    free(s->pending_blocks);
    *s = (struct sweep){0};
}

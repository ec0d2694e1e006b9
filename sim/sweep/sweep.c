#include "sweep/sweep.h"

#include <stdlib.h>

#include "base/array.h"
#include "experiment/experiment_outcomes.h"
#include "sweep/row.h"

enum { BLOCK_RUNS = 32, BLOCK_RUNS_OF_EVENTS = 4, UNITS_PER_THREAD = 4 };

/* ---- deciding ---- */

/* Reads the target values of n replications from the consecutive rows of a policy. */
static enum status
read_values(const struct sweep *s, int32_t policy, const char *rows, int32_t n,
    struct stopping_value *values)
{
    struct metric_run row = {0};
    int32_t counted = s->experiment->n_counted_columns;

    for (int32_t i = 0; i < n; i++, rows += row_bytes(counted)) {
        if (!row_unpack(rows, counted, &row)) {
            return failure_of(STATUS_IO, s->f,
                "%s: the journal is corrupted; run the same command again, or restart with "
                "--fresh",
                s->plan.journal->path);
        }
        experiment_outcomes_compute(s->experiment, &row);
        stopping_read(&s->stopping, &row, values + i * stopping_moments(&s->stopping) + policy);
    }
    return STATUS_OK;
}

static enum status
allocate_values(const struct sweep *s, int32_t n, struct stopping_value **values)
{
    *values = calloc((size_t)n * (size_t)stopping_moments(&s->stopping), sizeof(**values));
    return *values == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Reads the target values of a block in the sorted journal. The caller frees *values. */
static enum status
read_block(const struct sweep *s, struct journal_entry e, struct stopping_value **values)
{
    const struct journal *j = s->plan.journal;
    int32_t n = journal_entry_runs(e);
    struct journal_view v = {0};
    struct buffer rows = {0};
    enum status st;

    TRY(allocate_values(s, n, values));
    TRY(journal_lengths(j, e, false, &v, s->f));
    for (int32_t p = 0; p < j->shape.n_policies; p++) {
        buffer_clear(&rows);
        TRY(journal_text(j, &v, p, 0, n, LAYOUT_RUNS, &rows, s->f));
        TRY(rows.length == (size_t)n * row_bytes(s->experiment->n_counted_columns)
                ? read_values(s, p, rows.at, n, *values)
                : failure_of(STATUS_IO, s->f,
                      "%s: the journal is corrupted; run the same command again, or restart "
                      "with --fresh",
                      j->path));
    }
out:
    buffer_free(&rows);
    journal_view_free(&v);
    return st;
}

/* Adds the replications n_decided + 1 ... `to` of a block to the moments of its point. */
static void
judge_block(struct sweep *s, int64_t point, struct journal_entry e,
    const struct stopping_value *values, int32_t to)
{
    int32_t each = stopping_moments(&s->stopping);
    int32_t *judged = &s->points[point].n_decided;

    for (; *judged < to; (*judged)++) {
        stopping_add(&s->stopping, s->moments + point * each,
            values + (int64_t)(*judged + 1 - e.first) * each);
    }
}

/* Evaluates the stopping rule with the replications of a block, once at each number of replications
   at which the point may stop. */
static void
judge_with(
    struct sweep *s, int64_t point, struct journal_entry e, const struct stopping_value *values)
{
    struct sweep_point *p = &s->points[point];
    int32_t last = e.first + journal_entry_runs(e) - 1;

    while (p->end == 0 && p->n_decided < last) {
        int32_t next = (int32_t)stopping_next(s->experiment, p->n_decided);

        judge_block(s, point, e, values, last < next ? last : next);
        if (p->n_decided == next &&
            (next == s->experiment->replications.max ||
                stopping_targets_met(
                    &s->stopping, s->moments + point * stopping_moments(&s->stopping)))) {
            p->end = next;
        }
    }
}

/* Returns the pending block that contains the next replication of a point to evaluate, or NULL. */
static const struct sweep_ahead *
find_ahead(const struct sweep *s, int64_t point)
{
    int32_t rep = s->points[point].n_decided + 1;

    for (int64_t i = 0; i < s->n_pending_blocks; i++) {
        struct journal_entry e = s->pending_blocks[i].entry;

        if (e.point_id == point + 1 && e.first <= rep &&
            rep - e.first < journal_entry_runs(e)) {
            return &s->pending_blocks[i];
        }
    }
    return NULL;
}

/* Evaluates the stopping rule on all consecutive blocks of a point. */
static enum status
judge(struct sweep *s, int64_t point)
{
    struct sweep_point *p = &s->points[point];
    enum status st = STATUS_OK;

    /* `moments` is NULL if the number of replications is fixed. */
    while (s->moments != NULL && p->end == 0) {
        const struct sweep_ahead *ahead = find_ahead(s, point);
        struct stopping_value *values = NULL;
        const struct journal_entry *e;
        int32_t next;

        if (ahead != NULL) {
            judge_with(s, point, ahead->entry, ahead->values);
            continue;
        }
        e = journal_find(s->plan.journal, (int32_t)point + 1, p->n_decided + 1, &next);
        if (e == NULL) {
            break;
        }
        st = read_block(s, *e, &values);
        if (st == STATUS_OK) {
            judge_with(s, point, *e, values);
        }
        free(values);
        TRY(st);
    }
out:
    return st;
}

/* Frees the pending blocks that no later decision needs. */
static void
forget_judged(struct sweep *s)
{
    int64_t kept = 0;

    for (int64_t i = 0; i < s->n_pending_blocks; i++) {
        const struct sweep_ahead *a = &s->pending_blocks[i];
        const struct sweep_point *p = &s->points[a->entry.point_id - 1];

        if (p->end == 0 && a->entry.first + journal_entry_runs(a->entry) - 1 > p->n_decided) {
            s->pending_blocks[kept++] = *a;
        } else {
            free(a->values);
        }
    }
    s->n_pending_blocks = kept;
}

enum status
sweep_register_block(struct sweep *s, struct journal_entry e, const struct buffer *packed)
{
    const struct journal *j = s->plan.journal;
    struct sweep_ahead *a;
    enum status st;

    if (s->points[e.point_id - 1].end > 0) {
        /* The rule has already decided about this point, so the block is not needed. */
        return STATUS_OK;
    }
    TRY(array_grow(&s->pending_blocks, s->n_pending_blocks + 1, &s->pending_blocks_capacity,
        sizeof(*s->pending_blocks)));
    a = &s->pending_blocks[s->n_pending_blocks];
    a->entry = e;
    TRY(allocate_values(s, journal_entry_runs(e), &a->values));
    s->n_pending_blocks++;
    for (int32_t p = 0; p < j->shape.n_policies; p++) {
        TRY(read_values(s, p, journal_packed_part(j, packed, p, LAYOUT_RUNS),
            journal_entry_runs(e), a->values));
    }
    TRY(judge(s, e.point_id - 1));
    forget_judged(s);
out:
    return st;
}

/* ---- counting ---- */

struct sweep_share
sweep_wanted(const struct sweep *s, int64_t point)
{
    int32_t end = s->points[point].end;

    return (struct sweep_share){1, end > 0 ? end : s->experiment->replications.max};
}

/* The replications of the last `rest` points are divided among all shards. Returns the share of
   this shard in the k-th of these points. */
static struct sweep_share
divided(const struct sweep_plan *plan, int64_t k, int64_t rest, int64_t replications)
{
    int64_t before = plan->shard - 1, more = rest * replications % plan->shards;
    int64_t each = rest * replications / plan->shards;
    int64_t first = before * each + (before < more ? before : more) - k * replications + 1;
    int64_t last = first + each - (before >= more);

    return (struct sweep_share){
        first < 1 ? 1 : first, last < replications ? last : replications};
}

struct sweep_share
sweep_planned(const struct sweep *s, int64_t point)
{
    static const struct sweep_share none = {1, 0};
    const struct sweep_plan *plan = &s->plan;
    int64_t n = s->experiment->n_points;
    int64_t rest = s->experiment->replications.n_targets > 0 ? 0 : n % plan->shards;
    struct sweep_share share = sweep_wanted(s, point);

    if (plan->point >= 0 && plan->point != point) {
        return none;
    }
    if (point >= n - rest) {
        share = divided(plan, point - (n - rest), rest, share.last);
        return share.first <= share.last ? share : none;
    }
    return point % plan->shards == plan->shard - 1 ? share : none;
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
    int64_t n, done = 0, behind = share.first - 1; /* replications up to `behind` are counted */
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

int64_t
sweep_missed(const struct sweep *s)
{
    int32_t each = stopping_moments(&s->stopping);
    int64_t n = 0;

    for (int64_t i = 0; i < s->experiment->n_points && s->moments != NULL; i++) {
        n += s->points[i].end == s->experiment->replications.max &&
             !stopping_targets_met(&s->stopping, s->moments + i * each);
    }
    return n;
}

/* ---- opening ---- */

/* Returns the minimum number of replications of a unit. The minimum is smaller if there are few
   points and replications, so that every thread gets some units. */
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
    for (int64_t i = 0; i < s->n_pending_blocks; i++) {
        free(s->pending_blocks[i].values);
    }
    free(s->points);
    free(s->moments);
    free(s->pending_blocks);
    *s = (struct sweep){0};
}

#include "sweep/sweep.h"

#include <math.h>

#include "base/clock.h"
#include "sweep/mpi_executor.h"
#include "sweep/threads.h"
#include "sweep/work_unit.h"

#define BLOCK_SECONDS 0.25

enum { BLOCK_RUNS_MAX = 512, UNITS_PER_THREAD = 8, PARTS = 2 };

/* Returns the number of replications that take a quarter of a second, or 0 as long as no run was
   timed. */
static double
fitting_replications(const struct sweep *s)
{
    const struct journal *j = s->plan.journal;
    double spent = 1e-9 * (double)j->nanoseconds * s->experiment->base.n_policies;

    return spent > 0 ? BLOCK_SECONDS * (double)j->n_runs / spent : 0;
}

/*
 * Returns the maximum number of replications of the next unit of a point. `last` is the last
 * replication that the point needs. The unit takes at most about half a second, so that an
 * interruption loses little work. The maximum is 1 until the first unit is finished. With several
 * workers, a unit also has at most 1/PARTS of a worker's equal share of the remaining work, so that
 * all workers finish at about the same time.
 */
static int64_t
unit_maximum(const struct sweep *s, int64_t point, int64_t last)
{
    const struct experiment *e = s->experiment;
    int32_t ranks = mpi_executor_count(), workers = ranks > 1 ? ranks : s->plan.threads;
    int64_t later = e->replications.max - s->round_end, left = last - s->points[point].started;
    double maximum = 2 * fitting_replications(s), fair;

    maximum = maximum < JOURNAL_RUNS_MAX ? maximum : JOURNAL_RUNS_MAX;
    if (workers > 1) {
        fair = (double)left * (double)(e->n_points - point) +
               (double)(later > 0 ? later : 0) * (double)point;
        maximum = fmin(maximum, fair / (PARTS * workers));
    }
    return maximum < 1 ? 1 : (int64_t)maximum;
}

/*
 * Returns the number of replications of a point in a round. These take about a quarter of a second.
 * To make the worlds of the point takes as long as a few runs; in a shorter round, this would be
 * too large a part of the time. The number is at least s->block; with traces, which are large, it
 * is s->block. Without traces, a number above s->block is limited so that all threads finish at
 * about the same time.
 */
static int64_t
block_size(const struct sweep *s)
{
    const struct experiment *e = s->experiment;
    double fits = fitting_replications(s);
    int64_t fair = e->n_points * e->replications.max / (UNITS_PER_THREAD * s->plan.threads);
    int64_t maximum = fair < BLOCK_RUNS_MAX ? fair : BLOCK_RUNS_MAX;

    if (e->outputs.trace_level != RECORDER_NONE || fits <= s->block || maximum <= s->block) {
        return s->block;
    }
    return fits < (double)maximum ? (int64_t)fits : maximum;
}

/* Returns the last replication of the next round. If less than half of a round would remain, the
   round includes the rest. */
static int64_t
next_round(const struct sweep *s)
{
    int64_t block = block_size(s), end = s->round_end + block;
    int64_t rest = s->experiment->replications.max - end;

    return rest > 0 && 2 * rest < block ? end + rest : end;
}

/* Takes the next unit of a point in this round. Returns false if there is none. */
static bool
task_at(struct sweep *s, int64_t point, struct work_unit_task *task)
{
    struct sweep_point *p = &s->points[point];
    int64_t end = sweep_planned(s, point).last, round_end = s->round_end, decision_at;
    int64_t maximum = unit_maximum(s, point, end);
    int32_t next;

    if (p->started >= end || p->started >= round_end) {
        return false;
    }
    p->started = sweep_next_missing(s, point, p->started + 1) - 1;
    end = end < round_end ? end : round_end;
    decision_at = stopping_next(s->experiment, p->started);
    end = end < decision_at ? end : decision_at;
    if (p->started >= end) {
        return false;
    }
    (void)journal_find(s->plan.journal, (int32_t)point + 1, p->started + 1, &next);
    end = end < next ? end : next - 1;
    end = end < p->started + maximum ? end : p->started + maximum;
    *task = (struct work_unit_task){
        .point = point, .first = p->started + 1, .n = (int32_t)(end - p->started)};
    p->started = (int32_t)end;
    return true;
}

static bool
next_task(struct sweep *s, struct work_unit_task *task)
{
    for (;;) {
        for (; s->cursor < s->experiment->n_points; s->cursor++) {
            if (task_at(s, s->cursor, task)) {
                s->cursor++;
                s->progress_made = true;
                return true;
            }
        }
        s->cursor = 0;
        if (!s->progress_made && s->round_end >= s->experiment->replications.max) {
            return false;
        }
        s->progress_made = false;
        s->round_end = next_round(s);
    }
}

/* ---- the tasks for threads or ranks ---- */

static int64_t
nanoseconds_left(const struct sweep *s)
{
    double left = 1e9 * s->plan.max_seconds - (double)(clock_now() - s->started);

    return left < 0x1p63 ? (int64_t)left : INT64_MAX;
}

/* Whether a signal or the time limit has stopped the sweep. */
static bool
stopped(void *self)
{
    const struct sweep *s = self;

    return (s->plan.stop != NULL && *s->plan.stop != 0) || nanoseconds_left(s) <= 0;
}

static void
ran(void *self)
{
    struct sweep *s = self;

    if (s->plan.on_progress != NULL) {
        (void)pthread_mutex_lock(&s->lock);
        s->plan.on_progress(s->plan.self, 1);
        (void)pthread_mutex_unlock(&s->lock);
    }
}

static bool
take(void *self, struct work_unit_task *task)
{
    struct sweep *s = self;
    bool taken = false;

    (void)pthread_mutex_lock(&s->lock);
    if (s->status == STATUS_OK) {
        taken = next_task(s, task);
        task->nanoseconds_left = nanoseconds_left(s);
        if (taken && stopped(s)) {
            s->status = STATUS_STOPPED;
            taken = false;
        }
    }
    (void)pthread_mutex_unlock(&s->lock);
    return taken;
}

static bool
can_continue(const struct sweep *s)
{
    return s->status == STATUS_OK || s->status == STATUS_STOPPED;
}

/* Appends a finished unit to the journal. The caller holds the lock. */
static enum status
append(struct sweep *s, const struct buffer *packed)
{
    struct journal *j = s->plan.journal;
    const struct journal_entry *e;
    enum status st;

    TRY(journal_append(j, packed, s->f));
    e = &j->entries[j->n_entries - 1];
    /* MPI ranks report whole units, threads report single runs. */
    if (s->plan.on_progress != NULL && s->mpi_finished) {
        s->plan.on_progress(s->plan.self, journal_entry_runs(*e) * j->shape.n_policies);
    }
    if (s->stopping.n_targets > 0) {
        TRY(sweep_register_block(s, *e, packed));
    }
out:
    return st;
}

static void
fail(void *self, enum status status, const struct failure *why)
{
    struct sweep *s = self;

    (void)pthread_mutex_lock(&s->lock);
    if (why != NULL && why->count > 0) {
        failure_add(s->f, "%s", why->line[0]);
    }
    s->status = can_continue(s) ? status : s->status;
    (void)pthread_mutex_unlock(&s->lock);
}

static void
keep(void *self, const struct buffer *packed)
{
    struct sweep *s = self;
    struct failure why;
    bool due = false;

    why.count = 0; /* only the first `count` lines of a failure are read */
    (void)pthread_mutex_lock(&s->lock);
    if (can_continue(s)) {
        enum status st = append(s, packed);

        due = st == STATUS_OK && journal_due(s->plan.journal, 1);
        s->status = st == STATUS_OK ? s->status : st;
    }
    (void)pthread_mutex_unlock(&s->lock);
    /* The journal is flushed without the lock. */
    if (due && journal_sync(s->plan.journal, &why) != STATUS_OK) {
        fail(s, STATUS_IO, &why);
    }
}

/* Executes the single replication that the plan requests. */
static void
run_one(struct sweep *s, const struct unit_supply *supply)
{
    struct work_unit_task task = {.point = s->plan.point, .first = s->plan.replication, .n = 1};
    struct buffer packed = {0};
    struct failure why = {0};
    struct work_unit unit;
    enum status st;

    if (sweep_next_missing(s, task.point, (int32_t)task.first) != task.first) {
        return;
    }
    work_unit_init(&unit, s->plan.layout, supply);
    st = work_unit_do(&unit, &task, s->plan.journal, &packed, &why);
    if (st == STATUS_OK) {
        keep(s, &packed);
    } else {
        fail(s, st, &why);
    }
    work_unit_free(&unit);
    buffer_free(&packed);
}

static enum status
run_all(struct sweep *s, const struct unit_supply *supply)
{
    if (mpi_executor_count() > 1) {
        s->mpi_finished = true;
        return mpi_executor_serve(supply, &s->plan.journal->shape);
    }
    return threads_run(supply, s->plan.layout, s->plan.journal, s->plan.threads);
}

enum status
sweep_run(struct sweep *s, struct failure *f)
{
    const struct unit_supply supply = {s, take, keep, fail, ran, stopped};
    enum status st = STATUS_OK;

    s->f = f;
    s->started = clock_now();
    if (s->plan.replication > 0) {
        run_one(s, &supply);
    } else {
        TRY(run_all(s, &supply));
    }
    journal_sort(s->plan.journal);
    if (can_continue(s)) {
        TRY(journal_sync(s->plan.journal, f));
    }
    st = s->status;
out:
    return st;
}

#include "sweep/work_unit.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "directory/gzip.h"
#include "experiment/experiment_counts.h"
#include "experiment/experiment_outcomes.h"
#include "experiment/experiment_rare.h"
#include "sweep/row.h"

enum { COMMAND_BYTES = 128 };

/* ---- one run ---- */

void
work_unit_worlds_init(struct work_unit_worlds *w)
{
    memset(w, 0, sizeof(*w));
    w->point = -1;
}

void
work_unit_worlds_free(struct work_unit_worlds *w)
{
    rare_free(&w->rare);
    scenario_free(&w->own);
    work_unit_worlds_init(w);
}

enum status
work_unit_worlds_of(
    struct work_unit_worlds *w, const struct layout *layout, int64_t point, struct failure *f)
{
    enum status st;

    if (w->point == point) {
        return STATUS_OK;
    }
    work_unit_worlds_free(w);
    st = experiment_worlds(layout->experiment, point, &w->own, &w->there, &w->why);
    if (st == STATUS_BAD_INPUT) {
        memset(&w->own, 0, sizeof(w->own));
        w->there = NULL;
        st = STATUS_OK;
    }
    w->point = st == STATUS_OK ? point : -1;
    return st == STATUS_OK || w->why.count == 0 ? st : failure_of(st, f, "%s", w->why.line[0]);
}

static enum status
prepare_rare(const struct experiment *e, struct work_unit_worlds *worlds)
{
    uint64_t *hashes = calloc((size_t)e->base.n_policies, sizeof(*hashes));
    const struct rare_plan plan = {.scenario = worlds->there,
        .texts = e->rare.texts,
        .seed = e->seed,
        .world_hashes = hashes,
        .effort = e->rare.effort};
    struct failure why = {0};
    enum status st = STATUS_NO_MEMORY;

    if (hashes != NULL) {
        for (int32_t k = 0; k < e->base.n_policies; k++) {
            hashes[k] = experiment_world(e, worlds->point, k);
        }
        st = rare_init(&worlds->rare, &plan, &why);
    }
    free(hashes);
    return st;
}

/* Adds one repetition of splitting, which has the number of the replication. If a path reaches
   max_events, the columns of splitting are empty. */
static enum status
add_rare(const struct experiment *e, struct work_unit_worlds *worlds, int32_t policy,
    struct metric_run *row)
{
    struct rare_one one = {0};
    struct failure why = {0};
    enum status st;

    TRY(worlds->rare.policies == NULL ? prepare_rare(e, worlds) : STATUS_OK);
    st = rare_repeat(&worlds->rare, policy, row->rep, &one, &why);
    row->outcomes[EXPERIMENT_RARE_PROBABILITY] =
        st == STATUS_OK ? one.probability : (double)NAN;
    row->outcomes[EXPERIMENT_RARE_EVENTS] = st == STATUS_OK ? one.steps : (double)NAN;
    row->outcomes[EXPERIMENT_RARE_LEVELS] = st == STATUS_OK ? one.levels : (double)NAN;
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    return st;
}

enum status
work_unit_run_one(const struct layout *layout, struct work_unit_worlds *worlds, int32_t policy,
    int64_t replication, const struct replication_watch *watch, struct run *memory,
    struct recorder *recorder, struct metric_run *row)
{
    const struct experiment *e = layout->experiment;
    const char *id = e->base.policies[policy].id;
    enum recorder_level level = experiment_counts_level(e);
    bool counts = level > RECORDER_NONE;
    struct recorder own;
    enum status st;

    if (worlds->there == NULL) {
        *row = (struct metric_run){
            .point_id = worlds->point + 1, .policy = id, .rep = replication, .end_day = NAN};
        row_set_end(row, ROW_INVALID);
        metric_clear(row);
        experiment_outcomes_compute(e, row);
        return STATUS_OK;
    }
    recorder_init(&own, level);
    if (counts && recorder == NULL) {
        recorder = &own;
    } else if (counts && recorder->level < level) {
        recorder->level = level; /* no file gets the additional rows */
    }
    TRY(replication_run(memory,
        &(struct replication_address){.world = worlds->there->policies[policy].world,
            .seed = e->seed,
            .world_hash = experiment_world(e, worlds->point, policy),
            .point_id = worlds->point + 1,
            .policy = id,
            .replication = replication},
        watch, recorder, row));
    if (counts) {
        experiment_counts_count(e, policy, recorder, row);
    }
    if (e->rare.given && row_end(row) == ROW_COMPLETE) {
        TRY(add_rare(e, worlds, policy, row));
    }
    experiment_outcomes_compute(e, row);
out:
    recorder_free(&own);
    return st;
}

/* ---- one block ---- */

void
work_unit_init(
    struct work_unit *u, const struct layout *layout, const struct unit_supply *supply)
{
    memset(u, 0, sizeof(*u));
    u->layout = layout;
    u->supply = supply;
    recorder_init(&u->recorder, (enum recorder_level)layout->experiment->outputs.trace_level);
    work_unit_worlds_init(&u->worlds);
}

void
work_unit_free(struct work_unit *u)
{
    recorder_free(&u->recorder);
    work_unit_worlds_free(&u->worlds);
    for (int32_t k = 0; k < LAYOUT_PARTS; k++) {
        buffer_free(&u->parts[k]);
    }
    buffer_free(&u->packed);
    buffer_free(&u->block.text);
    free(u->lengths);
}

static void
print_failure(struct work_unit *u, const struct metric_run *row)
{
    const struct failure *why = &u->worlds.why;
    char command[COMMAND_BYTES], message[FAILURE_LINE_BYTES];
    struct layout_failure failure = {.point_id = row->point_id,
        .policy = row->policy,
        .rep = row->rep,
        .status = row->status,
        .end_day = row->end_day,
        .message = message,
        .replay = command};

    (void)snprintf(command, sizeof(command), "cbmsim replay . --run %" PRId64 "/%s/%" PRId64,
        row->point_id, row->policy, row->rep);
    (void)snprintf(message, sizeof(message), "%s",
        why->count > 0 ? why->line[0] : "aborted at max_events");
    table_row(&u->layout->failures, &failure, &u->parts[LAYOUT_FAILURES]);
}

/* Compresses the rows of one run, which are the end of a part. */
static enum status
pack_rows(struct work_unit *u, struct buffer *part, size_t before)
{
    enum status st;

    buffer_clear(&u->packed);
    TRY(buffer_status(part));
    TRY(gzip_pack(&u->packed, buffer_string(part) + before, part->length - before));
    part->length = before;
    if (u->packed.length > 0) {
        buffer_add(part, u->packed.at, u->packed.length);
    }
out:
    return st;
}

/* Appends one run to all parts. Sets lengths[k * n] to the length in bytes of part k of the run,
   where n is the number of runs of the block. */
static enum status
put_run(struct work_unit *u, int32_t policy, const struct metric_run *row, uint32_t *lengths)
{
    const struct layout *layout = u->layout;
    enum row_end end = row_end(row);
    int32_t counted = layout->experiment->n_counted_columns;
    char *words = buffer_reserve(&u->parts[LAYOUT_RUNS], row_bytes(counted));
    size_t before[LAYOUT_PARTS];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < layout->n_parts; k++) {
        before[k] = u->parts[k].length;
    }
    if (words != NULL) {
        row_pack(row, counted, words);
        u->parts[LAYOUT_RUNS].length += row_bytes(counted);
    }
    if (end != ROW_COMPLETE) {
        u->block.n_failed++;
        print_failure(u, row);
    }
    for (int32_t k = 0; k < RECORDER_FILES && end != ROW_INVALID; k++) {
        const struct table *table = layout_trace(layout, policy, (enum recorder_file)k);

        if (table != NULL) {
            (void)recorder_print(
                &u->recorder, (enum recorder_file)k, table, &u->parts[layout->part[k]]);
        }
    }
    for (int32_t k = 0; k < layout->n_parts; k++) {
        if (k >= LAYOUT_TRACES && layout->experiment->outputs.gzip) {
            TRY(pack_rows(u, &u->parts[k], before[k]));
        }
        size_t length = u->parts[k].length - before[k];

        TRY(buffer_status(&u->parts[k]));
        if (length > UINT32_MAX) {
            return STATUS_NO_MEMORY;
        }
        lengths[k * u->block.n] = (uint32_t)length;
    }
out:
    return st;
}

static enum status
run_policy(struct work_unit *u, int32_t policy)
{
    uint32_t *lengths =
        u->lengths + (size_t)policy * (size_t)u->layout->n_parts * (size_t)u->block.n;
    struct recorder *recorder =
        u->layout->n_parts > LAYOUT_TRACES || u->layout->experiment->n_counted > 0
            ? &u->recorder
            : NULL;
    const struct unit_supply *supply = u->supply;
    struct replication_watch watch = {0};
    struct metric_run row;
    struct run memory;
    enum status st = STATUS_OK;

    if (supply != NULL) {
        watch = (struct replication_watch){supply->self, supply->stopped};
    }
    memset(&memory, 0, sizeof(memory));
    for (int32_t k = 0; k < u->layout->n_parts; k++) {
        buffer_clear(&u->parts[k]);
    }
    for (int32_t i = 0; i < u->block.n; i++) {
        TRY(work_unit_run_one(u->layout, &u->worlds, policy, u->block.first + i, &watch,
            &memory, recorder, &row));
        TRY(put_run(u, policy, &row, lengths + i));
        if (supply != NULL && supply->ran != NULL) {
            supply->ran(supply->self);
        }
    }
    for (int32_t k = 0; k < u->layout->n_parts; k++) {
        if (u->parts[k].length > 0) {
            buffer_add(&u->block.text, u->parts[k].at, u->parts[k].length);
        }
    }
    TRY(buffer_status(&u->block.text));
out:
    run_free(&memory);
    return st;
}

enum status
work_unit_run(struct work_unit *u, int64_t point, int64_t first, int32_t n, struct failure *f)
{
    const struct experiment *e = u->layout->experiment;
    size_t lengths = (size_t)e->base.n_policies * (size_t)u->layout->n_parts * (size_t)n;
    void *grown = realloc(u->lengths, lengths * sizeof(*u->lengths));
    int64_t start = clock_now();
    enum status st;

    if (grown == NULL) {
        return STATUS_NO_MEMORY;
    }
    u->lengths = grown;
    buffer_clear(&u->block.text);
    u->block = (struct journal_block){.point_id = (int32_t)(point + 1),
        .point_key = e->keys[point],
        .first = (int32_t)first,
        .n = n,
        .lengths = u->lengths,
        .text = u->block.text};
    TRY(work_unit_worlds_of(&u->worlds, u->layout, point, f));
    for (int32_t policy = 0; policy < e->base.n_policies; policy++) {
        TRY(run_policy(u, policy));
    }
    u->block.nanoseconds = clock_now() - start;
out:
    return st;
}

enum status
work_unit_do(struct work_unit *u, const struct work_unit_task *task, const struct journal *j,
    struct buffer *packed, struct failure *f)
{
    enum status st;

    buffer_clear(packed);
    TRY(work_unit_run(u, task->point, task->first, task->n, f));
    TRY(journal_pack(j, &u->block, packed));
out:
    return st;
}

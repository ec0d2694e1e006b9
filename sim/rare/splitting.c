#include "rare/splitting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "kernel/stream.h"
#include "rare/splitting_internal.h"

/* ---- memory ---- */

struct splitting_room *
splitting_room_make(const struct splitting_plan *plan)
{
    struct splitting_room *room = calloc(1, sizeof(*room));
    size_t n = (size_t)plan->effort;

    if (room == NULL) {
        return NULL;
    }
    room->plan = *plan;
    room->now = calloc(n, sizeof(*room->now));
    room->next = calloc(n, sizeof(*room->next));
    room->parents = calloc(n, sizeof(*room->parents));
    room->highest = calloc(n, sizeof(*room->highest));
    room->sorted = calloc(n, sizeof(*room->sorted));
    room->path = plan->model->make(plan->model->self);
    if (room->now == NULL || room->next == NULL || room->parents == NULL ||
        room->highest == NULL || room->sorted == NULL || room->path == NULL) {
        splitting_room_drop(room);
        return NULL;
    }
    return room;
}

static void
drop_paths(const struct splitting_model *model, void **paths, int64_t n)
{
    for (int64_t k = 0; paths != NULL && k < n; k++) {
        if (paths[k] != NULL) {
            model->drop(model->self, paths[k]);
        }
    }
    free(paths);
}

void
splitting_room_drop(struct splitting_room *room)
{
    const struct splitting_model *model;

    if (room == NULL) {
        return;
    }
    model = room->plan.model;
    drop_paths(model, room->now, room->plan.effort);
    drop_paths(model, room->next, room->plan.effort);
    if (room->path != NULL) {
        model->drop(model->self, room->path);
    }
    for (int32_t k = 0; k < SPLITTING_LEVELS_MAX; k++) {
        free(room->starts[k]);
    }
    free(room->parents);
    free(room->highest);
    free(room->sorted);
    free(room);
}

/* ---- random numbers ---- */

static const char *const uses[] = {"splitting repetition", "splitting pilot"};

/* Returns the number of a continuation: a hash of the seed, the repetition or pilot, the stage and
   k. */
static uint64_t
reseed_number(
    const struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t k)
{
    uint64_t of_run = stream_child(room->plan.seed, hash_text(uses[run.use]), run.number);

    return stream_child(of_run, (uint64_t)stage, (uint64_t)k);
}

/* Returns the number of path k. Repetition 1 has the lowest numbers, so that its paths begin like
   replications 1, 2 and so on. */
static uint64_t
path_number(const struct splitting_room *room, struct splitting_run run, int64_t k)
{
    uint64_t first = (run.number - 1) * (uint64_t)room->plan.effort + 1;

    return first + (uint64_t)k + (run.use == SPLITTING_PILOT ? UINT64_C(1) << 62 : 0);
}

void
splitting_choose_parents(
    struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t hits)
{
    const struct stream_base base = {
        .seed = room->plan.seed, .replication = run.number, .world = (uint64_t)stage};
    struct stream draws = stream_at(&base, hash_text(uses[run.use]), 0, 0);
    int64_t effort = room->plan.effort, whole = effort / hits * hits;
    int64_t left = effort - whole;

    for (int64_t k = 0; k < whole; k++) {
        room->parents[k] = k % hits;
    }
    /* selection sampling (Knuth, Seminumerical Algorithms, 3.4.2, algorithm S) */
    for (int64_t hit = 0; hit < hits && left > 0; hit++) {
        if (stream_next(&draws) * (double)(hits - hit) < (double)left) {
            room->parents[effort - left] = hit;
            left--;
        }
    }
}

/* ---- paths ---- */

enum status
splitting_start(struct splitting_room *room, struct splitting_run run, int32_t stage, int64_t k,
    struct splitting_start *start)
{
    const struct splitting_model *model = room->plan.model;
    enum status st;

    *start = (struct splitting_start){.parent = -1, .number = path_number(room, run, k)};
    if (stage == 0) {
        return model->begin(model->self, room->path, start->number);
    }
    start->parent = room->parents[k];
    start->reseed = reseed_number(room, run, stage, k);
    TRY(model->copy(model->self, room->path, room->now[start->parent]));
    start->step = model->steps(model->self, room->path);
    if (!room->plan.keep_numbers) {
        model->reseed(model->self, room->path, start->reseed);
    }
out:
    return st;
}

enum status
splitting_go(struct splitting_room *room, double level, double *highest, uint64_t *steps)
{
    const struct splitting_model *model = room->plan.model;
    uint64_t first = model->steps(model->self, room->path);
    double now = model->importance(model->self, room->path);
    bool over = false;
    enum status st = STATUS_OK;

    *highest = now;
    while (*highest < level) {
        TRY(model->advance(model->self, room->path, &over));
        if (over) {
            break;
        }
        now = model->importance(model->self, room->path);
        *highest = now > *highest ? now : *highest;
    }
    *steps = model->steps(model->self, room->path) - first;
out:
    return st;
}

enum status
splitting_keep(struct splitting_room *room, int32_t stage, int64_t hit,
    const struct splitting_start *start)
{
    const struct splitting_model *model = room->plan.model;
    void *free_path = room->next[hit];

    if (room->starts[stage] == NULL) {
        room->starts[stage] = calloc((size_t)room->plan.effort, sizeof(*room->starts[stage]));
    }
    if (free_path == NULL) {
        free_path = model->make(model->self);
    }
    if (free_path == NULL || room->starts[stage] == NULL) {
        if (free_path != NULL && room->next[hit] == NULL) {
            model->drop(model->self, free_path);
        }
        return STATUS_NO_MEMORY;
    }
    /* the two blocks of memory are exchanged, which avoids a copy */
    room->next[hit] = room->path;
    room->path = free_path;
    room->starts[stage][hit] = *start;
    return STATUS_OK;
}

void
splitting_next_stage(struct splitting_room *room)
{
    void **now = room->now;

    room->now = room->next;
    room->next = now;
}

/* ---- a repetition ---- */

/* Finds how a path of the last stage began, by following its parents back to the first stage. */
static void
track(const struct splitting_room *room, int32_t stage, const struct splitting_start *start,
    struct splitting_track *t)
{
    *t = (struct splitting_track){
        .n_splits = stage, .end = room->plan.model->steps(room->plan.model->self, room->path)};
    for (int32_t k = stage; k > 0; k--) {
        t->step[k - 1] = start->step;
        t->reseed[k - 1] = start->reseed;
        start = &room->starts[k - 1][start->parent];
    }
    t->number = start->number;
}

static enum status
run_stage(struct splitting_room *room, struct splitting_run run, int32_t stage,
    const struct splitting_levels *levels, struct splitting_repetition *r)
{
    struct splitting_stage *s = &r->stage[stage];
    bool last = stage + 1 == levels->n;
    enum status st = STATUS_OK;

    for (int64_t k = 0; k < room->plan.effort; k++) {
        struct splitting_start start;
        double highest;
        uint64_t steps;

        TRY(splitting_start(room, run, stage, k, &start));
        TRY(splitting_go(room, levels->at[stage], &highest, &steps));
        s->starts++;
        s->steps += steps;
        if (highest < levels->at[stage]) {
            continue;
        }
        if (last && r->n_tracks < room->plan.max_tracks) {
            track(room, stage, &start, &r->track[r->n_tracks++]);
        } else if (!last) {
            TRY(splitting_keep(room, stage, s->hits, &start));
        }
        s->hits++;
    }
out:
    return st;
}

enum status
splitting_repeat(struct splitting_room *room, const struct splitting_levels *levels,
    uint64_t number, struct splitting_repetition *r)
{
    struct splitting_run run = {SPLITTING_REPETITION, number};
    enum status st = STATUS_OK;

    memset(r, 0, sizeof(*r));
    r->estimate = 1;
    for (int32_t stage = 0; stage < levels->n && r->estimate > 0; stage++) {
        if (stage > 0) {
            splitting_choose_parents(room, run, stage, r->stage[stage - 1].hits);
        }
        TRY(run_stage(room, run, stage, levels, r));
        r->steps += r->stage[stage].steps;
        r->estimate *= (double)r->stage[stage].hits / (double)room->plan.effort;
        splitting_next_stage(room);
    }
out:
    return st;
}

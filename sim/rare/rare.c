#include "rare/rare.h"

#include <math.h>
#include <stdlib.h>

#include "stats/parallel.h"
#include "stats/summary.h"

enum { RARE_BYTES_MAX = 1 << 28 };

/* ---- beginning ---- */

/* Stores the values of the first day, from a run that has begun but has not fired any event. */
static enum status
set_start(struct rare_policy *p, const struct rare_plan *plan)
{
    struct run run = {0};
    enum status st;

    TRY(run_init(&run, p->of.world, plan->seed, 1, 0, &rare_event_observers));
    rare_event_set_start(&p->event, &run);
out:
    run_free(&run);
    return st;
}

enum status
rare_init(struct rare *r, const struct rare_plan *plan, struct failure *f)
{
    enum status st = STATUS_OK;

    *r = (struct rare){0};
    arena_init(&r->arena, RARE_BYTES_MAX);
    r->policies = calloc((size_t)plan->scenario->n_policies, sizeof(*r->policies));
    if (r->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < plan->scenario->n_policies; k++) {
        struct rare_policy *p = &r->policies[r->n_policies++];

        p->policy = &plan->scenario->policies[k];
        TRY(rare_event_read(&p->event, &plan->texts, p->policy->world, &r->arena, f));
        p->of = (struct rare_path_of){p->policy->world, &p->event, plan->seed,
            plan->world_hashes == NULL ? 0 : plan->world_hashes[k]};
        p->model = rare_path_model(&p->of);
        p->plan = (struct splitting_plan){.model = &p->model,
            .seed = plan->seed,
            .effort = plan->effort,
            .max_tracks = SPLITTING_TRACKS_MAX};
        p->repetitions = calloc((size_t)plan->repetitions + 1, sizeof(*p->repetitions));
        p->estimates = calloc((size_t)plan->repetitions + 1, sizeof(*p->estimates));
        if (p->repetitions == NULL || p->estimates == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(set_start(p, plan));
    }
out:
    return st;
}

void
rare_free(struct rare *r)
{
    for (int32_t k = 0; k < r->n_policies; k++) {
        splitting_room_drop(r->policies[k].room);
        free(r->policies[k].repetitions);
        free(r->policies[k].estimates);
    }
    free(r->policies);
    arena_free(&r->arena);
    *r = (struct rare){0};
}

/* ---- work of the threads ---- */

/** A piece of work for a thread: repetition `number` of a policy, or its pilot (number 0). */
struct piece {
    int32_t policy;
    int64_t number;
    bool recalled;
};

struct work {
    struct rare *rare;
    const struct rare_plan *plan;
    struct splitting_room **rooms; /* indexed by thread, then by policy */
    struct piece *slots;
    struct piece next;
    bool pilots;
};

static bool
take(void *self, int32_t slot)
{
    struct work *w = self;
    struct piece *next = &w->next;

    if (next->policy == w->rare->n_policies) {
        return false;
    }
    w->slots[slot] = *next;
    if (w->pilots || next->number == w->plan->repetitions) {
        next->policy++;
        next->number = w->pilots ? 0 : 1;
    } else {
        next->number++;
    }
    return true;
}

static enum status
explain(enum status st, struct failure *f)
{
    return st == STATUS_STOPPED ? failure_of(STATUS_BAD_INPUT, f,
                                      "a run reached max_events of the scenario; raise "
                                      "/max_events or shorten the horizon")
                                : st;
}

enum status
rare_repeat(
    struct rare *r, int32_t policy, int64_t number, struct rare_one *one, struct failure *f)
{
    struct rare_policy *p = &r->policies[policy];
    struct splitting_repetition *x = &p->repetitions[0];
    enum status st;

    if (p->room == NULL) {
        p->room = splitting_room_make(&p->plan);
        if (p->room == NULL) {
            return STATUS_NO_MEMORY;
        }
        st = explain(splitting_pilot(p->room, 1, &p->pilot), f);
        if (st != STATUS_OK) {
            splitting_room_drop(p->room);
            p->room = NULL;
            return st;
        }
    }
    TRY(explain(splitting_repeat(p->room, &p->pilot.levels, (uint64_t)number, x), f));
    *one = (struct rare_one){x->estimate,
        (double)x->steps + (number == 1 ? (double)p->pilot.steps : 0), p->pilot.levels.n};
out:
    return st;
}

static enum status
do_piece(void *self, int32_t worker, int32_t slot, struct failure *f)
{
    struct work *w = self;
    struct piece *piece = &w->slots[slot];
    struct rare_policy *p = &w->rare->policies[piece->policy];
    struct splitting_room **room = &w->rooms[worker * w->rare->n_policies + piece->policy];
    struct splitting_repetition *r = w->pilots ? NULL : &p->repetitions[piece->number - 1];

    if (w->plan->stop != NULL && atomic_load(w->plan->stop) != 0) {
        return STATUS_STOPPED;
    }
    piece->recalled = r != NULL && w->plan->recall != NULL &&
                      w->plan->recall(w->plan->self, piece->policy, piece->number, r);
    if (piece->recalled) {
        return STATUS_OK;
    }
    if (*room == NULL) {
        *room = splitting_room_make(&p->plan);
    }
    if (*room == NULL) {
        return STATUS_NO_MEMORY;
    }
    return explain(w->pilots
                       ? splitting_pilot(*room, 1, &p->pilot)
                       : splitting_repeat(*room, &p->pilot.levels, (uint64_t)piece->number, r),
        f);
}

static enum status
deliver(void *self, int32_t slot, struct failure *f)
{
    struct work *w = self;
    const struct piece *piece = &w->slots[slot];
    struct rare_policy *p = &w->rare->policies[piece->policy];
    const struct splitting_repetition *r;

    if (w->pilots) {
        return STATUS_OK;
    }
    r = &p->repetitions[piece->number - 1];
    p->estimates[piece->number - 1] = r->estimate;
    return w->plan->note == NULL || piece->recalled
               ? STATUS_OK
               : w->plan->note(w->plan->self, piece->policy, piece->number, r, f);
}

static double
steps_of(const struct rare_policy *p, int64_t repetitions)
{
    double steps = (double)p->pilot.steps;

    for (int64_t k = 0; k < repetitions; k++) {
        steps += (double)p->repetitions[k].steps;
    }
    return steps;
}

static void
estimate_all(struct rare *r, const struct rare_plan *plan, double *work)
{
    const struct rare_policy *base = &r->policies[plan->scenario->baseline];
    struct confidence_cache level = {.confidence = SUMMARY_CONFIDENCE};

    for (int32_t k = 0; k < r->n_policies; k++) {
        struct rare_policy *p = &r->policies[k];

        p->estimate = rare_estimate_of(p->estimates, plan->repetitions,
            steps_of(p, plan->repetitions), p->pilot.steps_of_path, &level);
        p->ratio = p == base ? (struct estimate){NAN, NAN, NAN}
                             : rare_ratio(p->estimates, base->estimates, plan->repetitions,
                                   &level, work);
    }
}

enum status
rare_run(struct rare *r, const struct rare_plan *plan, struct failure *f)
{
    struct work w = {.rare = r, .plan = plan};
    struct parallel p = {&w, take, do_piece, deliver};
    size_t n = (size_t)plan->threads;
    double *work = calloc((size_t)plan->repetitions, sizeof(*work));
    enum status st = STATUS_NO_MEMORY;

    w.rooms = calloc(n * (size_t)r->n_policies, sizeof(*w.rooms));
    w.slots = calloc(n * PARALLEL_SLOTS, sizeof(*w.slots));
    if (w.rooms == NULL || w.slots == NULL || work == NULL) {
        goto out;
    }
    w.pilots = true;
    TRY(parallel_run(&p, plan->threads, f));
    w.pilots = false;
    w.next = (struct piece){.policy = 0, .number = 1};
    TRY(parallel_run(&p, plan->threads, f));
    estimate_all(r, plan, work);
out:
    for (size_t k = 0; w.rooms != NULL && k < n * (size_t)r->n_policies; k++) {
        splitting_room_drop(w.rooms[k]);
    }
    free(w.rooms);
    free(w.slots);
    free(work);
    return st;
}

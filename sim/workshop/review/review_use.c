/* Computes "signed or used": runs with and without the agreements on offer in force, and with and
   without seats that ask first. */
#include <stdlib.h>

#include "model/run_agree.h"
#include "stats/summary.h"
#include "workshop/policy_world.h"
#include "workshop/review/review.h"
#include "workshop/review/review_replay.h"

enum { WORLD_BYTES_MAX = 1 << 28 };

/* Returns the agreement of offer k of a step; NONE if the policy has no such agreement. */
static int32_t
agreement_of(const struct exercise *x, const struct workshop_step *step, int32_t k)
{
    const struct workshop_offer *offers = step->offers.items;

    return text_index(
        offers[k].key.id, field_ids(&x->world->agreements, sizeof(struct agreement)));
}

/* ---- cells ---- */

static enum status
add_cells(struct review *r, int32_t signed_)
{
    enum status st;

    TRY(array_reserve(&r->cells, 2));
    for (int32_t used = 0; used < 2; used++) {
        *ARRAY_AT(struct review_cell, &r->cells, array_add(&r->cells)) =
            (struct review_cell){.signed_ = signed_, .used = used == 1};
    }
out:
    return st;
}

static bool
has_cell(const struct review *r, int32_t signed_)
{
    for (int32_t k = 0; k < r->cells.count; k++) {
        if (ARRAY_AT(struct review_cell, &r->cells, k)->signed_ == signed_) {
            return true;
        }
    }
    return false;
}

bool
review_has_signed(const struct review *r, int32_t agreement)
{
    return agreement >= 0 &&
           ARRAY_AT(struct agreement_now, &r->exercise->now.run.agreements, agreement)
                   ->status >= AGREEMENT_SIGNED;
}

/* Lists the cells: nothing signed and all agreements signed. If there are several agreements on
   offer, adds each of them alone. If the teams have signed several of them but not all, adds
   these. */
static enum status
list_cells(struct review *r)
{
    const struct list *plan = &r->exercise->workshop->plan;
    const struct workshop_step *steps = plan->items;
    int32_t offers = 0, here = 0;
    enum status st;

    TRY(add_cells(r, REVIEW_NOTHING_SIGNED));
    TRY(add_cells(r, REVIEW_ALL_SIGNED));
    for (int32_t k = 0; k < plan->count; k++) {
        for (int32_t i = 0; i < steps[k].offers.count; i++) {
            int32_t agreement = agreement_of(r->exercise, &steps[k], i);

            if (agreement >= 0 && !has_cell(r, agreement)) {
                TRY(add_cells(r, agreement));
                offers++;
                here += review_has_signed(r, agreement);
            }
        }
    }
    /* If one agreement is on offer, its own cells equal those of all agreements and are dropped. If
       none is on offer, two cells remain. */
    r->cells.count = offers == 0 ? 2 : offers == 1 ? 4 : r->cells.count;
    if (here > 1 && here < offers) {
        TRY(add_cells(r, REVIEW_THESE_SIGNED));
    }
out:
    return st;
}

/* ---- continuations ---- */

struct signing {
    const struct review *review;
    int32_t signed_;
};

static bool
is_signed(const struct signing *s, int32_t agreement)
{
    return agreement >= 0 &&
           (s->signed_ == agreement || s->signed_ == REVIEW_ALL_SIGNED ||
               (s->signed_ == REVIEW_THESE_SIGNED && review_has_signed(s->review, agreement)));
}

/* Makes all parties sign. Then the model plays every state. */
static enum status
sign(const void *self, struct run *run, const struct world *w, const struct trace_sink *sink)
{
    const struct signing *s = self;
    const struct list *plan = &s->review->exercise->workshop->plan;
    const struct workshop_step *steps = plan->items;
    uint64_t all[SEATS_WORDS];
    enum status st;

    memset(all, 0xff, sizeof(all));
    TRY(review_leave_to_habit(NULL, run, w, sink));
    for (int32_t k = 0; k < plan->count; k++) {
        for (int32_t i = 0; i < steps[k].offers.count; i++) {
            int32_t agreement = agreement_of(s->review->exercise, &steps[k], i);

            if (is_signed(s, agreement)) {
                st = run_agree(run, w, agreement, all, NULL, sink);
                /* the agreement is already in force */
                TRY(st == STATUS_BAD_INPUT ? STATUS_OK : st);
            }
        }
    }
out:
    return st;
}

/* Returns the index of the record that begins the first round; -1 if no round has begun. */
static int64_t
first_round(const struct exercise *x)
{
    for (int64_t k = 0; k < x->now.n_standing; k++) {
        const struct record_line *line = exercise_standing(x, k);
        int32_t stop = line->kind == RECORD_go ? plan_find(&x->plan, line->go.step) : -1;

        if (stop >= 0 && (x->plan.stops[stop].kind == PLAN_DECIDE ||
                             x->plan.stops[stop].kind == PLAN_MATTER)) {
            return x->now.standing[k];
        }
    }
    return -1;
}

static const double *
values_of(const struct review *r, const double *values, int32_t cell)
{
    return values + cell * r->n * WINDOW_MEASURES;
}

static enum status
compare(struct review *r, const double *values)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->cells.count; k++) {
        struct review_cell *c = ARRAY_AT(struct review_cell, &r->cells, k);
        const double *own = values_of(r, values, k);
        const double *same = values_of(r, values, c->used ? 1 : 0);

        for (int32_t m = 0; m < WINDOW_MEASURES; m++) {
            enum paired_kind kind = window_measures[m].kind;

            TRY(paired_compare(kind, own + m, k == 0 ? NULL : values + m, r->n, WINDOW_MEASURES,
                SUMMARY_CONFIDENCE, &c->total[m]));
            TRY(paired_compare(kind, own + m, k < 2 ? NULL : same + m, r->n, WINDOW_MEASURES,
                SUMMARY_CONFIDENCE, &c->signing[m]));
        }
    }
out:
    return st;
}

static enum status
continue_cells(struct review *r, const struct exercise *then, const struct world *asking)
{
    int32_t n = r->cells.count;
    struct signing *signing = calloc((size_t)n, sizeof(*signing));
    struct continuation_arm *arms = calloc((size_t)n, sizeof(*arms));
    double *values = malloc((size_t)(n * r->n * WINDOW_MEASURES) * sizeof(*values));
    struct continuation_plan plan = {.from = &then->now.run,
        .arms = arms,
        .n_arms = n,
        .watcher = &window_watcher,
        .days = r->exercise->workshop->window_days,
        .n = r->n,
        .threads = REVIEW_THREADS,
        .cancelled = r->exercise->cancelled};
    enum status st = STATUS_NO_MEMORY;

    if (signing == NULL || arms == NULL || values == NULL) {
        goto out;
    }
    for (int32_t k = 0; k < n; k++) {
        const struct review_cell *c = ARRAY_AT(struct review_cell, &r->cells, k);

        signing[k] = (struct signing){r, c->signed_};
        arms[k] = (struct continuation_arm){
            c->used ? "used" : "habit", c->used ? asking : then->world, sign, &signing[k]};
    }
    TRY(continuation_run(&plan, values));
    TRY(compare(r, values));
out:
    free(values);
    free(arms);
    free(signing);
    return st;
}

enum status
review_use(struct review *r, struct failure *f)
{
    const struct exercise *x = r->exercise;
    struct exercise then = {0};
    struct arena arena;
    const struct world *asking;
    int64_t from = first_round(x);
    enum status st = STATUS_OK;

    arena_init(&arena, WORLD_BYTES_MAX);
    if (from < 0) {
        return STATUS_OK;
    }
    TRY(list_cells(r));
    TRY(exercise_at(x, from, &then, f));
    asking = policy_world_asking(&arena, x->world, x->workshop);
    TRY(asking == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(continue_cells(r, &then, asking));
out:
    exercise_free(&then);
    arena_free(&arena);
    return st;
}

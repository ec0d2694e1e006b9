/* Computes the outcomes of predictions, and how often they occur in the model. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/input/ladder.h"
#include "workshop/continuation.h"
#include "workshop/review/review.h"
#include "workshop/review/review_replay.h"

enum { PERCENT = 100 };

/** Whether the event of a question has happened since the stop of the answer. */
struct watch {
    const struct workshop_prediction *question;
    double since, until; /* first and last day that count */
    bool happened;
    double day; /* the first time, and the two states */
    int32_t actor, target;
};

static bool
is_of_pair(const struct workshop_prediction *q, int32_t a, int32_t b)
{
    return q->first == NONE || (a == q->first && b == q->second) ||
           (a == q->second && b == q->first);
}

static bool
is_event_act(const struct workshop_prediction *q, const struct act *a)
{
    bool of_pair = a->parent_kind != PARENT_NONE && is_of_pair(q, a->actor, a->target);
    bool hostile = ladder_is_hostile(a->rung);

    /* a protest also counts, as in what-if questions (cascade.h) */
    if (q->event == WORKSHOP_WRONG_HIT) {
        return of_pair && a->misdirected && a->rung >= RUNG_PRIVATE_FRICTION;
    }
    return of_pair && hostile &&
           (q->event == WORKSHOP_STRUCK_BACK ? a->parent_kind == PARENT_ACT
               : q->event == WORKSHOP_HIGH   ? a->rung >= RUNG_DISRUPTION
                                             : false);
}

static bool
is_event(
    const struct workshop_prediction *q, const struct world *w, const struct observation *o)
{
    if (o->kind == OBS_ACT) {
        return is_event_act(q, o->act);
    }
    if (o->kind == OBS_CRISIS && q->event == WORKSHOP_CRISIS) {
        const struct pair *pair = WORLD_PAIR(w, o->a);

        return o->value > 0 && is_of_pair(q, pair->first, pair->second);
    }
    if (o->kind == OBS_DECIDED && q->event == WORKSHOP_KNOWN) {
        const struct incident *i = o->incident;

        return o->value > 0 && i->initiator >= 0 && i->named == i->initiator &&
               is_of_pair(q, i->target, i->initiator);
    }
    return false;
}

static void
note(void *watcher, const struct world *w, const struct run *r, const struct observation *o)
{
    struct watch *x = watcher;

    (void)r;
    if (x->happened || o->day < x->since || o->day > x->until || !is_event(x->question, w, o)) {
        return;
    }
    x->happened = true;
    x->day = o->day;
    x->actor = o->kind == OBS_ACT       ? o->act->actor
               : o->kind == OBS_DECIDED ? o->incident->target
                                        : WORLD_PAIR(w, o->a)->first;
    x->target = o->kind == OBS_ACT       ? o->act->target
                : o->kind == OBS_DECIDED ? o->incident->initiator
                                         : WORLD_PAIR(w, o->a)->second;
}

static void
begin(void *watcher, const void *self, const struct world *w, const struct run *r)
{
    (void)w;
    (void)r;
    *(struct watch *)watcher = *(const struct watch *)self;
}

static void
read(const void *watcher, const struct world *w, const struct run *r, double *values)
{
    (void)w;
    (void)r;
    values[0] = ((const struct watch *)watcher)->happened;
}

/* ---- the exercise, and continuations from a stop ---- */

/* Returns the day on which the step of a question ends. */
static double
last_day(const struct exercise *x, const struct workshop_prediction *q)
{
    const struct workshop_step *steps = x->workshop->plan.items;
    double day = x->plan.end_day;

    for (int32_t k = 0; k < x->plan.n_stops; k++) {
        if (x->plan.stops[k].step == steps[q->by_step].at) {
            day = x->plan.stops[k].day;
        }
    }
    return day;
}

/* Counts the continuations from the stop in which the event happens by the last day of the
   question. */
static enum status
count(const struct exercise *then, const struct watch *watch, int64_t n, int64_t *happened)
{
    struct continuation_arm arm = {"habit", then->world, review_leave_to_habit, NULL};
    struct continuation_watcher watcher = {sizeof(*watch), 1, begin, note, read, watch};
    struct continuation_plan plan = {.from = &then->now.run,
        .arms = &arm,
        .n_arms = 1,
        .watcher = &watcher,
        .days = watch->until - then->now.run.kernel.now,
        .n = n,
        .threads = REVIEW_THREADS,
        .cancelled = then->cancelled};
    double *values;
    enum status st;

    *happened = 0;
    if (plan.days <= 0) {
        return STATUS_OK;
    }
    values = malloc((size_t)n * sizeof(*values));
    TRY(values == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(continuation_run(&plan, values));
    for (int64_t k = 0; k < n; k++) {
        *happened += values[k] > 0;
    }
out:
    free(values);
    return st;
}

/* Returns an earlier answer to the same question at the same stop; NULL if there is none. */
static const struct review_prediction *
find_same(const struct review *r, const struct review_prediction *p)
{
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *other =
            ARRAY_AT(struct review_prediction, &r->predictions, k);

        if (other->question == p->question && other->stop == p->stop) {
            return other;
        }
    }
    return NULL;
}

/* Sets the outcome, and in how many continuations of the model the event happens. Only events after
   the answer count, because earlier events cannot be predicted. `from` is the number of the
   record that began the stop. */
static enum status
compare(const struct review *r, int64_t from, struct review_prediction *p, struct failure *f)
{
    const struct exercise *x = r->exercise;
    const struct workshop_prediction *questions = x->workshop->predictions.items;
    const struct workshop_prediction *q = &questions[p->question];
    const struct review_prediction *same = find_same(r, p);
    struct watch watch = {q, NAN, last_day(x, q), false, NAN, NONE, NONE};
    struct trace_sink sink = {&watch, note};
    struct exercise then = {0};
    enum status st = STATUS_OK;

    p->n = r->n;
    if (same != NULL) {
        p->count = same->count;
        p->outcome = same->outcome;
        p->day = same->day;
        p->actor = same->actor;
        p->target = same->target;
    } else {
        TRY(review_replay(x, from, NULL, &then, f));
        then.cancelled = r->exercise->cancelled;
        watch.since = then.now.run.kernel.now;
        TRY(count(&then, &watch, p->n, &p->count));
        exercise_free(&then);
        TRY(review_replay(x, x->n_records, &sink, &then, f));
        p->outcome = watch.happened;
        p->day = watch.day;
        p->actor = watch.actor;
        p->target = watch.target;
    }
    p->brier = pow((double)p->percent / PERCENT - p->outcome, 2);
out:
    exercise_free(&then);
    return st;
}

bool
review_is_corrected(const struct exercise *x, int64_t i)
{
    const struct record_predict *own = &exercise_standing(x, i)->predict;

    for (int64_t k = i + 1; k < x->now.n_standing; k++) {
        const struct record_line *r = exercise_standing(x, k);

        if (r->kind == RECORD_go) {
            return false;
        }
        if (r->kind == RECORD_predict && strcmp(r->predict.seat, own->seat) == 0 &&
            strcmp(r->predict.question, own->question) == 0) {
            return true;
        }
    }
    return false;
}

enum status
review_predict(struct review *r, struct failure *f)
{
    const struct exercise *x = r->exercise;
    const struct list *questions = &x->workshop->predictions;
    int64_t from = 0;
    int32_t stop = 0;
    enum status st = STATUS_OK;

    for (int64_t k = 0; k < x->now.n_standing; k++) {
        const struct record_line *line = exercise_standing(x, k);
        struct review_prediction p = {.record = line->n};

        if (line->kind == RECORD_go) {
            stop = plan_find(&x->plan, line->go.step);
            from = x->now.standing[k] + 1;
        } else if (line->kind == RECORD_predict && !review_is_corrected(x, k)) {
            p.seat = exercise_seat_index(x, line->predict.seat, NULL);
            p.question = text_index(line->predict.question,
                field_ids(questions, sizeof(struct workshop_prediction)));
            p.stop = stop;
            p.percent = line->predict.percent;
            TRY(compare(r, from, &p, f));
            TRY(array_reserve(&r->predictions, 1));
            *ARRAY_AT(struct review_prediction, &r->predictions, array_add(&r->predictions)) =
                p;
        }
    }
out:
    return st;
}

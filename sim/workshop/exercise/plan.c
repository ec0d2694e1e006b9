#include "workshop/exercise/plan.h"

#include <stdio.h>
#include <string.h>

#include "scenario/workshop.h"

const char *const plan_kind_names[PLAN_KINDS + 1] = {
    "lobby", "brief", "decide", "answer", "react", "talks", "matter", "review", NULL};

_Static_assert(PLAN_STOPS_MAX >= 3 * WORKSHOP_STEPS_MAX + 3, "room for every plan");

static struct plan_stop *
add(struct plan *p, enum plan_kind kind, double day)
{
    struct plan_stop *stop = &p->stops[p->n_stops++];

    *stop = (struct plan_stop){.kind = kind, .day = day, .round = p->n_rounds};
    (void)snprintf(stop->id, sizeof(stop->id), "%s", plan_kind_names[kind]);
    p->end_day = day;
    return stop;
}

static void
add_of_step(struct plan *p, enum plan_kind kind, double day, double minutes,
    const struct workshop_step *step)
{
    struct plan_stop *stop = add(p, kind, day);

    stop->step = (int32_t)step->at;
    stop->title = step->title;
    stop->minutes = minutes;
    if (kind == PLAN_TALKS) {
        (void)snprintf(stop->id, sizeof(stop->id), "%s", step->key.id);
    } else {
        (void)snprintf(
            stop->id, sizeof(stop->id), "%s.%s", step->key.id, plan_kind_names[kind]);
    }
}

static void
add_step(struct plan *p, const struct workshop *w, const struct workshop_step *step)
{
    double decide = step->day + step->days;
    double answer = decide + w->stops.answer_after_days;

    if (step->kind == WORKSHOP_TALKS) {
        add_of_step(p, PLAN_TALKS, p->end_day + step->days, step->minutes, step);
        return;
    }
    p->n_rounds++;
    add_of_step(
        p, PLAN_DECIDE, decide > p->end_day ? decide : p->end_day, step->decide_minutes, step);
    add_of_step(p, PLAN_ANSWER, answer, w->stops.answer_minutes, step);
    add_of_step(
        p, PLAN_REACT, answer + w->stops.react_after_days, w->stops.react_minutes, step);
}

void
plan_of(const struct workshop *w, struct plan *p)
{
    const struct workshop_step *step;

    *p = (struct plan){.keep = w->stops.keep, .always = w->stops.always};
    (void)add(p, PLAN_LOBBY, 0);
    (void)add(p, PLAN_BRIEF, 0);
    for (int64_t at = 1; (step = workshop_step_at(w, at)) != NULL; at++) {
        add_step(p, w, step);
    }
    (void)add(p, PLAN_REVIEW, p->end_day);
}

void
plan_solo(const struct workshop *w, struct plan *p)
{
    double end_day;

    plan_of(w, p);
    end_day = p->end_day;
    *p = (struct plan){.keep = w->stops.keep, .always = w->stops.always};
    (void)add(p, PLAN_LOBBY, 0);
    (void)add(p, PLAN_BRIEF, 0);
    (void)add(p, PLAN_MATTER, end_day);
    (void)add(p, PLAN_REVIEW, end_day);
}

int32_t
plan_find(const struct plan *p, const char *id)
{
    for (int32_t k = 0; k < p->n_stops; k++) {
        if (strcmp(p->stops[k].id, id) == 0) {
            return k;
        }
    }
    return -1;
}

/* Attribution: triage, the search for evidence, patience, industry and analysis. MODEL.md (3.6),
   (4) to (6) */
#include "lean_model.h"

/* The search: its next event is an item of evidence or the end of patience. */

static void
schedule_search(struct lean *m, struct incident *i)
{
    double day = fmin(i->item_day, i->patience_day);

    i->search = after(m, day - m->kernel.now, SEARCH, (int32_t)(i - m->incident), 0);
}

static void
draw_item(struct lean *m, struct incident *i)
{
    i->item = draw(m, FOR_ITEM, i->id, i->items++);
    i->item_day = m->kernel.now +
                  distribution_exponential(i->item.u[0]) * (is_espionage(i) ? 75 : 8) +
                  (i->items == 1 ? 1 : 0);
}

/* Returns the day on which the victim asks. The time from then to the deadline is the time that it
   would wait for the reply (7.1). */
static double
day_to_ask(struct lean *m, const struct incident *i)
{
    return fmax(i->deadline - 3 * portable_exp2(-(i->seen - 3) / 2), m->kernel.now);
}

void
lean_on_search(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];

    if (i->item_day <= i->patience_day) {
        lean_take_item(m, i, lean_accuracy_logit, i->item);
        if (!lean_is_certain(m, i)) {
            draw_item(m, i);
            schedule_search(m, i);
            return;
        }
        lean_conclude(m, i, false);
    } else {
        lean_conclude(m, i, true);
        if (m->kernel.now < i->deadline && !lean_would_ask(m, i)) {
            i->named = NOBODY;
            i->patience_day = i->deadline;
            schedule_search(m, i);
            return;
        }
    }
    lean_clarify(m, i);
}

/* A crisis of the victim halves the remaining time of its patience (6.1). */
void
lean_cut_patience(struct lean *m, int32_t state)
{
    for (int32_t k = 0; k < m->n_incidents; k++) {
        struct incident *i = &m->incident[k];

        if (i->holds > 0 && i->at == state && i->phase == SEARCHING &&
            queue_pending(&m->kernel.queue, i->search)) {
            i->deadline = m->kernel.now + (i->deadline - m->kernel.now) * 0.5;
            i->patience_day = day_to_ask(m, i);
            queue_reschedule(&m->kernel.queue, &i->search, fmin(i->item_day, i->patience_day));
        }
    }
}

/* Triage */

/* Espionage may seem to be an attack. Later analysis corrects this (4.2), (4.3). */
static void
misread(struct lean *m, struct incident *i, const struct stream_block *u)
{
    double p = 0.05 * (m->nation[i->at].crises > 0 ? 2 : 1);

    i->intent = 1;
    if (is_espionage(i) &&
        (u->u[0] >= p || u->u[0] >= p * portable_exp(-(i->detected - i->start) / 30))) {
        i->intent = 0;
    } else if (is_espionage(i)) {
        m->sum.misread++;
        i->holds++;
        (void)after(
            m, distribution_exponential(u->u[2]) * 60, ANALYSIS, (int32_t)(i - m->incident), 0);
    }
}

/* Removes the intruder or repairs the damage; removes an intruder that returns again (3.6). */
static void
remove_intruder(struct lean *m, struct incident *i)
{
    double median = m->removal[i->type][i->severity - 1], work = 0;
    bool returns = true;

    if (median == 0 || m->kernel.now >= i->end) {
        return;
    }
    for (uint64_t k = 0; returns; k++) {
        struct stream_block u = draw(m, FOR_REMOVAL, i->id, k);

        work += distribution_lognormal(u.u[0], median, 0.5);
        returns = k < 3 && u.u[1] < 0.2;
    }
    lean_contain_by(m, i, fmin(i->contained, m->kernel.now + work));
}

static double
patience_days(struct lean *m, const struct incident *i)
{
    return (is_espionage(i) ? 180 : 20) * portable_exp2(0.15 * (i->seen - 3)) *
           (1 - 0.5 * i->pressure) * (m->nation[i->at].crises > 0 ? 0.5 : 1);
}

void
lean_on_triage(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];
    struct stream_block u = draw(m, FOR_TRIAGE, i->id, 0);

    i->triaged = true;
    i->seen = fmin(fmax(i->severity + 0.5 * portable_normal(i->severity_error), 1), 10);
    misread(m, i, &u);
    i->pressure = lean_pressure(m, i->at);
    remove_intruder(m, i);
    lean_set_prior(m, i, i->p);
    i->believes = true;
    i->asks = u.u[1];
    i->demand = lean_types[i->type].class_ == DEGRADATION && i->type != 0 && !i->counter &&
                i->blamed == NOBODY && i->severity >= 4; /* (3.5) */
    i->phase = SEARCHING;
    if (i->demand) {
        lean_weigh(i, i->by, 100);
    }
    i->deadline = fmax(i->detected + patience_days(m, i), m->kernel.now);
    if (i->demand && lean_is_certain(m, i)) {
        lean_conclude(m, i, false);
        lean_clarify(m, i);
        return;
    }
    i->patience_day = day_to_ask(m, i);
    draw_item(m, i);
    schedule_search(m, i);
}

/* Other sources of knowledge */

static const double industry_error = 0.14;

/* A statement after the decision may make the victim name another actor (9.14). */
static void
reexamine_decided(struct lean *m, struct incident *i)
{
    if (i->phase != DECIDED || !i->remembers || i->truth || i->industry_named == i->named ||
        m->kernel.now - i->settled_day >= 730) {
        return;
    }
    i->remembers = false;
    i->believes = true;
    lean_update(m, i, i->industry_named, 1 - industry_error);
    if (lean_would_name(m, i) != i->named && (!is_state(i->named) || lean_is_certain(m, i))) {
        lean_reopen(m, i);
    } else {
        i->believes = false;
    }
}

/* The security industry names an actor (5.5). */
void
lean_on_industry(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];
    struct stream_block u = draw(m, FOR_INDUSTRY, i->id, 0);

    i->industry_due = false;
    i->industry_named =
        i->at == ARDIA && u.u[2] < industry_error ? BORVIA + OUTLAND - i->by : i->by;
    if (!i->demand && (i->phase == SEARCHING || (i->phase == DECIDED && i->believes))) {
        lean_update(m, i, i->industry_named, lean_item_quality(lean_accuracy_logit, u.u[3]));
        if (i->phase == SEARCHING && lean_is_certain(m, i)) {
            (void)queue_cancel(&m->kernel.queue, &i->search);
            lean_conclude(m, i, false);
            lean_clarify(m, i);
        }
    }
    reexamine_decided(m, i);
    lean_release(m, i);
}

/* Takes back the effects of the misreading (4.3). */
void
lean_correct_nature(struct lean *m, struct incident *i)
{
    struct side *s;
    double reaction, kept, seen = i->seen / 5;
    struct decaying part = i->grievance;

    if (!is_espionage(i) || i->intent < 0.5) {
        return;
    }
    reaction = i->intent + 0.3 * (1 - i->intent);
    kept = 0.3 / reaction;
    i->misread_intent = i->intent;
    i->intent = 0;
    i->corrected_day = m->kernel.now;
    if (!is_state(i->named) || i->grievance.value == 0) {
        return;
    }
    s = lean_side(m, i->at, i->named);
    part.value *= 1 - kept;
    lean_trust_return(m, s, part);
    i->grievance.value *= kept;
    part = (struct decaying){0.35 * seen * seen * reaction * i->confidence, i->settled_day};
    lean_tension_add(m, i->at, i->named,
        -fmin((1 - kept) * left_of(part, 90, m->kernel.now),
            fmax(lean_tension(m, s) - s->base, 0)),
        0);
}

void
lean_on_analysis(void *lean, const struct event *event)
{
    struct lean *m = lean;

    lean_correct_nature(m, &m->incident[event->a]);
    lean_release(m, &m->incident[event->a]);
}

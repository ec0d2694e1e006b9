/* Orders: their delay, their review, their withdrawal, and what the truth changes. MODEL.md (9) */
#include "lean_model.h"

#include "base/status.h"

/* Orders */

static struct order *
new_order(struct lean *m)
{
    int32_t index = 0;

    while (index < m->n_orders && m->order[index].incident != NOBODY) {
        index++;
    }
    m->n_orders += index == m->n_orders;
    BUG_UNLESS(index < ORDERS_MAX);
    return &m->order[index];
}

/* A covert operation has to be prepared (9.9). */
static double
median_delay(struct lean *m, const struct order *o)
{
    static const double preparation[] = {1, 2.67, 2.67 * 2.67};
    const struct lean_type *t = &lean_types[o->type];
    double days = lean_responses[o->response].delay;

    if (!is_operation(o->response)) {
        return days;
    }
    days *= t->class_ == ESPIONAGE && o->severity < 7 ? 1.33
                                                      : preparation[o->severity >= 7   ? 2
                                                                    : o->severity >= 5 ? 1
                                                                                       : 0];
    return m->kernel.now - lean_side(m, o->actor, o->target)->operated_day < 365 ? 0.5 * days
                                                                                 : days;
}

/* Returns the day on which the order is executed or lapses (9.7). A statement about an open act
   comes soon (9.10). */
static double
delay_of(struct lean *m, struct order *o, bool on_act, double u)
{
    double median = median_delay(m, o);
    double limit = fmax(is_coercion(o->response) ? 720 : 180, 3 * median);
    double delay = distribution_lognormal(u, median, lean_responses[o->response].delay_sd);

    if (o->response == PUBLIC_ATTRIBUTION && on_act) {
        return delay > 14 ? 14 * 14 / delay : delay;
    }
    o->lapses = o->hostile && delay > limit;
    return o->lapses ? limit : delay;
}

void
lean_order(struct lean *m, struct incident *i, int32_t response)
{
    uint64_t id = stream_child(i->id, 4 + (uint64_t)i->n_decisions, (uint64_t)response);
    struct stream_block u = draw(m, FOR_ORDER, id, 0);
    struct order *o = new_order(m);

    *o = (struct order){.id = id,
        .incident = (int32_t)(i - m->incident),
        .actor = i->at,
        .target = i->named,
        .response = response,
        .day = m->kernel.now,
        .hostile = is_hostile(response)};
    if (is_operation(response)) {
        lean_draw_reply(m, i, o, u.u);
        i->counter_espionage =
            !i->open_act && is_espionage(i) && lean_types[o->type].class_ == ESPIONAGE;
        m->nation[i->at].operations++;
    }
    i->answered = i->answered || (o->hostile && !i->open_act &&
                                     !(is_operation(response) && i->counter_espionage));
    i->n_hostile_orders += o->hostile;
    m->sum.orders_given += o->hostile;
    i->holds++;
    o->due =
        after(m, delay_of(m, o, i->open_act, u.u[0]), RESPONSE, (int32_t)(o - m->order), 0);
}

bool
lean_waits_against(const struct lean *m, int32_t actor, int32_t target)
{
    for (int32_t k = 0; k < m->n_orders; k++) {
        const struct order *o = &m->order[k];

        if (o->incident != NOBODY && o->hostile && o->actor == actor && o->target == target) {
            return true;
        }
    }
    return false;
}

/* Whether the order is a hostile one of `actor` against `target` in that matter. */
static bool
is_about(const struct lean *m, const struct order *o, const struct incident *about,
    int32_t actor, int32_t target)
{
    return o->incident != NOBODY && o->hostile && o->actor == actor && o->target == target &&
           m->incident[o->incident].matter == about->matter;
}

void
lean_note_consultations(struct lean *m, const struct incident *about)
{
    for (int32_t k = 0; k < m->n_orders; k++) {
        struct order *o = &m->order[k];

        o->consulted = o->consulted || is_about(m, o, about, about->at, about->named) ||
                       is_about(m, o, about, about->named, about->at);
    }
}

/* Review and withdrawal (9.5) */

enum end { EXECUTED, CLEARED, NOT_NAMED, SETTLED, LAPSED };

static enum end
review(struct lean *m, const struct order *o, const struct stream_block *u)
{
    const struct incident *i = &m->incident[o->incident];

    if (is_military(o->response) &&
        !lean_force_allowed(m, i, lean_responses[o->response].harm)) {
        return SETTLED;
    }
    if (o->cleared) {
        return CLEARED;
    }
    if (i->corrected_day > o->day && !i->counter_espionage && is_operation(o->response)) {
        return CLEARED; /* (4.3) */
    }
    if (i->corrected_day > o->day && !i->counter_espionage &&
        u->u[1] >= portable_exp(-lean_w_intent * lean_responses[o->response].hostility *
                                i->misread_intent)) {
        return CLEARED;
    }
    if (!i->open_act && i->truth && i->named != i->by) {
        return CLEARED;
    }
    if (!i->open_act && !i->truth && !lean_still_names(m, i)) {
        return NOT_NAMED;
    }
    return o->consulted && u->u[2] < 0.5 ? SETTLED : o->lapses ? LAPSED : EXECUTED;
}

/* Gives back a part of the remaining costs of the acts (9.8). */
static void
retract(struct lean *m, struct incident *i)
{
    struct decaying back = i->offence;

    if (!i->accused || i->retraction_drawn) {
        return;
    }
    i->retraction_drawn = true;
    if ((i->truth && i->blamed == i->named) ||
        draw(m, FOR_DECISION, i->id, 1 << 20).u[0] < 0.8) {
        m->sum.retractions++;
        back.value *= 0.5;
        lean_trust_return(m, lean_side(m, i->named, i->at), back);
    }
}

static void
withdraw(struct lean *m, const struct order *o, struct incident *i, enum end end)
{
    m->sum.orders_withdrawn_truth += end == CLEARED;
    m->sum.orders_withdrawn_named += end == NOT_NAMED;
    m->sum.orders_withdrawn_settled += end == SETTLED;
    m->sum.orders_lapsed += end == LAPSED;
    m->nation[o->actor].operations -= is_operation(o->response);
    i->answered = i->answered && (i->struck || i->n_hostile_orders > 0);
    if (end == NOT_NAMED) {
        retract(m, i);
    }
    lean_release(m, i);
}

static void
end_order(struct lean *m, int32_t index, enum end end, double u)
{
    struct order o = m->order[index];
    struct incident *i = &m->incident[o.incident];

    m->order[index].incident = NOBODY;
    if (o.hostile) {
        i->n_hostile_orders--;
        if (i->n_hostile_orders == 0 && i->phase == DECIDED) {
            lean_drop_belief(i);
        }
    }
    if (end != EXECUTED) {
        withdraw(m, &o, i, end);
        return;
    }
    i->struck = i->struck || o.hostile;
    m->sum.hostile_acts +=
        o.hostile && !i->open_act && !(is_operation(o.response) && i->counter_espionage);
    lean_execute(m, &o, u);
}

void
lean_on_response(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct order *o = &m->order[event->a];
    struct stream_block u = draw(m, FOR_EXECUTION, o->id, 0);

    if (o->hostile && lean_side(m, o->actor, o->target)->offer_open) {
        o->held = true;
    } else {
        end_order(m, event->a, o->hostile ? review(m, o, &u) : EXECUTED, u.u[0]);
    }
}

/* A settlement ends the orders about what began before it (10.9). */
void
lean_withdraw_settled(struct lean *m, int32_t a, int32_t b)
{
    for (int32_t k = 0; k < m->n_orders; k++) {
        struct order *o = &m->order[k];

        if (o->incident != NOBODY && o->hostile &&
            m->incident[o->incident].start < m->kernel.now &&
            ((o->actor == a && o->target == b) || (o->actor == b && o->target == a))) {
            (void)queue_cancel(&m->kernel.queue, &o->due);
            end_order(m, k, SETTLED, 0);
        }
    }
}

/* Orders that waited for the answer to an offer are due when the offer is over. */
void
lean_release_held(struct lean *m)
{
    for (int32_t k = 0; k < m->n_orders; k++) {
        struct order *o = &m->order[k];

        if (o->incident != NOBODY && o->held &&
            !lean_side(m, o->actor, o->target)->offer_open) {
            o->held = false;
            BUG_UNLESS(queue_reserve(&m->kernel.queue, KERNEL_HEADROOM) == STATUS_OK);
            o->due = after(m, 0, RESPONSE, k, 0);
        }
    }
}

/* The truth (9.2) */

static void
judge_reply(struct lean *m, const struct incident *i)
{
    if (i->reply_from != NOBODY && i->reply == DENIAL) {
        bool lied = i->reply_from == i->by;

        lean_trust_add(m, lean_side(m, i->at, i->reply_from), lied ? 0 : 1, lied ? 2 : 0);
    }
}

/* The victim no longer holds the named state responsible. `relieves`: the victim has struck the
   named state. */
static void
clear_named(struct lean *m, const struct incident *i, bool relieves)
{
    double now = m->kernel.now;
    struct side *s = lean_side(m, i->at, i->named);

    add_to(&s->believed, -decay(now - i->settled_day, 730), 730, now);
    add_to(&s->conduct, -0.5 * decay(now - i->settled_day, 180), 180, now);
    lean_trust_return(m, s, i->grievance);
    if (relieves) {
        lean_relieve(m, i->named, i->at, 0.2);
    }
}

/* A company has named another actor after the decision: the victim decides once more (9.14). */
void
lean_reopen(struct lean *m, struct incident *i)
{
    if (is_state(i->named)) {
        clear_named(m, i, i->struck);
        retract(m, i);
        i->accused = false;
        i->grievance = i->offence = (struct decaying){0, 0};
    }
    lean_conclude(m, i, true);
    i->reopened = true;
    i->answered = i->struck = false;
    if (is_state(i->named)) {
        i->holds++;
        i->phase = DEFERRED; /* no questions and no investigations follow */
        lean_decide(m, i);
    } else {
        i->believes = false;
    }
}

/* The named state was not responsible. */
static void
correct(struct lean *m, struct incident *i)
{
    double now = m->kernel.now;
    struct side *guilty = lean_side(m, i->at, i->by);

    add_to(&lean_side(m, i->at, i->named)->erred, 1, 365, now); /* (6.3) */
    clear_named(m, i, i->answered && i->struck);
    add_to(&guilty->believed, 1, 730, now);
    add_to(&guilty->conduct, 0.5, 180, now);
    if (i->blamed == i->named) {
        lean_trust_add(m, guilty, 0, 2);
        lean_reexamine(m, i);
    }
    for (int32_t k = 0; k < m->n_orders; k++) {
        struct order *o = &m->order[k];

        o->cleared = o->cleared || is_about(m, o, i, i->at, i->named);
    }
    retract(m, i);
}

/* A state that was deceived decides again, about the deceiver (9.11). */
static void
answer_deception(struct lean *m, const struct incident *deed)
{
    enum { DECISION_ON_DECEIVER = 128 };
    struct incident *i = &m->incident[lean_new_incident(m, deed->id)];

    i->open_act = true;
    i->matter = stream_child(deed->id, 19, 0);
    i->generation = deed->generation;
    i->by = i->named = deed->by;
    i->at = deed->at;
    i->rung = deed->rung;
    i->confidence = 1;
    i->start = m->kernel.now;
    i->seen = deed->seen;
    i->intent = deed->intent;
    i->n_decisions = DECISION_ON_DECEIVER;
    lean_decide(m, i);
}

void
lean_on_truth(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];
    bool wrong = is_state(i->named) && i->named != i->by;
    bool deceived = wrong && i->blamed == i->named;
    struct incident deed;

    i->truth = true;
    judge_reply(m, i);
    if (wrong) {
        correct(m, i);
    }
    deed = *i; /* a copy with the intent that the victim has perceived until now */
    lean_correct_nature(m, i);
    lean_release(m, i);
    if (deceived) {
        answer_deception(m, &deed);
    }
}

/* Questions to the state that a victim is about to name, and their replies. MODEL.md (7) */
#include "lean_model.h"

#include "base/status.h"

enum { HANDLING_HOURS = 8 };
static const double transit_days = 2, transit_log_sd = 0.8;

static double
locating_hours(double fresh)
{
    return 72 * portable_pow(6.0 / 72, fresh);
}

/* Whether to ask (7.1), and how long to wait (7.8) */

/* The operators are still in the networks of the victim, which has recognised espionage. */
static bool
hides_knowledge(const struct lean *m, const struct incident *i)
{
    return is_espionage(i) && i->intent < 0.5 && m->kernel.now < i->end;
}

double
lean_worth_asking(struct lean *m, const struct incident *i)
{
    if (hides_knowledge(m, i) || (is_espionage(i) && i->intent < 0.5 && i->seen < 7 &&
                                     !lean_knows_crisis(m, i->at, i->named))) {
        return 0;
    }
    return 4 * i->confidence * (1 - i->confidence);
}

double
lean_own_conduct(struct lean *m, const struct incident *i)
{
    return 0.5 * fmin(left_of(lean_side(m, i->at, i->named)->motive, 180, m->kernel.now), 3);
}

bool
lean_would_ask(struct lean *m, const struct incident *i)
{
    return is_state(i->named) && !i->asked && !knows_demand(i) && i->asks < 0.1 &&
           i->asks < 0.1 * lean_worth_asking(m, i) * portable_exp(-lean_own_conduct(m, i));
}

double
lean_reply_days(struct lean *m, const struct incident *i, double days)
{
    double fresh = lean_fresh(m, lean_dyad(m, i->at, i->named));
    double usual = 2 * transit_days + (locating_hours(fresh) + HANDLING_HOURS) / 24;

    days *= portable_exp2(-(i->seen - 3) / 2);
    return fmin(fmax(days, 1.5 * usual), 3 * usual);
}

static int32_t
new_question(struct lean *m)
{
    int32_t index = 0;

    while (index < m->n_questions && m->question[index].incident != NOBODY) {
        index++;
    }
    m->n_questions += index == m->n_questions;
    BUG_UNLESS(index < QUESTIONS_MAX);
    return index;
}

static int32_t
ask(struct lean *m, struct incident *i)
{
    int32_t index = new_question(m);
    struct question *q = &m->question[index];
    uint64_t id = stream_child(i->id, 2, (uint64_t)i->n_questions++);
    struct stream_block u = draw(m, FOR_QUESTION, id, 0);
    double fresh = lean_fresh(m, lean_dyad(m, i->at, i->named));
    double reach = 0.5 + 0.4 * fresh, late = 0;

    if (u.u[0] >= reach) {
        late = 5 * distribution_exponential((u.u[0] - reach) / (1 - reach));
    }
    *q = (struct question){.incident = (int32_t)(i - m->incident),
        .to = i->named,
        .id = id,
        .sent = m->kernel.now,
        .back = distribution_lognormal(u.u[3], transit_days, transit_log_sd)};
    m->sum.messages_sent++;
    i->asked = true;
    i->holds++;
    (void)after(m,
        late + distribution_exponential(u.u[1]) * locating_hours(fresh) / 24 +
            distribution_lognormal(u.u[2], transit_days, transit_log_sd),
        ARRIVAL, index, 0);
    return index;
}

void
lean_inquire(struct lean *m, struct incident *i)
{
    i->awaited = ask(m, i);
}

/* The victim informs the named state of their crisis (10.4). */
void
lean_complain(struct lean *m, struct incident *i, bool strikes)
{
    if (!lean_knows_crisis(m, i->at, i->named) || lean_knows_crisis(m, i->named, i->at) ||
        strikes || hides_knowledge(m, i)) {
        return;
    }
    if (knows_demand(i) || i->reply_from == i->named) {
        lean_learn_crisis(m, i->named, i->at, m->kernel.now);
    } else {
        (void)ask(m, i);
    }
}

void
lean_clarify(struct lean *m, struct incident *i)
{
    i->phase = ASKING;
    if (!lean_would_ask(m, i)) {
        lean_decide(m, i);
        return;
    }
    i->awaited = ask(m, i);
    i->waiting = after(m, lean_reply_days(m, i, 3), WAIT, (int32_t)(i - m->incident), 0);
}

/* The asked state */

void
lean_on_arrival(void *lean, const struct event *event)
{
    struct lean *m = lean;
    const struct question *q = &m->question[event->a];
    double u = draw(m, FOR_ANSWER, q->id, 0).u[2];

    lean_contact(m, lean_dyad(m, m->incident[q->incident].at, q->to));
    (void)after(m, distribution_exponential(u) * HANDLING_HOURS / 24, READING, event->a, 0);
}

/* The content of a reply (7.3). */
static enum reply
content(struct lean *m, const struct incident *i, int32_t asked, double u)
{
    bool accused = m->kernel.now - lean_side(m, i->at, asked)->struck_day < 365;
    bool aloof =
        lean_knows_crisis(m, asked, i->at) || accused || (i->counter && i->by == asked);

    if (i->by == asked) {
        return u < 0.99 * 0.2 && !aloof ? HELP : u < 0.99 || accused ? DENIAL : ADMISSION;
    }
    return u < 0.7 || aloof ? DENIAL : HELP;
}

static void
drop_question(struct lean *m, struct question *q)
{
    struct incident *i = &m->incident[q->incident];

    q->incident = NOBODY;
    lean_release(m, i);
}

void
lean_on_reading(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct question *q = &m->question[event->a];
    const struct incident *i = &m->incident[q->incident];
    struct stream_block u = draw(m, FOR_ANSWER, q->id, 0);

    lean_learn_crisis(m, q->to, i->at, m->kernel.now);
    if ((i->demand && q->to == i->by) || m->kernel.now - q->sent > 14 ||
        u.u[0] >= lean_answers_at(lean_tension(m, lean_side(m, q->to, i->at)))) {
        drop_question(m, q);
        return;
    }
    q->reply = content(m, i, q->to, u.u[1]);
    (void)after(m, q->back, REPLY, event->a, 0);
}

/* Replies (7.4) */

static void
apply_reply(struct lean *m, struct incident *i, int32_t asked, enum reply reply)
{
    struct side *s = lean_side(m, i->at, asked);
    double weight = 0.5 * lean_trust(m, s);

    i->reply = reply;
    i->reply_from = asked;
    lean_relieve(m, i->at, asked, 0.05);
    if (reply == DENIAL) {
        lean_weigh(i, asked, 1 - weight);
    } else if (reply == HELP) {
        lean_weigh(i, asked, (1 - weight) * 0.75);
        lean_trust_add(m, s, 1, 0);
        if (i->believes && i->by != asked) {
            lean_take_item(m, i, lean_accuracy_logit + 0.7,
                draw(m, FOR_HANDED_OVER, i->id, (uint64_t)i->n_handed_over++));
        }
    } else {
        if (i->believes) {
            lean_weigh(i, asked, 0.99 / 0.01 * (1 - i->p[asked]) / i->p[asked]);
        }
        i->intent /= 2;
    }
}

/* The victim responds to the state that it still names (7.5). */
static void
reconsider(struct lean *m, struct incident *i)
{
    i->awaited = NOBODY;
    lean_conclude(m, i, true);
    lean_decide(m, i);
}

static bool
is_waiting(const struct lean *m, const struct incident *i)
{
    return (i->phase == ASKING || i->phase == DEFERRED) &&
           queue_pending(&m->kernel.queue, i->waiting);
}

void
lean_on_reply(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct question *q = &m->question[event->a];
    struct incident *i = &m->incident[q->incident];
    bool waits = is_waiting(m, i), awaited = waits && i->awaited == event->a;

    lean_trust_return(m, lean_side(m, i->at, q->to), q->silence);
    if (waits || (i->phase == DECIDED && i->believes && !i->truth)) {
        apply_reply(m, i, q->to, q->reply);
    }
    m->sum.messages_answered += waits;
    if (awaited) {
        (void)queue_cancel(&m->kernel.queue, &i->waiting);
    }
    drop_question(m, q);
    if (awaited) {
        reconsider(m, i);
    }
}

/* Silence costs trust. A reply that arrives later restores this trust (10.6). */
static double
end_wait(struct lean *m, const struct incident *i)
{
    struct side *s = lean_side(m, i->at, i->named);
    double expected = lean_answers_at(lean_tension(m, s));

    lean_trust_add(m, s, 0, 0.25 * expected);
    for (int32_t k = 0; k < m->n_questions; k++) {
        struct question *q = &m->question[k];

        if (q->incident == (int32_t)(i - m->incident) && q->to == i->named &&
            q->silence.value == 0) {
            q->silence = (struct decaying){0.25 * expected, m->kernel.now};
            break;
        }
    }
    return expected;
}

/* The end of a deferral (8.5): consultations bring a reply, an investigation brings evidence. */
static void
finish_deferral(struct lean *m, struct incident *i)
{
    struct stream_block u = draw(m, FOR_CONSENT, i->id, 0);
    struct side *s = lean_side(m, i->at, i->named), *other = lean_side(m, i->named, i->at);

    if (i->overt == INQUIRY) {
        (void)end_wait(m, i);
    } else if (u.u[0] >= lean_answers_at(lean_tension(m, other)) || u.u[2] < 0.1) {
        lean_trust_add(m, s, 0, 0.25);
    } else if (i->overt == JOINT_INVESTIGATION && i->believes) {
        lean_trust_add(m, s, 1, 0);
        lean_investigate(m, i);
    } else if (i->overt == CONSULTATION) {
        lean_relieve(m, i->at, i->named, 0.1);
        lean_relieve(m, i->named, i->at, 0.1);
        lean_trust_add(m, s, 0.25, 0);
        lean_trust_add(m, other, 0.25, 0);
        lean_contact(m, lean_dyad(m, i->at, i->named));
        lean_note_consultations(m, i);
        if (!i->open_act && !knows_demand(i)) {
            apply_reply(m, i, i->named, content(m, i, i->named, u.u[1]));
        }
    }
}

void
lean_on_wait(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];

    if (i->phase == DEFERRED) {
        finish_deferral(m, i);
    } else if (!i->cut_short) {
        lean_weigh(i, i->named, 1 + 0.2 * end_wait(m, i));
    }
    reconsider(m, i);
}

/* A new act of the asked state ends the wait at once, and does not count as silence. */
void
lean_cut_waits(struct lean *m, int32_t victim, int32_t asked)
{
    for (int32_t k = 0; k < m->n_incidents; k++) {
        struct incident *i = &m->incident[k];

        if (i->holds > 0 && i->at == victim && i->named == asked && i->phase == ASKING &&
            is_waiting(m, i)) {
            i->cut_short = true;
            queue_reschedule(&m->kernel.queue, &i->waiting, m->kernel.now);
        }
    }
}

#include "model/seat/tabled.h"

#include "model/response/action.h"
#include "model/response/message.h"

/* An element that is not in use has the state NONE. */

static struct tabled *
add(struct sim_context *s, enum tabled_kind kind, int32_t state)
{
    struct tabled *t = SIM_TABLED(s, sim_acquire_unset(&s->run->tabled));

    *t = (struct tabled){.kind = (int32_t)kind,
        .state = state,
        .number = ++SIM_STATE(s, state)->n_tabled,
        .incident = NONE,
        .message = NONE,
        .order = NONE,
        .pair = NONE,
        .day = sim_now(s),
        .clock_day = NAN,
        .stops = !s->run->table_open};
    s->run->hold = s->run->hold || t->stops;
    return t;
}

static void
lay_decision(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    add(s, TABLED_DECISION, i->target)->incident = incident;
    i->phase_before = i->phase;
    i->phase = PHASE_TABLED;
    s->run->waiting = s->run->table_open ? NONE : incident;
}

static enum tabled_kind
kind_of(const struct message *m)
{
    switch ((enum message_kind)m->kind) {
    case MESSAGE_ASSISTANCE:
    case MESSAGE_LEGAL:
    case MESSAGE_JOINT_CASE:
        return TABLED_REQUEST;
    case MESSAGE_CASE:
        return TABLED_CASE;
    case MESSAGE_INQUIRY:
    case MESSAGE_WARNING:
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
        break;
    }
    return TABLED_QUESTION;
}

/* Lays a message on the table. The sender does not stop waiting for the reply: the end of its wait
   is moved to infinity. */
static void
lay_message(struct sim_context *s, int32_t message)
{
    const struct message *m = SIM_MESSAGE(s, message);
    struct tabled *t = add(s, kind_of(m), m->to);
    struct timer *waiting = &SIM_INCIDENT(s, m->incident)->waiting;

    t->incident = m->incident;
    t->message = message;
    if (message_is_awaited(s, m)) {
        t->clock_day = queue_time(&s->run->kernel.queue, *waiting);
        queue_reschedule(&s->run->kernel.queue, waiting, INFINITY);
    }
}

/* Lets the sender, if it still waits for the reply, wait for the remaining time. */
static void
start_clock(struct sim_context *s, const struct tabled *t)
{
    const struct message *m = SIM_MESSAGE(s, t->message);

    if (!isnan(t->clock_day) && message_is_awaited(s, m)) {
        queue_reschedule(&s->run->kernel.queue, &SIM_INCIDENT(s, m->incident)->waiting,
            t->clock_day + (sim_now(s) - t->day));
    }
}

static void
lay_offer(struct sim_context *s, int32_t pair, int32_t side)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);

    add(s, TABLED_OFFER, side == 0 ? p->second : p->first)->pair = pair;
}

int32_t
tabled_offering_side(const struct sim_context *s, const struct tabled *t)
{
    return WORLD_PAIR(s->world, t->pair)->first == t->state ? 1 : 0;
}

static void
lay_order(struct sim_context *s, int32_t order)
{
    const struct order *o = SIM_ORDER(s, order);
    struct tabled *t = add(s, TABLED_ORDER, o->actor);

    t->incident = o->incident;
    t->order = order;
}

void
tabled_lay(struct sim_context *s, enum sim_due due, int32_t subject)
{
    switch (due) {
    case DUE_DECISION:
        lay_decision(s, subject);
        break;
    case DUE_MESSAGE:
        lay_message(s, subject);
        break;
    case DUE_OFFER:
        lay_offer(s, subject / 2, subject % 2);
        break;
    case DUE_ORDER:
        lay_order(s, subject);
        break;
    case DUE_CLARIFICATION:
        break; /* the model always takes this step */
    }
}

void
tabled_lapse(struct sim_context *s)
{
    s->marks.kinds &= ~(uint32_t)MARK_LAPSE;
    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(s, k);

        if (t->state != NONE && t->kind == TABLED_OFFER &&
            !SIM_PAIR(s, t->pair)->direction[tabled_offering_side(s, t)].offered) {
            tabled_remove(s, k);
        } else if (t->state != NONE && t->kind == TABLED_ORDER &&
                   SIM_ORDER(s, t->order)->settled) {
            int32_t order = t->order;

            tabled_remove(s, k);
            action_end_order(s, order, ORDER_SETTLED);
        }
    }
}

int32_t
tabled_find(const struct sim_context *s, int32_t state, int32_t number)
{
    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        if (SIM_TABLED(s, k)->state == state && SIM_TABLED(s, k)->number == number) {
            return k;
        }
    }
    return NONE;
}

static bool
precedes(const struct tabled *a, const struct tabled *b)
{
    if (a->day != b->day) {
        return a->day < b->day;
    }
    return a->state != b->state ? a->state < b->state : a->number < b->number;
}

int32_t
tabled_list(const struct sim_context *s, int32_t state, struct tabled out[TABLED_MAX])
{
    int32_t n = 0;

    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(s, k);
        int32_t at = n;

        if (t->state == NONE || (state != NONE && t->state != state)) {
            continue;
        }
        while (at > 0 && precedes(t, &out[at - 1])) {
            if (at < TABLED_MAX) {
                out[at] = out[at - 1];
            }
            at--;
        }
        if (at < TABLED_MAX) {
            out[at] = *t;
            n += n < TABLED_MAX ? 1 : 0;
        }
    }
    return n;
}

/* Ends the stop of the run for a matter. The run can continue unless it is stopped for another
   matter. */
static void
release(struct sim_context *s, struct tabled *t)
{
    struct run *r = s->run;

    if (t->stops) {
        t->stops = false;
        r->waiting = NONE;
        r->hold = false;
        for (int32_t k = 0; k < r->tabled.items.count; k++) {
            r->hold = r->hold || SIM_TABLED(s, k)->stops;
        }
    }
}

void
tabled_remove(struct sim_context *s, int32_t index)
{
    struct tabled *t = SIM_TABLED(s, index);

    release(s, t);
    if (t->message != NONE) {
        start_clock(s, t);
    } else if (t->kind == TABLED_OFFER) {
        SIM_PAIR(s, t->pair)->direction[tabled_offering_side(s, t)].offered = false;
    }
    t->state = NONE;
    sim_release(&s->run->tabled, index);
}

bool
tabled_keep(struct sim_context *s, int32_t index)
{
    struct tabled *t = SIM_TABLED(s, index);

    if (t->kept) {
        return false;
    }
    t->kept = true;
    release(s, t);
    return true;
}

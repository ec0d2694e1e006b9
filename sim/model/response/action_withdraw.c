/* Hostile orders that wait for their execution: the warning of the accused state, and withdrawal. A
   state continues to collect evidence on an incident while such an order waits. MODEL.md (8.5),
   (9.5) */
#include "model/response/action.h"

#include "model/channel/offer.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/message.h"
#include "model/response/proportion.h"

/* The occasions on which an order may be withdrawn. They are part of the addresses of draws. */
enum { AFTER_CONSULTATIONS = 1, AT_REVIEW, AFTER_ANALYSIS };

/* Postpones the open acts about the incident, so that the warned state has the usual time for a
   reply. MODEL.md (9.6) */
static void
await_reply(struct sim_context *s, int32_t incident)
{
    struct queue *queue = &s->run->kernel.queue;
    double day = sim_now(s) + s->world->parameters.clarification.wait_days;

    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && o->incident == incident && queue_pending(queue, o->due) &&
            queue_time(queue, o->due) < day &&
            WORLD_RESPONSE(s->world, o->response)->effect != EFFECT_OPERATION) {
            queue_reschedule(queue, &o->due, day);
        }
    }
}

void
action_hold(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->n_hostile_orders == 0 || s->world->parameters.decision.reviewed_orders == 0) {
        belief_drop(s, incident);
    } else if (i->trigger_kind == TRIGGER_INCIDENT) {
        belief_continue(s, incident);
        if (message_warn(s, incident)) {
            await_reply(s, incident);
        }
    }
}

void
action_note_consultations(struct sim_context *s, const struct incident *about)
{
    int32_t a = about->target, b = about->named;

    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && SIM_INCIDENT(s, o->incident)->matter == about->matter &&
            ((o->actor == a && o->target == b) || (o->actor == b && o->target == a))) {
            o->consulted = true;
        }
    }
}

/* Whether the state withdraws the order on this occasion. The probability is p. */
static bool
takes(const struct sim_context *s, const struct order *order, uint64_t occasion, double p)
{
    return p > 0 && (p >= 1 || sim_draw(s, PURPOSE_withdrawal, order->hash, occasion) < p);
}

void
action_clear_orders(struct sim_context *s, int32_t incident)
{
    const struct incident *about = SIM_INCIDENT(s, incident);

    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && o->actor == about->target && o->target == about->named &&
            SIM_INCIDENT(s, o->incident)->matter == about->matter) {
            o->cleared = true;
        }
    }
}

bool
action_waits_against(const struct sim_context *s, int32_t actor, int32_t target)
{
    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        const struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && o->actor == actor && o->target == target) {
            return true;
        }
    }
    return false;
}

/* Whether a protest in private is ordered. It is not hostile, but a settlement excludes it, too. */
static bool
is_waiting_protest(const struct sim_context *s, const struct order *o)
{
    return queue_pending(&s->run->kernel.queue, o->due) &&
           response_is_act(WORLD_RESPONSE(s->world, o->response)) && o->target >= 0;
}

void
action_withdraw_settled(struct sim_context *s)
{
    s->marks.kinds &= ~(uint32_t)MARK_SETTLED;
    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k);

        if (!(o->hostile || is_waiting_protest(s, o)) ||
            dyad_direction(s, o->actor, o->target).now->spared_day != sim_now(s) ||
            SIM_INCIDENT(s, o->incident)->start_day >= sim_now(s)) {
            continue;
        }
        if (queue_pending(&s->run->kernel.queue, o->due)) {
            sim_cancel(s, &o->due);
            action_end_order(s, k, ORDER_SETTLED);
        } else {
            o->settled = true; /* the seat of the actor decides */
            s->marks.kinds |= MARK_LAPSE;
        }
    }
}

void
action_release_held(struct sim_context *s)
{
    struct queue *queue = &s->run->kernel.queue;

    s->marks.kinds &= ~(uint32_t)MARK_OFFER_OVER;
    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && queue_pending(queue, o->due) &&
            queue_time(queue, o->due) == INFINITY &&
            !offer_is_open(dyad_direction(s, o->actor, o->target))) {
            queue_reschedule(queue, &o->due, sim_now(s));
        }
    }
}

/* Whether the order remains after the victim has found that there was no attack. A
   counter-operation never remains, except espionage in return for espionage, which always does. For
   another order the probability is the factor by which the odds of the response fall with the
   perceived intent. */
static bool
outlasts_analysis(
    const struct sim_context *s, const struct order *order, const struct incident *i)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct response *r = WORLD_RESPONSE(s->world, order->response);
    double fall = p->w_intent * r->hostility * i->misread_intent / p->temperature;

    if (!(i->corrected_day > order->day) || i->counter_espionage || p->reviewed_orders == 0) {
        return true;
    }
    if (r->effect == EFFECT_OPERATION) {
        return false;
    }
    return !takes(s, order, AFTER_ANALYSIS, 1 - portable_exp(-portable_max(fall, 0)));
}

enum order_end
action_bar(const struct sim_context *s, const struct order *order)
{
    const struct response *r = WORLD_RESPONSE(s->world, order->response);

    if (order->settled) {
        return ORDER_SETTLED;
    }
    return order->hostile && r->need == NEED_CRISIS &&
                   !proportion_allows_force(s, SIM_INCIDENT(s, order->incident), r)
               ? ORDER_CRISIS_OVER
               : ORDER_EXECUTED;
}

enum order_end
action_review(const struct sim_context *s, const struct order *order)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    const struct incident *i = SIM_INCIDENT(s, order->incident);
    enum order_end bar = action_bar(s, order);

    if (bar != ORDER_EXECUTED) {
        return bar;
    }
    if (order->cleared && takes(s, order, AT_REVIEW, p->reviewed_orders)) {
        return ORDER_CLEARED;
    }
    if (i->trigger_kind == TRIGGER_INCIDENT && !outlasts_analysis(s, order, i)) {
        return ORDER_NO_ATTACK;
    }
    if (i->trigger_kind == TRIGGER_INCIDENT && takes(s, order, AT_REVIEW, p->reviewed_orders)) {
        if (!isnan(i->truth_day) && i->named != i->initiator) {
            return ORDER_CLEARED;
        }
        if (isnan(i->truth_day) && !belief_still_names(s, i)) {
            return ORDER_NOT_NAMED;
        }
    }
    if (order->consulted && takes(s, order, AFTER_CONSULTATIONS, p->settled_orders)) {
        return ORDER_CONSULTED;
    }
    return order->lapses ? ORDER_LAPSED : ORDER_EXECUTED;
}

void
action_reconsider_orders(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);

    if (i->trigger_kind != TRIGGER_INCIDENT || i->phase != PHASE_DECIDED ||
        i->n_hostile_orders == 0 || !isnan(i->truth_day) || belief_still_names(s, i)) {
        return;
    }
    incident_ref(s, incident);
    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        struct order *o = SIM_ORDER(s, k); /* an unused element is not hostile */

        if (o->hostile && o->incident == incident && o->actor == i->target &&
            queue_pending(&s->run->kernel.queue, o->due) && !sim_has_seat(s, o->actor) &&
            takes(s, o, AT_REVIEW, s->world->parameters.decision.reviewed_orders)) {
            sim_cancel(s, &o->due);
            action_end_order(s, k, ORDER_NOT_NAMED);
        }
    }
    incident_unref(s, incident);
}

bool
action_has_cause_for_review(const struct sim_context *s, const struct order *order)
{
    const struct incident *i = SIM_INCIDENT(s, order->incident);

    if (!order->hostile) {
        return false;
    }
    if (i->trigger_kind == TRIGGER_INCIDENT &&
        (isnan(i->truth_day) ? i->belief != NONE && belief_of(s, i, i->named) < i->confidence
                             : i->named != i->initiator)) {
        return true;
    }
    return order->consulted || order->cleared || i->corrected_day > order->day;
}

/* Removes the record for deterrence if no response to the incident was executed: there was neither
   a punishment nor a misdirected response. MODEL.md (1.7) */
static void
take_back_record(struct sim_context *s, struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->named, i->target);
    double halflife = s->world->parameters.rates.deterrence_halflife_days;
    double left = sim_decay_value((struct decaying){1, i->settled_day}, halflife, sim_now(s));

    if (i->answered && !i->struck && i->n_hostile_orders == 0) {
        i->answered = false;
        sim_add(i->answer_misdirected ? &direction.now->wronged : &direction.now->own_answered,
            -left, halflife, sim_now(s));
    }
}

bool
action_close_order(struct sim_context *s, const struct order *order, enum order_end end)
{
    struct incident *i = SIM_INCIDENT(s, order->incident);

    if (!order->hostile) {
        return end == ORDER_EXECUTED;
    }
    i->n_hostile_orders--;
    sim_notify(s, (struct observation){.kind = OBS_ORDER_CLOSED,
                      .a = order->incident,
                      .b = order->response,
                      .value = end,
                      .incident = i});
    if (i->n_hostile_orders == 0 && i->phase == PHASE_DECIDED) {
        belief_drop(s, order->incident);
    }
    if (end == ORDER_EXECUTED) {
        i->struck = true;
        return true;
    }
    if (WORLD_RESPONSE(s->world, order->response)->effect == EFFECT_OPERATION) {
        SIM_STATE(s, order->actor)->operations--; /* the operation team is free again */
    }
    take_back_record(s, i);
    if (end == ORDER_NOT_NAMED) {
        action_retract(s, order->incident, false);
    }
    return false;
}

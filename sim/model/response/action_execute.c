/* Executes a response: an open act, on which its target decides, or a counter-operation. */
#include "model/response/action.h"

#include "model/agreement/agreement.h"
#include "model/channel/offer.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/incident/source.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"

/* ---- open acts ---- */

static double
act_jump(const struct parameters_tension *p, int64_t rung)
{
    const double jumps[RUNGS] = {
        0, p->act_1, p->act_2, p->act_3, 0, 0, 0, p->act_7, p->act_8, p->act_9};

    return jumps[rung];
}

/* Changes the tension and trust of a state that receives an open act. Returns the loss of trust, in
   counts. MODEL.md (10.2), (10.6) */
static double
receive_act(struct sim_context *s, struct dyad_direction direction, int64_t rung,
    uint64_t cause, uint64_t index)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double size = act_jump(p, rung), loss = 0;

    dyad_tension_shock(s, direction, size, cause, index);
    if (ladder_is_major(rung) && !dyad_in_crisis(s, direction.pair)) {
        dyad_tension_add(s, direction, p->threshold - dyad_tension(s, direction), cause);
    }
    if (ladder_is_hostile(rung) && p->jump > 0) {
        loss = s->world->parameters.trust.attacked * size / p->jump;
        dyad_trust_update(s, direction, 0, loss);
    }
    return loss;
}

/* Whether a response is based on an error: the named state is not responsible, or espionage or an
   accident was judged an attack. */
static bool
rests_on_error(const struct sim_context *s, const struct incident *i)
{
    const struct incident_type *type = i->type == NONE ? NULL : WORLD_TYPE(s->world, i->type);

    return i->trigger_kind == TRIGGER_INCIDENT &&
           (i->named != i->initiator || type->class_ == CLASS_ACCIDENT ||
               (incident_type_is_stealthy(type) && i->perceived_intent >= 0.5));
}

/* Creates the received act, on which its target decides. The perceived severity and intent depend
   on the rung. MODEL.md (9.1) */
static void
create_received_act(
    struct sim_context *s, const struct act *act, uint64_t matter, int32_t accusation)
{
    static const double severity[RUNGS] = {0, 0, 1.5, 2.5, 0, 0, 0, 4.2, 6, 6};
    int32_t received = incident_new(s, act->id);
    struct incident *i = SIM_INCIDENT(s, received);

    i->trigger_kind = TRIGGER_ACT;
    i->matter = matter;
    i->parent_id = act->parent_id;
    i->parent_kind = act->parent_kind;
    i->parent_day = act->parent_day;
    i->parent_rung = act->parent_rung;
    i->generation = act->generation;
    i->initiator = act->actor;
    i->home = act->actor;
    i->target = act->target;
    i->rung = act->rung;
    i->accusation = accusation;
    i->named = act->actor;
    i->confidence = 1;
    i->start_day = sim_now(s);
    i->detected_day = sim_now(s);
    i->perceived_severity = severity[act->rung];
    i->perceived_intent = ladder_is_major(act->rung) ? 1 : 0;
    i->severity = (int32_t)(severity[act->rung] + 0.5);
    i->ended = true;
    sim_mark_step(s, received, DUE_DECISION);
}

static void
draw_armed_conflict(struct sim_context *s, struct dyad_direction direction)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    struct dyad_direction other = dyad_reverse(s, direction);
    struct pair_now *pair = SIM_PAIR(s, direction.pair);

    direction.now->force_day = sim_now(s);
    if (sim_now(s) - other.now->force_day <= p->war_window_days &&
        sim_draw(s, PURPOSE_war, WORLD_PAIR(s->world, direction.pair)->key.hash,
            (uint64_t)pair->n_war_occasions++) < p->p_war) {
        for (int k = 0; k < 2; k++) {
            (void)dyad_record_act(s, direction, RUNG_ARMED_CONFLICT, sim_now(s));
            dyad_record_perceived_act(s, direction, RUNG_ARMED_CONFLICT, sim_now(s));
            (void)receive_act(s, direction, RUNG_ARMED_CONFLICT,
                WORLD_PAIR(s->world, direction.pair)->key.hash,
                (uint64_t)(2 * pair->n_war_occasions + k));
            direction = other;
        }
    }
}

static struct act
act_of(const struct sim_context *s, const struct order *order)
{
    const struct incident *i = SIM_INCIDENT(s, order->incident);

    return (struct act){.id = order->hash,
        .parent_id = i->id,
        .actor = order->actor,
        .target = order->target,
        .rung = order->agreement != NONE
                    ? (int32_t)WORLD_AGREEMENT(s->world, order->agreement)->suspension.rung
                    : (int32_t)WORLD_RESPONSE(s->world, order->response)->rung,
        .response = order->response,
        .agreement = order->agreement,
        .parent_kind = i->trigger_kind == TRIGGER_ACT ? PARENT_ACT : PARENT_INCIDENT,
        .parent_rung = i->rung,
        .generation = i->generation + 1,
        .day = sim_now(s),
        .parent_day = i->start_day,
        .trigger_cyber = i->trigger_kind == TRIGGER_INCIDENT,
        .misdirected = i->trigger_kind == TRIGGER_INCIDENT && i->named != i->initiator};
}

/* Returns the amount that an open act adds to the hostile acts known to both states. A private
   protest counts half. MODEL.md (5.1) */
static double
conduct_of(int32_t rung)
{
    return ladder_is_hostile(rung) ? 1 : rung == RUNG_PRIVATE_FRICTION ? 0.5 : 0;
}

/* Raises the rung of the actor and the tension of the target. Returns the target's loss of
   trust. */
static double
deliver_act(struct sim_context *s, struct act *act)
{
    struct dyad_direction direction = dyad_direction(s, act->actor, act->target);
    struct dyad_direction other = dyad_reverse(s, direction);
    bool crisis = dyad_in_crisis(s, direction.pair);
    double loss;

    dyad_record_own_conduct(s, direction, conduct_of(act->rung));
    dyad_record_conduct(s, other, conduct_of(act->rung));
    if (ladder_is_hostile(act->rung)) {
        direction.now->struck_day = sim_now(s);
        dyad_break_settlement(s, direction);
    }
    if (act->rung >= RUNG_LEGAL_OR_ECONOMIC_COST) {
        message_cut_waits(s, act->target, act->actor);
    }
    act->upward = dyad_record_act(s, direction, act->rung, sim_now(s));
    dyad_record_perceived_act(s, direction, act->rung, sim_now(s));
    loss = receive_act(s, other, act->rung, act->id, 0);
    act->upward = ladder_is_hostile(act->rung) &&
                  (act->upward || (dyad_in_crisis(s, direction.pair) && !crisis));
    return loss;
}

static void
execute_act(struct sim_context *s, struct act *act, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double loss;

    i->responded_day = isnan(i->responded_day) ? sim_now(s) : i->responded_day;
    if (ladder_is_hostile(act->rung) && i->trigger_kind == TRIGGER_INCIDENT) {
        i->statement_day = isnan(i->statement_day) ? sim_now(s) : i->statement_day;
        incident_publish(s, incident);
    }
    loss = deliver_act(s, act);
    if (act->actor == i->target && i->trigger_kind == TRIGGER_INCIDENT) {
        incident_expel(s, incident);
        i->accused = true;
        sim_add(&i->offence, loss, s->world->parameters.trust.halflife_days, sim_now(s));
    }
    act->inadvertent = act->upward && rests_on_error(s, i);
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = act});
    if (act->rung == RUNG_LIMITED_FORCE) {
        draw_armed_conflict(s, dyad_direction(s, act->actor, act->target));
    }
}

static struct act
execute_response(struct sim_context *s, const struct order *order)
{
    const struct response *r = WORLD_RESPONSE(s->world, order->response);
    struct act act = act_of(s, order);

    execute_act(s, &act, order->incident);
    if (r->effect == EFFECT_SUSPENSION) {
        agreement_suspend(s, world_pair(s->world, order->actor, order->target), NONE);
    }
    if (r->joinable) {
        joint_attribution_announce(s, order);
    }
    return act;
}

/* ---- suspension by a party after its own hostile act, MODEL.md (8.11) ---- */

static void
order_suspensions(struct sim_context *s, const struct order *order)
{
    int32_t pair = world_pair(s->world, order->actor, order->target);
    int32_t at = 0, a;

    while ((a = agreement_next_suspendable(s, pair, &at)) != NONE) {
        const struct agreement *row = WORLD_AGREEMENT(s->world, a);
        uint64_t hash = stream_child(order->hash, 16, row->key.hash);
        int32_t to;

        if (row->suspension.after_hostile_act == 0 ||
            sim_draw(s, PURPOSE_party_suspension, hash, 0) >=
                row->suspension.after_hostile_act) {
            continue;
        }
        to = sim_acquire_unset(&s->run->orders);
        *SIM_ORDER(s, to) = *order;
        SIM_ORDER(s, to)->hash = hash;
        SIM_ORDER(s, to)->response = NONE;
        SIM_ORDER(s, to)->agreement = a;
        SIM_ORDER(s, to)->hostile = false; /* no review, because it is executed at once */
        incident_ref(s, order->incident);
        (void)sim_in(s, 0, EVENT_response, to, 0);
    }
}

/* Suspends the agreement if it can still be suspended. */
static struct act
execute_suspension(struct sim_context *s, const struct order *order)
{
    int32_t pair = world_pair(s->world, order->actor, order->target);
    struct act act = {.rung = 0};
    int32_t at = 0, a;

    do {
        a = agreement_next_suspendable(s, pair, &at);
    } while (a != NONE && a != order->agreement);
    if (a != NONE) {
        act = act_of(s, order);
        execute_act(s, &act, order->incident);
        agreement_suspend(s, pair, a);
    }
    return act;
}

void
action_suspend(struct sim_context *s, int32_t actor, int32_t target, int32_t agreement)
{
    const struct agreement *row = WORLD_AGREEMENT(s->world, agreement);
    uint64_t on = stream_child(row->key.hash, 18, s->run->kernel.n_events);
    uint64_t by = stream_child(on, 18, WORLD_STATE(s->world, actor)->key.hash);
    struct act act = {.id = stream_child(by, 18, WORLD_STATE(s->world, target)->key.hash),
        .actor = actor,
        .target = target,
        .rung = (int32_t)row->suspension.rung,
        .response = NONE,
        .agreement = agreement,
        .parent_kind = PARENT_NONE,
        .day = sim_now(s),
        .parent_day = NAN};

    deliver_act(s, &act);
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
    agreement_suspend(s, world_pair(s->world, actor, target), agreement);
    if (ladder_is_hostile(act.rung)) {
        create_received_act(s, &act, act.id, 0);
    }
}

/* ---- counter-operations ---- */

static void
execute_operation(struct sim_context *s, const struct order *order)
{
    struct incident *trigger = SIM_INCIDENT(s, order->incident);
    int32_t index = incident_new(s, order->hash);
    struct incident *i = SIM_INCIDENT(s, index);

    i->matter = trigger->matter;
    i->parent_id = trigger->id;
    i->parent_kind = trigger->trigger_kind == TRIGGER_ACT ? PARENT_ACT : PARENT_INCIDENT;
    i->parent_day = trigger->start_day;
    i->parent_rung = trigger->rung;
    i->parent_severity = trigger->severity;
    i->generation = trigger->generation + 1;
    i->initiator = order->actor;
    i->home = order->actor;
    i->target = order->target;
    i->counter_operation = true;
    i->misdirected =
        trigger->trigger_kind == TRIGGER_INCIDENT && trigger->named != trigger->initiator;
    i->inadvertent = rests_on_error(s, trigger);
    source_draw_nature(s, i, order->type);
    i->severity = order->severity;
    trigger->responded_day =
        isnan(trigger->responded_day) ? sim_now(s) : trigger->responded_day;
    dyad_record_own_conduct(s, dyad_direction(s, order->actor, order->target), 1);
    incident_start(s, index);
}

static struct act
execute(struct sim_context *s, const struct order *order)
{
    const struct response *r = WORLD_RESPONSE(s->world, order->response);
    struct act act = {.rung = 0};

    switch ((enum response_effect)r->effect) {
    case EFFECT_NOTICE:
        message_notify(s, order->incident);
        break;
    case EFFECT_ASSISTANCE:
        if (order->target != NONE && !SIM_INCIDENT(s, order->incident)->ended) {
            message_request_assistance(s, order->incident, order->target);
        }
        break;
    case EFFECT_POLICE:
        if (order->target != NONE) {
            message_request_police(s, order->incident, order->target);
        }
        break;
    case EFFECT_ACT:
    case EFFECT_SUSPENSION:
        act = execute_response(s, order);
        if (ladder_is_hostile(act.rung)) {
            action_note_resolve(s, r, order->actor, order->target);
            order_suspensions(s, order);
        }
        break;
    case EFFECT_OPERATION:
        action_note_resolve(s, r, order->actor, order->target);
        execute_operation(s, order);
        break;
    case EFFECT_NOTHING:
    case EFFECT_MITIGATION:
    case EFFECT_INQUIRY:
    case EFFECT_CONSULTATION:
    case EFFECT_INVESTIGATION:
        break;
    }
    return act;
}

void
action_on_response(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct order *order = SIM_ORDER(s, event->a);

    if (order->hostile && offer_is_open(dyad_direction(s, order->actor, order->target))) {
        order->due = sim_at(s, INFINITY, EVENT_response, event->a, 0);
    } else if (sim_has_seat(s, order->actor) && action_has_cause_for_review(s, order) &&
               action_bar(s, order) == ORDER_EXECUTED) {
        sim_mark_step(s, event->a, DUE_ORDER);
    } else {
        action_end_order(
            s, event->a, order->hostile ? action_review(s, order) : ORDER_EXECUTED);
    }
}

void
action_end_order(struct sim_context *s, int32_t index, enum order_end end)
{
    struct order order = *SIM_ORDER(s, index);
    const struct incident *about = SIM_INCIDENT(s, order.incident);
    uint64_t matter = about->matter;
    /* the first public statement of the victim, if no demand has revealed the attacker */
    bool first = about->trigger_kind == TRIGGER_INCIDENT && isnan(about->statement_day) &&
                 order.actor == about->target && !belief_knows_demand(about);
    struct act act = {.rung = 0};

    SIM_ORDER(s, index)->hostile = false;
    sim_release(&s->run->orders, index);
    if (action_close_order(s, &order, end)) {
        act = order.agreement == NONE ? execute(s, &order) : execute_suspension(s, &order);
    }
    if (act.response != NONE && act.rung == RUNG_PRIVATE_FRICTION && act.trigger_cyber &&
        !belief_knows_demand(about)) { /* a protest; a suspension accuses nobody */
        action_reject_protest(s, &act);
    }
    incident_unref(s, order.incident);
    if (ladder_is_hostile(act.rung)) {
        create_received_act(s, &act, matter,
            !first || !ladder_is_public_response(act.rung) ? 0
            : act.misdirected                              ? 2
                                                           : 1);
    }
}

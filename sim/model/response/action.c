#include "model/response/action.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"
#include "model/response/partner.h"
#include "model/state/lever_effect.h"

static uint64_t
action_hash(
    const struct sim_context *s, const struct incident *i, int32_t response, int32_t decision)
{
    return stream_child(
        i->id, 4 + (uint64_t)decision, WORLD_RESPONSE(s->world, response)->key.hash);
}

/* Records the first hostile response to an operation for deterrence: as one against the responsible
   state, or as one against another state. */
static void
record_hostile_response(struct sim_context *s, struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->named, i->target);
    double halflife = s->world->parameters.rates.deterrence_halflife_days;

    if (i->answered) {
        return; /* only the first response to an operation is recorded */
    }
    i->answered = true;
    if (i->named == i->initiator) {
        sim_add(&direction.now->own_answered, 1, halflife, sim_now(s));
    } else {
        i->answer_misdirected = true;
        sim_add(&direction.now->wronged, 1, halflife, sim_now(s));
    }
}

/* ---- deferral: the wait for legal assistance ends after twice its median ---- */

enum { LEGAL_PATIENCE = 2 };

/* Returns the median time of a joint investigation in days: the time of legal assistance if the two
   states have an open law-enforcement channel; if not, `otherwise`. */
static double
investigation_days(const struct sim_context *s, int32_t pair, int32_t asked, double otherwise)
{
    const struct channel *c = world_channel(s->world, pair, CHANNEL_LAW_ENFORCEMENT);
    bool open = channel_open(s, pair, CHANNEL_LAW_ENFORCEMENT);
    double days = open ? lever_legal_delay(s, pair, c->latency_hours / 24) : otherwise;

    return lever_investigation_days(s, pair, asked, days);
}

double
action_deferral_days(
    const struct sim_context *s, const struct incident *i, const struct response *r)
{
    int32_t pair = world_pair(s->world, i->target, i->named);

    if (r->effect == EFFECT_INQUIRY) {
        return belief_reply_days(s, i, r->defer_days);
    }
    if (r->effect == EFFECT_CONSULTATION) {
        return lever_for_pair(
            s, LEVER_consultation_time, pair, r->defer_days, &lever_filter_any);
    }
    if (r->effect == EFFECT_INVESTIGATION) {
        return (i->legal ? LEGAL_PATIENCE : 1) *
               investigation_days(s, pair, i->named, r->defer_days);
    }
    return r->defer_days;
}

static void
ask_for_legal_assistance(struct sim_context *s, int32_t incident, const struct response *r)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t pair = world_pair(s->world, i->target, i->named);

    if (i->belief != NONE && channel_open(s, pair, CHANNEL_LAW_ENFORCEMENT)) {
        i->legal = true;
        message_request_legal(
            s, incident, investigation_days(s, pair, i->named, r->defer_days));
    }
}

/* Whether the state has recently operated in the networks of the other state. */
static bool
has_access(const struct sim_context *s, struct dyad_direction direction)
{
    return sim_now(s) - dyad_last_operation(direction, RUNG_COVERT_COMPETITION) <
           s->world->parameters.decision.access_days;
}

/* Returns the median time in days from the order to its execution. A covert operation has to be
   prepared. MODEL.md (9.9) */
static double
median_delay(const struct sim_context *s, const struct order *o, const struct response *r)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    double days = r->delay_median_days;
    struct dyad_direction direction;
    int32_t rung;

    if (r->effect != EFFECT_OPERATION) {
        return days;
    }
    direction = dyad_direction(s, o->actor, o->target);
    rung = ladder_rung_of(WORLD_TYPE(s->world, o->type), o->severity);
    days *= rung < RUNG_DISRUPTION ? p->preparation_espionage
                                   : portable_pow(p->preparation_rung, rung - RUNG_DISRUPTION);
    return has_access(s, direction) ? days * p->prepared_access : days;
}

/* Whether the order is a public statement about an open act of the other state. */
static bool
is_statement(const struct sim_context *s, const struct order *o, const struct response *r)
{
    return r->effect == EFFECT_ACT && r->rung == RUNG_PUBLIC_FRICTION &&
           SIM_INCIDENT(s, o->incident)->trigger_kind == TRIGGER_ACT;
}

static double
too_old_days(const struct parameters_decision *p, const struct response *r)
{
    return r->doctrine == DOCTRINE_COERCION ? p->coercion_lapse_days : p->lapse_days;
}

/* Replaces a delay above the limit by limit^2 / delay. Every statement is then made within the
   limit, and the delays are not all equal to the limit. */
static double
within(double delay, double limit)
{
    return delay > limit ? limit * limit / delay : delay;
}

/* Draws the day on which the order is carried out, or on which a hostile order lapses. MODEL.md
   (9.7) */
static void
schedule_order(struct sim_context *s, int32_t order, const struct response *r)
{
    const struct parameters_decision *p = &s->world->parameters.decision;
    struct order *o = SIM_ORDER(s, order);
    double median = median_delay(s, o, r);
    double limit = portable_max(too_old_days(p, r), p->lapse_ratio * median);
    double delay =
        distribution_lognormal(sim_draw(s, PURPOSE_order, o->hash, 0), median, r->delay_log_sd);

    if (is_statement(s, o, r)) {
        delay = within(delay, s->world->parameters.clarification.reply_days);
    } else if (o->hostile && p->lapse_ratio > 0 && delay > limit) {
        o->lapses = true;
        delay = limit;
    }
    o->due = sim_in(s, delay, EVENT_response, order, 0);
}

static bool
is_stealthy(const struct sim_context *s, int32_t type)
{
    return type != NONE && incident_type_is_stealthy(WORLD_TYPE(s->world, type));
}

void
action_order(struct sim_context *s, int32_t incident, int32_t response)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct response *r = WORLD_RESPONSE(s->world, response);
    uint64_t hash;
    struct action_reply reply = {NONE, 0};
    int32_t order;

    if (r->effect == EFFECT_INVESTIGATION) {
        ask_for_legal_assistance(s, incident, r);
    }
    if (r->effect == EFFECT_MITIGATION) {
        incident_mitigate(s, incident);
        return;
    }
    if (r->effect == EFFECT_NOTHING || r->effect == EFFECT_CONSULTATION ||
        r->effect == EFFECT_INVESTIGATION) {
        return; /* consultations and investigations take effect in action_finish_deferral() */
    }
    if (r->effect == EFFECT_INQUIRY) {
        message_inquire(s, incident);
        return;
    }
    hash = action_hash(s, i, response, i->n_decisions);
    if (r->effect == EFFECT_OPERATION) {
        reply = action_reply(s, i, r, hash);
        i->counter_espionage = is_stealthy(s, i->type) && is_stealthy(s, reply.type);
    }
    if (response_is_hostile(r) && i->trigger_kind == TRIGGER_INCIDENT &&
        !(r->effect == EFFECT_OPERATION && i->counter_espionage)) {
        record_hostile_response(s, i);
    }
    order = sim_acquire_unset(&s->run->orders);
    *SIM_ORDER(s, order) = (struct order){.hash = hash,
        .actor = i->target,
        .target = r->need == NEED_PARTNER ? message_partner(s, i)
                  : r->need == NEED_HOST  ? partner_host(s, i)
                                          : i->named,
        .response = response,
        .incident = incident,
        .decision = i->n_decisions,
        .type = reply.type,
        .severity = reply.severity,
        .agreement = NONE,
        .day = sim_now(s),
        .hostile = response_is_hostile(r)};
    if (r->effect == EFFECT_OPERATION) {
        SIM_STATE(s, i->target)->operations++;
    }
    if (response_is_hostile(r)) {
        i->n_hostile_orders++;
        action_note_resolve(s, r, i->target, i->named);
        sim_notify(s, (struct observation){
                          .kind = OBS_ORDERED, .a = incident, .b = response, .incident = i});
    }
    incident_ref(s, incident);
    schedule_order(s, order, r);
    if (r->joinable && i->trigger_kind == TRIGGER_INCIDENT && !i->reopened) {
        joint_attribution_request(s, incident);
    }
}

void
action_note_resolve(
    struct sim_context *s, const struct response *r, int32_t actor, int32_t target)
{
    if (r->effect == EFFECT_OPERATION || r->rung > RUNG_PUBLIC_FRICTION) {
        dyad_direction(s, actor, target).now->ordered_day = sim_now(s);
    }
}

/* ---- the end of a deferral ---- */

static void
hold_consultations(struct sim_context *s, struct incident *i, struct stream_block u)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    struct dyad_direction other = dyad_reverse(s, direction);
    double share = s->world->parameters.tension.relief_consultation;
    double contact = s->world->parameters.trust.contact;

    /* a demand, or an order that waits, leaves nothing to agree on */
    if (!belief_knows_demand(i) && !action_waits_against(s, i->target, i->named)) {
        dyad_tension_relieve(s, direction, share);
        dyad_tension_relieve(s, other, share);
        dyad_trust_update(s, direction, contact, 0);
        dyad_trust_update(s, other, contact, 0);
    }
    channel_contact(s, direction.pair, (enum channel_kind)channel_direct(s, direction.pair));
    action_note_consultations(s, i);
    sim_notify(s,
        (struct observation){.kind = OBS_CONTACT, .a = direction.pair, .b = 1, .value = NONE});
    /* the actor of an act, or of an operation with a demand, is known already */
    if (i->trigger_kind == TRIGGER_INCIDENT && !belief_knows_demand(i)) {
        message_apply_reply(s, i, i->named, message_content(s, i, i->named, u.u[1]),
            (enum channel_kind)channel_direct(s, direction.pair));
    }
}

void
action_finish_deferral(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct response *r = WORLD_RESPONSE(s->world, i->overt);
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct stream_block u = sim_draw4(s, PURPOSE_investigation, i->id, 0);
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    bool willing;

    if (r->effect == EFFECT_INQUIRY || i->legal) {
        i->legal = false;
        message_end_wait(
            s, incident, r->effect == EFFECT_INQUIRY ? MESSAGE_INQUIRY : MESSAGE_LEGAL);
        return;
    }
    if (channel_direct(s, direction.pair) == NONE) {
        return;
    }
    willing = u.u[0] < message_answer_probability(s, i->target, i->named,
                           (enum channel_kind)channel_direct(s, direction.pair)) &&
              u.u[2] >= message_refusal(s, direction.pair, i->named);
    if (!willing) {
        dyad_trust_update(s, direction, 0, s->world->parameters.trust.refused);
    } else if (r->effect == EFFECT_CONSULTATION) {
        hold_consultations(s, i, u);
    } else if (r->effect == EFFECT_INVESTIGATION && i->belief != NONE) {
        dyad_trust_update(s, direction, s->world->parameters.trust.honoured, 0);
        belief_investigate(s, i, (int32_t)p->joint_items, p->joint_accuracy);
    }
}

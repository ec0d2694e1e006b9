#include "model/message_parts.h"

#include "model/accord.h"
#include "model/belief.h"
#include "model/campaign.h"
#include "model/coalition.h"
#include "model/decision.h"
#include "model/desk.h"
#include "model/effective.h"
#include "model/incident.h"
#include "model/relation.h"

static struct effective_filter
on_channel(int32_t channel)
{
    return (struct effective_filter){channel, NONE, NONE, false};
}

/* The way there */

static double
transit_days(const struct sim *s, int32_t pair, int32_t kind, double u)
{
    const struct channel *c = world_channel(s->world, pair, (enum channel_kind)kind);
    struct effective_filter f = on_channel(kind);
    double hours = effective_pair(s, LEVER_latency, pair, c->latency_hours, &f);

    if (kind == CHANNEL_LAW_ENFORCEMENT) {
        hours = effective_legal_delay(s, pair, hours);
    }
    return law_lognormal(u, hours / 24, c->latency_log_sd);
}

double
message_locating_days(const struct sim *s, int32_t pair, int32_t kind, double u)
{
    const struct channel *c = world_channel(s->world, pair, (enum channel_kind)kind);
    struct effective_filter f = on_channel(kind);
    double fresh = relation_freshness(s, pair, (enum channel_kind)kind);
    double hours =
        c->locate_stale_hours > 0 && c->locate_fresh_hours > 0
            ? c->locate_stale_hours *
                  real_pow(c->locate_fresh_hours / c->locate_stale_hours, fresh)
            : c->locate_stale_hours + (c->locate_fresh_hours - c->locate_stale_hours) * fresh;

    return law_exponential(u) * effective_pair(s, LEVER_locate_time, pair, hours, &f) / 24;
}

void
message_finish(struct sim *s, int32_t message, enum message_end end)
{
    struct message *m = SIM_MESSAGE(s, message);
    int32_t incident = m->incident;

    m->end = (int32_t)end;
    sim_tell(s, (struct fact){.kind = FACT_MESSAGE, .message = m});
    sim_give(&s->run->messages, message);
    incident_release(s, incident);
}

/* What was asked for and not given may be brought before the next agreement. */
static void
fail(struct sim *s, int32_t message, enum message_end end)
{
    struct message m = *SIM_MESSAGE(s, message);

    incident_hold(s, m.incident);
    message_finish(s, message, end);
    if (m.kind == MESSAGE_ASSISTANCE) {
        message_bring(s, &m);
    }
    incident_release(s, m.incident);
}

int32_t
message_write(struct sim *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t index = sim_take(&s->run->messages);
    uint64_t about = stream_child(i->id, 2, (uint64_t)kind);

    *SIM_MESSAGE(s, index) = (struct message){
        .id =
            stream_child(about, (uint64_t)i->n_decisions, WORLD_STATE(s->world, to)->key.hash),
        .incident_id = i->id,
        .kind = (int32_t)kind,
        .from = i->target,
        .to = to,
        .incident = incident,
        .channel = (int32_t)channel,
        .hub = NONE,
        .sent_day = sim_now(s),
        .arrived_day = NAN,
        .handled_day = NAN,
        .answered_day = NAN};
    incident_hold(s, incident);
    return index;
}

void
message_send(struct sim *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel)
{
    int32_t pair = world_pair(s->world, SIM_INCIDENT(s, incident)->target, to);
    int32_t index = message_write(s, kind, incident, to, channel);
    struct message *m = SIM_MESSAGE(s, index);
    struct stream_block u = sim_draw4(s, PURPOSE_transit, m->id, 0);

    m->hub = channel == CHANNEL_TECHNICAL ? accord_hub_between(s, pair) : NONE;
    if (u.u[0] >= relation_reach(s, pair, channel)) {
        fail(s, index, MESSAGE_LOST);
        return;
    }
    m->transit_back_days = transit_days(s, pair, m->channel, u.u[3]);
    (void)sim_in(s,
        message_locating_days(s, pair, m->channel, u.u[1]) +
            transit_days(s, pair, m->channel, u.u[2]),
        m->hub == NONE ? EVENT_message_arrives : EVENT_message_relayed, index, 0);
}

void
message_send_through(
    struct sim *s, enum message_kind kind, int32_t incident, int32_t to, int32_t agreement)
{
    const struct agreement_requests *row = &WORLD_AGREEMENT(s->world, agreement)->requests;
    int32_t index = message_write(s, kind, incident, to, CHANNEL_POLITICAL);
    struct message *m = SIM_MESSAGE(s, index);
    struct stream_block u;

    m->id = stream_child(m->id, 14, WORLD_AGREEMENT(s->world, agreement)->key.hash);
    m->hub = agreement;
    m->level = row->level;
    u = sim_draw4(s, PURPOSE_transit, m->id, 0);
    (void)sim_in(s, law_lognormal(u.u[2], row->latency_hours / 24, row->latency_log_sd),
        EVENT_message_relayed, index, 0);
}

/* A hub: the message waits at the hub's desk first, if there is room. */
void
message_on_relayed(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct message *m = SIM_MESSAGE(s, event->a);
    const struct agreement_hub *hub = &WORLD_AGREEMENT(s->world, m->hub)->hub;
    int32_t desk = desk_hub(s->world, m->hub);

    if (desk_waiting(s, desk) >= hub->capacity) {
        SIM_DESK(s, desk)->n_lost++;
        fail(s, event->a, MESSAGE_LOST);
        return;
    }
    desk_arrive(s, desk, JOB_RELAY, event->a, m->id, 0, hub->handling_hours / 24);
}

void
message_relayed(struct sim *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);

    (void)sim_in(s, m->transit_back_days, EVENT_message_arrives, message, 0);
}

void
message_on_arrival(void *sim, const struct event *event)
{
    struct sim *s = sim;
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct message *m = SIM_MESSAGE(s, event->a);
    const struct state *to = WORLD_STATE(s->world, m->to);
    int32_t pair = world_pair(s->world, m->from, m->to);

    m->arrived_day = sim_now(s);
    if (m->level == 0) {
        relation_contact(s, pair, (enum channel_kind)m->channel);
        accord_used(s, pair, (enum channel_kind)m->channel);
    }
    if (m->channel == CHANNEL_TECHNICAL) {
        double work = effective_state(s, LEVER_message_load, m->to, p->message_work);

        desk_arrive(s, desk_technical(m->to), JOB_MESSAGE, event->a, m->id, 0,
            work * to->triage_hours / 24);
    } else {
        desk_arrive(
            s, desk_political(m->to), JOB_READING, event->a, m->id, 0, to->handling_hours / 24);
    }
}

/* Answers */

/* p_inf + (p_0 - p_inf) / (1 + (T/theta)^4): who is angry does not pick up. (7.2) */
static double
answer_probability(const struct sim *s, int32_t pair, double tension, int32_t kind)
{
    const struct channel *c = world_channel(s->world, pair, (enum channel_kind)kind);
    struct effective_filter f = on_channel(kind);
    double x = tension / s->world->parameters.tension.threshold;
    double p;

    if (c == NULL) { /* brought by others */
        c = &((const struct channel *)world_channel_rows.at)[kind];
    }
    p = c->answer_tense + (c->answer_calm - c->answer_tense) / (1 + x * x * x * x);
    return effective_pair(s, LEVER_answer, pair, p, &f);
}

double
message_answer_probability(
    const struct sim *s, int32_t from, int32_t to, enum channel_kind channel)
{
    struct side side = relation_side(s, to, from);

    return answer_probability(s, side.pair, relation_tension(s, side), (int32_t)channel);
}

/* MODEL.md (7.3) */
int32_t
message_content(const struct sim *s, const struct incident *i, int32_t asked, double u)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;

    if (i->type != NONE && WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT &&
        i->home == asked) {
        return u < p->p_explain_accident ? REPLY_EXPLANATION : REPLY_DENIAL;
    }
    if (i->initiator == asked) {
        return u < p->p_deny_responsible ? REPLY_DENIAL : REPLY_ADMISSION;
    }
    if (i->initiator == NONE && i->home == asked) {
        return u < p->p_help_uncontrolled ? REPLY_HELP : REPLY_DENIAL;
    }
    return u < p->p_deny_innocent ? REPLY_DENIAL : REPLY_HELP;
}

/* MODEL.md (7.4): what a statement is worth depends on trust and on the channel. */
void
message_hear(
    struct sim *s, struct incident *i, int32_t asked, int32_t reply, enum channel_kind channel)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    const struct parameters_tension *t = &s->world->parameters.tension;
    struct side side = relation_side(s, i->target, asked);
    struct effective_filter f = on_channel((int32_t)channel);
    double kappa = effective_pair(s, LEVER_credibility, side.pair,
        world_channel(s->world, side.pair, channel)->credibility, &f);
    double worth = fmin(fmax(kappa, 0), 1) * relation_trust(s, side);

    i->told = reply;
    i->told_by = asked;
    relation_relieve(s, side, t->relief_answer);
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        belief_weigh(s, i, asked, 1 - worth);
        break;
    case REPLY_HELP:
        belief_weigh(s, i, asked, (1 - worth) * (1 - p->help_discount * fmin(kappa, 1)));
        relation_experience(s, side, s->world->parameters.trust.honoured, 0);
        break;
    case REPLY_EXPLANATION:
        i->perceived_intent *= 1 - worth;
        relation_relieve(s, side, t->relief_explanation);
        break;
    case REPLY_ADMISSION:
        belief_set(s, i, asked, 0.99);
        i->perceived_intent /= 2;
        break;
    case REPLY_NONE:
    case REPLY_REFUSAL:
    case REPLY_JOINS:
        break;
    }
}

void
message_refuse(struct sim *s, int32_t message, enum message_end end)
{
    struct message *m = SIM_MESSAGE(s, message);

    relation_experience(
        s, relation_side(s, m->from, m->to), 0, s->world->parameters.trust.refused);
    fail(s, message, end);
}

double
message_refusal(const struct sim *s, int32_t pair)
{
    return effective_pair(
        s, LEVER_refusal, pair, WORLD_PAIR(s->world, pair)->legal_refusal, &effective_any);
}

static void
answer_inquiry(struct sim *s, int32_t message, struct stream_block u)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct incident *i = SIM_INCIDENT(s, m->incident);

    if (u.u[0] >=
        message_answer_probability(s, m->from, m->to, (enum channel_kind)m->channel)) {
        message_refuse(s, message, MESSAGE_IGNORED);
        return;
    }
    m->reply = message_content(s, i, m->to, u.u[1]);
    i->exculpation_under_way = i->initiator != m->to;
    (void)sim_in(s, m->transit_back_days, EVENT_reply_arrives, message, 0);
}

static void
answer_request(struct sim *s, int32_t message, struct stream_block u)
{
    struct message *m = SIM_MESSAGE(s, message);
    int32_t pair = world_pair(s->world, m->from, m->to);
    double refusal = message_refusal(s, pair);
    double gain = s->world->parameters.detection.assistance_effect;

    if (u.u[2] < refusal) {
        message_refuse(s, message, MESSAGE_REFUSED);
        return;
    }
    if (u.u[0] >=
        message_answer_probability(s, m->from, m->to, (enum channel_kind)m->channel)) {
        message_refuse(s, message, MESSAGE_IGNORED);
        return;
    }
    m->answered_day = sim_now(s);
    incident_assist(
        s, m->incident, effective_pair(s, LEVER_assistance_effect, pair, gain, &effective_any));
    relation_experience(
        s, relation_side(s, m->from, m->to), s->world->parameters.trust.honoured, 0);
    message_finish(s, message, MESSAGE_ANSWERED);
}

/* Indicators or a notice: the receiver knows the campaign from now on. */
static void
take_in(struct sim *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct incident *i = SIM_INCIDENT(s, m->incident);

    if (i->campaign != NONE) {
        campaign_tell(s, i->campaign, m->to);
    }
    relation_experience(
        s, relation_side(s, m->to, m->from), s->world->parameters.trust.contact, 0);
    message_finish(s, message, MESSAGE_DELIVERED);
}

void
message_handled(struct sim *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct stream_block u = sim_draw4(s, PURPOSE_answer, m->id, 0);

    m->handled_day = sim_now(s);
    switch ((enum message_kind)m->kind) {
    case MESSAGE_INQUIRY:
        answer_inquiry(s, message, u);
        break;
    case MESSAGE_ASSISTANCE:
        answer_request(s, message, u);
        break;
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
        take_in(s, message);
        break;
    case MESSAGE_CASE:
        coalition_weigh(s, message, u);
        break;
    case MESSAGE_LEGAL:
        message_legal_read(s, message, u);
        break;
    }
}

/* Clarification */

static void
tell_and_decide(struct sim *s, int32_t incident)
{
    sim_tell(s, (struct fact){
                    .kind = FACT_NAMED, .a = incident, .incident = SIM_INCIDENT(s, incident)});
    decision_take(s, incident);
}

/* After a reply or silence: whom the belief still names, by the floor of (6.2), is answered. No
   further evidence is gathered: a reply is the last thing waited for. */
void
message_reconsider(struct sim *s, int32_t incident)
{
    belief_conclude(s, SIM_INCIDENT(s, incident), true);
    tell_and_decide(s, incident);
}

void
message_on_reply(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct message *m = SIM_MESSAGE(s, event->a);
    int32_t incident = m->incident;
    struct incident *i = SIM_INCIDENT(s, incident);
    bool waiting;

    if (m->kind == MESSAGE_CASE) {
        coalition_hear(s, event->a);
        return;
    }
    if (m->kind == MESSAGE_LEGAL) {
        message_legal_back(s, event->a);
        return;
    }
    waiting = (i->phase == PHASE_ASKING || i->phase == PHASE_DEFERRED) &&
              queue_pending(&s->run->kernel.queue, i->waiting);

    m->answered_day = sim_now(s);
    i->exculpation_under_way = false;
    if (!waiting) {
        message_finish(s, event->a, MESSAGE_LATE);
        return;
    }
    sim_cancel(s, &i->waiting);
    message_hear(s, i, m->to, m->reply, (enum channel_kind)m->channel);
    message_finish(s, event->a, MESSAGE_ANSWERED);
    message_reconsider(s, incident);
}

/* Silence counts against the asked, as far as an answer could be expected: nothing at all on a
   channel that is dead anyway. */
static void
hear_silence(struct sim *s, struct incident *i)
{
    struct side side = relation_side(s, i->target, i->named);
    int32_t channel = relation_direct(s, side.pair);
    double expected =
        channel == NONE ? 0 /* it was closed meanwhile */
                        : answer_probability(s, side.pair, relation_tension(s, side), channel);

    belief_weigh(s, i, i->named, 1 + s->world->parameters.clarification.silence * expected);
}

void
message_on_wait_over(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->waiting = (struct timer){0, 0};
    if (i->phase == PHASE_ASKING) {
        hear_silence(s, i);
        message_reconsider(s, event->a);
    } else {
        decision_resume(s, event->a);
    }
}

void
message_inquire(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->asked = true;
    message_send(s, MESSAGE_INQUIRY, incident, i->named,
        (enum channel_kind)relation_direct(s, world_pair(s->world, i->target, i->named)));
}

static double
wait_days(const struct sim *s, const struct incident *i)
{
    return fmin(s->world->parameters.clarification.wait_days, i->deadline_day - sim_now(s));
}

bool
message_would_ask(const struct sim *s, const struct incident *i)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    int32_t pair = i->named >= 0 ? world_pair(s->world, i->target, i->named) : NONE;

    return pair != NONE && !i->asked && (wait_days(s, i) > 0 || p->wait_days == 0) &&
           relation_direct(s, pair) != NONE &&
           sim_draw(s, PURPOSE_ask, i->id, 0) <
               effective_pair(s, LEVER_ask, pair, p->p_ask, &effective_any);
}

void
message_clarify(struct sim *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (!message_would_ask(s, i)) {
        tell_and_decide(s, incident);
        return;
    }
    message_inquire(s, incident);
    if (wait_days(s, i) > 0) {
        i->phase = PHASE_ASKING;
        i->waiting = sim_in(s, wait_days(s, i), EVENT_wait_over, incident, 0);
    } else {
        tell_and_decide(s, incident); /* a question nobody waits for */
    }
}

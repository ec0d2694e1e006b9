/* The handling of a message: the receiver replies, refuses, ignores it, or uses its content. */
#include "model/response/internal.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/incident/incident.h"
#include "model/state/lever_effect.h"

/* The probability of a reply falls with tension T: p_inf + (p_0 - p_inf) / (1 + (T/theta)^4).
   MODEL.md (7.2) */
double
message_answers_at(const struct sim_context *s, int32_t pair, double tension, int32_t kind)
{
    const struct channel *c = world_channel(s->world, pair, (enum channel_kind)kind);
    struct lever_filter f = lever_filter_of_channel(kind);
    double x = tension / s->world->parameters.tension.threshold;
    double p;

    /* an escalated request where the two states have no channel: use the default row */
    if (c == NULL) {
        c = &((const struct channel *)world_channel_rows.at)[kind];
    }
    p = c->answer_tense + (c->answer_calm - c->answer_tense) / (1 + x * x * x * x);
    return lever_for_pair(s, LEVER_answer, pair, p, &f);
}

double
message_answer_probability(
    const struct sim_context *s, int32_t from, int32_t to, enum channel_kind channel)
{
    struct dyad_direction direction = dyad_direction(s, to, from);
    double p =
        message_answers_at(s, direction.pair, dyad_tension(s, direction), (int32_t)channel);
    double more = s->world->parameters.capacity.answer_effect *
                  lever_state_capacity(s, to, CAPACITY_DESK);

    return more > 0 ? 1 - portable_pow(1 - p, 1 + more) : p;
}

/* Whether the asking state has recently accused the asked state in public, or acted against it at a
   higher rung. */
static bool
accused_lately(const struct sim_context *s, int32_t asker, int32_t asked)
{
    return sim_now(s) - dyad_direction(s, asker, asked).now->struck_day <
           s->world->parameters.clarification.accused_denies_days;
}

/* MODEL.md (7.3) has the probabilities of the replies. */
int32_t
message_content(const struct sim_context *s, const struct incident *i, int32_t asked, double u)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    bool accused = accused_lately(s, i->target, asked);
    /* no state helps in a crisis, after an attack on it, or against its own counter-operation */
    bool aloof = dyad_knows_crisis(s, dyad_direction(s, asked, i->target)) || accused ||
                 (i->counter_operation && i->initiator == asked);

    if (i->type != NONE && WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT &&
        i->home == asked) {
        return u < p->p_explain_accident ? REPLY_EXPLANATION : REPLY_DENIAL;
    }
    if (i->initiator == asked) {
        return u < p->p_deny_responsible * p->p_feign_help && !aloof ? REPLY_HELP
               : u < p->p_deny_responsible || accused                ? REPLY_DENIAL
                                                                     : REPLY_ADMISSION;
    }
    if (i->initiator == NONE && i->home == asked) {
        return u < p->p_help_uncontrolled && !aloof ? REPLY_HELP : REPLY_DENIAL;
    }
    return u < p->p_deny_innocent || aloof ? REPLY_DENIAL : REPLY_HELP;
}

/* An admission may count as a good experience, depending on the lever candour. MODEL.md (10.6) */
static void
credit_admission(
    struct sim_context *s, const struct incident *i, struct dyad_direction direction)
{
    double p = lever_for_pair(s, LEVER_candour, direction.pair, 0, &lever_filter_any);

    if (p > 0 && sim_draw(s, PURPOSE_candour, i->id, (uint64_t)i->n_decisions) < p) {
        dyad_trust_update(s, direction, s->world->parameters.trust.honoured, 0);
    }
}

/* A statement is weighted by trust times the credibility of the channel. MODEL.md (7.4) */
void
message_apply_reply(struct sim_context *s, struct incident *i, int32_t asked, int32_t reply,
    enum channel_kind channel)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    const struct parameters_tension *t = &s->world->parameters.tension;
    struct dyad_direction direction = dyad_direction(s, i->target, asked);
    struct lever_filter f = lever_filter_of_channel((int32_t)channel);
    double kappa = lever_for_pair(s, LEVER_credibility, direction.pair,
        world_channel(s->world, direction.pair, channel)->credibility, &f);
    double weight = fmin(fmax(kappa, 0), 1) * dyad_trust(s, direction);
    /* a responsible state that offers help hands over nothing */
    bool evidence =
        (reply == REPLY_HELP && i->initiator != asked) || reply == REPLY_EXPLANATION;

    i->reply = reply;
    i->reply_from = asked;
    dyad_tension_relieve(s, direction, t->relief_answer);
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        belief_weigh(s, i, asked, 1 - weight);
        break;
    case REPLY_HELP:
        belief_weigh(s, i, asked, (1 - weight) * (1 - p->help_discount * fmin(kappa, 1)));
        dyad_trust_update(s, direction, s->world->parameters.trust.honoured, 0);
        break;
    case REPLY_EXPLANATION:
        belief_weigh(s, i, asked, 1 - weight);
        i->perceived_intent *= 1 - weight;
        dyad_tension_relieve(s, direction, t->relief_explanation);
        break;
    case REPLY_ADMISSION:
        belief_set_posterior(s, i, asked, 0.99);
        i->perceived_intent /= 2;
        credit_admission(s, i, direction);
        break;
    case REPLY_NONE:
    case REPLY_REFUSAL:
    case REPLY_JOINS:
    case REPLY_FINDINGS:
    case REPLY_TAKEDOWN:
        break;
    }
    if (evidence && kappa > 0) {
        belief_receive_evidence(s, i);
    }
}

void
message_refuse(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);

    message_break_silence(s, m);
    dyad_trust_update(
        s, dyad_direction(s, m->from, m->to), 0, s->world->parameters.trust.refused);
    message_fail(s, message, MESSAGE_REFUSED);
}

/* The legal capacity of the asked state reduces the probability. MODEL.md (11.2) */
double
message_refusal(const struct sim_context *s, int32_t pair, int32_t state)
{
    double refusal = lever_for_pair(
        s, LEVER_refusal, pair, WORLD_PAIR(s->world, pair)->legal_refusal, &lever_filter_any);

    return refusal * (1 - lever_state_capacity(s, state, CAPACITY_LEGAL));
}

static void
answer_inquiry(struct sim_context *s, int32_t message, int32_t reply)
{
    struct message *m = SIM_MESSAGE(s, message);

    if (reply == REPLY_NONE) {
        /* no state waits for a reply to a warning, so a missing reply is no evidence */
        if (m->kind == MESSAGE_WARNING) {
            message_finish(s, message, MESSAGE_IGNORED);
        } else {
            message_fail(s, message, MESSAGE_IGNORED);
        }
        return;
    }
    m->reply = reply;
    (void)sim_in(s, m->transit_back_days, EVENT_reply_arrives, message, 0);
}

static void
answer_request(struct sim_context *s, int32_t message, int32_t reply)
{
    struct message *m = SIM_MESSAGE(s, message);
    int32_t pair = world_pair(s->world, m->from, m->to);
    double gain = s->world->parameters.detection.assistance_effect;

    if (reply == REPLY_REFUSAL) {
        message_refuse(s, message);
        return;
    }
    if (reply == REPLY_NONE) {
        message_fail(s, message, MESSAGE_IGNORED);
        return;
    }
    m->answered_day = sim_now(s);
    message_break_silence(s, m);
    incident_assist(s, m->incident,
        lever_for_pair(s, LEVER_assistance_effect, pair, gain, &lever_filter_any));
    dyad_trust_update(
        s, dyad_direction(s, m->from, m->to), s->world->parameters.trust.honoured, 0);
    message_finish(s, message, MESSAGE_ANSWERED);
}

/* Returns the reply of the receiver of a question or a request, for the uniform numbers u. */
static int32_t
choose(const struct sim_context *s, const struct message *m, struct stream_block u)
{
    const struct incident *i = SIM_INCIDENT(s, m->incident);
    bool asks = m->kind == MESSAGE_INQUIRY || m->kind == MESSAGE_WARNING;

    if (!asks && u.u[2] < message_refusal(s, world_pair(s->world, m->from, m->to), m->to)) {
        return REPLY_REFUSAL;
    }
    /* a state that has stated a demand does not reply, nor does any state to an old question */
    if (asks && (belief_was_demanded_by(i, m->to) ||
                    sim_now(s) - m->sent_day > s->world->parameters.clarification.reply_days)) {
        return REPLY_NONE;
    }
    if ((!asks && i->initiator == m->to) || /* a state does not help against itself */
        u.u[0] >=
            message_answer_probability(s, m->from, m->to, (enum channel_kind)m->channel)) {
        return REPLY_NONE;
    }
    return asks ? message_content(s, i, m->to, u.u[1]) : REPLY_HELP;
}

static struct stream_block
uniforms(const struct sim_context *s, const struct message *m)
{
    return sim_draw4(s, PURPOSE_answer, m->id, 0);
}

int32_t
message_choice(const struct sim_context *s, int32_t message)
{
    const struct message *m = SIM_MESSAGE(s, message);

    return choose(s, m, uniforms(s, m));
}

static void
reply_by(struct sim_context *s, int32_t message, int32_t reply, struct stream_block u)
{
    switch ((enum message_kind)SIM_MESSAGE(s, message)->kind) {
    case MESSAGE_INQUIRY:
    case MESSAGE_WARNING:
        answer_inquiry(s, message, reply);
        break;
    case MESSAGE_ASSISTANCE:
        answer_request(s, message, reply);
        break;
    case MESSAGE_LEGAL:
        message_legal_answer(s, message, reply);
        break;
    case MESSAGE_JOINT_CASE:
        message_case_answer(s, message, reply, u);
        break;
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
    case MESSAGE_CASE:
        break; /* these messages have no reply here */
    }
}

void
message_reply(struct sim_context *s, int32_t message, int32_t reply)
{
    reply_by(s, message, reply, uniforms(s, SIM_MESSAGE(s, message)));
}

/* Lets the receiver reply. If the receiver has a seat, the reply is due after the event. */
static void
consider(struct sim_context *s, int32_t message, struct stream_block u)
{
    const struct message *m = SIM_MESSAGE(s, message);

    if (sim_has_seat(s, m->to)) {
        sim_mark_step(s, message, DUE_MESSAGE);
    } else {
        reply_by(s, message, choose(s, m, u), u);
    }
}

/* Records that the receiver has read about the campaign. If the receiver is responsible, its source
   may use new tools. */
static void
inform_source(struct sim_context *s, int32_t message)
{
    const struct message *m = SIM_MESSAGE(s, message);

    campaign_read_by(s, SIM_INCIDENT(s, m->incident), m->to);
}

/* Handles indicators or a notice: the receiver gets the indicators of the campaign. */
static void
receive_indicators(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct incident *i = SIM_INCIDENT(s, m->incident);

    if (i->campaign != NONE) {
        campaign_share(s, i->campaign, m->to);
        inform_source(s, message);
    }
    dyad_trust_update(
        s, dyad_direction(s, m->to, m->from), s->world->parameters.trust.contact, 0);
    message_finish(s, message, MESSAGE_DELIVERED);
}

/* The receiver learns of a crisis in which the sender complains about an incident. */
static void
learn_complaint(struct sim_context *s, int32_t message)
{
    const struct message *m = SIM_MESSAGE(s, message);

    dyad_learn_crisis(s, dyad_direction(s, m->to, m->from));
}

struct stream_block
message_read(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);

    m->handled_day = sim_now(s);
    sim_notify(s, (struct observation){.kind = OBS_READ, .message = m});
    return sim_draw4(s, PURPOSE_answer, m->id, 0);
}

void
message_handled(struct sim_context *s, int32_t message)
{
    struct stream_block u = message_read(s, message);

    switch ((enum message_kind)SIM_MESSAGE(s, message)->kind) {
    case MESSAGE_INQUIRY:
    case MESSAGE_WARNING:
        learn_complaint(s, message);
        consider(s, message, u);
        break;
    case MESSAGE_ASSISTANCE:
        consider(s, message, u);
        break;
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
        receive_indicators(s, message);
        break;
    case MESSAGE_LEGAL:
        inform_source(s, message);
        consider(s, message, u);
        break;
    case MESSAGE_JOINT_CASE:
        inform_source(s, message);
        consider(s, message, u);
        break;
    case MESSAGE_CASE:
        break; /* joint_attribution_consider() handles this kind */
    }
}

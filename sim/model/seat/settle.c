#include "model/seat/settle.h"

#include "model/channel/channel.h"
#include "model/channel/offer.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"
#include "model/response/decision.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"

const char *const settlement_reply_names[SETTLEMENT_REPLIES + 1] = {
    "silence", "yes", "no", "denial", "help", "explanation", "admission", NULL};

/* ---- decisions ---- */

bool
settle_may_name(const struct sim_context *s, const struct incident *i, int32_t named)
{
    if (named == NONE || named == i->named) {
        return true; /* the actor that the belief names, or the author of an act */
    }
    return named >= 0 && named < s->world->n_states && i->belief != NONE &&
           world_pair(s->world, i->target, named) != NONE &&
           belief_of(s, i, named) >= SETTLE_SUSPICION;
}

struct incident
settle_as_named(const struct sim_context *s, const struct incident *i, int32_t named)
{
    struct incident seen = *i;

    if (named != NONE && named != i->named) {
        seen.named = named;
        seen.confidence = belief_of(s, i, named);
    }
    return seen;
}

static bool
is_option(const struct sim_context *s, const struct incident *i, int32_t side, int32_t response)
{
    struct option options[RESPONSE_MAX];
    int32_t n = decision_options(s, i, side, NONE, options);

    for (int32_t k = 0; k < n; k++) {
        if (options[k].response == response) {
            return options[k].utility > -INFINITY;
        }
    }
    return false;
}

bool
settle_may_open_case(const struct sim_context *s, const struct incident *i)
{
    return i->trigger_kind == TRIGGER_INCIDENT && isnan(i->decided_day) &&
           message_case_partner(s, i) != NONE;
}

static bool
is_possible_decision(
    const struct sim_context *s, int32_t incident, const struct settlement *settlement)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct incident seen;

    if (!settle_may_name(s, i, settlement->named)) {
        return false;
    }
    seen = settle_as_named(s, i, settlement->named);
    return is_option(s, &seen, SIDE_OVERT, settlement->overt) &&
           is_option(s, &seen, SIDE_COVERT, settlement->covert) &&
           (settlement->help == SETTLE_JOINT_CASE
                   ? settle_may_open_case(s, &seen)
                   : is_option(s, &seen, SIDE_HELP, settlement->help));
}

static struct settlement
choose_decision(const struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t covert = decision_choice(s, i, SIDE_COVERT, NONE);

    return (struct settlement){.covert = covert,
        .overt = decision_choice(s, i, SIDE_OVERT, covert),
        .help = decision_choice(s, i, SIDE_HELP, NONE),
        .named = NONE};
}

bool
settle_is_early(const struct sim_context *s, int32_t state, int32_t incident)
{
    const struct incident *i;

    if (incident < 0 || incident >= s->run->incidents.items.count) {
        return false;
    }
    i = SIM_INCIDENT(s, incident);
    return i->n_pending > 0 && i->target == state && i->phase == PHASE_ATTRIBUTION &&
           sim_has_seat(s, state);
}

bool
settle_may_ask(const struct sim_context *s, int32_t incident, int32_t other)
{
    const struct incident *i = SIM_INCIDENT(s, incident);

    if (other < 0 || !settle_may_name(s, i, other) ||
        channel_direct(s, world_pair(s->world, i->target, other)) == NONE) {
        return false;
    }
    for (int32_t k = 0; k < s->run->messages.items.count; k++) {
        const struct message *m = SIM_MESSAGE(s, k);

        if (m->end == MESSAGE_UNDER_WAY && m->kind == MESSAGE_INQUIRY && m->to == other &&
            m->incident == incident && m->incident_id == i->id) {
            return false;
        }
    }
    return true;
}

/* Returns the first response of the side that has no effect (index). */
static int32_t
idle_response(const struct world *w, int32_t side)
{
    int32_t r = 0;

    while (
        WORLD_RESPONSE(w, r)->side != side || WORLD_RESPONSE(w, r)->effect != EFFECT_NOTHING) {
        r++;
    }
    return r;
}

static void
decide(struct sim_context *s, int32_t incident, const struct settlement *settlement)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct incident seen = settle_as_named(s, i, settlement->named);
    bool asks_for_case = settlement->help == SETTLE_JOINT_CASE;
    bool suspects = seen.named != i->named;

    i->only_asked = i->only_asked ||
                    (isnan(i->decided_day) && suspects &&
                        WORLD_RESPONSE(s->world, settlement->overt)->effect == EFFECT_INQUIRY);
    i->named = seen.named;
    i->confidence = seen.confidence;
    i->phase = i->phase_before;
    i->phase_before = PHASE_HIDDEN;
    incident_ref(s, incident);
    decision_carry_out(s, incident, settlement->covert, settlement->overt,
        asks_for_case ? idle_response(s->world, SIDE_HELP) : settlement->help);
    if (asks_for_case && message_case_partner(s, SIM_INCIDENT(s, incident)) != NONE) {
        message_ask_case(s, incident);
    }
    incident_unref(s, incident);
}

/* ---- messages of other states ---- */

/* Converts the reply of a settlement (enum settlement_reply) to a reply to a question (enum
   reply). Returns NONE if the reply is not possible. */
static int32_t
answer_to_question(const struct sim_context *s, const struct tabled *t, int32_t reply)
{
    const struct incident *i = SIM_INCIDENT(s, t->incident);

    switch ((enum settlement_reply)reply) {
    case SETTLEMENT_SILENCE:
        return REPLY_NONE;
    case SETTLEMENT_DENIAL:
        return REPLY_DENIAL;
    case SETTLEMENT_HELP:
        return REPLY_HELP;
    case SETTLEMENT_ADMISSION:
        return REPLY_ADMISSION;
    case SETTLEMENT_EXPLANATION:
        return i->type != NONE && i->home == t->state &&
                       WORLD_TYPE(s->world, i->type)->class_ == CLASS_ACCIDENT
                   ? REPLY_EXPLANATION
                   : NONE;
    case SETTLEMENT_YES:
    case SETTLEMENT_NO:
    case SETTLEMENT_REPLIES:
        break;
    }
    return NONE;
}

/* Whether the state may join the attribution. It needs a relation to the accused state. */
static bool
may_join(const struct sim_context *s, const struct tabled *t)
{
    int32_t accused = SIM_INCIDENT(s, t->incident)->named;

    return accused >= 0 && world_pair(s->world, t->state, accused) != NONE;
}

static int32_t
answer_to(const struct sim_context *s, const struct tabled *t, int32_t reply)
{
    if (t->kind == TABLED_QUESTION) {
        return answer_to_question(s, t, reply);
    }
    switch (reply) {
    case SETTLEMENT_SILENCE:
        return REPLY_NONE;
    case SETTLEMENT_NO:
        return REPLY_REFUSAL;
    case SETTLEMENT_YES:
        return t->kind != TABLED_CASE ? REPLY_HELP : may_join(s, t) ? REPLY_JOINS : NONE;
    default:
        return NONE;
    }
}

static int32_t
settlement_of(const struct tabled *t, int32_t reply)
{
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        return SETTLEMENT_DENIAL;
    case REPLY_HELP:
        return t->kind == TABLED_QUESTION ? SETTLEMENT_HELP : SETTLEMENT_YES;
    case REPLY_EXPLANATION:
        return SETTLEMENT_EXPLANATION;
    case REPLY_ADMISSION:
        return SETTLEMENT_ADMISSION;
    case REPLY_REFUSAL:
        return SETTLEMENT_NO;
    case REPLY_JOINS:
        return SETTLEMENT_YES;
    case REPLY_NONE:
    case REPLY_FINDINGS:
    case REPLY_TAKEDOWN:
        break;
    }
    return SETTLEMENT_SILENCE;
}

/* ---- all kinds of matters ---- */

static bool
is_yes_or_no(int32_t reply)
{
    return reply == SETTLEMENT_YES || reply == SETTLEMENT_NO;
}

bool
settle_is_possible(
    const struct sim_context *s, int32_t index, const struct settlement *settlement)
{
    const struct tabled *t = SIM_TABLED(s, index);

    switch ((enum tabled_kind)t->kind) {
    case TABLED_DECISION:
        return is_possible_decision(s, t->incident, settlement);
    case TABLED_QUESTION:
    case TABLED_REQUEST:
    case TABLED_CASE:
        return answer_to(s, t, settlement->reply) != NONE;
    case TABLED_OFFER:
    case TABLED_ORDER:
        break;
    }
    return is_yes_or_no(settlement->reply);
}

void
settle_apply(struct sim_context *s, int32_t index, const struct settlement *settlement)
{
    struct tabled t = *SIM_TABLED(s, index);
    bool yes = settlement->reply == SETTLEMENT_YES;

    tabled_remove(s, index);
    switch ((enum tabled_kind)t.kind) {
    case TABLED_DECISION:
        decide(s, t.incident, settlement);
        break;
    case TABLED_QUESTION:
    case TABLED_REQUEST:
        message_reply(s, t.message, answer_to(s, &t, settlement->reply));
        break;
    case TABLED_CASE:
        joint_attribution_reply(s, t.message, answer_to(s, &t, settlement->reply));
        break;
    case TABLED_OFFER:
        offer_reply(s, t.pair, tabled_offering_side(s, &t), yes);
        break;
    case TABLED_ORDER:
        action_end_order(
            s, t.order, yes ? action_bar(s, SIM_ORDER(s, t.order)) : ORDER_CALLED_BACK);
        break;
    }
}

struct settlement
settle_choice(const struct sim_context *s, int32_t index)
{
    const struct tabled *t = SIM_TABLED(s, index);
    struct settlement choice = {.overt = NONE, .covert = NONE, .help = NONE, .named = NONE};
    bool yes = false;

    switch ((enum tabled_kind)t->kind) {
    case TABLED_DECISION:
        return choose_decision(s, t->incident);
    case TABLED_QUESTION:
    case TABLED_REQUEST:
        choice.reply = settlement_of(t, message_choice(s, t->message));
        return choice;
    case TABLED_CASE:
        choice.reply = settlement_of(t, joint_attribution_choice(s, t->message));
        return choice;
    case TABLED_OFFER:
        yes = offer_choice(s, t->pair, tabled_offering_side(s, t));
        break;
    case TABLED_ORDER:
        yes = action_review(s, SIM_ORDER(s, t->order)) == ORDER_EXECUTED;
        break;
    }
    choice.reply = yes ? SETTLEMENT_YES : SETTLEMENT_NO;
    return choice;
}

void
settle_by_habit(struct sim_context *s, int32_t index)
{
    const struct tabled t = *SIM_TABLED(s, index);
    struct settlement choice;

    /* action_review() executes an order, or withdraws it for a reason of enum order_end */
    if (t.kind == TABLED_ORDER) {
        enum order_end end = action_review(s, SIM_ORDER(s, t.order));

        tabled_remove(s, index);
        action_end_order(s, t.order, end);
    } else {
        choice = settle_choice(s, index);
        settle_apply(s, index, &choice);
    }
}

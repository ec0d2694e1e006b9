#include "model/response/joint_attribution.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/incident/incident.h"
#include "model/response/internal.h"
#include "model/state/lever_effect.h"

static bool
has_joined(const struct incident *i, int32_t state)
{
    return (i->joined[state / 64] >> (state % 64) & 1) != 0;
}

static double
joining(const struct sim_context *s, int32_t pair)
{
    return lever_for_pair(s, LEVER_joining, pair, 0, &lever_filter_any);
}

double
joint_attribution_support(const struct sim_context *s, int32_t state, int32_t accused)
{
    const struct world *w = s->world;
    double expected = 0;

    for (int32_t k = w->pairs_of_first[state]; w->joins && k < w->pairs_of_first[state + 1];
         k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);

        if (p->first != accused && p->second != accused) {
            expected += joining(s, w->pairs_of[k]);
        }
    }
    return expected;
}

void
joint_attribution_request(struct sim_context *s, int32_t incident)
{
    const struct world *w = s->world;
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t victim = i->target;

    for (int32_t k = w->pairs_of_first[victim]; w->joins && k < w->pairs_of_first[victim + 1];
         k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        int32_t other = p->first == victim ? p->second : p->first;
        int32_t channel = channel_direct(s, w->pairs_of[k]);

        if (other != SIM_INCIDENT(s, incident)->named && channel != NONE &&
            joining(s, w->pairs_of[k]) > 0) {
            (void)message_send(s, MESSAGE_CASE, incident, other, (enum channel_kind)channel);
        }
    }
}

/* Records the incident for a partner that is convinced, and raises its tension toward the accused
   state. */
static void
adopt_accusation(
    struct sim_context *s, const struct incident *i, const struct message *m, double conviction)
{
    const struct parameters_tension *t = &s->world->parameters.tension;
    struct dyad_direction direction = dyad_direction(s, m->to, i->named);
    double seen = i->perceived_severity / 5;
    double intent = belief_reaction(s, i->perceived_intent);

    dyad_record_believed_incident(s, direction, 1);
    dyad_tension_shock(s, direction,
        s->world->parameters.coalition.solidarity * t->jump * seen * seen * intent * conviction,
        m->id, 0);
}

/* Returns the probability with which the partner believes the accusation. */
static double
conviction_of(const struct sim_context *s, const struct message *m)
{
    const struct incident *i = SIM_INCIDENT(s, m->incident);
    bool has_evidence = i->campaign != NONE && campaign_known(s, i->campaign, m->to);
    struct stream_block evidence = sim_draw4(s, PURPOSE_second_look, m->id, 0);
    double trust = dyad_trust(s, dyad_direction(s, m->to, m->from));

    return belief_of_partner(s, i, m->to, has_evidence, trust * i->confidence, evidence);
}

/* Returns the reply of the partner. Sets *conviction, unless the partner ignores the message or
   spares the accused state. */
static int32_t
choose(const struct sim_context *s, const struct message *m, struct stream_block u,
    double *conviction)
{
    const struct incident *i = SIM_INCIDENT(s, m->incident);

    if (u.u[0] >=
        message_answer_probability(s, m->from, m->to, (enum channel_kind)m->channel)) {
        return REPLY_NONE;
    }
    if (dyad_is_spared(s, dyad_direction(s, m->to, i->named), i->start_day)) {
        return REPLY_REFUSAL;
    }
    *conviction = conviction_of(s, m);
    return *conviction < s->world->parameters.attribution.naming_floor ||
                   u.u[1] >= joining(s, world_pair(s->world, m->from, m->to))
               ? REPLY_REFUSAL
               : REPLY_JOINS;
}

static void
finish(struct sim_context *s, int32_t message, int32_t reply, double conviction)
{
    struct message *m = SIM_MESSAGE(s, message);

    if (reply == REPLY_NONE) {
        /* no trust is lost, because no state waits for the reply */
        message_fail(s, message, MESSAGE_IGNORED);
    } else if (reply == REPLY_REFUSAL) {
        message_finish(s, message, MESSAGE_REFUSED); /* a refusal to join changes no trust */
    } else {
        adopt_accusation(s, SIM_INCIDENT(s, m->incident), m, conviction);
        m->reply = REPLY_JOINS;
        (void)sim_in(s, m->transit_back_days, EVENT_reply_arrives, message, 0);
    }
}

void
joint_attribution_consider(struct sim_context *s, int32_t message)
{
    struct stream_block u = message_read(s, message);
    const struct message *m = SIM_MESSAGE(s, message);
    double conviction = 0;

    if (sim_has_seat(s, m->to)) {
        sim_mark_step(s, message, DUE_MESSAGE);
    } else {
        int32_t reply = choose(s, m, u, &conviction);

        finish(s, message, reply, conviction);
    }
}

int32_t
joint_attribution_choice(const struct sim_context *s, int32_t message)
{
    const struct message *m = SIM_MESSAGE(s, message);
    double conviction;

    return choose(s, m, sim_draw4(s, PURPOSE_answer, m->id, 0), &conviction);
}

void
joint_attribution_reply(struct sim_context *s, int32_t message, int32_t reply)
{
    finish(s, message, reply,
        reply == REPLY_JOINS ? conviction_of(s, SIM_MESSAGE(s, message)) : 0);
}

/* Makes the order for the statement of a partner that joins. The statement is an act of the
   partner. */
static void
order_statement(struct sim_context *s, int32_t incident, int32_t state, int32_t response)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t order;

    if (dyad_is_spared(s, dyad_direction(s, state, i->named), i->start_day)) {
        return; /* the partner has spared the accused state since a settlement */
    }
    order = sim_acquire_unset(&s->run->orders);

    *SIM_ORDER(s, order) =
        (struct order){.hash = stream_child(i->id, 13, WORLD_STATE(s->world, state)->key.hash),
            .actor = state,
            .target = i->named,
            .response = response,
            .incident = incident,
            .decision = i->n_decisions,
            .agreement = NONE};
    incident_ref(s, incident);
    (void)sim_in(s, 0, EVENT_response, order, 0);
}

void
joint_attribution_on_reply(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct incident *i = SIM_INCIDENT(s, m->incident);

    m->answered_day = sim_now(s);
    i->joined[m->to / 64] |= UINT64_C(1) << (m->to % 64);
    if (i->statement_made) {
        order_statement(s, m->incident, m->to, i->overt);
    }
    message_finish(s, message, MESSAGE_ANSWERED);
}

void
joint_attribution_announce(struct sim_context *s, const struct order *order)
{
    struct incident *i = SIM_INCIDENT(s, order->incident);

    if (order->actor != i->target || i->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    i->statement_made = true;
    for (int32_t k = 0; k < s->world->n_states; k++) {
        if (has_joined(i, k)) {
            order_statement(s, order->incident, k, order->response);
        }
    }
}

void
joint_attribution_retract(struct sim_context *s, const struct incident *i)
{
    double share = s->world->parameters.tension.relief_apology;
    double halflife = s->world->parameters.attribution.history_halflife_days;
    double left = sim_decay_value((struct decaying){1, i->settled_day}, halflife, sim_now(s));

    for (int32_t k = 0; k < s->world->n_states; k++) {
        if (has_joined(i, k)) {
            struct dyad_direction direction = dyad_direction(s, k, i->named);

            dyad_record_believed_incident(s, direction, -left);
            dyad_tension_relieve(s, dyad_reverse(s, direction), share);
            dyad_trust_update(
                s, dyad_direction(s, k, i->target), 0, s->world->parameters.coalition.misled);
        }
    }
}

#include "model/response/coalition.h"

#include "model/channel/channel.h"
#include "model/dyad/relation.h"
#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/incident/incident.h"
#include "model/response/message_parts.h"
#include "model/state/effective.h"

static bool
has_joined(const struct incident *i, int32_t state)
{
    return (i->joined[state / 64] >> (state % 64) & 1) != 0;
}

static double
joining(const struct sim *s, int32_t pair)
{
    return effective_pair(s, LEVER_joining, pair, 0, &effective_any);
}

double
coalition_support(const struct sim *s, int32_t state, int32_t accused)
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
coalition_seek(struct sim *s, int32_t incident)
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
            message_send(s, MESSAGE_CASE, incident, other, (enum channel_kind)channel);
        }
    }
}

/* What a partner does when it is convinced: it takes the matter for its own. */
static void
resolve(struct sim *s, const struct incident *i, const struct message *m, double conviction)
{
    const struct parameters_tension *t = &s->world->parameters.tension;
    struct side side = relation_side(s, m->to, i->named);
    double seen = i->perceived_severity / 5;
    double intent = i->perceived_intent + t->stealthy_share * (1 - i->perceived_intent);

    relation_believe(s, side, 1);
    relation_shock(s, side,
        s->world->parameters.coalition.solidarity * t->jump * seen * seen * intent * conviction,
        m->id, 0);
}

void
coalition_weigh(struct sim *s, int32_t message)
{
    struct stream_block u = message_read(s, message);
    struct message *m = SIM_MESSAGE(s, message);
    const struct incident *i = SIM_INCIDENT(s, m->incident);
    bool looks = i->campaign != NONE && campaign_known(s, i->campaign, m->to);
    struct stream_block look = sim_draw4(s, PURPOSE_second_look, m->id, 0);
    double trust = relation_trust(s, relation_side(s, m->to, m->from));
    double conviction;

    if (u.u[0] >=
        message_answer_probability(s, m->from, m->to, (enum channel_kind)m->channel)) {
        message_refuse(s, message, MESSAGE_IGNORED);
        return;
    }
    conviction = belief_of_partner(s, i, m->to, looks, trust * i->confidence, look);
    if (conviction < s->world->parameters.attribution.naming_floor ||
        u.u[1] >= joining(s, world_pair(s->world, m->from, m->to))) {
        message_finish(s, message, MESSAGE_REFUSED); /* a view of its own costs no trust */
        return;
    }
    resolve(s, i, m, conviction);
    m->reply = REPLY_JOINS;
    (void)sim_in(s, m->transit_back_days, EVENT_reply_arrives, message, 0);
}

/* A statement of one who joins is an act of its own, executed in its turn. */
static void
follow(struct sim *s, int32_t incident, int32_t state, int32_t response)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t order = sim_take(&s->run->orders);

    *SIM_ORDER(s, order) =
        (struct order){.hash = stream_child(i->id, 13, WORLD_STATE(s->world, state)->key.hash),
            .actor = state,
            .target = i->named,
            .response = response,
            .incident = incident,
            .decision = i->n_decisions};
    incident_hold(s, incident);
    (void)sim_in(s, 0, EVENT_response, order, 0);
}

void
coalition_hear(struct sim *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    struct incident *i = SIM_INCIDENT(s, m->incident);

    m->answered_day = sim_now(s);
    i->joined[m->to / 64] |= UINT64_C(1) << (m->to % 64);
    if (i->spoken) {
        follow(s, m->incident, m->to, i->front);
    }
    message_finish(s, message, MESSAGE_ANSWERED);
}

void
coalition_speak(struct sim *s, const struct order *order)
{
    struct incident *i = SIM_INCIDENT(s, order->incident);

    if (order->actor != i->target || i->matter != MATTER_INCIDENT) {
        return;
    }
    i->spoken = true;
    for (int32_t k = 0; k < s->world->n_states; k++) {
        if (has_joined(i, k)) {
            follow(s, order->incident, k, order->response);
        }
    }
}

void
coalition_settle(struct sim *s, const struct incident *i)
{
    double share = s->world->parameters.tension.relief_apology;
    double halflife = s->world->parameters.attribution.history_halflife_days;
    double left = sim_decayed((struct decaying){1, i->settled_day}, halflife, sim_now(s));

    for (int32_t k = 0; k < s->world->n_states; k++) {
        if (has_joined(i, k)) {
            struct side side = relation_side(s, k, i->named);

            relation_believe(s, side, -left);
            relation_relieve(s, relation_other(s, side), share);
            relation_experience(
                s, relation_side(s, k, i->target), 0, s->world->parameters.coalition.misled);
        }
    }
}

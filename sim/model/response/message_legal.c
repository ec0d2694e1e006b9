/* Legal assistance: a request on the law-enforcement channel, and a reply months later. MODEL.md
   (8.5) */
#include "model/response/internal.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"

void
message_request_legal(struct sim_context *s, int32_t incident, double days)
{
    int32_t to = SIM_INCIDENT(s, incident)->named;
    int32_t pair = world_pair(s->world, SIM_INCIDENT(s, incident)->target, to);
    int32_t index = message_create(s, MESSAGE_LEGAL, incident, to, CHANNEL_LAW_ENFORCEMENT);
    double log_sd = world_channel(s->world, pair, CHANNEL_LAW_ENFORCEMENT)->latency_log_sd;
    struct message *m = SIM_MESSAGE(s, index);
    struct stream_block u = sim_draw4(s, PURPOSE_transit, m->id, 0);

    if (u.u[0] >= channel_reach(s, pair, CHANNEL_LAW_ENFORCEMENT)) {
        message_finish(
            s, index, MESSAGE_LOST); /* the victim waits until the end of the deferral */
        return;
    }
    (void)sim_in(s,
        message_locating_days(s, pair, m->channel, u.u[1]) +
            distribution_lognormal(u.u[2], days, log_sd),
        EVENT_message_arrives, index, 0);
}

static bool
is_awaited(const struct sim_context *s, const struct incident *i)
{
    return i->phase == PHASE_DEFERRED && i->legal &&
           queue_pending(&s->run->kernel.queue, i->waiting);
}

void
message_legal_answer(struct sim_context *s, int32_t message, int32_t reply)
{
    int32_t incident = SIM_MESSAGE(s, message)->incident;

    if (reply == REPLY_REFUSAL) {
        incident_ref(s, incident);
        message_refuse(s, message);
        if (is_awaited(s, SIM_INCIDENT(s, incident))) {
            sim_cancel(s, &SIM_INCIDENT(s, incident)->waiting);
            SIM_INCIDENT(s, incident)->legal = false;
            message_reconsider(s, incident);
        }
        incident_unref(s, incident);
    } else if (reply == REPLY_NONE) {
        message_fail(s, message, MESSAGE_IGNORED);
    } else {
        (void)sim_in(s, 0, EVENT_reply_arrives, message, 0);
    }
}

void
message_legal_back(struct sim_context *s, int32_t message)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct message *m = SIM_MESSAGE(s, message);
    int32_t incident = m->incident;
    struct incident *i = SIM_INCIDENT(s, incident);
    bool awaited;

    m->answered_day = sim_now(s);
    message_break_silence(s, m);
    dyad_trust_update(
        s, dyad_direction(s, m->from, m->to), s->world->parameters.trust.honoured, 0);
    awaited = is_awaited(s, i);
    if (awaited || message_counts_late(i)) {
        belief_investigate(s, i, (int32_t)p->joint_items, p->joint_accuracy);
        belief_revise(s, incident);
    }
    if (!awaited) {
        message_finish(s, message, MESSAGE_LATE);
        return;
    }
    sim_cancel(s, &i->waiting);
    i->legal = false;
    message_finish(s, message, MESSAGE_ANSWERED);
    message_reconsider(s, incident);
}

/* The transit of a message: finding the counterpart, travel, and desks. */
#include "model/response/internal.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/incident/desk.h"
#include "model/incident/incident.h"
#include "model/state/lever_effect.h"

static double
transit_days(const struct sim_context *s, int32_t pair, int32_t kind, double u)
{
    const struct channel *c = world_channel(s->world, pair, (enum channel_kind)kind);

    return distribution_lognormal(
        u, channel_transit_days(s, pair, (enum channel_kind)kind), c->latency_log_sd);
}

double
message_locating_days(const struct sim_context *s, int32_t pair, int32_t kind, double u)
{
    return distribution_exponential(u) *
           channel_locating_hours(s, pair, (enum channel_kind)kind) / 24;
}

/* Removes a message from the list of its incident. */
static void
take_out(struct sim_context *s, const struct message *m, int32_t message)
{
    int32_t *link = &SIM_INCIDENT(s, m->incident)->messages;

    while (*link != message + 1) {
        link = &SIM_MESSAGE(s, *link - 1)->next;
    }
    *link = m->next;
}

void
message_finish(struct sim_context *s, int32_t message, enum message_end end)
{
    struct message *m = SIM_MESSAGE(s, message);
    int32_t incident = m->incident;

    m->end = (int32_t)end;
    sim_notify(s, (struct observation){.kind = OBS_MESSAGE, .message = m});
    take_out(s, m, message);
    sim_release(&s->run->messages, message);
    incident_unref(s, incident);
}

void
message_fail(struct sim_context *s, int32_t message, enum message_end end)
{
    struct message m = *SIM_MESSAGE(s, message);

    incident_ref(s, m.incident);
    message_finish(s, message, end);
    if (m.kind == MESSAGE_ASSISTANCE) {
        message_escalate(s, &m);
    }
    incident_unref(s, m.incident);
}

void
message_close_all(struct sim_context *s)
{
    for (int32_t k = 0; k < s->run->messages.items.count; k++) {
        struct message *m = SIM_MESSAGE(s, k);

        /* an unused element has another end, set by message_finish() */
        if (m->end == MESSAGE_UNDER_WAY) {
            sim_notify(s, (struct observation){.kind = OBS_MESSAGE, .message = m});
        }
    }
}

enum { NOTICES_APART = 256 }; /* more than the number of decisions on an incident */

int32_t
message_create(struct sim_context *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t index = sim_acquire_unset(&s->run->messages);
    uint64_t about = stream_child(i->id, 2, (uint64_t)kind);
    /* an inquiry may be sent before the decision and once more as a result of it */
    int32_t number = kind == MESSAGE_INQUIRY ? i->n_inquiries++ : i->n_decisions;

    number += kind == MESSAGE_NOTICE ? NOTICES_APART * i->n_told : 0;

    *SIM_MESSAGE(s, index) = (struct message){
        .id = stream_child(about, (uint64_t)number, WORLD_STATE(s->world, to)->key.hash),
        .incident_id = i->id,
        .kind = (int32_t)kind,
        .from = i->target,
        .to = to,
        .incident = incident,
        .channel = (int32_t)channel,
        .next = i->messages,
        .hub = NONE,
        .sent_day = sim_now(s),
        .arrived_day = NAN,
        .handled_day = NAN,
        .answered_day = NAN,
        .belief_before = NAN,
        .belief_after = NAN};
    i->messages = index + 1;
    if (kind == MESSAGE_ASSISTANCE && !i->ended) {
        i->requested[to / 64] |= UINT64_C(1) << (to % 64);
    }
    incident_ref(s, incident);
    sim_notify(s, (struct observation){.kind = OBS_SENT, .message = SIM_MESSAGE(s, index)});
    return index;
}

/* Returns the delay in days of a question that reaches no person at once. u, the uniform number of
   its arrival, is at least `reach`. A person finds the question later. Returns 0 for other
   messages, which are lost. MODEL.md (7.1) */
static double
late_days(const struct sim_context *s, enum message_kind kind, double reach, double u)
{
    bool asks = kind == MESSAGE_INQUIRY || kind == MESSAGE_WARNING;

    return asks && reach > 0 ? s->world->parameters.clarification.late_days *
                                   distribution_exponential((u - reach) / (1 - reach))
                             : 0;
}

uint64_t
message_send(struct sim_context *s, enum message_kind kind, int32_t incident, int32_t to,
    enum channel_kind channel)
{
    int32_t pair = world_pair(s->world, SIM_INCIDENT(s, incident)->target, to);
    int32_t index = message_create(s, kind, incident, to, channel);
    struct message *m = SIM_MESSAGE(s, index);
    struct stream_block u = sim_draw4(s, PURPOSE_transit, m->id, 0);
    uint64_t id = m->id;
    double reach, late = 0;

    m->hub = channel == CHANNEL_TECHNICAL ? agreement_hub_between(s, pair) : NONE;
    reach = channel_reach(s, pair, channel);
    if (u.u[0] >= reach) {
        late = late_days(s, kind, reach, u.u[0]);
        if (late == 0) {
            message_fail(s, index, MESSAGE_LOST);
            return id;
        }
    }
    m->transit_back_days = transit_days(s, pair, m->channel, u.u[3]);
    (void)sim_in(s,
        late + message_locating_days(s, pair, m->channel, u.u[1]) +
            transit_days(s, pair, m->channel, u.u[2]),
        m->hub == NONE ? EVENT_message_arrives : EVENT_message_relayed, index, 0);
    return id;
}

void
message_send_through(struct sim_context *s, enum message_kind kind, int32_t incident,
    int32_t to, int32_t agreement)
{
    const struct agreement_requests *row = &WORLD_AGREEMENT(s->world, agreement)->requests;
    int32_t index = message_create(s, kind, incident, to, CHANNEL_POLITICAL);
    struct message *m = SIM_MESSAGE(s, index);
    struct stream_block u;

    m->id = stream_child(m->id, 14, WORLD_AGREEMENT(s->world, agreement)->key.hash);
    m->hub = agreement;
    m->level = row->level;
    u = sim_draw4(s, PURPOSE_transit, m->id, 0);
    (void)sim_in(s,
        distribution_lognormal(u.u[2], row->latency_hours / 24, row->latency_log_sd),
        EVENT_message_relayed, index, 0);
}

/* The handler of a message that arrives at a hub. The message waits at the desk of the hub, or is
   lost if the queue is full. */
void
message_on_relayed(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct message *m = SIM_MESSAGE(s, event->a);
    const struct agreement_hub *hub = &WORLD_AGREEMENT(s->world, m->hub)->hub;
    int32_t desk = desk_hub(s->world, m->hub);

    if (desk_waiting(s, desk) >= hub->capacity) {
        SIM_DESK(s, desk)->n_lost++;
        message_fail(s, event->a, MESSAGE_LOST);
        return;
    }
    desk_arrive(s, desk, JOB_RELAY, event->a, m->id, 0, hub->handling_hours / 24);
}

void
message_relayed(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);

    (void)sim_in(s, m->transit_back_days, EVENT_message_arrives, message, 0);
}

void
message_on_arrival(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct message *m = SIM_MESSAGE(s, event->a);
    const struct state *to = WORLD_STATE(s->world, m->to);
    int32_t pair = world_pair(s->world, m->from, m->to);

    m->arrived_day = sim_now(s);
    if (m->level == 0) {
        channel_contact(s, pair, (enum channel_kind)m->channel);
        agreement_refresh_by_use(s, pair, (enum channel_kind)m->channel);
    }
    if (m->channel == CHANNEL_TECHNICAL) {
        double work = lever_for_state(s, LEVER_message_load, m->to, p->message_work);

        desk_arrive(s, desk_technical(m->to), JOB_MESSAGE, event->a, m->id, 0,
            work * to->triage_hours / 24);
    } else {
        desk_arrive(
            s, desk_political(m->to), JOB_READING, event->a, m->id, 0, to->handling_hours / 24);
    }
}

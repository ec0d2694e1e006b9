/* Clarification: an inquiry to the suspect before the decision, and the effect of its reply or
   silence. */
#include "model/response/internal.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/state/incident_list.h"
#include "model/state/lever_effect.h"

static void
notify_and_decide(struct sim_context *s, int32_t incident)
{
    sim_notify(s, (struct observation){
                      .kind = OBS_NAMED, .a = incident, .incident = SIM_INCIDENT(s, incident)});
    sim_mark_step(s, incident, DUE_DECISION);
}

/* Concludes attribution with the naming floor of MODEL.md (6.2) after a reply or silence. No
   further evidence is collected. */
void
message_reconsider(struct sim_context *s, int32_t incident)
{
    SIM_INCIDENT(s, incident)->awaited = 0;
    belief_conclude(s, SIM_INCIDENT(s, incident), true);
    notify_and_decide(s, incident);
}

/* Whether the decision waits for a reply, or for the end of a deferral. */
static bool
is_waiting(const struct sim_context *s, const struct incident *i)
{
    return (i->phase == PHASE_ASKING || i->phase == PHASE_DEFERRED) &&
           queue_pending(&s->run->kernel.queue, i->waiting);
}

bool
message_is_awaited(const struct sim_context *s, const struct message *m)
{
    const struct incident *i = SIM_INCIDENT(s, m->incident);

    return is_waiting(s, i) && (m->kind == MESSAGE_LEGAL ? i->legal : m->id == i->awaited);
}

bool
message_counts_late(const struct incident *i)
{
    return (i->phase == PHASE_DECIDED || i->phase == PHASE_TABLED) && i->belief != NONE &&
           isnan(i->truth_day);
}

void
message_on_reply(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct message *m = SIM_MESSAGE(s, event->a);
    int32_t incident = m->incident;
    struct incident *i = SIM_INCIDENT(s, incident);

    if (m->kind == MESSAGE_LEGAL) {
        message_legal_back(s, event->a);
        return;
    }
    if (m->kind == MESSAGE_JOINT_CASE) {
        message_case_back(s, event->a);
        return;
    }
    m->answered_day = sim_now(s);
    message_break_silence(s, m);
    if (is_waiting(s, i) || message_counts_late(i) || i->phase == PHASE_ATTRIBUTION) {
        m->belief_before = belief_of(s, i, m->to);
        message_apply_reply(s, i, m->to, m->reply, (enum channel_kind)m->channel);
        m->belief_after = belief_of(s, i, m->to);
        belief_revise(s, incident);
    }
    if (!is_waiting(s, i)) {
        message_finish(s, event->a, MESSAGE_LATE);
    } else if (m->id != i->awaited) { /* the state waits for another reply */
        message_finish(s, event->a, MESSAGE_ANSWERED);
    } else {
        sim_cancel(s, &i->waiting);
        message_finish(s, event->a, MESSAGE_ANSWERED);
        message_reconsider(s, incident);
    }
}

/* Counts a missing reply against the asked state, in proportion to the probability of a reply. If
   the probability is 0, silence is no evidence. */
static void
apply_silence(struct sim_context *s, struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->target, i->named);
    double expected = message_expected_reply(s, direction, channel_direct(s, direction.pair));

    belief_weigh(s, i, i->named, 1 + s->world->parameters.clarification.silence * expected);
}

void
message_missed(struct sim_context *s, int32_t incident)
{
    /* a wait that a new act has ended is no silence */
    if (!SIM_INCIDENT(s, incident)->cut_short) {
        message_end_wait(s, incident, MESSAGE_INQUIRY);
        apply_silence(s, SIM_INCIDENT(s, incident));
    }
    message_reconsider(s, incident);
}

void
message_cut_waits(struct sim_context *s, int32_t victim, int32_t asked)
{
    uint64_t victims[SEATS_WORDS] = {0};
    struct incident_visit visit;

    victims[victim / 64] = UINT64_C(1) << (victim % 64);
    /* a state that waits for a reply has a belief about the incident, so the incident is in
       LIST_ATTRIBUTED */
    visit = incident_list_visit(s, victims, LIST_ATTRIBUTED);
    for (int32_t k; (k = incident_list_next(&visit)) != NONE;) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->named == asked && i->phase == PHASE_ASKING && is_waiting(s, i) &&
            /* the time is infinite if the message is on the table of a seat */
            queue_time(&s->run->kernel.queue, i->waiting) < INFINITY) {
            i->cut_short = true;
            queue_reschedule(&s->run->kernel.queue, &i->waiting, sim_now(s));
        }
    }
}

/* Asks a state. Returns the id of the message. */
static uint64_t
ask_state(struct sim_context *s, int32_t incident, enum message_kind kind, int32_t to)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->asked = true;
    return message_send(s, kind, incident, to,
        (enum channel_kind)channel_direct(s, world_pair(s->world, i->target, to)));
}

static uint64_t
ask(struct sim_context *s, int32_t incident, enum message_kind kind)
{
    return ask_state(s, incident, kind, SIM_INCIDENT(s, incident)->named);
}

void
message_ask_early(struct sim_context *s, int32_t incident, int32_t to)
{
    (void)ask_state(s, incident, MESSAGE_INQUIRY, to);
}

void
message_take_up(struct sim_context *s, int32_t incident)
{
    belief_end(s, incident);
    notify_and_decide(s, incident);
}

void
message_inquire(struct sim_context *s, int32_t incident)
{
    uint64_t id = ask(s, incident, MESSAGE_INQUIRY);

    SIM_INCIDENT(s, incident)->awaited = id;
}

bool
message_warn(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t pair = world_pair(s->world, i->target, i->named);
    double p;

    /* covert responses are not announced */
    if (!response_is_hostile_act(WORLD_RESPONSE(s->world, i->overt)) || i->asked ||
        belief_knows_demand(i) || belief_hides_knowledge(s, i) ||
        channel_direct(s, pair) == NONE) {
        return false;
    }
    p = lever_for_pair(s, LEVER_warning, pair, 0, &lever_filter_any);
    if (p <= 0 || sim_draw(s, PURPOSE_warning, i->id, 0) >= p) {
        return false;
    }
    (void)ask(s, incident, MESSAGE_WARNING);
    return true;
}

void
message_complain(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct dyad_direction side = dyad_direction(s, i->target, i->named);

    if (!dyad_knows_crisis(s, side) || dyad_crisis_is_stated(s, side.pair) ||
        response_is_hostile(WORLD_RESPONSE(s->world, i->covert)) ||
        response_is_act(WORLD_RESPONSE(s->world, i->overt)) || belief_hides_knowledge(s, i)) {
        return; /* nothing to state, or a reason to keep silent */
    }
    if (belief_knows_demand(i) || i->reply_from == i->named) {
        dyad_learn_crisis(
            s, dyad_reverse(s, side)); /* the two have spoken about the incident */
    } else if (channel_direct(s, side.pair) != NONE) {
        (void)ask(s, incident, MESSAGE_WARNING);
    }
}

void
message_clarify(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    uint64_t inquiry;

    if (!belief_would_ask(s, i)) {
        notify_and_decide(s, incident);
        return;
    }
    inquiry = ask(s, incident, MESSAGE_INQUIRY);
    if (belief_wait_days(s, i) > 0) {
        i->phase = PHASE_ASKING;
        i->awaited = inquiry;
        i->waiting = sim_in(s, belief_wait_days(s, i), EVENT_wait_over, incident, 0);
    } else {
        notify_and_decide(s, incident); /* there is no time to wait for the reply */
    }
}

/* Clarification: the suspect is asked first, and its word or its silence is weighed. */
#include "model/response/message_parts.h"

#include "model/dyad/relation.h"
#include "model/incident/belief.h"
#include "model/response/coalition.h"
#include "model/response/decision.h"
#include "model/state/effective.h"

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
                        : message_answers_at(s, side.pair, relation_tension(s, side), channel);

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

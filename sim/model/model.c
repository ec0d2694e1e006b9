/* Connects each kind of event to its handler, and processes the marks after an event. */
#include "model/model.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/channel/offer.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/desk.h"
#include "model/incident/incident.h"
#include "model/incident/source.h"
#include "model/response/action.h"
#include "model/response/concession.h"
#include "model/response/decision.h"
#include "model/response/joint_attribution.h"
#include "model/response/message.h"
#include "model/seat/tabled.h"

static void
on_desk_done(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct job job = desk_finish(s, event);

    switch ((enum job_kind)job.kind) {
    case JOB_TRIAGE:
        belief_perceive(s, job.subject);
        incident_remove(s, job.subject);
        belief_attribute(s, job.subject);
        message_share_indicators(s, job.subject);
        message_open_case(s, job.subject);
        break;
    case JOB_MESSAGE:
    case JOB_READING:
        if (SIM_MESSAGE(s, job.subject)->kind == MESSAGE_CASE) {
            joint_attribution_consider(s, job.subject);
        } else {
            message_handled(s, job.subject);
        }
        break;
    case JOB_RELAY:
        message_relayed(s, job.subject);
        break;
    }
}

/* Handles a reply or findings, which may make the victim withdraw what it has ordered or done. */
static void
on_reply(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    int32_t incident = SIM_MESSAGE(s, event->a)->incident;

    if (SIM_MESSAGE(s, event->a)->kind == MESSAGE_CASE) {
        joint_attribution_on_reply(s, event->a);
        return;
    }
    incident_ref(s, incident);
    message_on_reply(s, event);
    if (SIM_INCIDENT(s, incident)->taken_down) {
        action_take_back(s, incident);
    }
    action_reconsider_orders(s, incident);
    incident_unref(s, incident);
}

static void
on_incident_end(void *sim, const struct event *event)
{
    message_end_requests(sim, event->a);
    incident_on_end(sim, event);
}

/* Handles the end of a wait: an asked state has not replied in time, or the time of a deferral is
   over. */
static void
on_wait_over(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->waiting = (struct timer){0, 0};
    if (i->phase == PHASE_ASKING) {
        message_missed(s, event->a);
    } else {
        action_finish_deferral(s, event->a);
        message_reconsider(s, event->a);
    }
}

static void
on_truth(void *sim, const struct event *event)
{
    struct sim_context *s = sim;

    if (incident_revise_belief(s, event->a)) {
        joint_attribution_retract(s, SIM_INCIDENT(s, event->a));
        action_clear_orders(s, event->a);
        action_retract(s, event->a, false);
        action_answer_deception(s, event->a);
    }
    belief_correct_nature(s, event->a);
    incident_record_truth(s, event->a);
}

/* Handles an item of evidence. After the decision it may withdraw hostile orders that wait. */
static void
on_evidence(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    bool decided = SIM_INCIDENT(s, event->a)->phase == PHASE_DECIDED;

    belief_on_evidence(s, event);
    if (decided) {
        action_reconsider_orders(s, event->a);
    }
}

/* Handles a statement of industry, which may make the victim decide again. */
static void
on_industry(void *sim, const struct event *event)
{
    struct sim_context *s = sim;

    incident_ref(s, event->a);
    if (incident_on_industry(s, event)) {
        action_reconsider_orders(s, event->a);
        action_reopen(s, event->a);
    }
    incident_unref(s, event->a);
}

/* Handles the analysis by which the victim learns that the incident was no attack. */
static void
on_analysis(void *sim, const struct event *event)
{
    struct sim_context *s = sim;

    belief_correct_nature(s, event->a);
    if (WORLD_TYPE(s->world, SIM_INCIDENT(s, event->a)->type)->class_ == CLASS_ACCIDENT) {
        action_take_back(s, event->a);
    }
    incident_unref(s, event->a);
}

/* ---- after an event ---- */

static void
process_marks(struct sim_context *s)
{
    if ((s->marks.kinds & MARK_CRISIS) != 0) {
        agreement_process_crises(s);
    }
    if ((s->marks.kinds & MARK_SETTLED) != 0) {
        action_withdraw_settled(s);
    }
    if ((s->marks.kinds & MARK_OFFER_OVER) != 0) {
        action_release_held(s);
    }
    if ((s->marks.kinds & MARK_LAPSE) != 0) {
        tabled_lapse(s);
    }
    if ((s->marks.kinds & MARK_PATIENCE) != 0) {
        incident_cut_patience(s);
    }
    if ((s->marks.kinds & MARK_DETECTION) != 0) {
        incident_review_detection(s);
    }
}

static void
take_step(struct sim_context *s)
{
    s->marks.kinds &= ~(uint32_t)MARK_STEP;
    switch (s->marks.due) {
    case DUE_CLARIFICATION:
        message_clarify(s, s->marks.subject);
        break;
    case DUE_DECISION:
        if (sim_has_seat(s, SIM_INCIDENT(s, s->marks.subject)->target)) {
            tabled_lay(s, DUE_DECISION, s->marks.subject);
        } else {
            decision_take(s, s->marks.subject);
        }
        break;
    case DUE_MESSAGE:
    case DUE_OFFER:
    case DUE_ORDER:
        tabled_lay(s, s->marks.due, s->marks.subject);
        break;
    }
}

void
model_settle(void *sim)
{
    struct sim_context *s = sim;

    while (s->marks.kinds != 0) {
        process_marks(s);
        if ((s->marks.kinds & MARK_STEP) != 0) {
            take_step(s);
        }
    }
}

#define KIND(name_, handler) [EVENT_##name_] = {#name_, SIM_TURN(EVENT_##name_), handler}

const struct event_kind model_events[EVENT_COUNT] = {
    KIND(agreement_step, agreement_on_step),
    KIND(inject, source_on_inject),
    KIND(incident_end, on_incident_end),
    KIND(desk_done, on_desk_done),
    KIND(message_arrives, message_on_arrival),
    KIND(message_relayed, message_on_relayed),
    KIND(reply_arrives, on_reply),
    KIND(evidence, on_evidence),
    KIND(industry, on_industry),
    KIND(publication, incident_on_publication),
    KIND(detection, incident_on_detection),
    KIND(post_hoc, incident_on_post_hoc),
    KIND(wait_over, on_wait_over),
    KIND(patience_over, belief_on_patience_over),
    KIND(response, action_on_response),
    KIND(truth, on_truth),
    KIND(offer, offer_on_offer),
    KIND(meeting, agreement_on_meeting),
    KIND(exercise, agreement_on_exercise),
    KIND(hazard, agreement_on_hazard),
    KIND(suspension, agreement_on_suspension),
    KIND(tranche, agreement_on_tranche),
    KIND(capacity, agreement_on_capacity),
    [EVENT_rung_step] = {"rung_step", SIM_TURN(EVENT_rung_step), dyad_on_rung_step,
        .silent = true},
    KIND(crisis_end, dyad_on_crisis_end),
    [EVENT_routine_contact] = {"routine_contact", SIM_TURN(EVENT_routine_contact),
        channel_on_routine_contact, .silent = true},
    KIND(candidate, source_on_candidate),
    KIND(member, source_on_member),
    KIND(trace, source_on_trace),
    KIND(membership, agreement_on_membership),
    KIND(bond_suspension, agreement_on_party_pair_suspension),
    KIND(stock_taking, agreement_on_stock_taking),
    KIND(analysis, on_analysis),
    KIND(concession, concession_on_due),
};

/* The story: the kinds of event in their turns, read top to bottom. */
#include "model/model.h"

#include "model/agreement/accord.h"
#include "model/dyad/relation.h"
#include "model/incident/belief.h"
#include "model/incident/desk.h"
#include "model/incident/incident.h"
#include "model/incident/source.h"
#include "model/response/deed.h"
#include "model/response/message.h"

static void
on_desk_done(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct job job = desk_finish(s, event);

    switch ((enum job_kind)job.kind) {
    case JOB_TRIAGE:
        belief_triaged(s, job.subject);
        break;
    case JOB_MESSAGE:
    case JOB_READING:
        message_handled(s, job.subject);
        break;
    case JOB_RELAY:
        message_relayed(s, job.subject);
        break;
    }
}

#define KIND(name_, handler) [EVENT_##name_] = {#name_, SIM_TURN(EVENT_##name_), handler}

const struct event_kind model_events[EVENT_COUNT] = {
    KIND(agreement_step, accord_on_step),
    KIND(inject, source_on_inject),
    KIND(incident_end, incident_on_end),
    KIND(desk_done, on_desk_done),
    KIND(message_arrives, message_on_arrival),
    KIND(message_relayed, message_on_relayed),
    KIND(reply_arrives, message_on_reply),
    KIND(evidence, belief_on_evidence),
    KIND(industry, incident_on_industry),
    KIND(publication, incident_on_publication),
    KIND(detection, incident_on_detection),
    KIND(post_hoc, incident_on_post_hoc),
    KIND(wait_over, message_on_wait_over),
    KIND(patience_over, belief_on_patience_over),
    KIND(response, deed_on_response),
    KIND(truth, incident_on_truth),
    KIND(offer, relation_on_offer),
    KIND(meeting, accord_on_meeting),
    KIND(exercise, accord_on_exercise),
    KIND(hazard, accord_on_hazard),
    KIND(suspension, accord_on_suspension),
    KIND(tranche, accord_on_tranche),
    KIND(capacity, accord_on_capacity),
    KIND(rung_step, relation_on_rung_step),
    KIND(crisis_end, relation_on_crisis_end),
    KIND(routine_contact, relation_on_routine_contact),
    KIND(candidate, source_on_candidate),
    KIND(member, source_on_member),
    KIND(trace, source_on_trace),
    KIND(membership, accord_on_membership),
    KIND(bond_suspension, accord_on_bond_suspension),
};

/* The story: the kinds of event in their turns, read top to bottom. */

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

#define KIND(name_, turn_, handler) [EVENT_##name_] = {#name_, turn_, handler}

const struct event_kind sim_events[EVENT_COUNT] = {
    KIND(agreement_step, 1, accord_on_step),
    KIND(inject, 2, source_on_inject),
    KIND(incident_end, 3, incident_on_end),
    KIND(desk_done, 4, on_desk_done),
    KIND(message_arrives, 5, message_on_arrival),
    KIND(message_relayed, 6, message_on_relayed),
    KIND(reply_arrives, 7, message_on_reply),
    KIND(evidence, 8, belief_on_evidence),
    KIND(industry, 9, incident_on_industry),
    KIND(publication, 10, incident_on_publication),
    KIND(detection, 11, incident_on_detection),
    KIND(post_hoc, 12, incident_on_post_hoc),
    KIND(wait_over, 13, message_on_wait_over),
    KIND(patience_over, 14, belief_on_patience_over),
    KIND(response, 15, deed_on_response),
    KIND(truth, 16, incident_on_truth),
    KIND(offer, 17, relation_on_offer),
    KIND(meeting, 18, accord_on_meeting),
    KIND(exercise, 19, accord_on_exercise),
    KIND(hazard, 20, accord_on_hazard),
    KIND(suspension, 21, accord_on_suspension),
    KIND(tranche, 22, accord_on_tranche),
    KIND(capacity, 23, accord_on_capacity),
    KIND(rung_step, 24, relation_on_rung_step),
    KIND(crisis_end, 25, relation_on_crisis_end),
    KIND(routine_contact, 26, relation_on_routine_contact),
    KIND(candidate, 27, source_on_candidate),
    KIND(member, 28, source_on_member),
    KIND(trace, 29, source_on_trace),
    KIND(membership, 30, accord_on_membership),
    KIND(bond_suspension, 31, accord_on_bond_suspension),
};

#include "observe/trace_rows.h"

#include "format/table.h"
#include "model/run.h"

#define ANY .min = -INFINITY, .max = INFINITY
#define ID(member, doc_) FIELD(T, member, .unit = TABLE_HEX, .doc = (doc_))
#define COUNT(member, unit_, doc_) FIELD(T, member, .max = 9e15, .unit = (unit_), .doc = (doc_))
#define REAL(member, unit_, doc_) FIELD(T, member, ANY, .unit = (unit_), .doc = (doc_))
#define DAY(member, doc_) REAL(member, "days", doc_)
#define FLAG(member, doc_) FIELD(T, member, .unit = "", .doc = (doc_))
#define OF(member, map, doc_)                                                                  \
    FIELD_AS(T, member, FIELD_REF, .refers = (map), .unit = "", .doc = (doc_))
#define ONE_OF(member, names, doc_)                                                            \
    FIELD_AS(T, member, FIELD_CHOICE, .choices = (names), .unit = "", .doc = (doc_))
#define NAMED_ONE_OF(name_, member, names, doc_)                                               \
    {                                                                                          \
        .name = (name_), .kind = FIELD_CHOICE, .offset = offsetof(T, member),                  \
        .choices = (names), .unit = "", .doc = (doc_)                                          \
    }
#define RUN FIELD_AS(T, run, FIELD_OBJECT, .record = &run_record, .unit = "", .doc = "The run.")
#define RECORD_OF(name_, doc_)                                                                 \
    const struct record trace_rows_##name_##_record = {                                        \
        .name = #name_, .doc = (doc_), FIELDS_OF(T, name_##_fields)}

static const char *const parent_names[] = {"none", "incident", "act", NULL};
static const char *const named_names[] = {"nobody", "state", "non_state", "accident", NULL};
static const char *const reply_names[] = {
    "none", "denial", "help", "explanation", "admission", "refusal", "joins", NULL};
static const char *const message_names[] = {
    "inquiry", "indicators", "notice", "assistance", "case", "legal_request", NULL};
static const char *const message_end_names[] = {
    "under_way", "answered", "delivered", "lost", "refused", "ignored", "late", NULL};
static const char *const channel_names[] = {
    "political", "technical", "law_enforcement", "defence", NULL};

#define T struct trace_rows_run
static const struct field run_fields[] = {
    COUNT(point_id, "", "Point of the design."),
    FIELD(T, policy, .unit = "", .doc = "Policy."),
    COUNT(rep, "", "Replication."),
};
static const struct record run_record = {
    .name = "run", .doc = "The run.", FIELDS_OF(T, run_fields)};
#undef T

#define T struct trace_rows_incident
static const struct field incident_fields[] = {
    RUN,
    ID(incident_id, "Identity; equal in runs that differ only in policy."),
    ID(parent_id, "Incident or act it answers, or spilled over from."),
    ONE_OF(parent_kind, parent_names, "Which of the two."),
    ID(campaign_id, "Campaign; its members share indicators."),
    COUNT(generation, "", "0 for the first of a chain of answers."),
    OF(source, "sources", "True: the source; empty for a counter-operation."),
    OF(initiator, "states", "True: the responsible state; empty if none is."),
    OF(home, "states", "True: territory it came from."),
    OF(target, "states", "The victim."),
    OF(type, "incident_types", "True: kind of incident."),
    NAMED_ONE_OF("class", class_, incident_class_names, "True: what the operation is."),
    ONE_OF(method, incident_method_names, "True: method."),
    ONE_OF(objective, incident_objective_names, "True: objective."),
    ONE_OF(target_class, measure_target_names, "Class of the target."),
    FLAG(critical, "Whether the target is critical infrastructure."),
    FLAG(counter_operation, "Whether it answers another incident or act."),
    FLAG(wrongful, "Whether it answers a state that did not do it."),
    OF(blamed, "states", "True: whom a false flag points at."),
    COUNT(severity, "severity", "True: 1 to 10."),
    COUNT(rung, "rung", "Rung of the operation as an act of its state; 0 if it is none."),
    DAY(start_day, "Start."),
    DAY(planned_days, "Length it would have had by itself."),
    REAL(dwell_share, "share", "Share of that length it stays hidden at neutral detection."),
    DAY(detected_day, "Detection by the victim."),
    DAY(triaged_day, "End of triage."),
    DAY(decided_day, "First decision."),
    DAY(responded_day, "First executed response."),
    DAY(public_day, "Publicly known."),
    DAY(industry_day, "Industry's attribution."),
    DAY(statement_day, "The victim's public attribution."),
    DAY(truth_day, "The truth came out."),
    DAY(end_day, "End."),
    FLAG(censored, "Whether something about it was still open at the horizon."),
    REAL(perceived_severity, "severity", "As the victim judges it."),
    REAL(perceived_intent, "share", "Taken for an attack (1) or not (0)."),
    ONE_OF(named, named_names, "What the victim concluded."),
    OF(named_actor, "states", "The state it named."),
    REAL(confidence, "probability", "Its posterior."),
    FLAG(asked, "Whether the suspected state was asked."),
    ONE_OF(reply, reply_names, "What it said."),
    OF(overt, "responses", "Open response."),
    OF(covert, "responses", "Covert response."),
    COUNT(decisions, "", "Number of decisions taken on it."),
    FLAG(answered_wrongly, "Whether a hostile response went to a state that did not do it."),
    FLAG(assisted, "Whether assistance shortened it."),
    OF(industry_named, "states", "State named by industry."),
    FLAG(concession, "Whether the target conceded."),
    REAL(harm, "severity squared", "Harm done up to its end or the horizon."),
};
RECORD_OF(incident, "One incident with its whole life: what is true, and what was believed.");
#undef T

#define T struct trace_rows_event
static const struct field event_fields[] = {
    RUN,
    COUNT(sequence, "", "Order in the run, from 1."),
    DAY(day, "When."),
    ONE_OF(event, observation_names, "What happened."),
    ID(incident_id, "About which incident or act."),
    OF(actor, "states", "Who did it, or whose view changed."),
    OF(target, "states", "Toward whom."),
    OF(agreement, "agreements", "About which agreement."),
    FIELD(T, detail, .unit = "", .doc = "A word more."),
    REAL(value, "", "A number that goes with it; its meaning depends on the event."),
};
RECORD_OF(event, "One thing that happened.");
#undef T

#define T struct trace_rows_message
static const struct field message_fields[] = {
    RUN,
    ID(message_id, "Identity."),
    ID(incident_id, "Incident it is about."),
    ONE_OF(kind, message_names, "What it is."),
    ONE_OF(channel, channel_names, "How it travels."),
    OF(from, "states", "Sender."),
    OF(to, "states", "Receiver."),
    OF(hub, "agreements", "Hub it passes through."),
    DAY(sent_day, "Sent."),
    DAY(arrived_day, "Arrived."),
    DAY(handled_day, "Handled."),
    DAY(answered_day, "Answer received."),
    ONE_OF(end, message_end_names, "What became of it."),
    ONE_OF(reply, reply_names, "What the answer said."),
};
RECORD_OF(message, "One message between two states.");
#undef T

#define T struct trace_rows_act
static const struct field act_fields[] = {
    RUN,
    ID(act_id, "Identity; of an operation, that of its incident."),
    ID(parent_id, "Incident or act it answers."),
    ONE_OF(parent_kind, parent_names, "Which of the two."),
    COUNT(generation, "", "Length of the chain of answers before it."),
    OF(actor, "states", "Who acted."),
    OF(target, "states", "Against whom."),
    COUNT(rung, "rung", "Rung of the ladder."),
    OF(response, "responses", "Response it executes; empty for an operation."),
    DAY(day, "When."),
    DAY(parent_day, "When what it answers began."),
    FLAG(trigger_cyber, "Whether it answers an incident."),
    FLAG(wrongful, "Whether it answers a state that did not do it."),
    FLAG(upward, "Whether it raised its actor's rung or started a crisis."),
    FLAG(inadvertent, "Whether an upward move rested on a false belief."),
};
RECORD_OF(act, "One executed act of a state toward another.");
#undef T

#define T struct trace_rows_agreement
static const struct field agreement_fields[] = {
    RUN,
    OF(agreement, "agreements", "Which agreement."),
    DAY(day, "When."),
    ONE_OF(status, world_agreement_status_names, "Its new status."),
    COUNT(consultations_held, "rounds", "Rounds of consultations held so far."),
    COUNT(violations, "violations", "Entries in its ledger so far."),
};
RECORD_OF(agreement, "The status of an agreement on the first day, or one change of it.");
#undef T

#define T struct trace_rows_pair
static const struct field pair_fields[] = {
    RUN,
    OF(from, "states", "Who feels and acts."),
    OF(to, "states", "Toward whom."),
    REAL(tension_mean, "tension", "Tension felt, mean over time."),
    REAL(tension_final, "tension", "On the last day."),
    REAL(trust_mean, "1", "Trust, mean over time."),
    REAL(trust_final, "1", "After the last experience."),
    REAL(crisis_days, "days", "Days in crisis."),
    COUNT(rung_final, "rung", "Rung of its acts on the last day."),
    COUNT(incidents, "incidents", "Operations against the other."),
    COUNT(incidents_public, "incidents", "Of these, publicly known."),
    COUNT(acts, "acts", "Executed acts of rung 1 and above, operations included."),
    COUNT(upward, "moves", "Upward moves."),
    COUNT(inadvertent, "moves", "Of these, inadvertent."),
    COUNT(contacts, "contacts", "Routine contacts, consultations and exercises."),
};
RECORD_OF(pair, "One direction of a pair over a run.");
#undef T

#define T struct trace_rows_state
static const struct field state_fields[] = {
    RUN,
    OF(state, "states", "The state."),
    COUNT(incidents, "incidents", "Incidents it suffered."),
    COUNT(incidents_public, "incidents", "Of these, publicly known."),
    COUNT(incidents_detected, "incidents", "Of these, detected."),
    COUNT(named_right, "incidents", "Incidents whose initiator it named."),
    COUNT(named_wrong, "incidents", "Incidents in which it named a wrong state."),
    REAL(harm, "severity squared", "Harm it suffered."),
    REAL(cert_utilisation, "share", "Share of its analysts' time in use."),
    REAL(cert_wait_hours, "hours", "Mean wait for an analyst."),
    COUNT(cert_jobs, "jobs", "Jobs done."),
    REAL(detection, "capacity", "Capacity to detect on the last day."),
    REAL(attribution, "capacity", "Capacity to attribute on the last day."),
    REAL(resilience, "capacity", "Resilience on the last day."),
};
RECORD_OF(state, "One state over a run.");
#undef T

#define T struct trace_rows_series
static const struct field series_fields[] = {
    RUN,
    DAY(day, "When."),
    FIELD(T, variable, .unit = "", .doc = "Which variable."),
    OF(from, "states", "Of which state, or side of a pair."),
    OF(to, "states", "Toward whom."),
    REAL(value, "", "Its value then."),
};
RECORD_OF(series, "One value of a variable on the grid.");

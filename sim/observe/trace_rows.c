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
static const char *const named_names[] = {[NAMED_NOBODY] = "nobody",
    [NAMED_STATE] = "state",
    [NAMED_NON_STATE] = "non_state",
    [NAMED_ACCIDENT] = "accident",
    [NAMED_ACCIDENT + 1] = NULL};
static const char *const reply_names[] = {"none", "denial", "help", "explanation", "admission",
    "refusal", "joins", "findings", "takedown", NULL};
static const char *const message_names[] = {"inquiry", "indicators", "notice", "assistance",
    "case", "legal_request", "warning", "joint_case", NULL};
static const char *const message_end_names[] = {
    "under_way", "answered", "delivered", "lost", "refused", "ignored", "late", NULL};
static const char *const channel_names[] = {
    "political", "technical", "law_enforcement", "defence", NULL};

#define T struct trace_rows_run
static const struct field run_fields[] = {
    COUNT(point_id, "", "Number of the design point."),
    FIELD(T, policy, .unit = "", .doc = "Policy."),
    COUNT(rep, "", "Replication."),
};
static const struct record run_record = {
    .name = "run", .doc = "The run.", FIELDS_OF(T, run_fields)};
#undef T

#define T struct trace_rows_incident
static const struct field incident_fields[] = {
    RUN,
    ID(incident_id, "Identity of the incident; equal in runs that differ only in policy."),
    ID(parent_id, "Identity of the incident or act to which the incident responds, or from "
                  "which it spilled over."),
    ONE_OF(parent_kind, parent_names, "Kind of event that parent_id identifies."),
    ID(campaign_id, "Campaign of the incident; the incidents of a campaign share indicators."),
    COUNT(generation, "",
        "Number of earlier responses in the chain of responses; 0 for the incident or act that "
        "began the chain."),
    OF(source, "sources", "Truth: source of the incident; empty for a counter-operation."),
    OF(initiator, "states", "Truth: responsible state; empty if there is none."),
    OF(home, "states", "Truth: state from whose territory the incident came."),
    OF(target, "states",
        "Victim: the state against which the incident is directed, or that has the accident."),
    OF(type, "incident_types", "Truth: incident type."),
    NAMED_ONE_OF(
        "class", class_, incident_class_names, "Truth: operation class of the incident."),
    ONE_OF(method, incident_method_names, "Truth: method of the operation."),
    ONE_OF(objective, incident_objective_names, "Truth: objective of the operation."),
    ONE_OF(target_class, measure_target_names, "Class of the target."),
    FLAG(critical, "Whether the target is critical infrastructure."),
    FLAG(counter_operation, "Whether the incident responds to another incident or act."),
    FLAG(wrongful,
        "Misdirected: whether the row is a response against a state that was not responsible."),
    OF(blamed, "states",
        "Truth: state to which a false flag points; empty without a false flag."),
    COUNT(severity, "severity", "Truth: severity, 1 to 10."),
    COUNT(rung, "rung",
        "Rung of the operation on the escalation ladder; 0 if the operation is not an act of a "
        "state."),
    DAY(start_day, "Day on which the incident started."),
    DAY(planned_days, "Planned duration: the duration without detection or response."),
    REAL(dwell_share, "share",
        "Share of the planned duration during which the operation stays hidden at neutral "
        "detection capacity."),
    DAY(detected_day, "Day of detection by the victim."),
    DAY(triaged_day, "Day on which the victim finished the triage."),
    DAY(decided_day, "Day of the first decision of the victim."),
    DAY(responded_day, "Day of the first executed act, operation or suspension in response to "
                       "the incident; notices and requests do not count."),
    DAY(public_day, "Day on which the incident became publicly known."),
    DAY(industry_day, "Day of the attribution by industry."),
    DAY(statement_day,
        "Day of the victim's first open act of rung 2 or above in response to the incident."),
    DAY(truth_day, "Day on which the truth about the incident became known."),
    DAY(end_day, "Day on which the incident ended."),
    DAY(demand_day,
        "Day on which the state behind the operation stated its demand to the target."),
    DAY(concession_day, "Day on which the target met the demand."),
    FLAG(removed, "Whether the victim ended the incident before its planned end, by removing "
                  "the intruder or repairing the damage."),
    COUNT(returns, "", "Number of times that the intruder returned after a removal."),
    FLAG(censored, "Whether a step of the incident (such as its end or the decision) was still "
                   "pending at the horizon."),
    REAL(perceived_severity, "severity", "Severity as the victim perceives it."),
    REAL(perceived_intent, "share",
        "Whether the victim takes the incident for an attack (1) or not (0)."),
    DAY(corrected_day, "Day on which the victim found that the incident, which it had misread "
                       "as an attack, was not an attack."),
    ONE_OF(named, named_names,
        "Actor that the victim held responsible; nobody: the victim attributed the incident to "
        "no one; empty: the victim reached no conclusion."),
    OF(named_actor, "states", "State to which the victim attributed the incident."),
    REAL(confidence, "probability",
        "Posterior probability that the victim assigned to its conclusion."),
    FLAG(asked, "Whether the victim asked the suspected state."),
    ONE_OF(reply, reply_names,
        "Reply of the suspected state; none: no reply arrived; empty: the victim did not ask."),
    OF(overt, "responses", "Overt response."),
    OF(covert, "responses", "Covert response."),
    OF(help, "responses",
        "Response by which the victim turned to a partner at the first decision."),
    COUNT(decisions, "", "Number of decisions of the victim on the incident."),
    FLAG(answered_wrongly, "Whether a hostile response to the incident was misdirected, that "
                           "is, against a state that was not responsible."),
    FLAG(counter_espionage,
        "Whether the covert response to the incident is espionage in return for espionage."),
    FLAG(assisted, "Whether assistance shortened the incident."),
    OF(industry_named, "states", "State to which industry attributed the incident."),
    FLAG(concession, "Whether the target made a concession."),
    REAL(harm, "severity squared", "Harm until the end of the incident or the horizon."),
};
RECORD_OF(incident, "One incident: the truth, and the belief of the victim.");
#undef T

#define T struct trace_rows_event
static const struct field event_fields[] = {
    RUN,
    COUNT(sequence, "", "Position of the event in the run, from 1."),
    DAY(day, "Day of the event."),
    ONE_OF(event, observation_names, "Kind of event."),
    ID(incident_id, "Identity of the incident or act concerned."),
    OF(actor, "states", "State that acted, or whose belief changed."),
    OF(target, "states", "State toward which it acted."),
    OF(agreement, "agreements", "Agreement concerned."),
    FIELD(T, detail, .unit = "",
        .doc = "Detail of the event, for example the incident type or the response."),
    REAL(value, "",
        "Value of the event. incident_started: severity; incident_triaged: perceived severity; "
        "incident_attributed: confidence; incident_ended: harm; act, rung: rung; trust: change "
        "of trust; crisis, membership, cooperation: 1 begins, 0 ends; run_over: candidates "
        "considered; order_closed: 0 executed, 6 too old, otherwise withdrawn: 1 the truth "
        "cleared the named state, 2 it is no longer named, 3 an off-ramp was accepted, 4 the "
        "states consulted, 5 the seat called it back, 7 the crisis was over, 8 there was no "
        "attack."),
};
RECORD_OF(event, "One event of a run.");
#undef T

#define T struct trace_rows_message
static const struct field message_fields[] = {
    RUN,
    ID(message_id, "Identity of the message."),
    ID(incident_id, "Incident that the message concerns."),
    ONE_OF(kind, message_names, "Kind of message."),
    ONE_OF(channel, channel_names, "Channel of the message."),
    OF(from, "states", "State that sent the message."),
    OF(to, "states", "State to which the message was sent."),
    OF(hub, "agreements",
        "Agreement of kind hub that forwarded the message; empty if none did."),
    DAY(sent_day, "Day on which the message was sent."),
    DAY(arrived_day, "Day on which the message arrived."),
    DAY(handled_day, "Day on which the receiver processed the message."),
    DAY(answered_day, "Day on which the sender received the reply."),
    ONE_OF(end, message_end_names,
        "Outcome of the message. The best outcome of an inquiry or a request is answered, that "
        "of a notice or of indicators is delivered."),
    ONE_OF(reply, reply_names,
        "Reply to an inquiry, warning or request, or result of a joint case. help: offers "
        "help; joins: joins the attribution; findings: reports what it found; takedown: "
        "findings, and the source was taken down; none: no reply arrived. Empty: another kind "
        "of message."),
    REAL(belief_before, "probability",
        "Probability with which the sender held the asked state responsible before the reply."),
    REAL(belief_after, "probability",
        "Probability with which the sender held the asked state responsible after the reply; "
        "empty if the sender took no reply into account."),
};
RECORD_OF(message, "One message between two states.");
#undef T

#define T struct trace_rows_act
static const struct field act_fields[] = {
    RUN,
    ID(act_id, "Identity of the act; for an operation, the identity of its incident."),
    ID(parent_id, "Identity of the incident or act to which the act responds."),
    ONE_OF(parent_kind, parent_names, "Kind of event that parent_id identifies."),
    COUNT(generation, "",
        "Number of earlier responses in the chain of responses; 0 for the incident or act that "
        "began the chain."),
    OF(actor, "states", "State that acted."),
    OF(target, "states", "State against which it acted."),
    COUNT(rung, "rung", "Rung on the escalation ladder."),
    OF(response, "responses",
        "Response that the act executes; empty for an operation, a suspension by a party, a "
        "retraction or a denial."),
    OF(agreement, "agreements", "Agreement that the act suspends; empty for other acts."),
    DAY(day, "Day of the act."),
    DAY(parent_day, "Day on which the parent (parent_id) began."),
    FLAG(trigger_cyber, "Whether the act responds to an incident."),
    FLAG(wrongful,
        "Misdirected: whether the row is a response against a state that was not responsible."),
    FLAG(upward,
        "Upward move: whether the act raised the rung of its actor or started a crisis."),
    FLAG(inadvertent, "Inadvertent move: whether an upward move rested on a false belief."),
    FLAG(retraction, "Whether the act is a retraction, by which the actor takes back an "
                     "earlier act against a state that was not responsible."),
    FLAG(denial,
        "Whether the act only rejects an accusation (in public) or a protest (in private)."),
};
RECORD_OF(act, "One executed act of a state toward another.");
#undef T

#define T struct trace_rows_agreement
static const struct field agreement_fields[] = {
    RUN,
    OF(agreement, "agreements", "Agreement."),
    DAY(day, "Day of the change."),
    ONE_OF(status, world_agreement_status_names, "New status."),
    COUNT(consultations_held, "rounds", "Rounds of consultations so far."),
    COUNT(violations, "violations", "Recorded violations so far."),
};
RECORD_OF(agreement, "The status of an agreement on the first day, or one change of it.");
#undef T

#define T struct trace_rows_pair
static const struct field pair_fields[] = {
    RUN,
    OF(from, "states", "State whose tension, trust and acts the row contains."),
    OF(to, "states", "State toward which the tension, trust and acts are directed."),
    REAL(tension_mean, "tension", "Tension, mean over time."),
    REAL(tension_final, "tension", "Tension on the last day."),
    REAL(trust_mean, "1", "Trust, mean over time."),
    REAL(trust_final, "1", "Trust on the last day."),
    REAL(crisis_days, "days", "Days in crisis with the other state."),
    COUNT(rung_final, "rung", "Rung on the last day."),
    COUNT(incidents, "incidents", "Operations against the other state."),
    COUNT(incidents_public, "incidents", "Publicly known operations against the other state."),
    COUNT(acts, "acts",
        "Executed acts of rung 1 and above against the other state, including operations."),
    COUNT(upward, "moves", "Upward moves: responses that raised the rung or started a crisis."),
    COUNT(inadvertent, "moves", "Inadvertent moves: upward moves on a false belief."),
    COUNT(contacts, "contacts", "Number of routine contacts, consultations and exercises."),
};
RECORD_OF(pair, "One direction of a pair over a run.");
#undef T

#define T struct trace_rows_state
static const struct field state_fields[] = {
    RUN,
    OF(state, "states", "The state."),
    COUNT(incidents, "incidents", "Incidents against the state."),
    COUNT(incidents_public, "incidents", "Publicly known incidents against the state."),
    COUNT(incidents_detected, "incidents", "Incidents against the state that it detected."),
    COUNT(named_right, "incidents",
        "Incidents that the state attributed correctly to another state."),
    COUNT(named_wrong, "incidents", "Incidents that the state attributed to a wrong state."),
    REAL(harm, "severity squared", "Harm to the state."),
    REAL(
        cert_utilisation, "share", "Share of the working time of the analysts that is in use."),
    REAL(cert_wait_hours, "hours", "Mean time that a job waits for an analyst."),
    COUNT(cert_jobs, "jobs", "Number of jobs that analysts finished."),
    COUNT(cert_jobs_begun, "jobs",
        "Number of jobs that analysts began; the mean waiting time is over these jobs."),
    REAL(detection, "capacity", "Detection capacity on the last day."),
    REAL(attribution, "capacity", "Attribution capacity on the last day."),
    REAL(resilience, "capacity", "Resilience on the last day."),
};
RECORD_OF(state, "One state over a run.");
#undef T

#define T struct trace_rows_series
static const struct field series_fields[] = {
    RUN,
    DAY(day, "Day of the row; the interval between days is in /outputs/series."),
    FIELD(T, variable, .unit = "", .doc = "Name of the variable."),
    OF(from, "states", "State, or first state of a directed pair."),
    OF(to, "states", "Second state of a directed pair; empty for a variable of one state."),
    REAL(value, "", "Value of the variable on that day."),
};
RECORD_OF(series, "The value of one variable on one day.");

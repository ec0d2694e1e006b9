/**
 * trace_rows.h - the rows of the trace files: incidents, events, messages, acts, agreements,
 * pairs, states, series.
 *
 * Each kind of row is a struct with a record. The struct begins with the key of the run. Days count
 * from the start of the scenario. An incident has a number (16 hexadecimal digits) that is the same
 * in all runs that differ only in policy. The incidents of such runs can be joined by this number.
 */
#ifndef OBSERVE_TRACE_ROWS_H
#define OBSERVE_TRACE_ROWS_H

#include "format/field.h"

/** The key of the run that a row belongs to. */
struct trace_rows_run {
    int64_t point_id;
    const char *policy;
    int64_t rep;
};

/** Values of trace_rows_incident.named. */
enum trace_rows_named { NAMED_NOBODY, NAMED_STATE, NAMED_NON_STATE, NAMED_ACCIDENT };

struct trace_rows_incident {
    struct trace_rows_run run;
    int64_t incident_id, parent_id, campaign_id;
    int32_t parent_kind;
    int64_t generation;
    int32_t source, initiator, home, target;
    int32_t type, class_, method, objective, target_class;
    bool critical, counter_operation, wrongful;
    int32_t blamed;
    int64_t severity, rung;
    double start_day, planned_days, dwell_share, detected_day, triaged_day, decided_day,
        responded_day, public_day, industry_day, statement_day, truth_day, end_day;
    bool removed;
    int64_t returns;
    bool censored;
    double perceived_severity, perceived_intent, corrected_day;
    int32_t named, named_actor;
    double confidence;
    bool asked;
    int32_t reply;
    int32_t overt, covert, help;
    int64_t decisions;
    bool answered_wrongly, counter_espionage, assisted;
    int32_t industry_named;
    bool concession;
    double harm;
    double demand_day, concession_day;
};

struct trace_rows_event {
    struct trace_rows_run run;
    int64_t sequence;
    double day;
    int32_t event;
    int64_t incident_id;
    int32_t actor, target, agreement;
    const char *detail;
    double value;
};

struct trace_rows_message {
    struct trace_rows_run run;
    int64_t message_id, incident_id;
    int32_t kind, channel, from, to, hub;
    double sent_day, arrived_day, handled_day, answered_day;
    int32_t end, reply;
    double belief_before, belief_after;
};

struct trace_rows_act {
    struct trace_rows_run run;
    int64_t act_id, parent_id;
    int32_t parent_kind;
    int64_t generation;
    int32_t actor, target;
    int64_t rung;
    int32_t response, agreement;
    double day, parent_day;
    bool trigger_cyber, wrongful, upward, inadvertent, retraction, denial;
};

struct trace_rows_agreement {
    struct trace_rows_run run;
    int32_t agreement;
    double day;
    int32_t status;
    int64_t consultations_held, violations;
};

/** Totals of one direction of a pair. */
struct trace_rows_pair {
    struct trace_rows_run run;
    int32_t from, to;
    double tension_mean, tension_final, trust_mean, trust_final, crisis_days;
    int64_t rung_final;
    int64_t incidents, incidents_public, acts, upward, inadvertent, contacts;
};

struct trace_rows_state {
    struct trace_rows_run run;
    int32_t state;
    int64_t incidents, incidents_public, incidents_detected, named_right, named_wrong;
    double harm;
    double cert_utilisation, cert_wait_hours;
    int64_t cert_jobs, cert_jobs_begun;
    double detection, attribution, resilience;
};

struct trace_rows_series {
    struct trace_rows_run run;
    double day;
    const char *variable;
    int32_t from, to;
    double value;
};

extern const struct record trace_rows_incident_record, trace_rows_event_record,
    trace_rows_message_record, trace_rows_act_record, trace_rows_agreement_record,
    trace_rows_pair_record, trace_rows_state_record, trace_rows_series_record;

#endif

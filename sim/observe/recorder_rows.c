#include "observe/internal.h"

#include <math.h>

/* incidents.csv */

static int32_t
named_kind(const struct incident *i)
{
    return i->named >= 0                   ? NAMED_STATE
           : i->named == SUSPECT_NON_STATE ? NAMED_NON_STATE
           : i->named == SUSPECT_ACCIDENT  ? NAMED_ACCIDENT
           : isnan(i->decided_day)         ? NONE
                                           : NAMED_NOBODY;
}

static void
record_truth(struct trace_rows_incident *row, const struct world *w, const struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(w, i->type);

    row->incident_id = (int64_t)i->id;
    row->parent_id = (int64_t)i->parent_id;
    row->parent_kind = i->parent_kind;
    row->campaign_id = (int64_t)i->campaign_id;
    row->generation = i->generation;
    row->source = i->source;
    row->initiator = i->initiator;
    row->home = i->home;
    row->target = i->target;
    row->type = i->type;
    row->class_ = type->class_;
    row->method = type->method;
    row->objective = type->objective;
    row->target_class = i->target_class;
    row->critical = i->critical;
    row->counter_operation = i->counter_operation;
    row->wrongful = i->misdirected;
    row->blamed = i->blamed;
    row->severity = i->severity;
    row->rung = i->rung;
    row->planned_days = i->length_days;
    row->dwell_share = i->dwell_share;
    row->removed = i->ended && i->removed;
    row->returns = row->removed ? i->n_returns : 0;
    row->concession = !isnan(i->concession_day);
    row->harm = i->harm;
}

static void
record_days(struct trace_rows_incident *row, const struct incident *i)
{
    row->start_day = i->start_day;
    row->detected_day = i->detected_day;
    row->triaged_day = i->triaged_day;
    row->decided_day = i->decided_day;
    row->responded_day = i->responded_day;
    row->public_day = i->public_day;
    row->industry_day = i->industry_day;
    row->statement_day = i->statement_day;
    row->truth_day = i->truth_day;
    row->end_day = i->end_day;
    row->demand_day = i->demand_day;
    row->concession_day = i->concession_day;
}

static void
record_belief(struct trace_rows_incident *row, const struct incident *i)
{
    row->perceived_severity = i->perceived_severity;
    row->perceived_intent = isnan(i->corrected_day) ? i->perceived_intent : i->misread_intent;
    row->corrected_day = i->corrected_day;
    row->named = named_kind(i);
    row->named_actor = i->named >= 0 ? i->named : NONE;
    row->confidence = i->confidence;
    row->asked = i->asked;
    row->reply = i->asked ? i->reply : NONE;
    row->overt = i->overt;
    row->covert = i->covert;
    row->help = i->help;
    row->decisions = i->n_decisions;
    row->answered_wrongly = i->answer_misdirected;
    row->counter_espionage = i->counter_espionage;
    row->assisted = i->assisted;
    row->industry_named = i->industry_named >= 0 ? i->industry_named : NONE;
}

void
recorder_add_incident(struct recorder *r, const struct world *w, const struct observation *f)
{
    struct trace_rows_incident *row;

    if (f->incident->trigger_kind != TRIGGER_INCIDENT) {
        return;
    }
    row = recorder_new_row(r, RECORDER_FILE_INCIDENTS);
    if (row != NULL) {
        row->run = r->run;
        row->censored = f->value == 1;
        record_truth(row, w, f->incident);
        record_days(row, f->incident);
        record_belief(row, f->incident);
    }
}

/* The other files */

void
recorder_add_message(struct recorder *r, const struct message *m)
{
    struct trace_rows_message *row = recorder_new_row(r, RECORDER_FILE_MESSAGES);

    if (row != NULL) {
        *row = (struct trace_rows_message){.run = r->run,
            .message_id = (int64_t)m->id,
            .incident_id = (int64_t)m->incident_id,
            .kind = m->kind,
            .channel = m->channel,
            .from = m->from,
            .to = m->to,
            .hub = m->hub,
            .sent_day = m->sent_day,
            .arrived_day = m->arrived_day,
            .handled_day = m->handled_day,
            .answered_day = m->answered_day,
            .end = m->end,
            .reply = m->kind == MESSAGE_INQUIRY || m->kind == MESSAGE_WARNING ||
                             m->kind == MESSAGE_JOINT_CASE
                         ? m->reply
                         : NONE,
            .belief_before = m->belief_before,
            .belief_after = m->belief_after};
    }
}

void
recorder_add_act(struct recorder *r, const struct act *a)
{
    struct trace_rows_act *row = recorder_new_row(r, RECORDER_FILE_ACTS);

    if (row != NULL) {
        *row = (struct trace_rows_act){.run = r->run,
            .act_id = (int64_t)a->id,
            .parent_id = (int64_t)a->parent_id,
            .parent_kind = a->parent_kind,
            .generation = a->generation,
            .actor = a->actor,
            .target = a->target,
            .rung = a->rung,
            .response = a->response,
            .agreement = a->agreement,
            .day = a->day,
            .parent_day = a->parent_day,
            .trigger_cyber = a->trigger_cyber,
            .wrongful = a->misdirected,
            .upward = a->upward,
            .inadvertent = a->inadvertent,
            .retraction = a->retraction,
            .denial = a->denial};
    }
}

void
recorder_add_agreement(struct recorder *r, const struct run *run, int32_t agreement)
{
    const struct agreement_now *now =
        ARRAY_AT(struct agreement_now, &run->agreements, agreement);
    struct trace_rows_agreement *row = recorder_new_row(r, RECORDER_FILE_AGREEMENTS);

    if (row != NULL) {
        *row = (struct trace_rows_agreement){.run = r->run,
            .agreement = agreement,
            .day = run->kernel.now,
            .status = now->status,
            .consultations_held = now->n_held,
            .violations = now->n_violations};
    }
}

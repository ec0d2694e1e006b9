/* events.csv: who, toward whom, and a word more. */
#include "observe/recorder_parts.h"

#include <math.h>

static void
of_pair(struct trace_rows_event *row, const struct world *w, int32_t pair, int32_t side)
{
    const struct pair *p = WORLD_PAIR(w, pair);

    row->actor = side == 1 ? p->second : p->first;
    row->target = side == 1 ? p->first : p->second;
}

static void
of_incident(struct trace_rows_event *row, const struct world *w, const struct fact *f)
{
    const struct incident *i = f->incident;

    row->incident_id = (int64_t)i->id;
    row->actor = i->target;
    row->target = i->named >= 0 ? i->named : NONE;
    switch (f->kind) {
    case FACT_STARTED:
        row->actor = i->initiator;
        row->target = i->target;
        row->detail = WORLD_TYPE(w, i->type)->key.id;
        row->value = i->severity;
        break;
    case FACT_DECIDED:
        row->detail = WORLD_RESPONSE(w, i->front)->key.id;
        break;
    case FACT_NAMED:
        row->value = i->confidence;
        break;
    case FACT_INDUSTRY:
        row->target = i->industry_named >= 0 ? i->industry_named : NONE;
        break;
    case FACT_ENDED:
        row->value = i->harm;
        break;
    case FACT_TRIAGED:
        row->value = i->perceived_severity;
        break;
    case FACT_BLOCKED:
    case FACT_DETECTED:
    case FACT_PUBLIC:
    case FACT_TRUTH:
    case FACT_CLOSED:
    case FACT_ACT:
    case FACT_MESSAGE:
    case FACT_CONTACT:
    case FACT_AGREEMENT:
    case FACT_VIOLATION:
    case FACT_CRISIS:
    case FACT_RUNG:
    case FACT_SETTLED:
    case FACT_TRUST:
    case FACT_MEMBER:
    case FACT_COOPERATION:
    case FACT_OVER:
    case FACT_COUNT:
        break;
    }
}

static void
of_others(struct trace_rows_event *row, const struct world *w, const struct run *run,
    const struct fact *f)
{
    static const char *const contacts[] = {"routine", "consultation", "exercise"};

    if (f->kind == FACT_CRISIS || f->kind == FACT_RUNG || f->kind == FACT_TRUST) {
        of_pair(row, w, f->a, f->b);
        row->value = f->kind == FACT_RUNG
                         ? POOL_AT(struct pair_now, &run->pairs, f->a)->side[f->b].rung
                         : f->value;
    } else if (f->kind == FACT_CONTACT || f->kind == FACT_SETTLED) {
        of_pair(row, w, f->a, 0);
        row->detail = f->kind == FACT_CONTACT ? contacts[f->b] : NULL;
    } else if (f->kind == FACT_AGREEMENT) {
        row->agreement = f->a;
        row->detail = world_agreement_status_names[f->b];
    } else if (f->kind == FACT_MEMBER) {
        row->agreement = f->a;
        row->actor = f->b;
        row->value = f->value;
    } else if (f->kind == FACT_COOPERATION) {
        of_pair(row, w, f->a, 0);
        row->agreement = f->b;
        row->value = f->value;
    } else if (f->kind == FACT_BLOCKED) {
        row->target = w->streams[f->a].target;
        row->detail = WORLD_SOURCE(w, w->streams[f->a].source)->key.id;
    } else if (f->kind == FACT_ACT) {
        row->incident_id = (int64_t)f->act->id;
        row->actor = f->act->actor;
        row->target = f->act->target;
        row->detail = f->act->response == NONE ? "operation"
                                               : WORLD_RESPONSE(w, f->act->response)->key.id;
        row->value = f->act->rung;
    } else if (f->kind == FACT_MESSAGE) {
        row->incident_id = (int64_t)f->message->incident_id;
        row->actor = f->message->from;
        row->target = f->message->to;
    }
}

void
recorder_add_event(
    struct recorder *r, const struct world *w, const struct run *run, const struct fact *f)
{
    struct trace_rows_event *row = recorder_new_row(r, RECORDER_FILE_EVENTS);

    if (row == NULL) {
        return;
    }
    *row = (struct trace_rows_event){.run = r->run,
        .sequence = ++r->n_events,
        .day = f->day,
        .event = (int32_t)f->kind,
        .actor = NONE,
        .target = NONE,
        .agreement = NONE,
        .value = NAN};
    if (f->incident != NULL) {
        of_incident(row, w, f);
        row->agreement = f->kind == FACT_VIOLATION ? f->a : NONE;
    } else {
        of_others(row, w, run, f);
    }
}

/* Makes the rows of events.csv. */
#include "observe/internal.h"

#include <math.h>

static void
of_pair(struct trace_rows_event *row, const struct world *w, int32_t pair, int32_t side)
{
    const struct pair *p = WORLD_PAIR(w, pair);

    row->actor = side == 1 ? p->second : p->first;
    row->target = side == 1 ? p->first : p->second;
}

static void
of_incident(struct trace_rows_event *row, const struct world *w, const struct observation *f)
{
    const struct incident *i = f->incident;

    row->incident_id = (int64_t)i->id;
    row->actor = i->target;
    row->target = i->named >= 0 ? i->named : NONE;
    switch (f->kind) {
    case OBS_STARTED:
        row->actor = i->initiator;
        row->target = i->target;
        row->detail = WORLD_TYPE(w, i->type)->key.id;
        row->value = i->severity;
        break;
    case OBS_DECIDED:
        row->detail = WORLD_RESPONSE(w, i->overt)->key.id;
        break;
    case OBS_ORDERED:
        row->detail = WORLD_RESPONSE(w, f->b)->key.id;
        break;
    case OBS_ORDER_CLOSED:
        row->detail = WORLD_RESPONSE(w, f->b)->key.id;
        row->value = f->value;
        break;
    case OBS_NAMED:
        row->value = i->confidence;
        break;
    case OBS_INDUSTRY:
        row->target = i->industry_named >= 0 ? i->industry_named : NONE;
        break;
    case OBS_ENDED:
        row->value = i->harm;
        break;
    case OBS_TRIAGED:
        row->value = i->perceived_severity;
        break;
    case OBS_BLOCKED:
    case OBS_DETECTED:
    case OBS_PUBLIC:
    case OBS_TRUTH:
    case OBS_CORRECTED:
    case OBS_CLOSED:
    case OBS_ACT:
    case OBS_MESSAGE:
    case OBS_CONTACT:
    case OBS_AGREEMENT:
    case OBS_VIOLATION:
    case OBS_CRISIS:
    case OBS_RUNG:
    case OBS_SETTLED:
    case OBS_TRUST:
    case OBS_MEMBER:
    case OBS_COOPERATION:
    case OBS_CAPPED:
    case OBS_OFFER:
    case OBS_BROKEN:
    case OBS_OVER:
    case OBS_SENT:
    case OBS_READ:
    case OBS_UNANSWERED:
    case OBS_CONCEDED:
    case OBS_COUNT:
        break;
    }
}

static void
of_others(struct trace_rows_event *row, const struct world *w, const struct run *run,
    const struct observation *f)
{
    static const char *const offer_steps[] = {
        [OFFER_MADE] = "made", [OFFER_REFUSED] = "refused", [OFFER_LOST] = "lost"};
    static const char *const contacts[] = {[CONTACT_ROUTINE] = "routine",
        [CONTACT_CONSULTATION] = "consultation",
        [CONTACT_EXERCISE] = "exercise"};

    if (f->kind == OBS_CRISIS || f->kind == OBS_RUNG || f->kind == OBS_TRUST) {
        of_pair(row, w, f->a, f->b);
        row->value = f->kind == OBS_RUNG
                         ? ARRAY_AT(struct pair_now, &run->pairs, f->a)->direction[f->b].rung
                         : f->value;
        row->incident_id =
            f->kind == OBS_CRISIS && f->value == 1
                ? (int64_t)ARRAY_AT(struct pair_now, &run->pairs, f->a)->crisis.cause
                : 0;
    } else if (f->kind == OBS_SETTLED || f->kind == OBS_BROKEN) {
        of_pair(row, w, f->a, f->b);
    } else if (f->kind == OBS_OFFER) {
        of_pair(row, w, f->a, f->b);
        row->detail = offer_steps[(int)f->value];
    } else if (f->kind == OBS_CONTACT) {
        of_pair(row, w, f->a, 0);
        row->detail = contacts[f->b];
        row->agreement = (int32_t)f->value;
    } else if (f->kind == OBS_AGREEMENT) {
        row->agreement = f->a;
        row->detail = world_agreement_status_names[f->b];
    } else if (f->kind == OBS_MEMBER) {
        row->agreement = f->a;
        row->actor = f->b;
        row->value = f->value;
    } else if (f->kind == OBS_COOPERATION) {
        of_pair(row, w, f->a, 0);
        row->agreement = f->b;
        row->value = f->value;
    } else if (f->kind == OBS_OVER) {
        row->value = f->value;
    } else if (f->kind == OBS_BLOCKED || f->kind == OBS_CAPPED) {
        row->target = w->arrival_processes[f->a].target;
        row->detail = WORLD_SOURCE(w, w->arrival_processes[f->a].source)->key.id;
    } else if (f->kind == OBS_ACT) {
        row->incident_id = (int64_t)f->act->id;
        row->actor = f->act->actor;
        row->target = f->act->target;
        row->agreement = f->act->agreement;
        row->detail = f->act->retraction          ? "retraction"
                      : f->act->denial            ? "denial"
                      : f->act->agreement != NONE ? "suspension"
                      : f->act->response == NONE  ? "operation"
                                                  : WORLD_RESPONSE(w, f->act->response)->key.id;
        row->value = f->act->rung;
    } else if (f->kind == OBS_MESSAGE) {
        row->incident_id = (int64_t)f->message->incident_id;
        row->actor = f->message->from;
        row->target = f->message->to;
    }
}

void
recorder_add_event(struct recorder *r, const struct world *w, const struct run *run,
    const struct observation *f)
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
        row->agreement = f->kind == OBS_VIOLATION ? f->a : NONE;
    } else {
        of_others(row, w, run, f);
    }
}

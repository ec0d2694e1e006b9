#include "results/recorder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const incident_keys[] = {"point_id", "policy", "rep", "incident_id", NULL};
static const char *const event_keys[] = {"point_id", "policy", "rep", "sequence", NULL};
static const char *const message_keys[] = {"point_id", "policy", "rep", "message_id", NULL};
static const char *const act_keys[] = {"point_id", "policy", "rep", "act_id", NULL};
static const char *const pair_keys[] = {"point_id", "policy", "rep", "from", "to", NULL};
static const char *const state_keys[] = {"point_id", "policy", "rep", "state", NULL};
static const char *const series_keys[] = {
    "point_id", "policy", "rep", "day", "variable", "from", "to", NULL};

const struct recorder_description recorder_files[RECORDER_FILES] = {
    {"incidents.csv", &trace_rows_incident_record, incident_keys, RECORDER_INCIDENTS},
    {"events.csv", &trace_rows_event_record, event_keys, RECORDER_EVENTS},
    {"messages.csv", &trace_rows_message_record, message_keys, RECORDER_EVENTS},
    {"acts.csv", &trace_rows_act_record, act_keys, RECORDER_EVENTS},
    {"agreements.csv", &trace_rows_agreement_record, NULL, RECORDER_EVENTS},
    {"pairs.csv", &trace_rows_pair_record, pair_keys, RECORDER_EVENTS},
    {"states.csv", &trace_rows_state_record, state_keys, RECORDER_EVENTS},
    {"series.csv", &trace_rows_series_record, series_keys, RECORDER_NONE},
};
const char *const recorder_level_names[] = {"none", "incidents", "events", NULL};
const char *const recorder_variables[] = {
    "tension", "trust", "rung", "open_incidents", "desk_waiting", "pressure", NULL};

struct pair_total {
    int64_t incidents, incidents_public, acts, upward, inadvertent, contacts;
};
struct state_total {
    int64_t incidents, incidents_public, incidents_detected, named_right, named_wrong;
    double harm;
};

bool
recorder_writes(enum recorder_file file, enum recorder_level level, const struct world *w)
{
    if (file == RECORDER_FILE_SERIES) {
        return w->outputs.series.variables.count > 0;
    }
    return level >= recorder_files[file].level;
}

void
recorder_init(struct recorder *r, enum recorder_level level)
{
    memset(r, 0, sizeof(*r));
    r->level = level;
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        pool_init(&r->rows[k], recorder_files[k].record->size);
    }
    pool_init(&r->pair_totals, sizeof(struct pair_total));
    pool_init(&r->state_totals, sizeof(struct state_total));
}

void
recorder_free(struct recorder *r)
{
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        pool_free(&r->rows[k]);
    }
    pool_free(&r->pair_totals);
    pool_free(&r->state_totals);
}

static enum status
zeroed(struct pool *p, int32_t count)
{
    p->count = 0;
    if (pool_reserve(p, count) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    if (count > 0) {
        memset(p->at, 0, (size_t)count * p->size);
    }
    p->count = count;
    return STATUS_OK;
}

enum status
recorder_begin(struct recorder *r, const struct world *w, struct trace_rows_run run)
{
    enum status st;

    r->run = run;
    r->n_events = 0;
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        r->rows[k].count = 0;
    }
    TRY(zeroed(&r->pair_totals, 2 * w->n_pairs));
    TRY(zeroed(&r->state_totals, w->n_states));
out:
    return st;
}

/* A new row of a file, zeroed; NULL and remembered if there is no memory. */
static void *
new_row(struct recorder *r, enum recorder_file file)
{
    struct pool *p = &r->rows[file];

    if (pool_reserve(p, 1) != STATUS_OK) {
        r->no_memory = true;
        return NULL;
    }
    return (char *)p->at + (size_t)pool_add(p) * p->size;
}

/* incidents.csv */

static int32_t
named_kind(const struct incident *i)
{
    return i->named >= 0                   ? 1
           : i->named == SUSPECT_NON_STATE ? 2
           : i->named == SUSPECT_ACCIDENT  ? 3
           : isnan(i->decided_day)         ? NONE
                                           : 0;
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
    row->wrongful = i->wrongful;
    row->blamed = i->blamed;
    row->severity = i->severity;
    row->rung = i->rung;
    row->planned_days = i->length_days;
    row->dwell_share = i->dwell_share;
    row->concession = i->concession;
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
}

static void
record_belief(struct trace_rows_incident *row, const struct incident *i)
{
    row->perceived_severity = i->perceived_severity;
    row->perceived_intent = i->perceived_intent;
    row->named = named_kind(i);
    row->named_actor = i->named >= 0 ? i->named : NONE;
    row->confidence = i->confidence;
    row->asked = i->asked;
    row->reply = i->asked ? i->told : NONE;
    row->front = i->front;
    row->back = i->back;
    row->decisions = i->n_decisions;
    row->answered_wrongly = i->answered_wrongly;
    row->assisted = i->assisted;
    row->industry_named = i->industry_named >= 0 ? i->industry_named : NONE;
}

static void
record_incident(struct recorder *r, const struct world *w, const struct fact *f)
{
    struct trace_rows_incident *row;

    if (f->incident->matter != MATTER_INCIDENT) {
        return;
    }
    row = new_row(r, RECORDER_FILE_INCIDENTS);
    if (row != NULL) {
        row->run = r->run;
        row->censored = f->value == 1;
        record_truth(row, w, f->incident);
        record_days(row, f->incident);
        record_belief(row, f->incident);
    }
}

/* The other files */

static void
record_message(struct recorder *r, const struct message *m)
{
    struct trace_rows_message *row = new_row(r, RECORDER_FILE_MESSAGES);

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
            .reply = m->kind == MESSAGE_INQUIRY ? m->reply : NONE};
    }
}

static void
record_act(struct recorder *r, const struct act *a)
{
    struct trace_rows_act *row = new_row(r, RECORDER_FILE_ACTS);

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
            .day = a->day,
            .parent_day = a->parent_day,
            .trigger_cyber = a->trigger_cyber,
            .wrongful = a->wrongful,
            .upward = a->upward,
            .inadvertent = a->inadvertent};
    }
}

static void
record_agreement(struct recorder *r, const struct run *run, int32_t agreement)
{
    const struct agreement_now *now =
        POOL_AT(struct agreement_now, &run->agreements, agreement);
    struct trace_rows_agreement *row = new_row(r, RECORDER_FILE_AGREEMENTS);

    if (row != NULL) {
        *row = (struct trace_rows_agreement){.run = r->run,
            .agreement = agreement,
            .day = run->kernel.now,
            .status = now->status,
            .consultations_held = now->n_held,
            .violations = now->n_violations};
    }
}

/* events.csv: who, toward whom, and a word more. */

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

static void
record_event(
    struct recorder *r, const struct world *w, const struct run *run, const struct fact *f)
{
    struct trace_rows_event *row = new_row(r, RECORDER_FILE_EVENTS);

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

/* Totals of pairs and states */

static struct pair_total *
total_of(struct recorder *r, const struct world *w, int32_t from, int32_t to)
{
    int32_t pair = world_pair(w, from, to);

    return pair == NONE ? NULL
                        : POOL_AT(struct pair_total, &r->pair_totals,
                              2 * pair + (WORLD_PAIR(w, pair)->first == from ? 0 : 1));
}

static void
total_incident(struct recorder *r, const struct world *w, const struct incident *i)
{
    struct state_total *state = POOL_AT(struct state_total, &r->state_totals, i->target);
    struct pair_total *pair = total_of(r, w, i->initiator, i->target);

    if (i->matter != MATTER_INCIDENT) {
        return;
    }
    state->incidents++;
    state->incidents_public += !isnan(i->public_day);
    state->incidents_detected += !isnan(i->detected_day);
    state->named_right += i->named >= 0 && i->named == i->initiator;
    state->named_wrong += i->named >= 0 && i->named != i->initiator;
    state->harm += i->harm;
    if (pair != NULL) {
        pair->incidents++;
        pair->incidents_public += !isnan(i->public_day);
    }
}

static void
total(struct recorder *r, const struct world *w, const struct fact *f)
{
    if (f->kind == FACT_CLOSED) {
        total_incident(r, w, f->incident);
    } else if (f->kind == FACT_ACT) {
        struct pair_total *pair = total_of(r, w, f->act->actor, f->act->target);

        if (pair != NULL) {
            pair->acts++;
            pair->upward += f->act->upward;
            pair->inadvertent += f->act->inadvertent;
        }
    } else if (f->kind == FACT_CONTACT) {
        POOL_AT(struct pair_total, &r->pair_totals, 2 * f->a)->contacts++;
        POOL_AT(struct pair_total, &r->pair_totals, 2 * f->a + 1)->contacts++;
    }
}

static void
record_pair(
    struct recorder *r, const struct world *w, const struct run *run, int32_t p, int32_t d)
{
    const struct pair *pair = WORLD_PAIR(w, p);
    const struct side_now *side = &POOL_AT(struct pair_now, &run->pairs, p)->side[d];
    const struct pair_total *t = POOL_AT(struct pair_total, &r->pair_totals, 2 * p + d);
    struct trace_rows_pair *row = new_row(r, RECORDER_FILE_PAIRS);
    double days = run->kernel.now;

    if (row != NULL) {
        *row = (struct trace_rows_pair){.run = r->run,
            .from = d == 0 ? pair->first : pair->second,
            .to = d == 0 ? pair->second : pair->first,
            .tension_mean = days > 0 ? run_tension_area(run, w, p, d) / days : NAN,
            .tension_final = run_tension(run, w, p, d),
            .trust_mean = days > 0 ? tally_time_area(&side->trust, days) / days : NAN,
            .trust_final = side->trust.value,
            .crisis_days = side->crisis_days + (side->crisis ? days - side->crisis_since : 0),
            .rung_final = side->rung,
            .incidents = t->incidents,
            .incidents_public = t->incidents_public,
            .acts = t->acts,
            .upward = t->upward,
            .inadvertent = t->inadvertent,
            .contacts = t->contacts};
    }
}

static void
record_state(struct recorder *r, const struct world *w, const struct run *run, int32_t state)
{
    const struct state_total *t = POOL_AT(struct state_total, &r->state_totals, state);
    const struct desk *desk = POOL_AT(struct desk, &run->desks, 2 * state);
    struct trace_rows_state *row = new_row(r, RECORDER_FILE_STATES);
    double days = run->kernel.now;

    if (row != NULL) {
        *row = (struct trace_rows_state){.run = r->run,
            .state = state,
            .incidents = t->incidents,
            .incidents_public = t->incidents_public,
            .incidents_detected = t->incidents_detected,
            .named_right = t->named_right,
            .named_wrong = t->named_wrong,
            .harm = t->harm,
            .cert_utilisation = days > 0 ? tally_time_area(&desk->busy_time, days) /
                                               (double)desk->servers / days
                                         : NAN,
            .cert_wait_hours = desk->wait_days.n > 0 ? 24 * desk->wait_days.mean : NAN,
            .cert_jobs = desk->n_served,
            .detection = run_capacity(run, w, state, CAPACITY_DETECTION),
            .attribution = run_capacity(run, w, state, CAPACITY_ATTRIBUTION),
            .resilience = run_capacity(run, w, state, CAPACITY_RESILIENCE)};
    }
}

static void
record_totals(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t p = 0; p < w->n_pairs; p++) {
        record_pair(r, w, run, p, 0);
        record_pair(r, w, run, p, 1);
    }
    for (int32_t k = 0; k < w->n_states; k++) {
        record_state(r, w, run, k);
    }
}

static void
note(void *self, const struct world *w, const struct run *run, const struct fact *f)
{
    struct recorder *r = self;

    if (f->kind == FACT_CLOSED && r->level >= RECORDER_INCIDENTS) {
        record_incident(r, w, f);
    }
    if (r->level < RECORDER_EVENTS) {
        return;
    }
    total(r, w, f);
    if (f->kind == FACT_OVER) {
        record_totals(r, w, run);
    }
    if (f->kind == FACT_ACT) {
        record_act(r, f->act);
    } else if (f->kind == FACT_MESSAGE) {
        record_message(r, f->message);
    } else if (f->kind == FACT_AGREEMENT) {
        record_agreement(r, run, f->a);
    }
    if (f->kind != FACT_CLOSED) {
        record_event(r, w, run, f);
    }
}

void
recorder_first_day(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t a = 0; r->level >= RECORDER_EVENTS && a < w->n_agreements; a++) {
        record_agreement(r, run, a);
    }
}

struct sink
recorder_sink(struct recorder *r)
{
    return (struct sink){r, note};
}

/* series.csv */

static void
sample(struct recorder *r, double day, int32_t variable, int32_t from, int32_t to, double value)
{
    struct trace_rows_series *row = new_row(r, RECORDER_FILE_SERIES);

    if (row != NULL) {
        *row = (struct trace_rows_series){.run = r->run,
            .day = day,
            .variable = recorder_variables[variable],
            .from = from,
            .to = to,
            .value = value};
    }
}

static bool
wanted(const struct world *w, int32_t variable)
{
    const struct key *keys = w->outputs.series.variables.items;

    for (int32_t k = 0; k < w->outputs.series.variables.count; k++) {
        if (strcmp(keys[k].id, recorder_variables[variable]) == 0) {
            return true;
        }
    }
    return false;
}

static void
sample_pairs(struct recorder *r, const struct world *w, const struct run *run, int32_t variable)
{
    for (int32_t p = 0; p < w->n_pairs; p++) {
        const struct pair *pair = WORLD_PAIR(w, p);

        for (int32_t d = 0; d < 2; d++) {
            const struct side_now *side = &POOL_AT(struct pair_now, &run->pairs, p)->side[d];
            double value = variable == 0   ? run_tension(run, w, p, d)
                           : variable == 1 ? side->trust.value
                                           : side->rung;

            sample(r, run->kernel.now, variable, d == 0 ? pair->first : pair->second,
                d == 0 ? pair->second : pair->first, value);
        }
    }
}

static void
sample_states(
    struct recorder *r, const struct world *w, const struct run *run, int32_t variable)
{
    for (int32_t k = 0; k < w->n_states; k++) {
        double value = variable == 3
                           ? POOL_AT(struct state_now, &run->states, k)->open_incidents
                       : variable == 4 ? POOL_AT(struct desk, &run->desks, 2 * k)->waiting
                                       : run_pressure(run, w, k);

        sample(r, run->kernel.now, variable, k, NONE, value);
    }
}

void
recorder_sample(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t v = 0; recorder_variables[v] != NULL; v++) {
        if (!wanted(w, v)) {
            continue;
        }
        if (v < 3) {
            sample_pairs(r, w, run, v);
        } else {
            sample_states(r, w, run, v);
        }
    }
}

/* Sorting and printing */

static int
order(double day_a, uint64_t id_a, double day_b, uint64_t id_b)
{
    if (day_a != day_b) {
        return day_a < day_b ? -1 : 1;
    }
    return id_a < id_b ? -1 : id_a > id_b;
}

static int
by_start(const void *a, const void *b)
{
    const struct trace_rows_incident *x = a, *y = b;

    return order(
        x->start_day, (uint64_t)x->incident_id, y->start_day, (uint64_t)y->incident_id);
}

static int
by_sending(const void *a, const void *b)
{
    const struct trace_rows_message *x = a, *y = b;

    return order(x->sent_day, (uint64_t)x->message_id, y->sent_day, (uint64_t)y->message_id);
}

static int
by_act(const void *a, const void *b)
{
    const struct trace_rows_act *x = a, *y = b;

    return order(x->day, (uint64_t)x->act_id, y->day, (uint64_t)y->act_id);
}

int64_t
recorder_print(
    struct recorder *r, enum recorder_file file, const struct table *table, struct buffer *out)
{
    struct pool *rows = &r->rows[file];
    int (*const compare[RECORDER_FILES])(const void *, const void *) = {
        [RECORDER_FILE_INCIDENTS] = by_start,
        [RECORDER_FILE_MESSAGES] = by_sending,
        [RECORDER_FILE_ACTS] = by_act};

    if (compare[file] != NULL && rows->count > 1) {
        qsort(rows->at, (size_t)rows->count, rows->size, compare[file]);
    }
    for (int32_t k = 0; k < rows->count; k++) {
        table_row(table, (const char *)rows->at + (size_t)k * rows->size, out);
    }
    return rows->count;
}

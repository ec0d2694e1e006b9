#include "observe/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const incident_keys[] = {"point_id", "policy", "rep", "incident_id", NULL};
static const char *const event_keys[] = {"point_id", "policy", "rep", "sequence", NULL};
static const char *const message_keys[] = {"point_id", "policy", "rep", "message_id", NULL};
static const char *const act_keys[] = {"point_id", "policy", "rep", "act_id", NULL};
static const char *const pair_keys[] = {"point_id", "policy", "rep", "from", "to", NULL};
static const char *const state_keys[] = {"point_id", "policy", "rep", "state", NULL};

#define NAMES(name) name ".csv", name ".csv.gz"
const struct recorder_description recorder_files[RECORDER_FILES] = {
    {NAMES("incidents"), &trace_rows_incident_record, incident_keys, RECORDER_INCIDENTS},
    {NAMES("events"), &trace_rows_event_record, event_keys, RECORDER_EVENTS},
    {NAMES("messages"), &trace_rows_message_record, message_keys, RECORDER_EVENTS},
    {NAMES("acts"), &trace_rows_act_record, act_keys, RECORDER_EVENTS},
    {NAMES("agreements"), &trace_rows_agreement_record, NULL, RECORDER_EVENTS},
    {NAMES("pairs"), &trace_rows_pair_record, pair_keys, RECORDER_EVENTS},
    {NAMES("states"), &trace_rows_state_record, state_keys, RECORDER_EVENTS},
    {NAMES("series"), &trace_rows_series_record, NULL, RECORDER_NONE},
};
#undef NAMES
const char *const recorder_level_names[] = {"none", "incidents", "events", NULL};

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
        array_init(&r->rows[k], recorder_files[k].record->size);
    }
    recorder_totals_init(r);
}

void
recorder_free(struct recorder *r)
{
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        array_free(&r->rows[k]);
    }
    array_free(&r->pair_totals);
    array_free(&r->state_totals);
}

enum status
recorder_begin(struct recorder *r, const struct world *w, struct trace_rows_run run)
{
    r->run = run;
    r->n_events = 0;
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        r->rows[k].count = 0;
    }
    return recorder_totals_begin(r, w);
}

void *
recorder_new_row(struct recorder *r, enum recorder_file file)
{
    struct array *p = &r->rows[file];

    if (array_reserve(p, 1) != STATUS_OK) {
        r->no_memory = true;
        return NULL;
    }
    return (char *)p->at + (size_t)array_add(p) * p->size;
}

static bool
under_way(const struct observation *f)
{
    return f->kind == OBS_MESSAGE && f->message->end == MESSAGE_UNDER_WAY;
}

static void
note(void *self, const struct world *w, const struct run *run, const struct observation *f)
{
    struct recorder *r = self;

    if (f->kind == OBS_CLOSED && r->level >= RECORDER_INCIDENTS) {
        recorder_add_incident(r, w, f);
    }
    if (r->level < RECORDER_EVENTS) {
        return;
    }
    recorder_totals_add(r, w, f);
    if (f->kind == OBS_OVER) {
        recorder_totals_rows(r, w, run);
    }
    if (f->kind == OBS_ACT) {
        recorder_add_act(r, f->act);
    } else if (f->kind == OBS_MESSAGE) {
        recorder_add_message(r, f->message);
    } else if (f->kind == OBS_AGREEMENT) {
        recorder_add_agreement(r, run, f->a);
    }
    if (f->kind < OBS_ROWS && f->kind != OBS_CLOSED &&
        !under_way(f)) { /* a message still under way at the horizon has no event */
        recorder_add_event(r, w, run, f);
    }
}

void
recorder_first_day(struct recorder *r, const struct world *w, const struct run *run)
{
    for (int32_t a = 0; r->level >= RECORDER_EVENTS && a < w->n_agreements; a++) {
        recorder_add_agreement(r, run, a);
    }
}

struct trace_sink
recorder_sink(struct recorder *r)
{
    return (struct trace_sink){r, note};
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

int32_t
recorder_sort(struct recorder *r, enum recorder_file file)
{
    struct array *rows = &r->rows[file];
    int (*const compare[RECORDER_FILES])(const void *, const void *) = {
        [RECORDER_FILE_INCIDENTS] = by_start,
        [RECORDER_FILE_MESSAGES] = by_sending,
        [RECORDER_FILE_ACTS] = by_act};

    if (compare[file] != NULL && rows->count > 1) {
        qsort(rows->at, (size_t)rows->count, rows->size, compare[file]);
    }
    return rows->count;
}

int64_t
recorder_print(
    struct recorder *r, enum recorder_file file, const struct table *table, struct buffer *out)
{
    const struct array *rows = &r->rows[file];
    int32_t n = recorder_sort(r, file);

    for (int32_t k = 0; k < n; k++) {
        table_row(table, (const char *)rows->at + (size_t)k * rows->size, out);
    }
    return n;
}

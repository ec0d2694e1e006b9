#include "analysis/divergence.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUTCOME_BYTES = 230, EVENT_BYTES = 200, KEY_CELLS = 4 };

static const struct field fields[] = {
    FIELD(struct divergence, point_id, .max = 9e15, .unit = "",
        .doc = "Number of the design point."),
    FIELD(struct divergence, policy, .unit = "", .doc = "Policy."),
    FIELD(struct divergence, versus, .unit = "",
        .doc = "Policy with which `policy` is compared."),
    FIELD(struct divergence, rep, .max = 9e15, .unit = "", .doc = "Replication."),
    FIELD(struct divergence, what, .unit = "",
        .doc = "parted: the first difference of the two runs; incident: an incident that ends "
               "differently; same: the two runs do not differ."),
    FIELD(struct divergence, day, .max = INFINITY, .unit = "days",
        .doc = "Day of the first difference (parted), or of the start of the incident."),
    FIELD(struct divergence, incident_id, .unit = TABLE_HEX,
        .doc = "Identity of the incident or act; equal in both runs."),
    FIELD(struct divergence, type, .unit = "", .doc = "Incident type."),
    FIELD(struct divergence, target, .unit = "", .doc = "Victim of the incident."),
    FIELD(struct divergence, in_versus, .unit = "", .doc = "Event or outcome under `versus`."),
    FIELD(struct divergence, in_policy, .unit = "", .doc = "Event or outcome under `policy`."),
};
const struct record divergence_record = {.name = "divergence",
    .doc = "A difference between two runs with common random numbers.",
    FIELDS_OF(struct divergence, fields)};

/* ---- preparing ---- */

static int
compare_ids(int64_t a, int64_t b)
{
    return ((uint64_t)a > (uint64_t)b) - ((uint64_t)a < (uint64_t)b);
}

static int
by_id(const void *a, const void *b)
{
    const struct trace_rows_incident *const *x = a, *const *y = b;

    return compare_ids((*x)->incident_id, (*y)->incident_id);
}

static int
by_value(const void *a, const void *b)
{
    return compare_ids(*(const int64_t *)a, *(const int64_t *)b);
}

/* Collects the parents of counter-operations and of acts that raised a rung, that is, the incidents
   and acts to which an escalation responds. */
static void
find_answered(struct divergence_run *run)
{
    const struct array *incidents = &run->recorder->rows[RECORDER_FILE_INCIDENTS];
    const struct array *acts = &run->recorder->rows[RECORDER_FILE_ACTS];
    const struct trace_rows_incident *incident = incidents->at;
    const struct trace_rows_act *act = acts->at;

    for (int32_t k = 0; k < incidents->count; k++) {
        if (incident[k].counter_operation && incident[k].parent_id != 0) {
            run->answered[run->n_answered++] = incident[k].parent_id;
        }
    }
    for (int32_t k = 0; k < acts->count; k++) {
        if (act[k].upward && act[k].parent_id != 0) {
            run->answered[run->n_answered++] = act[k].parent_id;
        }
    }
    if (run->n_answered > 0) {
        qsort(run->answered, (size_t)run->n_answered, sizeof(*run->answered), by_value);
    }
}

enum status
divergence_prepare(struct divergence_run *run)
{
    const struct array *incidents = &run->recorder->rows[RECORDER_FILE_INCIDENTS];
    size_t n = (size_t)incidents->count;
    size_t acts = (size_t)run->recorder->rows[RECORDER_FILE_ACTS].count;

    (void)recorder_print(
        run->recorder, RECORDER_FILE_EVENTS, &run->tables[RECORDER_FILE_EVENTS], &run->events);
    buffer_text(&run->events, "");
    run->by_id = calloc(n + 1, sizeof(*run->by_id));
    run->answered = calloc(n + acts + 1, sizeof(*run->answered));
    if (run->by_id == NULL || run->answered == NULL || run->events.failed) {
        return STATUS_NO_MEMORY;
    }
    for (size_t k = 0; k < n; k++) {
        run->by_id[k] = (const struct trace_rows_incident *)incidents->at + k;
    }
    qsort(run->by_id, n, sizeof(*run->by_id), by_id);
    find_answered(run);
    return STATUS_OK;
}

void
divergence_free(struct divergence_run *run)
{
    buffer_free(&run->events);
    free(run->by_id);
    free(run->answered);
    *run = (struct divergence_run){0};
}

/* ---- the first difference ---- */

/* Returns the part of a line after point, policy, replication and sequence. This part can be the
   same in two runs. */
static const char *
body_of(const char *line)
{
    for (int32_t k = 0; k < KEY_CELLS && *line != '\0'; k++) {
        line = strchr(line, ',') + 1;
    }
    return line;
}

/* Writes an event in words: "incident_decided borvia ardia" for the line
   "451.2,incident_decided,ID,borvia,ardia,,,". */
static void
describe_event(char out[EVENT_BYTES], const char *body)
{
    size_t length = 0;
    int32_t cell = 0;

    for (; *body != '\0' && *body != '\n'; body++) {
        bool comma = *body == ',';

        cell += comma;
        if (cell >= 1 && cell != 2 && length + 1 < EVENT_BYTES &&
            !(comma && (length == 0 || out[length - 1] == ' '))) {
            out[length++] = comma ? ' ' : *body;
        }
    }
    while (length > 0 && out[length - 1] == ' ') {
        length--;
    }
    out[length] = '\0';
}

static double
day_of(const char *body)
{
    return *body == '\0' ? INFINITY : strtod(body, NULL);
}

static enum status
write_first_difference(const struct divergence_run *versus, const struct divergence_run *policy,
    struct divergence row, const struct summary_sink *sink, struct failure *f)
{
    const char *a = versus->events.at, *b = policy->events.at, *x, *y;
    char in_versus[EVENT_BYTES], in_policy[EVENT_BYTES];

    for (;;) {
        size_t n;

        x = body_of(a);
        y = body_of(b);
        n = strcspn(x, "\n");
        if (*x == '\0' || n != strcspn(y, "\n") || memcmp(x, y, n) != 0) {
            break;
        }
        a = x + n + 1;
        b = y + n + 1;
    }
    row.what = "same";
    row.day = NAN;
    if (*x != '\0' || *y != '\0') {
        row.what = "parted";
        row.day = fmin(day_of(x), day_of(y));
        describe_event(in_versus, x);
        describe_event(in_policy, y);
        row.in_versus = in_versus;
        row.in_policy = in_policy;
    }
    return sink->take(sink->self, &row, f);
}

/* ---- incidents ---- */

/* Returns the name of an index in a column of choices or references, or NULL if the index is out of
   range. */
static const char *
name_of(const struct table *t, const char *column, int32_t index, char out[OUTCOME_BYTES])
{
    const struct table_column *c = &t->columns[table_find(t, column)];

    if (index < 0 || index >= c->n_names) {
        return NULL;
    }
    (void)snprintf(out, OUTCOME_BYTES, "%.*s",
        (int)t->names[c->first_name + (size_t)index].length,
        t->text.at + t->names[c->first_name + (size_t)index].at);
    return out;
}

static bool
escalated(const struct divergence_run *run, int64_t id)
{
    return bsearch(&id, run->answered, (size_t)run->n_answered, sizeof(id), by_value) != NULL;
}

static void
describe_outcome(char out[OUTCOME_BYTES], const struct divergence_run *run,
    const struct trace_rows_incident *i)
{
    const struct table *t = &run->tables[RECORDER_FILE_INCIDENTS];
    char overt[OUTCOME_BYTES], covert_id[OUTCOME_BYTES], help_id[OUTCOME_BYTES];
    const char *open, *covert, *help;

    if (i == NULL || isnan(i->detected_day) || isnan(i->decided_day)) {
        (void)snprintf(out, OUTCOME_BYTES, "%s",
            i == NULL                ? "did not happen"
            : isnan(i->detected_day) ? "not found"
                                     : "open");
        return;
    }
    open = name_of(t, "overt", i->overt, overt);
    covert = name_of(t, "covert", i->covert, covert_id);
    covert = covert != NULL && strcmp(covert, "none") == 0 ? NULL : covert;
    help = name_of(t, "help", i->help, help_id);
    help = help != NULL && strcmp(help, "no_request") == 0 ? NULL : help;
    (void)snprintf(out, OUTCOME_BYTES, "%s: %.60s%s%.60s%s%.60s%s",
        escalated(run, i->incident_id) ? "escalated" : "settled", open == NULL ? "none" : open,
        covert == NULL ? "" : " + ", covert == NULL ? "" : covert, help == NULL ? "" : " + ",
        help == NULL ? "" : help, i->answered_wrongly ? ", wrongly" : "");
}

/* Writes a row about an incident if its outcomes differ. `a` is NULL if the run `versus` does not
   contain the incident, and `b` if the run `policy` does not contain it. */
static enum status
write_incident(const struct divergence_run *versus, const struct trace_rows_incident *a,
    const struct divergence_run *policy, const struct trace_rows_incident *b,
    struct divergence row, const struct summary_sink *sink, struct failure *f)
{
    const struct trace_rows_incident *i = a != NULL ? a : b;
    const struct table *t = &(a != NULL ? versus : policy)->tables[RECORDER_FILE_INCIDENTS];
    char in_versus[OUTCOME_BYTES], in_policy[OUTCOME_BYTES], type[OUTCOME_BYTES],
        target[OUTCOME_BYTES];

    describe_outcome(in_versus, versus, a);
    describe_outcome(in_policy, policy, b);
    if (strcmp(in_versus, in_policy) == 0) {
        return STATUS_OK;
    }
    row.what = "incident";
    row.day = i->start_day;
    row.incident_id = i->incident_id;
    row.type = name_of(t, "type", i->type, type);
    row.target = name_of(t, "target", i->target, target);
    row.in_versus = in_versus;
    row.in_policy = in_policy;
    return sink->take(sink->self, &row, f);
}

/** An incident in two runs. A pointer is NULL if its run does not contain the incident. */
struct matched {
    const struct trace_rows_incident *in_versus, *in_policy;
};

static const struct trace_rows_incident *
incident_of(const struct matched *p)
{
    return p->in_versus != NULL ? p->in_versus : p->in_policy;
}

/* Orders incidents by day, then by id. */
static int
by_day(const void *a, const void *b)
{
    const struct trace_rows_incident *x = incident_of(a), *y = incident_of(b);

    return x->start_day != y->start_day ? (x->start_day > y->start_day ? 1 : -1)
                                        : compare_ids(x->incident_id, y->incident_id);
}

/* Fills `pairs` with one element for each incident that at least one of two runs contains. The
   incidents of both runs are sorted by id. Returns the number of elements. */
static int32_t
match(const struct divergence_run *versus, const struct divergence_run *policy,
    struct matched *pairs)
{
    int32_t n = versus->recorder->rows[RECORDER_FILE_INCIDENTS].count;
    int32_t m = policy->recorder->rows[RECORDER_FILE_INCIDENTS].count;
    int32_t i = 0, k = 0, count = 0;

    while (i < n || k < m) {
        int order = i == n   ? 1
                    : k == m ? -1
                             : compare_ids(versus->by_id[i]->incident_id,
                                   policy->by_id[k]->incident_id);

        pairs[count++] = (struct matched){
            order <= 0 ? versus->by_id[i] : NULL, order >= 0 ? policy->by_id[k] : NULL};
        i += order <= 0;
        k += order >= 0;
    }
    return count;
}

enum status
divergence_write_rows(const struct divergence_run *versus, const struct divergence_run *policy,
    const struct summary_sink *sink, struct failure *f)
{
    size_t most = (size_t)versus->recorder->rows[RECORDER_FILE_INCIDENTS].count +
                  (size_t)policy->recorder->rows[RECORDER_FILE_INCIDENTS].count;
    struct matched *pairs = calloc(most + 1, sizeof(*pairs));
    struct divergence row = {.point_id = policy->recorder->run.point_id,
        .policy = policy->recorder->run.policy,
        .versus = versus->recorder->run.policy,
        .rep = policy->recorder->run.rep};
    int32_t count;
    enum status st = pairs == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    TRY(write_first_difference(versus, policy, row, sink, f));
    count = match(versus, policy, pairs);
    qsort(pairs, (size_t)count, sizeof(*pairs), by_day);
    for (int32_t i = 0; i < count; i++) {
        TRY(write_incident(
            versus, pairs[i].in_versus, policy, pairs[i].in_policy, row, sink, f));
    }
out:
    free(pairs);
    return st;
}
